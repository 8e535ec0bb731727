/* SPDX-License-Identifier: GPL-3.0-or-later */
/* formats.c - the table of formats that a document can be written in. */
#include "show/writer.h"

const struct report_format report_formats[] = {
	{.name = "md", .suffixes = "markdown", .help = "Markdown, as GitHub shows it", .write = write_md},
	{.name = "txt", .suffixes = "text", .help = "plain text", .write = write_txt},
	{.name = "html", .suffixes = "htm xhtml", .help = "one HTML file, to be mailed or printed", .write = write_html},
	{.name = "pdf", .help = "PDF, by bote-pdf where that was built", .write = write_pdf, .binary = true},
	{.name = "json",
     .suffixes = NULL,
     .help = "for programs: every number with its unit, and all the text",
     .write = write_json},
};
const unsigned report_format_count = sizeof(report_formats) / sizeof(report_formats[0]);

static bool formats_is_called(const struct report_format *f, struct str name)
{
	struct str rest = str_from_c(f->suffixes ? f->suffixes : "");

	if (str_eq_nocase(name, str_from_c(f->name)))
		return true;
	while (rest.len) {
		size_t end = str_find_char(rest, ' ', 0);

		if (str_eq_nocase(name, str_cut(rest, 0, end)))
			return true;
		rest = str_cut(rest, end + 1, rest.len);
	}
	return false;
}

const struct report_format *report_format_find(struct str name)
{
	for (unsigned i = 0; i < report_format_count && name.len; i++)
		if (formats_is_called(&report_formats[i], name))
			return &report_formats[i];
	return NULL;
}

const struct report_format *report_format_of(struct str path)
{
	size_t dot = path.len;

	while (dot > 0 && path.p[dot - 1] != '.' && path.p[dot - 1] != '/')
		dot--;
	return dot > 0 && path.p[dot - 1] == '.' ? report_format_find(str_cut(path, dot, path.len)) : NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* writer.c - the table of formats, and what several writers say alike. */
#include "show/writer.h"

#include "base/utf8.h"

const struct report_format report_formats[] = {
	{.name = "md", .suffixes = "markdown", .help = "Markdown, as GitHub shows it", .write = write_md},
	{.name = "txt", .suffixes = "text", .help = "plain text", .write = write_txt},
	{.name = "html", .suffixes = "htm xhtml", .help = "one HTML file, to be mailed or printed", .write = write_html},
	{.name = "pdf", .help = "PDF, by bote-pdf where that was built", .write = write_pdf, .binary = true},
	{.name = "json", .suffixes = NULL, .help = "for programs: every number with its unit, and all the text", .write = write_json},
};
const unsigned report_format_count = sizeof(report_formats) / sizeof(report_formats[0]);

static bool is_called(const struct report_format *f, struct str name)
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
		if (is_called(&report_formats[i], name))
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

/* ---- shared ---- */

static void add_part(struct writer_part *parts, unsigned *count, struct arena *a, const char *before, struct str text, bool code)
{
	if (text.len)
		parts[(*count)++] = (struct writer_part){arena_printf(a, "%s%.*s", before, STR(text)), code};
}

unsigned writer_origin(const struct doc *doc, struct writer_part parts[WRITER_PARTS])
{
	const struct doc_origin *o = &doc->origin;
	unsigned count = 0;

	add_part(parts, &count, doc->arena, "bote ", o->version, false);
	add_part(parts, &count, doc->arena, "", o->command, true);
	add_part(parts, &count, doc->arena, "", o->file, false);
	add_part(parts, &count, doc->arena, "sha256 ", str_cut(o->hash, 0, 16), false);
	add_part(parts, &count, doc->arena, "", o->sampling, false);
	add_part(parts, &count, doc->arena, "", o->date, false);
	return count;
}

struct str writer_degree(struct arena *a, const struct doc_check *c)
{
	if (c->odds.len)
		return arena_printf(a, "in %.*s of cases", STR(c->odds));
	return c->used.len ? arena_printf(a, "at %.*s", STR(c->used)) : S("");
}

struct str writer_verdict(struct arena *a, const struct doc_check *c)
{
	struct str degree = writer_degree(a, c);
	const char *word = c->holds ? "holds" : "fails";

	if (c->odds.len && !c->holds)
		return arena_printf(a, "fails (holds %.*s)", STR(degree));
	return degree.len ? arena_printf(a, "%s %.*s", word, STR(degree)) : str_from_c(word);
}

/* An uncertain value with its range. */
struct str writer_check_value(struct arena *a, const struct doc_check *c)
{
	struct str text = doc_value_signed(a, &c->value);

	return c->odds.len && c->value.second.len ? arena_printf(a, "%.*s (%.*s)", STR(text), STR(c->value.second)) : text;
}

struct doc_table *writer_checks(const struct doc *doc, const struct doc_block *block)
{
	static const struct doc_column columns[] = {
		{.key = "label", .title = S("Check")},
		{.key = "text", .title = S("Value"), .figures = true},
		{.key = "must", .title = S("Must be")},
		{.key = "verdict", .title = S("Verdict")},
	};
	struct doc_table *t = doc_table(doc->arena, "checks", columns, 4, block->count);

	for (uint32_t i = 0; i < block->count; i++) {
		const struct doc_check *c = &block->checks[i];
		struct str *row = doc_row(t, i);

		row[0] = c->label;
		row[1] = c->must.len ? writer_check_value(doc->arena, c) : S("");
		row[2] = c->must.len ? c->must : c->condition;
		row[3] = writer_verdict(doc->arena, c);
	}
	return t;
}

enum chart_marks writer_marks(const struct report_style *style)
{
	return style->ascii ? CHART_ASCII : style->braille ? CHART_BRAILLE : CHART_BLOCKS;
}

void writer_to_ascii(struct buf *out, size_t from)
{
	struct buf copy = {0};

	buf_add_str(&copy, str_cut(buf_str(out), from, out->len));
	buf_cut(out, from);
	for (size_t at = 0; at < copy.len;) {
		uint32_t cp;
		struct str rest = str_cut(buf_str(&copy), at, copy.len);
		size_t n = utf8_decode(rest, &cp);
		const char *ascii = n > 1 ? utf8_ascii(cp) : NULL;

		if (n == 1)
			buf_char(out, rest.p[0]);
		else if (n == 0 || !utf8_columns(cp))
			buf_add_c(out, n ? "" : "?");
		else
			buf_add_c(out, ascii ? ascii : "?");
		at += n ? n : 1;
	}
	buf_release(&copy);
}

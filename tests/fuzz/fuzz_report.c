/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_report.c - sheets written out: every format is sound whatever the sheet says, and all of them can be written. */
#include <jansson.h>
#include <stdlib.h>

#include "outcome.h"
#include "report/build.h"
#include "show/writer.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

/* Elements are closed in the order in which they were opened, and attributes have their quotes. */
static void check_html(struct str s)
{
	struct str open[64];
	size_t depth = 0;

	for (size_t at = str_find_char(s, '<', 1); at < s.len; at = str_find_char(s, '<', at + 1)) {
		size_t end = str_find_char(s, '>', at), quotes = 0;
		struct str tag = str_cut(s, at + 1, end), name;

		assert(end < s.len);
		for (size_t i = 0; i < tag.len; i++) {
			assert(tag.p[i] != '<');
			quotes += tag.p[i] == '"';
		}
		assert(quotes % 2 == 0);
		name = str_cut(tag, tag.p[0] == '/', str_find_char(tag, ' ', 0));
		if (tag.p[0] == '/') {
			assert(depth > 0 && str_eq(open[depth - 1], name));
			depth--;
		} else if (!str_ends(tag, S("/"))) {
			assert(depth < 64);
			open[depth++] = name;
		}
	}
	assert(depth == 0);
}

static void check_json(struct str s)
{
	json_error_t error;
	json_t *read = json_loadb(s.p, s.len, JSON_DECODE_INT_AS_REAL, &error);

	assert(json_is_object(read));
	json_decref(read);
}

static void check_ascii(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		assert((unsigned char)s.p[i] < 0x80);
}

static void write_all(struct doc *doc, struct diag *d)
{
	const struct report_style styles[] = {{.width = 80}, {.width = 20, .ascii = true}, {.width = 50, .color = true}};

	for (unsigned i = 0; i < report_format_count; i++) {
		const struct report_format *f = &report_formats[i];

		for (size_t k = 0; k < sizeof styles / sizeof *styles && !f->binary; k++) {
			struct buf out = {0};

			assert(f->write(doc, &styles[k], &out, d));
			assert(utf8_invalid(buf_str(&out)) == out.len);
			if (!styles[k].color)
				check_plain(buf_str(&out));
			if (f->write == write_html)
				check_html(buf_str(&out));
			else if (f->write == write_json)
				check_json(buf_str(&out));
			else if (styles[k].ascii)
				check_ascii(buf_str(&out));
			buf_release(&out);
		}
	}
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	struct session *s = session_new(S(""));
	struct sheet *sheet;
	struct outcome o;
	struct report_options options = {
		.sure = 0.95, .title = S("fuzzed"), .origin = {.version = S("1"), .command = S("bote report <x>")}};

	be_quick(s);
	outcome_init(&o);
	options.format = session_format(s);
	options.facts = session_facts(s);
	sheet = sheet_new(session_engine(s), session_library(s), session_facts(s));
	if (sheet_load(sheet, S("t.bote"), S(""), (struct str){(const char *)data, size}, &o.diag) &&
	    sheet_recalc(sheet, &o.diag)) {
		struct doc *doc = report_build(sheet, &options, &o.arena, &o.diag);

		assert(doc || o.diag.error);
		if (doc)
			write_all(doc, &o.diag);
	}
	sheet_free(sheet);
	outcome_release(&o);
	session_free(s);
	return 0;
}

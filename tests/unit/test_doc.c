/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rows.h"

#include "base/ascii.h"
#include "show/doc.h"
#include "show/writer.h"

Test(doc, texts_are_made_clean)
{
	static const struct {
		const char *text, *want;
	} rows[] = {
		{"", ""},
		{"  a  b\t\nc ", "a b c"},
		{"a\001b\177c", "a b c"},
		{"caf\xc3\xa9", "caf\xc3\xa9"},
		{"a\xff"
	     "b\xc3",
	     "a\xef\xbf\xbd"
	     "b\xef\xbf\xbd"},
		{"x\xc2\x85y\xe2\x80\xa8z", "x y z"},
		{"\xef\xbf\xbe", "\xef\xbf\xbd"},
		{"\x1b[31mred", "[31mred"},
	};
	struct arena a;

	arena_init(&a);
	for (size_t i = 0; i < COUNT(rows); i++)
		expect_str(i, doc_text(&a, str_from_c(rows[i].text)), str_from_c(rows[i].want));
	arena_release(&a);
}

Test(doc, prose_and_lists)
{
	struct arena a;
	struct doc *d;
	const struct doc_block *b;

	arena_init(&a);
	d = doc_new(&a, NULL);
	doc_prose(d, S("one"));
	for (int i = 0; i < 9; i++)
		doc_prose(d, arena_printf(&a, "- item %d", i));
	doc_prose(d, S("-no item"));
	b = d->first;
	cr_assert_eq(b->kind, DOC_PROSE);
	b = b->next;
	cr_assert_eq(b->kind, DOC_LIST);
	cr_assert_eq(b->count, 9);
	expect_str(0, b->items[0], S("item 0"));
	expect_str(8, b->items[8], S("item 8"));
	b = b->next;
	cr_assert_eq(b->kind, DOC_PROSE);
	cr_assert(b == d->last);
	arena_release(&a);
}

Test(doc, formats_by_name_and_suffix)
{
	static const struct {
		const char *path, *format;
	} rows[] = {
		{"a.md", "md"}, {"a.markdown", "md"}, {"A.MD", "md"},     {"dir.md/a.txt", "txt"}, {".md", "md"},
		{"a", NULL},    {"a.", NULL},         {"dir.md/a", NULL}, {"a.doc", NULL},         {"", NULL},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct report_format *f = report_format_of(str_from_c(rows[i].path));

		expect_str(i, str_from_c(f ? f->name : "(none)"), str_from_c(rows[i].format ? rows[i].format : "(none)"));
	}
	for (unsigned i = 0; i < report_format_count; i++)
		cr_expect_eq(report_format_find(str_from_c(report_formats[i].name)), &report_formats[i], "row %u", i);
}

Test(doc, ascii)
{
	struct buf out = {0};

	buf_add_c(&out, "é ");
	ascii_text(&out, 3);
	buf_add_c(&out, "≈ 3 × 4 µs · 日本 e\xcc\x81\n");
	ascii_text(&out, 3);
	expect_str(0, buf_str(&out), S("é ~ 3 x 4 us * ?? e\n"));
	buf_release(&out);
}

Test(doc, words_are_said_once)
{
	static const struct {
		const char *text, *want;
	} rows[] = {
		{"20 million … 60 million users", "20 … 60 million users"},
		{"$1.2 million … $3 million/month, 90 %", "$1.2 … $3 million/month, 90 %"},
		{"470,000 … 2.2 million", "470,000 … 2.2 million"},
		{"3.7 … 31 PB, 90 %, mean 13", "3.7 … 31 PB, 90 %, mean 13"},
		{"20 million … 60 billion", "20 million … 60 billion"},
		{"5 h … 10 h", "5 h … 10 h"},
		{" … ", " … "},
		{"", ""},
	};
	struct arena a;

	arena_init(&a);
	for (size_t i = 0; i < COUNT(rows); i++)
		expect_str(i, doc_once(&a, str_from_c(rows[i].text)), str_from_c(rows[i].want));
	arena_release(&a);
}

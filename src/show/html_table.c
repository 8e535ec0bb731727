/* SPDX-License-Identifier: GPL-3.0-or-later */
/* html_table.c - tables of HTML: links at names, what holds and fails, and how they get narrow. */
#include "base/utf8.h"
#include "show/html_text.h"
#include "show/html_write.h"
#include "show/isolate.h"

/* What has so many columns is too wide for the screen of a phone. */
enum { STACKED_FROM = 4 };

/* The columns that are seen as such. */
static unsigned html_columns(const struct doc_table *t)
{
	unsigned columns = 0;

	for (uint32_t k = 0; k < t->column_count; k++)
		columns += !t->columns[k].small;
	return columns;
}

static void html_put_head(struct html *h, const struct doc_table *t)
{
	buf_add_c(h->out, "<thead><tr>");
	for (uint32_t k = 0; k < t->column_count; k++) {
		if (t->columns[k].small)
			continue;
		buf_add_c(h->out, t->columns[k].figures ? "<th scope=\"col\" class=\"f\">" : "<th scope=\"col\">");
		html_text(h->out, t->columns[k].title);
		buf_add_c(h->out, "</th>");
	}
	buf_add_c(h->out, "</tr></thead>\n");
}

/*
 * A word that long may be broken anywhere, or it would push the table out of the page; so many letters fit side by side
 * on a small screen; behind a slash those may begin a line that are as many as that.
 */
enum { LONG_WORD = 20, SIDE_BY_SIDE = 88, BESIDE_WORDS = 3, NOT_ALONE = 3 };

/* The end of the piece of a text that begins at `at`: behind a slash, where what follows could stand in a new line. */
static size_t slash_end(struct str text, size_t at)
{
	for (; at < text.len; at++) {
		size_t letters = 0;

		if (text.p[at] != '/')
			continue;
		while (at + 1 + letters < text.len && char_is_letter(text.p[at + 1 + letters]))
			letters++;
		if (letters >= NOT_ALONE)
			return at + 1;
	}
	return text.len;
}

/* How wide the longest word is. `slashes`: one may end behind a slash. */
static size_t longest_word(struct str text, bool slashes)
{
	size_t longest = 0, at = 0;

	while (at < text.len) {
		size_t end = str_find_char(text, ' ', at), slash = slashes ? slash_end(text, at) : end;

		longest = utf8_wider(longest, str_cut(text, at, slash < end ? slash : end));
		at = slash < end ? slash : end + 1;
	}
	return longest;
}

/* Do the words of all columns not fit side by side? Then they may be broken behind slashes. */
static bool is_tight(const struct doc_table *t)
{
	size_t sum = 0;

	for (uint32_t k = 0; k < t->column_count; k++) {
		size_t longest = longest_word(t->columns[k].title, false);

		for (uint32_t i = 0; i < t->row_count; i++) {
			size_t word = longest_word(table_text(t, i, k), false);

			longest = word > longest ? word : longest;
		}
		sum += t->columns[k].small ? 0 : longest + BESIDE_WORDS;
	}
	return sum > SIDE_BY_SIDE;
}

static const char *html_class_of(const struct doc_column *c, struct str text, int mark, bool tight)
{
	bool long_word = longest_word(text, tight) > LONG_WORD;

	if (mark)
		return mark > 0 ? (c->figures ? "f holds" : "holds") : c->figures ? "f fails" : "fails";
	if (c->figures)
		return long_word ? "f x" : "f";
	return long_word ? "x" : NULL;
}

void html_put_pieces(struct html *h, struct str text)
{
	if (isolate_needed(text)) {
		html_put_label(h, text);
		return;
	}
	for (size_t at = 0, end; at < text.len; at = end) {
		end = slash_end(text, at);
		buf_add_c(h->out, at ? "<wbr/>" : "");
		html_text(h->out, str_cut(text, at, end));
	}
}

/* On a narrow screen the cells of a row stand one below the other, each after the head of its column. */
static void html_put_head_of(struct html *h, const struct doc_column *c)
{
	buf_add_c(h->out, " data-head=\"");
	html_text(h->out, c->title);
	buf_char(h->out, '"');
}

/* The name of an assumption, to which others link, has a link to its first use. */
static void put_small(struct html *h, struct str name)
{
	const struct doc_step *use;

	if (!h->assuming || !doc_links_assumed(&h->links, name, &use)) {
		html_put_element(h, "code", "small", name);
		return;
	}
	html_put_place(h, "<code class=\"small\" id=\"a-", name);
	if (use)
		html_put_place(h, "><a href=\"#u-", name);
	buf_char(h->out, '>');
	html_text(h->out, name);
	buf_add_c(h->out, use ? "</a></code>" : "</code>");
}

static void html_put_guess(struct html *h, struct str text)
{
	size_t word = writer_guess(text);

	html_put_element(h, "b", "fails", str_cut(text, 0, word));
	html_put_label(h, str_cut(text, word, text.len));
}

/* How the cells of a table are set. */
struct cells {
	bool checks; /* what holds and fails is coloured */
	bool stacks; /* see html_put_head_of() */
	bool tight;  /* see is_tight() */
};

/* What is in a small column: the name of the row, and those of the rows that are joined to it. */
static void put_names(struct html *h, const struct doc_table *t, uint32_t row, uint32_t k)
{
	for (uint32_t i = row, end = doc_next_row(t, row); i < end && table_text(t, i, k).len; i++) {
		buf_add_c(h->out, i > row ? ", " : table_text(t, row, k - 1).len ? " " : "");
		put_small(h, table_text(t, i, k));
	}
}

/* The first column says what the row is about. */
static void html_put_cell(struct html *h, const struct doc_table *t, uint32_t row, uint32_t k, struct cells set)
{
	const struct doc_column *c = &t->columns[k];
	struct str text = table_text(t, row, k);
	bool first = k == 0;
	const char *class = html_class_of(c, text, set.checks && !first ? writer_mark(text) : 0, set.tight);

	buf_add_c(h->out, first ? "<th scope=\"row\"" : "<td");
	if (class)
		buf_printf(h->out, " class=\"%s\"", class);
	if (set.stacks && !first && text.len && c->title.len)
		html_put_head_of(h, c);
	buf_char(h->out, '>');
	if (c->code && text.len)
		html_put_element(h, "code", NULL, text);
	else if (c->doubts && writer_guess(text))
		html_put_guess(h, text);
	else if (set.tight)
		html_put_pieces(h, text);
	else
		html_put_label(h, text);
	if (k + 1 < t->column_count && c[1].small)
		put_names(h, t, row, k + 1);
	buf_add_c(h->out, first ? "</th>" : "</td>");
}

static void html_put_row(struct html *h, const struct doc_table *t, uint32_t i, struct cells set)
{
	buf_add_c(h->out, "<tr>");
	for (uint32_t k = 0; k < t->column_count; k++)
		if (!t->columns[k].small)
			html_put_cell(h, t, i, k, set);
	buf_add_c(h->out, "</tr>\n");
}

static void html_put_section(struct html *h, const struct doc_table *t, uint32_t row)
{
	buf_printf(h->out, "<tr><th colspan=\"%u\" scope=\"rowgroup\" class=\"of\">", html_columns(t));
	html_text(h->out, t->rows[row].section);
	buf_add_c(h->out, "</th></tr>\n");
}

void html_put_table(struct html *h, const struct doc_table *t, struct str label, bool checks)
{
	struct cells set = {checks, html_columns(t) >= STACKED_FROM, is_tight(t)};

	buf_add_c(h->out, "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"");
	html_text(h->out, label);
	buf_add_c(h->out, set.stacks ? "\"><table class=\"stacks\">\n" : "\"><table>\n");
	html_put_head(h, t);
	buf_add_c(h->out, "<tbody>\n");
	for (uint32_t i = 0; i < t->row_count; i = doc_next_row(t, i)) {
		if (doc_begins_section(t, i))
			html_put_section(h, t, i);
		html_put_row(h, t, i, set);
	}
	buf_add_c(h->out, "</tbody></table></div>\n");
}

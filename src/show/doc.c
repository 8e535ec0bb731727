/* SPDX-License-Identifier: GPL-3.0-or-later */
/* doc.c - documents: their pieces, and text that no format stumbles over. */
#include "show/doc.h"

#include "base/utf8.h"
#include "show/picture.h"

struct doc *doc_new(struct arena *a, const struct texts *texts)
{
	struct doc *d = arena_new(a, struct doc);

	d->arena = a;
	d->texts = texts;
	return d;
}

struct doc_block *doc_add(struct doc *d, enum doc_kind kind)
{
	struct doc_block *b = arena_new(d->arena, struct doc_block);

	b->kind = kind;
	if (d->last)
		d->last->next = b;
	else
		d->first = b;
	return d->last = b;
}

void doc_heading(struct doc *d, unsigned level, struct str text)
{
	struct doc_block *b = doc_add(d, DOC_HEADING);

	b->level = level;
	b->text = text;
}

void doc_prose(struct doc *d, struct str text)
{
	if (str_starts(text, S("- ")))
		doc_item(d, str_trim(str_cut(text, 2, text.len)));
	else
		doc_add(d, DOC_PROSE)->text = text;
}

void doc_item(struct doc *d, struct str text)
{
	struct doc_block *b = d->last && d->last->kind == DOC_LIST ? d->last : doc_add(d, DOC_LIST);
	struct str *items;

	if ((b->count & (b->count - 1)) == 0) { /* room for twice as many */
		items = arena_array(d->arena, struct str, b->count ? 2 * (size_t)b->count : 1);
		for (uint32_t i = 0; i < b->count; i++)
			items[i] = b->items[i];
		b->items = items;
	}
	b->items[b->count++] = text;
}

void doc_picture(struct doc *d, const struct picture *p)
{
	struct doc_block *b;

	if (!p)
		return;
	b = doc_add(d, DOC_FIGURE);
	b->picture = p;
	b->text = p->title;
}

/* What separates words or has no business in a text: controls, line and paragraph separators. */
static bool doc_is_blank(uint32_t cp)
{
	return cp <= ' ' || (cp >= 0x7f && cp <= 0x9f) || cp == 0x2028 || cp == 0x2029;
}

/* XML has no way to write these two. */
static bool is_no_character(uint32_t cp)
{
	return cp == 0xfffe || cp == 0xffff;
}

static bool is_sign(struct str s, size_t at)
{
	return at < s.len && s.p[at] > ' ' && s.p[at] < 0x7f;
}

/* Where the words of ASCII end that begin at `at`, with a blank between them: most of a text is such. */
static size_t end_of_words(struct str s, size_t at)
{
	while (is_sign(s, at)) {
		while (is_sign(s, at))
			at++;
		if (at < s.len && s.p[at] == ' ' && is_sign(s, at + 1))
			at++;
	}
	return at;
}

struct str doc_text(struct arena *a, struct str s)
{
	struct buf out = {0};
	bool blank = false;

	if (end_of_words(s, 0) == s.len)
		return arena_str(a, s);
	for (size_t at = 0; at < s.len;) {
		uint32_t cp = 0;
		size_t end = end_of_words(s, at), n = end > at ? end - at : utf8_decode(str_cut(s, at, s.len), &cp);
		bool good = end > at || (n > 0 && !is_no_character(cp));

		if (n && end == at && doc_is_blank(cp)) {
			blank = out.len > 0;
		} else {
			if (blank)
				buf_char(&out, ' ');
			blank = false;
			buf_add_str(&out, good ? str_cut(s, at, at + n) : S("\xef\xbf\xbd"));
		}
		at += n ? n : 1;
	}
	return buf_take(&out, a);
}

struct str doc_take(struct arena *a, struct buf *text)
{
	struct str copy = doc_text(a, buf_str(text));

	buf_release(text);
	return copy;
}

static const struct str ninety = S(", 90 %"); /* that ranges are of 90 % is said once in a report */

/* Where a word of a number begins, " million", that ends at `end`; `end` when there is none. */
static size_t word_before(struct str text, size_t end)
{
	size_t at = end;

	while (at > 0 && text.p[at - 1] >= 'a' && text.p[at - 1] <= 'z')
		at--;
	return at > 1 && at < end && text.p[at - 1] == ' ' && char_is_digit(text.p[at - 2]) ? at - 1 : end;
}

struct str doc_once(struct arena *a, struct str text)
{
	static const char *const magnitudes[] = {" thousand", " million", " billion", " trillion"};
	const struct str dots = S(" … ");

	for (size_t at = 0; (at = str_find(text, dots, at)) < text.len; at++) {
		size_t word = word_before(text, at), rest = at + dots.len;
		struct str said;

		if (word == at)
			continue;
		said = str_cut(text, word, at);
		while (rest < text.len && text.p[rest] != ' ')
			rest++;
		for (unsigned i = 0; i < sizeof magnitudes / sizeof *magnitudes; i++)
			if (str_eq(said, str_from_c(magnitudes[i])) && str_starts(str_cut(text, rest, text.len), said))
				return arena_printf(a, "%.*s%.*s", STR(str_cut(text, 0, word)), STR(str_cut(text, at, text.len)));
	}
	return text;
}

struct str doc_ranges(struct arena *a, struct str text)
{
	struct buf out = {0};
	size_t at = 0, found;

	while ((found = str_find(text, ninety, at)) < text.len) {
		buf_add_str(&out, str_cut(text, at, found));
		at = found + ninety.len;
	}
	if (at == 0)
		return arena_str(a, text);
	buf_add_str(&out, str_cut(text, at, text.len));
	return buf_take(&out, a);
}

/* "3.7 … 31 PB, 90 %, mean 13" */
static void take_range(struct doc_value *v)
{
	size_t comma = str_find(v->second, ninety, 0);

	if (comma < v->second.len)
		v->range = str_cut(v->second, 0, comma);
}

struct doc_value doc_value(struct arena *a, const struct value *v, const struct format *f)
{
	struct format brief = *f, full = *f;
	struct doc_value out = {.raw = v};
	struct buf text = {0};
	struct str rest;
	size_t end;

	brief.brief = true;
	full.brief = false;
	out.exact = format_value(&text, v, &brief);
	end = text.len;
	out.text = doc_text(a, buf_str(&text));
	buf_reset(&text);
	format_value(&text, v, &full);
	rest = str_trim(str_cut(buf_str(&text), end, text.len));
	if (rest.len > 2 && rest.p[0] == '(')
		out.second = doc_once(a, doc_text(a, str_cut(rest, 1, rest.len - 1)));
	if (v->type.uncertain)
		take_range(&out);
	buf_release(&text);
	return out;
}

struct str doc_value_signed(struct arena *a, const struct doc_value *v)
{
	return v->exact ? v->text : arena_printf(a, "≈ %.*s", STR(v->text));
}

bool doc_begins_section(const struct doc_table *t, uint32_t row)
{
	return t->rows[row].section.len && (row == 0 || !str_eq(t->rows[row].section, t->rows[row - 1].section));
}

uint32_t doc_next_row(const struct doc_table *t, uint32_t row)
{
	do
		row++;
	while (row < t->row_count && t->rows[row].joined);
	return row;
}

uint32_t doc_seen_rows(const struct doc_table *t)
{
	uint32_t seen = 0;

	for (uint32_t i = 0; i < t->row_count; i = doc_next_row(t, i))
		seen++;
	return seen;
}

static bool doc_has_id(const struct doc *d, const char *id)
{
	for (const struct doc_block *b = d->first; b; b = b->next)
		if (b->table && str_eq(str_from_c(b->table->id), str_from_c(id)))
			return true;
	return false;
}

const char *doc_free_id(const struct doc *d, const char *id)
{
	const char *own = id;

	for (unsigned n = 2; doc_has_id(d, own); n++)
		own = arena_printf(d->arena, "%s%u", id, n).p;
	return own;
}

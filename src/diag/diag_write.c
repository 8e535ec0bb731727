/* SPDX-License-Identifier: GPL-3.0-or-later */
/* diag_write.c - messages as people read them, with carets under the place. */
#include "diag/diag.h"

#include <string.h>

#include "base/utf8.h"
#include "diag/palette.h"

enum { INDENT = 4, TAB = 4, WIDEST = 100, NARROWEST = 20, DOTS = 3 };

static const char *const level_name[] = {
	[DIAG_NOTE] = "note",
	[DIAG_WARNING] = "warning",
	[DIAG_ERROR] = "error",
};

static const enum palette_role level_role[] = {
	[DIAG_NOTE] = PALETTE_NOTE,
	[DIAG_WARNING] = PALETTE_WARNING,
	[DIAG_ERROR] = PALETTE_ERROR,
};

static void colored(struct buf *out, struct diag_style style, enum palette_role role, const char *text)
{
	buf_printf(out, "%s%s%s", style.color ? palette(role) : "", text, style.color ? PALETTE_END : "");
}

/*
 * What one character is shown as: itself, "?" for what a terminal might obey or
 * could not show. `shown` has room for it. Returns its columns.
 */
static unsigned show_character(struct str s, bool ascii, struct str *shown)
{
	uint32_t cp;
	const char *way;

	*shown = s;
	if (utf8_decode(s, &cp) == 0 || utf8_is_order(cp)) {
		*shown = S("?");
		return 1;
	}
	if (cp < 0x80 || !ascii)
		return utf8_columns(cp);
	way = utf8_ascii(cp);
	*shown = way ? str_from_c(way) : S("?");
	return (unsigned)shown->len;
}

static struct str take_character(struct str *rest)
{
	unsigned columns;
	size_t n = utf8_next(*rest, 0, &columns);
	struct str character = str_cut(*rest, 0, n);

	*rest = str_cut(*rest, n, rest->len);
	return character;
}

static void diag_write_put_text(struct buf *out, struct str text, bool ascii)
{
	while (text.len > 0) {
		struct str shown;

		show_character(take_character(&text), ascii, &shown);
		buf_add_str(out, shown);
	}
}

/* A line that words are put on: the columns that it has, and how many there may be; 0 for as many as come. */
struct typeset {
	size_t column, width;
};

/* A blank and the word that is to follow, or a line further in for it where this one has no room. */
static void put_space(struct buf *out, struct typeset *t, size_t columns)
{
	bool fits = !t->width || t->column + 1 + columns <= t->width || t->column <= 2 * INDENT;

	if (fits) {
		buf_char(out, ' ');
	} else {
		buf_char(out, '\n');
		buf_fill(out, ' ', 2 * INDENT);
	}
	t->column = (fits ? t->column + 1 : 2 * INDENT) + columns;
}

/* The words of a message, behind what its line has already. */
static void put_words(struct buf *out, struct str text, bool ascii, struct typeset *t)
{
	struct buf shown = {0};
	struct str rest;

	diag_write_put_text(&shown, text, ascii);
	for (rest = buf_str(&shown); rest.len > 0;) {
		struct str word = str_cut(rest, 0, str_find_char(rest, ' ', 0));

		put_space(out, t, utf8_width(word));
		buf_add_str(out, word);
		rest = str_cut(rest, word.len + (word.len < rest.len), rest.len);
	}
	buf_char(out, '\n');
	buf_release(&shown);
}

/* A line being drawn: text with tabs spread, and beneath it marks, one a column. */
struct drawing {
	struct str line;
	bool ascii;
	size_t widest;
	struct buf text, marks;
	size_t column;
};

static void draw_character(struct drawing *g, struct str character, char mark)
{
	struct str shown = S(" ");
	unsigned columns = TAB;

	if (character.p[0] == '\t')
		buf_fill(&g->text, ' ', TAB);
	else {
		columns = show_character(character, g->ascii, &shown);
		buf_add_str(&g->text, shown);
	}
	buf_fill(&g->marks, mark, columns == 0 && mark == '^' ? 1 : columns);
}

static bool inside(struct span at, size_t offset)
{
	return offset >= at.start && offset < at.end;
}

/* Spans that begin on the line, as offsets within it; what goes beyond its end is cut off. */
static struct span on_line(const struct source *src, struct span at, struct str line)
{
	size_t start = (size_t)(line.p - src->text.p);

	if (at.end == 0 || at.start < start || at.start > start + line.len)
		return (struct span){0, 0};
	at.start -= (uint32_t)start;
	at.end = at.end - (uint32_t)start < line.len ? at.end - (uint32_t)start : (uint32_t)line.len;
	return at;
}

/* What is marked on a line: one place with a caret, and others with "~" alone. */
struct marks {
	uint32_t caret; /* offset, or UINT32_MAX */
	struct span spans[3];
};

static char mark_at(const struct marks *m, size_t offset)
{
	if (offset == m->caret)
		return '^';
	for (size_t i = 0; i < 3; i++)
		if (inside(m->spans[i], offset))
			return '~';
	return ' ';
}

static size_t columns_before(const struct drawing *g, size_t offset)
{
	struct str rest = str_cut(g->line, 0, offset);
	size_t columns = 0;

	while (rest.len > 0) {
		struct str shown, c = take_character(&rest);

		columns += c.p[0] == '\t' ? TAB : show_character(c, g->ascii, &shown);
	}
	return columns;
}

/*
 * The part of a long line to show, in bytes: a third of the room before the focus,
 * the rest after it, both ends on characters.
 */
static struct span diag_write_window(const struct drawing *g, size_t focus)
{
	size_t total = columns_before(g, g->line.len), place = columns_before(g, focus);
	size_t from, column = 0;
	struct span part = {0, (uint32_t)g->line.len};
	struct str rest = g->line;

	if (total <= g->widest)
		return part;
	from = place > g->widest / 3 ? place - g->widest / 3 : 0;
	if (total - from < g->widest)
		from = total - g->widest;
	part.end = 0;
	while (rest.len > 0 && column < from + g->widest) {
		struct str shown, c = take_character(&rest);

		if (column < from)
			part.start += (uint32_t)c.len;
		column += c.p[0] == '\t' ? TAB : show_character(c, g->ascii, &shown);
		part.end += (uint32_t)c.len;
	}
	return part;
}

static void diag_write_draw(struct drawing *g, const struct marks *m, size_t focus)
{
	struct span part = diag_write_window(g, focus);
	struct str rest = str_cut(g->line, 0, part.end);

	if (part.start > 0) {
		buf_add_c(&g->text, "...");
		buf_fill(&g->marks, ' ', 3);
		rest = str_cut(g->line, part.start, part.end);
	}
	while (rest.len > 0) {
		size_t offset = (size_t)(rest.p - g->line.p);

		draw_character(g, take_character(&rest), mark_at(m, offset));
	}
	if (m->caret >= part.end && m->caret <= g->line.len)
		buf_char(&g->marks, '^');
	if (part.end < g->line.len)
		buf_add_c(&g->text, "...");
}

/* A wide character has one caret, then "~". */
static void tidy_marks(struct buf *marks)
{
	bool seen = false;

	for (size_t i = 0; i < marks->len; i++) {
		if (marks->p[i] != '^')
			continue;
		if (seen)
			marks->p[i] = '~';
		seen = true;
	}
	while (marks->len > 0 && marks->p[marks->len - 1] == ' ')
		buf_cut(marks, marks->len - 1);
}

static void diag_write_put_line(struct buf *out, const struct place *place, const struct marks *m, size_t focus,
                                struct diag_style style)
{
	size_t room = style.width > NARROWEST ? style.width - INDENT - 2 * DOTS : WIDEST;
	struct drawing g = {.line = place->text, .ascii = style.ascii, .widest = room < WIDEST ? room : WIDEST};

	diag_write_draw(&g, m, focus);
	tidy_marks(&g.marks);
	buf_fill(out, ' ', INDENT);
	buf_add_str(out, buf_str(&g.text));
	buf_char(out, '\n');
	if (g.marks.len > 0) {
		buf_fill(out, ' ', INDENT);
		colored(out, style, PALETTE_CARET, g.marks.p);
		buf_char(out, '\n');
	}
	buf_release(&g.text);
	buf_release(&g.marks);
}

static void diag_write_put_place(struct buf *out, const struct diag_item *item, const struct place *place,
                                 struct diag_style style)
{
	struct marks m = {.caret = place->offset, .spans = {on_line(&item->source, item->at, place->text)}};

	for (unsigned i = 0; i < item->remarks; i++)
		m.spans[i + 1] = on_line(&item->source, item->remark[i].at, place->text);
	diag_write_put_line(out, place, &m, m.caret, style);
}

static void put_aside(struct buf *out, const char *label, struct str text, struct diag_style style)
{
	struct typeset t = {INDENT + strlen(label) + 1, style.width};

	buf_fill(out, ' ', INDENT);
	colored(out, style, level_role[DIAG_NOTE], label);
	buf_char(out, ':');
	put_words(out, text, style.ascii, &t);
}

/* A remark on another line than the error's shows that line too. */
static void put_remark(struct buf *out, const struct diag_item *item, const struct diag_remark *remark, uint32_t line,
                       struct diag_style style)
{
	struct place place = source_place(&item->source, remark->at.start);
	struct marks m = {.caret = UINT32_MAX};

	put_aside(out, "note", remark->text, style);
	if (style.brief || style.spoken || remark->at.end == 0 || place.line == line)
		return;
	m.spans[0] = on_line(&item->source, remark->at, place.text);
	diag_write_put_line(out, &place, &m, place.offset, style);
}

/* "FILE:LINE:COLUMN:", as editors read it. */
static void put_source(struct buf *out, struct str name, const struct place *place, bool ascii)
{
	diag_write_put_text(out, name, ascii);
	if (place)
		buf_printf(out, ":%u:%u", (unsigned)place->line, (unsigned)place->column);
	buf_char(out, ':');
}

/* What follows "error" for a screen reader, which is not told by a caret. */
static void put_spoken_place(struct buf *out, const struct place *place)
{
	buf_add_c(out, " at ");
	if (place->line > 1)
		buf_printf(out, "line %u, ", (unsigned)place->line);
	buf_printf(out, "column %u", (unsigned)place->column);
}

/* All before the words of a message. `place` is NULL for one without a place. */
static void put_head(struct buf *out, const struct diag_item *item, const struct place *place, struct diag_style style,
                     struct typeset *t)
{
	const char *level = level_name[item->level];
	size_t before = out->len;
	struct buf behind = {0};

	if (place && style.spoken && !item->source.name.len)
		put_spoken_place(&behind, place);
	buf_char(&behind, ':');
	t->column = strlen(level) + behind.len;
	if (item->source.name.len > 0) {
		size_t columns = t->column;

		put_source(out, item->source.name, place, style.ascii);
		t->column = utf8_width(str_cut(buf_str(out), before, out->len));
		put_space(out, t, columns);
	}
	colored(out, style, level_role[item->level], level);
	buf_add_str(out, buf_str(&behind));
	buf_release(&behind);
}

void diag_write(struct buf *out, const struct diag_item *item, struct diag_style style)
{
	struct place place = source_place(&item->source, item->at.start);
	bool placed = item->at.end > 0;
	struct typeset t = {0, style.width};

	put_head(out, item, placed ? &place : NULL, style, &t);
	put_words(out, item->text, style.ascii, &t);
	if (placed && !style.brief && !style.spoken)
		diag_write_put_place(out, item, &place, style);
	for (unsigned i = 0; i < item->remarks; i++)
		put_remark(out, item, &item->remark[i], placed ? place.line : 0, style);
	if (item->hint.len > 0)
		put_aside(out, "hint", item->hint, style);
}

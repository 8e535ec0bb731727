/* SPDX-License-Identifier: GPL-3.0-or-later */
/* write.c - an outcome as people read it: answers, what moved, notes and errors. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/utf8.h"
#include "diag/palette.h"
#include "sampling/spread.h"
#include "session/console.h"
#include "session/derived.h"
#include "base/ascii.h"
#include "show/page.h"
#include "show/wrap.h"
#include "value/interval.h"
#include "value/number.h"

enum { MOVED_SHOWN = 10, VALUE_WIDEST = 52 };

struct writer {
	struct session *session;
	const struct outcome *o;
	const struct settings *settings;
	struct outcome_style style;
	struct format format;
	struct buf *out;
	size_t indent;
};

static void styled(struct writer *w, enum palette_role role, struct str text)
{
	if (w->style.color_out && text.len)
		buf_printf(w->out, "%s%.*s" PALETTE_END, palette(role), STR(text));
	else
		buf_add_str(w->out, text);
}

/* In lines that end between words; in one where any length will do. */
static void write_caption(struct writer *w, struct str text, unsigned width)
{
	for (struct str line; text.len && width; buf_char(w->out, '\n')) {
		line = wrap_take(&text, width);
		styled(w, PALETTE_TITLE, line);
	}
	if (width)
		return;
	styled(w, PALETTE_TITLE, text);
	buf_char(w->out, '\n');
}

/* ---- raw ---- */

/* One number a line; a check says nothing but through the status. */
static RARE void session_write_raw(struct writer *w, const struct answer *a)
{
	if (a->kind == ANSWER_CHECK || a->kind == ANSWER_CHART || a->kind == ANSWER_PICTURE)
		return;
	for (uint32_t i = 0; i < a->value.count; i++) {
		format_raw(w->out, &a->value, i);
		buf_char(w->out, '\n');
	}
}

/* ---- cells: name, value, what it is, each in its column ---- */

static struct str write_answer_text(struct writer *w, struct arena *a, const struct answer *x)
{
	struct buf text = {0};

	format_answer(&text, &x->value, &w->format);
	return buf_take(&text, a);
}

/* Under its steps a value needs no name, and is where they are. */
static void write_derived(struct writer *w, struct arena *a, const struct answer *x)
{
	unsigned width = w->style.width_out;
	size_t column = derived_column(x->steps, x->name, w->indent, width);
	struct str answer = write_answer_text(w, a, x), value = arena_printf(a, "%.*s%.*s", STR(answer), STR(x->reason));

	derived_write(w->out, x->steps, x->name, w->indent, width);
	buf_fill(w->out, ' ', column);
	if (!x->text.len || (width && column + utf8_width(value) + 3 + utf8_width(x->text) > width)) {
		derived_put(w->out, value, column, width);
		buf_fill(w->out, ' ', x->text.len ? column + 2 : 0);
		if (x->text.len)
			derived_put(w->out, x->text, column + 2, width);
		return;
	}
	buf_printf(w->out, "%.*s   ", STR(value));
	styled(w, PALETTE_ASIDE, x->text);
	buf_char(w->out, '\n');
}

/* Where lines may be of any length, a value wider than VALUE_WIDEST does not push the texts of the others away. */
static void write_fill_cells(struct writer *w, struct grid *g, const struct answer *a, size_t count)
{
	g->indent = (unsigned)w->indent;
	g->gap = 1;
	g->columns[1].figures = true;
	g->columns[1].most = w->style.width_out ? 0 : VALUE_WIDEST;
	g->columns[2].words = true;
	g->columns[2].gap = 3;
	for (size_t i = 0; i < count; i++)
		grid_texts(g, a[i].name, write_answer_text(w, g->a, &a[i]), a[i].text);
}

static void style_cell(void *ctx, struct buf *out, uint32_t row, uint32_t column, struct str text)
{
	(void)row;
	if (column == 2)
		styled(ctx, PALETTE_ASIDE, text);
	else
		buf_add_str(out, text);
}

static bool has_range(const struct answer *a, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (a[i].value.type.uncertain && a[i].value.type.kind == VALUE_NUMBER)
			return true;
	return false;
}

static RARE void write_cells(struct writer *w, const struct answer *a, size_t count)
{
	unsigned width = w->style.width_out;
	struct grid_pen pen = {.out = w->out, .width = width, .style = style_cell, .ctx = w};
	bool spark = w->format.spark;
	struct arena arena;
	struct grid g;

	arena_init(&arena);
	grid_init(&g, &arena, 3);
	write_fill_cells(w, &g, a, count);
	if (width && grid_fit(&g, 0) > width && spark) {
		w->format.spark = false;
		grid_init(&g, &arena, 3);
		write_fill_cells(w, &g, a, count);
	}
	grid_fit(&g, width);
	for (uint32_t i = 0; i < count; i++) {
		if (a[i].steps.len)
			write_derived(w, &arena, &a[i]);
		else
			grid_write_row(&g, &pen, i);
	}
	if (g.shortened && has_range(a, count))
		buf_printf(w->out, "%*sranges hold 90 %% of cases\n", (int)w->indent, "");
	w->format.spark = spark;
	arena_release(&arena);
}

/* ---- lists of one length: a table ---- */

static void style_head(void *ctx, struct buf *out, uint32_t row, uint32_t column, struct str text)
{
	(void)column;
	if (row == UINT32_MAX)
		styled(ctx, PALETTE_TITLE, text);
	else
		buf_add_str(out, text);
}

static RARE void session_write_table(struct writer *w, const struct answer *a, size_t count)
{
	struct grid_pen pen = {.out = w->out, .width = w->style.width_out, .style = style_head, .ctx = w};
	struct arena arena;
	struct grid g;

	arena_init(&arena);
	grid_init(&g, &arena, (uint32_t)count);
	g.heads = true;
	g.indent = (unsigned)w->indent;
	for (size_t k = 0; k < count; k++)
		g.columns[k] = (struct grid_column){.head = a[k].name, .figures = true, .right = true};
	for (uint32_t i = 0; i < a->value.count; i++) {
		struct str *row = grid_row(&g);

		for (size_t k = 0; k < count; k++) {
			struct buf text = {0};

			format_element(&text, &a[k].value, i, &w->format);
			row[k] = buf_take(&text, &arena);
		}
	}
	grid_write(&g, &pen);
	arena_release(&arena);
}

/* How many answers from `a` on are cells with lists as long as the first one's. */
static size_t table_length(const struct answer *a, size_t count)
{
	size_t n = 0;

	while (n < count && a[n].kind == ANSWER_CELL && a[n].value.type.list && a[n].value.count > 1 &&
	       a[n].value.count == a->value.count)
		n++;
	return n;
}

/* ---- answers ---- */

/* A number that does not fit, with its range or second reading in lines of their own: the first can be typed back. */
static void write_broken(struct writer *w, struct str text, unsigned width)
{
	const struct wrap first = {.width = width, .rest = 4}, next = {.width = width, .taken = 4, .rest = 4};
	size_t at = str_find(text, S("  ("), 0);

	wrap_text(w->out, str_cut(text, 0, at), &first);
	if (at < text.len) {
		buf_fill(w->out, ' ', 4);
		wrap_text(w->out, str_cut(text, at + 2, text.len), &next);
	}
}

static bool fits(const struct buf *b, size_t from, unsigned width)
{
	struct str text = str_cut(buf_str(b), from, b->len);

	return text.len <= width || utf8_width(text) <= width;
}

/* What was written from `from` on does not fit: the number first loses its shape, then it is broken. */
static RARE void break_value(struct writer *w, const struct answer *a, size_t from, unsigned width)
{
	struct format plain = w->format;
	struct buf text = {0};

	buf_cut(w->out, from);
	plain.spark = false;
	format_answer(&text, &a->value, &plain);
	buf_add_str(&text, a->reason);
	write_broken(w, buf_str(&text), width);
	buf_release(&text);
}

static void session_write_value(struct writer *w, const struct answer *a)
{
	unsigned width = w->style.width_out;
	bool breaks = width && !a->value.type.list && a->value.type.kind == VALUE_NUMBER;
	size_t from;

	if (a->steps.len)
		derived_write(w->out, a->steps, a->name, w->indent, width);
	from = w->out->len;
	format_answer(w->out, &a->value, &w->format);
	buf_add_str(w->out, a->reason);
	if (!breaks || fits(w->out, from, width))
		buf_char(w->out, '\n');
	else
		break_value(w, a, from, width);
}

/* A text after `taken` columns, in lines below each other. */
static void write_hanging(struct writer *w, struct str text, size_t taken)
{
	unsigned width = w->style.width_out;
	struct wrap wrap = {.width = width, .taken = (unsigned)taken, .rest = (unsigned)taken};

	if (width && taken + utf8_width(text) > width)
		wrap_text(w->out, text, &wrap);
	else
		buf_printf(w->out, "%.*s\n", STR(text));
}

static RARE void write_check(struct writer *w, const struct answer *a)
{
	struct buf text = {0};

	derived_write(w->out, a->steps, a->name, w->indent, w->style.width_out);
	buf_fill(w->out, ' ', w->indent);
	styled(w, a->holds ? PALETTE_GOOD : PALETTE_BAD, a->holds ? S("holds") : S("fails"));
	buf_add_c(w->out, "  ");
	buf_add_str(&text, a->text.len ? a->text : a->input);
	buf_add_str(&text, a->reason);
	if (a->value.spread && !a->value.type.list) {
		buf_add_c(&text, "  (holds in ");
		interval_share(&text, a->value.spread->mean);
		buf_printf(&text, " of cases, wanted: %g%%)", 100 * w->settings->sure);
	}
	write_hanging(w, buf_str(&text), w->indent + 7);
	buf_release(&text);
}

/* A chart or picture of a file is for those who look at it; off a terminal nobody asked. */
static RARE void write_chart(struct writer *w, const struct answer *a)
{
	struct report_style style = {.width = w->style.width_out ? w->style.width_out : 80,
	                             .ascii = w->format.ascii,
	                             .braille = w->settings->braille,
	                             .spoken = w->settings->spoken};
	struct arena scratch;

	if (!a->typed && !w->style.spark)
		return;
	write_caption(w, a->text, style.width);
	arena_init(&scratch);
	if (a->picture || style.spoken || !a->chart->why.len)
		page_figure(w->out, a->chart, a->picture, &scratch, &style);
	arena_release(&scratch);
}

/* Cells up to the next answer of another kind, or the next table. */
static size_t cells_length(const struct answer *a, size_t count)
{
	size_t n = 0;

	while (n < count && a[n].kind == ANSWER_CELL && table_length(a + n, count - n) < 2)
		n++;
	return n;
}

/* What is no value alone, or raw; returns how many answers that were. */
static RARE size_t write_other(struct writer *w, const struct answer *a, size_t count)
{
	size_t n = 1;

	if ((a->kind == ANSWER_CHART || a->kind == ANSWER_PICTURE) && !w->settings->raw)
		write_chart(w, a);
	else if (w->settings->raw)
		session_write_raw(w, a);
	else if (a->kind == ANSWER_ABOUT) {
		buf_add_str(w->out, a->steps);
		buf_add_str(w->out, a->text);
	} else if (a->kind == ANSWER_CHECK)
		write_check(w, a);
	else if ((n = table_length(a, count)) >= 2)
		session_write_table(w, a, n);
	else
		write_cells(w, a, n = cells_length(a, count));
	return n;
}

static void session_write_answers(struct writer *w)
{
	const struct answer *a = w->o->answers;
	size_t count = w->o->answer_count;

	for (size_t i = 0; i < count;) {
		if (a[i].kind == ANSWER_VALUE && !w->settings->raw)
			session_write_value(w, &a[i++]);
		else
			i += write_other(w, &a[i], count - i);
	}
}

static RARE void write_title(struct writer *w)
{
	if (w->settings->raw || w->settings->quiet)
		return;
	write_caption(w, w->o->title, w->style.width_out);
	w->indent = 2;
}

/* ---- what moved ---- */

/* "11,570 -> 23,150 tweets/s": a unit that both share is written once. */
static void session_write_move(struct writer *w, const struct moved *m, struct buf *out)
{
	const struct value *now = cell_value(m->cell);
	struct buf before = {0}, unit = {0};

	format_value(&before, &m->before, &w->format);
	buf_char(&unit, ' ');
	units_write(&unit, &now->type.units, true);
	if (unit.len > 1 && units_equal(&now->type.units, &m->before.type.units) &&
	    str_ends(buf_str(&before), buf_str(&unit)))
		buf_cut(&before, before.len - unit.len);
	buf_printf(out, "%.*s -> ", STR(buf_str(&before)));
	format_value(out, now, &w->format);
	buf_release(&before);
	buf_release(&unit);
}

static void write_ratio(double ratio, struct buf *out)
{
	struct buf text = {0};

	if (ratio > 0)
		number_write(&text, ratio, 3, NUMBER_PLAIN);
	if (text.len && !str_eq(buf_str(&text), S("1"))) /* in another unit, or hardly moved */
		buf_printf(out, "  (×%s)", buf_c(&text));
	buf_release(&text);
}

/* Behind the name, which took so many columns. */
static void write_moved_to(struct writer *w, const struct moved *m, size_t taken)
{
	struct buf text = {0};
	size_t move, width = w->style.width_out;

	session_write_move(w, m, &text);
	move = text.len;
	write_ratio(m->ratio, &text);
	if (width && taken + utf8_width(buf_str(&text)) > width) {
		write_hanging(w, buf_str(&text), taken);
	} else {
		buf_add_str(w->out, str_cut(buf_str(&text), 0, move));
		styled(w, PALETTE_ASIDE, str_cut(buf_str(&text), move, text.len));
		buf_char(w->out, '\n');
	}
	buf_release(&text);
}

static RARE void write_moved(struct writer *w)
{
	uint32_t count = w->o->moved_count, shown = count < MOVED_SHOWN ? count : MOVED_SHOWN;
	size_t width = 0;

	w->format.brief = true;
	w->format.spark = false;
	for (uint32_t i = 0; i < shown; i++)
		width = utf8_wider(width, w->o->moved[i].cell->name);
	for (uint32_t i = 0; i < shown; i++) {
		utf8_put(w->out, w->o->moved[i].cell->name, width, false);
		buf_add_c(w->out, "  ");
		write_moved_to(w, &w->o->moved[i], width + 2);
	}
	if (count > shown)
		buf_printf(w->out, "and %u more\n", (unsigned)(count - shown));
}

/* ---- tables ---- */

static RARE void write_question(struct writer *w, const struct doc_table *t)
{
	unsigned width = w->style.width_out;
	struct doc_table plain = *t;

	if (w->settings->spoken)
		plain.bars = BARS_NONE;
	if (w->settings->csv)
		table_csv(t, w->out);
	else
		table_write(&plain, &w->format, width ? width : 80, w->out);
	if (t->next)
		buf_char(w->out, '\n');
}

/* ---- all of it ---- */

static RARE void write_messages(struct writer *w, struct buf *err)
{
	struct diag_style style = {.color = w->style.color_err,
	                           .ascii = w->style.ascii,
	                           .brief = true,
	                           .spoken = w->settings->spoken,
	                           .width = w->style.width_err};

	if (w->o->diag.error) {
		style.brief = false;
		diag_write(err, w->o->diag.error, style);
		style.brief = true;
	}
	if (w->settings->quiet)
		return;
	for (const struct diag_item *note = w->o->diag.notes; note; note = note->next)
		diag_write(err, note, style);
}

void outcome_write(struct session *s, const struct outcome *o, struct outcome_style style, struct buf *out,
                   struct buf *err)
{
	size_t before = out->len;
	struct writer w = {
		.session = s, .o = o, .settings = session_settings(s), .style = style, .format = session_format(s), .out = out};

	w.format.ascii = style.ascii;
	w.format.spark = style.spark && !style.ascii && !w.settings->spoken;
	if (w.settings->csv) {
		answers_csv(o->answers, o->answer_count, w.format.texts, out);
		buf_add_c(out, o->answer_count && o->tables ? "\r\n" : "");
	} else {
		if (o->title.len)
			write_title(&w);
		session_write_answers(&w);
	}
	for (const struct doc_table *t = o->tables; t; t = t->next)
		write_question(&w, t);
	buf_add_str(out, buf_str(&o->output));
	if (style.prompt && !w.settings->raw)
		write_moved(&w);
	if (style.ascii)
		ascii_text(out, before);
	if (o->form != OUTPUT_BINARY)
		neutral_text(out, before);
	if (o->diag.error || o->diag.notes) {
		size_t messages = err->len;

		write_messages(&w, err);
		neutral_text(err, messages);
	}
}

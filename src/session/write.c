/* SPDX-License-Identifier: GPL-3.0-or-later */
/* write.c - an outcome as people read it: answers, what moved, notes and errors. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/utf8.h"
#include "diag/palette.h"
#include "sampling/spread.h"
#include "session/style.h"
#include "show/chart_text.h"
#include "show/figures.h"
#include "value/interval.h"
#include "value/number.h"

enum { MOVED_SHOWN = 10, VALUE_WIDEST = 52 };

struct writer {
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

/* `text`, then blanks up to `width` columns. */
static void padded(struct buf *out, struct str text, size_t width)
{
	size_t used = utf8_width(text);

	buf_add_str(out, text);
	if (used < width)
		buf_fill(out, ' ', width - used);
}

static size_t larger(size_t a, size_t b)
{
	return a > b ? a : b;
}

static void write_steps(struct writer *w, struct str steps)
{
	struct str line;

	while (str_next_line(&steps, &line)) {
		buf_fill(w->out, ' ', w->indent);
		buf_add_str(w->out, line);
		buf_char(w->out, '\n');
	}
}

/* ---- raw ---- */

/* One number a line; a check says nothing but through the status. */
static void write_raw(struct writer *w, const struct answer *a)
{
	if (a->kind == ANSWER_CHECK || a->kind == ANSWER_CHART)
		return;
	for (uint32_t i = 0; i < a->value.count; i++) {
		format_raw(w->out, &a->value, i);
		buf_char(w->out, '\n');
	}
}

/* ---- cells: name, value, what it is, each in its column ---- */

/* The texts of one cell's columns; the value's is in a buffer that all share. */
struct row {
	struct str name, text, steps;
	size_t value_at, value_len;
};

static struct str row_value(const struct row *r, const struct buf *values)
{
	return str_cut(buf_str(values), r->value_at, r->value_at + r->value_len);
}

static void write_row(struct writer *w, const struct row *r, const struct buf *values, size_t name_width, size_t value_width)
{
	struct str value = row_value(r, values);

	write_steps(w, r->steps);
	buf_fill(w->out, ' ', w->indent);
	/* under its steps a value needs no name, and stands where they stand */
	padded(w->out, r->steps.len ? S("") : r->name, r->steps.len ? utf8_width(r->name) : name_width);
	buf_char(w->out, ' ');
	if (r->text.len) {
		padded(w->out, value, r->steps.len ? 0 : value_width);
		buf_add_c(w->out, "   ");
		styled(w, PALETTE_ASIDE, r->text);
	} else
		buf_add_str(w->out, value);
	buf_char(w->out, '\n');
}

/* A value wider than VALUE_WIDEST does not push the texts of the others away. */
static size_t column_of_values(const struct row *rows, size_t count, const struct buf *values)
{
	size_t width = 0;

	for (size_t i = 0; i < count; i++) {
		size_t own = utf8_width(row_value(&rows[i], values));

		if (own <= VALUE_WIDEST)
			width = larger(width, own);
	}
	return width;
}

static void write_cells(struct writer *w, const struct answer *a, size_t count)
{
	struct row *rows = xcalloc(count, sizeof(*rows));
	struct buf values = { 0 };
	size_t name_width = 0, value_width;

	for (size_t i = 0; i < count; i++) {
		rows[i].name = a[i].name;
		rows[i].text = a[i].text;
		rows[i].steps = a[i].steps;
		rows[i].value_at = values.len;
		format_answer(&values, &a[i].value, &w->format);
		rows[i].value_len = values.len - rows[i].value_at;
		name_width = larger(name_width, utf8_width(a[i].name));
	}
	value_width = column_of_values(rows, count, &values);
	for (size_t i = 0; i < count; i++)
		write_row(w, &rows[i], &values, name_width, value_width);
	buf_release(&values);
	free(rows);
}

/* ---- lists of one length: a table ---- */

static struct str element(struct buf *text, const struct answer *a, uint32_t i, const struct format *f)
{
	buf_reset(text);
	format_element(text, &a->value, i, f);
	return buf_str(text);
}

static void trim_line(struct buf *out)
{
	while (out->len && out->p[out->len - 1] == ' ')
		buf_cut(out, out->len - 1);
	buf_char(out, '\n');
}

static struct figures measure_list(struct buf *text, const struct answer *a, const struct format *f)
{
	struct figures width = { 0 };

	for (uint32_t i = 0; i < a->value.count; i++)
		figures_measure(&width, element(text, a, i, f));
	figures_measure_head(&width, a->name);
	return width;
}

static void write_table(struct writer *w, const struct answer *a, size_t count)
{
	struct figures *width = xcalloc(count, sizeof(*width));
	struct buf text = { 0 };

	buf_fill(w->out, ' ', w->indent);
	for (size_t k = 0; k < count; k++) {
		width[k] = measure_list(&text, &a[k], &w->format);
		buf_fill(w->out, ' ', (k ? 2 : 0) + figures_width(&width[k]) - utf8_width(a[k].name));
		styled(w, PALETTE_TITLE, a[k].name);
	}
	buf_char(w->out, '\n');
	for (uint32_t i = 0; i < a->value.count; i++) {
		buf_fill(w->out, ' ', w->indent);
		for (size_t k = 0; k < count; k++) {
			buf_fill(w->out, ' ', k ? 2 : 0);
			figures_write(w->out, &width[k], element(&text, &a[k], i, &w->format));
		}
		trim_line(w->out);
	}
	buf_release(&text);
	free(width);
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

static void write_check(struct writer *w, const struct answer *a)
{
	write_steps(w, a->steps);
	buf_fill(w->out, ' ', w->indent);
	styled(w, a->holds ? PALETTE_GOOD : PALETTE_BAD, a->holds ? S("holds") : S("fails"));
	buf_add_c(w->out, "  ");
	buf_add_str(w->out, a->text.len ? a->text : a->input);
	if (a->value.spread && !a->value.type.list) {
		buf_add_c(w->out, "  (holds in ");
		if (a->value.spread->mean == 1) /* samples of guesses are never sure */
			buf_add_c(w->out, ">99.9%");
		else
			interval_share(w->out, a->value.spread->mean);
		buf_printf(w->out, " of cases, wanted: %g%%)", 100 * w->settings->sure);
	}
	buf_char(w->out, '\n');
}

/* A chart of a file is for those who look at it; off a terminal nobody asked. */
static void write_chart(struct writer *w, const struct answer *a)
{
	unsigned width = style_width(w->settings, STDOUT_FILENO);
	struct arena scratch;

	if (!a->typed && !w->style.spark)
		return;
	styled(w, PALETTE_TITLE, a->text);
	buf_char(w->out, '\n');
	arena_init(&scratch);
	if (!a->chart->why.len)
		chart_text_write(w->out, a->chart, &scratch, width ? width : 80, w->format.ascii ? CHART_ASCII : w->settings->braille ? CHART_BRAILLE : CHART_BLOCKS);
	arena_release(&scratch);
}

static void write_value(struct writer *w, const struct answer *a)
{
	write_steps(w, a->steps);
	format_answer(w->out, &a->value, &w->format);
	buf_char(w->out, '\n');
}

/* Cells up to the next answer of another kind, or the next table. */
static size_t cells_length(const struct answer *a, size_t count)
{
	size_t n = 0;

	while (n < count && a[n].kind == ANSWER_CELL && table_length(a + n, count - n) < 2)
		n++;
	return n;
}

static void write_answers(struct writer *w)
{
	const struct answer *a = w->o->answers;
	size_t count = w->o->answer_count;

	for (size_t i = 0, n; i < count; i += n) {
		n = 1;
		if (a[i].kind == ANSWER_CHART && !w->settings->raw)
			write_chart(w, &a[i]);
		else if (w->settings->raw)
			write_raw(w, &a[i]);
		else if (a[i].kind == ANSWER_VALUE)
			write_value(w, &a[i]);
		else if (a[i].kind == ANSWER_ABOUT) {
			buf_add_str(w->out, a[i].steps);
			buf_add_str(w->out, a[i].text);
		}
		else if (a[i].kind == ANSWER_CHECK)
			write_check(w, &a[i]);
		else if ((n = table_length(a + i, count - i)) >= 2)
			write_table(w, a + i, n);
		else
			write_cells(w, a + i, n = cells_length(a + i, count - i));
	}
}

static void write_title(struct writer *w)
{
	if (!w->o->title.len || w->settings->raw || w->settings->quiet)
		return;
	styled(w, PALETTE_TITLE, w->o->title);
	buf_char(w->out, '\n');
	w->indent = 2;
}

/* ---- what moved ---- */

/* "11,570 -> 23,150 tweets/s": a unit that both share is written once. */
static void write_move(struct writer *w, const struct moved *m)
{
	const struct value *now = &m->cell->value;
	struct buf before = { 0 }, unit = { 0 };

	format_value(&before, &m->before, &w->format);
	buf_char(&unit, ' ');
	units_write(&unit, &now->type.units, true);
	if (unit.len > 1 && units_equal(&now->type.units, &m->before.type.units) && str_ends(buf_str(&before), buf_str(&unit)))
		buf_cut(&before, before.len - unit.len);
	buf_printf(w->out, "%.*s -> ", STR(buf_str(&before)));
	format_value(w->out, now, &w->format);
	buf_release(&before);
	buf_release(&unit);
}

static void write_ratio(struct writer *w, double ratio)
{
	struct buf text = { 0 };

	if (ratio <= 0)
		return;
	buf_add_c(&text, "(×");
	number_write(&text, ratio, 3, NUMBER_PLAIN);
	buf_char(&text, ')');
	buf_add_c(w->out, "  ");
	styled(w, PALETTE_ASIDE, buf_str(&text));
	buf_release(&text);
}

static void write_moved(struct writer *w)
{
	uint32_t count = w->o->moved_count, shown = count < MOVED_SHOWN ? count : MOVED_SHOWN;
	size_t width = 0;

	w->format.brief = true;
	w->format.spark = false;
	for (uint32_t i = 0; i < shown; i++)
		width = larger(width, utf8_width(w->o->moved[i].cell->name));
	for (uint32_t i = 0; i < shown; i++) {
		const struct moved *m = &w->o->moved[i];

		padded(w->out, m->cell->name, width);
		buf_add_c(w->out, "  ");
		write_move(w, m);
		write_ratio(w, m->ratio);
		buf_char(w->out, '\n');
	}
	if (count > shown)
		buf_printf(w->out, "and %u more\n", (unsigned)(count - shown));
}

/* ---- tables ---- */

static void write_question(struct writer *w, const struct whatif_table *t)
{
	unsigned width = style_width(w->settings, STDOUT_FILENO);

	if (w->settings->csv)
		table_csv(t, w->out);
	else
		table_write(t, &w->format, width ? width : 80, w->out);
	if (t->next)
		buf_char(w->out, '\n');
}

/* ---- all of it ---- */

static void write_messages(struct writer *w, struct buf *err)
{
	struct diag_style style = { .color = w->style.color_err, .ascii = w->style.ascii, .brief = true };

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

void outcome_write(struct session *s, const struct outcome *o, struct outcome_style style, struct buf *out, struct buf *err)
{
	size_t before = out->len;
	struct writer w = { .o = o, .settings = session_settings(s), .style = style, .format = session_format(s), .out = out };

	w.format.ascii = style.ascii;
	w.format.spark = style.spark && !style.ascii;
	if (w.settings->csv) {
		answers_csv(o->answers, o->answer_count, w.format.texts, out);
		buf_add_c(out, o->answer_count && o->tables ? "\r\n" : "");
	} else {
		write_title(&w);
		write_answers(&w);
	}
	for (const struct whatif_table *t = o->tables; t; t = t->next)
		write_question(&w, t);
	buf_add_str(out, buf_str(&o->output));
	if (style.prompt && !w.settings->raw)
		write_moved(&w);
	if (style.ascii)
		style_ascii(out, before);
	write_messages(&w, err);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lab_page.c - title, parameters, the table of results, the picture, what to notice, how it was run. */
#include "command/lab_page.h"

#include <math.h>

#include "base/utf8.h"
#include "base/ascii.h"
#include "show/wrap.h"

/* ---- in ASCII ---- */

static struct lab_row plain_row(const struct lab_row *r, struct arena *a)
{
	struct lab_row plain = *r;
	struct str *const texts[] = {&plain.name,  &plain.text,      &plain.value,  &plain.margin,
	                             &plain.brief, &plain.predicted, &plain.verdict};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		*texts[i] = ascii_str(a, *texts[i]);
	return plain;
}

/* What stands for a character may be wider, and columns are counted: so it is put there before they are. */
static struct lab_view plain_view(const struct lab_view *v, struct arena *a)
{
	struct lab_view plain = *v;

	plain.rows = arena_array(a, struct lab_row, v->count);
	for (uint32_t i = 0; i < v->count; i++)
		plain.rows[i] = plain_row(&v->rows[i], a);
	plain.params = arena_array(a, struct lab_param, v->param_count);
	for (uint32_t i = 0; i < v->param_count; i++) {
		plain.params[i] = v->params[i];
		plain.params[i].value = ascii_str(a, v->params[i].value);
	}
	plain.figure.words = ascii_str(a, v->figure.words);
	return plain;
}

static void plain_page(struct lab_page *p, struct arena *a)
{
	struct lab_view *views = arena_array(a, struct lab_view, p->count);
	struct str *values = arena_array(a, struct str, p->count);

	for (uint32_t k = 0; k < p->count; k++) {
		views[k] = plain_view(&p->views[k], a);
		values[k] = p->varied.len ? ascii_str(a, p->values[k]) : S("");
	}
	p->views = views;
	p->values = values;
}

/* ---- lines ---- */

/* Of a list of numbers, or of words: what does not fit goes on in the next. */
static void write_lines(struct outcome *o, struct buf *lines, unsigned width)
{
	wrap_lines(lines, width);
	buf_add_str(&o->output, buf_str(lines));
	buf_release(lines);
}

/* A list that is [0] where none is given: there is none. */
static bool is_nothing(const struct lab_param *p)
{
	return !p->given && (str_starts(p->value, S("[0]")) || str_starts(p->value, S("[0%]")));
}

static void write_params(struct buf *out, const struct lab_page *p, struct arena *a)
{
	const struct lab_view *v = p->views;
	size_t used = 0;

	for (uint32_t i = 0; i < v->param_count; i++) {
		struct str text = arena_printf(a, "%.*s = %.*s", STR(v->params[i].name), STR(v->params[i].value));
		size_t wide = utf8_width(text);

		if (str_eq(v->params[i].name, p->varied) || is_nothing(&v->params[i]))
			continue;
		if (used && used + 3 + wide > p->width) {
			buf_char(out, '\n');
			used = 0;
		}
		buf_printf(out, "%s%.*s", used ? "   " : "", STR(text));
		used += wide + (used ? 3 : 0);
	}
	buf_add_c(out, "\n\n");
}

/* ---- below ---- */

/* Are the numbers of all alternatives the same, but for their errors? */
static bool all_alike(const struct lab_page *p, uint32_t row)
{
	const struct lab_row *first = &p->views[0].rows[row];

	for (uint32_t k = 1; k < p->count; k++) {
		const struct lab_row *r = &p->views[k].rows[row];

		if (r->there != first->there || fabs(r->measured - first->measured) > 2 * (r->error + first->error))
			return false;
	}
	return true;
}

/* The first result that differs, as bars: alternatives share one picture. */
static void alternative_bars(struct outcome *o, const struct lab_page *p)
{
	struct chart *c = chart_new(&o->arena, CHART_BARS, S(""));
	const struct lab_view *v = p->views;
	uint32_t row = 0;

	while (row < v->count && (!lab_any_there(p, row) || lab_is_list(&v->rows[row]) || all_alike(p, row)))
		row++;
	if (row == v->count)
		return;
	chart_items(c, &o->arena, p->count);
	for (uint32_t k = 0; k < p->count; k++)
		c->items[k] = (struct chart_item){
			.label = p->values[k], .value = p->views[k].rows[row].measured, .text = p->views[k].rows[row].value};
	if (!chart_worth(c))
		return;
	buf_char(&o->output, '\n');
	outcome_text(o, arena_printf(&o->arena, "%.*s: %.*s", STR(v->rows[row].name), STR(v->rows[row].text)));
	outcome_chart(o, c);
}

static void write_figure(struct outcome *o, const struct lab_page *p)
{
	const struct lab_view *v = p->views;
	struct buf words = {0};

	if (p->count > 1) {
		alternative_bars(o, p);
		return;
	}
	if (v->figure.words.len) {
		buf_printf(&words, "\n%.*s", STR(v->figure.words));
		write_lines(o, &words, p->width);
	}
	if (!v->chart)
		return;
	buf_char(&o->output, '\n');
	outcome_text(o, v->chart->title);
	outcome_chart(o, v->chart);
}

static void write_notes(struct outcome *o, const struct lab_page *p)
{
	for (uint32_t i = 0; i < p->views->note_count && p->count == 1; i++) {
		if (!i)
			buf_char(&o->output, '\n');
		outcome_text(o, p->views->notes[i]);
	}
}

/* How they were run: once, or where that differs each with the values that it is of. */
static void write_told(struct buf *text, const struct lab_page *p)
{
	for (uint32_t k = 0; k < p->count; k++) {
		struct str told = p->views[k].told;
		uint32_t first = 0, alike = 0;

		while (!str_eq(p->views[first].told, told))
			first++;
		if (first < k)
			continue; /* it is said */
		buf_add_c(text, text->len ? ". " : "");
		for (uint32_t i = 0; i < p->count; i++)
			alike += str_eq(p->views[i].told, told);
		if (alike == p->count) {
			buf_printf(text, "%c%.*s",
			           told.len && told.p[0] == 'o' ? 'O'
			           : told.len                   ? told.p[0]
			                                        : ' ',
			           STR(str_cut(told, 1, told.len)));
			continue;
		}
		for (uint32_t i = k, n = 0; i < p->count; i++)
			if (str_eq(p->views[i].told, told))
				buf_printf(text, n++ ? ", %.*s" : "%.*s", STR(p->values[i]));
		buf_printf(text, ": %.*s", STR(told));
	}
}

static void write_ending(struct outcome *o, const struct lab_page *p)
{
	const struct lab_view *v = p->views;
	struct buf text = {0};

	write_told(&text, p);
	buf_printf(&text, ". See: bote help lab %.*s%s%.*s", STR(v->name), v->see.len ? ", " : "", STR(v->see));
	outcome_text(o, buf_take(&text, &o->arena));
	for (uint32_t k = 0; k < p->count; k++)
		for (uint32_t i = 0; i < p->views[k].count; i++) {
			const struct lab_row *r = &p->views[k].rows[i];

			if (r->kind == LAB_OFF)
				outcome_text(o, arena_printf(&o->arena, "%.*s is off: measured %.*s, predicted %.*s", STR(r->name),
				                             STR(r->value), STR(r->predicted)));
		}
}

void lab_page_write(struct outcome *o, const struct lab_page *page)
{
	struct lab_page p = *page;
	struct buf top = {0};

	if (p.ascii)
		plain_page(&p, &o->arena);
	buf_printf(&top, "%.*s\n", STR(p.views->title));
	write_params(&top, &p, &o->arena);
	lab_table_write(&top, &p, &o->arena);
	write_lines(o, &top, p.width);
	if (!p.quiet) {
		write_figure(o, &p);
		write_notes(o, &p);
	}
	write_ending(o, &p);
}

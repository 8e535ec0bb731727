/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lab_page.c - title, parameters, results with their predictions, the picture, what to notice, how it was run. */
#include "command/lab_page.h"

#include <math.h>

#include "base/utf8.h"
#include "show/chart_text.h"
#include "show/json_put.h"
#include "show/wrap.h"

enum { GAP = 2, COLUMNS = 6 };

/* ---- text in columns ---- */

static void page_column(struct buf *out, struct str text, size_t width, bool right)
{
	size_t used = utf8_width(text), pad = used < width ? width - used : 0;

	buf_fill(out, ' ', right ? pad : 0);
	buf_add_str(out, text);
	buf_fill(out, ' ', right ? 0 : pad);
}

static void wider(size_t *width, struct str text)
{
	size_t used = utf8_width(text);

	if (used > *width)
		*width = used;
}

static void write_params(struct buf *out, const struct lab_page *p, struct arena *a)
{
	const struct lab_view *v = p->views;
	size_t used = 0;

	for (uint32_t i = 0; i < v->param_count; i++) {
		struct str text = arena_printf(a, "%.*s = %.*s", STR(v->params[i].name), STR(v->params[i].value));
		size_t wide = utf8_width(text);

		if (str_eq(v->params[i].name, p->varied))
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

static bool page_is_list(const struct lab_row *r)
{
	return r->result && r->result->count > 0;
}

/* ---- one lab: a row a result ---- */

static struct str page_verdict_of(const struct lab_row *r)
{
	return r->verdict.len ? r->verdict : S("–");
}

/* Where there is little room the unit of the margin is left out: it is that of the value. */
static struct str margin_of(const struct lab_page *p, const struct lab_row *r)
{
	return p->width < 60 ? r->brief : r->margin;
}

static void widths(const struct lab_page *p, size_t w[COLUMNS])
{
	const struct lab_view *v = p->views;

	for (uint32_t i = 0; i < v->count; i++) {
		const struct lab_row *r = &v->rows[i];

		if (!r->there)
			continue;
		wider(&w[0], r->name);
		wider(&w[1], r->text);
		if (page_is_list(r))
			continue;
		wider(&w[2], r->value);
		wider(&w[3], margin_of(p, r));
		wider(&w[4], r->predicted);
		wider(&w[5], page_verdict_of(r));
	}
}

/* On a line of its own, below; the verdict too where it does not fit. */
static void write_predicted(struct buf *out, const struct lab_row *r, unsigned width)
{
	struct str verdict = page_verdict_of(r);
	bool fits = 2 * GAP + 10 + utf8_width(r->predicted) + utf8_width(verdict) <= width;

	buf_printf(out, "  predicted %.*s%s%.*s", STR(r->predicted), fits ? "  " : "\n    ", STR(verdict));
	buf_end_line(out);
}

/* Many numbers want a line of their own, and those that were predicted another. */
static void page_write_list(struct buf *out, const struct lab_row *r, size_t name, unsigned width)
{
	struct buf line = {0};
	size_t lead = name + GAP;

	buf_printf(&line, "%.*s%s%.*s", STR(r->value), r->margin.len ? " " : "", STR(r->margin));
	if (utf8_width(buf_str(&line)) + lead + utf8_width(r->text) + GAP <= width)
		buf_printf(&line, "  %.*s", STR(r->text));
	page_column(out, r->name, name, false);
	buf_fill(out, ' ', GAP);
	buf_add_str(out, buf_str(&line));
	buf_end_line(out);
	if (r->predicted.len)
		write_predicted(out, r, width);
	buf_release(&line);
}

static void page_write_rows(struct buf *out, const struct lab_page *p)
{
	const struct lab_view *v = p->views;
	size_t w[COLUMNS] = {0}, measured;
	bool text, narrow;

	widths(p, w);
	measured = w[2] + (w[3] ? 1 + w[3] : 0);
	measured = measured < 8 ? 8 : measured;
	w[4] = w[4] && w[4] < 9 ? 9 : w[4];
	text = w[0] + w[1] + measured + (w[4] ? w[4] + w[5] + 4 * GAP : 2 * GAP) <= p->width;
	narrow = w[0] + measured + (w[4] ? w[4] + w[5] + 3 * GAP : GAP) > p->width;
	if (!narrow && w[2]) {
		page_column(out, S(""), w[0] + (text ? GAP + w[1] : 0) + GAP, false);
		page_column(out, S("measured"), measured, true);
		buf_fill(out, ' ', GAP);
		page_column(out, w[4] ? S("predicted") : S(""), w[4], true);
		buf_end_line(out);
	}
	for (uint32_t i = 0; i < v->count; i++) {
		const struct lab_row *r = &v->rows[i];

		if (!r->there)
			continue;
		if (page_is_list(r)) {
			page_write_list(out, r, w[0], p->width);
			continue;
		}
		page_column(out, r->name, w[0], false);
		if (text) {
			buf_fill(out, ' ', GAP);
			page_column(out, r->text, w[1], false);
		}
		buf_fill(out, ' ', GAP);
		page_column(out, r->value, measured - (w[3] ? 1 + w[3] : 0), true);
		if (w[3]) {
			buf_char(out, ' ');
			page_column(out, margin_of(p, r), w[3], false);
		}
		if (narrow && r->predicted.len) {
			buf_end_line(out);
			write_predicted(out, r, p->width);
			continue;
		} else if (!narrow) {
			buf_fill(out, ' ', GAP);
			page_column(out, r->predicted, w[4], true);
		}
		if (w[4] && !narrow)
			buf_printf(out, "  %.*s", STR(page_verdict_of(r)));
		buf_end_line(out);
	}
}

/* ---- alternatives: a column each ---- */

static bool any_there(const struct lab_page *p, uint32_t row)
{
	for (uint32_t k = 0; k < p->count; k++)
		if (p->views[k].rows[row].there)
			return true;
	return false;
}

static struct str page_cell_text(const struct lab_row *r, struct arena *a)
{
	return r->brief.len ? arena_printf(a, "%.*s %.*s", STR(r->value), STR(r->brief)) : r->value;
}

static bool any_predicted(const struct lab_page *p, uint32_t row)
{
	for (uint32_t k = 0; k < p->count; k++)
		if (p->views[k].rows[row].predicted.len)
			return true;
	return false;
}

static struct str predicted_text(const struct lab_row *r, struct arena *a)
{
	if (!r->predicted.len)
		return S("–");
	return r->kind == LAB_OFF ? arena_printf(a, "%.*s %.*s", STR(r->predicted), STR(r->verdict)) : r->predicted;
}

static void write_alternatives(struct buf *out, const struct lab_page *p, struct arena *a, uint32_t from, uint32_t to)
{
	size_t first = 0, *w = arena_array(a, size_t, p->count);

	for (uint32_t i = 0; i < p->views->count; i++) {
		if (!any_there(p, i))
			continue;
		wider(&first, p->views->rows[i].name);
		if (any_predicted(p, i))
			wider(&first, S("  predicted"));
		for (uint32_t k = from; k < to; k++) {
			wider(&w[k], p->values[k]);
			wider(&w[k], page_cell_text(&p->views[k].rows[i], a));
			wider(&w[k], predicted_text(&p->views[k].rows[i], a));
		}
	}
	page_column(out, p->varied, first, false);
	for (uint32_t k = from; k < to; k++) {
		buf_fill(out, ' ', GAP);
		page_column(out, p->values[k], w[k], true);
	}
	buf_end_line(out);
	for (uint32_t i = 0; i < p->views->count; i++) {
		if (!any_there(p, i))
			continue;
		page_column(out, p->views->rows[i].name, first, false);
		for (uint32_t k = from; k < to; k++) {
			buf_fill(out, ' ', GAP);
			page_column(out, page_cell_text(&p->views[k].rows[i], a), w[k], true);
		}
		buf_end_line(out);
		if (!any_predicted(p, i))
			continue;
		page_column(out, S("  predicted"), first, false);
		for (uint32_t k = from; k < to; k++) {
			buf_fill(out, ' ', GAP);
			page_column(out, predicted_text(&p->views[k].rows[i], a), w[k], true);
		}
		buf_end_line(out);
	}
}

/* As many side by side as fit; the others below. */
static void write_columns(struct buf *out, const struct lab_page *p, struct arena *a)
{
	uint32_t from = 0;

	while (from < p->count) {
		uint32_t to = p->count;
		size_t begin = out->len;

		for (;; to--) {
			struct str text;
			size_t wide = 0;

			write_alternatives(out, p, a, from, to);
			for (text = str_cut(buf_str(out), begin, out->len); text.len;) {
				struct str line;

				str_next_line(&text, &line);
				wider(&wide, line);
			}
			if (wide <= p->width || to == from + 1)
				break;
			buf_cut(out, begin);
		}
		from = to;
		if (from < p->count)
			buf_char(out, '\n');
	}
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
static void alternative_bars(struct buf *out, const struct lab_page *p, struct arena *a)
{
	struct chart *c = chart_new(a, CHART_BARS, S(""));
	const struct lab_view *v = p->views;
	uint32_t row = 0;

	while (row < v->count && (!any_there(p, row) || page_is_list(&v->rows[row]) || all_alike(p, row)))
		row++;
	if (row == v->count)
		return;
	chart_items(c, a, p->count);
	for (uint32_t k = 0; k < p->count; k++)
		c->items[k] = (struct chart_item){
			.label = p->values[k], .value = p->views[k].rows[row].measured, .text = p->views[k].rows[row].value};
	if (!chart_worth(c))
		return;
	buf_printf(out, "\n%.*s: %.*s\n", STR(v->rows[row].name), STR(v->rows[row].text));
	chart_text_write(out, c, a, p->width, p->ascii ? CHART_ASCII : CHART_BLOCKS);
}

static void write_figure(struct buf *out, const struct lab_page *p, struct arena *a)
{
	const struct lab_view *v = p->views;

	if (p->count > 1) {
		alternative_bars(out, p, a);
		return;
	}
	if (v->figure.words.len)
		buf_printf(out, "\n%.*s", STR(v->figure.words));
	if (!v->chart)
		return;
	buf_char(out, '\n');
	wrap_text(out, v->chart->title, &(struct wrap){.width = p->width});
	chart_text_write(out, v->chart, a, p->width, p->ascii ? CHART_ASCII : p->braille ? CHART_BRAILLE : CHART_BLOCKS);
}

static void write_notes(struct buf *out, const struct lab_page *p)
{
	for (uint32_t i = 0; i < p->views->note_count && p->count == 1; i++) {
		if (!i)
			buf_char(out, '\n');
		wrap_text(out, p->views->notes[i], &(struct wrap){.width = p->width});
	}
}

static void write_ending(struct buf *out, const struct lab_page *p, struct arena *a)
{
	const struct lab_view *v = p->views;
	struct str told = arena_printf(a, "%.*s. See: bote help lab %.*s%s%.*s", STR(v->told), STR(v->name),
	                               v->see.len ? ", " : "", STR(v->see));

	wrap_text(out, told, &(struct wrap){.width = p->width - p->ascii}); /* there +- stands for one character */
	for (uint32_t k = 0; k < p->count; k++)
		for (uint32_t i = 0; i < p->views[k].count; i++) {
			const struct lab_row *r = &p->views[k].rows[i];

			if (r->kind == LAB_OFF)
				buf_printf(out, "%.*s is off: measured %.*s, predicted %.*s\n", STR(r->name), STR(r->value),
				           STR(r->predicted));
		}
}

void lab_page_write(struct buf *out, const struct lab_page *p, struct arena *a)
{
	buf_printf(out, "%.*s\n", STR(p->views->title));
	write_params(out, p, a);
	if (p->count > 1)
		write_columns(out, p, a);
	else
		page_write_rows(out, p);
	if (!p->quiet) {
		write_figure(out, p, a);
		write_notes(out, p);
	}
	write_ending(out, p, a);
}

/* ---- for programs ---- */

static const char *const kinds[] = {"", "exact", "within", "above", "below"};
static const char *const verdicts[] = {
	[LAB_SILENT] = "", [LAB_AGREES] = "agrees", [LAB_BOUND] = "bound", [LAB_OFF] = "off"};

static void page_put_unit(struct json_put *j, const struct value *v)
{
	struct value base = *v;
	struct buf unit = {0};

	base.type.asked = false;
	format_raw_unit(&unit, &base);
	json_field(j, "unit", buf_str(&unit));
	buf_release(&unit);
}

static void put_param(struct json_put *j, const struct lab_param *p, const struct texts *texts)
{
	json_open(j, '{');
	json_field(j, "name", p->name);
	json_value(j, p->cell, texts);
	json_truth_at(j, "given", p->given);
	json_close(j, '}');
}

/* The numbers of a list, or the errors of them. */
static void page_put_numbers(struct json_put *j, const char *key, const struct lab_result *result,
                             const struct lab_row *r, bool errors)
{
	json_open_at(j, key, '[');
	for (uint32_t i = 0; i < r->result->count; i++) {
		struct lab_value one = lab_result_each(result, r->result, i);

		json_number(j, errors ? one.error : one.value);
	}
	json_close(j, ']');
}

static void page_put_row(struct json_put *j, const struct lab_row *r, const struct lab_result *result)
{
	json_open(j, '{');
	json_field(j, "name", r->name);
	json_field(j, "text", r->text);
	if (r->there && page_is_list(r)) {
		page_put_numbers(j, "values", result, r, false);
		page_put_unit(j, r->cell);
		page_put_numbers(j, "errors", result, r, true);
	} else if (r->there) {
		json_number_at(j, "value", r->measured);
		page_put_unit(j, r->cell);
		json_number_at(j, "error", r->error);
		json_number_at(j, "low", r->measured - LAB_T90 * r->error);
		json_number_at(j, "high", r->measured + LAB_T90 * r->error);
	}
	if (r->has_prediction) {
		json_number_at(j, "predicted", r->expected);
		json_field(j, "kind", str_from_c(kinds[r->by->kind]));
		json_field(j, "from", r->by->cell->text);
		json_number_at(j, "off", r->off);
		json_field(j, "verdict", str_from_c(verdicts[r->kind]));
	}
	json_close(j, '}');
}

static void put_places(struct json_put *j, const struct lab_figure *f)
{
	json_open_at(j, "places", '[');
	for (uint32_t i = 0; i < f->count; i++) {
		json_open(j, '{');
		json_field(j, "label", f->places[i].label);
		json_number_at(j, "at", f->places[i].at);
		json_number_at(j, "owner", f->places[i].owner + 1);
		json_close(j, '}');
	}
	json_close(j, ']');
}

static void page_put_figure(struct json_put *j, const struct lab_figure *f)
{
	json_open_at(j, "figure", '{');
	json_field(j, "title", f->title);
	if (f->words.len)
		json_field(j, "words", f->words);
	if (f->kind == LAB_FIGURE_RING) {
		put_places(j, f);
		json_close(j, '}');
		return;
	}
	json_open_at(j, f->kind == LAB_FIGURE_LINES ? "lines" : "bars", '[');
	for (uint32_t i = 0; i < f->count && f->kind == LAB_FIGURE_BARS; i++) {
		json_open(j, '{');
		json_field(j, "label", f->bars[i].label);
		json_number_at(j, "value", f->bars[i].value);
		json_close(j, '}');
	}
	for (uint32_t i = 0; i < f->count && f->kind == LAB_FIGURE_LINES; i++) {
		json_open(j, '{');
		json_field(j, "label", f->lines[i].label);
		json_open_at(j, "y", '[');
		for (uint32_t k = 0; k < f->lines[i].count; k++)
			json_number(j, f->lines[i].y[k]);
		json_close(j, ']');
		json_close(j, '}');
	}
	json_close(j, ']');
	json_close(j, '}');
}

static void put_view(struct json_put *j, const struct lab_view *v, const struct texts *texts)
{
	json_open(j, '{');
	json_field(j, "lab", v->name);
	json_number_at(j, "seed", (double)v->run->seed);
	json_number_at(j, "runs", v->run->result.runs);
	json_truth_at(j, "ok", !v->off);
	json_open_at(j, "parameters", '[');
	for (uint32_t i = 0; i < v->param_count; i++)
		put_param(j, &v->params[i], texts);
	json_close(j, ']');
	json_open_at(j, "results", '[');
	for (uint32_t i = 0; i < v->count; i++)
		page_put_row(j, &v->rows[i], &v->run->result);
	json_close(j, ']');
	if (v->figure.kind != LAB_FIGURE_NONE)
		page_put_figure(j, &v->figure);
	json_open_at(j, "notes", '[');
	for (uint32_t i = 0; i < v->note_count; i++)
		json_text(j, v->notes[i]);
	json_close(j, ']');
	json_close(j, '}');
}

void lab_page_json(struct buf *out, const struct lab_page *p)
{
	for (uint32_t k = 0; k < p->count; k++) {
		struct json_put j = {.out = out};

		put_view(&j, &p->views[k], p->format->texts);
		buf_char(out, '\n');
	}
}

/* Of a list all in one field, with blanks between. */
static void csv_numbers(struct buf *out, const struct lab_result *result, const struct lab_row *r)
{
	for (uint32_t i = 0; i < (r->result->count ? r->result->count : 1); i++)
		buf_printf(out, "%s%.17g", i ? " " : "", lab_result_each(result, r->result, i).value);
}

void lab_page_csv(struct buf *out, const struct lab_page *p)
{
	buf_printf(out, "%.*s%sname,value,unit,error,predicted,kind,verdict\n", STR(p->varied), p->varied.len ? "," : "");
	for (uint32_t k = 0; k < p->count; k++)
		for (uint32_t i = 0; i < p->views[k].count; i++) {
			const struct lab_row *r = &p->views[k].rows[i];
			struct buf unit = {0};

			if (!r->there)
				continue;
			if (p->varied.len)
				buf_printf(out, "\"%.*s\",", STR(p->values[k]));
			format_raw_unit(&unit, r->cell);
			buf_printf(out, "%.*s,", STR(r->name));
			csv_numbers(out, &p->views[k].run->result, r);
			buf_printf(out, ",%s,%.6g,", buf_c(&unit), r->error);
			if (r->has_prediction)
				buf_printf(out, "%.17g", r->expected);
			buf_printf(out, ",%s,%s\n", r->has_prediction ? kinds[r->by->kind] : "", verdicts[r->kind]);
			buf_release(&unit);
		}
}

void lab_page_raw(struct buf *out, const struct lab_page *p)
{
	for (uint32_t k = 0; k < p->count; k++)
		for (uint32_t i = 0; i < p->views[k].count; i++)
			if (p->views[k].rows[i].there) {
				csv_numbers(out, &p->views[k].run->result, &p->views[k].rows[i]);
				buf_char(out, '\n');
			}
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lab_page_data.c - a lab's page for programs: an object a line, comma-separated values, bare numbers. */
#include "command/lab_page.h"

#include "value/json_put.h"

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
	if (r->there && lab_is_list(r)) {
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

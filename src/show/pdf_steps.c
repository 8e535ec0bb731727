/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pdf_steps.c - how numbers come about, in two columns where there is room, each step below the shorter one. */
#include <math.h>
#include <string.h>

#include "show/pdf_page.h"

enum { STEP_INDENT = 8, STEP_GAP = 14, SIGN = 11, RESULT_GAP = 5 };

/* The name on a line of its own when it would leave no room for the text. */
struct step {
	const json_t *json, *lines;
	PangoLayout *name;
	double left, right; /* of its column */
	double text, sign;  /* where its lines begin, and the room of "=" or of a word in front of them */
	bool own_line;
};

/* "=", or the widest of words such as "network" in a choice of machines. */
static double sign_room(struct pdf *p, const json_t *lines)
{
	double room = SIGN;

	for (size_t i = 0; i < json_array_size(lines); i++) {
		PangoLayout *l = pdf_layout(p, PDF_MONO, member_text(json_array_get(lines, i), "sign"), 0);
		double wide = pdf_layout_width(l);
		room = wide > SIGN && wide + 6 > room ? wide + 6 : room;
		g_object_unref(l);
	}
	return room;
}

static struct step pdf_steps_make_step(struct pdf *p, const json_t *json, double left, double right)
{
	struct step s = {.json = json, .lines = json_object_get(json, "lines"), .left = left, .right = right};
	double lead;

	s.name = pdf_layout(p, PDF_MONO, member_text(json, "name"), 0);
	lead = pdf_layout_width(s.name) + 6;
	s.own_line = lead > (right - left) / 3;
	s.sign = sign_room(p, s.lines);
	s.text = left + STEP_INDENT + (s.own_line ? 10 : lead) + s.sign;
	return s;
}

/* The result after the numbers, on one line with them, where there is room for both; returns whether it is so. */
static bool put_result_behind(struct pdf *p, const struct step *s, PangoLayout *numbers, const json_t *last, double y,
                              bool draw)
{
	PangoLayout *sign = pdf_layout(p, PDF_MONO, member_text(last, "sign"), 0),
				*result = pdf_layout(p, PDF_MONO_BOLD, member_text(last, "text"), 0);
	double at = s->text + pdf_layout_width(numbers) + RESULT_GAP, behind = at + pdf_layout_width(sign) + RESULT_GAP;
	bool fits = pango_layout_get_line_count(numbers) == 1 && behind + pdf_layout_width(result) <= s->right;

	if (fits && draw) {
		pdf_draw_span(p, PDF_MONO, sign, at, y);
		pdf_draw_span(p, PDF_MONO_BOLD, result, behind, y);
	}
	g_object_unref(sign);
	g_object_unref(result);
	return fits;
}

/* Its names lead to where they come from. */
static void draw_line_of_step(struct pdf *p, const json_t *line, enum pdf_style style, PangoLayout *l, double x,
                              double y)
{
	enum { LINKS = 64 };
	struct pdf_span spans[LINKS];
	unsigned count = pdf_spans(json_object_get(line, "links"), pango_layout_get_text(l), spans, LINKS);

	pdf_draw_linked(p, &(struct pdf_text){.l = l, .style = style, .x = x, .y = y, .spans = spans, .count = count});
}

/*
 * A line of a step: in one line where it fits, so that it is the same, and set once, in a column and over the whole
 * width. What is read from right to left begins at the end of its width.
 */
static PangoLayout *line_layout(struct pdf *p, enum pdf_style style, const char *text, double width)
{
	PangoLayout *l = pdf_layout(p, style, text, 0);

	if (pdf_layout_width(l) <= width && pango_layout_get_line_readonly(l, 0)->resolved_dir != PANGO_DIRECTION_RTL)
		return l;
	g_object_unref(l);
	return pdf_layout(p, style, text, width);
}

/* How high it is; with `draw` it is drawn at p->y, which stays. */
static double pdf_steps_put_step(struct pdf *p, const struct step *s, bool draw)
{
	double y = p->y;

	if (draw) {
		pdf_place(p, PDF_STEP, member_text(s->json, "name"));
		pdf_tag(p, "P");
	}
	if (*member_text(s->json, "label")) {
		PangoLayout *l = line_layout(p, PDF_DIM, member_text(s->json, "label"), s->right - s->left);

		if (draw)
			pdf_draw_span(p, PDF_DIM, l, s->left, y);
		y += pdf_layout_height(l);
		g_object_unref(l);
	}
	if (draw)
		pdf_draw_span(p, PDF_MONO, s->name, s->left + STEP_INDENT, y);
	y += s->own_line ? pdf_layout_height(s->name) : 0;
	for (size_t i = 0; i < json_array_size(s->lines); i++) {
		const json_t *line = json_array_get(s->lines, i);
		enum pdf_style style = i + 1 == json_array_size(s->lines) ? PDF_MONO_BOLD : PDF_MONO;
		PangoLayout *l = line_layout(p, style, member_text(line, "text"), s->right - s->text);

		if (draw) {
			pdf_tag(p, "Span");
			pdf_text(p, PDF_MONO, member_text(line, "sign"), s->text - s->sign, y);
			pdf_untag(p, "Span");
			draw_line_of_step(p, line, style, l, s->text, y);
		}
		if (i + 2 == json_array_size(s->lines) && put_result_behind(p, s, l, json_array_get(s->lines, i + 1), y, draw))
			i++;
		y += pdf_layout_height(l);
		g_object_unref(l);
	}
	if (draw)
		pdf_untag(p, "P");
	return y - p->y + 5;
}

/* Would it take more lines in half of the width? */
static bool is_wide(struct pdf *p, const json_t *json)
{
	double half = (pdf_content_width(p) - STEP_GAP) / 2;
	struct step narrow = pdf_steps_make_step(p, json, p->left, p->left + half),
				wide = pdf_steps_make_step(p, json, p->left, p->right);
	bool is = pdf_steps_put_step(p, &narrow, false) > pdf_steps_put_step(p, &wide, false) + 2 * 12;

	g_object_unref(narrow.name);
	g_object_unref(wide.name);
	return is;
}

/* Where the next step of either column begins. */
struct columns {
	double y[2];
};

/* A step in the column that is shorter so far, or over the whole width below both. */
static void put_next(struct pdf *p, const json_t *json, struct columns *c, bool wide)
{
	double half = (pdf_content_width(p) - STEP_GAP) / 2, height;
	unsigned k = !wide && c->y[1] < c->y[0];
	struct step s = pdf_steps_make_step(p, json, k ? p->left + half + STEP_GAP : p->left,
	                                    wide || k ? p->right : p->left + half);
	unsigned page = p->page;

	p->y = wide ? fmax(c->y[0], c->y[1]) : c->y[k];
	height = pdf_steps_put_step(p, &s, false);
	pdf_need(p, height < p->bottom - p->top ? height : 40);
	if (p->page != page)
		c->y[0] = c->y[1] = p->y;
	pdf_steps_put_step(p, &s, true);
	c->y[k] = p->y + height;
	if (wide)
		c->y[1] = c->y[0];
	g_object_unref(s.name);
}

/* One that has none beside it has the whole width. */
void pdf_steps(struct pdf *p, const json_t *steps)
{
	struct columns c = {{p->y, p->y}};
	size_t count = json_array_size(steps);
	bool wide = count && is_wide(p, json_array_get(steps, 0)), next;

	for (size_t i = 0; i < count; i++, wide = next) {
		next = i + 1 == count || is_wide(p, json_array_get(steps, i + 1));
		put_next(p, json_array_get(steps, i), &c, wide || (next && c.y[0] == c.y[1]));
	}
	p->y = fmax(c.y[0], c.y[1]);
	pdf_space(p, 2);
}

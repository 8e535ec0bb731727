/* SPDX-License-Identifier: GPL-3.0-or-later */
/* shape.c - the pieces that charts are drawn with. */
#include "show/shape.h"

#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "show/wrap.h"

const char *const ink_names[INK_COUNT] = {
	[INK_TEXT] = "text", [INK_DIM] = "dim", [INK_RULE] = "rule", [INK_1] = "1", [INK_2] = "2",
	[INK_3] = "3",       [INK_4] = "4",     [INK_5] = "5",       [INK_6] = "6",
};

const char *const ink_light[INK_COUNT] = {
	[INK_1] = "#004572", [INK_2] = "#ca8300", [INK_3] = "#004d38",
	[INK_4] = "#4199cc", [INK_5] = "#782c00", [INK_6] = "#c77bac",
};
const char *const ink_dark[INK_COUNT] = {
	[INK_1] = "#296ea0", [INK_2] = "#f7bd55", [INK_3] = "#127552",
	[INK_4] = "#a5dafa", [INK_5] = "#ae4d12", [INK_6] = "#f5c6e0",
};
const double ink_opacity[INK_COUNT] = {
	[INK_TEXT] = 1, [INK_DIM] = 0.75, [INK_RULE] = 0.55, [INK_1] = 1, [INK_2] = 1,
	[INK_3] = 1,    [INK_4] = 1,      [INK_5] = 1,       [INK_6] = 1,
};

struct shape *shape_add(struct sketch *s, enum shape_kind kind, enum ink ink)
{
	struct shape *shape = arena_new(s->a, struct shape);

	shape->kind = kind;
	shape->ink = ink;
	if (s->drawing->last)
		s->drawing->last->next = shape;
	else
		s->drawing->first = shape;
	return s->drawing->last = shape;
}

static struct shape *shape_place(struct shape *shape, double x, double y, double w, double h)
{
	shape->x = x;
	shape->y = y;
	shape->w = w;
	shape->h = h;
	return shape;
}

void shape_box(struct sketch *s, enum ink ink, double x, double y, double w, double h)
{
	shape_place(shape_add(s, SHAPE_BOX, ink), x, y, w, h);
}

struct shape *shape_line(struct sketch *s, enum ink ink, double x, double y, double w, double h)
{
	return shape_place(shape_add(s, SHAPE_LINE, ink), x, y, w, h);
}

struct shape *shape_text(struct sketch *s, enum ink ink, enum anchor anchor, double x, double y, struct str text)
{
	struct shape *shape = shape_place(shape_add(s, SHAPE_TEXT, ink), x, y, 0, 0);

	shape->anchor = anchor;
	shape->text = text;
	return shape;
}

bool shape_is_tall(const struct drawing *d)
{
	return d->height > 0.8 * d->width && d->height > CHART_WIDTH / 3 && d->width < 0.85 * CHART_WIDTH;
}

bool shape_is_narrow(const struct sketch *s)
{
	return s->drawing->width < 0.75 * CHART_WIDTH;
}

/* Letters that are much wider or narrower than most, in ems of DejaVu Sans, the widest of the fonts that are usual. */
static double letter_width(char c)
{
	static const struct {
		const char *letters;
		double width;
	} rows[] = {
		{"Wm@%", 1},         {"M", 0.87},        {"w+=<>#~", 0.83},
		{"OQDGNHU&", 0.79},  {"ABCKRVXZ", 0.69}, {"iljIJ.,:;'|! ", 0.32},
		{"frt()[]/-", 0.41},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (strchr(rows[i].letters, c))
			return rows[i].width;
	return 0.6;
}

/* Sans-serif letters are on the whole a little over half as wide as they are high; but not those of "www". */
double shape_text_width(struct str text)
{
	double columns = 0.6 * (double)utf8_width(text), letters = 0;
	unsigned wide;

	for (size_t at = 0, next; at < text.len; at = next) {
		next = utf8_next(text, at, &wide);
		letters += next == at + 1 && text.p[at] ? letter_width(text.p[at]) : 0.6 * wide;
	}
	return DRAWING_FONT * fmax(columns, letters);
}

struct str shape_fit(struct sketch *s, struct str text, double width)
{
	size_t columns = width > 0 ? (size_t)(width / (0.6 * DRAWING_FONT)) : 0;
	struct str cut = wrap_cut(s->a, text, columns, false);

	while (columns && shape_text_width(cut) > width)
		cut = wrap_cut(s->a, text, --columns, false);
	return cut;
}

enum ink shape_ink(uint32_t i)
{
	return (enum ink)(INK_1 + i % 6);
}

void shape_circle(struct sketch *s, enum shape_kind kind, enum ink ink, double x, double y, double radius,
                  uint32_t points)
{
	double *at = arena_array(s->a, double, 2 * (points + 1));
	struct shape *shape = shape_add(s, kind, ink);

	for (uint32_t i = 0; i <= points; i++) {
		at[2 * i] = x + radius * sin(2 * M_PI * i / points);
		at[2 * i + 1] = y - radius * cos(2 * M_PI * i / points);
	}
	shape->points = at;
	shape->count = points + 1;
}

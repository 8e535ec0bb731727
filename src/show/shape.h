/* SPDX-License-Identifier: GPL-3.0-or-later */
/* shape.h - a chart as shapes that any format can draw: boxes, lines, areas, text. */
#ifndef BOTE_SHAPE_H
#define BOTE_SHAPE_H

#include "base/arena.h"
#include "show/chart.h"

/*
 * Colours by what they are for; 1 to 6 are hues of Okabe and Ito, dark and light in turn, so that each has a contrast
 * of 3:1 with the page and, in grey too, with the one beside it.
 */
enum ink { INK_TEXT, INK_DIM, INK_RULE, INK_1, INK_2, INK_3, INK_4, INK_5, INK_6, INK_COUNT };
/* "text", "dim", "rule", "1" ... */
extern const char *const ink_names[INK_COUNT];
/* "#00497a" on white, on a dark screen; NULL for those that take the colour of the text, ink_opacity of it. */
extern const char *const ink_light[INK_COUNT], *const ink_dark[INK_COUNT];
extern const double ink_opacity[INK_COUNT];

enum shape_kind { SHAPE_BOX, SHAPE_LINE, SHAPE_CURVE, SHAPE_AREA, SHAPE_TEXT };
enum anchor { ANCHOR_START, ANCHOR_MIDDLE, ANCHOR_END };

struct shape {
	enum shape_kind kind;
	enum ink ink;
	double x, y, w, h;    /* BOX; LINE from (x, y) to (x + w, y + h); TEXT: its baseline */
	const double *points; /* CURVE, AREA: x and y in turn */
	uint32_t count;       /* points */
	struct str text;
	enum anchor anchor;
	bool bold, dashed, faint;
	bool framed;  /* BOX: its edge in the ink, and hardly filled */
	double width; /* of the line of a CURVE or a frame; 0: 2 */
	struct shape *next;
};

/* A framed box: how round its corners are, and how much of its ink fills it. */
#define FRAME_ROUND 4
#define FRAME_FILL 0.1

/* In pixels of 1/96 inch, y downwards. Text is DRAWING_FONT pixels high. */
enum { DRAWING_FONT = 12 };
struct drawing {
	double width, height;
	struct str title, desc;
	struct shape *first, *last;
};

/* How wide a chart is on paper and on most screens, and on that of a phone. */
enum { CHART_WIDTH = 640, CHART_WIDTH_PHONE = 330 };
/* A chart that is worth it, see chart_worth, `width` pixels wide. Where that is little, labels stand above their bars.
 */
struct drawing *shape_chart(const struct chart *c, struct arena *a, double width);

/* ---- for those who draw ---- */

struct sketch {
	struct drawing *drawing;
	struct arena *a;
};
struct shape *shape_add(struct sketch *s, enum shape_kind kind, enum ink ink);
void shape_box(struct sketch *s, enum ink ink, double x, double y, double w, double h);
struct shape *shape_line(struct sketch *s, enum ink ink, double x, double y, double w, double h);
struct shape *shape_text(struct sketch *s, enum ink ink, enum anchor anchor, double x, double y, struct str text);
/* Is it so tall and narrow that there is room for something else beside it? */
bool shape_is_tall(const struct drawing *d);
/* Is there too little room for labels beside what they name? */
bool shape_is_narrow(const struct sketch *s);
/* About how wide a text will be: it is drawn in whatever font the reader has. */
double shape_text_width(struct str text);
/* Cut to a width, with "…" for what is lost. */
struct str shape_fit(struct sketch *s, struct str text, double width);

/* The hue of the `i`th thing of many. */
enum ink shape_ink(uint32_t i);
/* A filled circle (SHAPE_AREA), or its edge (SHAPE_CURVE), of so many points. */
void shape_circle(struct sketch *s, enum shape_kind kind, enum ink ink, double x, double y, double radius,
                  uint32_t points);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * picture_text.c - the picture of a system in characters: boxes below one another, and on their right a line for each
 * flow, in a track of its own, from a row of the one box to a row of the other, so that no two lines can be taken for
 * one.
 */
#include "base/utf8.h"
#include "show/grid.h"
#include "show/picture.h"
#include "show/wrap.h"

enum { INDENT = 2, TEXT_MOST = 30, LABEL_MOST = 60, LABEL_LEAST = 6, NAME_LEAST = 4, LINES = 4 };

struct text_box {
	struct str line[LINES];
	uint32_t line_count;
	uint32_t ends;        /* of flows */
	uint32_t top, height; /* its first row within the frame, and how many there are */
};

struct text_flow {
	uint32_t from, to; /* rows */
	uint32_t track;
	struct str label;
};

struct text_picture {
	const struct picture *p;
	struct arena *a;
	struct buf *out;
	bool ascii;
	struct text_box *boxes;
	struct text_flow *flows;
	uint32_t rows, tracks;
	size_t text, label; /* columns */
	struct row {        /* what the row's flow is: UINT32_MAX for none */
		uint32_t flow;
		bool starts;
	} * row;
};

/* ---- texts ---- */

static void picture_text_add_line(struct text_picture *t, struct text_box *b, struct str text)
{
	size_t width = utf8_width(text);

	if (!text.len)
		return;
	b->line[b->line_count++] = text;
	t->text = width > t->text ? width : t->text;
}

static void fill_box(struct text_picture *t, const struct picture_box *from, struct text_box *b)
{
	struct str rest = from->label, first = wrap_take(&rest, TEXT_MOST);

	picture_text_add_line(t, b, wrap_cut(t->a, first, TEXT_MOST, t->ascii));
	picture_text_add_line(t, b, wrap_cut(t->a, rest, TEXT_MOST, t->ascii));
	picture_text_add_line(t, b, wrap_cut(t->a, from->text, TEXT_MOST, t->ascii));
	picture_text_add_line(t, b, wrap_cut(t->a, from->share, TEXT_MOST, t->ascii));
}

/* What a flow is, and its number, which is cut last. */
static struct str flow_label(const struct text_picture *t, const struct picture_flow *f, size_t most)
{
	const char *between = f->label.len && f->text.len ? ", " : "";
	size_t number = utf8_width(f->text) + 2;
	struct str name = f->label;

	if (f->text.len && number + NAME_LEAST <= most)
		name = wrap_cut(t->a, name, most - number, t->ascii);
	return wrap_cut(t->a, arena_printf(t->a, "%.*s%s%.*s", STR(name), between, STR(f->text)), most, t->ascii);
}

static void picture_text_fill(struct text_picture *t)
{
	for (uint32_t i = 0; i < t->p->box_count; i++)
		fill_box(t, &t->p->boxes[i], &t->boxes[i]);
	for (uint32_t i = 0; i < t->p->flow_count; i++) {
		const struct picture_flow *f = &t->p->flows[i];
		size_t width;

		t->flows[i].label = flow_label(t, f, LABEL_MOST);
		width = utf8_width(t->flows[i].label);
		t->label = width > t->label ? width : t->label;
		t->boxes[f->from].ends++;
		t->boxes[f->to].ends++;
	}
	for (uint32_t i = 0; i < t->p->box_count; i++) {
		struct text_box *b = &t->boxes[i];

		b->top = t->rows + 1;
		b->height = b->ends > b->line_count ? b->ends : b->line_count;
		t->rows += b->height + 2;
	}
}

/* ---- rows ---- */

/* Lines that go up leave a box above those that go down, the nearest outermost, so that arcs lie within one another. */
static int64_t end_key(uint32_t own, uint32_t other)
{
	return other < own ? (int64_t)own - other : (int64_t)2 * INT32_MAX - other;
}

static void set_rows(struct text_picture *t, uint32_t box)
{
	const struct picture_flow *flows = t->p->flows;
	uint32_t count = t->p->flow_count;

	for (uint32_t i = 0; i < count; i++) {
		uint32_t place = 0;

		if (flows[i].from != box && flows[i].to != box)
			continue;
		int64_t key = end_key(box, flows[i].from == box ? flows[i].to : flows[i].from);
		for (uint32_t k = 0; k < count; k++) {
			if (k == i || (flows[k].from != box && flows[k].to != box))
				continue;
			int64_t other = end_key(box, flows[k].from == box ? flows[k].to : flows[k].from);
			bool up = key < INT32_MAX;
			place += other < key || (other == key && (up ? k < i : k > i));
		}
		*(flows[i].from == box ? &t->flows[i].from : &t->flows[i].to) = t->boxes[box].top + place;
	}
}

static uint32_t top_of(const struct text_flow *f)
{
	return f->from < f->to ? f->from : f->to;
}

static uint32_t bottom_of(const struct text_flow *f)
{
	return f->from < f->to ? f->to : f->from;
}

static bool track_is_free(const struct text_picture *t, const uint32_t *order, uint32_t placed,
                          const struct text_flow *f)
{
	for (uint32_t i = 0; i < placed; i++) {
		const struct text_flow *o = &t->flows[order[i]];

		if (o->track == f->track && top_of(o) <= bottom_of(f) && top_of(f) <= bottom_of(o))
			return false;
	}
	return true;
}

/* Short lines are nearest to the boxes. */
static void set_tracks(struct text_picture *t)
{
	uint32_t count = t->p->flow_count, *order = arena_array(t->a, uint32_t, count);

	for (uint32_t i = 0; i < count; i++) {
		uint32_t k = i;

		for (; k > 0 && bottom_of(&t->flows[order[k - 1]]) - top_of(&t->flows[order[k - 1]]) >
		                    bottom_of(&t->flows[i]) - top_of(&t->flows[i]);
		     k--)
			order[k] = order[k - 1];
		order[k] = i;
	}
	for (uint32_t i = 0; i < count; i++) {
		struct text_flow *f = &t->flows[order[i]];

		while (!track_is_free(t, order, i, f))
			f->track++;
		t->tracks = f->track + 1 > t->tracks ? f->track + 1 : t->tracks;
	}
}

static void picture_text_set_places(struct text_picture *t)
{
	t->row = arena_array(t->a, struct row, t->rows);
	for (uint32_t i = 0; i < t->rows; i++)
		t->row[i].flow = UINT32_MAX;
	for (uint32_t i = 0; i < t->p->box_count; i++)
		set_rows(t, i);
	for (uint32_t i = 0; i < t->p->flow_count; i++) {
		t->row[t->flows[i].from] = (struct row){i, true};
		t->row[t->flows[i].to] = (struct row){i, false};
	}
	set_tracks(t);
}

/* ---- characters ---- */

enum sign { ACROSS, DOWN, CROSS, TOP_LEFT, TOP_RIGHT, BOTTOM_LEFT, BOTTOM_RIGHT, LEAVES, ARRIVES };

static void put_sign(const struct text_picture *t, enum sign sign)
{
	static const char *const drawn[] = {"─", "│", "┼", "┌", "┐", "└", "┘", "├", "◀"};
	static const char *const plain[] = {"-", "|", "+", "+", "+", "+", "+", "+", "<"};

	buf_add_c(t->out, t->ascii ? plain[sign] : drawn[sign]);
}

static void picture_text_put_rule(const struct text_picture *t, size_t columns)
{
	for (size_t i = 0; i < columns; i++)
		put_sign(t, ACROSS);
}

/* The tracks of one row: `own` turns here, after a line that comes from the left. */
static void put_tracks(const struct text_picture *t, uint32_t row)
{
	const struct row *r = &t->row[row];
	const struct text_flow *own = r->flow == UINT32_MAX ? NULL : &t->flows[r->flow];

	for (uint32_t track = 0; track < t->tracks; track++) {
		bool passes = false, within = own && track < own->track;

		for (uint32_t i = 0; i < t->p->flow_count; i++)
			passes |= t->flows[i].track == track && top_of(&t->flows[i]) < row && row < bottom_of(&t->flows[i]);
		if (within || (own && track == own->track))
			put_sign(t, ACROSS);
		else
			buf_char(t->out, ' ');
		if (own && track == own->track)
			put_sign(t, row == top_of(own) ? TOP_RIGHT : BOTTOM_RIGHT);
		else if (passes)
			put_sign(t, within ? CROSS : DOWN);
		else if (within)
			put_sign(t, ACROSS);
		else
			buf_char(t->out, ' ');
	}
}

/* What is between a box and the tracks. */
static void picture_text_put_label(const struct text_picture *t, uint32_t row)
{
	const struct row *r = &t->row[row];
	struct str label = r->flow != UINT32_MAX && r->starts ? flow_label(t, &t->p->flows[r->flow], t->label) : S("");
	size_t width = utf8_width(label);

	if (r->flow == UINT32_MAX) {
		buf_fill(t->out, ' ', t->label + 4);
		return;
	}
	put_sign(t, r->starts ? ACROSS : ARRIVES);
	if (width)
		buf_printf(t->out, " %.*s ", STR(label));
	else
		picture_text_put_rule(t, 2);
	picture_text_put_rule(t, t->label + 1 - width);
}

static void put_frame(struct text_picture *t, uint32_t row, bool top)
{
	buf_fill(t->out, ' ', INDENT);
	put_sign(t, top ? TOP_LEFT : BOTTOM_LEFT);
	picture_text_put_rule(t, t->text + 2);
	put_sign(t, top ? TOP_RIGHT : BOTTOM_RIGHT);
	buf_fill(t->out, ' ', t->label + 4);
	put_tracks(t, row);
	buf_end_line(t->out);
}

static void picture_text_put_row(struct text_picture *t, const struct text_box *b, uint32_t i)
{
	uint32_t row = b->top + i, lead = (b->height - b->line_count) / 2;
	struct str text = i >= lead && i - lead < b->line_count ? b->line[i - lead] : S("");
	const struct row *r = &t->row[row];

	buf_fill(t->out, ' ', INDENT);
	put_sign(t, DOWN);
	buf_printf(t->out, " %.*s", STR(text));
	buf_fill(t->out, ' ', t->text + 1 - utf8_width(text));
	put_sign(t, r->flow != UINT32_MAX && r->starts ? LEAVES : DOWN);
	picture_text_put_label(t, row);
	put_tracks(t, row);
	buf_end_line(t->out);
}

static void picture_text_put_picture(struct text_picture *t)
{
	for (uint32_t i = 0; i < t->p->box_count; i++) {
		const struct text_box *b = &t->boxes[i];

		put_frame(t, b->top - 1, true);
		for (uint32_t k = 0; k < b->height; k++)
			picture_text_put_row(t, b, k);
		put_frame(t, b->top + b->height, false);
	}
}

/* ---- in words ---- */

static void put_sentence(const struct text_picture *t, unsigned width, struct str text)
{
	struct wrap w = {.width = width, .taken = INDENT, .rest = INDENT + 2};

	buf_fill(t->out, ' ', INDENT);
	wrap_text(t->out, text, &w);
}

static void picture_text_put_words(struct text_picture *t, unsigned width)
{
	for (uint32_t i = 0; i < t->p->box_count; i++) {
		const struct picture_box *b = &t->p->boxes[i];

		put_sentence(t, width,
		             arena_printf(t->a, "%.*s%s%.*s%s%.*s", STR(wrap_cut(t->a, b->label, 200, t->ascii)),
		                          b->text.len ? ": " : "", STR(b->text), b->share.len ? ", " : "", STR(b->share)));
	}
	for (uint32_t i = 0; i < t->p->flow_count; i++) {
		const struct picture_flow *f = &t->p->flows[i];

		put_sentence(t, width,
		             arena_printf(t->a, "%.*s %s %.*s%s%.*s",
		                          STR(wrap_cut(t->a, t->p->boxes[f->from].label, 200, t->ascii)), t->ascii ? "->" : "→",
		                          STR(wrap_cut(t->a, t->p->boxes[f->to].label, 200, t->ascii)),
		                          t->flows[i].label.len ? ": " : "", STR(t->flows[i].label)));
	}
}

void picture_text(struct buf *out, const struct picture *p, struct arena *a, unsigned width, bool ascii)
{
	struct text_picture t = {.p = p, .a = a, .out = out, .ascii = ascii};
	size_t rest;

	t.boxes = arena_array(a, struct text_box, p->box_count);
	t.flows = arena_array(a, struct text_flow, p->flow_count);
	picture_text_fill(&t);
	picture_text_set_places(&t);
	rest = INDENT + t.text + 4 + 4 + 2 * (size_t)t.tracks;
	if (width < PICTURE_TEXT_LEAST || width < rest + (t.label < LABEL_LEAST ? t.label : LABEL_LEAST)) {
		picture_text_put_words(&t, width);
		return;
	}
	t.label = t.label > width - rest ? width - rest : t.label;
	picture_text_put_picture(&t);
}

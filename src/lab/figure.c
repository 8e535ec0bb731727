/* SPDX-License-Identifier: GPL-3.0-or-later */
/* figure.c - filling pictures in. */
#include "lab/figure.h"

#include <math.h>
#include <stdlib.h>

#include "lab/tally.h"

static void *more(struct lab_figure *f, void *old, size_t size)
{
	void *room;

	if (f->count < f->cap)
		return old;
	f->cap = f->cap ? 2 * f->cap : 8;
	room = arena_alloc(f->a, f->cap * size);
	if (f->count)
		memcpy(room, old, f->count * size);
	return room;
}

void figure_bar(struct lab_figure *f, struct str label, double value, struct str text)
{
	f->kind = LAB_FIGURE_BARS;
	f->bars = more(f, f->bars, sizeof *f->bars);
	f->bars[f->count++] = (struct lab_bar){arena_str(f->a, label), arena_str(f->a, text), value};
}

void figure_line(struct lab_figure *f, struct str label, const double *x, const double *y, uint32_t count)
{
	double *copy = arena_array(f->a, double, 2 * (size_t)count + 1);

	for (uint32_t i = 0; i < count; i++) {
		copy[i] = x[i];
		copy[count + i] = y[i];
	}
	f->kind = LAB_FIGURE_LINES;
	f->lines = more(f, f->lines, sizeof *f->lines);
	f->lines[f->count++] = (struct lab_line){arena_str(f->a, label), copy, copy + count, count};
}

void figure_place(struct lab_figure *f, struct str label, double at, uint32_t owner, bool node)
{
	uint32_t k;

	f->kind = LAB_FIGURE_RING;
	f->places = more(f, f->places, sizeof *f->places);
	for (k = f->count++; k > 0 && f->places[k - 1].at > at; k--)
		f->places[k] = f->places[k - 1];
	f->places[k] = (struct lab_place){arena_str(f->a, label), at, owner, node};
}

void figure_words(struct lab_figure *f, struct str text)
{
	f->kind = f->kind == LAB_FIGURE_RING ? LAB_FIGURE_RING : LAB_FIGURE_WORDS;
	f->words = arena_str(f->a, text);
}

struct str figure_number(struct arena *a, double x, int digits)
{
	int whole = x != 0 ? (int)floor(log10(fabs(x))) + 1 : 1;
	struct str plain = arena_printf(a, "%.*f", whole >= digits ? 0 : digits - whole, x);
	size_t point = str_find_char(plain, '.', 0), end = plain.len;
	struct buf out = {0};

	while (point < plain.len && end > point && (plain.p[end - 1] == '0' || end - 1 == point))
		end--;
	for (size_t i = 0; i < end; i++) {
		if (i && i < point && (point - i) % 3 == 0 && plain.p[i - 1] != '-')
			buf_char(&out, ',');
		buf_char(&out, plain.p[i]);
	}
	return buf_take(&out, a);
}

struct str figure_count(struct arena *a, double n, const char *one)
{
	return arena_printf(a, "%.*s %s%s", STR(figure_number(a, n, 9)), one, n == 1 ? "" : "s");
}

struct str figure_time(struct arena *a, double ns)
{
	static const struct {
		double from, ns;
		const char *unit;
	} units[] = {{172800e9, 86400e9, "days"},
	             {7200e9, 3600e9, "h"},
	             {120e9, 60e9, "min"},
	             {1e9, 1e9, "s"},
	             {1e6, 1e6, "ms"},
	             {1e3, 1e3, "us"},
	             {0, 1, "ns"}};
	unsigned i = 0;

	if (ns == 0)
		return S("0");
	while (units[i].from > ns)
		i++;
	return arena_printf(a, "%.*s %s", STR(figure_number(a, ns / units[i].ns, 3)), units[i].unit);
}

void figure_tally(struct lab_figure *f, const struct tally *t, const uint64_t *bounds, uint32_t count)
{
	double before = 0, all = t->count ? (double)t->count : 1;

	for (uint32_t i = 0; i <= count; i++) {
		double below = i < count ? tally_below(t, (double)bounds[i]) : (double)t->count, share = (below - before) / all;
		struct str label;

		if (i == count)
			label = arena_printf(f->a, "> %.*s", STR(figure_time(f->a, (double)bounds[count - 1])));
		else if (!bounds[i])
			label = S("0");
		else
			label = arena_printf(f->a, "to %.*s", STR(figure_time(f->a, (double)bounds[i])));
		figure_bar(f, label, share, arena_printf(f->a, "%.*s %%", STR(figure_number(f->a, 100 * share, 3))));
		before = below;
	}
}

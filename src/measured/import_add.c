/* SPDX-License-Identifier: GPL-3.0-or-later */
/* import_add.c - numbers as they are gathered: names, percentiles, what is not a number. */
#include <math.h>
#include <stdarg.h>
#include <stdlib.h>

#include "base/interrupt.h"
#include "base/str.h"
#include "measured/import_parts.h"

enum { NAME = 40 };

void import_note(struct import *m, struct arena *a, const char *fmt, ...)
{
	bool known = false;
	struct str text;
	va_list ap;

	va_start(ap, fmt);
	text = arena_vprintf(a, fmt, ap);
	va_end(ap);
	for (unsigned i = 0; i < m->note_count; i++)
		known = known || str_eq(m->notes[i], text);
	if (!known && m->note_count < IMPORT_NOTES)
		m->notes[m->note_count++] = text;
	else
		m->notes_lost += !known;
}

void import_note_bad(struct import *m, struct arena *a, size_t bad, size_t first)
{
	if (bad)
		import_note(m, a, "%zu line%s no numbers where they belong and %s left out, first line %zu", bad,
		            bad == 1 ? " has" : "s have", bad == 1 ? "is" : "are", first);
}

struct str import_name(struct arena *a, struct str text)
{
	struct buf out = {0};
	struct str copy;

	buf_name(&out, text, NAME);
	copy = arena_printf(a, "%s%s", out.len && *out.p >= 'a' ? "" : "n", buf_c(&out));
	buf_release(&out);
	return copy;
}

struct str import_ending(struct arena *a, const char *before, const char *what)
{
	return arena_printf(a, "%s%s", before, what);
}

const struct import_number *import_find(const struct import *m, struct str ending)
{
	for (unsigned i = 0; i < m->count; i++)
		if (str_eq(m->numbers[i].ending, ending))
			return &m->numbers[i];
	return NULL;
}

/* Two tests with names that come to the same: the second is counted. */
static struct str unused(const struct import *m, struct arena *a, struct str ending)
{
	struct str name = ending;

	for (unsigned n = 2; import_find(m, name); n++)
		name = arena_printf(a, "%.*s_%u", STR(ending), n);
	return name;
}

static struct import_number *import_add_room(struct import *m, struct arena *a, struct str ending, const char *unit)
{
	static struct import_number lost;
	struct import_number *n = m->count < IMPORT_NUMBERS ? &m->numbers[m->count] : &lost;

	*n = (struct import_number){.ending = n == &lost ? ending : unused(m, a, ending), .unit = unit};
	if (n != &lost)
		m->count++;
	else
		import_note(m, a, "more than %d numbers: the rest is left out", IMPORT_NUMBERS);
	return n;
}

struct import_number *import_add(struct import *m, struct arena *a, struct str ending, struct scanned n,
                                 const char *unit)
{
	struct import_number *x;

	if (interrupt_came) /* import_read says so */
		return NULL;
	if (!(isfinite(n.value) && n.value > 0 && n.value <= IMPORT_LARGEST)) {
		import_note(m, a, "_%.*s is %s: left out", STR(ending),
		            n.value == 0     ? "0"
		            : isnan(n.value) ? "no number"
		            : n.value < 0    ? "negative"
		                             : "more than 10^15");
		return NULL;
	}
	x = import_add_room(m, a, ending, unit);
	x->value = x->low = x->high = n.value;
	x->half = n.half;
	return x;
}

void import_add_line(struct import *m, struct arena *a, struct str text, const char *begin, const char *ending,
                     double factor, const char *unit)
{
	struct str rest;

	if (scan_line(text, begin, &rest))
		import_add(m, a, str_from_c(ending), scanned_times(scan_value(&rest), factor), unit);
}

void import_add_cpu(struct import *m, struct arena *a, const struct import_number *x, struct scanned user,
                    struct scanned system)
{
	bool both = user.value >= 0 && system.value >= 0;

	import_add(m, a, arena_printf(a, "%.*s_cpu", STR(x->ending)),
	           (struct scanned){both ? user.value + system.value : NAN, user.half + system.half}, "s");
}

void import_range(struct import *m, struct arena *a, struct import_number *x, double least, double most)
{
	if (!(least > 0 && least <= x->value && x->value <= most && most <= IMPORT_LARGEST)) {
		import_note(m, a, "%.*s: least and most are not around it and are left out", STR(x->ending));
		return;
	}
	x->low = least;
	x->high = most;
	x->own = true;
}

/* Uniform below a bound: the middle, and 5 and 95 of 100. */
static void add_under(struct import *m, struct arena *a, struct str ending, double under)
{
	struct import_number *x = import_add_room(m, a, ending, "s");

	x->value = under / 2;
	x->low = under * 0.05;
	x->high = under * 0.95;
	x->under = true;
}

void import_add_percentile(struct import *m, struct arena *a, const char *before, double percent, struct scanned n,
                           double under)
{
	struct str ending = percent >= 100 ? arena_printf(a, "%smax", before)
	                    : percent <= 0 ? arena_printf(a, "%smin", before)
	                                   : arena_printf(a, "%sp%g", before, percent);

	for (size_t i = 0; i < ending.len; i++)
		if (ending.p[i] == '.')
			((char *)ending.p)[i] = '_';
	if (percent > 0 && percent < 50)
		return;
	if (n.value == 0 && under > 0)
		add_under(m, a, ending, under);
	else
		import_add(m, a, ending, n, "s");
}

double import_median(double *x, size_t n)
{
	qsort(x, n, sizeof(*x), double_order);
	return n % 2 ? x[n / 2] : (x[n / 2 - 1] + x[n / 2]) / 2;
}

void import_add_raw(struct import *m, struct arena *a, double *times, size_t count, double half, double under)
{
	static const double percents[] = {50, 75, 90, 95, 99, 99.9, 100};
	double sum = 0;

	if (!count)
		return;
	qsort(times, count, sizeof(*times), double_order);
	for (size_t i = 0; i < count; i++)
		sum += times[i];
	import_add(m, a, S("mean"), (struct scanned){sum / (double)count, half}, "s");
	for (size_t i = 0; i < sizeof(percents) / sizeof(percents[0]); i++) {
		size_t rank = (size_t)ceil(percents[i] * (double)count / 100 - 1e-9);

		if (percents[i] < 100 && (double)count * (100 - percents[i]) < 99.9) /* not one beyond it */
			continue;
		import_add_percentile(m, a, "", percents[i], (struct scanned){times[rank ? rank - 1 : 0], half}, under);
	}
}

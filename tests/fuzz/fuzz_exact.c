/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fuzz_exact.c - expressions of data and time, drawn by the bytes of the input, worked out a second time in fractions
 * of whole numbers: the answer is as near as rounding lets it be, and its units are right.
 */
#include <stdlib.h>

#include "outcome.h"
#include "reused.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

typedef __int128 wide;

/* num / den, times bytes^data, times seconds^time. `error` is how far a double may be off, as a share of `scale`. */
struct exact {
	wide num, den;
	int data, time;
	double error;
	bool lost; /* it grew too large to be followed, or has no value */
};

static const struct exact_unit {
	const char *name;
	long num, den;
	int data, time;
} exact_units[] = {
	{"", 1, 1, 0, 0},
	{"B", 1, 1, 1, 0},
	{"kB", 1000, 1, 1, 0},
	{"MB", 1000000, 1, 1, 0},
	{"KiB", 1024, 1, 1, 0},
	{"MiB", 1048576, 1, 1, 0},
	{"bits", 1, 8, 1, 0},
	{"s", 1, 1, 0, 1},
	{"ms", 1, 1000, 0, 1},
	{"min", 60, 1, 0, 1},
	{"hours", 3600, 1, 0, 1},
	{"days", 86400, 1, 0, 1},
	{"GB", 1000000000, 1, 1, 0},
};
enum { UNIT_COUNT = sizeof(exact_units) / sizeof(*exact_units), DEEPEST_DRAWN = 6 };

struct drawn {
	const unsigned char *next, *end;
	struct buf text;
};

static unsigned draw_byte(struct drawn *d)
{
	return d->next < d->end ? *d->next++ : 0;
}

static wide common(wide a, wide b)
{
	a = a < 0 ? -a : a;
	while (b) {
		wide rest = a % b;

		a = b;
		b = rest;
	}
	return a ? a : 1;
}

static double as_double(const struct exact *x)
{
	return (double)x->num / (double)x->den;
}

/* In lowest terms, and below 2^60 so that a product of two is not an overflow. */
static struct exact shortened(struct exact x)
{
	wide g = common(x.num, x.den);
	const wide most = (wide)1 << 60;

	x.num /= g;
	x.den /= g;
	if (x.den < 0) {
		x.num = -x.num;
		x.den = -x.den;
	}
	x.lost = x.lost || x.num > most || x.num < -most || x.den > most;
	return x;
}

static struct exact draw(struct drawn *d, int depth);

static struct exact draw_number(struct drawn *d)
{
	unsigned n = draw_byte(d) * 4 + draw_byte(d) % 4, tenths = draw_byte(d) % 10;
	const struct exact_unit *u = &exact_units[draw_byte(d) % UNIT_COUNT];
	struct exact x = {((wide)n * 10 + tenths) * u->num, (wide)10 * u->den, u->data, u->time, 0, false};

	buf_printf(&d->text, tenths ? "%u.%u%s%s" : "%u%.0u%s%s", n, tenths, *u->name ? " " : "", u->name);
	x = shortened(x);
	x.error = 1e-15 * as_double(&x);
	return x;
}

static double size_of(double x)
{
	return x < 0 ? -x : x;
}

static struct exact apply(char op, const struct exact *a, const struct exact *b)
{
	struct exact x = {.lost = a->lost || b->lost};
	double va, vb;

	if (x.lost)
		return x;
	va = size_of(as_double(a));
	vb = size_of(as_double(b));
	switch (op) {
	case '+':
	case '-':
		x.lost = a->data != b->data || a->time != b->time;
		x.data = a->data;
		x.time = a->time;
		x.num = a->num * b->den + (op == '+' ? 1 : -1) * b->num * a->den;
		x.den = a->den * b->den;
		x.error = a->error + b->error + 1e-15 * (va + vb);
		break;
	case '*':
		x.data = a->data + b->data;
		x.time = a->time + b->time;
		x.num = a->num * b->num;
		x.den = a->den * b->den;
		x.error = va * b->error + vb * a->error + 1e-15 * va * vb;
		break;
	default:
		x.lost = !b->num || vb <= 4 * b->error;
		if (x.lost)
			return x;
		x.data = a->data - b->data;
		x.time = a->time - b->time;
		x.num = a->num * b->den;
		x.den = a->den * b->num;
		x.error = (a->error + va / vb * b->error) / (vb - b->error) + 1e-15 * va / vb;
	}
	return x.lost ? x : shortened(x);
}

static struct exact draw_pair(struct drawn *d, int depth)
{
	static const char ops[] = "+-*/*/";
	char op = ops[draw_byte(d) % 6];
	struct exact a, b;

	buf_char(&d->text, '(');
	a = draw(d, depth + 1);
	buf_printf(&d->text, " %c ", op);
	b = draw(d, depth + 1);
	buf_char(&d->text, ')');
	return apply(op, &a, &b);
}

static struct exact draw(struct drawn *d, int depth)
{
	struct exact x;

	if (depth < DEEPEST_DRAWN && d->next < d->end && draw_byte(d) % 3)
		return draw_pair(d, depth);
	buf_char(&d->text, '(');
	x = draw_number(d);
	buf_char(&d->text, ')');
	return x;
}

/* The powers of bytes and seconds in a unit. */
static void check_answer(const struct value *v, const struct exact *x)
{
	double got = v->num[0] * factor_apply(units_base(&v->type.units), 1), want = as_double(x);
	struct units one = {0};
	struct factor scale;

	assert(v->type.kind == VALUE_NUMBER && v->count == 1);
	if (!x->data && !x->time && x->num)
		assert(units_convert(&v->type.units, &one, &scale) == UNITS_SAME);
	assert(size_of(got - want) <= 8 * x->error + 1e-300);
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	struct session *s = session_as_new(S(""));
	struct drawn d = {.next = data, .end = data + size};
	struct exact x = draw(&d, 0);
	struct outcome o;

	outcome_init(&o);
	bool ok = session_text(s, SESSION_STREAM, buf_str(&d.text), &o);
	check_outcome(s, &o, ok, buf_str(&d.text));
	if (ok && !x.lost && o.answer_count == 1)
		check_answer(&o.answers[0].value, &x);
	assert(ok || x.lost || o.diag.error->kind != DIAG_UNIT);
	outcome_release(&o);
	buf_release(&d.text);
	return 0;
}

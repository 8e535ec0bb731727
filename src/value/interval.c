/* SPDX-License-Identifier: GPL-3.0-or-later */
/* interval.c - uncertain values: the median, the 90 % range, the shape. */
#include <math.h>
#include <string.h>

#include "value/interval.h"
#include "value/spark.h"

/* As many digits as the others have: 54.0 beside 53.2. */
static void pad_digits(struct buf *out, size_t from, unsigned digits)
{
	size_t end = from;
	unsigned count = 0;
	bool point = false;

	for (; end < out->len && (char_is_digit(out->p[end]) || out->p[end] == '.' || out->p[end] == ','); end++) {
		count += char_is_digit(out->p[end]);
		point = point || out->p[end] == '.';
	}
	if (count >= digits)
		return;
	look_insert(out, end, str_cut(S("0000"), 0, digits - count));
	if (!point)
		look_insert(out, end, S("."));
}

/* Two digits also where the second is a nought: 1.0, not 1; and $1.00. */
static void pad_digit(struct buf *out, size_t from, unsigned digits)
{
	struct str s = str_cut(buf_str(out), from, out->len);
	size_t i = s.len && s.p[0] == '-' ? 1 : 0;
	bool dollar = s.len > i && s.p[i] == '$';

	i += dollar;
	if (s.len <= i || s.p[i] < '1' || s.p[i] > '9')
		return;
	if (digits > 2) {
		pad_digits(out, from + i, digits);
		return;
	}
	if (digits < 2)
		return;
	if (s.len == i + 1 || (s.p[i + 1] == ' ') || s.p[i + 1] == '%')
		look_insert(out, from + i + 1, dollar && s.len == i + 1 ? S(".00") : S(".0"));
}

static void interval_write_number(struct buf *out, const struct look *l, double x)
{
	size_t from = out->len;
	bool one;

	look_write_number(out, l, x, &one);
	if (!l->whole && !l->parts && !l->decimals)
		pad_digit(out, from, l->digits);
}

/* Counts, from ceil() and its kin or drawn as such: 3 servers, never 3.0. */
static bool all_whole(const struct spread *s)
{
	const double seen[] = {s->min, s->p1, s->p5, s->p10, s->p25, s->p50, s->p75, s->p90, s->p95, s->p99, s->max};

	for (unsigned i = 0; i < sizeof seen / sizeof seen[0]; i++)
		if (number_snap(seen[i]) != nearbyint(seen[i]))
			return false;
	return true;
}

/* A rough time in parts is written to the second of them: hours and minutes, minutes and seconds. */
static double hms_step(double seconds)
{
	seconds = fabs(seconds);
	return seconds >= 86400 ? 3600 : seconds >= 3600 ? 60 : 1;
}

/* Two ends that read the same are one number: no range is said of it. */
static bool reads_as_one(const struct look *l, double lo, double hi)
{
	struct buf text = {0};
	size_t end;
	bool one;

	interval_write_number(&text, l, lo);
	end = text.len;
	interval_write_number(&text, l, hi);
	one = str_eq(str_cut(buf_str(&text), 0, end), str_cut(buf_str(&text), end, text.len));
	buf_release(&text);
	return one;
}

/* "0.71 … 1.5 PB" */
static void interval_write_range(struct buf *out, const struct look *l, double lo, double hi, bool unit)
{
	interval_write_number(out, l, lo);
	if (!reads_as_one(l, lo, hi)) {
		buf_add_c(out, l->ascii ? " .. " : " \xe2\x80\xa6 ");
		interval_write_number(out, l, hi);
	}
	if (unit)
		look_write_unit(out, l, true);
}

void interval_ends(struct buf *out, const struct type *t, double from, double to, const struct format *f)
{
	struct look l;

	look_choose(&l, t, fabs(to) > fabs(from) ? to : from, f);
	l.digits = l.digits && l.digits < 3 ? l.digits : 3;
	l.whole = true; /* no noughts after the point: as one types them */
	interval_write_range(out, &l, from, to, true);
}

void interval_share(struct buf *out, double share)
{
	if (share < 0.001 || share > 0.999) { /* samples of guesses are never sure */
		buf_add_c(out, share < 0.5 ? "<0.1%" : ">99.9%");
		return;
	}
	number_write(out, 100 * share, share > 0.1 && share < 0.9 ? 2 : 3, NUMBER_PLAIN);
	buf_add_c(out, "%");
}

/* What is said of a number in brackets: the next part of it. */
static void next_part(struct buf *out, size_t from, const char *before)
{
	buf_add_c(out, out->len > from ? ", " : before);
}

/* Of the samples, those that are none. */
static void write_losses(struct buf *out, size_t from, const char *before, const struct spread *s)
{
	if (s->good == s->samples)
		return;
	next_part(out, from, before);
	buf_add_c(out, "none in ");
	interval_share(out, (s->samples - s->good) / (double)s->samples);
}

/* Two digits, and more where their last step is about half the range or wider: 102 (100 … 110), not 100 (100 … 110). */
static unsigned interval_digits_for(const struct spread *s)
{
	double width = fabs(s->p95 - s->p5), most = fmax(fabs(s->p5), fabs(s->p95));
	unsigned digits = 2;

	if (!(width > 1e-6 * most))
		return 2;
	while (digits < 4 && pow(10, floor(log10(most)) + 1 - digits) > 0.55 * width)
		digits++;
	return digits;
}

bool interval_finds_unit(const struct type *t, double x, const struct format *f)
{
	return f->units && units_is_time(&t->units) && !t->asked && !t->written && t->form == FORM_UNIT &&
	       !reading_is_plain(t, x);
}

double interval_reads_by(const struct spread *s)
{
	double low = fabs(s->p5), high = fabs(s->p95);

	return s->p50 != 0 && !(s->p5 < 0 && s->p95 > 0) ? s->p50 : low > high ? low : high;
}

static void interval_choose(struct look *l, const struct type *t, const struct spread *s, const struct format *f)
{
	double x = interval_reads_by(s);
	struct type shown = *t;

	if (interval_finds_unit(t, x, f))
		shown.form = FORM_BEST;
	look_choose(l, &shown, x, f);
	l->digits = f->digits ? f->digits : t->digits && !l->decimals ? t->digits : interval_digits_for(s);
	l->whole = l->scale.num == l->scale.den && all_whole(s);
	if (l->parts)
		l->step = l->in ? 1 : hms_step(factor_apply(l->scale, x));
	if (l->percent && factor_apply(l->scale, s->p95) > 99 && !f->digits && !t->digits)
		l->digits = 0; /* nines are what it is about */
}

/* What sampling leaves of a 0 in the middle of a spread: less than it can know. */
static double interval_middle(const struct spread *s)
{
	return s->p5 < 0 && s->p95 > 0 && fabs(s->p50) < s->error ? 0 : s->p50;
}

/* "61% one, 39% shard" */
static void write_texts(struct buf *out, const struct spread *s, const struct format *f)
{
	for (unsigned i = 0; i < 4 && s->share[i] > 0; i++) {
		buf_add_c(out, i ? ", " : "");
		interval_share(out, s->share[i]);
		buf_char(out, ' ');
		buf_add_str(out, texts_get(f->texts, (uint32_t)s->text[i]));
	}
}

bool interval_is_point(const struct spread *s)
{
	return s->good == s->samples && s->max - s->min <= 1e-12 * fabs(s->p50);
}

static bool says_mean(const struct spread *s)
{
	return s->mean_digits && isfinite(s->mean) && fabs(s->mean - s->p50) > 0.2 * fabs(s->p50) &&
	       fabs(s->mean - s->p50) > 0.02 * (s->p95 - s->p5);
}

static void write_spread(struct buf *out, const struct type *t, const struct spread *s, const struct format *f)
{
	const char *bracket = f->compact ? " (" : "  (";
	size_t from = out->len;
	struct look l;

	interval_choose(&l, t, s, f);
	look_write(out, &l, interval_middle(s));
	if (!l.whole && !l.parts && !l.decimals)
		pad_digit(out, from, l.digits);
	if (f->brief && !f->spark)
		return;
	from = out->len;
	if (!reads_as_one(&l, s->p5, s->p95)) {
		buf_add_c(out, bracket);
		interval_write_range(out, &l, s->p5, s->p95, true);
		buf_add_c(out, f->compact ? "" : ", 90 %");
	}
	if (!f->compact && says_mean(s)) {
		struct look bears = l; /* the same digits as mean() says */
		if (!f->digits && s->mean_digits < l.digits)
			bears.digits = s->mean_digits;
		next_part(out, from, bracket);
		buf_add_c(out, "mean ");
		interval_write_number(out, &bears, s->mean);
	}
	if (!f->compact)
		write_losses(out, from, bracket, s);
	buf_add_c(out, out->len > from ? ")" : "");
}

bool interval_is_certain(const struct value *v)
{
	bool certain = true;

	for (uint32_t i = 0; v->spread && i < v->count; i++)
		certain = certain && interval_is_point(&v->spread[i]);
	return certain;
}

bool interval_write(struct buf *out, const struct type *t, const struct spread *s, const struct format *f)
{
	struct look l;

	if (t->kind == VALUE_TRUTH) {
		interval_share(out, s->mean);
		buf_add_c(out, " yes");
	} else if (t->kind == VALUE_TEXT) {
		write_texts(out, s, f);
	} else if (interval_is_point(s)) {
		look_choose(&l, t, s->p50, f);
		return look_write(out, &l, s->p50);
	} else {
		write_spread(out, t, s, f);
	}
	return false;
}

/* What is certain has the digits of what is certain, in a list of ranges too. */
static void write_number_of_list(struct buf *out, const struct look *l, const struct type *t, const struct spread *s,
                                 const struct format *f)
{
	struct look certain = *l;
	size_t from;
	bool one;

	certain.digits = l->decimals ? 0 : type_digits(t, f->digits);
	if (!s->good) {
		format_none(out, s->why, f);
	} else if (interval_is_point(s)) {
		look_write_number(out, &certain, s->p50, &one);
	} else {
		interval_write_number(out, l, interval_middle(s));
		from = out->len;
		if (!reads_as_one(l, s->p5, s->p95)) {
			buf_add_c(out, " (");
			interval_write_range(out, l, s->p5, s->p95, false);
		}
		write_losses(out, from, " (", s);
		buf_add_c(out, out->len > from ? ")" : "");
	}
}

void interval_write_list(struct buf *out, const struct value *v, const struct format *f)
{
	struct look l;
	const struct spread *most = &v->spread[0];

	for (uint32_t i = 1; i < v->count; i++)
		most = fabs(interval_reads_by(&v->spread[i])) > fabs(interval_reads_by(most)) ? &v->spread[i] : most;
	if (v->type.kind == VALUE_NUMBER)
		interval_choose(&l, &v->type, most, f);
	buf_char(out, '[');
	for (uint32_t i = 0; i < v->count; i++) {
		if (i)
			buf_add_c(out, ", ");
		if (v->type.kind != VALUE_NUMBER) {
			interval_write(out, &v->type, &v->spread[i], f);
			continue;
		}
		write_number_of_list(out, &l, &v->type, &v->spread[i], f);
	}
	buf_char(out, ']');
	if (v->type.kind == VALUE_NUMBER)
		look_write_unit(out, &l, true);
}

void interval_spark(struct buf *out, const struct spread *s)
{
	enum { CELLS = 10 };
	double sum[CELLS] = {0};
	uint32_t from = 0, to = SPREAD_BINS, each;

	spread_filled(s, CELLS, &from, &to);
	each = (to - from + CELLS - 1) / CELLS;
	for (unsigned i = from; i < to; i++)
		sum[(i - from) / each] += s->bin[i];
	spark_write(out, sum, (to - from + each - 1) / each, false);
}

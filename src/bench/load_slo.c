/* SPDX-License-Identifier: GPL-3.0-or-later */
/* load_slo.c - terms of an objective, read and written. */
#include "bench/load_slo.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Where nothing is said of errors; how long an answer may take where nothing is said of times. */
#define ERRORS 0.001
#define PATIENCE 0.5

static bool load_slo_read_name(const char **p, struct load_term *t)
{
	char *end;

	if (strncmp(*p, "mean", 4) == 0) {
		t->kind = LOAD_MEAN;
		*p += 4;
		return true;
	}
	if (strncmp(*p, "errors", 6) == 0) {
		t->kind = LOAD_ERRORS;
		*p += 6;
		return true;
	}
	if (**p != 'p')
		return false;
	t->kind = LOAD_QUANTILE;
	t->share = strtod(*p + 1, &end) / 100;
	*p = end;
	return t->share > 0 && t->share < 1;
}

static bool read_term(const char **p, struct load_term *t)
{
	char *end;

	*t = (struct load_term){0};
	if (!load_slo_read_name(p, t) || **p != '<')
		return false;
	t->limit = strtod(*p + 1, &end);
	if (end == *p + 1 || !(t->limit >= 0) || !isfinite(t->limit))
		return false;
	t->relative = strncmp(end, "*low", 4) == 0;
	*p = end + (t->relative ? 4 : 0);
	return !t->relative || t->kind != LOAD_ERRORS;
}

static bool has_errors(const struct load_slo *slo)
{
	for (unsigned i = 0; i < slo->count; i++)
		if (slo->term[i].kind == LOAD_ERRORS)
			return true;
	return false;
}

bool load_slo_parse(const char *text, struct load_slo *slo)
{
	*slo = (struct load_slo){0};
	do {
		if (slo->count == LOAD_TERMS - 1 || !read_term(&text, &slo->term[slo->count]))
			return false;
		slo->count++;
	} while (*text++ == ',');
	if (text[-1])
		return false;
	if (!has_errors(slo))
		slo->term[slo->count++] = (struct load_term){.kind = LOAD_ERRORS, .limit = ERRORS};
	return true;
}

void load_slo_name(const struct load_term *t, struct buf *out)
{
	if (t->kind == LOAD_QUANTILE)
		buf_printf(out, "p%.6g", 100 * t->share);
	else
		buf_add_c(out, t->kind == LOAD_MEAN ? "mean" : "errors");
}

static void put_limit(const struct load_term *t, struct buf *out)
{
	if (t->kind == LOAD_ERRORS)
		buf_printf(out, "%.6g %%", 100 * t->limit);
	else if (t->relative)
		buf_printf(out, "%.6g * p50 at low load", t->limit);
	else if (t->limit < 1)
		buf_printf(out, "%.6g ms", 1000 * t->limit);
	else
		buf_printf(out, "%.6g s", t->limit);
}

void load_slo_text(const struct load_slo *slo, struct buf *out)
{
	for (unsigned i = 0; i < slo->count; i++) {
		buf_add_c(out, i ? ", " : "");
		load_slo_name(&slo->term[i], out);
		buf_add_c(out, " < ");
		put_limit(&slo->term[i], out);
	}
}

double load_slo_limit(const struct load_slo *slo, const struct load_term *t)
{
	if (!t->relative)
		return t->limit;
	return slo->low > 0 ? t->limit * slo->low : INFINITY;
}

double load_slo_least(const struct load_slo *slo)
{
	double least = INFINITY;

	for (unsigned i = 0; i < slo->count; i++)
		if (slo->term[i].kind != LOAD_ERRORS)
			least = fmin(least, load_slo_limit(slo, &slo->term[i]));
	return isfinite(least) ? least : PATIENCE;
}

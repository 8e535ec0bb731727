/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tally.c - histograms: adding them up, and reading quantiles off them. */
#include "lab/tally.h"

void tally_join(struct tally *to, const struct tally *from)
{
	uint32_t last = tally_slot(from->most);

	to->count += from->count;
	to->sum += from->sum;
	to->most = from->most > to->most ? from->most : to->most;
	for (uint32_t i = 0; i <= last; i++) {
		const struct tally_step *s = &from->step[i];
		struct tally_step *into = &to->step[i];

		if (!s->count)
			continue;
		into->least = into->count && into->least < s->least ? into->least : s->least;
		into->most = into->count && into->most > s->most ? into->most : s->most;
		into->count += s->count;
	}
}

void tally_part(struct tally *to, const struct tally *from)
{
	uint32_t last = tally_slot(from->most);

	to->count -= from->count;
	to->sum -= from->sum;
	for (uint32_t i = 0; i <= last; i++)
		to->step[i].count -= from->step[i].count;
}

/* The step in which the number of that rank is, and which share of the step is below it. */
static const struct tally_step *tally_rank(const struct tally *t, double rank, double *share)
{
	const struct tally_step *s = t->step;

	while (s < &t->step[TALLY_SLOTS - 1] && (!s->count || (double)s->count < rank)) {
		rank -= (double)s->count;
		s++;
	}
	*share = s->count ? rank / (double)s->count : 0;
	return s;
}

double tally_quantile(const struct tally *t, double q)
{
	double share;
	const struct tally_step *s = tally_rank(t, q * (double)t->count, &share);

	return (double)s->least + (double)(s->most - s->least) * share;
}

double tally_grain(const struct tally *t, double q)
{
	double share;
	const struct tally_step *s = tally_rank(t, q * (double)t->count, &share);

	return (double)(s->most - s->least);
}

double tally_below(const struct tally *t, double x)
{
	double seen = 0;

	for (uint32_t i = 0; i < TALLY_SLOTS && seen < (double)t->count; i++) {
		const struct tally_step *s = &t->step[i];
		double least = (double)s->least, most = (double)s->most;

		if (!s->count)
			continue;
		if (x < least)
			break;
		seen += (double)s->count * (x >= most ? 1 : (x - least) / (most - least));
	}
	return seen;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* list_check.c - a price list looked over: old dates, and prices that are unlike those of their family. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "fleet/list.h"

enum { OLD_DAYS = 180 };
#define PRICE_OFF 0.25

/* Days from civil: H. Hinnant, "chrono-compatible low-level date algorithms". */
long fleet_day(struct str date)
{
	char text[16] = {0};
	int y, m, d;

	if (date.len != 10)
		return -1;
	memcpy(text, date.p, 10);
	if (sscanf(text, "%4d-%2d-%2d", &y, &m, &d) != 3 || m < 1 || m > 12 || d < 1 || d > 31)
		return -1;
	y -= m <= 2;
	long era = y / 400, of_era = y - era * 400, of_year = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static int by_size(const void *pa, const void *pb)
{
	double a = *(const double *)pa, b = *(const double *)pb;

	return (a > b) - (a < b);
}

/* The median price of a core in a family; NAN where fewer than three machines have one. */
static double family_median(const struct fleet_lists *l, const struct fleet_machine *m, double *room)
{
	size_t n = 0;

	for (uint32_t i = 0; i < l->machine_count; i++) {
		const struct fleet_machine *x = &l->machines[i];
		if (str_eq(x->family, m->family) && !isnan(x->price[FLEET_ON_DEMAND].mean))
			room[n++] = x->price[FLEET_ON_DEMAND].mean / x->has[FLEET_CPU];
	}
	if (n < 3)
		return NAN;
	qsort(room, n, sizeof(*room), by_size);
	return n % 2 ? room[n / 2] : (room[n / 2 - 1] + room[n / 2]) / 2;
}

static uint32_t check_price(const struct fleet_lists *l, const struct fleet_machine *m, double *room, struct buf *out)
{
	double median = family_median(l, m, room), own = m->price[FLEET_ON_DEMAND].mean / m->has[FLEET_CPU];

	if (isnan(median) || isnan(own) || fabs(own / median - 1) <= PRICE_OFF)
		return 0;
	buf_printf(out, "%.*s: $%.4g a core and hour, %.2f times the median of its family ($%.4g)\n", STR(m->name), own, own / median, median);
	return 1;
}

static uint32_t check_date(struct str name, struct str date, long today, struct buf *out)
{
	long day = fleet_day(date);

	if (!date.len)
		buf_printf(out, "%.*s: its price has no date\n", STR(name));
	else if (day < 0)
		buf_printf(out, "%.*s: '%.*s' is no date such as 2026-07-20\n", STR(name), STR(date));
	else if (today - day > OLD_DAYS)
		buf_printf(out, "%.*s: its price is %ld days old\n", STR(name), today - day);
	else
		return 0;
	return 1;
}

/* Rows of one list mostly share a date: it is said once. */
static uint32_t check_dates(const struct fleet_lists *l, long today, struct buf *out)
{
	uint32_t found = 0;
	struct str before = {"?", 1};

	for (uint32_t i = 0; i < l->machine_count; i++) {
		if (i && str_eq(l->machines[i].date, before))
			continue;
		before = l->machines[i].date;
		found += check_date(l->machines[i].name, before, today, out);
	}
	for (uint32_t i = 0; i < l->volume_count; i++)
		if (!i || !str_eq(l->volumes[i].date, l->volumes[i - 1].date))
			found += check_date(l->volumes[i].name, l->volumes[i].date, today, out);
	return found;
}

uint32_t fleet_list_check(const struct fleet_lists *l, long today, struct buf *out)
{
	double *room = xcalloc(l->machine_count + 1, sizeof(*room));
	uint32_t found = check_dates(l, today, out);

	for (uint32_t i = 0; i < l->machine_count; i++)
		found += check_price(l, &l->machines[i], room, out);
	free(room);
	return found;
}

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

/* A machine, and what a core of it costs an hour. */
struct core_price {
	const struct fleet_machine *machine;
	double price;
};

static int by_family_and_price(const void *pa, const void *pb)
{
	const struct core_price *a = pa, *b = pb;
	int order = str_cmp(a->machine->family, b->machine->family);

	return order ? order : (a->price > b->price) - (a->price < b->price);
}

/* In the order of the list. */
static int list_check_by_place(const void *pa, const void *pb)
{
	const struct core_price *a = pa, *b = pb;

	return (a->machine > b->machine) - (a->machine < b->machine);
}

/* The prices `n` of a family, in order: those far off their median are moved to the front. Returns how many. */
static size_t odd_prices(struct core_price *x, size_t n, double *median)
{
	size_t odd = 0;

	*median = n % 2 ? x[n / 2].price : (x[n / 2 - 1].price + x[n / 2].price) / 2;
	for (size_t i = 0; n >= 3 && i < n; i++)
		if (fabs(x[i].price / *median - 1) > PRICE_OFF)
			x[odd++] = x[i];
	return odd;
}

/* Families in order of their names, machines in that of the list. */
static uint32_t check_prices(const struct fleet_lists *l, struct buf *out)
{
	struct core_price *x = xcalloc(l->machine_count + 1, sizeof(*x));
	size_t n = 0;
	uint32_t found = 0;

	for (uint32_t i = 0; i < l->machine_count; i++) {
		const struct fleet_machine *m = &l->machines[i];
		if (!isnan(m->price[FLEET_ON_DEMAND].mean))
			x[n++] = (struct core_price){m, m->price[FLEET_ON_DEMAND].mean / m->has[FLEET_CPU]};
	}
	qsort(x, n, sizeof(*x), by_family_and_price);
	for (size_t from = 0, to; from < n; from = to) {
		double median;
		for (to = from + 1; to < n && str_eq(x[to].machine->family, x[from].machine->family); to++)
			;
		size_t odd = odd_prices(&x[from], to - from, &median);
		qsort(&x[from], odd, sizeof(*x), list_check_by_place);
		for (size_t i = from; i < from + odd; i++)
			buf_printf(out, "%.*s: $%.4g a core and hour, %.2f times the median of its family ($%.4g)\n",
			           STR(x[i].machine->name), x[i].price, x[i].price / median, median);
		found += (uint32_t)odd;
	}
	free(x);
	return found;
}

static uint32_t check_date(struct str name, struct str date, long today, struct buf *out)
{
	long day = fleet_day(date);

	if (!date.len)
		buf_printf(out, "%.*s: its price has no date\n", STR(name));
	else if (day < 0)
		buf_printf(out, "%.*s: '%.*s' is not a date such as 2026-07-20\n", STR(name), STR(date));
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
	uint32_t found = check_dates(l, today, out);

	return found + check_prices(l, out);
}

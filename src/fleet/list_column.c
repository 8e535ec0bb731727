/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * list_column.c - the columns of price lists: what a number in each means, and what is known of a machine before it is
 * read.
 */
#include "fleet/list_parts.h"

#include <math.h>

#define GIB 1073741824.0
#define MIB 1048576.0
#define HOUR 3600.0
#define MONTH (730 * HOUR)

#define M(field) offsetof(struct fleet_machine, field)
#define V(field) offsetof(struct fleet_volume, field)

const struct list_column list_machine_columns[] = {
	{"machine", TO_NAME, M(name), {0}, 0, true, NULL},
	{"family", TO_FAMILY, M(family), {0}, 0, true, NULL},
	{"kind", TO_KIND, M(kind), {0}, 0, true, NULL},
	{"tags", TO_TAGS, M(tags), {0}, 0, true, NULL},
	{"from", TO_FROM, M(from), {0}, 0, true, NULL},
	{"date", TO_DATE, M(date), {0}, 0, true, NULL},
	{"cores", TO_NUMBER, M(has[FLEET_CPU]), {0, 0, 0}, 1, true, NULL},
	{"speed", TO_NUMBER, M(speed), {0, 0, 0}, 1, true, NULL},
	{"iops", TO_NUMBER, M(has[FLEET_IOPS]), {0, -1, 0}, 1, true, NULL},
	{"memory", TO_NUMBER, M(has[FLEET_MEMORY]), {1, 0, 0}, 1, false, "memory GiB"},
	{"network", TO_NUMBER, M(has[FLEET_NETWORK]), {1, -1, 0}, 1, false, "network Gbps"},
	{"burst", TO_NUMBER, M(burst), {1, -1, 0}, 1, false, "burst Gbps"},
	{"attach", TO_NUMBER, M(attach), {1, -1, 0}, 1, false, "attach Gbps"},
	{"disk", TO_NUMBER, M(has[FLEET_DISK]), {1, 0, 0}, 1, false, "disk GB"},
	{"throughput", TO_NUMBER, M(has[FLEET_THROUGHPUT]), {1, -1, 0}, 1, false, "throughput MB/s"},
	{"price", TO_PRICE, M(price[FLEET_ON_DEMAND]), {0, -1, 1}, HOUR, false, "price $/h"},
	{"1y", TO_PRICE, M(price[FLEET_1Y]), {0, -1, 1}, HOUR, false, "1y $/h"},
	{"3y", TO_PRICE, M(price[FLEET_3Y]), {0, -1, 1}, HOUR, false, "3y $/h"},
	{"spot", TO_PRICE, M(price[FLEET_SPOT]), {0, -1, 1}, HOUR, false, "spot $/h"},
};

/* The unit tells which price, limit or free part of a volume is meant. */
const struct list_column list_volume_columns[] = {
	{"disk", TO_NAME, V(name), {0}, 0, true, NULL},
	{"tags", TO_TAGS, V(tags), {0}, 0, true, NULL},
	{"from", TO_FROM, V(from), {0}, 0, true, NULL},
	{"date", TO_DATE, V(date), {0}, 0, true, NULL},
	{"price", TO_NUMBER, V(price), {-1, -1, 1}, GIB *MONTH, false, "price $/GiB/month"},
	{"price", TO_NUMBER, V(iops_price), {0, 0, 1}, MONTH, false, "price $/iops/month"},
	{"price", TO_NUMBER, V(rate_price), {-1, 0, 1}, MIB *MONTH, false, "price $/(MiB/s)/month"},
	{"max", TO_NUMBER, V(max_size), {1, 0, 0}, 1 / GIB, false, "max GiB"},
	{"max", TO_NUMBER, V(max_iops), {0, -1, 0}, 1, false, "max iops"},
	{"max", TO_NUMBER, V(max_rate), {1, -1, 0}, 1 / MIB, false, "max MiB/s"},
	{"free", TO_NUMBER, V(free_iops), {0, -1, 0}, 1, false, "free iops"},
	{"free", TO_NUMBER, V(free_rate), {1, -1, 0}, 1 / MIB, false, "free MiB/s"},
};

const size_t list_machine_column_count = sizeof(list_machine_columns) / sizeof(*list_machine_columns);
const size_t list_volume_column_count = sizeof(list_volume_columns) / sizeof(*list_volume_columns);

bool list_dim_is(const struct units *u, const struct list_column *c)
{
	struct dim is = units_dim(u);

	if (c->bare && units_soft(u))
		return true;
	for (int i = 0; i < DIM_COUNT; i++) {
		int want = i == DIM_DATA ? c->dim.data : i == DIM_TIME ? c->dim.time : i == DIM_MONEY ? c->dim.money : 0;
		if (is.exp[i] != want)
			return false;
	}
	return true;
}

double list_kept(const struct list_column *c, const struct value *v)
{
	return factor_apply(units_base(&v->type.units), v->num[0]) * c->scale;
}

struct str list_family(struct str name)
{
	size_t n = name.len;

	while (n && name.p[n - 1] != '.' && name.p[n - 1] != '-')
		n--;
	return n > 1 ? str_cut(name, 0, n - 1) : name;
}

struct fleet_machine list_machine_unknown(void)
{
	struct fleet_machine m = {.kind = S("machine"), .burst = NAN, .attach = NAN, .speed = NAN};

	for (int r = 0; r < FLEET_RESOURCES; r++)
		m.has[r] = NAN;
	for (int p = 0; p < FLEET_PAYS; p++)
		m.price[p] = (struct fleet_price){.mean = NAN, .low = NAN, .high = NAN};
	return m;
}

struct fleet_volume list_volume_unknown(void)
{
	return (struct fleet_volume){.price = NAN,
	                             .max_size = NAN,
	                             .free_iops = NAN,
	                             .iops_price = NAN,
	                             .max_iops = NAN,
	                             .free_rate = NAN,
	                             .rate_price = NAN,
	                             .max_rate = NAN};
}

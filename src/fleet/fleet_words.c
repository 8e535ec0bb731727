/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fleet_words.c - machines and demands in words. */
#include "fleet/fleet_words.h"

#include <math.h>

#include "value/format.h"
#include "value/number.h"

/* The unit a resource is shown in: what one of it is in base units. */
static const struct {
	const char *above, *below;
	double of_base;
	const char *what; /* " of memory" after a quantity of it */
} resource_units[FLEET_RESOURCES] = {
	[FLEET_CPU] = {"core", NULL, 1, ""},
	[FLEET_MEMORY] = {"B", NULL, 1, " of memory"},
	[FLEET_NETWORK] = {"bit", "s", 8, " of network"},
	[FLEET_DISK] = {"B", NULL, 1, " of disk"},
	[FLEET_IOPS] = {"operation", "s", 1, " of disks"},
	[FLEET_THROUGHPUT] = {"B", "s", 1, " of disk throughput"},
};

void fleet_write(struct buf *out, struct unit_registry *units, int resource, double x)
{
	double shown = x * resource_units[resource].of_base;
	struct value v = {.type = type_plain(), .count = 1, .num = &shown};
	struct format f = {.units = units, .brief = true};
	struct units below;
	struct factor scale = FACTOR_ONE;

	unit_lookup(units, str_from_c(resource_units[resource].above), &v.type.units, &scale, NULL);
	if (resource_units[resource].below &&
	    unit_lookup(units, str_from_c(resource_units[resource].below), &below, &scale, NULL))
		units_times(&v.type.units, &below, -1, &scale);
	format_value(out, &v, &f);
}

static void words_write_count(struct buf *out, double x)
{
	number_write(out, x, 15, NUMBER_PLAIN);
}

void fleet_write_machines(struct buf *out, const struct fleet_ask *ask, const struct fleet_candidate *c)
{
	words_write_count(out, c->total * ask->copies);
	buf_printf(out, " × %.*s", STR(c->machine->name));
	if (!c->volume)
		return;
	buf_printf(out, " + %.*s ", STR(c->volume->name));
	words_write_count(out, c->size);
	buf_add_c(out, " GiB");
	if (c->volumes > 1) {
		buf_add_c(out, " in ");
		words_write_count(out, c->volumes);
		buf_add_c(out, " volumes");
	}
}

void fleet_write_left_out(struct buf *out, const struct fleet_left_out *l)
{
	buf_printf(out, "%u machine%s left out: ", l->count, l->count == 1 ? "" : "s");
	switch (l->why) {
	case FLEET_LACK_FIGURE: buf_printf(out, "%s not known", fleet_resource_names[l->resource]); break;
	case FLEET_LACK_PRICE: buf_add_c(out, "no such price"); break;
	case FLEET_LACK_SPEED: buf_add_c(out, "speed of a core not known"); break;
	default: buf_printf(out, "%.*s not known", STR(l->unit)); break;
	}
	if (l->providers.len)
		buf_printf(out, " (%.*s)", STR(l->providers));
}

/* "on demand, 3y, spot": how the machines that fit may be paid for. */
static void write_pays(struct buf *out, const struct fleet_lists *l, const struct fleet_ask *ask)
{
	for (int p = 0; p < FLEET_PAYS; p++) {
		bool found = false;
		for (uint32_t i = 0; i < l->machine_count && !found; i++)
			found = fleet_fits(&l->machines[i], ask->only) && !isnan(l->machines[i].price[p].mean);
		if (found)
			buf_printf(out, "%s%s", out->len ? ", " : "", fleet_pay_names[p]);
	}
}

static struct str none_of_price(const struct fleet_lists *l, const struct fleet_ask *ask, struct arena *a)
{
	struct buf pays = {0};

	write_pays(&pays, l, ask);
	struct str s = arena_printf(a, "no machine in the list has a price for %s; %s%s", fleet_pay_names[ask->pay],
	                            pays.len ? "those there are: " : "none has any other price", buf_c(&pays));
	buf_release(&pays);
	return s;
}

static struct str none_of_lack(const struct fleet_choice *choice, struct arena *a, struct str *hint)
{
	struct buf b = {0};
	struct str s;

	for (uint32_t i = 0; i < choice->left_out_count; i++)
		if (choice->left_out[i].unit.len)
			*hint = arena_printf(a, "a line 'unit %.*s = 1.15 USD', with what it is worth, lets them be compared",
			                     STR(choice->left_out[i].unit));

	for (uint32_t i = 0; i < choice->left_out_count; i++) {
		if (i)
			buf_add_c(&b, "; ");
		fleet_write_left_out(&b, &choice->left_out[i]);
	}
	s = arena_printf(a, "no machine holds it; %s", buf_c(&b));
	buf_release(&b);
	return s;
}

/* What one machine would have to hold. */
static struct str none_of_size(struct unit_registry *units, const struct fleet_ask *ask, const struct fleet_nearest *n,
                               struct arena *a, struct str *nearest, struct str *hint)
{
	struct buf want = {0}, gives = {0}, has = {0};
	double d[FLEET_RESOURCES];

	fleet_demand(ask, 0, d);
	fleet_write(&want, units, n->resource, d[n->resource]);
	fleet_write(&gives, units, n->resource, n->gives);
	fleet_write(&has, units, n->resource, n->has);
	const char *what = resource_units[n->resource].what, *machines = ask->most > 1 ? "machines hold" : "machine holds";
	struct str number = ask->most > 1 ? arena_printf(a, "%.0f ", ask->most) : S("");
	struct str s = arena_printf(a, "no %.*s%s %s%s%s (most = %.0f)", STR(number), machines,
	                            ask->samples > 1 ? "so much" : buf_c(&want), what, ask->most > 1 ? "" : " alone",
	                            ask->most);
	bool kept = (n->resource == FLEET_MEMORY && ask->node_memory > 0) ||
	            (n->resource == FLEET_CPU && ask->node_cpu > 0);
	*nearest = arena_printf(a, "%.*s, the largest, gives %s: %s%s at %s = %.3g%%", STR(n->machine->name), buf_c(&gives),
	                        buf_c(&has), kept ? ", less what is kept for the system," : "",
	                        fleet_limit_names[n->resource], 100 * fleet_limit(ask, n->resource));
	if (ask->samples == 1) {
		buf_reset(&want);
		words_write_count(&want, ceil(d[n->resource] / n->gives));
		*hint = arena_printf(a, "most = %s, or %s up to %s", buf_c(&want), fleet_resource_names[n->resource],
		                     buf_c(&gives));
	}
	buf_release(&want);
	buf_release(&gives);
	buf_release(&has);
	return s;
}

struct str fleet_why_none(struct unit_registry *units, const struct fleet_lists *l, const struct fleet_ask *ask,
                          const struct fleet_choice *choice, struct arena *a, struct str *nearest, struct str *hint)
{
	bool price = choice->left_out_count > 0;

	*nearest = *hint = (struct str){0};
	if (!l->machine_count)
		return S("the lists have no machine");
	if (!choice->looked_at)
		return arena_printf(a, "no machine has the tags '%.*s' together", STR(ask->only));
	if (choice->nearest.machine)
		return none_of_size(units, ask, &choice->nearest, a, nearest, hint);
	for (uint32_t i = 0; i < choice->left_out_count; i++)
		price &= choice->left_out[i].why == FLEET_LACK_PRICE;
	if (price)
		return none_of_price(l, ask, a);
	if (choice->left_out_count)
		return none_of_lack(choice, a, hint);
	return S("no machine of the list holds it: what is kept of each (node_cpu, node_memory) leaves nothing, or none "
	         "has such disks");
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fleet_json.c - a choice of machines for programs: base units, dollars a month, shares from 0 to 1. */
#include <math.h>

#include "report/fleet_view.h"
#include "fleet/fleet_words.h"
#include "value/json_put.h"

static void put_demands(const struct fleet_view *v, struct json_put *j)
{
	double *column = NULL, d[3][FLEET_RESOURCES];
	static const double level[3] = {0.05, 0.5, 0.95};
	struct arena a;

	arena_init(&a);
	column = arena_array(&a, double, v->ask.samples);
	for (int k = 0; k < 3; k++)
		fleet_demand_at(&v->ask, level[k], column, d[k]);
	json_open_at(j, "demands", '{');
	for (int r = 0; r < FLEET_RESOURCES; r++) {
		if (!v->ask.demand[r])
			continue;
		json_open_at(j, fleet_resource_names[r], '{');
		json_number_at(j, "value", d[1][r]);
		if (!v->ask.certain[r]) {
			json_number_at(j, "low", d[0][r]);
			json_number_at(j, "high", d[2][r]);
		}
		json_close(j, '}');
	}
	json_close(j, '}');
	arena_release(&a);
}

static void put_price(const struct fleet_view *v, const struct fleet_machine *m, struct json_put *j)
{
	json_open_at(j, "price", '{');
	json_number_at(j, "value", m->price[v->ask.pay].mean);
	json_field(j, "unit", S("USD/h"));
	json_optional(j, "from", m->from);
	json_optional(j, "date", m->date);
	json_close(j, '}');
}

static void put_shares(const struct fleet_view *v, const struct fleet_candidate *c, struct json_put *j)
{
	double *column, d[FLEET_RESOURCES];
	struct arena a;

	arena_init(&a);
	column = arena_array(&a, double, v->ask.samples);
	fleet_demand_at(&v->ask, 0.5, column, d);
	json_open_at(j, "used", '{');
	for (int r = 0; r < FLEET_RESOURCES; r++)
		if (v->ask.demand[r])
			json_number_at(j, fleet_resource_names[r], d[r] / (c->total * fleet_has(v->lists, &v->ask, c, r)));
	json_close(j, '}');
	json_open_at(j, "needed", '{');
	for (int r = 0; r < FLEET_RESOURCES; r++)
		if (v->ask.demand[r])
			json_number_at(j, fleet_resource_names[r], isfinite(c->usable[r]) ? d[r] / c->usable[r] : 0);
	json_close(j, '}');
	arena_release(&a);
}

static void put_candidate(const struct fleet_view *v, const struct fleet_candidate *c, const struct fleet_outcome *o,
                          struct json_put *j)
{
	json_open(j, '{');
	json_field(j, "machine", c->machine->name);
	json_number_at(j, "machines", c->total * v->ask.copies);
	if (c->volume) {
		json_field(j, "disk", c->volume->name);
		json_number_at(j, "disk_gib", c->size);
		json_number_at(j, "volumes", c->volumes);
	}
	json_number_at(j, "bill", c->bill);
	if (o) {
		json_open_at(j, "cost", '{');
		json_number_at(j, "p5", o->p5);
		json_number_at(j, "p50", o->p50);
		json_number_at(j, "p95", o->p95);
		json_close(j, '}');
		json_number_at(j, "regret", o->regret);
	}
	json_number_at(j, "holds", c->holds);
	json_field(j, "binds", c->binds < 0 ? S("least") : str_from_c(fleet_resource_names[c->binds]));
	put_shares(v, c, j);
	put_price(v, c->machine, j);
	json_close(j, '}');
}

static void put_left_out(const struct fleet_view *v, struct json_put *j)
{
	json_open_at(j, "left_out", '[');
	for (uint32_t i = 0; i < v->choice.left_out_count; i++) {
		struct buf b = {0};
		fleet_write_left_out(&b, &v->choice.left_out[i]);
		json_open(j, '{');
		json_field(j, "reason", buf_str(&b));
		json_number_at(j, "machines", v->choice.left_out[i].count);
		json_close(j, '}');
		buf_release(&b);
	}
	json_close(j, ']');
}

static void put_to(const struct fleet_candidate *c, struct json_put *j)
{
	json_key(j, "to");
	if (c->machine)
		json_text(j, c->machine->name);
	else
		json_number(j, NAN);
}

static void put_flips(const struct fleet_advice *a, struct json_put *j)
{
	json_open_at(j, "flips", '[');
	for (uint32_t i = 0; i < a->price_count; i++) {
		json_open(j, '{');
		json_field(j, "price", a->prices[i].rival->machine->family);
		json_number_at(j, "fall", a->prices[i].fall);
		json_close(j, '}');
	}
	for (uint32_t i = 0; i < a->demand_count; i++) {
		const struct fleet_demand_flip *f = &a->demands[i];
		json_open(j, '{');
		json_field(j, "demand", str_from_c(fleet_resource_names[f->resource]));
		json_number_at(j, "factor", f->factor > 0 ? f->factor : NAN);
		if (f->factor > 0)
			put_to(&f->to, j);
		json_close(j, '}');
	}
	json_close(j, ']');
}

static void put_limits(const struct fleet_advice *a, struct json_put *j)
{
	static const char *const words[FLEET_LIMITS] = {"most_disk", "zone_loss",   "spare", "least",
	                                                "most",      "node_memory", "only",  "store"};

	json_open_at(j, "limits", '[');
	for (uint32_t i = 0; i < a->limit_count; i++) {
		json_open(j, '{');
		json_field(j, "limit", str_from_c(words[a->limits[i].limit]));
		put_to(&a->limits[i].to, j);
		json_number_at(j, "bill", a->limits[i].to.bill);
		json_close(j, '}');
	}
	json_close(j, ']');
}

void fleet_view_json(const struct fleet_view *v, struct buf *out)
{
	struct json_put j = {.out = out};

	json_open(&j, '{');
	json_optional(&j, "fleet", v->alias);
	json_truth_at(&j, "ok", v->choice.count > 0);
	put_demands(v, &j);
	if (v->choice.count) {
		json_key(&j, "choice");
		put_candidate(v, &v->choice.best[0], v->outcomes, &j);
		json_number_at(&j, "traffic", v->traffic);
	}
	json_open_at(&j, "candidates", '[');
	for (uint32_t i = 0; i < v->rows; i++)
		put_candidate(v, &v->choice.best[i], v->outcomes ? &v->outcomes[i] : NULL, &j);
	json_close(&j, ']');
	put_left_out(v, &j);
	if (v->lists->replaced)
		json_number_at(&j, "replaced", v->lists->replaced);
	if (v->choice.count) {
		put_flips(&v->advice, &j);
		put_limits(&v->advice, &j);
	}
	json_close(&j, '}');
	buf_char(out, '\n');
}

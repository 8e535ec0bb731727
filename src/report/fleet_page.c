/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fleet_page.c - a choice of machines as people read it: the candidates, what would change the choice, and what it
 * rests on.
 */
#include <math.h>

#include "base/utf8.h"
#include "report/fleet_view.h"
#include "fleet/fleet_words.h"
#include "show/doc.h"
#include "show/grid.h"
#include "value/number.h"

void fleet_view_make(struct fleet_view *v, struct fleet *f, bool all, uint32_t rows, struct arena *a)
{
	v->fleet = f;
	fleet_choose(v->lists, &v->ask, all, rows, a, &v->choice);
	v->rows = v->choice.count < rows && !all ? v->choice.count : all ? v->choice.count : rows;
	if (!v->choice.count || v->choice.interrupted)
		return;
	fleet_advise(v->lists, &v->ask, &v->choice, a, &v->advice);
	if (v->ask.samples > 1) {
		v->outcomes = arena_array(a, struct fleet_outcome, v->rows);
		fleet_outcomes(v->lists, &v->ask, &v->choice, v->rows, a, v->outcomes);
	}
}

/* ---- words ---- */

/* As the cell of the bill reads in a report, without its unit: "$442,029.60". */
static struct str page_money_as_cell(const struct fleet_view *v, struct arena *a, double x)
{
	struct value bill = {.type = *v->bill, .count = 1, .num = &x};
	struct doc_value value = doc_value(a, &bill, v->format);
	struct str text = doc_value_signed(a, &value);

	return str_cut(text, 0, text.len - grid_unit_of(text).len);
}

/* "$5,557": whole dollars; `digits` where it is uncertain. */
static struct str page_money(const struct fleet_view *v, struct arena *a, double x, unsigned digits)
{
	struct buf b = {0};

	if (v->bill && !digits)
		return page_money_as_cell(v, a, x);

	buf_char(&b, '$');
	number_write(&b, digits ? number_round(x, digits) : round(x), digits ? 0 : x < 1e15 ? 17 : 4, NUMBER_PLAIN);
	return buf_take(&b, a);
}

struct str fleet_view_money(const struct fleet_view *v, struct arena *a, double x)
{
	return arena_printf(a, "%.*s/month", STR(page_money(v, a, x, 0)));
}

static struct str page_percent(struct arena *a, double share)
{
	return arena_printf(a, share > 0 && share < 0.005 ? "%.1g%%" : "%.0f%%", 100 * share);
}

static struct str page_machines(const struct fleet_view *v, const struct fleet_candidate *c, struct arena *a)
{
	struct buf b = {0};

	fleet_write_machines(&b, &v->ask, c);
	return buf_take(&b, a);
}

/* Two digits, three from a hundred on; of a network, in bits. */
static double page_round(double x, int resource)
{
	if (resource == FLEET_NETWORK)
		return page_round(8 * x, FLEET_CPU) / 8;
	return number_round(x, fabs(x) >= 99.5 && fabs(x) < 999.5 ? 3 : 2);
}

/* Without the unit that comes after the next one, too: " cores". */
static struct str page_shorter(struct str text, struct str next)
{
	size_t n = 0;

	while (n < text.len && n < next.len && text.p[text.len - 1 - n] == next.p[next.len - 1 - n] &&
	       text.p[text.len - 1 - n] != ' ')
		n++;
	return n < text.len && text.p[text.len - 1 - n] == ' ' ? str_cut(text, 0, text.len - 1 - n) : text;
}

/* " (51 … 175, 90 %)": the unit is said again where it is another. */
static void page_range(struct buf *b, struct str middle, struct str low, struct str high, bool first)
{
	struct str short_high = page_shorter(high, middle), short_low = page_shorter(low, middle);
	bool same = short_high.len < high.len && short_low.len < low.len;

	if (str_eq(low, high))
		return;
	buf_printf(b, " (%.*s … %.*s%s)", STR(same ? short_low : page_shorter(low, high)), STR(same ? short_high : high),
	           first ? ", 90 %" : "");
}

/* A demand, or its median and range. `first`: it is said what range that is. */
static void page_demand(const struct fleet_view *v, int r, bool first, struct arena *a, struct buf *b)
{
	static const double level[3] = {0.5, 0.05, 0.95};
	double d[FLEET_RESOURCES], *column = arena_array(a, double, v->ask.samples);
	struct buf text[3] = {{0}};

	for (int k = 0; k < 3; k++) {
		fleet_demand_at(&v->ask, level[k], column, d);
		fleet_write(&text[k], v->fleet->units, r, v->ask.certain[r] ? d[r] : page_round(d[r], r));
	}
	buf_add_str(b, buf_str(&text[0]));
	if (!v->ask.certain[r])
		page_range(b, buf_str(&text[0]), buf_str(&text[1]), buf_str(&text[2]), first);
	for (int k = 0; k < 3; k++)
		buf_release(&text[k]);
}

/* "96 cores, 0.96 Gbit/s; 3 zones, one may be lost" */
static struct str fleet_view_demands(const struct fleet_view *v, struct arena *a)
{
	struct buf b = {0};
	bool first = true;

	for (int r = 0; r < FLEET_RESOURCES; r++)
		if (v->ask.demand[r]) {
			if (b.len)
				buf_add_c(&b, ", ");
			page_demand(v, r, first, a, &b);
			first = first && v->ask.certain[r];
			buf_add_c(&b, r == FLEET_DISK         ? " on disk"
			              : r == FLEET_MEMORY     ? " of memory"
			              : r == FLEET_THROUGHPUT ? " to disks"
			                                      : "");
		}
	if (v->ask.copies > 1)
		buf_printf(&b, " × %.0f copies", v->ask.copies);
	if (v->ask.zones > 1)
		buf_printf(&b, "; %.0f zones%s", v->ask.zones, v->ask.zone_loss ? ", one may be lost" : "");
	if (v->ask.spare > 0)
		buf_printf(&b, "; %.0f spare", v->ask.spare);
	return buf_take(&b, a);
}

struct str fleet_view_none(const struct fleet_view *v, struct arena *a, struct str *nearest, struct str *hint)
{
	return fleet_why_none(v->fleet->units, v->lists, &v->ask, &v->choice, a, nearest, hint);
}

/* ---- the table ---- */

/* Share of all there is that a demand takes, at the medians where it is a range. */
static double page_used(const struct fleet_view *v, const struct fleet_candidate *c, int r, struct arena *a)
{
	double d[FLEET_RESOURCES], *column = arena_array(a, double, v->ask.samples);

	fleet_demand_at(&v->ask, 0.5, column, d);
	return d[r] / (fleet_has(v->lists, &v->ask, c, r) * c->total);
}

static const char *page_binds(const struct fleet_candidate *c)
{
	return c->binds < 0 ? "least" : fleet_resource_names[c->binds];
}

/* The columns of resources: on attached volumes as much of the disk is in use as may be, on each alike. */
static void page_resources(const struct fleet_view *v, bool *shown)
{
	bool own = false;

	for (uint32_t i = 0; i < v->rows; i++)
		own = own || !v->choice.best[i].volume;
	for (int r = 0; r < FLEET_RESOURCES; r++)
		shown[r] = v->ask.demand[r] && (r != FLEET_DISK || own);
}

static void page_certain_row(const struct fleet_view *v, const struct fleet_candidate *c, const bool *shown,
                             struct field *f, struct arena *a)
{
	*f++ = field_text(page_machines(v, c, a));
	*f++ = field_figures(page_money(v, a, c->bill, 0));
	*f++ = field_text(str_from_c(page_binds(c)));
	for (int r = 0; r < FLEET_RESOURCES; r++)
		if (shown[r])
			*f++ = field_figures(page_percent(a, page_used(v, c, r, a)));
}

/* How wide the table gets, two blanks between its columns. */
static size_t report_fleet_page_width(const struct fleet_view *v, const bool *shown, struct arena *a)
{
	size_t machines = 0, width = 0;

	for (uint32_t i = 0; i < v->rows; i++) {
		size_t n = utf8_width(page_machines(v, &v->choice.best[i], a));
		machines = n > machines ? n : machines;
		n = page_money(v, a, v->choice.best[i].bill, 0).len;
		width = n > width ? n : width;
	}
	width = machines + 2 + (width < strlen("a month") ? strlen("a month") : width) + 2 + strlen("throughput");
	for (int r = 0; r < FLEET_RESOURCES; r++)
		width += shown[r] ? 2 + (strlen(fleet_resource_names[r]) < 4 ? 4 : strlen(fleet_resource_names[r])) : 0;
	return width;
}

/* Where there is no room for all of them, those that the first row uses least go. */
static void page_fit(const struct fleet_view *v, unsigned width, bool *shown, struct arena *a)
{
	while (width && report_fleet_page_width(v, shown, a) > width) {
		int least = -1;
		for (int r = 0; r < FLEET_RESOURCES; r++)
			if (shown[r] && r != v->choice.best[0].binds &&
			    (least < 0 || page_used(v, &v->choice.best[0], r, a) < page_used(v, &v->choice.best[0], least, a)))
				least = r;
		if (least < 0)
			return;
		shown[least] = false;
	}
}

static void page_range_row(const struct fleet_view *v, uint32_t i, struct field *f, struct arena *a)
{
	const struct fleet_candidate *c = &v->choice.best[i];
	const struct fleet_outcome *o = &v->outcomes[i];

	*f++ = field_text(page_machines(v, c, a));
	*f++ = field_figures(page_money(v, a, c->bill, 0));
	*f++ = field_figures(arena_printf(a, "%.1f%%", 100 * c->holds));
	*f++ = field_text(arena_printf(a, "%.*s (%.*s … %.*s)", STR(page_money(v, a, o->p50, 2)),
	                               STR(page_money(v, a, o->p5, 2)), STR(page_money(v, a, o->p95, 2))));
	*f++ = field_figures(page_money(v, a, o->regret, 2));
}

static struct doc_table *page_table(const struct fleet_view *v, unsigned width, struct arena *a)
{
	static const char *const certain[] = {"machines", "a month", "binds"};
	static const char *const ranges[] = {"machines", "bought", "holds in", "as the load turns out", "regret"};
	bool range = v->ask.samples > 1, shown[FLEET_RESOURCES];
	uint32_t columns = range ? 5 : 3;

	page_resources(v, shown);
	page_fit(v, width, shown, a);
	for (int r = 0; r < FLEET_RESOURCES && !range; r++)
		columns += shown[r];
	struct doc_table *t = table_new(a, "fleet", columns);
	for (uint32_t i = 0; i < (range ? 5u : 3u); i++)
		table_head(t, i, str_from_c(range ? ranges[i] : certain[i]));
	for (int r = 0, at = 3; r < FLEET_RESOURCES && !range; r++)
		if (shown[r])
			table_head(t, (uint32_t)at++, str_from_c(fleet_resource_names[r]));
	for (uint32_t i = 0; i < v->rows; i++) {
		struct field *f = table_row(t);
		if (range)
			page_range_row(v, i, f, a);
		else
			page_certain_row(v, &v->choice.best[i], shown, f, a);
	}
	return t;
}

/* ---- the sentences ---- */

static struct str page_change(struct arena *a, double before, double after)
{
	double change = after / before - 1;

	return arena_printf(a, "%s%.0f %%", change < 0 ? "-" : "+", fabs(100 * change));
}

static void page_fewer(const struct fleet_view *v, struct doc_table *t, struct arena *a)
{
	const struct fleet_candidate *c = &v->choice.fewer;

	if (c->machine)
		table_line(t, "fewer machines: %.*s for %.*s (%.*s)", STR(page_machines(v, c, a)),
		           STR(page_money(v, a, c->bill, 0)), STR(page_change(a, v->choice.best[0].bill, c->bill)));
}

static void page_traffic(const struct fleet_view *v, struct doc_table *t, struct arena *a)
{
	struct buf b = {0};

	if (!(v->traffic > 0)) {
		if (v->cross_zone + v->egress > 0)
			table_line(t, "traffic is not on the bill: no price of it is known for %.*s",
			           STR(v->choice.best[0].machine->name));
		return;
	}
	if (v->cross_zone > 0) {
		buf_add_c(&b, "between zones, ");
		fleet_write(&b, v->fleet->units, FLEET_THROUGHPUT, v->cross_zone);
	}
	if (v->egress > 0) {
		buf_add_c(&b, v->cross_zone > 0 ? ", and to the internet, " : "to the internet, ");
		fleet_write(&b, v->fleet->units, FLEET_THROUGHPUT, v->egress);
	}
	table_line(t, "traffic %s: %.*s", buf_c(&b), STR(page_money(v, a, v->traffic, 0)));
	table_line(t, "together: %.*s", STR(page_money(v, a, v->choice.best[0].bill + v->traffic, 0)));
	buf_release(&b);
}

/* ": cpu 62.5% of 70%" */
static const char *page_bound(const struct fleet_view *v, const struct fleet_candidate *c, struct arena *a)
{
	if (c->binds < 0)
		return "";
	double share = c->usable[c->binds] / fleet_has(v->lists, &v->ask, c, c->binds);
	return arena_printf(a, ": %s %.3g%% of %.3g%%", page_binds(c), 100 * page_used(v, c, c->binds, a), 100 * share).p;
}

/* A fleet one has already, and what another one of the same provider would cost. */
static void page_own(const struct fleet_view *v, struct doc_table *t, struct arena *a)
{
	const struct fleet_candidate *c = &v->choice.best[0];
	struct fleet_ask free = v->ask;
	struct fleet_choice any;
	double would = fleet_total(&v->ask, c->needed);

	if (!(v->ask.machines > 0))
		return;
	table_line(t, "%s%s; %.0f would do", c->holds >= v->ask.sure ? "it holds" : "it does not hold", page_bound(v, c, a),
	           would);
	free.machines = 0;
	free.machine = (struct str){0};
	free.only = free.only.len ? free.only : fleet_provider(c->machine);
	fleet_choose(v->lists, &free, false, 1, a, &any);
	if (any.count)
		table_line(t, "cheapest: %.*s for %.*s", STR(page_machines(v, &any.best[0], a)),
		           STR(page_money(v, a, any.best[0].bill, 0)));
}

static void page_steps(const struct fleet_view *v, struct doc_table *t, struct arena *a)
{
	struct buf b = {0};

	for (uint32_t i = 0; i < v->advice.step_count; i++) {
		const struct fleet_step *s = &v->advice.steps[i];
		buf_printf(&b, "%s%.0f %%: %.0f for %.*s", i ? ", " : "", 100 * s->sure, s->total * v->ask.copies,
		           STR(page_money(v, a, s->bill, 0)));
	}
	if (v->advice.step_count)
		table_line(t, "how sure, %.*s: %s", STR(v->choice.best[0].machine->name), buf_c(&b));
	buf_release(&b);
	if (v->ask.samples > 1)
		table_line(t,
		           "%.0f %% is right where lacking a machine costs %.0f times what an idle one does; knowing the load "
		           "would save %.*s a month",
		           100 * v->ask.sure, v->ask.sure / (1 - v->ask.sure), STR(page_money(v, a, v->outcomes[0].regret, 2)));
}

static const char *const limit_words[FLEET_LIMITS] = {
	[FLEET_LIMIT_MOST_DISK] = "most_disk off", [FLEET_LIMIT_ZONE_LOSS] = "zone_loss = no",
	[FLEET_LIMIT_SPARE] = "spare = 0",         [FLEET_LIMIT_LEAST] = "least = 1",
	[FLEET_LIMIT_MOST] = "most off",           [FLEET_LIMIT_NODE_MEMORY] = "node_memory = 0",
	[FLEET_LIMIT_ONLY] = "only off",           [FLEET_LIMIT_STORE] = "store = any",
};

static void page_limits(const struct fleet_view *v, struct doc_table *t, struct arena *a)
{
	for (uint32_t i = 0; i < v->advice.limit_count; i++) {
		const struct fleet_limit_flip *l = &v->advice.limits[i];
		bool own = v->ask.demand[FLEET_DISK] && !l->to.volume;
		table_line(t, "  %-16s  %.*s%s for %.*s (-%.0f %%)", limit_words[l->limit], STR(page_machines(v, &l->to, a)),
		           own ? ", their own disks," : "", STR(page_money(v, a, l->to.bill, 0)), 100 * l->fall);
	}
}

static void page_prices(const struct fleet_view *v, struct doc_table *t)
{
	struct buf b = {0};

	for (uint32_t i = 0; i < v->advice.price_count; i++)
		buf_printf(&b, i ? ", %.*s %.0f %%" : "%.*s %.0f %% lower", STR(v->advice.prices[i].rival->machine->family),
		           100 * v->advice.prices[i].fall);
	if (b.len)
		table_line(t, "  %-16s  %s", "prices", buf_c(&b));
	buf_release(&b);
}

static void page_demand_flips(const struct fleet_view *v, struct doc_table *t, struct arena *a)
{
	struct buf stays = {0};

	for (uint32_t i = 0; i < v->advice.demand_count; i++) {
		const struct fleet_demand_flip *f = &v->advice.demands[i];
		const char *name = fleet_resource_names[f->resource];
		if (f->factor == 0) {
			buf_printf(&stays, "%s%s", stays.len ? ", " : "", name);
			continue;
		}
		struct str head = arena_printf(a, "%s × %.4g", name, f->factor);
		table_line(t, "  %.*s%*s%.*s", STR(head), head.len < 17 ? (int)(19 - head.len) : 2, "",
		           STR(f->to.machine ? page_machines(v, &f->to, a) : S("nothing holds")));
	}
	if (stays.len)
		table_line(t, "  %-16s  from a quarter to four times: stays %.*s", buf_c(&stays),
		           STR(v->choice.best[0].machine->family));
	buf_release(&stays);
}

static void page_changes(const struct fleet_view *v, struct doc_table *t, struct arena *a)
{
	if (v->ask.machine.len)
		return;
	table_line(t, "What would change it");
	page_limits(v, t, a);
	page_prices(v, t);
	page_demand_flips(v, t, a);
}

/* Machines whose speed is known can be what the time was measured on. */
static void write_equal_cores(struct buf *out, const struct fleet_lists *l)
{
	const struct fleet_machine *known = fleet_machine(l, S("m5.xlarge"));

	for (uint32_t i = 0; i < l->machine_count && !(known && !isnan(known->speed)); i++)
		known = isnan(l->machines[i].speed) ? NULL : &l->machines[i];
	buf_add_c(out, "; cores count as equal");
	if (known && !isnan(known->speed))
		buf_printf(out, ": --measured-on %.*s would count them by speed", STR(known->name));
}

/* "the rows of c7g.large and 2 more are yours, in the place of those that ship" */
static struct str fleet_view_replaced(const struct fleet_lists *l, struct arena *a)
{
	if (l->replaced == 1)
		return arena_printf(a, "the row of %.*s is yours, in the place of the one that ships", STR(l->replaced_first));
	return arena_printf(a, "the rows of %.*s and %u more are yours, in the place of those that ship",
	                    STR(l->replaced_first), l->replaced - 1);
}

/* The oldest date of the prices shown, or nothing. */
static struct str oldest_price(const struct fleet_view *v, uint32_t count)
{
	struct str oldest = {0};

	for (uint32_t k = 0; k < count; k++)
		for (uint32_t i = 0; i < v[k].rows; i++) {
			struct str date = v[k].choice.best[i].machine->date;
			if (date.len && (!oldest.len || str_cmp(date, oldest) < 0))
				oldest = date;
		}
	return oldest;
}

static bool asks_for_cores(const struct fleet_view *v, uint32_t count)
{
	bool asked = false;

	for (uint32_t k = 0; k < count; k++)
		asked = asked || v[k].ask.demand[FLEET_CPU];
	return asked;
}

/* Machines without a figure that one of several fleets asks about: named with that fleet. */
static void page_left_out(const struct fleet_view *v, bool several, struct doc_table *t)
{
	for (uint32_t i = 0; i < v->choice.left_out_count; i++) {
		struct buf b = {0};
		if (several)
			buf_printf(&b, "%.*s: ", STR(v->alias));
		fleet_write_left_out(&b, &v->choice.left_out[i]);
		table_line(t, "%s", buf_c(&b));
		buf_release(&b);
	}
}

/* How machines are paid for, how old the prices are, what was left out, and how cores count. */
static void page_rests(const struct fleet_view *v, uint32_t count, struct doc_table *t, struct arena *a)
{
	struct str oldest = oldest_price(v, count), speed = v->ask.measured_on;
	struct buf b = {0};

	buf_printf(&b, "%s, prices %s", fleet_pay_names[v->ask.pay], oldest.len ? "of " : "without a date");
	buf_add_str(&b, oldest);
	if (asks_for_cores(v, count) && speed.len)
		buf_printf(&b, "; cores count by speed, as measured on %.*s", STR(speed));
	else if (asks_for_cores(v, count))
		write_equal_cores(&b, v->lists);
	table_line(t, "%s", buf_c(&b));
	buf_release(&b);
	if (v->lists->replaced)
		table_line(t, "%.*s", STR(fleet_view_replaced(v->lists, a)));
	for (uint32_t k = 0; k < count; k++)
		page_left_out(&v[k], count > 1, t);
	for (uint32_t k = 0; k < count; k++) {
		const struct fleet_candidate *c = v[k].choice.count ? &v[k].choice.best[0] : NULL;
		if (c && v[k].egress / c->total > 625e6 && c->machine->has[FLEET_CPU] < 32) {
			table_line(t, "AWS lets machines of under 32 cores send 5 Gbit/s to the internet at most");
			break;
		}
	}
}

struct doc_table *fleet_view_page(const struct fleet_view *v, struct str title, unsigned width, struct arena *a)
{
	struct doc_table *t = page_table(v, width, a);

	t->title = arena_printf(a, "%.*s: %.*s", STR(title), STR(fleet_view_demands(v, a)));
	page_own(v, t, a);
	page_fewer(v, t, a);
	page_traffic(v, t, a);
	page_steps(v, t, a);
	page_changes(v, t, a);
	page_rests(v, 1, t, a);
	return t;
}

/* ---- several fleets ---- */

static double sum_row(const struct fleet_view *v, struct field *f, struct arena *a)
{
	const struct fleet_candidate *c = v->choice.count ? &v->choice.best[0] : NULL;
	struct str nearest, hint;

	f[0] = field_text(v->alias);
	f[1] = field_text(fleet_view_demands(v, a));
	if (!c) {
		f[2] = field_error(fleet_view_none(v, a, &nearest, &hint));
		return 0;
	}
	f[2] = field_text(page_machines(v, c, a));
	f[3] = field_figures(page_money(v, a, c->bill + v->traffic, 0));
	f[4] = field_text(c->binds < 0 ? S("least")
	                               : arena_printf(a, "%s %.0f%%", page_binds(c), 100 * page_used(v, c, c->binds, a)));
	return c->bill + v->traffic;
}

struct doc_table *fleet_view_sum(const struct fleet_view *v, uint32_t count, struct str title, struct arena *a)
{
	static const char *const heads[] = {"fleet", "load", "machines", "a month", "binds"};
	struct doc_table *t = table_new(a, "fleets", 5);
	struct str none = {0};
	double sum = 0;

	t->title = title;
	table_heads(t, heads);
	for (uint32_t i = 0; i < count; i++) {
		sum += sum_row(&v[i], table_row(t), a);
		if (!v[i].choice.count)
			none = arena_printf(a, "%.*s%s%.*s", STR(none), none.len ? ", " : "", STR(v[i].alias));
	}
	struct field *last = table_row(t);
	last[0] = field_text(none.len ? arena_printf(a, "without %.*s", STR(none)) : S("together"));
	last[3] = field_figures(page_money(v, a, sum, 0));
	page_rests(v, count, t, a);
	return t;
}

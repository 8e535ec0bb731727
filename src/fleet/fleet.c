/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fleet.c - the arguments of the sheet `fleet` as a question, and the choice as the numbers that the sheet reads. */
#include "fleet/fleet.h"

#include <math.h>
#include <stdlib.h>

#include "base/near.h"
#include "fleet/fleet_words.h"

/* The arguments of fleet_choice, in order. Demands come first. */
enum fleet_argument {
	ARG_LEAST = FLEET_RESOURCES,
	ARG_MOST,
	ARG_SPARE,
	ARG_ZONES,
	ARG_ZONE_LOSS,
	ARG_COPIES,
	ARG_NODE_CPU,
	ARG_NODE_MEMORY,
	ARG_MOST_DISK,
	ARG_MAX_CPU,
	ARG_MAX_IO,
	ARG_MAX_MEMORY,
	ARG_MAX_DISK,
	ARG_ONLY,
	ARG_MACHINE,
	ARG_MACHINES,
	ARG_STORE,
	ARG_PAY,
	ARG_DISCOUNT,
	ARG_MEASURED_ON,
	ARG_COUNT
};

/* What it answers, in the order in which nth() of the sheet counts. */
enum {
	ANSWER_WORDS = 5,
	ANSWER_MACHINES = 5,
	ANSWER_USABLE = 11,
	ANSWER_BOUGHT = 17,
	ANSWER_HAS = 23,
	ANSWER_VOLUME = 29,
	ANSWER_COUNT = 37
};

/* Stands for "nothing bounds it" where a sheet divides by it or compares with it. */
#define UNBOUNDED 1e300

/* That none is below 0 is a `require` of the sheet. */
static bool ask_demand(struct fleet_ask *ask, int r, const struct native_call *call)
{
	const struct native_arg *arg = &call->args[r];
	bool asked = false;

	for (uint32_t i = 0; i < arg->count && !asked; i++)
		asked = arg->num[i] != 0;
	ask->demand[r] = asked ? arg->num : NULL;
	ask->certain[r] = arg->count == 1;
	return asked;
}

static bool ask_pay(struct fleet_ask *ask, struct str pay, struct span at, struct diag *d)
{
	for (int p = 0; p < FLEET_PAYS; p++)
		if (str_eq_nocase(pay, str_from_c(fleet_pay_names[p]))) {
			ask->pay = (enum fleet_pay)p;
			return true;
		}
	diag_fail(d, DIAG_ARGUMENT, at, "machines are not paid for by '%.*s'", STR(pay));
	diag_hint(d, "pay is one of: on demand, 1y, 3y, spot");
	return false;
}

static bool fleet_ask_of(const struct fleet *f, const struct native_call *call, struct fleet_ask *ask, struct diag *d)
{
	const struct native_arg *a = call->args;
	bool any = false;

	*ask = (struct fleet_ask){
		.samples = call->samples,
		.sure = f->sure,
		.least = a[ARG_LEAST].num[0],
		.most = a[ARG_MOST].num[0],
		.spare = a[ARG_SPARE].num[0],
		.zones = a[ARG_ZONES].num[0],
		.zone_loss = a[ARG_ZONE_LOSS].num[0] != 0,
		.copies = a[ARG_COPIES].num[0],
		.node_cpu = a[ARG_NODE_CPU].num[0],
		.node_memory = a[ARG_NODE_MEMORY].num[0],
		.most_disk = a[ARG_MOST_DISK].num[0],
		.max_cpu = a[ARG_MAX_CPU].num[0],
		.max_io = a[ARG_MAX_IO].num[0],
		.max_memory = a[ARG_MAX_MEMORY].num[0],
		.max_disk = a[ARG_MAX_DISK].num[0],
		.discount = a[ARG_DISCOUNT].num[0],
		.machines = a[ARG_MACHINES].num[0],
		.machine = a[ARG_MACHINE].text,
		.store = a[ARG_STORE].text,
		.only = a[ARG_ONLY].text.len ? a[ARG_ONLY].text : f->only,
		.measured_on = a[ARG_MEASURED_ON].text.len ? a[ARG_MEASURED_ON].text : f->measured_on,
	};
	for (int r = 0; r < FLEET_RESOURCES; r++)
		any |= ask_demand(ask, r, call);
	if (!any)
		return diag_fail(d, DIAG_ARGUMENT, call->at,
		                 "what has to be held? give cpu, memory, network, disk, iops or throughput");
	bool usual = str_eq(a[ARG_PAY].text, S("on demand")) && f->pay.len;
	return ask_pay(ask, usual ? f->pay : a[ARG_PAY].text, call->at, d);
}

/* ---- words that nothing answers to ---- */

static bool known_machine(const struct fleet_lists *l, struct str name, struct span at, struct diag *d)
{
	struct near near = {.word = name, .limit = 3, .most = 1};

	if (!name.len || fleet_machine(l, name))
		return true;
	for (uint32_t i = 0; i < l->machine_count; i++)
		near_offer(&near, l->machines[i].name);
	diag_fail(d, DIAG_NAME, at, "no list has a machine '%.*s'", STR(name));
	if (!diag_suggest(d, near.names, near.count))
		diag_hint(d, "'bote fleet -l' lists those known");
	return false;
}

static int word_order(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

/* All tags there are, sorted, in one text. */
static struct str all_tags(const struct fleet_lists *l, struct arena *a)
{
	struct str *words = NULL, out = {0};
	size_t n = 0, cap = 0;

	for (uint32_t i = 0; i < l->machine_count; i++) {
		struct str rest = l->machines[i].tags;
		for (struct str w; fleet_next_word(&rest, &w);) {
			size_t k = 0;
			while (k < n && !str_eq(words[k], w))
				k++;
			if (k < n)
				continue;
			words = xgrow(words, n, &cap, sizeof(*words));
			words[n++] = w;
		}
	}
	if (n)
		qsort(words, n, sizeof(*words), word_order);
	for (size_t i = 0; i < n; i++)
		out = arena_printf(a, "%.*s%s%.*s", STR(out), i ? ", " : "", STR(words[i]));
	free(words);
	return out;
}

static bool known_tags(const struct fleet_lists *l, struct str only, struct span at, struct arena *a, struct diag *d)
{
	for (struct str word; fleet_next_word(&only, &word);) {
		bool found = false;
		word = str_cut(word, word.p[0] == '!', word.len);
		for (uint32_t i = 0; i < l->machine_count && !found; i++)
			found = fleet_tagged(&l->machines[i], word);
		if (found)
			continue;
		diag_fail(d, DIAG_NAME, at, "no machine has the tag '%.*s'", STR(word));
		diag_hint(d, "tags are %.*s", STR(all_tags(l, a)));
		return false;
	}
	return true;
}

static bool known_store(const struct fleet_lists *l, struct str store, struct span at, struct diag *d)
{
	struct buf names = {0};

	if (!store.len || str_eq(store, S("any")) || str_eq(store, S("local")))
		return true;
	for (uint32_t i = 0; i < l->volume_count; i++) {
		if (str_eq(l->volumes[i].name, store)) {
			buf_release(&names);
			return true;
		}
		buf_printf(&names, ", %.*s", STR(l->volumes[i].name));
	}
	diag_fail(d, DIAG_NAME, at, "no list has a volume '%.*s'", STR(store));
	diag_hint(d, "store is any, local%s", buf_c(&names));
	buf_release(&names);
	return false;
}

static bool ask_known(const struct fleet_lists *l, const struct fleet_ask *ask, struct span at, struct arena *a,
                      struct diag *d)
{
	if (!known_machine(l, ask->machine, at, d) || !known_machine(l, ask->measured_on, at, d) ||
	    !known_tags(l, ask->only, at, a, d) || !known_store(l, ask->store, at, d))
		return false;
	const struct fleet_machine *on = ask->measured_on.len ? fleet_machine(l, ask->measured_on) : NULL;
	if (on && isnan(on->speed))
		return diag_fail(
			d, DIAG_VALUE, at,
			"the list does not say how fast a core of %.*s is: it cannot be what the CPU time was measured on",
			STR(ask->measured_on));
	return true;
}

/* ---- the answer ---- */

static double fleet_bounded(double x)
{
	return isfinite(x) ? x : UNBOUNDED;
}

static struct str text_or_empty(struct str s)
{
	return s.len ? s : S("");
}

static void answer_words(const struct fleet_choice *choice, struct str *t)
{
	const struct fleet_candidate *c = &choice->best[0];

	t[0] = c->machine->name;
	t[1] = c->volume ? c->volume->name : S("");
	t[2] = c->binds < 0 ? S("least") : str_from_c(fleet_resource_names[c->binds]);
	t[3] = choice->count > 1 ? choice->best[1].machine->name : S("none");
	t[4] = text_or_empty(fleet_provider(c->machine));
}

static void answer_volume(const struct fleet_volume *v, double *x)
{
	static const struct fleet_volume none = {.max_size = NAN, .max_iops = NAN, .max_rate = NAN};

	if (!v)
		v = &none;
	x[0] = fleet_bounded(v->max_size);
	x[1] = fleet_bounded(v->max_iops);
	x[2] = fleet_bounded(v->max_rate);
	x[3] = isnan(v->price) ? 0 : v->price;
	x[4] = isnan(v->free_iops) ? 0 : v->free_iops;
	x[5] = isnan(v->iops_price) ? 0 : v->iops_price;
	x[6] = isnan(v->free_rate) ? 0 : v->free_rate;
	x[7] = isnan(v->rate_price) ? 0 : v->rate_price;
}

static void answer_numbers(const struct fleet_lists *lists, const struct fleet_ask *ask,
                           const struct fleet_choice *choice, double *x)
{
	const struct fleet_candidate *c = &choice->best[0];

	x[ANSWER_MACHINES] = c->total * ask->copies;
	x[ANSWER_MACHINES + 1] = c->alive;
	x[ANSWER_MACHINES + 2] = c->bill;
	x[ANSWER_MACHINES + 3] = choice->count > 1 ? choice->best[1].bill : 0;
	x[ANSWER_MACHINES + 4] = c->price;
	x[ANSWER_MACHINES + 5] = c->volume_price * c->total * ask->copies;
	for (int r = 0; r < FLEET_RESOURCES; r++) {
		double has = fleet_has(lists, ask, c, r);
		x[ANSWER_USABLE + r] = fleet_bounded(c->usable[r]);
		x[ANSWER_BOUGHT + r] = fleet_bounded(fleet_bought(ask, c, r));
		x[ANSWER_HAS + r] = isnan(has) || has <= 0 ? UNBOUNDED : has;
	}
	answer_volume(c->volume, &x[ANSWER_VOLUME]);
}

/* Nothing holds: each number is a `none` with the reason. */
static void answer_none(struct fleet *f, const struct fleet_lists *lists, const struct fleet_ask *ask,
                        const struct fleet_choice *choice, struct native_call *call)
{
	struct str nearest, hint;

	call->none = fleet_why_none(f->units, lists, ask, choice, call->arena, &nearest, &hint);
}

/* A machine of the sheet, whose texts go with it. */
static void keep_own(struct arena *a, struct fleet_machine *m)
{
	struct str *texts[] = {&m->name, &m->family, &m->kind, &m->tags, &m->from, &m->date};

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		*texts[i] = arena_str(a, *texts[i]);
}

static void keep_lists(struct fleet *f, const struct fleet_lists *lists, const struct native_call *call)
{
	f->lists = arena_new(f->kept, struct fleet_lists);
	*f->lists = *lists;
	if (!call->row_count)
		return;
	f->lists->machines = arena_array(f->kept, struct fleet_machine, lists->machine_count);
	memcpy(f->lists->machines, lists->machines, lists->machine_count * sizeof(*lists->machines));
	for (uint32_t i = 0; i < lists->machine_count; i++)
		if (lists->machines[i].own)
			keep_own(f->kept, &f->lists->machines[i]);
}

/* The question with its columns and machines, for whoever looks closer. */
static void fleet_keep(struct fleet *f, const struct fleet_ask *ask, const struct fleet_lists *lists,
                       const struct native_call *call)
{
	keep_lists(f, lists, call);
	*f->ask = *ask;
	for (int r = 0; r < FLEET_RESOURCES; r++) {
		if (!ask->demand[r])
			continue;
		uint32_t n = ask->certain[r] ? 1 : ask->samples;
		double *copy = arena_array(f->kept, double, n);
		memcpy(copy, ask->demand[r], n * sizeof(*copy));
		f->ask->demand[r] = copy;
	}
	f->ask->only = arena_str(f->kept, ask->only);
	f->ask->machine = arena_str(f->kept, ask->machine);
	f->ask->store = arena_str(f->kept, ask->store);
	f->ask->measured_on = arena_str(f->kept, ask->measured_on);
}

/* The lists with the sheet's own machines: one of a known name in the place of that. */
static bool own_lists(const struct fleet *f, const struct native_call *call, struct fleet_lists *out, struct diag *d)
{
	const struct fleet_lists *l = &f->book.lists;

	*out = *l;
	if (!call->row_count)
		return true;
	out->machines = arena_array(call->arena, struct fleet_machine, l->machine_count + call->row_count);
	if (l->machine_count)
		memcpy(out->machines, l->machines, l->machine_count * sizeof(*out->machines));
	for (uint32_t i = 0; i < call->row_count; i++) {
		struct fleet_machine m;
		uint32_t k = 0;
		if (!fleet_own_machine(&call->rows[i], &m, d))
			return false;
		while (k < out->machine_count && !str_eq(out->machines[k].name, m.name))
			k++;
		if (k < l->machine_count)
			fleet_lists_replaced(out, out->machines[k].name);
		out->machines[k] = m;
		out->machine_count += k == out->machine_count;
	}
	return true;
}

static bool own_fits(void *ctx, const struct native_row *row, struct diag *d)
{
	struct fleet_machine m;

	(void)ctx;
	return fleet_own_machine(row, &m, d);
}

static void listen(void *ctx, struct buf *out)
{
	((struct fleet *)ctx)->derivation = out;
}

/* A choice that was made before in the same expression is reported once. */
static void fleet_tell(const struct fleet *f, const struct fleet_lists *lists, const struct fleet_ask *ask,
                       const struct fleet_candidate *c)
{
	struct buf text = {0};

	fleet_derive(&text, f->units, lists, ask, c);
	if (!strstr(buf_c(f->derivation), buf_c(&text)))
		buf_add_str(f->derivation, buf_str(&text));
	buf_release(&text);
}

static bool run_choice(void *ctx, struct native_call *call, struct diag *d)
{
	struct fleet *f = ctx;
	struct fleet_ask ask;
	struct fleet_choice choice;
	struct fleet_lists lists;

	if (call->arg_count != ARG_COUNT)
		return diag_fail(d, DIAG_ARGUMENT, call->at, "fleet_choice is for the sheet 'fleet'");
	if (!fleet_ask_of(f, call, &ask, d) || !fleet_ready(f, d) || !own_lists(f, call, &lists, d) ||
	    !ask_known(&lists, &ask, call->at, call->arena, d))
		return false;
	if (f->ask)
		fleet_keep(f, &ask, &lists, call);
	fleet_choose(&lists, &ask, false, 2, call->arena, &choice);
	if (choice.interrupted)
		return diag_fail(d, DIAG_INTERRUPT, call->at, "interrupted");
	call->count = ANSWER_COUNT;
	call->num = arena_array(call->arena, double, ANSWER_COUNT);
	call->texts = arena_array(call->arena, struct str, ANSWER_COUNT);
	if (!choice.count) {
		answer_none(f, &lists, &ask, &choice, call);
		return true;
	}
	if (f->derivation)
		fleet_tell(f, &lists, &ask, &choice.best[0]);
	answer_words(&choice, call->texts);
	answer_numbers(&lists, &ask, &choice, call->num);
	return true;
}

bool fleet_ready(struct fleet *f, struct diag *d)
{
	if (!f->loaded && !f->load(f->ctx, f, d))
		return false;
	f->loaded = true;
	if (f->tried != unit_version(f->units)) {
		fleet_book_retry(&f->book, &f->reader);
		f->tried = unit_version(f->units);
	}
	return true;
}

void fleet_natives(struct fleet *f, struct native table[3])
{
	table[0] = (struct native){"fleet_choice", run_choice, f, listen, own_fits};
	table[1] = (struct native){"fleet_word", NULL, NULL, NULL, NULL};
	table[2] = (struct native){0};
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What all labs stand on: the event queue against a sorted list, draws against tables, quantiles, verdicts, choices and
 * members.
 */
#include "lab.h"

/* ---- events ---- */

enum { PENDING = 2000 };

/* The next of a plain list: least time, and of those the one that came first. */
static size_t next_of(const struct event *list, size_t count)
{
	size_t at = 0;

	for (size_t i = 1; i < count; i++)
		if (list[i].time < list[at].time)
			at = i;
	return at;
}

static uint64_t increment(struct stream *s, int kind)
{
	switch (kind) {
	case 0: return stream_below(s, 1000);
	case 1: return 50;
	case 2: return 0;
	case 3: return stream_next(s) >> 44;
	default: return stream_below(s, 10) ? stream_below(s, 3) : UINT64_C(1) << (20 + stream_below(s, 30));
	}
}

Test(lab_core, events_are_a_sorted_list)
{
	static struct event list[PENDING];

	for (int kind = 0; kind < 5; kind++) {
		struct stream s = {(uint64_t)kind};
		struct events q = {0};
		struct event e;
		size_t count = 0;

		for (uint32_t n = 0; n < (getenv("BOTE_LAB_FULL") ? 1000000 : 20000); n++) {
			if (count < PENDING / 10 && (count == 0 || stream_below(&s, 2))) {
				uint64_t time = q.now + increment(&s, kind);

				events_at(&q, time, n, 7);
				list[count++] = (struct event){time, n, 7};
				continue;
			}
			size_t at = next_of(list, count);
			cr_assert(events_soonest(&q) == list[at].time, "kind %d, event %u", kind, n);
			cr_assert(events_next(&q, &e) && e.time == list[at].time && e.kind == list[at].kind, "kind %d, event %u",
			          kind, n);
			memmove(&list[at], &list[at + 1], (--count - at) * sizeof *list);
		}
		events_release(&q);
	}
}

Test(lab_core, events_at_the_end_of_time)
{
	static const uint64_t times[] = {UINT64_MAX, 0, UINT64_MAX - 1, UINT64_MAX, 1, UINT64_C(1) << 63};
	static const uint32_t order[] = {1, 4, 5, 2, 0, 3};
	struct events q = {0};
	struct event e;

	for (uint32_t i = 0; i < COUNT(times); i++)
		events_at(&q, times[i], i, 0);
	for (size_t i = 0; i < COUNT(order); i++)
		cr_expect(events_next(&q, &e) && e.kind == order[i] && e.time == times[order[i]], "event %zu", i);
	cr_expect(!events_next(&q, &e));
	cr_expect(events_soonest(&q) == UINT64_MAX);
	events_release(&q);
}

/* ---- draws ---- */

Test(lab_core, logarithm_and_exponential)
{
	for (double x = 1e-300; x < 1e300; x *= 1.37)
		cr_expect(close_to(draw_ln(x), log(x), 2e-12 * fabs(log(x)) + 4e-13), "ln %g", x);
	for (double x = -700; x < 700; x += 0.37)
		cr_expect(close_to(draw_exp(x), exp(x), 1e-12 * exp(x)), "exp %g", x);
}

/* Tables of the normal distribution. */
Test(lab_core, normal)
{
	static const double rows[][2] = {{0.5, 0},
	                                 {0.95, 1.6448536269514722},
	                                 {0.975, 1.9599639845400545},
	                                 {0.999, 3.0902323061678132},
	                                 {0.25, -0.67448975019608171},
	                                 {1e-9, -5.9978070150076865},
	                                 {1e-20, -9.2623400897985}};

	for (size_t i = 0; i < COUNT(rows); i++)
		cr_expect(close_to(draw_normal_at(rows[i][0]), rows[i][1], 1e-11 * (1 + fabs(rows[i][1]))), "%g: %.15g",
		          rows[i][0], draw_normal_at(rows[i][0]));
}

Test(lab_core, draws_have_their_means)
{
	struct stream s = {42};
	struct draw_spread log_normal = draw_spread(3, 2);
	double sum = 0, square = 0, uniform = 0, exponential = 0;
	enum { N = 400000 };

	for (int i = 0; i < N; i++) {
		double x = draw_spread_one(&log_normal, &s);

		sum += x;
		square += x * x;
		uniform += stream_unit(&s);
		exponential += draw_exponential(&s, 5);
	}
	cr_expect(close_to(sum / N, 3, 0.06));
	cr_expect(close_to(sqrt(square / N - sum / N * (sum / N)) / 3, 2, 0.3));
	cr_expect(close_to(uniform / N, 0.5, 0.002));
	cr_expect(close_to(exponential / N, 5, 0.04));
}

Test(lab_core, ranks_by_weight)
{
	struct draw_alias a;
	struct stream s = {7};
	uint32_t seen[10] = {0};
	enum { N = 1000000 };

	draw_zipf_init(&a, 10, 1.0, NULL);
	for (int i = 0; i < N; i++)
		seen[draw_rank(&a, &s)]++;
	for (int i = 0; i < 10; i++) {
		double p = 1.0 / (i + 1) / 2.9289682539682538;

		cr_expect(close_to(a.share[i], p, 1e-12));
		cr_expect(close_to(seen[i] / (double)N, p, 4 * sqrt(p * (1 - p) / N)), "rank %d", i);
	}
	draw_alias_release(&a);
}

Test(lab_core, bounded_numbers_are_even)
{
	struct stream s = {1};
	uint32_t seen[7] = {0};

	for (int i = 0; i < 700000; i++)
		seen[stream_below(&s, 7)]++;
	for (int i = 0; i < 7; i++)
		cr_expect(close_to(seen[i], 100000, 1200));
}

/* ---- tallies ---- */

Test(lab_core, quantiles)
{
	static struct tally t, other;
	struct stream s = {3};

	for (uint32_t i = 0; i < 1000000; i++) {
		tally_add(&t, draw_ns(draw_exponential(&s, 0.01)));
		if (i % 10 == 0)
			tally_add(&other, i);
	}
	cr_expect(close_to(tally_quantile(&t, 0.5) / 1e9, 0.01 * log(2), 0.00005));
	cr_expect(close_to(tally_quantile(&t, 0.99) / 1e9, 0.01 * log(100), 0.0004));
	cr_expect(close_to(tally_below(&t, 1e7) / 1e6, 1 - exp(-1), 0.003));
	double before = tally_quantile(&t, 0.9);
	tally_join(&t, &other);
	tally_part(&t, &other);
	cr_expect(tally_quantile(&t, 0.9) == before);
}

/* Of times that are but a few a quantile is one of them, and of many in one step it is somewhere in that. */
Test(lab_core, quantiles_of_few_times)
{
	static struct tally t;

	for (uint32_t i = 0; i < 1000; i++)
		tally_add(&t, i < 980 ? 60000000 : 240000000);
	cr_expect(tally_quantile(&t, 0.5) == 60000000 && tally_quantile(&t, 0.99) == 240000000);
	cr_expect(tally_grain(&t, 0.99) == 0);
	cr_expect(tally_below(&t, 60000000) == 980 && tally_below(&t, 59999999) == 0);
	for (uint32_t i = 0; i < 1000; i++)
		tally_add(&t, 240000000 - i);
	cr_expect(tally_grain(&t, 0.99) == 999);
	cr_expect(tally_quantile(&t, 0.99) > 240000000 - 999 && tally_quantile(&t, 0.99) < 240000000);
}

/* Each slot begins where the one before ends. */
Test(lab_core, slots_are_in_order)
{
	uint32_t last = 0;

	for (uint64_t x = 0; x < 100000; x++) {
		uint32_t slot = tally_slot(x);

		cr_assert(slot == last || slot == last + 1, "%llu", (unsigned long long)x);
		last = slot;
	}
	cr_expect(tally_slot(UINT64_MAX) < TALLY_SLOTS);
}

/* ---- verdicts ---- */

Test(lab_core, verdicts)
{
	static const struct {
		enum lab_against kind;
		double measured, error, predicted, within, off;
	} rows[] = {
		{LAB_EXACT, 10, 1, 10, 0, 0},        {LAB_EXACT, 15, 1, 10, 0, 5},        {LAB_EXACT, 5, 1, 10, 0, -5},
		{LAB_WITHIN, 10.9, 0.1, 10, 0.1, 0}, {LAB_WITHIN, 11.5, 0.1, 10, 0.1, 5}, {LAB_ABOVE, 11, 1, 10, 0, 0},
		{LAB_ABOVE, 8, 1, 10, 0, -2},        {LAB_BELOW, 8, 1, 10, 0, 0},         {LAB_BELOW, 13, 1, 10, 0, 3},
		{LAB_NOTHING, 1, 1, 99, 0, 0},
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		cr_expect(close_to(lab_off(rows[i].kind, rows[i].measured, rows[i].error, rows[i].predicted, rows[i].within),
		                   rows[i].off, 1e-9),
		          "row %zu", i);
	cr_expect(fabs(lab_off(LAB_EXACT, 3, 0, 3.001, 0)) > 1000, "without an error it is exact or off");
	cr_expect(fabs(lab_off(LAB_EXACT, 0.3, 0, 0.1 + 0.2, 0)) < 1);
}

/* Nothing, or next to nothing, was seen: it is too rare, or it should have been seen many times. */
Test(lab_core, nothing_was_seen)
{
	static const struct {
		double value, error, worth, predicted;
		bool off;
	} rows[] = {
		{0, 0, 1e-6, 1e-9, false},       {0, 0, 1e-6, 1e-6, false}, {0, 0, 1e-6, 3e-6, false}, {0, 0, 1e-6, 1e-3, true},
		{1e-7, 1e-7, 1e-6, 1e-6, false}, {0, 0, 0, 1e-9, true},     {5, 1, 1e-6, 15, true},    {0, 0, 1e-6, 0, false},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct lab_value v = {true, rows[i].value, rows[i].error, .worth = rows[i].worth};
		double e = lab_error(&v, rows[i].predicted);

		cr_expect((fabs(lab_off(LAB_EXACT, v.value, e, rows[i].predicted, 0)) > 4) == rows[i].off, "row %zu", i);
	}
}

/* ---- rows and sheets ---- */

static const struct statement *find(const struct template *t, enum statement_kind kind, const char *name)
{
	for (const struct statement *st = t->first; st; st = st->next)
		if (st->kind == kind && str_eq(st->name, str_from_c(name)))
			return st;
	return NULL;
}

static uint32_t count_of(const struct template *t, enum statement_kind kind)
{
	uint32_t n = 0;

	for (const struct statement *st = t->first; st; st = st->next)
		n += st->kind == kind;
	return n;
}

static void same_names(struct session *s, const struct lab *lab)
{
	struct outcome o;
	uint32_t params = 0, results = 0;

	outcome_init(&o);
	const struct template *t = library_template(session_library(s), arena_printf(&o.arena, "lab.%s", lab->name), S(""),
	                                            &o.diag);
	cr_assert(t, "%s has no sheet: %s", lab->name, o.diag.error ? o.diag.error->text.p : "");
	for (const struct lab_in *in = lab->in; in->name; in++, params++) {
		const struct statement *st = find(t, STATEMENT_PARAM, in->name);

		cr_assert(st, "%s: the sheet has no param %s", lab->name, in->name);
		cr_expect((in->kind == LAB_CHOICE) == (st->more->param_count > 0), "%s: %s is a choice on one side alone",
		          lab->name, in->name);
		for (uint32_t i = 0; i < st->more->param_count && in->choices; i++)
			cr_expect(in->choices[i] && str_eq(st->more->params[i], str_from_c(in->choices[i])), "%s: choice %u of %s",
			          lab->name, i, in->name);
	}
	for (const struct lab_out *out = lab->out; out->name; out++, results++)
		cr_expect(find(t, STATEMENT_MEASURE, out->name), "%s: the sheet does not measure %s", lab->name, out->name);
	cr_expect(count_of(t, STATEMENT_PARAM) == params, "%s: params without a row", lab->name);
	cr_expect(count_of(t, STATEMENT_MEASURE) == results, "%s: measures without a row", lab->name);
	cr_expect(count_of(t, STATEMENT_SOURCE) == 1 && count_of(t, STATEMENT_SEE) == 1, "%s: source, see", lab->name);
	cr_expect(results <= LAB_OUTS);
	outcome_release(&o);
}

Test(lab_core, rows_and_sheets_agree)
{
	struct session *s = session_new(S(""));

	for (const struct lab_group *g = lab_groups; g->title; g++)
		for (unsigned i = 0; g->labs[i]; i++)
			same_names(s, g->labs[i]);
	session_free(s);
}

/* The same numbers, whatever the number of threads. */
Test(lab_core, threads_change_nothing)
{
	static const unsigned threads[] = {1, 2, 7};
	double seen = 0;

	for (size_t i = 0; i < COUNT(threads); i++) {
		struct session *s = session_new(S(""));
		struct outcome o;

		outcome_init(&o);
		session_settings(s)->threads = threads[i];
		session_apply_settings(s);
		cr_assert(session_text(s, SESSION_STREAM, S("lab.queue(requests = 40k).wait"), &o), "%s",
		          o.diag.error ? o.diag.error->text.p : "");
		cr_expect(i == 0 || seen == o.answers[0].value.num[0], "%u threads", threads[i]);
		seen = o.answers[0].value.num[0];
		outcome_release(&o);
		session_free(s);
	}
}

/*
 * What a lab says that it will take is not far less than it takes, nor beyond all measure: refusals go by it. (A step
 * that is counted may be several of those that take a moment each.)
 */
Test(lab_core, costs)
{
	static const struct {
		const char *lab, *given;
	} rows[] = {
		{"queue", ""},
		{"queue", "fails = 10%; requests = 40k"},
		{"queue", "cv = 2; arrivals = 950/s"},
		{"lb", ""},
		{"lb", "servers = 50; policy = two; arrivals = 4000/s"},
		{"autoscale", ""},
		{"autoscale", "noise = 5%"},
		{"chain", ""},
		{"chain", "attempts = 1"},
		{"chain", "mode = calls; fails = 50%"},
		{"cache", ""},
		{"cache", "policy = lfu; writes = 100/s"},
		{"cdn", ""},
		{"index", ""},
		{"index", "load = random; rows = 100k"},
		{"index", "load = ascending; rows = 100k"},
		{"index", "way = hash"},
		{"index", "way = scan"},
		{"index", "way = binary"},
		{"shards", ""},
		{"shards", "keys = 1M"},
		{"ring", "nodes = 100; keys = 100k; points = 100"},
		{"ring", "nodes = 100; keys = 10k; method = rendezvous"},
		{"ring", "nodes = 100; keys = 100k; method = maglev"},
		{"ring", "nodes = 100; keys = 100k; method = bounded"},
		{"replicas", ""},
		{"replicas", "mode = multi"},
		{"quorum", ""},
		{"quorum", "n = 20; w = 10; r = 5"},
		{"cap", ""},
		{"failover", ""},
		{"failover", "way = async; kind = random"},
		{"events", ""},
		{"election", ""},
		{"election", "algorithm = hs; nodes = 64"},
		{"raft", ""},
		{"raft", "nodes = 9; timeout_high = 160 ms; elections = 1000"},
		{"gossip", ""},
		{"gossip", "nodes = 1000; fanout = 5; spreads = 100"},
		{"heal", ""},
		{"mapreduce", ""},
		{"mapreduce", "tasks = 1000; workers = 10; backup = 90%; jobs = 100"},
		{"proxy", "time = 1000 s"},
		{"stream", "partitions = [1000]; consumers = 100; assignor = sticky; change = leave_first"},
		{"batch", "drivers = 100k"},
	};

	for (size_t i = 0; i < COUNT(rows); i += getenv("BOTE_LAB_FULL") ? 1 : 5) {
		struct lab_run_of x;
		struct lab_cost c = {0};
		const struct measured *m;
		double took;

		cr_assert(lab_open(&x, rows[i].lab, rows[i].given), "%s %s", rows[i].lab, rows[i].given);
		m = x.view.run;
		cr_assert(m->lab->cost(m->params, &c, &x.o.diag));
		took = (double)m->result.steps;
		cr_expect(took < 1e5 || (c.steps > took / 2 && c.steps < took * 40),
		          "%s %s: %.3g steps, and %.3g were expected", rows[i].lab, rows[i].given, took, c.steps);
		lab_close(&x);
	}
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* import_judge.c - several runs made one, ranges, Little's law, and how far to trust the numbers of a tool. */
#include <math.h>
#include <stdlib.h>

#include "base/plain.h"
#include "base/student.h"
#include "measured/import_parts.h"
#include "store/trust.h"
#include "value/number.h"

/* Shares that one run is taken to be off by, since nothing in it says: of middles and rates, and of tails. */
#define ASSUMED 0.15
#define ASSUMED_TAIL 0.30

/* ---- runs ---- */

/* Median and t interval of what the runs say of one number; it stays in the hull of both. */
static void join_number(const struct import *runs, unsigned count, struct import_number *x)
{
	double *values = xcalloc(count, sizeof(*values)), sum = 0, squares = 0, mean, far;

	for (unsigned i = 0; i < count; i++)
		values[i] = import_find(&runs[i], x->ending)->value;
	x->value = import_median(values, count);
	for (unsigned i = 0; i < count; i++)
		sum += log(values[i]);
	mean = sum / count;
	for (unsigned i = 0; i < count; i++)
		squares += (log(values[i]) - mean) * (log(values[i]) - mean);
	far = student_95(count - 1) * sqrt(squares / (count - 1) / count);
	x->low = fmin(x->value, exp(mean - far));
	x->high = fmax(x->value, exp(mean + far));
	x->own = true;
	free(values);
}

static bool in_all(const struct import *runs, unsigned count, struct str ending)
{
	for (unsigned i = 0; i < count; i++)
		if (!import_find(&runs[i], ending))
			return false;
	return true;
}

void import_join(struct import *runs, unsigned count, struct import *out, struct arena *a)
{
	*out = runs[0];
	if (count < 2)
		return;
	out->count = out->note_count = out->notes_lost = 0;
	out->requests = out->failed = out->connections = 0;
	out->files = out->runs = count;
	for (unsigned i = 0; i < runs[0].count; i++)
		if (in_all(runs, count, runs[0].numbers[i].ending)) {
			out->numbers[out->count] = runs[0].numbers[i];
			join_number(runs, count, &out->numbers[out->count++]);
		}
	for (unsigned i = 0; i < count; i++) {
		out->notes_lost += runs[i].notes_lost;
		out->requests += runs[i].requests;
		out->failed += runs[i].failed;
		out->connections = fmax(out->connections, runs[i].connections);
		out->doubtful = out->doubtful || runs[i].doubtful;
		for (unsigned k = 0; k < runs[i].note_count; k++)
			import_note(out, a, "%.*s", STR(runs[i].notes[k]));
		for (unsigned k = 0; k < runs[i].count; k++)
			if (!in_all(runs, count, runs[i].numbers[k].ending))
				import_note(out, a, "_%.*s is not in all runs: left out", STR(runs[i].numbers[k].ending));
	}
}

/* ---- ranges ---- */

/* Far out in the distribution, or a spread itself: known less well. */
static bool is_tail(struct str ending)
{
	static const char *const tails[] = {"p95",     "p97_5", "p98", "p99", "p99_5",  "p99_9", "p99_95", "p99_99",
	                                    "p99_999", "max",   "min", "sd",  "jitter", "lost",  "lag"};

	for (size_t i = 0; i < sizeof(tails) / sizeof(tails[0]); i++) {
		struct str tail = str_from_c(tails[i]);

		if (str_ends(ending, tail) && (ending.len == tail.len || ending.p[ending.len - tail.len - 1] == '_'))
			return true;
	}
	return false;
}

static void import_judge_set_range(struct import_number *x)
{
	double share = is_tail(x->ending) ? ASSUMED_TAIL : ASSUMED;

	if (x->under)
		return;
	if (!x->own) {
		x->low = x->value * (1 - share);
		x->high = x->value * (1 + share);
	}
	x->low = fmin(x->low, fmax(x->value - x->half, x->value / 20));
	x->high = fmax(x->high, x->value + x->half);
}

/* ---- doubts ---- */

/*
 * Of a closed loop no more can be under way than there are connections: rate x mean time. wrk adds samples that it
 * made up before it prints, so its mean breaks this, and is not kept.
 */
static void little(struct import *m, struct arena *a)
{
	const struct import_number *rate = import_find(m, S("rate")), *mean = import_find(m, S("mean"));
	double under_way = rate && mean ? rate->value * mean->value : 0;

	if (m->loop != IMPORT_LOOP_CLOSED || m->connections <= 0 || under_way <= 1.1 * m->connections)
		return;
	if (strcmp(m->tool, "wrk")) {
		import_note(m, a, "rate by mean is %s under way, with %.0f connections", plain(under_way, 3).text,
		            m->connections);
		m->doubtful = true;
		return;
	}
	import_note(m, a,
	            "rate by mean is %s under way, with %.0f connections: wrk's mean is left out, its percentiles are "
	            "not those of requests",
	            plain(under_way, 3).text, m->connections);
	m->count--;
	for (struct import_number *x = (struct import_number *)mean; x < m->numbers + m->count; x++)
		x[0] = x[1];
}

static void import_judge_put_count(struct buf *out, double n)
{
	number_write(out, n, 15, NUMBER_PLAIN);
}

static bool errors(struct import *m, struct arena *a, struct diag *d)
{
	double share = m->requests > 0 ? m->failed / m->requests : 0;
	struct buf text = {0};
	bool fine = share <= 0.5;

	if (share > 0.01) {
		import_judge_put_count(&text, round(m->failed));
		buf_add_c(&text, " of ");
		import_judge_put_count(&text, m->requests);
		buf_add_c(&text, " answers were errors");
		import_note(m, a, "%s", buf_c(&text));
		m->doubtful = true;
	}
	if (!fine)
		diag_fail(d, DIAG_FILE, (struct span){0, 0}, "%s", buf_c(&text));
	buf_release(&text);
	return fine;
}

/* The widest range, as a share of its middle. */
static double import_judge_widest(const struct import *m)
{
	double w = 0;

	for (unsigned i = 0; i < m->count; i++)
		if (!is_tail(m->numbers[i].ending))
			w = fmax(w, (m->numbers[i].high - m->numbers[i].low) / (2 * m->numbers[i].value));
	return w;
}

static bool assumed(const struct import *m)
{
	for (unsigned i = 0; i < m->count; i++)
		if (!m->numbers[i].own && !str_ends(m->numbers[i].ending, S("_cpu")))
			return true;
	return false;
}

static void set_seen(struct import *m, struct arena *a)
{
	static const char *const loops[] = {"", "closed loop", "open loop", "open loop, even gaps"};
	struct buf text = {0};

	if (m->runs > 1)
		buf_printf(&text, "%u runs", m->runs);
	else
		buf_add_c(&text, assumed(m) ? "one run, range assumed" : "one run");
	if (m->loop)
		buf_printf(&text, ", %s", loops[m->loop]);
	for (unsigned i = 0; i < m->note_count; i++)
		buf_printf(&text, "%s %.*s", i ? ";" : ",", STR(m->notes[i]));
	if (m->notes_lost)
		buf_printf(&text, "; and %u more", m->notes_lost);
	m->seen = buf_take(&text, a);
}

bool import_judge(struct import *m, struct arena *a, struct diag *d)
{
	bool fine = errors(m, a, d);

	little(m, a);
	for (unsigned i = 0; i < m->count; i++) {
		import_judge_set_range(&m->numbers[i]);
		m->doubtful = m->doubtful || m->numbers[i].under;
	}
	bool good = m->runs >= 5 && import_judge_widest(m) <= 0.05;
	m->verdict = str_from_c(verdict_name(m->doubtful || assumed(m) ? VERDICT_POOR
	                                     : good                    ? VERDICT_GOOD
	                                                               : VERDICT_FAIR));
	set_seen(m, a);
	return fine;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lab_autoscale.c - instances that follow a day's load, late. */
#include <stdlib.h>

#include "lab/lab.h"

#define DAY 86400
enum { INSTANCES_MOST = 1000000000 };

struct autoscale {
	double low, high, per_instance, up, down, target, tolerance, noise;
	uint64_t step, boot, cooldown, look, least, days;
	int policy;
};

enum { THRESHOLD, TARGET };
static const char *const policies[] = {"threshold", "target", NULL};
enum { HOURS, SAVING, OVER, WORST, MOST, CHANGES };

#define FIELD(name) offsetof(struct autoscale, name)
static const struct lab_in in[] = {
	{"low", LAB_NUMBER, FIELD(low), NULL},
	{"high", LAB_NUMBER, FIELD(high), NULL},
	{"per_instance", LAB_NUMBER, FIELD(per_instance), NULL},
	{"policy", LAB_CHOICE, FIELD(policy), policies},
	{"up", LAB_NUMBER, FIELD(up), NULL},
	{"down", LAB_NUMBER, FIELD(down), NULL},
	{"step", LAB_COUNT, FIELD(step), NULL},
	{"target", LAB_NUMBER, FIELD(target), NULL},
	{"tolerance", LAB_NUMBER, FIELD(tolerance), NULL},
	{"boot", LAB_TIME, FIELD(boot), NULL},
	{"cooldown", LAB_TIME, FIELD(cooldown), NULL},
	{"look", LAB_TIME, FIELD(look), NULL},
	{"least", LAB_COUNT, FIELD(least), NULL},
	{"days", LAB_COUNT, FIELD(days), NULL},
	{"noise", LAB_NUMBER, FIELD(noise), NULL},
	{0},
};

static const struct lab_out out[] = {
	[HOURS] = {"hours", LAB_MEAN, 0, 0},
	[SAVING] = {"saving", LAB_MEAN, 0, 0},
	[OVER] = {"over", LAB_MEAN, 0, 0},
	[WORST] = {"worst", LAB_MEAN, 0, 0},
	[MOST] = {"most", LAB_MEAN, 0, 0},
	[CHANGES] = {"changes", LAB_MEAN, 0, 0},
	{0},
};

static bool autoscale_exact(const void *params)
{
	return ((const struct autoscale *)params)->noise == 0;
}

/* cos(2 pi x) for x from 0 to 1, without libm: by its series about the nearest quarter. */
static double cosine(double x)
{
	double q = floor(4 * x + 0.5), t = (x - q / 4) * 6.28318530717958647692, s = t * t;
	double c = 1 - s / 2 * (1 - s / 12 * (1 - s / 30 * (1 - s / 56 * (1 - s / 90))));
	double n = t * (1 - s / 6 * (1 - s / 20 * (1 - s / 42 * (1 - s / 72 * (1 - s / 110)))));

	switch ((int)q & 3) {
	case 0: return c;
	case 1: return -n;
	case 2: return -c;
	default: return n;
	}
}

/* Instances that boot come in batches, each later than the one before. */
struct batch {
	uint64_t ready, count;
};

struct fleet {
	const struct autoscale *p;
	uint64_t running, booting; /* instances */
	struct batch *batch;
	size_t first, batches, cap; /* those before `first` run */
	uint64_t cool;              /* no change before this second */
	uint64_t changes, most;
};

static void autoscale_grow(struct fleet *f, uint64_t now, uint64_t by)
{
	f->batch = xgrow(f->batch, f->batches, &f->cap, sizeof *f->batch);
	f->batch[f->batches++] = (struct batch){now + f->p->boot / 1000000000, by};
	f->booting += by;
	f->cool = now + f->p->cooldown / 1000000000;
	f->changes++;
}

static void shrink(struct fleet *f, uint64_t now, uint64_t by)
{
	uint64_t room = f->running > f->p->least ? f->running - f->p->least : 0;

	if (!room)
		return;
	f->running -= by < room ? by : room;
	f->cool = now + f->p->cooldown / 1000000000;
	f->changes++;
}

static void boot(struct fleet *f, uint64_t now)
{
	for (; f->first < f->batches && f->batch[f->first].ready <= now; f->first++) {
		f->running += f->batch[f->first].count;
		f->booting -= f->batch[f->first].count;
	}
}

/* Above `up` and cool: more. Below `down`, cool, and nothing boots: fewer. */
static void by_threshold(struct fleet *f, uint64_t now, double users)
{
	double used = users / (f->p->per_instance * (double)f->running);

	if (now < f->cool)
		return;
	if (used > f->p->up)
		autoscale_grow(f, now, f->p->step);
	else if (used < f->p->down && !f->booting)
		shrink(f, now, f->p->step);
}

/*
 * Kubernetes' rule: so many as bring the use to the target, where it is off by more than the tolerance; fewer only when
 * cool.
 */
static void by_target(struct fleet *f, uint64_t now, double users)
{
	uint64_t all = f->running + f->booting, wanted = (uint64_t)ceil(users / (f->p->per_instance * f->p->target) - 1e-9);
	double off = users / (f->p->per_instance * (double)all) / f->p->target - 1;

	if (off > f->p->tolerance && wanted > all)
		autoscale_grow(f, now, wanted - all);
	else if (off < -f->p->tolerance && wanted < all && now >= f->cool && !f->booting)
		shrink(f, now, all - wanted);
}

struct day {
	double hours, over, total, worst, most;
	uint64_t changes;
};

/* One second of the day that counts. */
static void autoscale_count(struct day *d, const struct fleet *f, double users)
{
	double room = f->p->per_instance * (double)f->running, paid = (double)(f->running + f->booting);

	d->hours += paid / 3600;
	d->total += users;
	d->over += users > room ? users - room : 0;
	d->worst = users / room > d->worst ? users / room : d->worst;
	d->most = paid > d->most ? paid : d->most;
}

/* As many as the night wants. */
static uint64_t autoscale_begins(const struct autoscale *p)
{
	double enough = floor(p->low / (p->per_instance * p->up)) - 1; /* or one or two more: no rounding tells */
	uint64_t n = enough > (double)p->least ? (uint64_t)enough : p->least;

	while ((double)n * p->per_instance * p->up < p->low)
		n++;
	return n;
}

static void autoscale_run(const void *params, struct lab_run *r)
{
	const struct autoscale *p = params;
	struct stream noise = lab_stream(r, CHOICE);
	struct fleet f = {.p = p, .running = autoscale_begins(p)};
	uint64_t look = p->look / 1000000000, last = (p->days - 1) * DAY, before = 0;
	struct day d = {0};
	double mid = (p->high + p->low) / 2, half = (p->high - p->low) / 2;

	for (uint64_t t = 0; t < p->days * DAY && lab_tick(r); t++) {
		double users = mid - half * cosine((double)(t % DAY) / DAY);

		if (p->noise > 0 && t % (look ? look : 1) == 0)
			before = draw_ns(1 + p->noise * draw_normal(&noise));
		users *= p->noise > 0 ? (double)before / 1e9 : 1;
		boot(&f, t);
		if (t % (look ? look : 1) == 0) {
			uint64_t had = f.running + f.booting;

			p->policy == THRESHOLD ? by_threshold(&f, t, users) : by_target(&f, t, users);
			if (r->trace && t >= last && f.running + f.booting != had)
				lab_line(r, LAB_NEVER, "", "%02u:%02u  %.0f users, %llu instances: %+lld", (unsigned)(t % DAY / 3600),
				         (unsigned)(t % 3600 / 60), users, (unsigned long long)had,
				         (long long)(f.running + f.booting - had));
		}
		if (t == last)
			f.changes = 0;
		if (t < last)
			continue;
		autoscale_count(&d, &f, users);
		r->series[0][(t - last) * (LAB_POINTS / 2) / DAY] = users;
		r->series[1][(t - last) * (LAB_POINTS / 2) / DAY] = (double)f.running * p->per_instance;
	}
	lab_put(r, HOURS, d.hours * 3600);
	lab_put(r, SAVING, 1 - d.hours / (ceil(p->high / p->per_instance) * 24));
	lab_put(r, OVER, d.over / d.total);
	lab_put(r, WORST, d.worst);
	lab_put(r, MOST, d.most);
	lab_put(r, CHANGES, (double)f.changes);
	free(f.batch);
}

static bool autoscale_cost(const void *params, struct lab_cost *c, struct diag *d)
{
	const struct autoscale *p = params;

	if (p->high / p->per_instance / (p->policy == TARGET ? p->target : 1) > INSTANCES_MOST)
		return lab_refuse(c, "high per_instance target", d, DIAG_LIMIT, "lab autoscale: at most a billion instances");
	if (p->step > INSTANCES_MOST || p->least > INSTANCES_MOST)
		return lab_refuse(c, p->step > INSTANCES_MOST ? "step" : "least", d, DIAG_LIMIT,
		                  "lab autoscale: at most a billion instances");
	*c = (struct lab_cost){.steps = (double)p->days * DAY * (autoscale_exact(p) ? 1 : LAB_RUNS),
	                       .param = "days",
	                       .bytes = 64.0 * DAY * (double)p->days};
	return true;
}

static void autoscale_figure(const void *params, const struct lab_result *r, struct lab_figure *f)
{
	static double hour[LAB_POINTS / 2];

	(void)params;
	for (int i = 0; i < LAB_POINTS / 2; i++)
		hour[i] = 24.0 * i / (LAB_POINTS / 2);
	f->title = S("Users, and how many the instances take");
	f->x_title = S("hour of the day");
	f->y_title = S("users");
	figure_line(f, S("load"), hour, r->series[0], LAB_POINTS / 2);
	figure_line(f, S("room"), hour, r->series[1], LAB_POINTS / 2);
}

static void autoscale_told(const void *params, struct buf *text)
{
	const struct autoscale *p = params;
	struct arena a;

	arena_init(&a);
	buf_printf(text, "%d runs of %s, of which the last counts", LAB_RUNS, figure_count(&a, (double)p->days, "day").p);
	arena_release(&a);
}

const struct lab lab_autoscale = {
	"autoscale",      sizeof(struct autoscale), in,  out, autoscale_exact, autoscale_cost, autoscale_run,
	autoscale_figure, autoscale_told,           NULL};

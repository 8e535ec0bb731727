/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lab_mapreduce.c - a job over many workers, and its last task: waves, stragglers, copies, crashes. */
#include <stdlib.h>

#include "lab/lab.h"

struct mapreduce {
	uint64_t tasks, workers, jobs, mtbf;
	double mean, cv, slow, slower, backup;
	int kind, ranges;
};

enum { EXPONENTIAL, LOGNORMAL, CONSTANT };
static const char *const kinds[] = {"exponential", "lognormal", "constant", NULL};
enum { EVEN, ARTICLE };
static const char *const all_ranges[] = {"even", "article", NULL};
enum { MAKESPAN, BUSY, EXTRA, REDONE, LONGEST };
enum { DONE, CRASH, REPAIRED };

#define FIELD(name) offsetof(struct mapreduce, name)
static const struct lab_in in[] = {
	{"tasks", LAB_COUNT, FIELD(tasks), NULL},    {"workers", LAB_COUNT, FIELD(workers), NULL},
	{"mean", LAB_SECONDS, FIELD(mean), NULL},    {"kind", LAB_CHOICE, FIELD(kind), kinds},
	{"cv", LAB_NUMBER, FIELD(cv), NULL},         {"slow", LAB_NUMBER, FIELD(slow), NULL},
	{"slower", LAB_NUMBER, FIELD(slower), NULL}, {"backup", LAB_NUMBER, FIELD(backup), NULL},
	{"mtbf", LAB_TIME, FIELD(mtbf), NULL},       {"ranges", LAB_CHOICE, FIELD(ranges), all_ranges},
	{"jobs", LAB_COUNT, FIELD(jobs), NULL},      {0},
};

static const struct lab_out out[] = {
	[MAKESPAN] = {"makespan", LAB_MEAN, 0, 0}, [BUSY] = {"busy", LAB_MEAN, 0, 0},
	[EXTRA] = {"extra", LAB_MEAN, 0, 0},       [REDONE] = {"redone", LAB_MEAN, 0, 0},
	[LONGEST] = {"longest", LAB_MEAN, 0, 0},   {0},
};

struct task {
	bool done, copied;
	uint64_t began;
};

struct job {
	const struct mapreduce *p;
	struct lab_run *r;
	struct stream service, fault, repair;
	struct draw_spread spread;
	struct task *task;
	uint32_t *at, *life, *idle; /* of each worker: its task, how often it began; workers without work */
	uint32_t *again, agains;    /* tasks whose worker died */
	uint64_t next, finished, idles, extra, redone;
	double work, longest;
};

static double mapreduce_length(struct job *j, uint64_t task)
{
	double took = draw_spread_one(&j->spread, &j->service);

	/* Machine i sums from 10^(10 (i - 1)) to 10^(10 i): a ten-billionth of the work of the one after it. */
	if (j->p->ranges == ARTICLE)
		took = j->p->mean * (double)j->p->tasks * draw_pow(10, -10.0 * (double)(j->p->tasks - 1 - task));
	if (j->p->slow > 0 && stream_chance(&j->fault, j->p->slow))
		took *= j->p->slower;
	return took;
}

static void mapreduce_begin(struct job *j, uint32_t worker, uint64_t task)
{
	double took = mapreduce_length(j, task);
	uint64_t now = j->r->events.now;

	j->at[worker] = (uint32_t)task;
	j->life[worker]++;
	if (!j->task[task].copied)
		j->task[task].began = now;
	j->longest = took > j->longest ? took : j->longest;
	j->work += took;
	events_at(&j->r->events, lab_after(now, draw_ns(took)), DONE, worker | (j->life[worker] & 0xFFF) << 20);
	if (j->p->mtbf) {
		double crash = draw_exponential(&j->repair, (double)j->p->mtbf / 1e9);

		if (crash < took)
			events_at(&j->r->events, lab_after(now, draw_ns(crash)), CRASH, worker | (j->life[worker] & 0xFFF) << 20);
	}
}

/* The task that began first and has no copy yet. */
static uint64_t mapreduce_oldest(const struct job *j)
{
	uint64_t best = UINT64_MAX;

	lab_ticks(j->r, j->next);
	for (uint64_t i = 0; i < j->next; i++)
		if (!j->task[i].done && !j->task[i].copied && (best == UINT64_MAX || j->task[i].began < j->task[best].began))
			best = i;
	return best;
}

/* The next task, or one again, or a copy, or nothing. */
static void mapreduce_give(struct job *j, uint32_t worker)
{
	const struct mapreduce *p = j->p;
	uint64_t copy;

	if (j->agains) {
		mapreduce_begin(j, worker, j->again[--j->agains]);
	} else if (j->next < p->tasks) {
		mapreduce_begin(j, worker, j->next++);
	} else if (p->backup <= 1 && (double)j->finished >= p->backup * (double)p->tasks &&
	           (copy = mapreduce_oldest(j)) != UINT64_MAX) {
		j->task[copy].copied = true;
		j->extra++;
		lab_say(j->r, j->r->events.now, "", "worker %u copies task %llu", worker + 1, (unsigned long long)copy + 1);
		mapreduce_begin(j, worker, copy);
	} else {
		j->idle[j->idles++] = worker;
	}
}

static void mapreduce_done(struct job *j, uint32_t worker)
{
	uint32_t task = j->at[worker];

	if (!j->task[task].done) {
		j->task[task].done = true;
		j->finished++;
		lab_say(j->r, j->r->events.now, "", "worker %u is done with task %u: %llu of %llu", worker + 1, task + 1,
		        (unsigned long long)j->finished, (unsigned long long)j->p->tasks);
	}
	if (j->task[task].copied)
		lab_ticks(j->r, j->p->workers);
	for (uint32_t w = 0; j->task[task].copied && w < j->p->workers; w++)
		if (w != worker && j->at[w] == task && j->life[w]) { /* the other one stops */
			j->life[w]++;
			j->at[w] = UINT32_MAX;
			j->idle[j->idles++] = w;
		}
	j->at[worker] = UINT32_MAX;
	mapreduce_give(j, worker);
}

static void crash(struct job *j, uint32_t worker)
{
	uint32_t task = j->at[worker];

	j->life[worker]++;
	j->at[worker] = UINT32_MAX;
	j->redone++;
	lab_say(j->r, j->r->events.now, "", "worker %u crashes on task %u", worker + 1, task + 1);
	if (!j->task[task].done)
		j->again[j->agains++] = task;
	mapreduce_give(j, worker); /* another machine takes its place */
}

static double one_job(struct job *j)
{
	const struct mapreduce *p = j->p;
	struct event e;

	events_reset(&j->r->events);
	memset(j->task, 0, p->tasks * sizeof *j->task);
	memset(j->life, 0, p->workers * sizeof *j->life);
	j->next = j->finished = j->idles = 0;
	j->agains = 0;
	for (uint32_t w = 0; w < p->workers && lab_tick(j->r); w++)
		mapreduce_give(j, w);
	while (j->finished < p->tasks && events_next(&j->r->events, &e) && lab_tick(j->r)) {
		uint32_t worker = e.who & 0xFFFFF;

		if ((j->life[worker] & 0xFFF) != e.who >> 20 || j->at[worker] == UINT32_MAX)
			continue;
		if (e.kind == DONE)
			mapreduce_done(j, worker);
		else
			crash(j, worker);
	}
	lab_clock(j->r, j->r->events.now);
	return (double)j->r->events.now / 1e9;
}

static void mapreduce_run(const void *params, struct lab_run *r)
{
	const struct mapreduce *p = params;
	uint64_t part = r->trace ? 1 : lab_part(r, p->jobs), n = 0;
	double cv = p->kind == EXPONENTIAL, sum = 0, longest = 0, busy = 0;
	struct job j = {.p = p,
	                .r = r,
	                .service = lab_stream(r, SERVICE),
	                .fault = lab_stream(r, FAULT),
	                .repair = lab_stream(r, REPAIR),
	                .spread = p->kind == LOGNORMAL ? draw_lognormal(p->mean, p->cv) : draw_spread(p->mean, cv)};

	j.task = xcalloc(p->tasks, sizeof *j.task);
	j.at = xcalloc(p->workers, sizeof *j.at);
	j.life = xcalloc(p->workers, sizeof *j.life);
	j.idle = xcalloc(p->workers + 1, sizeof *j.idle);
	j.again = xcalloc(p->workers + p->tasks + 1, sizeof *j.again);
	for (; n < part && !r->stopped; n++) {
		double took;

		j.longest = j.work = 0;
		took = one_job(&j);
		sum += took;
		longest += j.longest;
		busy += j.work / (took * (double)p->workers);
	}
	lab_put(r, MAKESPAN, sum / (double)n);
	lab_put(r, LONGEST, longest / (double)n);
	lab_put(r, EXTRA, (double)j.extra / (double)n / (double)p->tasks);
	lab_put_rare(r, REDONE, (double)j.redone / (double)n, 1 / (double)n);
	if (p->backup > 1 && !p->mtbf)
		lab_put(r, BUSY, busy / (double)n);
	free(j.task);
	free(j.at);
	free(j.life);
	free(j.idle);
	free(j.again);
}

/* The chance that a worker lives so long. */
static double survives(const struct mapreduce *p, double seconds)
{
	double lives = p->mtbf ? seconds * 1e9 / (double)p->mtbf : 0;

	return p->kind == EXPONENTIAL && p->ranges == EVEN ? 1 / (1 + lives) : draw_exp(-lives);
}

/* Until the task that it has is done, that is. */
static double outlives_task(const struct mapreduce *p)
{
	double longest = p->mean * (p->ranges == ARTICLE ? (double)p->tasks : 1), plain = survives(p, longest);

	return p->ranges == ARTICLE ? plain : (1 - p->slow) * plain + p->slow * survives(p, longest * p->slower);
}

static bool mapreduce_cost(const void *params, struct lab_cost *c, struct diag *d)
{
	const struct mapreduce *p = params;
	double jobs = (double)p->jobs, tasks = (double)p->tasks, workers = (double)p->workers, fate = outlives_task(p),
		   copies = p->backup <= 1 ? ceil((1 - p->backup) * tasks) : 0;

	if (p->workers > 1000000 || p->tasks > 100000000)
		return lab_refuse(c, p->workers > 1000000 ? "workers" : "tasks", d, DIAG_LIMIT,
		                  "lab mapreduce: at most a million workers and 100 million tasks");
	if (p->mtbf && (double)p->mtbf / 1e9 < p->mean)
		return lab_refuse(c, "mtbf mean slower tasks", d, DIAG_ARGUMENT,
		                  "lab mapreduce: workers that crash before a task is done never end");
	if (fate < 1e-6)
		return lab_refuse(c, "mtbf mean slower tasks", d, DIAG_ARGUMENT,
		                  "lab mapreduce: workers crash before the longest tasks are done, which never end");
	*c = (struct lab_cost){.steps = jobs * (tasks * 2 / fate + workers + copies * (tasks + workers)),
	                       .param = "jobs",
	                       .bytes = tasks * 40 * 2 + workers * 32 * 2};
	return true;
}

static void mapreduce_told(const void *params, struct buf *text)
{
	const struct mapreduce *p = params;
	struct arena a;

	arena_init(&a);
	buf_printf(text, "%d runs of %s", LAB_RUNS, figure_count(&a, (double)(p->jobs / LAB_RUNS), "job").p);
	arena_release(&a);
}

const struct lab lab_mapreduce = {"mapreduce", sizeof(struct mapreduce), in,  out, NULL, mapreduce_cost, mapreduce_run,
                                  NULL,        mapreduce_told,           NULL};

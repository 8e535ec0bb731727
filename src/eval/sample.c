/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sample.c - runs the uncertain part of a program for all blocks of samples. */
#include <math.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/interrupt.h"
#include "base/threads.h"
#include "eval/exec.h"
#include "sampling/moments.h"

enum {
	SAMPLES_DEFAULT = 65536,
	SAMPLES_SLOW = 1024, /* where a function costs up to half a millisecond */
	SAMPLES_MAX = 1 << 26,
	COLUMNS_MAX = 1 << 26, /* numbers in all columns, 512 MB; with the fewest samples it is twice that */
	SAMPLES_FEWEST = 1024,
	WORK_MAX = 1 << 29,    /* instructions times samples: some seconds */
	BLOCKS_PER_THREAD = 32 /* fewer are done sooner than a thread is started */
};

/* What the threads share. */
struct sampling {
	const struct program *p;
	const struct engine *e;
	const struct kernel *kernel;
	const struct reg *certain;  /* registers after the certain part */
	const struct instr **maker; /* by register: the last that writes it, or NULL */
	const uint32_t *roots;
	uint32_t root_count, blocks;
	struct sampled *out;
	atomic_uint next; /* block to be done */
	atomic_bool failed;
	struct diag *d;
	pthread_mutex_t lock; /* for d, and for who failed first */
};

/* ---- before ---- */

static double certain_arg(const struct run *r, uint32_t reg)
{
	return r->reg[reg].num ? r->reg[reg].num[0] : 0;
}

/* Tables of the draws, and their coordinates. */
static void ready_draw(struct run *r, const struct instr *in)
{
	struct draw *draw = in->u.draw;
	double p[64];

	draw->sobol = arena_array(r->scratch, struct sobol, draw->source_count);
	for (uint32_t i = 0; i < draw->source_count; i++)
		sobol_init(&draw->sobol[i], draw->sources[i].dimension, draw->sources[i].key);
	if (!draw->dist->table)
		return;
	for (uint32_t i = 0; i < in->count; i++)
		p[i] = certain_arg(r, in->args[i]);
	draw->table = draw->dist->table(r->scratch, p, in->count);
}

uint32_t run_ready_draws(struct run *r)
{
	uint32_t beyond = 0;

	for (uint32_t i = 0; i < r->p->count; i++) {
		const struct instr *in = &r->p->code[i];
		if (!in->live || in->code != CODE_DRAW)
			continue;
		ready_draw(r, in);
		beyond += in->u.draw->sources[0].dimension >= SOBOL_DIMENSIONS;
	}
	return beyond;
}

/* ---- one block, one thread ---- */

/* Copy what the roots are in this block to their columns. Lists must stay as long as in the first block. */
static bool keep_block(struct sampling *s, const struct run *r)
{
	size_t from = (size_t)r->block * SAMPLE_BLOCK;

	for (uint32_t k = 0; k < s->root_count; k++) {
		const struct reg *x = &r->reg[s->roots[k]];
		if (x->count != s->out[k].count)
			return false;
		for (uint32_t i = 0; i < x->count; i++) {
			double *column = s->out[k].columns[i] + from;
			if (x->width > 1)
				memcpy(column, x->num + (size_t)i * x->width, r->width * sizeof *column);
			else
				for (uint32_t j = 0; j < r->width; j++)
					column[j] = x->num[i];
		}
	}
	return true;
}

static void start_run(struct sampling *s, struct run *r, struct arena *arena, struct diag *d)
{
	*r = (struct run){.p = s->p, .e = s->e, .kernel = s->kernel, .scratch = arena, .d = d, .width = SAMPLE_BLOCK};
	r->reg = arena_array(arena, struct reg, s->p->registers);
	memcpy(r->reg, s->certain, s->p->registers * sizeof *r->reg);
	for (uint32_t i = 0; i < s->p->count; i++)
		if (s->p->code[i].live && (s->p->code[i].uncertain || s->p->code[i].loop))
			r->reg[s->p->code[i].dst].cap = 0; /* each thread has room of its own */
}

static void *sample_work(void *ctx)
{
	struct sampling *s = ctx;
	struct arena arena;
	struct diag d;
	struct run r;

	arena_init(&arena);
	diag_init(&d, &arena, s->d->source);
	start_run(s, &r, &arena, &d);
	while (!atomic_load(&s->failed)) {
		r.block = atomic_fetch_add(&s->next, 1);
		if (r.block >= s->blocks || interrupt_came)
			break;
		r.work = 0;
		if (!run_range(&r, 0, s->p->count, true) || !keep_block(s, &r)) {
			pthread_mutex_lock(&s->lock);
			atomic_store(&s->failed, true);
			diag_copy(s->d, &d);
			pthread_mutex_unlock(&s->lock);
		}
	}
	arena_release(&arena);
	return NULL;
}

static unsigned thread_count(const struct engine *e, uint32_t blocks)
{
	unsigned most = e->threads ? e->threads : threads_processors();

	if (!e->threads && most > blocks / BLOCKS_PER_THREAD)
		most = blocks / BLOCKS_PER_THREAD;
	return most < 1 ? 1 : most;
}

/* ---- after ---- */

/* Whole blocks, so that they are as even as can be. */
static uint32_t fewer(uint32_t samples, struct diag *d)
{
	samples = samples < SAMPLES_FEWEST ? SAMPLES_FEWEST : samples / SAMPLE_BLOCK * SAMPLE_BLOCK;
	diag_note(d, (struct span){0, 0}, "very many uncertain numbers at once: sampled %u times only", samples);
	return samples;
}

/* All columns are in memory at once: where there are very many, they are shorter. */
static bool fit_samples(struct sampling *s, const struct run *r, struct diag *d, uint32_t *samples)
{
	uint64_t columns = 0;

	for (uint32_t k = 0; k < s->root_count; k++)
		columns += r->reg[s->roots[k]].count;
	if (columns * *samples <= COLUMNS_MAX)
		return true;
	if (columns > 2 * COLUMNS_MAX / SAMPLES_FEWEST)
		return diag_fail(d, DIAG_LIMIT, (struct span){0, 0},
		                 "this would hold %.0f million samples at once; 'set samples' takes fewer",
		                 (double)columns * *samples / 1e6);
	if (*samples <= SAMPLES_FEWEST)
		return true;
	*samples = fewer((uint32_t)(COLUMNS_MAX / columns), d);
	s->blocks = (*samples + SAMPLE_BLOCK - 1) / SAMPLE_BLOCK;
	return true;
}

/* How long the lists are is known after the first block. */
static bool first_block(struct sampling *s, struct arena *arena, struct diag *d, uint32_t samples)
{
	struct run r;

	start_run(s, &r, arena, d);
	if (!run_range(&r, 0, s->p->count, true) || !fit_samples(s, &r, d, &samples))
		return false;
	for (uint32_t k = 0; k < s->root_count; k++) {
		struct sampled *out = &s->out[k];
		out->count = r.reg[s->roots[k]].count;
		out->samples = samples;
		out->columns = xcalloc(out->count ? out->count : 1, sizeof *out->columns);
		for (uint32_t i = 0; i < out->count; i++)
			out->columns[i] = xmalloc((size_t)s->blocks * SAMPLE_BLOCK * sizeof(double));
	}
	return keep_block(s, &r);
}

static const struct instr **find_makers(const struct program *p, struct arena *a)
{
	const struct instr **maker = arena_array(a, const struct instr *, p->registers + 1);

	for (uint32_t i = 0; i < p->count; i++)
		if (p->code[i].dst < p->registers)
			maker[p->code[i].dst] = &p->code[i];
	return maker;
}

/* The number in a certain register, or NaN. */
static double certain_number(const struct sampling *s, uint32_t reg)
{
	const struct instr *in = s->maker[reg];
	const struct reg *x = &s->certain[reg];

	return in && !in->uncertain && !in->loop && x->num && !x->list ? x->num[0] : NAN;
}

/*
 * One step from a register to the one that it is a multiple or a shift of: what was a * x + b of it, is so of the
 * other.
 */
static bool linear_step(const struct sampling *s, uint32_t *reg, double *a, double *b)
{
	const struct instr *in = s->maker[*reg];
	double left, right;

	if (!in || !in->uncertain)
		return false;
	*reg = in->a;
	if (in->code == CODE_SCALE || in->code == CODE_NEGATE) {
		*a = in->code == CODE_NEGATE ? -*a : factor_apply(in->u.factor, *a);
		return true;
	}
	if (in->code < CODE_ADD || in->code > CODE_DIV)
		return false;
	left = certain_number(s, in->a);
	right = certain_number(s, in->b);
	if (is_poison(left) == is_poison(right) || (in->code == CODE_DIV && is_poison(right)))
		return false;
	double k = is_poison(left) ? right : left;
	*reg = is_poison(left) ? in->a : in->b;
	if (in->code == CODE_MUL || in->code == CODE_DIV) {
		*a = in->code == CODE_MUL ? *a * k : *a / k;
		return true;
	}
	*b += in->code == CODE_SUB && is_poison(left) ? -*a * k : *a * k;
	*a = in->code == CODE_SUB && is_poison(right) ? -*a : *a;
	return true;
}

/* Mean and deviation that are known: of a literal, or of a column that was one. */
static bool known_moments(const struct sampling *s, const struct instr *in, double *mean, double *sd)
{
	double x[64];

	if (in->code == CODE_COLUMN) {
		const struct spread *known = in->u.column.spread;
		if (!known || known->mean_digits != SPREAD_EXACT)
			return false;
		*mean = known->mean;
		*sd = known->sd;
		return true;
	}
	for (uint32_t i = 0; i < in->count; i++)
		if (is_poison(x[i] = certain_number(s, in->args[i])))
			return false;
	return moments_of(in->u.draw->dist, x, in->count, mean, sd);
}

static bool is_random_source(const struct instr *in)
{
	return in->code == CODE_DRAW || in->code == CODE_COLUMN;
}

/* Of one literal, scaled and shifted perhaps, mean and deviation are known: its samples say little of a long tail. */
static void exact_moments(const struct sampling *sampling, uint32_t root, struct spread *s)
{
	double a = 1, b = 0, mean, sd;
	const struct instr *in = sampling->maker[root];

	while (in && !is_random_source(in) && linear_step(sampling, &root, &a, &b))
		in = sampling->maker[root];
	if (!in || !is_random_source(in) || s->good != s->samples || !known_moments(sampling, in, &mean, &sd))
		return;
	s->mean = a * mean + b;
	s->sd = fabs(a) * sd;
	s->mean_digits = s->sd_digits = SPREAD_EXACT;
}

static void summarize(const struct sampling *s, uint32_t root, struct sampled *out, unsigned threads,
                      struct arena *scratch)
{
	out->spread = arena_array(scratch, struct spread, out->count ? out->count : 1);
	if (out->bare)
		return;
	for (uint32_t i = 0; i < out->count; i++) {
		spread_of(out->columns[i], out->samples, threads, &out->spread[i]);
		if (out->texts)
			spread_texts(out->columns[i], out->samples, &out->spread[i]);
		if (out->count == 1 && !s->certain[root].list)
			exact_moments(s, root, &out->spread[i]);
	}
}

void sampled_free(struct sampled *s, uint32_t count)
{
	for (uint32_t k = 0; k < count; k++) {
		for (uint32_t i = 0; s[k].columns && i < s[k].count; i++)
			free(s[k].columns[i]);
		free(s[k].columns);
		s[k].columns = NULL;
	}
}

/* "in 12 % of the samples: division by zero": counted and said, never dropped in silence. */
static void note_losses(struct sampling *s, struct arena *scratch)
{
	for (uint32_t k = 0; k < s->root_count; k++) {
		for (uint32_t i = 0; i < s->out[k].count; i++) {
			const struct spread *x = &s->out[k].spread[i];
			uint32_t where;
			struct diag own;
			if (!x->good || x->good == x->samples || poison_read(x->why, &where) == POISON_NONE)
				continue;
			diag_init(&own, scratch, s->d->source);
			program_blame(s->p, x->why, &own);
			diag_note(s->d, (struct span){0, 0}, "%.2g %% of the samples have no value and are left out: %.*s",
			          100.0 * (x->samples - x->good) / x->samples, STR(own.error->text));
		}
	}
}

static uint32_t samples_wanted(const struct program *p, const struct engine *e, struct diag *d)
{
	uint32_t n = e->samples ? e->samples : SAMPLES_DEFAULT;

	if (p->slow && n > SAMPLES_SLOW) {
		diag_note(d, (struct span){0, 0}, "a costly function of an uncertain number: sampled %d times only",
		          SAMPLES_SLOW);
		n = SAMPLES_SLOW;
	}
	uint64_t work = 0;
	for (uint32_t i = 0; i < p->count; i++)
		work += p->code[i].live && p->code[i].uncertain;
	if (n <= SAMPLES_DEFAULT && work * n > WORK_MAX) /* who asked for more means it */
		n = fewer((uint32_t)(WORK_MAX / work), d);
	return n > SAMPLES_MAX ? SAMPLES_MAX : n;
}

bool program_sample(struct program *p, const struct engine *e, const uint32_t *roots, uint32_t count, bool keep,
                    struct arena *scratch, struct diag *d, struct sampled *out)
{
	struct run certain = {.p = p, .e = e, .kernel = kernel_best(), .scratch = scratch, .d = d, .width = 1};
	struct arena arena;

	for (uint32_t k = 0; k < count; k++)
		out[k] = (struct sampled){.texts = out[k].texts, .bare = out[k].bare};
	program_prepare(p, scratch, roots, count);
	uint32_t samples = samples_wanted(p, e, d);
	struct sampling s = {.p = p,
	                     .e = e,
	                     .kernel = certain.kernel,
	                     .roots = roots,
	                     .root_count = count,
	                     .out = out,
	                     .d = d,
	                     .blocks = (samples + SAMPLE_BLOCK - 1) / SAMPLE_BLOCK};
	certain.reg = arena_array(scratch, struct reg, p->registers);
	if (!run_range(&certain, 0, p->count, false))
		return false;
	s.certain = certain.reg;
	uint32_t beyond = run_ready_draws(&certain);
	if (beyond)
		diag_note(d, (struct span){0, 0}, "more than %d uncertain numbers: %u of them %s drawn at random, less evenly",
		          EVEN_DRAWS, beyond, beyond == 1 ? "is" : "are");
	unsigned threads = thread_count(e, s.blocks);
	arena_init(&arena);
	pthread_mutex_init(&s.lock, NULL);
	bool ok = first_block(&s, &arena, d, samples);
	atomic_store(&s.next, 1);
	if (ok)
		threads_run(threads, sample_work, &s);
	ok = ok && !atomic_load(&s.failed);
	if (ok && interrupt_came)
		ok = diag_fail(d, DIAG_INTERRUPT, (struct span){0, 0}, "interrupted");
	if (!ok && !d->error)
		diag_fail(d, DIAG_VALUE, (struct span){0, 0}, "a list of uncertain length");
	s.maker = ok ? find_makers(s.p, scratch) : NULL;
	for (uint32_t k = 0; ok && k < count; k++)
		summarize(&s, roots[k], &out[k], threads, scratch);
	if (ok)
		note_losses(&s, scratch);
	if (!ok || !keep)
		sampled_free(out, count);
	pthread_mutex_destroy(&s.lock);
	arena_release(&arena);
	if (e->sampled)
		e->sampled(e->progress_ctx);
	return ok;
}

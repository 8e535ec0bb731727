/* SPDX-License-Identifier: GPL-3.0-or-later */
/* measure.c - from the values of parameters to a lab's numbers, and from its results back to text. */
#include "eval/measure.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "base/fs.h"
#include "base/interrupt.h"

/* Times of parameters; counts that have to be whole, since a rounded one would be another. */
enum { KEPT = 64, YEARS_MOST = 100, WHOLE_BELOW = 1000 };

struct kept_run {
	struct measured run;
	struct arena arena; /* of params */
	uint64_t given;     /* bit i: the parameter in[i] was */
	struct str key;
	uint64_t used;
};

struct measures {
	struct kept_run *kept[KEPT];
	uint64_t uses;
};

static void kept_free(struct kept_run *k)
{
	if (!k)
		return;
	lab_result_release(&k->run.result);
	arena_release(&k->arena);
	free(k);
}

void measures_free(struct measures *m)
{
	for (unsigned i = 0; m && i < KEPT; i++)
		kept_free(m->kept[i]);
	free(m);
}

const struct lab *measure_lab(const struct source *src)
{
	struct str name = fs_name_of(src->name);

	if (!str_starts(src->name, S("formulas/lab/")) || !str_ends(name, S(".bote")))
		return NULL;
	return lab_find(str_cut(name, 0, name.len - 5));
}

/* ---- parameters ---- */

struct reading {
	const struct engine *e;
	const struct measuring *m;
	const struct lab_in *in;
	char *params; /* the lab's struct */
	uint64_t given;
	struct arena *a;
	struct diag *d;
	struct span at; /* of the value that is being read */
	bool fraction;  /* it was typed so, "2.5"; what solve tries on its way is rounded */
};

static bool measure_uncertain(const struct reading *r)
{
	diag_fail(r->d, DIAG_VALUE, r->at, "a lab runs with certain numbers, and '%s' is a range", r->in->name);
	diag_hint(r->d, "write p50(...) for the middle of it, or use sweep");
	return false;
}

static double base_number(const struct value *v, uint32_t i)
{
	return is_poison(v->num[i]) ? (double)NAN : factor_apply(units_base(&v->type.units), v->num[i]);
}

static bool read_choice(const struct reading *r, const struct value *v, int *out)
{
	struct str word = texts_get(r->e->texts, (uint32_t)v->num[0]);

	for (int i = 0; r->in->choices[i]; i++)
		if (str_eq(word, str_from_c(r->in->choices[i]))) {
			*out = i;
			return true;
		}
	return diag_fail(r->d, DIAG_ARGUMENT, r->at, "'%.*s' is no %s", STR(word), r->in->name);
}

static bool read_list(const struct reading *r, const struct value *v, struct lab_list *out)
{
	double *x = arena_array(r->a, double, v->count + 1);

	for (uint32_t i = 0; i < v->count; i++)
		x[i] = base_number(v, i);
	*out = (struct lab_list){x, v->count};
	return true;
}

static bool read_texts(const struct reading *r, const struct value *v, struct lab_texts *out)
{
	const char **x = arena_array(r->a, const char *, v->count + 1);

	if (v->type.kind != VALUE_TEXT)
		return diag_fail(r->d, DIAG_VALUE, r->at, "'%s' is to be texts", r->in->name);
	for (uint32_t i = 0; i < v->count; i++)
		x[i] = arena_str(r->a, texts_get(r->e->texts, (uint32_t)v->num[i])).p;
	*out = (struct lab_texts){x, v->count};
	return true;
}

/* What is drawn is rounded to whole nanoseconds, and ends with the clock. */
static bool measure_in_reach(const struct reading *r, double x)
{
	if (r->in->kind == LAB_RATE && x > LAB_RATE_MOST)
		return diag_fail(r->d, DIAG_LIMIT, r->at,
		                 "'%s' is more than 100 million a second: a lab's clock counts nanoseconds", r->in->name);
	if (r->in->kind == LAB_SECONDS && x > 0 && x < 1 / LAB_RATE_MOST)
		return diag_fail(r->d, DIAG_LIMIT, r->at, "'%s' is less than 10 ns: a lab's clock counts nanoseconds",
		                 r->in->name);
	if (r->in->kind == LAB_SECONDS && x > YEARS_MOST * 365.25 * 86400)
		return diag_fail(r->d, DIAG_LIMIT, r->at, "'%s' is more than %d years: no lab lives so long", r->in->name,
		                 YEARS_MOST);
	return true;
}

static bool measure_read_number(const struct reading *r, const struct value *v, char *at)
{
	double x = base_number(v, 0);

	if (v->count != 1)
		return diag_fail(r->d, DIAG_VALUE, r->at, "'%s' is to be one number", r->in->name);
	if (lab_is_double(r->in->kind)) {
		*(double *)at = x;
		return measure_in_reach(r, x);
	}
	if (x < 0)
		return diag_fail(r->d, DIAG_VALUE, r->at, "'%s' cannot be below 0", r->in->name);
	if (r->in->kind == LAB_TIME) {
		if (x > YEARS_MOST * 365.25 * 86400)
			return diag_fail(r->d, DIAG_LIMIT, r->at, "'%s' is more than %d years: no lab lives so long", r->in->name,
			                 YEARS_MOST);
		if (x > 0 && x < 1e-9)
			return diag_fail(r->d, DIAG_LIMIT, r->at,
			                 "'%s' is less than a nanosecond, which is all that a lab's clock counts", r->in->name);
		*(uint64_t *)at = draw_ns(x);
		return true;
	}
	if (r->fraction && x < WHOLE_BELOW && fabs(x - floor(x + 0.5)) > 1e-12 * x)
		return diag_fail(r->d, DIAG_VALUE, r->at, "'%s' is to be a whole number", r->in->name);
	*(uint64_t *)at = x < 1e18 ? (uint64_t)(x + 0.5) : LAB_NEVER;
	return true;
}

static bool has_none(const struct value *v)
{
	for (uint32_t i = 0; i < v->count; i++)
		if (is_poison(v->num[i]))
			return true;
	return false;
}

static bool read_param(const struct reading *r, const struct value *v)
{
	char *at = r->params + r->in->at;

	if (v->type.uncertain)
		return measure_uncertain(r);
	if (has_none(v)) {
		diag_fail(r->d, DIAG_VALUE, r->at, "'%s' cannot be none", r->in->name);
		diag_hint(r->d, "leave it out for its default: bote help lab %s", measure_lab(r->m->source)->name);
		return false;
	}
	switch (r->in->kind) {
	case LAB_CHOICE: return v->type.kind == VALUE_TEXT && v->count == 1 && read_choice(r, v, (int *)(void *)at);
	case LAB_YES: *(bool *)at = v->count == 1 && v->num[0] == 1; return true;
	case LAB_LIST: return read_list(r, v, (struct lab_list *)(void *)at);
	case LAB_TEXTS: return read_texts(r, v, (struct lab_texts *)(void *)at);
	case LAB_TEXT:
		if (v->type.kind == VALUE_TEXT && v->count == 1)
			*(const char **)(void *)at = arena_str(r->a, texts_get(r->e->texts, (uint32_t)v->num[0])).p;
		return true;
	default: return measure_read_number(r, v, at);
	}
}

static void add_key(struct buf *key, const struct reading *r)
{
	const char *at = r->params + r->in->at;

	switch (r->in->kind) {
	case LAB_CHOICE: buf_printf(key, "%d;", *(const int *)(const void *)at); break;
	case LAB_YES: buf_printf(key, "%d;", *(const bool *)at); break;
	case LAB_LIST: {
		const struct lab_list *l = (const void *)at;

		for (uint32_t i = 0; i < l->count; i++)
			buf_printf(key, "%a,", l->v[i]);
		buf_char(key, ';');
		break;
	}
	case LAB_TEXTS: {
		const struct lab_texts *t = (const void *)at;

		for (uint32_t i = 0; i < t->count; i++)
			buf_printf(key, "%s\n", t->v[i]);
		buf_char(key, ';');
		break;
	}
	case LAB_TEXT:
		buf_printf(key, "%s\n;", *(const char *const *)(const void *)at ? *(const char *const *)(const void *)at : "");
		break;
	case LAB_NUMBER:
	case LAB_RATE:
	case LAB_SECONDS: buf_printf(key, "%a;", *(const double *)(const void *)at); break;
	default: buf_printf(key, "%llx;", (unsigned long long)*(const uint64_t *)(const void *)at);
	}
}

/* A number with a point, and not an expression that may come to anything. */
static bool measure_is_fraction(struct str text)
{
	return text.len && char_is_digit(text.p[0]) && str_find_char(text, '.', 0) < text.len;
}

/* Faults of a value are shown where it is written. */
static bool read_written(struct reading *r)
{
	struct written w = r->m->place(r->m->ctx, str_from_c(r->in->name));
	struct value v;

	if (!r->m->param(r->m->ctx, str_from_c(r->in->name), r->d, &v))
		return false;
	r->at = w.at;
	r->given |= (uint64_t)w.given << (r->in - measure_lab(r->m->source)->in);
	r->fraction = w.source && measure_is_fraction(source_text(w.source, w.at));
	DIAG_IN(r->d, w.source ? w.source : r->m->source);
	return read_param(r, &v);
}

static bool measure_read_all(const struct engine *e, const struct measuring *m, const struct lab *lab,
                             struct kept_run *k, struct buf *key, struct diag *d)
{
	struct reading r = {
		.e = e, .m = m, .in = lab->in, .params = arena_alloc(&k->arena, lab->params), .a = &k->arena, .d = d};

	k->run.params = r.params;
	buf_printf(key, "%s %llx ", lab->name, (unsigned long long)e->seed);
	for (; r.in->name; r.in++) {
		if (!read_written(&r))
			return d->error ? false : diag_fail(d, DIAG_VALUE, m->statement->name_at, "'%s' has no value", r.in->name);
		add_key(key, &r);
	}
	k->given = r.given;
	return true;
}

/* ---- runs ---- */

/* A file that changed is another one. */
static bool measure_add_file(const struct engine *e, const struct measuring *m, const struct lab *lab,
                             const void *params, struct buf *key, struct diag *d)
{
	const char *file = lab->reads ? lab->reads->name(params) : NULL;
	struct stat st;

	if (!file)
		return true;
	if (!e->lab_files) {
		diag_fail(d, DIAG_ARGUMENT, m->statement->name_at, "a sheet reads no files");
		diag_hint(d, "bote lab %s with the file is a command of its own", lab->name);
		return false;
	}
	if (stat(file, &st) == 0)
		buf_printf(key, "%lld %lld.%ld", (long long)st.st_size, (long long)st.st_mtim.tv_sec, st.st_mtim.tv_nsec);
	return true;
}

static struct lab_plan plan_of(const struct engine *e)
{
	return (struct lab_plan){.seed = e->seed,
	                         .threads = e->threads,
	                         .stop = &interrupt_came,
	                         .progress = e->progress,
	                         .ctx = e->progress_ctx};
}

/* Of "which nodes" the first that was given, else the first. */
static struct written blamed_place(const struct measuring *m, const char *names)
{
	struct str rest = str_from_c(names ? names : "");
	struct written first = {0};

	while (rest.len) {
		size_t end = str_find_char(rest, ' ', 0);
		struct written w = m->place(m->ctx, str_cut(rest, 0, end));

		if (w.source && w.given)
			return w;
		first = first.source ? first : w;
		rest = str_trim(str_cut(rest, end, rest.len));
	}
	return first;
}

/* What a lab refuses is shown where the parameter is written that it blames; a fault in a script where that is. */
static bool measure_refused(const struct measuring *m, const char *blame, const struct diag_item *error, struct diag *d)
{
	struct written w = blamed_place(m, blame);

	if (error->source.name.len || !w.source) {
		diag_adopt(d, error);
		return false;
	}
	DIAG_IN(d, w.source);
	diag_fail(d, error->kind, w.at, "%.*s", STR(error->text));
	if (error->hint.len)
		diag_hint(d, "%.*s", STR(error->hint));
	return false;
}

static bool measure_anew(const struct engine *e, const struct measuring *m, struct kept_run *k, struct diag *d)
{
	struct lab_plan plan = plan_of(e);
	struct diag own;

	diag_init(&own, d->arena, NULL);
	plan.given = k->given;
	k->run.seed = e->seed;
	if (!lab_run(k->run.lab, k->run.params, &plan, &k->run.result, &own))
		return measure_refused(m, k->run.result.blame, own.error, d);
	if (!k->run.result.stopped)
		return true;
	if (e->lab_files && k->run.result.runs >= 2) {
		interrupt_came = 0; /* what was measured is still to be held against formulas */
		return true;
	}
	return diag_fail(d, DIAG_INTERRUPT, m->statement->name_at, "stopped after %u of %d runs", k->run.result.runs,
	                 LAB_RUNS);
}

/* Room for one more: that of the one that was asked for longest ago. */
static struct kept_run **measure_room(struct measures *all)
{
	unsigned old = 0;

	for (unsigned i = 0; i < KEPT; i++) {
		if (!all->kept[i])
			return &all->kept[i];
		if (all->kept[i]->used < all->kept[old]->used)
			old = i;
	}
	kept_free(all->kept[old]);
	all->kept[old] = NULL;
	return &all->kept[old];
}

void measures_forget_ended(struct measures *m)
{
	for (unsigned i = 0; m && i < KEPT; i++)
		if (m->kept[i] && m->kept[i]->run.result.stopped) {
			kept_free(m->kept[i]);
			m->kept[i] = NULL;
		}
}

static struct kept_run *measure_find(struct measures *all, struct str key)
{
	for (unsigned i = 0; i < KEPT; i++)
		if (all->kept[i] && str_eq(all->kept[i]->key, key))
			return all->kept[i];
	return NULL;
}

const struct measured *measure_run(struct measures **made, const struct engine *e, const struct measuring *m,
                                   struct diag *d)
{
	const struct lab *lab = measure_lab(m->source);
	struct kept_run *k, *old;
	struct measures *all;
	struct buf key = {0};

	if (!lab) {
		diag_fail(d, DIAG_SYNTAX, m->statement->at,
		          "nothing measures '%.*s': such a line belongs to the sheet of a lab", STR(m->statement->name));
		return NULL;
	}
	all = *made = *made ? *made : xcalloc(1, sizeof **made);
	k = xcalloc(1, sizeof *k);
	arena_init(&k->arena);
	k->run.lab = lab;
	bool ok = measure_read_all(e, m, lab, k, &key, d) && measure_add_file(e, m, lab, k->run.params, &key, d);
	k->key = buf_take(&key, &k->arena);
	old = ok ? measure_find(all, k->key) : NULL;
	if (old || !ok || !measure_anew(e, m, k, d)) {
		kept_free(k);
		k = old;
	} else {
		*measure_room(all) = k;
	}
	if (!k)
		return NULL;
	k->used = ++all->uses;
	return &k->run;
}

bool measure_again(const struct engine *e, const struct measured *m, struct lab_result *out, struct diag *d)
{
	struct lab_plan plan = plan_of(e);

	plan.first = LAB_RUNS;
	return lab_run(m->lab, m->params, &plan, out, d);
}

bool measure_trace(const struct engine *e, const struct measured *m, uint32_t steps, bool messages, struct lab_trace *t,
                   struct diag *d)
{
	struct lab_plan plan = plan_of(e);
	struct lab_result ignored;

	*t = (struct lab_trace){.left = steps, .messages = messages};
	plan.trace = t;
	bool ok = lab_run(m->lab, m->params, &plan, &ignored, d);
	trace_sort(t);
	lab_result_release(&ignored);
	return ok;
}

/* ---- results ---- */

static void measure_write_number(struct buf *out, double x, int digits, struct str unit)
{
	buf_printf(out, "%.*g%s%.*s", digits, x, unit.len && unit.p[0] != '%' && unit.p[0] != '/' ? " " : "", STR(unit));
}

/* All there are of an exact result; else three more than the error leaves. */
static int measure_digits_of(const struct lab_value *v)
{
	double sure = v->error > 0 && v->value != 0 ? log10(fabs(v->value) / v->error) : 12;

	return v->error > 0 ? (sure < 1 ? 4 : (int)sure + 4) : 15;
}

void measure_write(struct buf *out, const struct measuring *m, const struct measured *run, double unit)
{
	const struct statement *st = m->statement;
	const struct lab_value *v = lab_result_of(run->lab, &run->result, st->name);
	struct str word = st->more->unit.count ? source_text(m->source, st->more->unit.at) : S("");

	if (!v || !v->there) {
		buf_add_c(out, "none \"nothing was there to be measured\"");
		return;
	}
	buf_add_c(out, v->count ? "[" : "");
	for (uint32_t i = 0; i < (v->count ? v->count : 1); i++) {
		struct lab_value one = lab_result_each(&run->result, v, i);

		buf_add_c(out, i ? ", " : "");
		measure_write_number(out, one.value / unit, measure_digits_of(&one), word);
		if (one.error > 0) {
			buf_add_c(out, " ± ");
			measure_write_number(out, one.error / unit * LAB_T90, 3, word);
		}
	}
	buf_add_c(out, v->count ? "]" : "");
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_same.c - a formula gives one answer, whether it is run, used or called, with what is given and without. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "outcome.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static char folder[] = "/tmp/fuzz_same.XXXXXX";
static char path[64];

static void clean_up(void)
{
	unlink(path);
	rmdir(folder);
}

/*
 * The input is what the formula answers, of its parameters a and b: one expression, since a run fails by any other
 * line that is wrong, and a call asks for the answer alone.
 */
static void put_formula(struct str text)
{
	FILE *f;

	if (!path[0]) {
		if (!mkdtemp(folder))
			abort();
		snprintf(path, sizeof path, "%s/same.bote", folder);
		atexit(clean_up);
	}
	f = fopen(path, "wb");
	if (!f)
		abort();
	fprintf(f, "param a = 2 MB \"a\"\nparam b = 3 \"b\"\nx = ");
	for (size_t i = 0; i < text.len; i++)
		fputc(text.p[i] && strchr("\n\r;", text.p[i]) ? ' ' : text.p[i], f);
	fprintf(f, "\nshow x\n");
	if (fclose(f) != 0)
		abort();
}

/* The last answer of what is typed, or of the run where nothing is; false when there is none. */
static bool answer_of(const char *typed, const struct given *given, size_t count, struct arena *a, struct value *v)
{
	struct session *s = session_new(str_from_c(folder));
	struct outcome o;

	be_quick(s);
	outcome_init(&o);
	bool ok = typed ? session_text(s, SESSION_STREAM, str_from_c(typed), &o)
	                : session_run(s, S("same"), given, count, NULL, &o);
	check_outcome(s, &o, ok, typed ? str_from_c(typed) : S("run"));
	ok = ok && o.answer_count && o.answers[o.answer_count - 1].value.count;
	if (ok)
		*v = value_copy(a, &o.answers[o.answer_count - 1].value);
	for (uint32_t i = 0; ok && v->type.kind == VALUE_NUMBER && i < v->count; i++)
		v->num[i] = is_poison(v->num[i])
		                ? v->num[i]
		                : v->num[i] * factor_apply(units_base(&v->type.units), 1); /* the units go with the session */
	outcome_release(&o);
	session_free(s);
	return ok;
}

/* The same quantities; how they would be shown may differ. */
static bool alike(const struct value *a, const struct value *b)
{
	if (a->type.kind != b->type.kind || a->count != b->count || a->type.list != b->type.list)
		return false;
	for (uint32_t i = 0; i < a->count; i++) {
		double x = a->num[i], y = b->num[i];

		if (is_poison(x) != is_poison(y) || fabs(x - y) > 1e-12 * fabs(x))
			return false;
	}
	return true;
}

static void check_same(const char *called, const char *used, const struct given *given, size_t count)
{
	struct arena a;
	struct value run = {0}, call = {0}, use = {0};

	arena_init(&a);
	bool ran = answer_of(NULL, given, count, &a, &run);
	assert(ran == answer_of(called, NULL, 0, &a, &call));
	assert(ran == answer_of(used, NULL, 0, &a, &use));
	assert(!ran || run.type.uncertain || run.type.kind == VALUE_TEXT || (alike(&run, &call) && alike(&run, &use)));
	arena_release(&a);
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	const struct given given[] = {{S("a"), S("5 GB")}};

	put_formula((struct str){(const char *)data, size});
	check_same("same().x", "use same() as u; u.x", NULL, 0);
	check_same("same(a = 5 GB).x", "use same(a = 5 GB) as u; u.x", given, 1);
	return 0;
}

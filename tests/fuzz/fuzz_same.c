/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_same.c - a formula gives one answer, whether it is run, used or called, with what is given and without. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "outcome.h"
#include "reused.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static char folder[] = "/tmp/fuzz_same.XXXXXX";
static char name[24], path[80]; /* of the formula at hand */

static void clean_up(void)
{
	unlink(path);
	rmdir(folder);
}

/*
 * The input is what the formula answers, of its parameters a and b: one expression, since a run fails by any other
 * line that is wrong, and a call asks for the answer alone. The session, which is used again, keeps formulas that it
 * has read: each input is one of its own.
 */
static void put_formula(struct str text)
{
	static unsigned count;
	FILE *f;

	if (!count && !mkdtemp(folder))
		abort();
	if (!count)
		atexit(clean_up);
	else
		unlink(path);
	snprintf(name, sizeof name, "same%u", ++count);
	snprintf(path, sizeof path, "%s/%s.bote", folder, name);
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
static bool answer_of(struct str typed, const struct given *given, size_t count, struct arena *a, struct value *v)
{
	struct session *s = session_as_new(str_from_c(folder));
	struct outcome o;

	be_quick(s);
	outcome_init(&o);
	bool ok = typed.len ? session_text(s, SESSION_STREAM, typed, &o)
	                    : session_run(s, str_from_c(name), given, count, NULL, &o);
	check_outcome(s, &o, ok, typed.len ? typed : S("run"));
	ok = ok && o.answer_count && o.answers[o.answer_count - 1].value.count;
	if (ok)
		*v = value_copy(a, &o.answers[o.answer_count - 1].value);
	for (uint32_t i = 0; ok && v->type.kind == VALUE_NUMBER && i < v->count; i++)
		v->num[i] = is_poison(v->num[i])
		                ? v->num[i]
		                : v->num[i] * factor_apply(units_base(&v->type.units), 1); /* the units go with the session */
	outcome_release(&o);
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

static void check_same(const char *arguments, const struct given *given, size_t count)
{
	struct arena a;
	struct value run = {0}, call = {0}, use = {0};

	arena_init(&a);
	bool ran = answer_of(S(""), given, count, &a, &run);
	assert(ran == answer_of(arena_printf(&a, "%s(%s).x", name, arguments), NULL, 0, &a, &call));
	assert(ran == answer_of(arena_printf(&a, "use %s(%s) as u; u.x", name, arguments), NULL, 0, &a, &use));
	assert(!ran || run.type.uncertain || run.type.kind == VALUE_TEXT || (alike(&run, &call) && alike(&run, &use)));
	arena_release(&a);
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	const struct given given[] = {{S("a"), S("5 GB")}};

	put_formula((struct str){(const char *)data, size});
	check_same("", NULL, 0);
	check_same("a = 5 GB", given, 1);
	return 0;
}

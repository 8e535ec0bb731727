/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What `save` writes gives the same sheet again, whatever was typed before: random lines, undo, redo, settings, files,
 * each held against a fresh session. BOTE_SAVED_RUNS asks for more than the few of `make check`; BOTE_SAVED_SEED for
 * others.
 */
#include <math.h>

#include "base/str.h"
#include "session/session_parts.h"
#include "talk.h"
#include "value/format.h"

enum { STEPS = 40 };

/* ---- lines at random ---- */

struct player {
	uint64_t state;
	struct session *s;
	struct buf line, log; /* log: all that was typed, for a message */
	unsigned used;
};

/* splitmix64 */
static uint64_t next(struct player *p)
{
	uint64_t z = p->state += 0x9e3779b97f4a7c15;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
	z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
	return z ^ (z >> 31);
}

static unsigned any(struct player *p, unsigned n)
{
	return (unsigned)(next(p) % n);
}

static const char *pick(struct player *p, const char *const *from, unsigned count)
{
	return from[any(p, count)];
}
#define PICK(p, ...) pick(p, (const char *const[]){__VA_ARGS__}, COUNT(((const char *const[]){__VA_ARGS__})))

static const char *name(struct player *p)
{
	return PICK(p, "aa", "bb", "cc", "dd", "writes", "users", "n", "k", "round", "f", "peak");
}

static void literal(struct player *p)
{
	buf_add_c(&p->line,
	          PICK(p, "3", "10", "0", "5M users", "2 kB", "4 MB", "20 kb", "7 GB/s", "30%", "0.4", "1..3", "5..20 ms",
	               "10 ± 2 users", "[1 ms, 20 ms]", "[1, 2]", "\"cpu\"", "yes", "2 h", "100 requests/s", "$3", "1/2",
	               "-4", "2^10", "3 blobs", "12 gadgets", "2 aa", "3bb", "4 gizmos", "5 kB/cc", "7 writes", "5 kB bb",
	               "20% users", "5 GB users", "round (2.6)", "f (3)", "7 peak", "3 round", "floor (n)", "6 Blob blobs",
	               "5 gadGets gadget", "8 gizmo gizmos"));
}

static void expression(struct player *p, unsigned depth)
{
	switch (any(p, depth > 2 ? 4 : 12)) {
	case 0:
	case 1:
	case 2: literal(p); return;
	case 3:
	case 4:
	case 5: buf_add_c(&p->line, any(p, 8) ? name(p) : PICK(p, "_", "ans", "u1.wait", "u2.items")); return;
	case 6:
	case 7:
	case 8:
		expression(p, depth + 1);
		buf_add_c(&p->line, PICK(p, " * ", " + ", " - ", " / ", " + "));
		expression(p, depth + 1);
		return;
	case 9:
		buf_add_c(&p->line, PICK(p, "f(", "g(", "max(1, ", "sum("));
		expression(p, depth + 1);
		buf_char(&p->line, ')');
		return;
	case 10:
		buf_printf(&p->line, "(");
		expression(p, depth + 1);
		buf_add_c(&p->line, PICK(p, " to kB)", " * 2)", " > 3)", ")"));
		return;
	default:
		buf_add_c(&p->line, PICK(p, "smallest(n, n > 40", "smallest(k, k > 40")); /* it ends, for each of the samples */
		buf_add_c(&p->line, " or 2^n > ");
		expression(p, depth + 1);
		buf_char(&p->line, ')');
	}
}

static void definition(struct player *p)
{
	static const char *const heads[] = {"", "", "", "param "};
	const char *n = name(p);

	buf_printf(&p->line, "%s%s = ", pick(p, heads, COUNT(heads)), n);
	switch (any(p, 4)) {
	case 0: buf_printf(&p->line, "%s %s", n, PICK(p, "* 2", "+ 1", "- 10%", "+ 1 kB")); break;
	case 1: literal(p); break;
	default: expression(p, 0);
	}
	buf_add_c(&p->line, PICK(p, "", "", "", " \"say \\\"what\\\"\"", " \"it\" from \"a \\\\ b\""));
}

/* Names are drawn one statement at a time: in which order arguments are worked out is the compiler's choice. */
static void other_line(struct player *p)
{
	const char *a, *b, *c, *d;

	switch (any(p, 14)) {
	case 0:
		a = name(p), b = PICK(p, "users", "kB", "[ms]", "number", "any", "requests/s");
		buf_printf(&p->line, "param %s in %s", a, b);
		return;
	case 1:
		a = PICK(p, "f", "g"), b = PICK(p, "x", "n", "x, y");
		buf_printf(&p->line, "%s(%s) = ", a, b);
		expression(p, 1);
		return;
	case 2:
		buf_add_c(&p->line, PICK(p, "unit blob = 3 kB", "unit blob = 2 MB", "noun gadget", "unit crate = 4 blobs",
		                         "unit blob = 100 ms"));
		return;
	case 3:
		buf_add_c(&p->line, PICK(p, "check ", "require ", "show ", "check ", "~ "));
		expression(p, 1);
		buf_add_c(&p->line, PICK(p, " > 1", " < 5 kB", ""));
		return;
	case 4:
		a = PICK(p, "s0", "s1", "s2"), b = name(p);
		buf_printf(&p->line, "scenario \"%s\": %s = ", a, b);
		expression(p, 1);
		return;
	case 5:
		buf_add_c(&p->line, "use littles_law(rate = ");
		expression(p, 1);
		buf_printf(&p->line, ") as u%u", ++p->used);
		return;
	case 6:
		a = name(p), b = name(p);
		buf_printf(&p->line, "correlate(%s, %s, 0.5)", a, b);
		return;
	case 7:
		buf_add_c(&p->line, PICK(p, "set kb 1024", "set kb 1000", "set seed 7", "set seed 0", "set samples 300",
		                         "set sure 80%", "set precision 6"));
		return;
	case 8:
	case 9: buf_add_c(&p->line, PICK(p, "undo", "undo", "redo", "undo", "clear")); return;
	case 10:
		a = name(p), b = name(p), c = name(p), d = name(p);
		buf_printf(&p->line, "%s = 1; %s = %s + 2; %s", a, b, c, d);
		return;
	default: expression(p, 0);
	}
}

/* ---- what is compared ---- */

static bool near(double x, double y)
{
	return (isnan(x) && isnan(y)) || x == y || fabs(x - y) <= 1e-9 * fmax(fabs(x), fabs(y));
}

static bool same_numbers(const struct value *a, const struct value *b)
{
	struct factor fa = a->type.kind == VALUE_NUMBER ? units_base(&a->type.units) : FACTOR_ONE;
	struct factor fb = b->type.kind == VALUE_NUMBER ? units_base(&b->type.units) : FACTOR_ONE;

	for (uint32_t i = 0; i < a->count; i++)
		if (!near(factor_apply(fa, a->num[i]), factor_apply(fb, b->num[i])))
			return false;
	return true;
}

/* The sessions have units of their own, so they are compared by their names. */
static bool same_units(const struct units *a, const struct units *b)
{
	struct units x = units_nouns(a), y = units_nouns(b);
	struct buf p = {0}, q = {0};
	bool same = true;

	units_write(&p, &x, true);
	units_write(&q, &y, true);
	same = str_eq(buf_str(&p), buf_str(&q));
	for (int i = 0; i < DIM_COUNT; i++)
		same = same && units_exponent(a, i) == units_exponent(b, i);
	buf_release(&p);
	buf_release(&q);
	return same;
}

static bool same_value(const struct value *a, const struct value *b)
{
	if (a->type.kind != b->type.kind || a->type.list != b->type.list || a->type.uncertain != b->type.uncertain ||
	    a->count != b->count)
		return false;
	if (a->type.kind == VALUE_NUMBER && !same_units(&a->type.units, &b->type.units))
		return false;
	return a->type.kind == VALUE_TEXT || same_numbers(a, b);
}

static void say_cell(struct session *s, const struct cell *c, struct buf *out)
{
	struct format f = session_format(s);

	if (!c)
		buf_add_c(out, "is not there");
	else if (c->state == CELL_READY)
		format_answer(out, cell_value(c), &f);
	else
		buf_add_c(out, "has no value");
}

/* The first difference between two sheets, or nothing. */
static void differ(struct session *a, struct session *b, struct buf *out)
{
	struct sheet *x = session_sheet(a), *y = session_sheet(b);
	struct outcome o;

	outcome_init(&o);
	sheet_sample_all(x, &o.diag);
	sheet_sample_all(y, &o.diag);
	outcome_release(&o);
	if (sheet_cell_count(x) != sheet_cell_count(y))
		buf_printf(out, "%u cells, not %u; ", sheet_cell_count(y), sheet_cell_count(x));
	for (uint32_t i = 0; i < sheet_cell_count(x); i++) {
		const struct cell *c = sheet_cell(x, i), *d = sheet_find(y, c->name);

		if (d && c->state == d->state && c->param == d->param && str_eq(c->more->text, d->more->text) &&
		    str_eq(c->more->origin, d->more->origin) &&
		    (c->state != CELL_READY || same_value(cell_value(c), cell_value(d))))
			continue;
		buf_printf(out, "%.*s ", STR(c->name));
		say_cell(b, d, out);
		buf_add_c(out, ", not ");
		say_cell(a, c, out);
		return;
	}
}

/* ---- what has to hold ---- */

static void fail(struct player *p, const char *what, const struct buf *why, const struct buf *saved)
{
	cr_assert_fail("%s: %s\n--- typed\n%s--- saved\n%s", what, buf_c(why), buf_c(&p->log), saved ? buf_c(saved) : "");
}

static bool waits(struct session *s)
{
	for (uint32_t i = 0; i < sheet_cell_count(session_sheet(s)); i++)
		if (sheet_cell(session_sheet(s), i)->state != CELL_READY)
			return true;
	return false;
}

static void loads_again(struct player *p, const char *path)
{
	struct session *again = session_new(S(""));
	struct buf text = {0}, why = {0};
	struct outcome o;

	outcome_init(&o);
	session_save_text(p->s, &text);
	cr_assert(fs_write(path, buf_str(&text)) == 0);
	if (!session_file(again, SESSION_PROMPT, path, NULL, 0, &o))
		buf_printf(&why, "does not load: %.*s", STR(o.diag.error->text));
	else
		differ(p->s, again, &why);
	if (why.len)
		fail(p, "saved and loaded", &why, &text);
	outcome_reset(&o);
	if (!waits(p->s) && !session_run(again, str_from_c(path), NULL, 0, NULL, &o)) {
		buf_printf(&why, "%.*s", STR(o.diag.error->text));
		fail(p, "saved and run", &why, &text);
	}
	outcome_release(&o);
	buf_release(&text);
	buf_release(&why);
	session_free(again);
}

static bool type(struct player *p, const char *line)
{
	struct outcome o;

	outcome_init(&o);
	bool ok = typed_text(p->s, SESSION_PROMPT, str_from_c(line), &o);
	buf_printf(&p->log, "%s%s\n", line, ok ? "" : "      # refused");
	outcome_release(&o);
	return ok;
}

/* A session in which all lines that there are by now were typed, and no other. */
static struct session *typed_anew(struct player *p, size_t count)
{
	struct session *s = session_new(S(""));

	*session_settings(s) = *session_settings(p->s);
	session_apply_settings(s);
	for (size_t i = 0; i < count; i++) {
		struct str text = session_log_text(p->s, i);
		struct outcome o;
		outcome_init(&o);
		s->replaying = true; /* "(1)", which was the answer then, is no bare number */
		if (text.len)
			session_text(s, SESSION_PROMPT, text, &o);
		else
			session_clear(s);
		s->replaying = false;
		session_log(s, p->s->log[i].kind, text, str_from_c(p->s->log[i].path));
		outcome_release(&o);
	}
	return s;
}

/* Whatever way undo and redo take, the sheet is that of the lines there are then, and so is what is saved. */
static void is_what_is_left(struct player *p)
{
	struct session *anew = typed_anew(p, session_log_length(p->s));
	struct buf text = {0}, why = {0}, other = {0};

	differ(anew, p->s, &why);
	session_save_text(p->s, &text);
	session_save_text(anew, &other);
	if (!why.len && !str_eq(buf_str(&text), buf_str(&other)))
		buf_printf(&why, "what is saved is not\n%s---", buf_c(&other));
	if (why.len)
		fail(p, "undo and redo", &why, &text);
	buf_release(&text);
	buf_release(&why);
	buf_release(&other);
	session_free(anew);
}

/* Taken back and brought back again, the sheet is as it was. */
static void comes_back(struct player *p, const char *path)
{
	struct session *before = session_new(S(""));
	struct buf text = {0}, why = {0};
	size_t length = session_log_length(p->s);
	struct outcome o;

	outcome_init(&o);
	session_save_text(p->s, &text);
	cr_assert(fs_write(path, buf_str(&text)) == 0);
	session_file(before, SESSION_PROMPT, path, NULL, 0, &o);
	if (type(p, any(p, 3) ? "undo" : "undo 3")) {
		is_what_is_left(p);
		while (any(p, 4) == 0 && type(p, "undo"))
			is_what_is_left(p);
		while (session_log_length(p->s) < length && type(p, "redo"))
			is_what_is_left(p);
	}
	differ(before, p->s, &why);
	if (why.len)
		fail(p, "undone and redone", &why, &text);
	outcome_release(&o);
	buf_release(&text);
	buf_release(&why);
	session_free(before);
}

static void play(uint64_t seed, const char *path)
{
	struct player p = {.s = session_new(S(""))};

	p.state = seed;
	p.state = next(&p); /* from its own multiples each seed would have the numbers of the one before, but the first */
	buf_printf(&p.log, "// seed %llu\n", (unsigned long long)seed);
	type(&p, "set samples 256");
	for (unsigned i = 0; i < STEPS; i++) {
		buf_reset(&p.line);
		if (any(&p, 2))
			definition(&p);
		else
			other_line(&p);
		type(&p, buf_c(&p.line));
		if (any(&p, 6) == 0)
			comes_back(&p, path);
		if (any(&p, 4) == 0)
			loads_again(&p, path);
	}
	loads_again(&p, path);
	buf_release(&p.line);
	buf_release(&p.log);
	session_free(p.s);
}

Test(saved, gives_the_same_sheet_again)
{
	const char *runs = getenv("BOTE_SAVED_RUNS"), *seed = getenv("BOTE_SAVED_SEED");
	uint64_t from = seed ? strtoull(seed, NULL, 10) : 1, count = runs ? strtoull(runs, NULL, 10) : 40;
	char path[] = "tests/tmp/saved.XXXXXX";

	cr_assert(fs_make_folder("tests/tmp") == 0);
	int fd = mkstemp(path);
	cr_assert(fd >= 0);
	close(fd);
	for (uint64_t i = 0; i < count; i++)
		play(from + i, path);
	unlink(path);
}

/* Sheets that random ones find once in thousands: a line that made another of what a name was before. */
Test(saved, what_a_name_was_before_leaves_nothing)
{
	static const char *const sheets[][8] = {
		{"param aa = 20% users", "cc = aa - 10%", "aa = 10"},
		{"param aa = 20%", "cc = aa - 10%", "aa = 1 + 2"},
		{"param aa = [20%, 30%]", "cc = aa - 10%", "aa = [3, 4]"},
		{"param aa = 20%", "cc = aa + 5%", "aa = 3..4"},
		{"bb = 10 ± 2 users", "cc = 5..20 ms", "correlate(bb, cc, 0.5)", "param bb in any"},
		{"bb = 10 ± 2 users", "cc = 5..20 ms", "correlate(bb, cc, 0.5)", "param bb in any", "bb = 3..4"},
		{"bb = 1..3", "cc = 10 ± 2 users", "correlate(bb, cc, 0.5)", "bb = 10"},
		{"3", "ans * (1..2)", "aa = ans + 1", "scenario \"s\": aa = _"},
		{"2 h", "_ * (1..2)", "_ + 1 h", "bb = ans2"},
		{"param aa in number", "bb = aa * 2", "cc = 5..20 ms", "require bb > 1", "cc"},
		{"bb = 1..3", "cc = 10 ± 2 users", "correlate(bb, cc, 0.5)", "bb = normal(1, 2) + normal(1, 2)"},
		{"set samples 256", "n = 1..3 / 10 ± 2", "k = 10 ± 2", "cc = 5 / n", "cc", "param k in kB", "cc"},
		{"set samples 256", "n = 1..3 / 10 ± 2", "k = 10 ± 2", "cc = 5 / n", "cc", "k = 10", "cc"},
		{"set samples 256", "n = 1..3", "k = 10 ± 2", "cc = 5 / n + (2..4)", "cc", "delete k", "cc"},
		{"set samples 256", "n = 1..3", "cc = 5 / n", "cc", "k = 10 ± 2", "cc", "undo"},
		{"set samples 256", "n = 1..3", "k = 7..9", "aa = 1..9", "cc = 5 / n", "cc", "k = 7..9 / 1..2", "cc"},
		{"set samples 256", "bb = 1..3", "cc = 10 ± 2", "dd = cc * 2", "correlate(bb, cc, 0.5)", "dd", "bb = 10", "dd"},
		/* as it was read when it was typed */
		{"x = round (2.6) + 1", "round = 3", "y = round (2)", "round = 4"},
		{"f(x) = 2 * x", "aa = f (3)", "f = 10", "bb = f (3)"},
		{"aa = 7 peak * 2", "peak = 3", "bb = 7 * peak"},
		{"f(x) = 2 * x", "aa = f (3)", "require floor (3) > 2", "floor = 0.1", "check floor (3) > 2"},
		{"require 7 peak > 2", "peak = 0.1", "require 9 peak > 0.8"},
		{"aa = round (2.6)", "round = 5", "aa = aa + 1", "scenario \"s\": aa = aa * round (1.2)"},
	};
	char path[] = "tests/tmp/saved.XXXXXX";

	cr_assert(fs_make_folder("tests/tmp") == 0);
	int fd = mkstemp(path);
	cr_assert(fd >= 0);
	close(fd);
	for (size_t i = 0; i < COUNT(sheets); i++) {
		struct player p = {.s = session_new(S(""))};
		for (size_t k = 0; k < COUNT(sheets[i]) && sheets[i][k]; k++)
			cr_expect(type(&p, sheets[i][k]), "%s", sheets[i][k]);
		loads_again(&p, path);
		buf_release(&p.log);
		session_free(p.s);
	}
	unlink(path);
}

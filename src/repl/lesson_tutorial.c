/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lesson_tutorial.c - the steps of share/tutorial.txt, one after another; the file says how it is written. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/embed.h"
#include "base/fs.h"
#include "repl/lesson.h"
#include "sampling/spread.h"
#include "value/number.h"

enum { STEPS_MOST = 40 };

struct step {
	struct str title, text, task, want, hint;
};

struct tutorial {
	struct lesson lesson;
	struct arena arena;
	const char *state;
	struct step steps[STEPS_MOST];
	unsigned count, at;
};

static struct tutorial *lesson_tutorial_of(struct lesson *l)
{
	return (struct tutorial *)l;
}

/* ---- the text ---- */

static struct str lesson_tutorial_behind(struct str line, const char *key)
{
	struct str word = str_from_c(key);

	return str_starts(line, word) ? str_trim(str_cut(line, word.len, line.len)) : (struct str){NULL, 0};
}

static void lesson_tutorial_take_text(struct step *step, struct str line)
{
	struct str value;

	if ((value = lesson_tutorial_behind(line, "task:")).p)
		step->task = value;
	else if ((value = lesson_tutorial_behind(line, "want:")).p)
		step->want = value;
	else if ((value = lesson_tutorial_behind(line, "hint:")).p)
		step->hint = value;
	else if (!step->text.p)
		step->text = line;
	else if (!step->task.p) /* lines of text follow one another */
		step->text.len = (size_t)(line.p + line.len - step->text.p);
}

static void read_steps(struct tutorial *t)
{
	const struct embedded *file = embedded_find(S("share/tutorial.txt"));
	struct str rest = file ? file->text : S(""), line;

	while (str_next_line(&rest, &line)) {
		if (str_starts(line, S("# ")) && t->count < STEPS_MOST)
			t->steps[t->count++].title = str_cut(line, 2, line.len);
		else if (t->count && line.len)
			lesson_tutorial_take_text(&t->steps[t->count - 1], line);
	}
}

/* ---- how far one got ---- */

static void keep_place(struct tutorial *t)
{
	struct arena a;

	if (!t->state)
		return;
	arena_init(&a);
	fs_make_folder(arena_str(&a, fs_folder_of(str_from_c(t->state))).p);
	fs_replace(t->state, 0600, arena_printf(&a, "%u\n", t->at < t->count ? t->at : 0));
	arena_release(&a);
}

static unsigned read_place(const struct tutorial *t)
{
	struct buf text = {0};
	long place = t->state && fs_read_kept(t->state, 64, &text) == 0 ? atol(buf_c(&text)) : 0;

	buf_release(&text);
	return place > 0 && place < (long)t->count ? (unsigned)place : 0;
}

/* Cells of the steps before, so that one can continue from any. */
static void carry_out_hints(struct tutorial *t)
{
	for (unsigned i = 0; i < t->at; i++) {
		struct outcome o;

		outcome_init(&o);
		if (str_find_char(t->steps[i].hint, '=', 0) < t->steps[i].hint.len)
			session_text(t->lesson.session, SESSION_STREAM, t->steps[i].hint, &o);
		outcome_release(&o);
	}
}

/* ---- what is shown ---- */

static void show_step(struct tutorial *t, struct buf *out)
{
	const struct step *step = &t->steps[t->at];

	buf_printf(out, "\n%u of %u: %.*s\n%.*s\n> %.*s\n", t->at + 1, t->count, STR(step->title), STR(step->text),
	           STR(step->task));
}

static void next_step(struct tutorial *t, struct buf *out)
{
	t->at++;
	keep_place(t);
	if (t->at < t->count) {
		show_step(t, out);
		return;
	}
	buf_add_c(
		out,
		"\nThat is all there is to it. examples has lines to try, formulas what is ready to run, quiz asks you.\n");
	t->lesson.done = true;
}

/* ---- is the task done? ---- */

static bool lesson_tutorial_worth(struct session *s, struct str text, struct arena *a, struct value *out)
{
	struct source src = {.text = text, .first_line = 1};
	struct diag d;

	diag_init(&d, a, &src);
	return sheet_eval_text(session_sheet(s), &src, a, &d, out) && out->count == 1;
}

static bool near_by(double x, double y, double share)
{
	return fabs(x - y) <= share * fabs(y);
}

static bool is_worth(struct session *s, const struct value *v, struct str wanted, struct arena *a)
{
	struct factor f = FACTOR_ONE;
	struct value want;

	return v && lesson_tutorial_worth(s, wanted, a, &want) && v->count == 1 && v->type.kind == want.type.kind &&
	       !v->type.uncertain && units_convert(&v->type.units, &want.type.units, &f) != UNITS_CLASH &&
	       near_by(factor_apply(f, v->num[0]), want.num[0], 1e-6);
}

static const struct value *value_of_cell(struct session *s, struct str name, struct arena *a)
{
	struct cell *c = sheet_find(session_sheet(s), name);
	struct diag d;

	diag_init(&d, a, NULL);
	if (!c || c->state != CELL_READY || !sheet_sample(session_sheet(s), &c, 1, &d))
		return NULL;
	struct value *v = arena_new(a, struct value);
	*v = value_copy(a, cell_value(c));
	return v;
}

static struct str lesson_tutorial_take_word(struct str *rest)
{
	size_t end = str_find_char(*rest, ' ', 0);
	struct str word = str_cut(*rest, 0, end);

	*rest = str_trim(str_cut(*rest, end, rest->len));
	return word;
}

/* `LOW ; HIGH` */
static bool is_range(struct session *s, const struct value *v, struct str wanted, struct arena *a)
{
	size_t cut = str_find_char(wanted, ';', 0);
	struct factor f = FACTOR_ONE;
	struct value low, high;

	if (!v || !v->spread || cut == wanted.len ||
	    !lesson_tutorial_worth(s, str_trim(str_cut(wanted, 0, cut)), a, &low) ||
	    !lesson_tutorial_worth(s, str_trim(str_cut(wanted, cut + 1, wanted.len)), a, &high))
		return false;
	return units_convert(&v->type.units, &low.type.units, &f) != UNITS_CLASH &&
	       near_by(factor_apply(f, v->spread->p5), low.num[0], 0.03) &&
	       near_by(factor_apply(f, v->spread->p95), high.num[0], 0.03);
}

static bool is_done(struct tutorial *t, struct str line, const struct outcome *o, struct arena *a)
{
	struct str want = t->steps[t->at].want, kind = lesson_tutorial_take_word(&want), name;
	struct session *s = t->lesson.session;

	if (o->diag.error)
		return false;
	if (str_eq(kind, S("did")))
		return str_starts(str_trim(line), want);
	if (str_eq(kind, S("answer")))
		return o->answer_count && is_worth(s, &o->answers[o->answer_count - 1].value, want, a);
	name = lesson_tutorial_take_word(&want);
	if (str_eq(kind, S("range")))
		return is_range(s, value_of_cell(s, name, a), want, a);
	return is_worth(s, value_of_cell(s, name, a), want, a);
}

/* Is it what was asked for, but with another value? */
static bool is_tried(const struct tutorial *t, struct str line, const struct outcome *o)
{
	struct str want = t->steps[t->at].want, kind = lesson_tutorial_take_word(&want);

	if (o->diag.error || str_eq(kind, S("did")))
		return false;
	if (str_eq(kind, S("answer")))
		return o->answer_count > 0 && str_find_char(line, '=', 0) == line.len;
	return str_starts(str_trim(line), lesson_tutorial_take_word(&want));
}

/* ---- the lesson ---- */

static bool tutorial_word(struct lesson *l, struct str line, struct buf *out)
{
	struct tutorial *t = lesson_tutorial_of(l);

	if (str_eq(line, S("hint"))) {
		buf_printf(out, "type: %.*s\n", STR(t->steps[t->at].hint));
	} else if (str_eq(line, S("skip")) || str_eq(line, S("next"))) {
		t->at++;
		carry_out_hints(t);
		t->at--;
		next_step(t, out);
	} else if (str_eq(line, S("again"))) {
		show_step(t, out);
	} else if (str_eq(line, S("quit")) || str_eq(line, S("exit"))) {
		l->done = true;
	} else {
		return false;
	}
	return true;
}

static void tutorial_after(struct lesson *l, struct str line, const struct outcome *o, struct buf *out)
{
	struct tutorial *t = lesson_tutorial_of(l);
	struct arena a;

	arena_init(&a);
	if (is_done(t, line, o, &a)) {
		buf_add_c(out, "Right.\n");
		next_step(t, out);
	} else if (is_tried(t, line, o)) {
		buf_add_c(out, "Not what was asked for: again says it again, hint shows a line that does it.\n");
	}
	arena_release(&a);
}

static void tutorial_end(struct lesson *l, struct buf *out)
{
	struct tutorial *t = lesson_tutorial_of(l);

	if (t->at < t->count)
		buf_printf(out, "tutorial continues at step %u of %u\n", t->at + 1, t->count);
	session_free(l->session);
	arena_release(&t->arena);
	free(t);
}

struct lesson *lesson_tutorial(struct str path, const char *state, struct buf *out)
{
	struct tutorial *t = xcalloc(1, sizeof(*t));

	arena_init(&t->arena);
	t->state = state ? arena_str(&t->arena, str_from_c(state)).p : NULL;
	t->lesson = (struct lesson){.session = session_new(path),
	                            .command = "tutorial",
	                            .prompt = "bote> ",
	                            .word = tutorial_word,
	                            .after = tutorial_after,
	                            .end = tutorial_end};
	read_steps(t);
	t->at = read_place(t);
	carry_out_hints(t);
	buf_add_c(
		out,
		"On a sheet of its own. hint shows a line that does it, skip goes on, again says it again; Ctrl-D leaves.\n");
	show_step(t, out);
	return &t->lesson;
}

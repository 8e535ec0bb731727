/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A formula gives the same however it is asked: run, brought in by use, called; and refuses the same arguments. */
#include <math.h>

#include "eval/parameter.h"
#include "talk.h"
#include "value/format.h"

/* What one way led to: a text, so that ways can be compared; "" for a refusal. */
struct ways {
	struct session *s;
	struct str name, answer;
	struct buf run, use, call;
	bool whole; /* all of the sheet could be worked out; else a call may see less of it */
};

static void write_result(struct session *s, struct buf *out, const struct value *v)
{
	struct format f = session_format(s);

	f.digits = v->type.uncertain ? 1 : 12; /* what is drawn depends on the name of the cell */
	format_answer(out, v, &f);
}

static struct str arguments(struct arena *a, struct str param, const char *arg, const char *rest, const char *gap)
{
	return arena_printf(a, "%.*s%s%s%s%s", STR(param), param.len ? "=" : "", arg, *rest && param.len ? gap : "", rest);
}

/* In a sheet of its own, as `run` has it. */
static void way_run(struct ways *w, const struct given *given, size_t count)
{
	struct text_found found;
	struct outcome o;

	outcome_init(&o);
	cr_assert(library_text(session_library(w->s), w->name, (struct str){0}, &o.diag, &found));
	struct sheet *sheet = sheet_new(session_engine(w->s), session_library(w->s), session_facts(w->s));
	bool ok = sheet_load(sheet, found.path, found.folder, found.text, &o.diag);
	for (size_t i = 0; ok && i < count; i++)
		ok = sheet_give(sheet, given[i].name, given[i].value, &o.diag);
	sheet_set_lenient(sheet, true);
	bool all = ok && sheet_recalc(sheet, &o.diag);
	struct cell *c = sheet_find(sheet, w->answer);
	w->whole = all || (c && c->state == CELL_FAILED);
	if (all && c && c->state == CELL_READY && sheet_sample(sheet, &c, 1, &o.diag))
		write_result(w->s, &w->run, cell_value(c));
	sheet_free(sheet);
	outcome_release(&o);
}

static void way_typed(struct ways *w, struct buf *out, struct str text)
{
	struct outcome o;

	outcome_init(&o);
	if (session_text(w->s, SESSION_STREAM, text, &o) && o.answer_count)
		write_result(w->s, out, &o.answers[o.answer_count - 1].value);
	outcome_release(&o);
	session_clear(w->s);
}

/* `rest` gives the other parameters: "a = 1, b = 2", or is empty. */
static void agree(struct session *s, struct str name, struct str answer, struct str param, const char *arg,
                  const char *rest)
{
	struct ways w = {.s = s, .name = name, .answer = answer};
	struct given given[8];
	size_t count = 0;
	struct arena a;

	arena_init(&a);
	if (param.len)
		given[count++] = (struct given){param, str_from_c(arg)};
	for (struct str left = str_from_c(rest); left.len;) {
		size_t equals = str_find_char(left, '=', 0), end = str_find_char(left, ';', 0);
		given[count++] = (struct given){str_trim(str_cut(left, 0, equals)), str_cut(left, equals + 1, end)};
		left = str_cut(left, end + 1, left.len);
	}
	struct str list = arena_str(&a, arguments(&a, param, arg, rest, ";"));
	for (size_t i = 0; i < list.len; i++)
		if (list.p[i] == ';')
			((char *)list.p)[i] = ',';
	way_run(&w, given, count);
	way_typed(&w, &w.use, arena_printf(&a, "use %.*s(%.*s) as zz; zz.%.*s", STR(name), STR(list), STR(answer)));
	way_typed(&w, &w.call, arena_printf(&a, "%.*s(%.*s)", STR(name), STR(list)));
	cr_expect(!w.whole || str_eq(buf_str(&w.run), buf_str(&w.call)), "%.*s(%.*s): run [%s], call [%s]", STR(name),
	          STR(list), buf_c(&w.run), buf_c(&w.call));
	cr_expect(str_eq(buf_str(&w.run), buf_str(&w.use)), "%.*s(%.*s): run [%s], use [%s]", STR(name), STR(list),
	          buf_c(&w.run), buf_c(&w.use));
	buf_release(&w.run);
	buf_release(&w.use);
	buf_release(&w.call);
	arena_release(&a);
}

static const char *const values[] = {
	"none",      "[]",
	"0",         "0 kB",
	"[0, 0]",    "3 - 3",
	"yes",       "\"a\"",
	"3",         "-3",
	"5 ms",      "[1 s, 2 s]",
	"[3, none]", "20%",
	"0.4",       "1..2",
	"1..2 ms",   "40%..60%",
	"3 GB",      "7 users",
	"2/s",       "(if yes then 0 else none)",
	"(none)",    "1 / 0",
};

/* Each kind of parameter with each kind of argument. */
Test(parameter, run_use_and_call_agree)
{
	static const char *const params[] = {"xs", "k", "every", "t", "y", "n", "p", "b", "r", "l"};
	static const struct sheet_file files[] = {
		{"ways",
	     "param xs in [ms]\nparam k = 1\nparam every in any\nparam t = \"cpu\"\nparam y = yes\nparam n = 5 users\n"
	     "param p = 70%\nparam b in kB\nparam r = 3 requests/s\nparam l = [1 GB, 2 GB]\nwhole = WHAT \"w\"\nshow "
	     "whole\n"}};
	static const char *const rest[] = {"xs=[1 ms]", "every=1", "b=1 kB"};
	static const char *const wholes[] = {"", " * 2", " == none"};

	for (size_t i = 0; i < COUNT(params); i++)
		for (size_t x = 0; x < COUNT(wholes); x++) {
			char text[600], others[100] = "";
			const char *at = strstr(files[0].text, "WHAT");
			struct sheet_file file = {"ways", text};

			snprintf(text, sizeof text, "%.*s%s%s%s", (int)(at - files[0].text), files[0].text, params[i], wholes[x],
			         at + 4);
			for (size_t k = 0; k < COUNT(rest); k++)
				if (!str_starts(str_from_c(rest[k]), str_from_c(params[i])) || rest[k][strlen(params[i])] != '=')
					snprintf(others + strlen(others), sizeof others - strlen(others), "%s%s", *others ? ";" : "",
					         rest[k]);
			strcpy(talk_folder + strlen(talk_folder) - 6, "XXXXXX");
			talk_write(&file, 1);
			struct session *s = session_new(str_from_c(talk_folder));
			for (size_t k = 0; k < COUNT(values); k++)
				agree(s, S("ways"), S("whole"), str_from_c(params[i]), values[k], others);
			session_free(s);
			talk_remove(&file, 1);
		}
}

/* All that ship, by their defaults and with odd arguments. */
Test(parameter, formulas_agree)
{
	static const char *const odd[] = {"0", "none", "3", "yes"};
	struct session *s = session_new(S(""));
	unsigned count;
	const struct listing *list = library_list(session_library(s), &count);
	unsigned tried = 0, turn = 0;
	struct outcome few;

	/* One digit of what is uncertain does not need more, and most of the time goes there. */
	outcome_init(&few);
	cr_assert(session_text(s, SESSION_STREAM, S("set samples 4000"), &few));
	outcome_release(&few);
	for (unsigned i = 0; i < count; i++) {
		struct outcome o;

		outcome_init(&o);
		const struct template *t = library_template(session_library(s), list[i].name, (struct str){0}, &o.diag);
		struct str answer = t ? template_answer(t) : S("");
		if (answer.len && template_cell(t, answer)) {
			tried++;
			agree(s, list[i].name, answer, S(""), "", "");
			for (const struct statement *st = t->first; st; st = st->next)
				if (st->kind == STATEMENT_PARAM)
					agree(s, list[i].name, answer, st->name, odd[turn++ % COUNT(odd)], "");
		}
		outcome_release(&o);
	}
	cr_expect(tried > 140, "%u", tried);
	session_free(s);
}

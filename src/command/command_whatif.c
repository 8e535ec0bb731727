/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command_whatif.c - questions about a sheet: sensitivity, sweep, solve, whatif, compare, histogram. */
#include <string.h>

#include "command/command_all.h"
#include "whatif/compare.h"
#include "whatif/histogram.h"
#include "whatif/scenario.h"
#include "whatif/sensitivity.h"
#include "whatif/solve.h"
#include "whatif/start.h"
#include "whatif/sweep.h"

enum { STARTS_MOST = 64 };

/*
 * Where words give parameters values: all of those of the form; those after the colon; of a sweep those after its
 * first cell, too.
 */
enum params_at { PARAMS_ANYWHERE, PARAMS_BEHIND_COLON, PARAMS_BEHIND_AXIS };

/* The words after a question: about which sheet, and what. */
struct question {
	struct sheet *sheet;
	bool opened;  /* it is to be freed */
	bool given;   /* the sheet at hand has values that the question brought, until it is answered */
	bool formula; /* its defaults are said */
	bool made_up; /* such values are what the cells in question are */
	enum params_at params;
	starts_fn *starts; /* NULL: it brings none */
	struct session *session;
	struct str text;
};

/* ---- FILE, and PARAM=VALUE ---- */

/* dau=200M in one word, but not a == b. */
static bool is_param(struct str word)
{
	size_t i = 0;

	while (i < word.len && (char_is_name(word.p[i]) || word.p[i] == '.'))
		i++;
	return i && i + 1 < word.len && word.p[i] == '=' && word.p[i + 1] != '=';
}

/* Blanks part words; quotes and brackets hold them together. */
static size_t whatif_split(struct outcome *o, struct str text, struct str **out)
{
	size_t n = 0;

	*out = arena_array(&o->arena, struct str, text.len / 2 + 2);
	text = str_trim(text);
	while (text.len) {
		size_t end = str_find_outside(text, ' ', 0);

		(*out)[n++] = str_cut(text, 0, end);
		text = str_trim(str_cut(text, end, text.len));
	}
	return n;
}

/* May the next word give a parameter? `word` are those before it; `axis`: one was the cell of a sweep. */
static bool params_here(const struct question *q, const struct str *word, size_t i, bool colon, bool axis)
{
	bool next_axis = i && str_ends(word[i - 1], S(","));

	return colon || q->params == PARAMS_ANYWHERE || (q->params == PARAMS_BEHIND_AXIS && axis && !next_axis);
}

/* Take the words that give parameters values. */
static size_t take_params(struct outcome *o, struct question *q, const struct str *word, size_t count,
                          struct given *given)
{
	struct str *rest = arena_array(&o->arena, struct str, count + 1);
	size_t n = 0, kept = 0;
	bool colon = false, axis = false;

	for (size_t i = 0; i < count; i++) {
		if (is_param(word[i]) && params_here(q, word, i, colon, axis)) {
			size_t equals = str_find_char(word[i], '=', 0);
			given[n++] = (struct given){str_cut(word[i], 0, equals), str_cut(word[i], equals + 1, word[i].len)};
			continue;
		}
		axis = axis || is_param(word[i]);
		colon = colon || str_find_char(word[i], ':', 0) < word[i].len;
		rest[kept++] = word[i];
	}
	q->text = command_join(o, kept, rest);
	return n;
}

static struct ask whatif_ask_of(const struct question *q, struct arena *a, struct diag *d)
{
	return (struct ask){.sheet = q->sheet,
	                    .a = a,
	                    .d = d,
	                    .format = session_format(q->session),
	                    .made_up = q->made_up,
	                    .defaults = q->formula};
}

/* The cells it is about, with what they begin with. What cannot be read is said when it is asked. */
static uint32_t read_starts(const struct question *q, struct sheet *sheet, struct arena *a, struct supposed *cells)
{
	struct diag own;

	diag_init(&own, a, NULL);
	struct ask ask = whatif_ask_of(q, a, &own);
	ask.sheet = sheet;
	return q->starts ? q->starts(&ask, q->text, cells, STARTS_MOST) : 0;
}

static bool give_starts(void *ctx, struct sheet *sheet, struct diag *d)
{
	struct question *q = ctx;
	struct supposed cells[STARTS_MOST];
	uint32_t n = read_starts(q, sheet, d->arena, cells);
	struct ask ask = whatif_ask_of(q, d->arena, d);

	ask.sheet = sheet;
	return starts_give(&ask, cells, n);
}

static bool whatif_open_sheet(struct session *s, struct outcome *o, struct str name, const struct str *word,
                              size_t count, struct question *q)
{
	const struct given *lent;
	size_t lent_count = session_lent(s, &lent);
	struct given *given = arena_array(&o->arena, struct given, lent_count + count + 1);
	size_t n = lent_count + take_params(o, q, word, count, given + lent_count);
	struct starting start = {.give = give_starts, .ctx = q};

	if (lent_count)
		memcpy(given, lent, lent_count * sizeof *given);
	q->sheet = session_open_asked(s, name, given, n, &start, o);
	q->opened = q->sheet != NULL;
	q->made_up = start.given;
	q->formula = !listing_is_example(library_listing(session_library(s), name));
	return q->opened;
}

/* At the prompt a parameter may be without a value. It has one as long as the question is answered. */
static bool lend_starts(struct outcome *o, struct question *q)
{
	struct supposed cells[STARTS_MOST];
	uint32_t n = read_starts(q, q->sheet, &o->arena, cells);

	if (!starts_missing(q->sheet, cells, n))
		return sheet_recalc(q->sheet, &o->diag);
	struct ask ask = whatif_ask_of(q, &o->arena, &o->diag);
	sheet_mark(q->sheet);
	q->made_up = starts_give(&ask, cells, n);
	q->given = true;
	return !o->diag.error && sheet_recalc(q->sheet, &o->diag);
}

/* Is the first word a sheet? Cells of the sheet at hand come first; in an empty one it must be. */
static bool names_sheet(struct session *s, struct outcome *o, struct str word, bool more)
{
	struct text_found found;

	if (!more || sheet_find(session_sheet(s), word))
		return false;
	return library_text(session_library(s), word, (struct str){0}, &o->diag, &found) || o->diag.error;
}

static bool whatif_read_question(struct session *s, size_t argc, const struct str *argv, struct outcome *o,
                                 struct question *q)
{
	struct str *word;
	size_t count = whatif_split(o, command_join(o, argc, argv), &word);
	struct str first = argc > 1 ? argv[0] : count ? word[0] : S("");
	bool more = argc > 1 || count > 1;

	q->session = s;
	q->sheet = session_sheet(s);
	q->text = command_join(o, argc, argv);
	if (names_sheet(s, o, first, more) ||
	    (argc > 1 && !sheet_cell_count(q->sheet) && str_eq(first, str_cut(first, 0, str_find_char(first, ' ', 0)))))
		return argc > 1 ? whatif_open_sheet(s, o, first, argv + 1, argc - 1, q)
		                : whatif_open_sheet(s, o, first, word + 1, count - 1, q);
	return lend_starts(o, q);
}

/* ---- the commands ---- */

typedef struct doc_table *question_fn(struct ask *q, struct str text);

static bool whatif_finish(struct session *s, struct outcome *o, struct question *q, struct doc_table *t)
{
	if (q->opened)
		session_keep_opened(s, q->sheet); /* the tables point into its texts */
	if (q->given)
		sheet_rollback(q->sheet);
	o->tables = t;
	if (!t)
		return session_fail(o);
	if (t->empty)
		o->status = STATUS_NO;
	return true;
}

static bool whatif_answer(struct session *s, size_t argc, const struct str *argv, struct question q, struct outcome *o,
                          question_fn *fn)
{
	if (!whatif_read_question(s, argc, argv, o, &q))
		return whatif_finish(s, o, &q, NULL);
	struct ask ask = whatif_ask_of(&q, &o->arena, &o->diag);
	return whatif_finish(s, o, &q, fn(&ask, q.text));
}

bool command_sensitivity(struct session *s, size_t argc, const struct str *argv, struct outcome *o)
{
	if (!argc)
		return command_misused(o, "sensitivity of what? Give a cell or an expression");
	return whatif_answer(s, argc, argv, (struct question){0}, o, sensitivity);
}

bool command_sweep(struct session *s, size_t argc, const struct str *argv, struct outcome *o)
{
	if (!argc)
		return command_misused(o, "sweep what? As in: sweep rps = 1k..100k log : servers");
	return whatif_answer(s, argc, argv, (struct question){.params = PARAMS_BEHIND_AXIS, .starts = sweep_starts}, o,
	                     sweep);
}

bool command_solve(struct session *s, size_t argc, const struct str *argv, struct outcome *o)
{
	if (!argc)
		return command_misused(o, "solve what? As in: solve p95(servers) <= 10 for rps");
	return whatif_answer(s, argc, argv, (struct question){.starts = solve_starts}, o, solve);
}

bool command_histogram(struct session *s, size_t argc, const struct str *argv, struct outcome *o)
{
	if (!argc)
		return command_misused(o, "histogram of what? Give a cell or an expression");
	return whatif_answer(s, argc, argv, (struct question){0}, o, histogram);
}

static struct str whatif_unquoted(struct str text)
{
	bool quoted = text.len > 1 && text.p[0] == '"' && text.p[text.len - 1] == '"';
	return quoted ? str_cut(text, 1, text.len - 1) : text;
}

static struct doc_table *ask_what_if(struct ask *q, struct str text, struct outcome *o)
{
	size_t colon = str_find_outside(text, ':', 0), count;
	struct str cells = str_trim(str_cut(text, 0, colon)),
			   answers = colon < text.len ? str_cut(text, colon + 1, text.len) : S("");
	struct given *given = arena_array(q->a, struct given, cells.len / 2 + 1);

	if (str_find_outside(cells, '=', 0) == cells.len)
		return scenario_named(q, whatif_unquoted(cells), answers);
	if (!command_params(cells, given, &count, o))
		return NULL;
	struct supposed *supposed = arena_array(q->a, struct supposed, count + 1);
	for (size_t i = 0; i < count; i++)
		supposed[i] = (struct supposed){given[i].name, given[i].value};
	return what_if(q, supposed, (uint32_t)count, answers);
}

static uint32_t what_if_starts(struct ask *q, struct str text, struct supposed *out, uint32_t max)
{
	struct str cells = str_trim(str_cut(text, 0, str_find_outside(text, ':', 0)));
	struct given *given = arena_array(q->a, struct given, cells.len / 2 + 1);
	struct outcome own = {0};
	size_t count = 0;

	outcome_init(&own);
	bool read = str_find_outside(cells, '=', 0) < cells.len && command_params(cells, given, &count, &own);
	outcome_release(&own);
	if (!read || count > max)
		return 0;
	for (size_t i = 0; i < count; i++)
		out[i] = (struct supposed){given[i].name, given[i].value};
	return (uint32_t)count;
}

bool command_whatif(struct session *s, size_t argc, const struct str *argv, struct outcome *o)
{
	struct question q = {.params = PARAMS_BEHIND_COLON, .starts = what_if_starts};

	if (!argc)
		return command_misused(o, "what if what? As in: what if rps = 20k/s : servers");
	if (!whatif_read_question(s, argc, argv, o, &q))
		return whatif_finish(s, o, &q, NULL);
	struct ask ask = whatif_ask_of(&q, &o->arena, &o->diag);
	return whatif_finish(s, o, &q, ask_what_if(&ask, q.text, o));
}

bool command_compare(struct session *s, size_t argc, const struct str *argv, struct outcome *o)
{
	struct question q = {.session = s};

	if (argc != 2)
		return command_misused(o, "compare takes two sheets");
	q.sheet = session_open(s, argv[0], NULL, 0, o);
	struct sheet *other = q.sheet ? session_open(s, argv[1], NULL, 0, o) : NULL;
	struct ask ask = whatif_ask_of(&q, &o->arena, &o->diag);
	q.opened = q.sheet != NULL;
	struct doc_table *t = other ? compare(&ask, other, argv[0], argv[1]) : NULL;
	sheet_free(other);
	return whatif_finish(s, o, &q, t);
}

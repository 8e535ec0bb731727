/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reader.c - definitions of words first, then the rest: so the order of lines is free. */
#include "sheet/reader.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "eval/builtin.h"
#include "sheet/declare.h"

static bool is_definition(enum statement_kind k)
{
	return k == STATEMENT_UNIT || k == STATEMENT_ALIAS || k == STATEMENT_NOUN;
}

/* The first statement of a line, and what is left of it. A heading, prose and a comment have none. */
static bool reader_next_statement(struct str *line, struct str *statement)
{
	*line = str_trim(*line);
	if (!line->len || line->p[0] == '#' || line->p[0] == '>' || str_starts(*line, S("//")))
		return false;
	size_t end = parse_statement_end(*line);
	*statement = str_cut(*line, 0, end);
	*line = str_cut(*line, end + 1, line->len);
	return true;
}

/* Does the line look as if it defined a word? It is read in earnest then. */
static bool may_define(struct str line)
{
	struct str st;

	while (reader_next_statement(&line, &st))
		if (str_starts(st, S("unit ")) || str_starts(st, S("alias ")) || str_starts(st, S("noun ")))
			return true;
	return false;
}

struct words {
	const struct engine *e;
	const struct vocabulary *v;
	const struct source *src;
	uint32_t *lines; /* where those are that are not carried out yet */
	size_t count, cap;
};

static bool declare_line_at(const struct words *w, uint32_t at, struct arena *a, struct diag *d)
{
	struct statement *st = NULL;
	bool ok = parse_line(a, w->src, &at, w->v, d, &st);

	for (; ok && st; st = st->next)
		if (is_definition(st->kind))
			ok = declare_unit(w->e, &(struct scope){0}, st, true, d);
	return ok;
}

/* Once through the lines; those that fail may do so for a word that is further down. */
static void try_lines(struct words *w)
{
	struct arena a;
	struct diag d;
	size_t left = 0;

	arena_init(&a);
	for (size_t i = 0; i < w->count; i++) {
		arena_reset(&a);
		diag_init(&d, &a, w->src);
		if (!declare_line_at(w, w->lines[i], &a, &d))
			w->lines[left++] = w->lines[i];
	}
	w->count = left;
	arena_release(&a);
}

/* Does a line that is left define `word`? Then who misses it is not to blame. */
static bool reader_is_left(const struct words *w, struct str word)
{
	for (size_t i = 0; i < w->count; i++) {
		struct str line = str_cut(w->src->text, w->lines[i], w->src->text.len);
		line = str_trim(str_cut(line, str_find_char(line, ' ', 0), line.len));
		if (word.len && str_starts(line, word) && (line.len == word.len || strchr(" ,=\t", line.p[word.len])))
			return true;
	}
	return false;
}

/* The error of the first line that misses what none of the others would define. */
static bool blame(const struct words *w, struct diag *d)
{
	struct arena a;
	struct diag own;

	arena_init(&a);
	for (size_t i = 0; i < w->count; i++) {
		diag_init(&own, &a, w->src);
		declare_line_at(w, w->lines[i], &a, &own);
		if (own.error &&
		    !(own.error->kind == DIAG_NAME && reader_is_left(w, source_text(&own.error->source, own.error->at))))
			diag_adopt(d, own.error);
	}
	if (!d->error) /* a circle */
		declare_line_at(w, w->lines[0], &a, d);
	arena_release(&a);
	return false;
}

enum { ROUNDS = 32 }; /* a word that needs the next line, which needs the next: so deep */

/* ---- cells and functions ---- */

/* Names of the cells and functions of a text, gathered when one is first asked for. */
struct text_names {
	struct str text;
	struct map cells, functions;
	bool gathered;
};

static struct str reader_take_name(struct str *line)
{
	size_t n = 0;

	*line = str_trim(*line);
	while (n < line->len && char_is_name(line->p[n]))
		n++;
	struct str name = str_cut(*line, 0, n);
	*line = str_trim(str_cut(*line, n, line->len));
	return name;
}

static bool reader_is_assigned(struct str rest)
{
	return rest.len && rest.p[0] == '=' && !(rest.len > 1 && rest.p[1] == '=');
}

/* `name = ...`, `param name ...`, `name(x, y) = ...` */
static void gather_statement(struct text_names *t, struct str st)
{
	static enum call_class classes[] = {CALL_NONE, CALL_SOME, CALL_SEVERAL};
	struct str name = reader_take_name(&st);
	bool param = str_eq(name, S("param"));

	if (param)
		name = reader_take_name(&st);
	if (name.len && (param || reader_is_assigned(st))) {
		map_put(&t->cells, name, t);
	} else if (name.len && st.len && st.p[0] == '(') {
		size_t end = str_find_char(st, ')', 0);
		unsigned params = 1;

		for (size_t i = 0; i < end; i++)
			params += st.p[i] == ',';
		if (reader_is_assigned(str_trim(str_cut(st, end + 1, st.len))))
			map_put(&t->functions, name, &classes[builtin_call_of(params, params)]);
	}
}

static void reader_gather(struct text_names *t)
{
	struct str rest = t->text, line, all = {0}, st;
	struct continued c = {0};

	while (!t->gathered && str_next_line(&rest, &line)) {
		all = c.count ? (struct str){all.p, (size_t)(line.p - all.p) + line.len} : line;
		bool first = !c.count;
		if (!parse_goes_on(&c, all, line))
			c = (struct continued){0};
		while (first && reader_next_statement(&line, &st))
			gather_statement(t, st);
	}
	t->gathered = true;
}

static bool is_text_cell(void *names, struct str word, unsigned slip)
{
	struct text_names *t = names;

	reader_gather(t);
	if (slip == 0)
		return map_get(&t->cells, word) != NULL;
	for (uint32_t i = 0; i < t->cells.used; i++)
		if (t->cells.entries[i].value && str_distance(t->cells.entries[i].key, word, slip) <= slip)
			return true;
	return false;
}

static enum call_class text_call(void *names, struct str name)
{
	struct text_names *t = names;
	const enum call_class *own;

	reader_gather(t);
	own = map_get(&t->functions, name);
	return own ? *own : builtin_call(name);
}

/* ---- all of it ---- */

static bool reader_declare_words(const struct engine *e, const struct vocabulary *v, const struct source *src,
                                 struct diag *d)
{
	struct vocabulary declared = *v; /* what a unit is made of is further down, perhaps: it is not counted */
	struct words w = {.e = e, .v = &declared, .src = src};
	struct str rest = src->text, line;

	declared.countable = NULL;
	while (str_next_line(&rest, &line)) {
		if (!may_define(line))
			continue;
		w.lines = xgrow(w.lines, w.count, &w.cap, sizeof *w.lines);
		w.lines[w.count++] = (uint32_t)(line.p - src->text.p);
	}
	for (int round = 0; round < ROUNDS; round++) {
		size_t before = w.count;
		try_lines(&w);
		if (!w.count || w.count == before)
			break;
	}
	bool ok = !w.count || blame(&w, d);
	free(w.lines);
	return ok;
}

/* The statements of the whole text. */
static bool reader_read_lines(const struct vocabulary *v, const struct source *src, struct arena *a, struct diag *d,
                              struct statement **first)
{
	struct statement **end = first;
	uint32_t at = 0;

	*first = NULL;
	while (at < src->text.len) {
		struct statement *line = NULL;
		if (!parse_line(a, src, &at, v, d, &line) || !diag_goes_on(d))
			return false;
		*end = line;
		while (*end)
			end = &(*end)->next;
	}
	return true;
}

/* What is counted somewhere is so everywhere: where a noun was met that nobody declared, the text is read once more. */
bool read_text(const struct engine *e, const struct vocabulary *v, const struct source *src, struct arena *a,
               struct diag *d, struct statement **first)
{
	struct text_names names = {.text = src->text};
	struct vocabulary own = *v;
	size_t nouns;

	*first = NULL;
	if (src->text.len > UINT32_MAX / 2)
		return diag_fail(d, DIAG_LIMIT, (struct span){0, 0}, "a text of more than 2 GB");
	own.is_cell = is_text_cell;
	own.call = text_call;
	own.cells = &names;
	own.file = true;
	bool ok = reader_declare_words(e, &own, src, d);
	nouns = unit_changes(e->units);
	ok = ok && reader_read_lines(&own, src, a, d, first);
	if (ok && unit_changes(e->units) > nouns)
		ok = reader_read_lines(&own, src, a, d, first);
	map_release(&names.cells);
	map_release(&names.functions);
	return ok;
}

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

/* Does the line look as if it defined a word? It is read in earnest then. */
static bool may_define(struct str line)
{
	line = str_trim(line);
	while (line.len) {
		if (str_starts(line, S("unit ")) || str_starts(line, S("alias ")) || str_starts(line, S("noun ")))
			return true;
		line = str_trim(str_cut(line, str_find_char(line, ';', 0) + 1, line.len));
	}
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

/* ---- cells ---- */

/* The names of the cells of a text, gathered when one is first asked for. */
struct text_cells {
	struct str text;
	struct map names;
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

/* `name = ...` and `param name ...`, at the start of a line or after a semicolon. */
static void gather_line(struct text_cells *t, struct str line)
{
	while (line.len) {
		size_t end = str_find_char(line, ';', 0);
		struct str rest = str_cut(line, 0, end), name = reader_take_name(&rest);
		bool param = str_eq(name, S("param"));

		if (param)
			name = reader_take_name(&rest);
		if (name.len && (param || (rest.len && rest.p[0] == '=' && !(rest.len > 1 && rest.p[1] == '='))))
			map_put(&t->names, name, t);
		line = str_cut(line, end + 1, line.len);
	}
}

static bool is_text_cell(void *cells, struct str word, unsigned slip)
{
	struct text_cells *t = cells;
	struct str rest = t->text, line;

	while (!t->gathered && str_next_line(&rest, &line))
		gather_line(t, line);
	t->gathered = true;
	if (slip == 0)
		return map_get(&t->names, word) != NULL;
	for (uint32_t i = 0; i < t->names.used; i++)
		if (t->names.entries[i].value && str_distance(t->names.entries[i].key, word, slip) <= slip)
			return true;
	return false;
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
		if (!parse_line(a, src, &at, v, d, &line) || !builtin_goes_on(d))
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
	struct text_cells cells = {.text = src->text};
	struct vocabulary own = *v;
	size_t nouns;

	*first = NULL;
	if (src->text.len > UINT32_MAX / 2)
		return diag_fail(d, DIAG_LIMIT, (struct span){0, 0}, "a text of more than 2 GB");
	own.is_cell = is_text_cell;
	own.cells = &cells;
	own.file = true;
	bool ok = reader_declare_words(e, &own, src, d);
	nouns = unit_changes(e->units);
	ok = ok && reader_read_lines(&own, src, a, d, first);
	if (ok && unit_changes(e->units) > nouns)
		ok = reader_read_lines(&own, src, a, d, first);
	map_release(&cells.names);
	return ok;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* spelling.c - what was typed, so that it is read as it was then, whatever its words are by now. */
#include "sheet/spelling.h"

/*
 * Text as it was typed, but "2 rate" as "2 * rate": in a file the words after numbers are counted before cells are
 * looked at. Words that only said what something is are left out where one of them is a cell or a noun by now. The x of
 * "2 x 3" and of "3x links" and the "a" of "a day" may be cells by now as well: written as what they were read as.
 */
struct spelling {
	const struct sheet *sheet;
	struct str text; /* of the whole source */
	uint32_t done;
	struct buf *out;
	const struct spelled_names *names; /* may be NULL */
	uint32_t next;                     /* of these */
};

/* A unit or noun, in whatever case. */
static bool names_unit(struct unit_registry *units, struct str word)
{
	struct str proper;

	return unit_classify(units, word) >= 0 || unit_any_case(units, word, &proper);
}

static bool has_meaning(const struct spelling *x, struct str words)
{
	struct unit_registry *units = x->sheet ? sheet_engine((struct sheet *)x->sheet)->units : NULL;
	bool found = !x->sheet, bare = !str_starts(words, S("of "));

	while (words.len && !found) {
		size_t end = str_find_char(words, ' ', 0);
		struct str word = str_cut(words, 0, end);

		found = sheet_find(x->sheet, word) || (bare && names_unit(units, word));
		words = str_trim(str_cut(words, end, words.len));
	}
	return found;
}

static void spell_described(struct spelling *x, struct span said)
{
	struct str words = str_trim(str_cut(x->text, said.start, said.end)), before;

	if (said.start < x->done || !words.len || !has_meaning(x, words))
		return;
	before = str_cut(x->text, x->done, said.start);
	while (before.len && before.p[before.len - 1] == ' ')
		before.len--;
	buf_add_str(x->out, before);
	x->done = said.end;
}

/* Other text in the place of `at`. */
static void spell_as(struct spelling *x, struct span at, const char *text)
{
	buf_add_str(x->out, str_cut(x->text, x->done, at.start));
	buf_add_c(x->out, text);
	x->done = at.end;
}

static void spell_number(struct spelling *x, const struct node *n)
{
	struct str typed = str_cut(x->text, n->at.start, n->at.end);

	if (n->at.start < x->done || !typed.len)
		return;
	if (typed.p[0] == 'a' || typed.p[0] == 'o') /* an article, or "one" */
		spell_as(x, (struct span){n->at.start, n->at.start + (uint32_t)str_find_char(typed, ' ', 0)}, "1");
	else if (str_ends(typed, S("x")))
		spell_as(x, (struct span){n->at.end - 1, n->at.end}, "");
}

static void spell_product(struct spelling *x, const struct node *n)
{
	uint32_t end = n->kids[0]->at.end, behind = n->kids[1]->at.start;
	const struct node *first = n->kids[1]->kind == NODE_BINARY ? n->kids[1]->kids[0] : n->kids[1];
	struct str gap = str_cut(x->text, end, behind);

	if (behind < x->done)
		return;
	if (!n->tight && str_eq(str_cut(x->text, n->op_at.start, n->op_at.end), S("x")))
		spell_as(x, n->op_at, "*");
	else if (n->tight && first->kind == NODE_NAME && !str_trim(gap).len && (gap.len || !str_eq(first->text, S("x"))))
		spell_as(x, (struct span){behind, behind}, gap.len ? "* " : " * ");
}

/* "7 active pushers": what comes before the noun says which they are. */
static void spell_phrase(struct spelling *x, struct span at)
{
	while (at.end > at.start && x->text.p[at.end - 1] != ' ')
		at.end--;
	while (at.end > at.start && x->text.p[at.end - 1] == ' ')
		at.end--;
	spell_described(x, at);
}

/* "round (2)" in a file where there is a cell round would be a product. */
static void spell_call(struct spelling *x, const struct node *n)
{
	uint32_t end = n->op_at.end;
	struct str rest = str_cut(x->text, end, n->at.end);

	if (!x->sheet || sheet_find(x->sheet, n->text))
		spell_as(x, (struct span){end, n->at.end - (uint32_t)str_trim(rest).len}, "");
}

/* The names before `end` that something else is put in for. */
static void spell_names(struct spelling *x, uint32_t end)
{
	while (x->names && x->next < x->names->of.count && x->names->of.node[x->next]->at.start < end) {
		const struct node *n = x->names->of.node[x->next++];

		if (n->at.start < x->done)
			continue;
		buf_add_str(x->out, str_cut(x->text, x->done, n->at.start));
		x->done = n->at.start;
		if (!x->names->instead(x->names->ctx, n, x->out))
			continue;
		if (str_eq(str_cut(x->text, n->at.start, n->at.end), n->text))
			x->done = n->at.end;
		else if (str_starts(str_cut(x->text, n->at.end, x->text.len), S(" ")))
			buf_char(x->out, ' '); /* in "* 3" the answer is meant before the operator, which stays */
	}
}

static void spell_reading(void *ctx, const struct node *n)
{
	spell_names(ctx, n->kind == NODE_BINARY ? n->op_at.start : n->at.start);
	switch (n->kind) {
	case NODE_BINARY: spell_product(ctx, n); return;
	case NODE_CALL: spell_call(ctx, n); return;
	case NODE_NUMBER: spell_number(ctx, n); break;
	case NODE_QUANTITY: spell_phrase(ctx, n->unit->words[0].at); break;
	default: break;
	}
	spell_described(ctx, ast_description(n));
}

void spell_expression(const struct sheet *s, const struct source *src, const struct node *n,
                      const struct spelled_names *names, struct buf *out)
{
	struct spelling x = {.sheet = s, .text = src->text, .done = n->at.start, .out = out, .names = names};

	ast_readings(n, spell_reading, &x);
	spell_names(&x, n->at.end);
	buf_add_str(out, str_cut(src->text, x.done, n->at.end));
}

void spell_statement(const struct sheet *s, const struct source *src, const struct statement *st,
                     const struct spelled_names *names, struct buf *out)
{
	struct spelling x = {.sheet = s, .text = src->text, .done = st->at.start, .out = out, .names = names};

	ast_statement_readings(st, spell_reading, &x);
	spell_names(&x, st->at.end);
	buf_add_str(out, str_cut(src->text, x.done, st->at.end));
}

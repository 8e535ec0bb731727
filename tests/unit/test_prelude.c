/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prelude.h"
#include "rows.h"
#include "eval/eval.h"
#include "lang/parse.h"
#include "session/session.h"

struct same {
	struct unit_registry *reg; /* where the definitions were read by the evaluator */
	unsigned seen;
};

static void expect_same(void *ctx, const struct unit *u, const struct str *names, unsigned count)
{
	struct same *same = ctx;

	for (unsigned i = 0; i < count; i++) {
		struct units word;
		struct factor scale;
		struct buf got = {0}, want = {0};

		cr_assert(unit_lookup(same->reg, names[i], &word, &scale, NULL), "%.*s", STR(names[i]));
		if (u->class == UNIT_ALIAS)
			units_write(&want, u->meaning, true);
		else
			buf_add_str(&want, u->many);
		units_write(&got, &word, true);
		expect_str(i, buf_str(&got), buf_str(&want));
		if (u->class != UNIT_ALIAS) {
			const struct factor a = word.term[0].unit->base, b = u->base;

			cr_expect(a.num == b.num && a.den == b.den, "%.*s: %g/%g, %g/%g", STR(names[i]), a.num, a.den, b.num,
			          b.den);
		}
		same->seen++;
		buf_release(&got);
		buf_release(&want);
	}
}

/* Read by the language itself, the shipped units are what they are here. */
Test(prelude, the_evaluator_defines_the_same_units)
{
	struct unit_registry *reg = prelude_registry();
	struct session *session = session_new(S(""));
	struct same same = {session_engine(session)->units, 0};

	unit_each(reg, expect_same, &same);
	cr_expect(same.seen > 250);
	session_free(session);
	unit_registry_free(reg);
}

static const char *const read_files[] = {"formulas/prelude/units.bote", "formulas/prelude/nouns.bote"};

static void expect_names(const struct unit_decl *decl, const struct statement *st)
{
	cr_assert_eq(decl->name_count, st->more->param_count, "%.*s", STR(st->text));
	for (unsigned i = 0; i < decl->name_count; i++)
		expect_str(i, st->more->params[i], decl->names[i]);
}

static void expect_alike(const struct unit_decl *decl, struct str value, const struct statement *st)
{
	static const enum statement_kind kinds[] = {
		[DECL_UNIT] = STATEMENT_UNIT, [DECL_ALIAS] = STATEMENT_ALIAS, [DECL_NOUN] = STATEMENT_NOUN};
	struct unit_decl own = {.base = -1};

	cr_expect_eq(st->kind, kinds[decl->kind], "%.*s", STR(st->text));
	expect_names(decl, st);
	if (st->more->base.len)
		cr_expect(unit_decl_base(&own, st->more->base));
	for (uint32_t i = 0; i < st->more->family_count; i++)
		cr_expect(unit_decl_option(&own, st->more->families[i]));
	cr_expect_eq(decl->base, own.base, "%.*s", STR(st->text));
	cr_expect_eq(decl->families, own.families, "%.*s", STR(st->text));
	cr_expect_eq(decl->nocase, own.nocase, "%.*s", STR(st->text));
	expect_str(0, decl->doc, st->origin);
	cr_expect_eq(value.len > 0, st->expr != NULL, "%.*s", STR(st->text));
	if (st->expr)
		expect_str(1, value, str_cut(st->text, st->expr->at.start, st->expr->at.end));
}

/* At the start the shipped lines are taken apart by decl.c, without the grammar: it finds in them what the grammar
 * does. */
Test(prelude, the_short_reader_and_the_grammar_read_each_line_alike)
{
	struct session *session = session_new(S(""));
	unsigned seen = 0;

	for (size_t f = 0; f < COUNT(read_files); f++) {
		struct str text = prelude_text(read_files[f]), line;

		while (str_next_line(&text, &line)) {
			struct source src = {S("units"), line, 1};
			struct statement *st = NULL;
			struct unit_decl decl;
			struct arena a;
			struct diag d;
			struct str value;
			uint32_t at = 0;

			if (!line.len || str_starts(line, S("//")))
				continue;
			arena_init(&a);
			diag_init(&d, &a, &src);
			cr_assert(parse_line(&a, &src, &at, session_vocabulary(session), &d, &st) && st, "%.*s", STR(line));
			cr_assert(unit_decl_read(&a, line, &decl, &value), "%.*s", STR(line));
			expect_alike(&decl, value, st);
			arena_release(&a);
			seen++;
		}
	}
	cr_expect(seen > 250);
	session_free(session);
}

static void expect_same_unit(void *ctx, const struct unit *u, const struct str *names, unsigned count)
{
	struct unit_registry *reg = ctx;

	for (unsigned i = 0; i < count; i++) {
		struct units word;
		struct factor scale;

		cr_assert(unit_lookup(reg, names[i], &word, &scale, NULL), "%.*s", STR(names[i]));
		if (u->class == UNIT_ALIAS) {
			cr_expect(scale.num == u->base.num && scale.den == u->base.den, "%.*s", STR(names[i]));
			continue;
		}
		cr_assert(word.n == 1, "%.*s", STR(names[i]));
		const struct unit *other = word.term[0].unit;

		expect_str(i, other->one, u->one);
		expect_str(i, other->many, u->many);
		expect_str(i, other->symbol, u->symbol);
		cr_expect(other->class == u->class && other->families == u->families && other->hard == u->hard &&
		              other->bits == u->bits,
		          "%.*s", STR(names[i]));
		cr_expect(other->base.num == u->base.num && other->base.den == u->base.den, "%.*s: %.17g/%.17g, %.17g/%.17g",
		          STR(names[i]), other->base.num, other->base.den, u->base.num, u->base.den);
	}
}

/* What read_simple() in units/unit.c makes of "60 s" and "1/100", the evaluator does, to the last bit. */
Test(prelude, lines_that_are_typed_define_what_they_do_at_the_start)
{
	struct session *shipped = session_new(S("")), *typed = session_new(S(""));
	unsigned seen = 0;

	for (size_t f = 0; f < COUNT(read_files); f++) {
		struct str text = prelude_text(read_files[f]), line;

		while (str_next_line(&text, &line)) {
			struct outcome o;

			if (!line.len || str_starts(line, S("//")) || str_find(line, S(" is "), 0) < line.len)
				continue;
			outcome_init(&o);
			cr_expect(session_text(typed, SESSION_STREAM, line, &o), "%.*s", STR(line));
			outcome_release(&o);
			seen++;
		}
	}
	cr_expect(seen > 250);
	unit_each(session_engine(shipped)->units, expect_same_unit, session_engine(typed)->units);
	session_free(typed);
	session_free(shipped);
}

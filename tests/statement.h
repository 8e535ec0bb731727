/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * statement.h - statements as trees, and written out again from their parts: what is written must be read as the same.
 */
#ifndef BOTE_TEST_STATEMENT_H
#define BOTE_TEST_STATEMENT_H

#include "ast_print.h"
#include "diag/source.h"
#include "lang/ast.h"

/* ---- as a tree ---- */

static const char *const statement_names[] = {
	[STATEMENT_EMPTY] = "empty",       [STATEMENT_EXPRESSION] = "expr", [STATEMENT_CORRELATE] = "correlate",
	[STATEMENT_SCENARIO] = "scenario", [STATEMENT_MACHINE] = "machine", [STATEMENT_CELL] = "cell",
	[STATEMENT_FUNCTION] = "function", [STATEMENT_PARAM] = "param",     [STATEMENT_MEASURE] = "measure",
	[STATEMENT_USE] = "use",           [STATEMENT_REQUIRE] = "require", [STATEMENT_CHECK] = "check",
	[STATEMENT_EXAMPLE] = "example",   [STATEMENT_SHOW] = "show",       [STATEMENT_CHART] = "chart",
	[STATEMENT_BOX] = "box",           [STATEMENT_FLOW] = "flow",       [STATEMENT_HEADING] = "heading",
	[STATEMENT_PROSE] = "prose",       [STATEMENT_UNIT] = "unit",       [STATEMENT_ALIAS] = "alias",
	[STATEMENT_NOUN] = "noun",         [STATEMENT_SOURCE] = "source",   [STATEMENT_SEE] = "see",
	[STATEMENT_REF] = "ref",           [STATEMENT_SET] = "set",         [STATEMENT_ABOUT] = "about",
};

static inline void statement_print_items(struct buf *out, const char *label, const struct item *items, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		buf_printf(out, "%s%.*s", i ? ", " : label, STR(items[i].name));
		if (items[i].value) {
			buf_add_c(out, items[i].name.len ? "=" : "");
			ast_print(out, items[i].value);
		}
	}
}

static inline void statement_print_words(struct buf *out, const char *label, const struct str *list, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		buf_printf(out, "%s%.*s", i ? ", " : label, STR(list[i]));
}

static inline void statement_print_declared(struct buf *out, const struct statement *s)
{
	buf_add_c(out, s->list ? " in [" : " in ");
	if (s->any)
		buf_add_c(out, "any");
	for (uint32_t i = 0; i < s->more->unit.count; i++)
		buf_printf(out, "%s%.*s%+d", i ? " " : "", STR(s->more->unit.words[i].word), s->more->unit.words[i].exponent);
	buf_add_c(out, s->list ? "]" : "");
}

static inline void statement_print_part(struct buf *out, const char *label, struct str s)
{
	if (s.len)
		buf_printf(out, " %s'%.*s'", label, STR(s));
}

static inline void statement_print(struct buf *out, const struct statement *s)
{
	buf_add_c(out, statement_names[s->kind]);
	statement_print_part(out, "", s->name);
	statement_print_words(out, " | ", s->more->params, s->more->param_count);
	statement_print_part(out, "as ", s->more->alias);
	if (s->level)
		buf_printf(out, " %u", s->level);
	if (s->declared)
		statement_print_declared(out, s);
	if (s->expr) {
		buf_add_c(out, " := ");
		ast_print(out, s->expr);
	}
	for (unsigned i = 0; i < PREDICTIONS && s->more->against[i].kind; i++) {
		buf_printf(out, " against %d within %.17g ", (int)s->more->against[i].kind, s->more->against[i].within);
		ast_print(out, s->more->against[i].cell);
	}
	statement_print_items(out, " with ", s->more->items, s->more->item_count);
	statement_print_items(out, " : ", s->more->wants, s->more->want_count);
	statement_print_part(out, "is ", s->more->base);
	statement_print_words(out, " families ", s->more->families, s->more->family_count);
	statement_print_part(out, "text ", s->text);
	statement_print_part(out, "origin ", s->origin);
}

/* ---- as a text, from its parts ---- */

static inline void statement_write_text(struct buf *out, const char *before, struct str text)
{
	buf_add_c(out, before);
	buf_quoted(out, text);
}

/* In brackets, so that no description after it is taken for part of it. */
static inline void statement_write_value(struct buf *out, const struct node *n, struct str src)
{
	buf_char(out, '(');
	ast_write(out, n, src, false, NULL, NULL);
	buf_char(out, ')');
}

static inline void statement_write_items(struct buf *out, const struct item *items, uint32_t count, const char *sign,
                                         struct str src)
{
	for (uint32_t i = 0; i < count; i++) {
		buf_add_c(out, i ? ", " : "");
		buf_add_str(out, items[i].name);
		buf_add_c(out, items[i].name.len && items[i].value ? sign : "");
		if (items[i].value)
			statement_write_value(out, items[i].value, src);
	}
}

static inline void statement_write_names(struct buf *out, const struct str *names, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		buf_printf(out, "%s%.*s", i ? ", " : "", STR(names[i]));
}

/* "= value", "in [ms]", or a text and those that it may be. */
static inline void statement_write_param(struct buf *out, const struct statement *s, struct str src)
{
	buf_printf(out, "param %.*s ", STR(s->name));
	if (s->declared) {
		struct str unit = s->any                ? S("any")
		                  : s->more->unit.count ? str_cut(src, s->more->unit.at.start, s->more->unit.at.end)
		                                        : S("number");

		buf_printf(out, "in %s%.*s%s", s->list ? "[" : "", STR(unit), s->list ? "]" : "");
		return;
	}
	buf_add_c(out, "= ");
	if (!s->more->param_count) {
		statement_write_value(out, s->expr, src);
		return;
	}
	ast_write(out, s->expr, src, false, NULL, NULL);
	for (uint32_t i = 0; i < s->more->param_count; i++)
		statement_write_text(out, i ? ", " : " in [", s->more->params[i]);
	buf_char(out, ']');
}

static inline void statement_write_use(struct buf *out, const struct statement *s, struct str src)
{
	bool quoted = src.p[s->name_at.start] == '"';

	buf_add_c(out, "use ");
	if (quoted)
		statement_write_text(out, "", s->name);
	else
		buf_add_str(out, s->name);
	if (s->more->item_count) {
		buf_char(out, '(');
		statement_write_items(out, s->more->items, s->more->item_count, " = ", src);
		buf_char(out, ')');
	}
	if (quoted || !str_eq(s->more->alias, str_starts(s->name, S("lab.")) ? str_cut(s->name, 4, s->name.len) : s->name))
		buf_printf(out, " as %.*s", STR(s->more->alias));
}

/* What comes after a keyword, if any, and the value of a statement that has one. */
static inline void statement_write_head(struct buf *out, const struct statement *s, struct str src)
{
	switch (s->kind) {
	case STATEMENT_REF:
	case STATEMENT_CELL: buf_printf(out, "%s%.*s = ", s->kind == STATEMENT_REF ? "ref " : "", STR(s->name)); break;
	case STATEMENT_FUNCTION:
		buf_printf(out, "%.*s(", STR(s->name));
		statement_write_names(out, s->more->params, s->more->param_count);
		buf_add_c(out, ") = ");
		break;
	case STATEMENT_REQUIRE: buf_add_c(out, "require "); break;
	case STATEMENT_CHECK: buf_add_c(out, "check "); break;
	case STATEMENT_ABOUT: buf_add_c(out, s->level ? "~ " : "~~ "); break;
	default: break;
	}
	statement_write_value(out, s->expr, src);
}

static inline void statement_write_description(struct buf *out, const struct statement *s)
{
	if (s->text.len)
		statement_write_text(out, " ", s->text);
	if (s->origin.len)
		statement_write_text(out, " from ", s->origin);
}

static inline void statement_write_picture(struct buf *out, const struct statement *s, struct str src)
{
	if (s->kind == STATEMENT_BOX)
		buf_printf(out, "box %.*s", STR(s->name));
	else
		buf_printf(out, "flow %.*s -> %.*s", STR(s->name), STR(s->more->alias));
	if (s->text.len || s->kind == STATEMENT_BOX)
		statement_write_text(out, " ", s->text);
	if (!s->expr)
		return;
	buf_add_c(out, " : ");
	statement_write_value(out, s->expr, src);
}

/* Lines read as characters (units, settings), and results of labs, are what they were. */
static inline void statement_write(struct buf *out, const struct statement *s, struct str src)
{
	switch (s->kind) {
	case STATEMENT_EMPTY: return;
	case STATEMENT_UNIT:
	case STATEMENT_ALIAS:
	case STATEMENT_NOUN:
	case STATEMENT_SET:
	case STATEMENT_MEASURE:
	case STATEMENT_MACHINE: buf_add_str(out, str_cut(src, s->at.start, s->at.end)); return;
	case STATEMENT_HEADING:
		buf_fill(out, '#', s->level);
		buf_printf(out, " %.*s", STR(s->text));
		return;
	case STATEMENT_PROSE: buf_printf(out, "> %.*s", STR(s->text)); return;
	case STATEMENT_BOX:
	case STATEMENT_FLOW: statement_write_picture(out, s, src); return;
	case STATEMENT_PARAM: statement_write_param(out, s, src); break;
	case STATEMENT_USE: statement_write_use(out, s, src); return;
	case STATEMENT_SHOW:
	case STATEMENT_SEE:
		buf_add_c(out, s->kind == STATEMENT_SHOW ? "show " : "see ");
		statement_write_items(out, s->more->wants, s->more->want_count, "", src);
		if (s->kind == STATEMENT_SHOW && s->text.len) /* the headline */
			statement_write_text(out, " ", s->text);
		return;
	case STATEMENT_EXAMPLE:
		buf_add_c(out, "example ");
		statement_write_items(out, s->more->items, s->more->item_count, " = ", src);
		buf_add_c(out, " : ");
		statement_write_items(out, s->more->wants, s->more->want_count, " ~= ", src);
		return;
	case STATEMENT_SCENARIO:
		statement_write_text(out, "scenario ", s->text);
		buf_add_c(out, " : ");
		statement_write_items(out, s->more->items, s->more->item_count, " = ", src);
		return;
	case STATEMENT_SOURCE: statement_write_text(out, "source ", s->text); return;
	case STATEMENT_CHART:
		buf_add_c(out, "chart ");
		ast_write(out, s->expr, src, false, NULL, NULL);
		break;
	default: statement_write_head(out, s, src);
	}
	statement_write_description(out, s);
}

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* complete_params.c - parameters of a formula as candidates, and what may be given for one. */
#include "repl/complete_from.h"

#include "eval/eval.h"
#include "units/unit.h"

static const struct template *complete_params_template_of(struct wanted *w, struct str formula)
{
	struct source none = {.text = S("")};
	struct diag d = {0};

	diag_init(&d, &w->out->arena, &none);
	return library_template(session_library(w->session), formula, S(""), &d);
}

/* Does `name` stand in front of a `=` in `given`? */
static bool complete_params_is_given(struct str name, struct str given)
{
	for (size_t at = 0; at + name.len < given.len; at++) {
		struct str rest = str_trim(str_cut(given, at + name.len, given.len));
		bool begins = at == 0 || given.p[at - 1] == ' ' || given.p[at - 1] == '(' || given.p[at - 1] == ',';

		if (begins && str_starts(str_cut(given, at, given.len), name) && str_starts(rest, S("=")))
			return true;
	}
	return false;
}

/* The default as it is written, or the unit that is asked for. */
static struct str default_of(const struct template *t, const struct statement *st)
{
	if (st->expr)
		return str_trim(source_text(t->source, st->expr->at));
	return st->more->unit.count ? str_trim(source_text(t->source, st->more->unit.at)) : S("");
}

void from_params(struct wanted *w, struct str formula, struct str given)
{
	const struct template *t = complete_params_template_of(w, formula);
	struct buf text = {0}, help = {0};

	for (const struct statement *st = t ? t->first : NULL; st; st = st->next) {
		struct str value;

		if (st->kind != STATEMENT_PARAM || !from_fits(w, st->name) || complete_params_is_given(st->name, given))
			continue;
		value = default_of(t, st);
		buf_reset(&text);
		buf_reset(&help);
		buf_printf(&text, "%.*s=", STR(st->name));
		buf_add_str(&help, st->text);
		if (value.len)
			buf_printf(&help, "%s(%s%.*s)", help.len ? " " : "", st->expr ? "" : "in ", STR(value));
		from_add(w, buf_str(&text), buf_str(&help), false);
	}
	w->group = w->out->count; /* in their own order: arguments may be given by place */
	buf_release(&text);
	buf_release(&help);
}

void from_results(struct wanted *w, struct str formula)
{
	const struct template *t = complete_params_template_of(w, formula);
	bool lab = str_starts(formula, S("lab."));

	for (const struct statement *st = t ? t->first : NULL; st; st = st->next)
		if (st->kind == (lab ? STATEMENT_MEASURE : STATEMENT_CELL) && from_fits(w, st->name))
			from_add(w, st->name, st->text, true);
	w->group = w->out->count; /* in their own order */
}

static const struct unit_tail *tail_in(const struct node *n)
{
	if (!n)
		return NULL;
	if (n->kind == NODE_QUANTITY)
		return n->unit;
	for (uint32_t i = 0; i < n->count; i++) {
		const struct unit_tail *tail = tail_in(n->kids[i]);

		if (tail)
			return tail;
	}
	return NULL;
}

/* The default, to be taken as it is; with a blank in it, it must be in quotes. */
static void complete_params_add_default(struct wanted *w, const struct template *t, const struct statement *st)
{
	struct str value = default_of(t, st);
	struct buf text = {0};
	bool quotes = !w->shell && str_find_char(value, ' ', 0) < value.len;

	if (!st->expr || w->typed.len)
		return;
	buf_printf(&text, "%s%.*s%s", quotes ? "\"" : "", STR(value), quotes ? "\"" : "");
	from_add(w, buf_str(&text), st->text.len ? st->text : S("its default"), false);
	buf_release(&text);
	w->group = w->out->count;
}

/* The dimensions of a unit as written. False when it has none, or a word of it is unknown. */
static bool dimensions(struct wanted *w, const struct unit_tail *tail, struct units *out)
{
	struct factor scale = FACTOR_ONE;

	*out = (struct units){0};
	for (uint32_t i = 0; i < tail->count; i++) {
		struct units one;
		struct factor ignored;
		unsigned flags;

		if (!unit_lookup(session_engine(w->session)->units, tail->words[i].word, &one, &ignored, &flags) ||
		    !units_times(out, &one, tail->words[i].exponent, &scale))
			return false;
	}
	return !units_soft(out);
}

/* The unit as the formula writes it, and all that measure the same: nouns are understood. */
static void complete_params_add_units(struct wanted *w, const struct template *t, const struct unit_tail *tail,
                                      struct str help)
{
	struct str written = str_trim(source_text(t->source, tail->at));
	struct units like;

	if (from_fits(w, written))
		from_add(w, written, help, false);
	w->group = w->out->count;
	if (dimensions(w, tail, &like))
		from_units(w, &like);
}

void from_param_value(struct wanted *w, struct str formula, struct str param, bool number)
{
	const struct template *t = complete_params_template_of(w, formula);

	for (const struct statement *st = t ? t->first : NULL; st; st = st->next) {
		const struct unit_tail *tail;

		if (st->kind != STATEMENT_PARAM || !str_eq(st->name, param))
			continue;
		for (uint32_t i = 0; i < st->more->param_count; i++)
			if (from_fits(w, st->more->params[i]))
				from_add(w, st->more->params[i], st->text, false);
		if (st->more->param_count)
			return;
		tail = st->expr ? tail_in(st->expr) : &st->more->unit;
		if (!number)
			complete_params_add_default(w, t, st);
		else if (tail && tail->count)
			complete_params_add_units(w, t, tail, st->text);
		return;
	}
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compile_name.c - names and units: what a word means where it is. */
#include "eval/compiler.h"

#include <ctype.h>
#include <string.h>

#include "lang/parse.h"

enum { OTHER_CASE_MAX = 32 };

static struct local *find_local(struct local *l, struct str name)
{
	for (; l; l = l->next)
		if (str_eq(l->name, name))
			return l;
	return NULL;
}

/* "4 formats": a number, and at most blanks before the word. */
static bool follows_number(const struct compiler *c, struct span at)
{
	struct str text = source_text(c->at.src, (struct span){0, at.start});

	while (text.len && text.p[text.len - 1] == ' ')
		text.len--;
	return text.len && char_is_digit(text.p[text.len - 1]);
}

/* Of `n` names each once: a unit may be called as a formula is. Returns how many. */
static unsigned name_once(struct str *names, unsigned n)
{
	unsigned kept = 0;

	for (unsigned i = 0; i < n; i++) {
		unsigned k = 0;

		while (k < kept && !str_eq(names[k], names[i]))
			k++;
		if (k == kept)
			names[kept++] = names[i];
	}
	return kept;
}

/* "did you mean": cells, functions and units near the word. */
static bool compile_name_unknown(struct compiler *c, struct span at, struct str word, const char *what, bool units_only)
{
	bool unit = follows_number(c, at);
	struct str near[3], advice = unit || word.len > 1 ? parse_advice(c->d->arena, word) : S("");
	unsigned n = 0;

	diag_fail(c->d, DIAG_NAME, at, "unknown %s '%.*s'", what, STR(word));
	if (hint_nines(c, at, word) || hint_often(c, word))
		return false;
	if (advice.len) {
		diag_hint(c->d, "%.*s", STR(advice));
		return false;
	}
	if (parse_compares(word)) {
		diag_hint(c->d, "how many times as much is a factor: write 3 * x, or x / 3");
		return false;
	}
	if (unit) /* most likely */
		n = unit_nearest(c->e->units, word, near, 3);
	if (n < 3 && !units_only && !(n && str_eq(near[0], str_cut(word, 0, word.len - 1))) && c->s->nearest)
		n += c->s->nearest(c->s->ctx, word, near + n, 3 - n);
	if (n < 3 && !unit)
		n += unit_nearest(c->e->units, word, near + n, 3 - n);
	if (!n && (units_only || unit))
		diag_hint(c->d, "'noun %.*s' makes it something that is counted, 'unit %.*s = ...' a unit", STR(word),
		          STR(word));
	if (n && !units_only && str_eq(near[0], word)) { /* a function or a formula */
		diag_hint(c->d, "it is called with brackets: %.*s(...)", STR(word));
		return false;
	}
	diag_suggest(c->d, near, name_once(near, n));
	return false;
}

bool eval_no_answer(struct diag *d, struct span at)
{
	diag_fail(d, DIAG_NAME, at, "there is no last answer yet");
	diag_hint(d, "a line that gives no name has one, as in 2 + 3; what was defined has its name");
	return false;
}

bool eval_bare_bytes(struct str text)
{
	for (size_t i = 1; i < text.len; i++) {
		size_t k = text.p[i - 1] == ' ' && i > 1 ? i - 2 : i - 1;
		char after = i + 1 < text.len ? text.p[i + 1] : ' ';
		if (text.p[i] == 'B' && char_is_digit(text.p[k]) && !char_is_letter(after) && after != '_')
			return true;
	}
	return false;
}

static bool m_is_nobodys(struct compiler *c, struct span at)
{
	diag_fail(c->d, DIAG_NAME, at, "'m' alone could be a metre, a minute or a million");
	diag_hint(c->d, "write 'metre', 'min' or 'M'");
	return false;
}

/* A cell of the sheet around; within a formula there is none. */
static struct ref cell_named(const struct compiler *c, struct str name)
{
	return c->at.frame || !c->s->cell ? (struct ref){0} : c->s->cell(c->s->ctx, name);
}

/* The same, or else a figure that is known everywhere. */
static struct ref value_named(struct compiler *c, const struct node *n)
{
	struct ref r = cell_named(c, n->text), figure = {0};

	if (!r.type && !r.waits && c->s->constant)
		figure = c->s->constant(c->s->ctx, n->text, n->at, c->d);
	if (figure.type)
		r = figure;
	const struct value *other = r.type && c->e->instead && !c->inlining && !c->requiring
	                                ? c->e->instead(c->e->rounded_ctx, &r)
	                                : NULL;
	return other ? ref_of(other, r.id) : r;
}

static bool load_value(struct compiler *c, const struct node *n, const struct ref *r, struct operand *out)
{
	operand_clear(out);
	struct instr *in = emit(c, CODE_LOAD, n, out);
	in->a = r->id < DRAW_OUTSIDE ? r->id + 1 : 0;
	in->u.load = r->num;
	in->count = r->count;
	in->list = r->type->list;
	in->lost = r->type->lost;
	out->type = *r->type;
	out->wild = r->type->wild == WILD_NONE ? WILD_NONE : WILD_NO; /* a cell that is 0 is a plain number */
	mark_rounded(c, out);
	return true;
}

/* The cell that is called so in small letters or in capitals, where the word is not spelled so; empty for none. */
static struct str cell_in_other_case(struct compiler *c, struct str word)
{
	char text[OTHER_CASE_MAX];
	struct str other = {text, word.len};

	for (int capitals = 0; word.len <= sizeof text && capitals < 2; capitals++) {
		for (size_t i = 0; i < word.len; i++)
			text[i] = (char)(capitals ? toupper((unsigned char)word.p[i]) : tolower((unsigned char)word.p[i]));
		if (!str_eq(other, word) && cell_named(c, other).type)
			return arena_str(c->a, other);
	}
	return S("");
}

/* A unit standing alone is one of it. */
static bool load_unit(struct compiler *c, const struct node *n, struct operand *out, bool *found)
{
	struct factor scale = FACTOR_ONE;
	struct units units;
	unsigned flags = 0;

	*found = unit_lookup(c->e->units, n->text, &units, &scale, &flags);
	if (!*found)
		return true;
	operand_clear(out);
	emit_number(c, n, factor_apply(scale, 1), out);
	out->type.units = units;
	out->type.written = out->word = true;
	struct str cell = n->text.len > 1 && !c->at.frame ? cell_in_other_case(c, n->text) : S("");
	if (cell.len)
		diag_note(c->d, n->at, "'%.*s' read as the unit; the cell is '%.*s'", STR(n->text), STR(cell));
	if (n->text.len == 1 && !c->at.frame && (n->text.p[0] == 'b' || n->text.p[0] == 'd' || n->text.p[0] == 'g'))
		diag_note(c->d, n->at, "no cell '%.*s': read as the unit", STR(n->text));
	return true;
}

/* A cell without a value: for want of what? */
static bool compile_name_no_value(struct compiler *c, const struct node *n, const struct diag_item *why)
{
	if (!why)
		return diag_fail(c->d, DIAG_VALUE, n->at, "'%.*s' has no value: see its own error", STR(n->text));
	diag_fail(c->d, DIAG_VALUE, n->at, "'%.*s' has no value: %.*s", STR(n->text), STR(why->text));
	if (why->hint.len)
		diag_hint(c->d, "%.*s", STR(why->hint));
	return false;
}

bool compile_is_percent_cell(struct compiler *c, struct str name)
{
	const struct type *t = cell_named(c, name).type;

	return t && type_is_percent(t);
}

bool compile_is_cell(struct compiler *c, struct str name)
{
	struct ref r = cell_named(c, name);

	return r.type || r.waits || find_local(c->at.locals, name) ||
	       (c->at.frame && template_cell(c->at.frame->sheet, name));
}

bool check_factor(struct compiler *c, const struct node *number)
{
	struct str s = str_cut(number->text, 0, number->text.len - 1);

	if (!compile_is_cell(c, S("x")))
		return true;
	diag_fail(c->d, DIAG_SYNTAX, number->at, "'%.*sx' is a factor, and there is a cell 'x'", STR(s));
	diag_hint(c->d, "write %.*s * x for the cell, %.*s * for the factor", STR(s), STR(s));
	return false;
}

/* "2y" is two years, "3w" three weeks, unless a cell has that name. */
static bool check_letter(struct compiler *c, const struct node *n)
{
	const struct unit_word *w = &n->unit->words[0];
	struct str typed, number;

	if (n->unit->count == 0 || w->at.end != w->at.start + 1)
		return true;
	c->billion = c->billion || w->word.p[0] == 'B';
	typed = source_text(c->at.src, w->at);
	if (w->word.len < 4 || !compile_is_cell(c, typed))
		return true;
	number = source_text(c->at.src, n->kids[0]->at);
	diag_fail(c->d, DIAG_SYNTAX, n->at, "'%.*s%.*s' is %ss, and there is a cell '%.*s'", STR(number), STR(typed),
	          str_eq(w->word, S("year")) ? "year" : "week", STR(typed));
	diag_hint(c->d, "write %.*s * %.*s, or %.*s %.*ss", STR(number), STR(typed), STR(number), STR(w->word));
	return false;
}

/* A magnitude's word alone is that number: "trillion / 7". */
static bool load_magnitude(struct compiler *c, const struct node *n, struct operand *out)
{
	double x = n->text.len >= 4 ? parse_magnitude(n->text) : 0;

	if (x == 0)
		return false;
	operand_clear(out);
	emit_number(c, n, x, out);
	return true;
}

bool compile_name(struct compiler *c, const struct node *n, struct operand *out)
{
	struct local *l = n->local ? find_local(c->at.locals, n->text) : NULL;
	bool found = false;

	if (l) {
		*out = l->value;
		if (out->node)
			out->node = n;
		return true;
	}
	if (c->at.frame && !compile_sheet_cell(c, n, out, &found))
		return false;
	if (found)
		return true;
	struct ref r = value_named(c, n);
	if (r.type)
		return r.type->uncertain ? compile_uncertain(c, n, &r, out) : load_value(c, n, &r, out);
	if (c->d->error)
		return false;
	if (r.waits || r.why)
		return compile_name_no_value(c, n, r.why);
	if (!load_unit(c, n, out, &found) || found)
		return found;
	if (load_magnitude(c, n, out))
		return true;
	if (str_eq(n->text, S("_")) || str_eq(n->text, S("ans")))
		return eval_no_answer(c->d, n->at);
	if (str_eq(n->text, S("m")))
		return m_is_nobodys(c, n->at);
	return compile_name_unknown(c, n->at, n->text, "name", false);
}

/* The lower-case byte units are what people type: read so, and said. */
static void note_lower_bytes(struct diag *d, const struct unit_word *w)
{
	diag_note(d, w->at, "'%.*s' read as bytes ('%c%c'); bits are 'bit' or 'b'", STR(w->word),
	          w->word.p[0] == 'k' ? 'k' : w->word.p[0] - 'a' + 'A', 'B');
}

/* Words that mean something in another case, too. */
static void note_case(struct compiler *c, const struct unit_word *w, unsigned flags)
{
	if (flags & UNIT_WORD_LOWER_BYTES)
		note_lower_bytes(c->d, w);
	if (flags & UNIT_WORD_CAPITAL_BITS)
		diag_note(c->d, w->at, "'%.*s' read as bits per second; bytes per second are 'MBps' or 'MB/s'", STR(w->word));
}

static bool units_of_tail(struct compiler *c, const struct unit_tail *tail, struct units *units, struct factor *scale)
{
	units->n = 0;
	for (uint32_t i = 0; i < tail->count; i++) {
		const struct unit_word *w = &tail->words[i];
		struct factor own = FACTOR_ONE;
		struct units one;
		unsigned flags = 0;
		bool first = i == 0 && w->exponent == 1;

		if (!unit_lookup(c->e->units, w->word, first ? units : &one, &own, &flags))
			return str_eq(w->word, S("m")) ? m_is_nobodys(c, w->at)
			                               : compile_name_unknown(c, w->at, w->word, "unit", true);
		if (flags & (UNIT_WORD_LOWER_BYTES | UNIT_WORD_CAPITAL_BITS))
			note_case(c, w, flags);
		if (own.num != own.den)
			*scale = factor_times(*scale, own, w->exponent);
		if (!first && !units_times(units, &one, w->exponent, scale))
			return diag_fail(c->d, DIAG_LIMIT, tail->at, "a unit of more than %d parts", UNITS_MAX);
	}
	if (tail->multiplier < 1)
		*scale = factor_times(*scale, (struct factor){1, 1 / tail->multiplier}, 1);
	else if (tail->multiplier > 1)
		*scale = factor_times(*scale, (struct factor){tail->multiplier, 1}, 1);
	return true;
}

bool eval_units(const struct engine *e, const struct scope *s, const struct unit_tail *tail, struct diag *d,
                struct units *units, struct factor *scale)
{
	struct compiler c = {.e = e, .s = s, .d = d, .at = {.src = d->source}};
	return units_of_tail(&c, tail, units, scale);
}

bool eval_named(const struct engine *e, const struct unit_tail *tail, struct units *units, struct factor scale)
{
	struct buf name = {0};
	const struct unit *u;
	bool below = false;

	for (uint32_t i = 0; i < tail->count; i++) {
		const struct unit_word *w = &tail->words[i];
		int power = w->exponent < 0 ? -w->exponent : w->exponent;

		below |= w->exponent < 0;
		buf_add_c(&name, w->exponent < 0 ? "/" : i ? " " : "");
		buf_add_str(&name, w->word);
		if (power > 1)
			buf_printf(&name, "^%d", power);
	}
	u = below ? unit_named(e->units, buf_str(&name), units, scale) : NULL;
	buf_release(&name);
	if (u)
		*units = (struct units){.n = 1, .term[0] = {.unit = u, .exp = 1}};
	return u != NULL;
}

/* `writes/s` after a number is a unit even where a cell `s` exists: then say so. */
static void note_hidden_cells(struct compiler *c, const struct unit_tail *tail)
{
	for (uint32_t i = 0; i < tail->count; i++) {
		const struct unit_word *w = &tail->words[i];
		struct ref r = w->exponent < 0 ? cell_named(c, w->word)
		                               : (struct ref){0}; /* a shipped formula knows what it means */

		if (r.type || r.waits)
			diag_note(c->d, w->at, "'%.*s' is the unit here, not the cell; write '/ %.*s' to divide by the cell",
			          STR(w->word), STR(w->word));
	}
}

bool compile_quantity(struct compiler *c, const struct node *n, struct operand *out)
{
	struct factor scale = FACTOR_ONE;
	struct units own, *units = n->kids[0]->kind == NODE_NUMBER
	                               ? &out->type.units
	                               : &own; /* that of the operand, if nothing else will be in it */

	if (units != &own)
		operand_clear(out);
	if (!units_of_tail(c, n->unit, units, &scale))
		return false;
	if (!check_letter(c, n) || !check_times(c, n->kids[0]) || (n->kids[0]->fraction && !check_fraction(c, n, units)))
		return false;
	if (units->n == 0 && n->unit->count > 1 && n->unit->multiplier == 1 && scale.num != scale.den &&
	    eval_named(c->e, n->unit, units, scale))
		scale = FACTOR_ONE; /* 100 ms/s, as it is printed */
	if (units != &own) {
		emit_number(c, n, factor_apply(scale, n->kids[0]->number), out);
	} else {
		if (!compile_node(c, n->kids[0], out) || !make_plain(c, n, "give a unit to", out))
			return false;
		emit_scale(c, n, scale, out);
		out->type.units = own;
		note_periods(c, n, &own);
	}
	if (out->type.units.n && out->type.units.term[0].unit->class == UNIT_NOUN)
		note_giga(c, n, &out->type.units);
	note_hidden_cells(c, n->unit);
	out->type.written = true;
	out->node = n;
	out->wild = WILD_NO;
	mark_rounded(c, out);
	return true;
}

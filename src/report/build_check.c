/* SPDX-License-Identifier: GPL-3.0-or-later */
/* build_check.c - what the design must hold, by how much it does, and the verdict. */
#include <math.h>

#include "report/build_parts.h"
#include "sampling/spread.h"
#include "value/number.h"

static bool is_comparison(const struct node *n)
{
	return n->kind == NODE_BINARY && n->op >= OP_EQ && n->op <= OP_GE;
}

static const char *sign_of(enum node_op op)
{
	return op == OP_LE ? "≤" : op == OP_GE ? "≥" : op == OP_NE ? "≠" : op == OP_EQ ? "=" : op_name(op);
}

/* What the samples say, in another unit. */
static struct spread *scale_spread(struct build *b, const struct value *v, struct factor f)
{
	struct spread *all = arena_array(b->a, struct spread, v->count);

	for (uint32_t i = 0; i < v->count; i++) {
		all[i] = v->spread[i];
		spread_scale(&all[i], factor_apply(f, 1));
	}
	return all;
}

/* The left side in the unit of the right one, so that the two can be read side by side. */
static void match_units(struct build *b, struct value *left, const struct value *right)
{
	struct factor f = FACTOR_ONE;
	double *num;

	if (left->type.kind != VALUE_NUMBER || right->type.kind != VALUE_NUMBER || units_plain(&right->type.units) ||
	    units_convert(&left->type.units, &right->type.units, &f) != UNITS_SAME)
		return;
	num = arena_array(b->a, double, left->count);
	for (uint32_t i = 0; i < left->count; i++)
		num[i] = factor_apply(f, left->num[i]);
	left->num = num;
	if (left->spread)
		left->spread = scale_spread(b, left, f);
	left->type.units = right->type.units;
	left->type.form = right->type.form;
	left->type.asked = right->type.asked || units_exponent(&right->type.units, DIM_TIME) == 1; /* not 98 ms beside 0.1 s */
	left->type.written = right->type.written;
}

/* "58 %" of x hundredths. What is not 100 is not written so, nor what is not 0. */
static struct str percent(struct build *b, double x)
{
	struct buf text = {0};
	struct str copy;

	for (unsigned digits = x < 100 ? 2 : 3; digits <= 12; digits++) {
		buf_reset(&text);
		number_write(&text, x, digits, NUMBER_PLAIN);
		if (number_same(x, 100) || !str_eq(buf_str(&text), S("100")))
			break;
	}
	copy = arena_printf(b->a, "%s %%", buf_c(&text));
	buf_release(&text);
	return copy;
}

/* How much of a limit is used; of an uncertain number nothing can be said. */
static struct str share(struct build *b, enum node_op op, const struct value *left, const struct value *right)
{
	double x;

	if ((op != OP_LT && op != OP_LE) || left->type.kind != VALUE_NUMBER || left->type.list || right->type.list ||
	    left->type.uncertain || right->type.uncertain || !(left->num[0] >= 0) || !(right->num[0] > 0) ||
	    !units_equal(&left->type.units, &right->type.units))
		return S("");
	x = 100 * (left->num[0] / right->num[0]);
	return isfinite(x) ? percent(b, x) : S("");
}

/* As typed when it is a number, else its value. */
static struct str write_limit(struct build *b, const struct entry *e, const struct node *n, const struct value *v)
{
	struct doc_value value;

	if (build_is_literal(n))
		return build_written(b, e->is.source, n);
	value = doc_value(b->a, v, &b->format);
	return doc_value_signed(b->a, &value);
}

static bool compare(struct build *b, const struct entry *e, const struct node *n, struct doc_check *c)
{
	struct value *left = arena_new(b->a, struct value);
	struct value right;

	if (!sheet_eval(b->sheet, &e->is, n->kids[0], b->a, b->d, left) || !sheet_eval(b->sheet, &e->is, n->kids[1], b->a, b->d, &right))
		return false;
	match_units(b, left, &right);
	c->value = doc_value(b->a, left, &b->format);
	c->must = arena_printf(b->a, "%s %.*s", sign_of(n->op), STR(write_limit(b, e, n->kids[1], &right)));
	c->used = share(b, n->op, left, &right);
	return true;
}

static bool not_a_truth(struct build *b, const struct entry *e)
{
	const struct source *before = diag_enter(b->d, e->is.source);

	diag_fail(b->d, DIAG_UNIT, e->statement->expr->at, "'check' wants yes or no");
	diag_enter(b->d, before);
	return false;
}

/* What went wrong in a sample does not hold there. */
static void judge(struct build *b, const struct value *v, struct doc_check *c)
{
	double least = 1;

	c->holds = true;
	for (uint32_t i = 0; i < v->count; i++) {
		bool holds = !is_poison(v->num[i]) && v->num[i] != 0;

		if (v->spread) {
			double p = v->spread[i].mean * v->spread[i].good / v->spread[i].samples;

			holds = p >= b->options->sure;
			least = p < least ? p : least;
		}
		c->holds = c->holds && holds;
	}
	if (v->spread && v->count)
		c->odds = least == 1 ? S("> 99.9 %") : percent(b, 100 * least); /* samples of guesses are never sure */
}

static bool add_check(struct build *b, const struct entry *e, struct doc_check *c)
{
	const struct statement *st = e->statement;
	struct value v;

	if (!sheet_eval(b->sheet, &e->is, st->expr, b->a, b->d, &v))
		return false;
	if (v.type.kind != VALUE_TRUTH)
		return not_a_truth(b, e);
	judge(b, &v, c);
	c->condition = build_written(b, e->is.source, st->expr);
	c->label = st->text.len ? build_text(b, st->text) : c->condition;
	return !is_comparison(st->expr) || compare(b, e, st->expr, c);
}

enum { NAMED = 3 };

/* "2 of 3 checks fail: the first; the second." */
static struct str verdict_failed(struct build *b, const struct doc_check *checks, uint32_t count, uint32_t failed)
{
	struct buf text = {0};
	struct str copy;
	uint32_t named = 0;

	if (count == 1)
		buf_add_c(&text, "The check fails");
	else if (failed == count)
		buf_printf(&text, "All %u checks fail", count);
	else
		buf_printf(&text, "%u of %u checks %s", failed, count, failed == 1 ? "fails" : "fail");
	for (uint32_t i = 0; i < count && named < NAMED; i++)
		if (!checks[i].holds)
			buf_printf(&text, "%s%.*s", named++ ? "; " : ": ", STR(checks[i].label));
	buf_add_c(&text, failed > NAMED ? "; ..." : ".");
	copy = doc_text(b->a, buf_str(&text));
	buf_release(&text);
	return copy;
}

static struct str verdict(struct build *b, const struct doc_check *checks, uint32_t count, uint32_t failed)
{
	if (!count)
		return S("");
	if (failed)
		return verdict_failed(b, checks, count, failed);
	return count == 1 ? S("The check holds.") : count == 2 ? S("Both checks hold.") : arena_printf(b->a, "All %u checks hold.", count);
}

struct doc_check *build_checks(struct build *b, uint32_t *count)
{
	struct doc_check *checks;
	uint32_t n = 0, failed = 0;

	*count = 0;
	for (uint32_t i = 0; i < sheet_entry_count(b->sheet); i++)
		n += sheet_entry(b->sheet, i)->statement->kind == STATEMENT_CHECK;
	checks = arena_array(b->a, struct doc_check, n);
	for (uint32_t i = 0; i < sheet_entry_count(b->sheet); i++) {
		const struct entry *e = sheet_entry(b->sheet, i);

		if (e->statement->kind != STATEMENT_CHECK)
			continue;
		if (!add_check(b, e, &checks[*count]))
			return NULL;
		failed += !checks[(*count)++].holds;
	}
	b->doc->failed = failed > 0;
	b->doc->verdict = verdict(b, checks, n, failed);
	return checks;
}

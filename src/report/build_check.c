/* SPDX-License-Identifier: GPL-3.0-or-later */
/* build_check.c - what the design must hold, by how much it does, and the verdict. */
#include <math.h>
#include <stdio.h>

#include "report/build_parts.h"
#include "sampling/spread.h"
#include "value/number.h"
#include "whatif/breaking.h"
#include "whatif/scenario.h"

static bool build_check_is_comparison(const struct node *n)
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

/* A time that is less than one of that unit reads better in one of its own: 4.5 min, not 0.074 h. */
static bool reads_short(const struct value *left, const struct value *right, struct factor f)
{
	double x = fabs(factor_apply(f, left->spread ? left->spread->p50 : left->num[0]));

	return units_exponent(&right->type.units, DIM_TIME) == 1 && right->type.units.n == 1 && x > 0 && x < 1 &&
	       factor_apply(units_base(&right->type.units), 1) >= 60;
}

static bool is_time(const struct type *t)
{
	return t->kind == VALUE_NUMBER && t->units.n == 1 && units_exponent(&t->units, DIM_TIME) == 1;
}

/* A bare number beside a percentage: a chance of 0.92 and a limit of 80 %. */
static bool is_share_of(const struct value *left, const struct value *right)
{
	return left->type.kind == VALUE_NUMBER && right->type.kind == VALUE_NUMBER && !left->type.units.n &&
	       type_is_percent(&right->type) && !type_is_percent(&left->type);
}

/*
 * The left side in the unit of the right one, so that the two can be read side by side. Where only the order of the
 * words differs it is the right one that changes: the left one is elsewhere too.
 */
static void match_units(struct build *b, const struct node *n, struct value *left, struct value *right)
{
	struct factor f = FACTOR_ONE;
	double *num;

	if (n->kind == NODE_NAME && is_time(&left->type) && is_time(&right->type)) /* read elsewhere: 212 ms, not 0.212 s */
		return;
	if (is_share_of(left, right))
		left->type.form = FORM_PERCENT;
	if (left->type.kind != VALUE_NUMBER || right->type.kind != VALUE_NUMBER || units_plain(&right->type.units) ||
	    units_convert(&left->type.units, &right->type.units, &f) != UNITS_SAME)
		return;
	if (!left->type.list && reads_short(left, right, f)) {
		left->type.form = FORM_BEST;
		return;
	}
	if (units_equal(&left->type.units, &right->type.units)) {
		right->type.units = left->type.units;
		return;
	}
	num = arena_array(b->a, double, left->count);
	for (uint32_t i = 0; i < left->count; i++)
		num[i] = factor_apply(f, left->num[i]);
	left->num = num;
	if (left->spread)
		left->spread = scale_spread(b, left, f);
	left->type.units = right->type.units;
	left->type.form = right->type.form;
	left->type.asked = right->type.asked ||
	                   units_exponent(&right->type.units, DIM_TIME) == 1; /* not 98 ms beside 0.1 s */
	left->type.written = right->type.written;
}

/* "58 %" of x hundredths. What is not 100 is not written so, nor what is not 0. */
static struct str build_check_percent(struct build *b, double x)
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
static struct str build_check_share(struct build *b, enum node_op op, const struct value *left,
                                    const struct value *right)
{
	struct factor f = FACTOR_ONE;
	double x;

	if ((op != OP_LT && op != OP_LE) || left->type.kind != VALUE_NUMBER || left->type.list || right->type.list ||
	    left->type.uncertain || right->type.uncertain || !(left->num[0] >= 0) || !(right->num[0] > 0) ||
	    units_convert(&left->type.units, &right->type.units, &f) != UNITS_SAME)
		return S("");
	x = 100 * (factor_apply(f, left->num[0]) / right->num[0]);
	if (x > 0 && x < 0.01)
		return S("< 0.01 %");
	return isfinite(x) ? build_check_percent(b, x) : S("");
}

/* As typed when it is a number, else its value, rounded or not; money is written as all money is. */
static struct str write_limit(struct build *b, const struct entry *e, const struct node *n, const struct value *v)
{
	struct doc_value value;

	if (build_is_literal(n) && !units_exponent(&v->type.units, DIM_MONEY))
		return build_dressed(b, build_written(b, e->is.source, n));
	value = doc_value(b->a, v, &b->format);
	return value.text;
}

static bool build_check_compare(struct build *b, const struct entry *e, const struct node *n, struct doc_check *c)
{
	struct value *left = arena_new(b->a, struct value);
	struct value right;
	struct comparison x;

	if (!sheet_comparison(b->sheet, &e->is, n, &x) || !sheet_eval(b->sheet, &e->is, x.is, b->a, b->d, left) ||
	    !sheet_eval(b->sheet, &e->is, x.limit, b->a, b->d, &right))
		return false;
	match_units(b, x.is, left, &right);
	c->left = build_written(b, e->is.source, x.is);
	c->value = build_value(b, left);
	c->must = arena_printf(b->a, "%s %.*s", sign_of(x.op), STR(write_limit(b, e, x.limit, &right)));
	c->used = build_check_share(b, x.op, left, &right);
	c->now = doc_value_signed(b->a, &c->value);
	c->limit = c->used.len ? arena_printf(b->a, "%.*s, now %.*s of the limit", STR(c->must), STR(c->used)) : c->must;
	return true;
}

/* Comparisons joined by "and": "5 ms and 3", or the number once that all are about; false where one is something else.
 */
static bool build_check_compare_all(struct build *b, const struct entry *e, const struct node *n, struct doc_check *c)
{
	struct doc_check left = {0}, right = {0};
	bool same;

	if (build_check_is_comparison(n))
		return build_check_compare(b, e, n, c);
	if (n->kind != NODE_BINARY || n->op != OP_AND || !build_check_compare_all(b, e, n->kids[0], &left) ||
	    !build_check_compare_all(b, e, n->kids[1], &right))
		return false;
	same = left.left.len && str_eq(left.left, right.left);
	c->left = same ? left.left : S("");
	c->now = same ? left.now : arena_printf(b->a, "%.*s and %.*s", STR(left.now), STR(right.now));
	c->must = arena_printf(b->a, "%.*s and %.*s", STR(left.must), STR(right.must));
	c->limit = same ? c->must : c->condition;
	return true;
}

/* What is no comparison is yes or no, or comparisons all of which must hold. */
static void build_check_say_truth(struct build *b, const struct entry *e, const struct node *n, struct doc_check *c)
{
	struct doc_check parts = {.condition = c->condition};
	struct diag d, *own = b->d;
	bool read;

	diag_init(&d, b->a, e->is.source); /* a part that has no value by itself stays unsaid */
	b->d = &d;
	read = build_check_compare_all(b, e, n, &parts);
	b->d = own;
	c->now = read ? parts.now : c->holds ? S("yes") : S("no");
	c->limit = read ? parts.limit : n->kind == NODE_NAME ? S("yes") : c->condition;
}

static bool not_a_truth(struct build *b, const struct entry *e, const struct type *got)
{
	DIAG_IN(b->d, e->is.source);

	return eval_wants_truth(b->d, e->statement->expr->at, "'check'", got);
}

/* What went wrong in a sample does not hold there. */
static void build_check_judge(struct build *b, const struct value *v, struct doc_check *c)
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
		c->odds = least > 0.999   ? S("> 99.9 %") /* samples of guesses are never sure */
		          : least < 0.001 ? S("< 0.1 %")
		                          : build_check_percent(b, 100 * least);
}

static bool build_check_add_check(struct build *b, const struct entry *e, struct doc_check *c)
{
	const struct statement *st = e->statement;
	struct value v;

	if (!sheet_eval(b->sheet, &e->is, st->expr, b->a, b->d, &v))
		return false;
	if (v.type.kind != VALUE_TRUTH)
		return not_a_truth(b, e, &v.type);
	build_check_judge(b, &v, c);
	c->condition = build_written(b, e->is.source, st->expr);
	c->label = st->text.len ? build_label(b, st->text) : c->condition;
	if (build_check_is_comparison(st->expr))
		return build_check_compare(b, e, st->expr, c);
	build_check_say_truth(b, e, st->expr, c);
	return true;
}

enum { NAMED = 3 };

/* "2 of 3 checks fail: the first; the second." */
static void verdict_failed(struct build *b, uint32_t failed, struct buf *text)
{
	uint32_t named = 0, count = b->check_count;

	if (count == 1)
		buf_add_c(text, "The check fails");
	else if (failed == count)
		buf_printf(text, count == 2 ? "Both checks fail" : "All %u checks fail", count);
	else
		buf_printf(text, "%u of %u checks %s", failed, count, failed == 1 ? "fails" : "fail");
	for (uint32_t i = 0; i < count && named < NAMED; i++)
		if (!b->checks[i].holds)
			buf_printf(text, "%s%.*s", named++ ? "; " : ": ", STR(b->checks[i].label));
	if (failed > NAMED)
		buf_add_c(text, "; ...");
}

static void verdict_holds(struct build *b, struct buf *text)
{
	if (b->check_count <= 2)
		buf_add_c(text, b->check_count == 1 ? "The check holds" : "Both checks hold");
	else
		buf_printf(text, "All %u checks hold", b->check_count);
}

/* ---- in the scenarios ---- */

/* The columns of a table of checks in front of those of the scenarios; one after them says how far it holds. */
enum { COLUMN_LABEL, COLUMN_NOW, COLUMN_LIMIT, COLUMN_SCENARIO };

struct in_scenarios {
	struct build *b;
	const struct entry **entries; /* the checks */
	struct doc_table *table;
	struct str *names;
	uint32_t *broken; /* how many fail in each that breaks one which holds as it is; else 0 */
	uint32_t count;
};

/* "holds in 22 %, wanted 95 %": of one that is uncertain and does not hold. */
static struct str too_seldom(struct build *b, const struct doc_check *c)
{
	return arena_printf(b->a, "holds in %.*s, wanted %.*s", STR(c->odds),
	                    STR(build_check_percent(b, 100 * build_ask(b, b->d).sure)));
}

/* "100 ms ✓", "$14 million/month ✗ (holds in 22 %, wanted 95 %)" */
static struct str build_check_cell_text(struct build *b, const struct doc_check *c)
{
	if (c->holds)
		return arena_printf(b->a, "%.*s ✓", STR(c->now));
	return c->odds.len ? arena_printf(b->a, "%.*s ✗ (%.*s)", STR(c->now), STR(too_seldom(b, c)))
	                   : arena_printf(b->a, "%.*s ✗", STR(c->now));
}

static bool build_check_look_at(void *ctx, uint32_t number, struct str name)
{
	struct in_scenarios *x = ctx;
	struct build *b = x->b;
	struct str clean = build_text(b, name);
	uint32_t broken = 0, failed = 0;

	x->table->columns[COLUMN_SCENARIO + number] = (struct doc_column){
		.key = arena_printf(b->a, "scenario%u", number + 1).p, .title = clean, .figures = true};
	for (uint32_t i = 0; i < b->check_count; i++) {
		struct doc_check c = {0};

		if (!build_check_add_check(b, x->entries[i], &c))
			return false;
		*table_field(x->table, i, COLUMN_SCENARIO + number) = field_text(build_check_cell_text(b, &c));
		broken += b->checks[i].holds && !c.holds;
		failed += !c.holds;
	}
	x->names[number] = clean;
	x->broken[number] = broken ? failed : 0;
	b->doc->broken = b->doc->broken || broken;
	return true;
}

/* "two do not", "it fails" */
static void add_broken(const struct build *b, struct buf *text, uint32_t broken)
{
	static const char *const words[] = {"none", "one", "two", "three", "four", "five"};
	static const char *const does[][2] = {{"do not", "does not"}, {"fail", "fails"}};
	char number[16];
	uint32_t failed = 0;

	for (uint32_t i = 0; i < b->check_count; i++)
		failed += !b->checks[i].holds;
	snprintf(number, sizeof number, "%u", broken);
	buf_printf(text, " %s %s",
	           b->check_count == 1 ? "it"
	           : broken < 6        ? words[broken]
	                               : number,
	           does[failed > 0][broken == 1]);
}

/*
 * "; in “video” two do not": what holds as it is and not in a scenario; "it does not" where it is the only check. Where
 * some fail as it is, all that do: "; in “video” three fail". Those in which as many do are named together. A name of
 * any kind ("twice as fresh", "at night") fits there.
 */
static void verdict_broken(const struct in_scenarios *x, struct buf *text)
{
	const char *before = "; in";

	for (uint32_t i = 0; i < x->count; i++) {
		uint32_t broken = x->broken[i], left = 0, of = 0;

		for (uint32_t k = i; broken && k < x->count; k++)
			left += x->broken[k] == broken;
		for (uint32_t k = i; k < x->count && of < left; k++) {
			if (x->broken[k] != broken)
				continue;
			buf_printf(text, "%s “%.*s”", of == 0 ? before : of + 1 == left ? " and" : ",", STR(x->names[k]));
			if (of++ == 0)
				before = ", in";
			x->broken[k] = 0;
		}
		if (left)
			add_broken(x->b, text, broken);
	}
}

/* ---- how far it holds ---- */

static struct str build_check_in_words(struct build *b, const struct cell *c)
{
	return c->more->text.len ? build_label(b, c->more->text) : build_text(b, c->name);
}

/* Is it said by the unit of a number, as "Workers" by "11 workers"? */
static bool ends_in_words(struct str number, struct str words)
{
	size_t from = number.len - words.len;

	return words.len < number.len && number.p[from - 1] == ' ' &&
	       str_eq_nocase(str_cut(number, from, number.len), words);
}

/* "People: 337 million users (9.7×)" */
static struct str what_breaks(struct build *b, const struct breaking *x)
{
	struct ask q = build_ask(b, b->d);
	double factor = x->at / x->median;
	struct buf times = {0};
	struct str copy, number, words = build_check_in_words(b, x->cell);

	q.format.digits = 3;
	number = build_text(b, ask_write(&q, &x->type, x->at));
	if (ends_in_words(number, words))
		words = S("");
	number_write(&times, factor, fabs(factor - 1) < 0.05 ? 3 : 2, NUMBER_PLAIN);
	copy = arena_printf(b->a, "%.*s%s%.*s (%s×)", STR(words), words.len ? ": " : "", STR(number), buf_c(&times));
	buf_release(&times);
	return copy;
}

static struct str how_far(struct build *b, const struct breaking *x)
{
	if (x->equality)
		return S("only exactly so");
	if (!x->cell && x->labs)
		return S("not tried: a lab would run each time");
	if (!x->any)
		return S("rests on no assumption");
	if (!x->cell)
		return arena_printf(b->a, "nothing within a factor of %d", BREAKING_FAR);
	return arena_printf(b->a, "%s%.*s", x->holds ? "" : "fails now; holds from ", STR(what_breaks(b, x)));
}

static void keep_breaking(struct build *b, const struct breaking *x, struct doc_check *c)
{
	struct value *v = arena_new(b->a, struct value);

	if (!x->cell)
		return;
	*v = (struct value){.type = x->type, .count = 1, .num = arena_array(b->a, double, 1)};
	v->num[0] = x->at;
	c->breaks = build_text(b, x->cell->name);
	c->factor = x->at / x->median;
	c->at = v;
}

static bool find_breakings(struct build *b, const struct entry **entries, struct doc_table *t)
{
	struct ask q = build_ask(b, b->d);

	for (uint32_t i = 0; i < b->check_count; i++) {
		struct breaking x;

		if (!breaking(&q, entries[i], &x))
			return false;
		keep_breaking(b, &x, &b->checks[i]);
		*table_field(t, i, t->column_count - 1) = field_text(how_far(b, &x));
	}
	return true;
}

/* ---- the table ---- */

/* "100 ms ✓ in 97 %" */
static struct str now_text(struct build *b, const struct doc_check *c)
{
	struct buf text = {0};

	buf_printf(&text, "%.*s %s", STR(c->now), c->holds ? "✓" : "✗");
	if (c->odds.len && c->holds)
		buf_printf(&text, str_starts(c->odds, S(">")) ? " practically always (%.*s)" : " in %.*s", STR(c->odds));
	else if (c->odds.len)
		buf_printf(&text, " %.*s", STR(too_seldom(b, c)));
	return doc_take(b->a, &text);
}

static struct doc_table *new_table(struct build *b, uint32_t scenarios)
{
	struct doc_column *columns = arena_array(b->a, struct doc_column, COLUMN_SCENARIO + scenarios + 1);
	uint32_t last = COLUMN_SCENARIO + scenarios;

	columns[COLUMN_LABEL] = (struct doc_column){.key = "label", .title = S("Check")};
	columns[COLUMN_NOW] = (struct doc_column){.key = "now", .title = S("Now"), .figures = true};
	columns[COLUMN_LIMIT] = (struct doc_column){.key = "limit", .title = S("Limit")};
	columns[last] = (struct doc_column){.key = "until", .title = S("Holds until")};
	return doc_table(b->a, "checks", columns, last + 1);
}

static void build_check_add_row(struct build *b, struct doc_table *t, const struct doc_check *c)
{
	table_texts(t, c->label, now_text(b, c), c->limit);
}

static bool build_check_add_table(struct build *b, const struct entry **entries, struct buf *verdict)
{
	struct ask q = build_ask(b, b->d);
	const struct entry **scenarios;
	uint32_t count = scenario_list(&q, &scenarios);
	struct in_scenarios x = {.b = b,
	                         .entries = entries,
	                         .table = new_table(b, count),
	                         .names = arena_array(b->a, struct str, count ? count : 1),
	                         .broken = arena_array(b->a, uint32_t, count ? count : 1),
	                         .count = count};

	for (uint32_t i = 0; i < b->check_count; i++)
		build_check_add_row(b, x.table, &b->checks[i]);
	b->check_table = x.table;
	if (!scenario_visit(&q, build_check_look_at, &x))
		return false;
	verdict_broken(&x, verdict);
	return find_breakings(b, entries, x.table);
}

void build_check_table(struct build *b, struct str heading)
{
	struct doc_block *block;

	if (!b->check_count)
		return;
	doc_heading(b->doc, 2, heading);
	block = doc_add(b->doc, DOC_CHECKS);
	block->checks = b->checks;
	block->count = b->check_count;
	block->table = b->check_table;
}

/* ---- all of them ---- */

static const struct entry **find_checks(struct build *b)
{
	const struct entry **all = arena_array(b->a, const struct entry *, sheet_entry_count(b->sheet) + 1);

	for (uint32_t i = 0; i < sheet_entry_count(b->sheet); i++)
		if (sheet_entry(b->sheet, i)->statement->kind == STATEMENT_CHECK)
			all[b->check_count++] = sheet_entry(b->sheet, i);
	return all;
}

bool build_checks(struct build *b)
{
	const struct entry **entries = find_checks(b);
	struct buf verdict = {0};
	uint32_t failed = 0;
	bool ok = true;

	b->checks = arena_array(b->a, struct doc_check, b->check_count + 1);
	for (uint32_t i = 0; i < b->check_count; i++) {
		if (!build_check_add_check(b, entries[i], &b->checks[i]))
			return false;
		failed += !b->checks[i].holds;
	}
	b->doc->failed = failed > 0;
	if (!b->check_count)
		return true;
	if (failed)
		verdict_failed(b, failed, &verdict);
	else
		verdict_holds(b, &verdict);
	if (build_wanted(b, SECTION_SUMMARY) || build_wanted(b, SECTION_CHECKS))
		ok = build_check_add_table(b, entries, &verdict);
	buf_char(&verdict, '.');
	b->doc->verdict = doc_take(b->a, &verdict);
	return ok;
}

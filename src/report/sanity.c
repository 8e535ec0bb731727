/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sanity.c - rules against base rates: which numbers they look at, and whether these are usual. */
#include "report/sanity.h"

#include "base/re.h"
#include "sampling/spread.h"
#include "sheet/declare.h"
#include "sheet/reader.h"

enum { PARAMS = 4, CHECKS = 4, FINDINGS = 3 };

struct want {
	struct str name;
	bool plain; /* in number */
	struct units units;
	struct dim dim;     /* of the units */
	struct re *pattern; /* or NULL */
};

struct rule {
	struct str title, source;
	struct want want[PARAMS];
	uint32_t want_count;
	const struct statement *check[CHECKS];
	uint32_t check_count;
};

struct looking {
	struct sheet *sheet;
	struct engine engine;
	const struct source *rules;
	const struct sanity_number *numbers;
	const struct dim *dims; /* of the numbers */
	uint32_t count;
	struct arena *a;
	struct diag *d;
	/* What the names of the rule at hand stand for. */
	const struct rule *rule;
	struct value bound[PARAMS];
};

/* ---- does a number fit? ---- */

static int noun_exponent(const struct units *u, const struct unit *noun)
{
	for (unsigned i = 0; i < u->n; i++)
		if (u->term[i].unit == noun)
			return u->term[i].exp;
	return 0;
}

/* Every noun of `a` is in `b`, with the same exponent; those above the line only if `above`. */
static bool nouns_within(const struct units *a, const struct units *b, bool above)
{
	for (unsigned i = 0; i < a->n; i++)
		if ((above || a->term[i].exp < 0) && noun_exponent(b, a->term[i].unit) != a->term[i].exp)
			return false;
	return true;
}

static bool has_noun_above(const struct units *nouns)
{
	for (unsigned i = 0; i < nouns->n; i++)
		if (nouns->term[i].exp > 0)
			return true;
	return false;
}

static bool sanity_unit_fits(const struct want *w, const struct units *u, const struct dim *dim)
{
	struct units wanted, own;
	bool above;

	if (w->plain)
		return units_plain(u);
	if (!dim_same(w->dim, *dim))
		return false;
	wanted = units_nouns(&w->units);
	own = units_nouns(u);
	above = has_noun_above(&wanted);
	return nouns_within(&wanted, &own, true) && nouns_within(&own, &wanted, above);
}

/* "name: description", blanks for _. */
static struct str subject(struct arena *a, const struct sanity_number *n)
{
	struct str text = n->text.len ? arena_printf(a, "%.*s: %.*s", STR(n->name), STR(n->text)) : arena_str(a, n->name);

	for (size_t i = 0; i < n->name.len; i++)
		if (text.p[i] == '_')
			((char *)text.p)[i] = ' ';
	return text;
}

static bool sanity_fits(struct looking *l, const struct want *w, uint32_t i)
{
	const struct sanity_number *n = &l->numbers[i];
	struct str whole;

	return sanity_unit_fits(w, &n->value->type.units, &l->dims[i]) &&
	       (!w->pattern || re_match(w->pattern, subject(l->a, n), 0, &whole, NULL));
}

/* ---- a check, with the rule's names ---- */

static struct ref bound(void *ctx, struct str name)
{
	struct looking *l = ctx;

	for (uint32_t i = 0; i < l->rule->want_count; i++)
		if (str_eq(l->rule->want[i].name, name))
			return ref_of(&l->bound[i], DRAW_OUTSIDE);
	return (struct ref){0};
}

static struct ref sanity_constant(void *ctx, struct str name, struct span at, struct diag *d)
{
	return sheet_constant(((struct looking *)ctx)->sheet, name, at, d);
}

static bool sanity_work_out(struct looking *l, const struct node *n, struct value *v)
{
	const struct scope scope = {.ctx = l, .cell = bound, .constant = sanity_constant};
	struct diag own;

	diag_init(&own, l->a, l->rules);
	return eval(&l->engine, &scope, n, l->a, &own, v) && !v->type.list && !is_poison(v->num[0]);
}

static void add_usual(struct looking *l, struct sanity_finding *f, const struct node *n)
{
	static const char *const signs[] = {
		[OP_LT] = "<", [OP_LE] = "\xe2\x89\xa4", [OP_GT] = ">", [OP_GE] = "\xe2\x89\xa5"};
	const char *sign = n->op >= OP_LT && n->op <= OP_GE ? signs[n->op] : op_name(n->op);
	struct str limit = doc_text(l->a, source_text(l->rules, n->kids[1]->at));

	f->usual = arena_printf(l->a, "%.*s%s%s %.*s", STR(f->usual), f->usual.len ? " and " : "", sign, STR(limit));
}

/* False when a check has no answer: then the rule says nothing. */
static bool sanity_judge(struct looking *l, struct sanity_finding *f)
{
	*f = (struct sanity_finding){.rule = l->rule->title, .holds = true, .source = l->rule->source};
	for (uint32_t i = 0; i < l->rule->check_count; i++) {
		const struct statement *st = l->rule->check[i];
		struct value *left = arena_new(l->a, struct value), truth;

		if (!sanity_work_out(l, st->expr, &truth) || !sanity_work_out(l, st->expr->kids[0], left))
			return false;
		add_usual(l, f, st->expr);
		if (f->holds)
			f->value = left;
		if (f->holds && truth.num[0] == 0) {
			f->holds = false;
			f->why = doc_text(l->a, st->text);
		}
	}
	return l->rule->check_count > 0;
}

/* Of a range the median. */
static void bind(struct looking *l, uint32_t i, const struct sanity_number *n)
{
	l->bound[i] = *n->value;
	l->bound[i].spread = NULL;
	l->bound[i].type.uncertain = false;
}

/* The number itself, with its range, where that is what was judged: it reads as it does elsewhere. */
static const struct value *sanity_as_given(const struct value *judged, const struct value *number)
{
	return units_equal(&judged->type.units, &number->type.units) && judged->num[0] == number->num[0] ? number : judged;
}

/* ---- a rule ---- */

/* Numbers that do not hold, up to FINDINGS; else the first one that does. Returns how many. */
static uint32_t look_at_each(struct looking *l, struct sanity_finding *out)
{
	uint32_t failed = 0;
	bool any = false;

	for (uint32_t i = 0; i < l->count && failed < FINDINGS; i++) {
		struct sanity_finding f;

		if (!sanity_fits(l, &l->rule->want[0], i))
			continue;
		bind(l, 0, &l->numbers[i]);
		if (!sanity_judge(l, &f) || (any && f.holds))
			continue;
		f.names = l->numbers[i].name;
		f.value = sanity_as_given(f.value, l->numbers[i].value);
		failed += !f.holds;
		out[failed ? failed - 1 : 0] = f;
		any = true;
	}
	return failed ? failed : any;
}

/* One number for each name, and no second that fits. */
static uint32_t look_at_all(struct looking *l, struct sanity_finding *out)
{
	struct str names = {0};

	for (uint32_t k = 0; k < l->rule->want_count; k++) {
		uint32_t found = 0;

		for (uint32_t i = 0; i < l->count; i++) {
			if (!sanity_fits(l, &l->rule->want[k], i))
				continue;
			bind(l, k, &l->numbers[i]);
			if (!found++)
				names = arena_printf(l->a, "%.*s%s%.*s", STR(names), k ? ", " : "", STR(l->numbers[i].name));
		}
		if (found != 1)
			return 0;
	}
	if (!sanity_judge(l, out))
		return 0;
	out->names = names;
	return 1;
}

/* ---- reading the rules ---- */

static bool add_want(struct looking *l, struct rule *r, const struct statement *st)
{
	struct want *w = &r->want[r->want_count];
	struct factor scale = FACTOR_ONE;
	char message[128];
	size_t offset;

	if (r->want_count == PARAMS || !st->declared || st->any || st->list)
		return diag_fail(l->d, DIAG_SYNTAX, st->at, "a rule has up to %d params, each with one unit", PARAMS);
	*w = (struct want){.name = st->name, .plain = st->more->unit.count == 0};
	if (!eval_units(&l->engine, sheet_scope(l->sheet, NULL), &st->more->unit, l->d, &w->units, &scale))
		return false;
	w->dim = units_dim(&w->units);
	if (st->text.len && !(w->pattern = re_new(st->text, RE_NOCASE, &offset, message)))
		return diag_fail(l->d, DIAG_SYNTAX, st->at, "pattern: %s", message);
	r->want_count++;
	return true;
}

static bool sanity_add_check(struct looking *l, struct rule *r, const struct statement *st)
{
	const struct node *n = st->expr;

	if (r->check_count == CHECKS || n->kind != NODE_BINARY || n->op < OP_EQ || n->op > OP_GE)
		return diag_fail(l->d, DIAG_SYNTAX, st->at, "a rule has up to %d checks, each a comparison", CHECKS);
	r->check[r->check_count++] = st;
	return true;
}

/* The lines below a heading; *st moves past them. */
static bool read_rule(struct looking *l, const struct statement **st, struct rule *r)
{
	*r = (struct rule){.title = doc_text(l->a, (*st)->text)};
	for (*st = (*st)->next; *st && (*st)->kind != STATEMENT_HEADING; *st = (*st)->next) {
		switch ((*st)->kind) {
		case STATEMENT_PARAM:
			if (!add_want(l, r, *st))
				return false;
			break;
		case STATEMENT_CHECK:
			if (!sanity_add_check(l, r, *st))
				return false;
			break;
		case STATEMENT_SOURCE: r->source = doc_text(l->a, (*st)->text); break;
		default: break;
		}
	}
	return true;
}

static void sanity_release(struct rule *r)
{
	for (uint32_t i = 0; i < r->want_count; i++)
		re_free(r->want[i].pattern);
}

static const struct statement *first_heading(const struct statement *st)
{
	while (st && st->kind != STATEMENT_HEADING)
		st = st->next;
	return st;
}

struct sanity_finding *sanity_look(struct sheet *s, const struct source *rules, const struct sanity_number *numbers,
                                   uint32_t count, struct arena *a, struct diag *d, uint32_t *found)
{
	struct looking l = {
		.sheet = s, .engine = *sheet_engine(s), .rules = rules, .numbers = numbers, .count = count, .a = a, .d = d};
	DIAG_IN(d, rules);
	struct dim *dims = arena_array(a, struct dim, count);
	struct sanity_finding *out = NULL;
	struct statement *all = NULL;
	uint32_t headings = 0;

	for (uint32_t i = 0; i < count; i++)
		dims[i] = units_dim(&numbers[i].value->type.units);
	l.dims = dims;
	*found = 0;
	l.engine.strict = false;
	if (read_text(&l.engine, library_vocabulary(sheet_library(s)), rules, a, d, &all)) {
		for (const struct statement *st = all; st; st = st->next)
			headings += st->kind == STATEMENT_HEADING;
		out = arena_array(a, struct sanity_finding, FINDINGS * (size_t)headings + 1);
	}
	for (const struct statement *st = first_heading(all); out && st;) {
		struct rule r;
		bool fine = read_rule(&l, &st, &r);

		l.rule = &r;
		if (fine && r.want_count)
			*found += r.want_count > 1 ? look_at_all(&l, &out[*found]) : look_at_each(&l, &out[*found]);
		sanity_release(&r);
		out = fine ? out : NULL;
	}
	return out;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parameter.c - the parameters of a formula, and which arguments fit them. */
#include "eval/parameter.h"

#include "base/near.h"
#include "lang/parse.h"

const struct statement *template_cell(const struct template *t, struct str name)
{
	for (const struct statement *st = t->first; st; st = st->next)
		if (statement_is_cell(st) && str_eq(st->name, name))
			return st;
	return NULL;
}

const struct own_function *own_function_find(const struct own_functions *all, struct str name)
{
	for (size_t i = all ? all->count : 0; i > 0; i--)
		if (str_eq(all->list[i - 1].statement->name, name))
			return &all->list[i - 1];
	return NULL;
}

struct own_function function_called(const struct template *t, const struct own_functions *own, struct str name)
{
	const struct own_function *f = t ? NULL : own_function_find(own, name);

	for (const struct statement *st = t ? t->first : NULL; st; st = st->next)
		if (st->kind == STATEMENT_FUNCTION && str_eq(st->name, name))
			return (struct own_function){st, t->source, NULL};
	return f ? *f : (struct own_function){0};
}

static const struct statement *template_param(const struct template *t, struct str name)
{
	for (const struct statement *st = t->first; st; st = st->next)
		if (st->kind == STATEMENT_PARAM && parameter_is(st->name, name))
			return st;
	return NULL;
}

struct str template_answer(const struct template *t)
{
	for (const struct statement *st = t->first; st; st = st->next)
		if (st->kind == STATEMENT_SHOW && st->more->want_count && st->more->wants[0].value->kind == NODE_NAME)
			return st->more->wants[0].value->text;
	for (const struct statement *st = t->first; st; st = st->next)
		if (st->kind == STATEMENT_CELL && st->text.len)
			return st->name;
	return (struct str){0};
}

/* ---- arguments ---- */

struct str parameter_name(struct str own)
{
	return str_cut(own, 0, own.len - (own.len > 1 && str_ends(own, S("_"))));
}

void parameter_wish(struct buf *out, struct str name, const struct statement *param, const struct source *src)
{
	struct str unit = param->any ? S("") : source_text(src, param->more->unit.at);

	buf_printf(out, "%.*s=VALUE", STR(parameter_name(name)));
	if (unit.len)
		buf_printf(out, " in %s%.*s%s", param->list ? "[" : "", STR(unit), param->list ? "]" : "");
}

bool parameter_unknown(struct str sheet, const struct str *params, uint32_t count, bool computed, struct str name,
                       struct span at, struct diag *d)
{
	struct near near = {.word = name, .limit = near_edits(name), .most = 1};
	struct buf all = {0};

	for (uint32_t i = 0; i < count; i++) {
		near_offer(&near, params[i]);
		buf_printf(&all, "%s%.*s", i ? ", " : "", STR(params[i]));
	}
	if (computed)
		diag_fail(d, DIAG_ARGUMENT, at, "'%.*s' is computed, not a parameter", STR(name));
	else
		diag_fail(d, DIAG_ARGUMENT, at, "%.*s%sno parameter '%.*s'", STR(sheet), sheet.len ? " has " : "", STR(name));
	if (!diag_suggest(d, near.names, near.count) && count)
		diag_hint(d, "its parameters are %s", buf_c(&all));
	else if (!count)
		diag_hint(d, "only what a 'param' line declares can be given");
	buf_release(&all);
	return false;
}

static bool template_lacks(const struct template *t, struct str name, struct span at, struct diag *d)
{
	struct str *params;
	uint32_t count = 0;

	for (const struct statement *st = t->first; st; st = st->next)
		count += st->kind == STATEMENT_PARAM;
	params = arena_array(d->arena, struct str, count + 1);
	count = 0;
	for (const struct statement *st = t->first; st; st = st->next)
		if (st->kind == STATEMENT_PARAM)
			params[count++] = parameter_name(st->name);
	return parameter_unknown(t->name, params, count, template_cell(t, name) != NULL, name, at, d);
}

bool parameter_left_out(const struct statement *param, const struct node *given)
{
	bool none = (given->kind == NODE_NONE && !given->text.len) ||
	            (given->kind == NODE_NAME && str_eq(given->text, S("never")));

	return none && ast_is_from_none(param) && !param->more->param_count;
}

const struct item *template_argument(const struct item *given, uint32_t count, struct str name)
{
	for (uint32_t i = 0; i < count; i++)
		if (parameter_is(name, given[i].name))
			return &given[i];
	return NULL;
}

/* The name where it is typed, in front of the value; the value where it stands in another text. */
static struct span argument_at(const struct item *it, const struct diag *d)
{
	struct str text = d->source ? d->source->text : S("");
	size_t from = it->name.len ? (size_t)(it->name.p - text.p) : text.len;
	bool inside = it->name.p >= text.p && from + it->name.len <= text.len;

	return inside ? (struct span){(uint32_t)from, (uint32_t)(from + it->name.len)} : it->name_at;
}

/* The next argument, which is added to those given before it. */
static bool add_argument(const struct template *t, struct item *given, uint32_t count, struct diag *d)
{
	const struct item *it = &given[count];

	if (!template_param(t, it->name))
		return template_lacks(t, it->name, argument_at(it, d), d);
	if (template_argument(given, count, it->name))
		return diag_fail(d, DIAG_ARGUMENT, argument_at(it, d), "'%.*s' is given twice", STR(it->name));
	return true;
}

static const struct statement *next_param(const struct statement *st)
{
	while (st && st->kind != STATEMENT_PARAM)
		st = st->next;
	return st;
}

static unsigned parameter_count_params(const struct template *t)
{
	unsigned count = 0;

	for (const struct statement *st = next_param(t->first); st; st = next_param(st->next))
		count++;
	return count;
}

bool template_bind(const struct template *t, const struct node *call, struct arena *a, struct diag *d,
                   struct item **given, uint32_t *count)
{
	const struct statement *param = next_param(t->first);

	*given = arena_array(a, struct item, call->count + 1);
	*count = 0;
	for (uint32_t i = 0; i < call->count; i++) {
		struct item *it = &(*given)[*count];
		struct node *kid = call->kids[i];
		struct str name = call_name(call, i);

		if (!name.len && !param)
			return diag_fail(d, DIAG_ARGUMENT, kid->at, "%.*s has only %u parameters", STR(t->name),
			                 parameter_count_params(t));
		*it = (struct item){.name = name.len ? name : param->name, .name_at = kid->at, .value = kid};
		if (!name.len)
			param = next_param(param->next);
		if (!add_argument(t, *given, *count, d))
			return false;
		*count += !parameter_left_out(template_param(t, it->name), kid);
	}
	return true;
}

bool template_check(const struct template *t, const struct statement *use, struct diag *d)
{
	for (uint32_t i = 0; i < use->more->item_count; i++) {
		if (!use->more->items[i].name.len)
			return diag_fail(d, DIAG_ARGUMENT, use->more->items[i].value->at,
			                 "'use' takes arguments by name: use %.*s(param = ...)", STR(t->name));
		if (!add_argument(t, use->more->items, i, d))
			return false;
	}
	return true;
}

bool template_defined_twice(const struct statement *first, const struct statement *st, struct diag *d)
{
	diag_fail(d, DIAG_NAME, st->name_at, "'%.*s' is defined twice", STR(st->name));
	diag_remark(d, first->name_at, "first here");
	return false;
}

bool template_nested(const struct template *t, struct span at, unsigned depth, struct diag *d)
{
	return diag_fail(d, DIAG_CYCLE, at, "%.*s uses itself, or sheets are nested more than %u deep", STR(t->name),
	                 depth);
}

/* ---- defaults ---- */

enum { DEFAULTS_SHOWN = 8 };

void defaults_add(struct defaults *with, struct str name, const struct statement *param, struct str value)
{
	if (!ast_asks_nothing(param) && with->count++ < DEFAULTS_SHOWN)
		with->text = arena_printf(with->a, "%.*s%s%.*s = %.*s", STR(with->text), with->count > 1 ? ", " : "",
		                          STR(parameter_name(name)), STR(value));
}

struct str defaults_text(const struct defaults *with)
{
	return with->count <= DEFAULTS_SHOWN
	           ? with->text
	           : arena_printf(with->a, "%.*s and %u more", STR(with->text), with->count - DEFAULTS_SHOWN);
}

/* ---- what a sheet requires ---- */

struct str requirement_says(const struct statement *require)
{
	return require->text.len ? require->text : S("this does not hold");
}

bool requirement_is_truth(const struct statement *require, const struct type *type, struct diag *d)
{
	return type->kind == VALUE_TRUTH || eval_wants_truth(d, require->expr->at, "'require'", type);
}

/* ---- what fits ---- */

bool parameter_wants(const struct engine *e, const struct scope *s, const struct statement *param,
                     struct parameter_default own, struct diag *d, struct type *want)
{
	struct factor scale = FACTOR_ONE;

	*want = type_plain();
	if (!param->declared)
		return !param->expr || own.of(own.ctx, param->expr, want);
	want->list = param->list;
	return param->any || eval_units(e, s, &param->more->unit, d, &want->units, &scale);
}

/* Is `a` in the place that `b` has: the same noun, or another unit of the same kind on the same side of the line? */
static bool takes_place(const struct term *a, const struct term *b)
{
	return a->unit == b->unit || (a->unit->hard && a->unit->hard == b->unit->hard && (a->exp < 0) == (b->exp < 0));
}

/* The parts of `u` in the order that they have in `like`: 40 tweets/user/day, not 40 tweets/day/user. */
static void order_like(struct units *u, const struct units *like)
{
	unsigned done = 0;

	for (unsigned i = 0; i < like->n; i++)
		for (unsigned k = done; k < u->n; k++)
			if (takes_place(&u->term[k], &like->term[i])) {
				struct term t = u->term[k];

				for (; k > done; k--)
					u->term[k] = u->term[k - 1];
				u->term[done++] = t;
				break;
			}
}

bool parameter_fits(const struct type *want, const struct type *got, enum wild wild, struct units *units,
                    struct factor *scale)
{
	*units = got->units;
	*scale = FACTOR_ONE;
	if (want->kind != got->kind)
		return wild == WILD_NONE;
	if (want->kind != VALUE_NUMBER)
		return true;
	if (wild && units_plain(units)) {
		*units = want->units;
		return true;
	}
	if (units_convert(units, &want->units, scale) == UNITS_CLASH)
		return false;
	if (units_plain(&want->units) && units_plain(units)) { /* 0.7 for a 70 % */
		*units = want->units;
		return true;
	}
	struct units hard = units_without_nouns(units), nouns = units_nouns(&want->units);

	*scale = FACTOR_ONE;
	if (units_times(&hard, &nouns, 1, scale)) {
		*units = hard;
		order_like(units, &want->units);
	} else
		*scale = FACTOR_ONE; /* of too many parts: it keeps its own */
	return true;
}

void parameter_take_unit(struct type *t, const struct units *units)
{
	bool was = type_is_percent(t);

	t->units = *units;
	t->written |= !was && type_is_percent(t);
}

bool parameter_adopt(const struct type *want, struct value *v, struct arena *a)
{
	struct units units;
	struct factor scale;

	if (!parameter_fits(want, &v->type, v->type.wild, &units, &scale))
		return false;
	if (scale.num != scale.den) {
		double *num = arena_array(a, double, v->count);

		for (uint32_t i = 0; i < v->count; i++)
			num[i] = factor_apply(scale, v->num[i]);
		v->num = num;
	}
	if (want->kind == VALUE_NUMBER)
		parameter_take_unit(&v->type, &units);
	v->type.list = v->type.list || want->list;
	return true;
}

bool parameter_is_choice(const struct engine *e, const struct statement *param, const struct value *v, struct span at,
                         struct diag *d)
{
	return !param->more->param_count || v->type.kind != VALUE_TEXT || v->type.uncertain || v->count != 1 ||
	       eval_is_choice(param, texts_get(e->texts, (uint32_t)v->num[0]), at, d);
}

/* Cores are wanted, and there are so many requests a second: what each of them takes is missing. */
static bool is_rate_for_cores(const struct type *want, const struct type *got)
{
	struct dim dim = units_dim(&got->units);
	struct buf text = {0};

	units_write(&text, &want->units, false);
	bool cores = str_starts(buf_str(&text), S("core"));
	buf_release(&text);
	return cores && got->kind == VALUE_NUMBER && dim.exp[DIM_TIME] == -1 && dim.exp[DIM_DATA] == 0 &&
	       dim.exp[DIM_MONEY] == 0;
}

bool eval_wants_truth(struct diag *d, struct span at, const char *who, const struct type *got)
{
	const char *is = got->wild != WILD_NONE ? type_text(got, d->arena) : got->list ? "a list of nothing" : "none";

	return diag_fail(d, DIAG_UNIT, at, "%s wants yes or no, and this is %s", who, is);
}

bool parameter_refused(const struct statement *param, const struct source *src, struct str name,
                       const struct type *want, const struct type *got, struct span at, struct diag *d)
{
	const char *a = type_text(want, d->arena);
	const char *b = type_text(got, d->arena);
	diag_fail(d, DIAG_UNIT, at, "%.*s wants %s, and this is %s", STR(name), a, b);
	if (d->source && got->kind == VALUE_NUMBER && units_exponent(&got->units, DIM_DATA) != 0 &&
	    eval_bare_bytes(source_text(d->source, at)))
		diag_hint(d, SAYS_BYTES);
	else if (is_rate_for_cores(want, got))
		diag_hint(d, "multiply it by the time that each takes, as in 10k requests/s * 5 ms/request");
	else if (param && param->declared && param->more->unit.count)
		diag_hint(d, "give it in %.*s", STR(source_text(src, param->more->unit.at)));
	else if (param && param->expr)
		diag_hint(d, "its default is %.*s", STR(source_text(src, param->expr->at)));
	return false;
}

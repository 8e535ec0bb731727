/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_ask.c - `chart KIND(...)`: its arguments, and what is wrong with them. */
#include "whatif/chart_ask.h"

#include <stdarg.h>
#include <stdio.h>

#include "show/doc.h"

struct chart *chart_fail(struct chart_request *r, enum diag_kind kind, const struct node *n, const char *fmt, ...)
{
	struct diag *d = r->q->d;
	DIAG_IN(d, r->at->source);
	char text[400];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	diag_fail(d, kind, n->at, "%s", text);
	return NULL;
}

struct chart *chart_misused(struct chart_request *r, const struct node *n, const char *what)
{
	chart_fail(r, DIAG_ARGUMENT, n, "%s", what);
	diag_hint(r->q->d, "as in: chart %s", r->word->usage);
	return NULL;
}

const struct node *chart_option(const struct chart_request *r, const char *name)
{
	for (uint32_t i = 0; i < r->call->count; i++)
		if (str_eq(call_name(r->call, i), str_from_c(name)))
			return r->call->kids[i];
	return NULL;
}

struct str chart_typed(const struct chart_request *r, const struct node *n)
{
	return doc_text(r->q->a, str_cut(source_text(r->at->source, n->at), 0, 100));
}

bool chart_number_at(struct chart_request *r, const struct node *n, struct value *v)
{
	if (!sheet_eval(r->q->sheet, r->at, n, r->q->a, r->q->d, v))
		return false;
	if (v->type.kind != VALUE_NUMBER || v->type.list)
		chart_fail(r, DIAG_UNIT, n, "'%.*s' is not one number", STR(chart_typed(r, n)));
	else if (is_poison(v->num[0]))
		chart_fail(r, DIAG_VALUE, n, "'%.*s' has no value", STR(chart_typed(r, n)));
	return !r->q->d->error;
}

bool chart_certain_at(struct chart_request *r, const struct node *n, struct value *v)
{
	if (!chart_number_at(r, n, v))
		return false;
	if (v->type.uncertain)
		chart_fail(r, DIAG_VALUE, n, "'%.*s' is uncertain, and one number is wanted here", STR(chart_typed(r, n)));
	return !v->type.uncertain;
}

struct str chart_title(struct chart_request *r, struct str what)
{
	return r->text.len ? doc_text(r->q->a, r->text) : what;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* build_common.c - what the parts of a report have in common. */
#include "report/build_parts.h"
#include "sheet/explain.h"
#include "show/wrap.h"

bool build_is_literal(const struct node *n)
{
	switch (n->kind) {
	case NODE_NUMBER:
	case NODE_QUANTITY:
	case NODE_PERCENT:
	case NODE_TEXT:
	case NODE_TRUTH:
	case NODE_NONE: return true;
	case NODE_CONVERT:
	case NODE_LIST:
	case NODE_RANGE:
	case NODE_MARGIN: break;
	case NODE_UNARY:
		if (n->op != OP_NEGATE)
			return false;
		break;
	case NODE_BINARY: /* 2 h 30 min */
		if (n->op != OP_ADD || !n->tight)
			return false;
		break;
	default: return false;
	}
	for (uint32_t i = 0; i < n->count; i++)
		if (!build_is_literal(n->kids[i]))
			return false;
	return true;
}

const struct node *build_expression(const struct cell *c)
{
	return c && c->state == CELL_READY ? c->is.expr : NULL;
}

struct str build_sheet_name(const struct cell *c)
{
	struct str path = cell_declared(c).source ? cell_declared(c).source->name : S("");
	size_t start = path.len;

	while (start > 0 && path.p[start - 1] != '/')
		start--;
	path = str_cut(path, start, path.len);
	return str_ends(path, S(".bote")) ? str_cut(path, 0, path.len - 5) : path;
}

void build_root(struct build *b, struct cell *c)
{
	if (b->root_count == b->root_cap) {
		struct cell **more = arena_array(b->a, struct cell *, b->root_cap = b->root_cap ? 2 * b->root_cap : 64);

		for (uint32_t i = 0; i < b->root_count; i++)
			more[i] = b->roots[i];
		b->roots = more;
	}
	b->roots[b->root_count++] = c;
}

void build_need(struct build *b, const struct definition *at, const struct node *n)
{
	uint32_t count;
	struct cell **reads = sheet_reads(at, n, b->a, &count);

	for (uint32_t i = 0; i < count; i++)
		build_root(b, reads[i]);
}

void build_look(struct build *b, struct behind *behind, const struct entry *e)
{
	const struct statement *st = e->statement;

	if (e->cell && b->needed[e->cell->index])
		behind_look(behind, &e->cell->is, build_expression(e->cell));
	else if (!e->cell && (st->kind == STATEMENT_CHECK || st->kind == STATEMENT_EXPRESSION))
		behind_look(behind, &e->is, st->expr);
	for (uint32_t k = 0; st->kind == STATEMENT_SHOW && build_is_own(b, e) && k < st->more->want_count; k++)
		behind_look(behind, &e->is, st->more->wants[k].value);
}

struct str build_text(struct build *b, struct str s)
{
	return doc_text(b->a, s);
}

struct str build_label(struct build *b, struct str s)
{
	enum { LABEL_MOST = 200 /* columns */ };

	return wrap_cut(b->a, build_text(b, s), LABEL_MOST, false);
}

struct doc_value build_value(struct build *b, const struct value *v)
{
	struct doc_value value = doc_value(b->a, v, &b->format);

	value.second = doc_ranges(b->a, value.second);
	return value;
}

struct str build_written(struct build *b, const struct source *src, const struct node *n)
{
	struct buf text = {0};

	ast_write(&text, n, src->text, false, NULL, NULL);
	return doc_take(b->a, &text);
}

const struct value *build_copy_value(struct build *b, const struct value *v)
{
	struct value *copy = arena_new(b->a, struct value);

	*copy = value_copy(b->a, v);
	return copy;
}

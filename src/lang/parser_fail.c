/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parser_fail.c - what a parser says is wrong. */
#include <stdarg.h>
#include <stdio.h>

#include "lang/parser.h"

struct node *parser_fail(struct parser *p, enum diag_kind kind, struct span at, const char *fmt, ...)
{
	char message[400];
	va_list ap;

	p->hintable = !p->failed;
	if (p->failed)
		return p->bad;
	va_start(ap, fmt);
	vsnprintf(message, sizeof(message), fmt, ap);
	va_end(ap);
	if (at.end > p->lx.end)
		at.end = p->lx.end;
	diag_fail(p->d, kind, at, "%s", message);
	p->failed = true;
	p->resume = p->lx.pos;
	p->tok.kind = TOK_END;
	return p->bad;
}

void parser_hint(struct parser *p, const char *fmt, ...)
{
	char hint[400];
	va_list ap;

	if (!p->hintable)
		return;
	va_start(ap, fmt);
	vsnprintf(hint, sizeof(hint), fmt, ap);
	va_end(ap);
	diag_hint(p->d, "%s", hint);
}

struct str parser_excerpt(const struct parser *p, struct span at)
{
	struct str s = parser_text(p, at);
	size_t line = str_find_char(s, '\n', 0);

	s = str_cut(s, 0, line);
	while (s.len > 60 || (s.len > 0 && line > 60 && ((unsigned char)s.p[s.len] & 0xc0) == 0x80))
		s.len = s.len > 60 ? 60 : s.len - 1;
	return s;
}

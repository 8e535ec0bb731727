/* SPDX-License-Identifier: GPL-3.0-or-later */
/* diag.c - collecting what is to be said; diag_write.c shows it. */
#include "diag/diag.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>

void diag_init(struct diag *d, struct arena *a, const struct source *src)
{
	*d = (struct diag){.arena = a, .source = src};
	d->notes_end = &d->notes;
}

const struct source *diag_enter(struct diag *d, const struct source *src)
{
	const struct source *before = d->source;

	d->source = src;
	return before;
}

static struct str format(struct diag *d, const char *fmt, va_list ap)
{
	struct str text;
	char small[256];
	struct buf large = {0};
	va_list again;
	int n;

	va_copy(again, ap);
	n = vsnprintf(small, sizeof(small), fmt, ap);
	if (n >= 0 && (size_t)n < sizeof(small)) {
		text = arena_str(d->arena, (struct str){small, (size_t)n});
	} else {
		buf_vprintf(&large, fmt, again);
		text = arena_str(d->arena, buf_str(&large));
		buf_release(&large);
	}
	va_end(again);
	return text;
}

static bool same_text(struct str a, struct str b)
{
	return a.p == b.p && a.len == b.len;
}

/* The present source, copied into the arena; several items share a copy. */
static struct source keep_source(struct diag *d)
{
	const struct source *src = d->source;

	if (!src)
		return (struct source){.first_line = 1};
	if (!same_text(src->text, d->original.text) || !same_text(src->name, d->original.name) || !d->copy.text.p) {
		d->original = *src;
		d->copy.name = arena_str(d->arena, src->name);
		d->copy.text = arena_str(d->arena, src->text);
	}
	d->copy.first_line = src->first_line;
	return d->copy;
}

static struct diag_item *new_item(struct diag *d, enum diag_level level, struct span at, struct str text)
{
	struct diag_item *item = arena_new(d->arena, struct diag_item);

	item->level = level;
	item->source = keep_source(d);
	item->at = at;
	item->text = text;
	return item;
}

bool diag_fail(struct diag *d, enum diag_kind kind, struct span at, const char *fmt, ...)
{
	va_list ap;

	d->open = NULL;
	if (d->error)
		return false;
	va_start(ap, fmt);
	d->error = d->open = new_item(d, DIAG_ERROR, at, format(d, fmt, ap));
	va_end(ap);
	d->error->kind = kind;
	return false;
}

void diag_hint(struct diag *d, const char *fmt, ...)
{
	va_list ap;

	if (!d->open || d->open->hint.len > 0)
		return;
	va_start(ap, fmt);
	d->open->hint = format(d, fmt, ap);
	va_end(ap);
}

void diag_remark(struct diag *d, struct span at, const char *fmt, ...)
{
	struct diag_item *item = d->open;
	va_list ap;

	if (!item || item->remarks == sizeof(item->remark) / sizeof(item->remark[0]))
		return;
	va_start(ap, fmt);
	item->remark[item->remarks].text = format(d, fmt, ap);
	va_end(ap);
	item->remark[item->remarks++].at = at;
}

static void add_note(struct diag *d, enum diag_level level, struct span at, struct str text)
{
	for (const struct diag_item *item = d->notes; item; item = item->next)
		if (item->level == level && str_eq(item->text, text))
			return;
	*d->notes_end = new_item(d, level, at, text);
	d->notes_end = &(*d->notes_end)->next;
}

void diag_note(struct diag *d, struct span at, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	add_note(d, DIAG_NOTE, at, format(d, fmt, ap));
	va_end(ap);
}

void diag_warn(struct diag *d, struct span at, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	add_note(d, DIAG_WARNING, at, format(d, fmt, ap));
	va_end(ap);
}

const char *diag_kind_name(enum diag_kind kind)
{
	static const char *const names[] = {
		[DIAG_SYNTAX] = "syntax",
		[DIAG_NAME] = "unknown-name",
		[DIAG_UNIT] = "unit-mismatch",
		[DIAG_VALUE] = "bad-value",
		[DIAG_ARGUMENT] = "bad-argument",
		[DIAG_CYCLE] = "circular",
		[DIAG_REQUIRE] = "requirement",
		[DIAG_LIMIT] = "too-large",
		[DIAG_FILE] = "file",
		[DIAG_USAGE] = "usage",
		[DIAG_INTERRUPT] = "interrupted",
	};

	assert((size_t)kind < sizeof(names) / sizeof(names[0]));
	return names[kind];
}

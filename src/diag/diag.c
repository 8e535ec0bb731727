/* SPDX-License-Identifier: GPL-3.0-or-later */
/* diag.c - collecting what is to be said; diag_write.c shows it. */
#include "diag/diag.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>

#include "base/interrupt.h"

void diag_init(struct diag *d, struct arena *a, const struct source *src)
{
	*d = (struct diag){.arena = a, .source = src};
	d->notes_end = &d->notes;
}

enum { WINDOW = 4096 };

/* The lines of a large text that hold `at`, so that a message about a long file does not copy it. */
static struct source diag_window(const struct source *src, struct span *at)
{
	struct place first = source_place(src, at->start);
	size_t from = at->start - first.offset;
	size_t to = str_find_char(src->text, '\n', at->end > at->start ? at->end : at->start);

	if (to - from > WINDOW && to - from > first.text.len)
		to = from + first.text.len;
	at->start -= (uint32_t)from;
	at->end -= (uint32_t)from;
	return (struct source){src->name, str_cut(src->text, from, to), first.line};
}

/* The present source, or the part of it that matters, copied into the arena; several items share a copy. */
static struct source keep_source(struct diag *d, struct span *at)
{
	struct source src = {.first_line = 1};

	if (d->source)
		src = d->source->text.len > WINDOW ? diag_window(d->source, at) : *d->source;
	if (!d->copy.text.p || !str_eq(src.text, d->copy.text) || !str_eq(src.name, d->copy.name)) {
		d->copy.name = arena_str(d->arena, src.name);
		d->copy.text = arena_str(d->arena, src.text);
	}
	d->copy.first_line = src.first_line;
	return d->copy;
}

static struct diag_item *new_item(struct diag *d, enum diag_level level, struct span at, struct str text)
{
	struct diag_item *item = arena_new(d->arena, struct diag_item);

	item->level = level;
	item->at = at;
	item->source = keep_source(d, &item->at);
	item->text = text;
	d->cut = at.start - item->at.start;
	return item;
}

bool diag_fail(struct diag *d, enum diag_kind kind, struct span at, const char *fmt, ...)
{
	va_list ap;

	d->open = NULL;
	if (d->error)
		return false;
	va_start(ap, fmt);
	d->error = d->open = new_item(d, DIAG_ERROR, at, arena_vprintf(d->arena, fmt, ap));
	va_end(ap);
	d->error->kind = kind;
	return false;
}

bool diag_goes_on(struct diag *d)
{
	return !interrupt_came || diag_fail(d, DIAG_INTERRUPT, (struct span){0, 0}, "interrupted");
}

void diag_hint(struct diag *d, const char *fmt, ...)
{
	va_list ap;

	if (!d->open || d->open->hint.len > 0)
		return;
	va_start(ap, fmt);
	d->open->hint = arena_vprintf(d->arena, fmt, ap);
	va_end(ap);
}

bool diag_suggest(struct diag *d, const struct str *names, unsigned count)
{
	if (count == 1)
		diag_hint(d, "did you mean '%.*s'?", STR(names[0]));
	else if (count == 2)
		diag_hint(d, "did you mean '%.*s' or '%.*s'?", STR(names[0]), STR(names[1]));
	else if (count)
		diag_hint(d, "did you mean '%.*s', '%.*s' or '%.*s'?", STR(names[0]), STR(names[1]), STR(names[2]));
	return count > 0;
}

void diag_remark(struct diag *d, struct span at, const char *fmt, ...)
{
	struct diag_item *item = d->open;
	va_list ap;

	if (!item || item->remarks == sizeof(item->remark) / sizeof(item->remark[0]))
		return;
	va_start(ap, fmt);
	item->remark[item->remarks].text = arena_vprintf(d->arena, fmt, ap);
	va_end(ap);
	if (at.start >= d->cut && at.end - d->cut <= item->source.text.len)
		item->remark[item->remarks].at = (struct span){at.start - d->cut, at.end - d->cut};
	item->remarks++;
}

static void diag_add_note(struct diag *d, enum diag_level level, struct span at, struct str text)
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
	diag_add_note(d, DIAG_NOTE, at, arena_vprintf(d->arena, fmt, ap));
	va_end(ap);
}

void diag_warn(struct diag *d, struct span at, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	diag_add_note(d, DIAG_WARNING, at, arena_vprintf(d->arena, fmt, ap));
	va_end(ap);
}

/* A copy of an item, with its source, in this arena. */
static struct diag_item *copy_item(struct diag *d, const struct diag_item *from)
{
	struct diag_item *item = arena_new(d->arena, struct diag_item);
	DIAG_IN(d, &from->source);
	struct span at = from->at;

	*item = *from;
	item->source = keep_source(d, &at);
	item->text = arena_str(d->arena, from->text);
	item->hint = arena_str(d->arena, from->hint);
	for (unsigned i = 0; i < item->remarks; i++)
		item->remark[i].text = arena_str(d->arena, from->remark[i].text);
	item->next = NULL;
	return item;
}

void diag_adopt(struct diag *d, const struct diag_item *item)
{
	d->open = NULL;
	if (item->level == DIAG_ERROR) {
		if (!d->error)
			d->error = copy_item(d, item);
		return;
	}
	for (const struct diag_item *note = d->notes; note; note = note->next)
		if (note->level == item->level && str_eq(note->text, item->text))
			return;
	*d->notes_end = copy_item(d, item);
	d->notes_end = &(*d->notes_end)->next;
}

void diag_copy(struct diag *d, const struct diag *from)
{
	for (const struct diag_item *note = from->notes; note; note = note->next)
		diag_adopt(d, note);
	if (from->error)
		diag_adopt(d, from->error);
}

const char *diag_kind_name(enum diag_kind kind)
{
	static const char *const names[] = {
		[DIAG_SYNTAX] = "syntax",       [DIAG_NAME] = "unknown-name",     [DIAG_UNIT] = "unit-mismatch",
		[DIAG_VALUE] = "bad-value",     [DIAG_ARGUMENT] = "bad-argument", [DIAG_CYCLE] = "circular",
		[DIAG_REQUIRE] = "requirement", [DIAG_LIMIT] = "too-large",       [DIAG_FILE] = "file",
		[DIAG_USAGE] = "usage",         [DIAG_INTERRUPT] = "interrupted",
	};

	assert((size_t)kind < sizeof(names) / sizeof(names[0]));
	return names[kind];
}

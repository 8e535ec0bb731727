/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_parse.c - any text parses or is refused with a place; what parses can be written back and parses the same. */
#include <assert.h>
#include <string.h>

#include "../statement.h"
#include "lang/parse.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

/* Words of every class, short so that they are found. */
static enum word_class classify(void *ctx, struct str word)
{
	static const char units[] = " B b bit kB MB GB GiB s ms min h day month $ % Mbps kRPS RPS ft inch ";
	static const char nouns[] = " user users req tweets server cores ";
	char key[16];

	(void)ctx;
	if (word.len == 0 || word.len > sizeof(key) - 3 || memchr(word.p, ' ', word.len) || memchr(word.p, '\0', word.len))
		return WORD_OTHER;
	key[0] = ' ';
	memcpy(key + 1, word.p, word.len);
	memcpy(key + 1 + word.len, " ", 2);
	return strstr(nouns, key) ? WORD_NOUN : strstr(units, key) ? WORD_UNIT : WORD_OTHER;
}

static unsigned nearest(void *ctx, struct str word, struct str *out, unsigned max)
{
	(void)ctx;
	if (max == 0 || word.len % 2)
		return 0;
	out[0] = S("GB");
	return 1;
}

static const struct vocabulary words = {.classify = classify, .nearest = nearest};

static void print_line(struct buf *out, const struct statement *s)
{
	for (; s; s = s->next) {
		statement_print(out, s);
		buf_char(out, '\n');
	}
}

/*
 * What is written parses, and prints the same, a line at a time: an earlier statement tells what a word means. One
 * bracket more may be too many.
 */
static void check_written(struct arena *a, const struct statement *first, struct str text)
{
	struct buf before = {0}, written = {0}, after = {0};
	struct source src = {.first_line = 1};
	struct statement *again = NULL;
	struct diag d = {0};
	uint32_t at = 0;

	print_line(&before, first);
	for (const struct statement *s = first; s; s = s->next) {
		statement_write(&written, s, text);
		buf_add_c(&written, s->next ? "; " : "");
	}
	src.text = buf_str(&written);
	diag_init(&d, a, &src);
	if (parse_line(a, &src, &at, &words, &d, &again)) {
		print_line(&after, again);
		assert(str_eq(buf_str(&before), buf_str(&after)));
	} else {
		assert(!src.text.len || d.error->kind == DIAG_LIMIT);
	}
	buf_release(&before);
	buf_release(&written);
	buf_release(&after);
}

static void check_node(const struct node *n, struct str text)
{
	assert(n->at.start <= n->at.end && n->at.end <= text.len);
	assert(n->op_at.end <= text.len);
	assert(n->depth <= 2000);
	for (uint32_t i = 0; i < n->count; i++) {
		bool spine = n->kind == NODE_BINARY && i == 0 && n->kids[0]->kind == NODE_BINARY;

		/* A chain that goes down on the left is not a deeper than its first operand. */
		assert(n->kids[i]->depth < n->depth + spine);
		check_node(n->kids[i], text);
	}
}

static void check_statement(const struct statement *s, struct str text)
{
	assert(s->at.start <= s->at.end && s->at.end <= text.len);
	if (s->expr)
		check_node(s->expr, text);
	for (uint32_t i = 0; i < s->more->item_count; i++)
		check_node(s->more->items[i].value, text);
	for (uint32_t i = 0; i < s->more->want_count; i++) {
		if (s->more->wants[i].value)
			check_node(s->more->wants[i].value, text);
	}
}

static void check_pieces(struct arena *a, const struct source *src)
{
	struct diag d = {0};
	struct node *n;

	diag_init(&d, a, src);
	n = parse_expression(a, src, &words, &d);
	assert(!n == !!d.error);
	memset(&d, 0, sizeof(d));
	diag_init(&d, a, src);
	n = parse_target(a, src, &words, &d);
	assert(!n == !!d.error);
	parse_unfinished(src->text);
	parse_uncommented(src->text);
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	struct source src = {.first_line = 1, .text = {(const char *)data, size}};
	struct statement *s;
	struct arena a;
	uint32_t at = 0;

	arena_init(&a);
	check_pieces(&a, &src);
	while (at < size) {
		struct diag d = {0};
		uint32_t before = at;
		bool ok;

		diag_init(&d, &a, &src);
		ok = parse_line(&a, &src, &at, &words, &d, &s);
		assert(at > before && at <= size);
		assert(ok == !d.error && (ok || !s));
		if (d.error) {
			struct buf out = {0};
			assert(d.error->at.start <= d.error->at.end && d.error->at.end <= size);
			diag_write(&out, d.error, (struct diag_style){0});
			buf_release(&out);
		}
		check_written(&a, s, src.text);
		for (; s; s = s->next)
			check_statement(s, src.text);
	}
	arena_release(&a);
	return 0;
}

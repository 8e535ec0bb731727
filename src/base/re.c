/* SPDX-License-Identifier: GPL-3.0-or-later */
/* re.c - patterns, on PCRE2. Interpreted, not JIT-compiled, but for RE_FAST: most are used on a few short texts. */
#include "base/re.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/shared_library.h"
#include "base/utf8.h"

#define PCRE2_CALLS(X) \
	X(code_free) \
	X(compile) \
	X(compile_context_create) \
	X(compile_context_free) \
	X(general_context_create) \
	X(general_context_free) \
	X(get_error_message) \
	X(get_ovector_count) \
	X(get_ovector_pointer) \
	X(jit_compile) \
	X(match) \
	X(match_context_create) \
	X(match_context_free) \
	X(match_data_create_from_pattern) \
	X(match_data_free) \
	X(set_heap_limit) \
	X(set_match_limit) \
	X(substring_number_from_name)

#define PCRE2_MEMBER(name) __typeof__(pcre2_##name##_8) *name;
static struct {
	PCRE2_CALLS(PCRE2_MEMBER)
	bool loaded;
} pcre;

/* Bounds of one match: some 10 ms of backtracking, and kilobytes of heap. */
enum { STEPS = 500000, HEAP = 16384 };

struct re {
	pcre2_code *code;
	pcre2_match_data *match;
	pcre2_match_context *limits;
};

static void *taken(PCRE2_SIZE size, void *ctx)
{
	(void)ctx;
	return xmalloc(size);
}

static void given_back(void *p, void *ctx)
{
	(void)ctx;
	free(p);
}

/* A pattern is not faulty because there is no memory: its memory is ours. NULL only where there is none at all. */
static pcre2_compile_context *our_memory(void)
{
	pcre2_general_context *general = pcre.general_context_create(taken, given_back, NULL);
	pcre2_compile_context *context = pcre.compile_context_create(general);

	pcre.general_context_free(general);
	return context;
}

/* False with `message` where the library is not there, or is another one. */
static bool re_load(char message[128])
{
	static struct library library = {.name = "PCRE2", .soname = "libpcre2-8.so.0"};

#define PCRE2_FIND(name) &&(pcre.name = library_find(&library, "pcre2_" #name "_8", message)) != NULL
	pcre.loaded = pcre.loaded || (true PCRE2_CALLS(PCRE2_FIND));
	return pcre.loaded;
}

struct re *re_new(struct str pattern, unsigned flags, size_t *offset, char message[128])
{
	uint32_t options = PCRE2_UTF | PCRE2_MATCH_INVALID_UTF | PCRE2_NEVER_BACKSLASH_C;
	PCRE2_SPTR text = (PCRE2_SPTR)(pattern.p ? pattern.p : "");
	pcre2_compile_context *memory;
	pcre2_code *code;
	struct re *re;
	int error;

	*offset = 0;
	if (!re_load(message))
		return NULL;
	if (flags & RE_FAST)
		options = PCRE2_NEVER_BACKSLASH_C;
	if (flags & RE_NOCASE)
		options |= PCRE2_CASELESS;
	memory = our_memory();
	code = pcre.compile(text, pattern.len, options, &error, offset, memory);
	pcre.compile_context_free(memory);
	if (!code) {
		pcre.get_error_message(error, (PCRE2_UCHAR *)message, 128);
		return NULL;
	}
	re = xmalloc(sizeof(*re));
	re->code = code;
	re->match = pcre.match_data_create_from_pattern(code, NULL); /* with the memory of the pattern */
	re->limits = pcre.match_context_create(NULL);
	if (!re->match || !re->limits)
		arena_exhausted(sizeof(*re));
	if (flags & RE_FAST)
		pcre.jit_compile(code, PCRE2_JIT_COMPLETE); /* where that fails the pattern is interpreted */
	pcre.set_match_limit(re->limits, STEPS);
	pcre.set_heap_limit(re->limits, HEAP);
	return re;
}

void re_free(struct re *re)
{
	if (!re)
		return;
	pcre.match_context_free(re->limits);
	pcre.match_data_free(re->match);
	pcre.code_free(re->code);
	free(re);
}

bool re_match(struct re *re, struct str text, size_t from, struct str *whole, struct str *group)
{
	PCRE2_SPTR subject = (PCRE2_SPTR)(text.p ? text.p : "");
	const PCRE2_SIZE *ends;
	int groups;

	if (from > text.len)
		return false;
	groups = pcre.match(re->code, subject, text.len, from, 0, re->match, re->limits);
	if (groups < 1)
		return false;
	ends = pcre.get_ovector_pointer(re->match);
	if (ends[0] > ends[1]) /* \K in a lookahead can do that */
		return false;
	*whole = str_cut(text, ends[0], ends[1]);
	if (!group)
		return true;
	if (groups > 1 && ends[2] != PCRE2_UNSET)
		*group = str_cut(text, ends[2], ends[3]);
	else
		*group = str_cut(text, ends[1], ends[1]);
	return true;
}

void re_split(struct re *re, struct str text, void (*each)(void *ctx, struct str piece, const struct str *group),
              void *ctx)
{
	size_t done = 0, from = 0;
	struct str whole, group;

	while (re_match(re, text, from, &whole, &group)) {
		size_t start = (size_t)(whole.p - text.p), end = start + whole.len;

		if (whole.len == 0 || start < done) { /* empty: look on from the next character */
			unsigned columns;

			if (from == text.len)
				break;
			from = utf8_next(text, from, &columns);
			continue;
		}
		if (start > done)
			each(ctx, str_cut(text, done, start), NULL);
		each(ctx, whole, &group);
		done = from = end;
	}
	if (done < text.len)
		each(ctx, str_cut(text, done, text.len), NULL);
}

int re_group_number(const struct re *re, const char *name)
{
	int n = pcre.substring_number_from_name(re->code, (PCRE2_SPTR)name);

	return n > 0 ? n : -1;
}

bool re_groups_match(struct re *re, struct str text)
{
	return pcre.match(re->code, (PCRE2_SPTR)(text.p ? text.p : ""), text.len, 0, 0, re->match, re->limits) > 0;
}

bool re_group(const struct re *re, struct str text, int number, struct str *out)
{
	const PCRE2_SIZE *ends = pcre.get_ovector_pointer(re->match);

	if (number < 0 || (uint32_t)number >= pcre.get_ovector_count(re->match) || ends[2 * number] == PCRE2_UNSET ||
	    ends[2 * number] > ends[2 * number + 1])
		return false;
	*out = str_cut(text, ends[2 * number], ends[2 * number + 1]);
	return true;
}

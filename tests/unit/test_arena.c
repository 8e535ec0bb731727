/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rows.h"

#include <signal.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/arena_mark.h"

static bool all_zero(const char *p, size_t n)
{
	while (n > 0 && p[n - 1] == 0)
		n--;
	return n == 0;
}

Test(arena, pieces)
{
	static const size_t sizes[] = {1, 0, 7, 16, 17, 100, 1000, 5000, 3 << 20, 8};
	struct arena a;

	arena_init(&a);
	for (int round = 0; round < 3; round++) {
		for (size_t i = 0; i < COUNT(sizes); i++) {
			char *p = arena_alloc(&a, sizes[i]);

			cr_assert(p != NULL, "size %zu", sizes[i]);
			cr_expect((uintptr_t)p % 8 == 0, "size %zu", sizes[i]);
			cr_expect(all_zero(p, sizes[i]), "size %zu, round %d", sizes[i], round);
			memset(p, 'x', sizes[i]);
		}
		arena_reset(&a);
	}
	arena_release(&a);
	arena_release(&a);
}

Test(arena, reset_keeps_a_block)
{
	struct arena a;
	char *first;

	arena_init(&a);
	arena_reset(&a);
	for (int i = 0; i < 100; i++)
		arena_alloc(&a, 1000);
	arena_reset(&a);
	first = arena_alloc(&a, 10);
	arena_reset(&a);
	cr_expect(arena_alloc(&a, 10) == first);
	arena_release(&a);
}

Test(arena, strings)
{
	struct arena a;
	struct str long_text, text;

	arena_init(&a);
	text = arena_str(&a, (struct str){"word after", 4});
	expect_str(0, text, S("word"));
	cr_expect(text.p[4] == '\0');
	cr_expect(arena_str(&a, str_from_c(NULL)).p[0] == '\0');
	expect_str(1, arena_printf(&a, "%d %s", 12, "GB"), S("12 GB"));
	long_text = arena_printf(&a, "%0300d", 7);
	cr_expect(long_text.len == 300 && long_text.p[299] == '7' && long_text.p[300] == '\0');
	arena_release(&a);
}

/* What is older than the mark stays, and what comes after it is as new. */
Test(arena, rewind)
{
	static const size_t sizes[] = {8, 100, 1000, 5000, 2 << 20};
	struct arena a;

	arena_init(&a);
	for (size_t i = 0; i < COUNT(sizes); i++) {
		struct str kept = arena_str(&a, S("kept"));
		struct arena_mark mark = arena_mark(&a);
		char *first = arena_alloc(&a, 16);

		memset(first, 'x', 16);
		memset(arena_alloc(&a, sizes[i]), 'x', sizes[i]);
		arena_rewind(&a, mark);
		expect_str(i, kept, S("kept"));
		cr_expect(all_zero(arena_alloc(&a, sizes[i]), sizes[i]), "size %zu", sizes[i]);
	}
	arena_release(&a);
}

/* Back to when there was nothing. */
Test(arena, rewind_all)
{
	struct arena a;
	struct arena_mark none;

	arena_init(&a);
	none = arena_mark(&a);
	arena_rewind(&a, none);
	memset(arena_alloc(&a, 100), 'x', 100);
	arena_rewind(&a, none);
	cr_expect(all_zero(arena_alloc(&a, 100), 100));
	arena_release(&a);
}

Test(arena, grow)
{
	size_t cap = 0;
	int *p = NULL;

	for (int i = 0; i < 100; i++) {
		p = xgrow(p, (size_t)i, &cap, sizeof(*p));
		p[i] = i;
	}
	cr_expect(cap >= 100 && p[0] == 0 && p[99] == 99);
	free(p);
}

Test(arena, array_too_large, .exit_code = 4)
{
	struct arena a;

	arena_init(&a);
	arena_alloc_array(&a, SIZE_MAX / 2, 4);
}

Test(arena, piece_too_large, .exit_code = 4)
{
	struct arena a;
	volatile size_t size = SIZE_MAX - 5; /* volatile: a compiler that knew it would warn */

	arena_init(&a);
	arena_alloc(&a, size);
}

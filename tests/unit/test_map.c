/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rows.h"

#include "base/arena.h"
#include "base/map.h"

static int value[10000];

static struct str key(struct arena *a, int i)
{
	return arena_printf(a, "key%d", i);
}

Test(map, empty)
{
	struct map m = {0};

	cr_expect(map_get(&m, S("a")) == NULL);
	cr_expect(!map_remove(&m, S("a")));
	map_reset(&m);
	map_release(&m);
	map_release(&m);
}

Test(map, replace_keeps_the_place)
{
	struct map m = {0};

	map_put(&m, S("a"), &value[1]);
	map_put(&m, S("b"), &value[2]);
	map_put(&m, S("a"), &value[3]);
	map_put(&m, S(""), &value[4]);
	cr_expect(m.live == 3 && m.used == 3);
	cr_expect(map_get(&m, S("a")) == &value[3]);
	cr_expect(m.entries[0].value == &value[3]);
	cr_expect(map_get(&m, S("")) == &value[4]);
	cr_expect(map_get(&m, str_from_c(NULL)) == &value[4]);
	map_release(&m);
}

Test(map, removed_and_put_again_comes_last)
{
	struct map m = {0};

	map_put(&m, S("a"), &value[1]);
	map_put(&m, S("b"), &value[2]);
	cr_expect(map_remove(&m, S("a")));
	cr_expect(!map_remove(&m, S("a")));
	cr_expect(map_get(&m, S("a")) == NULL && m.live == 1);
	map_put(&m, S("a"), &value[3]);
	cr_expect(map_get(&m, S("a")) == &value[3] && m.live == 2);
	cr_expect(m.entries[m.used - 1].value == &value[3]);
	map_release(&m);
}

Test(map, many)
{
	struct map m = {0};
	struct arena a;
	uint32_t at = 0;
	int want = 1;

	arena_init(&a);
	for (int i = 0; i < 10000; i++)
		map_put(&m, key(&a, i), &value[i]);
	for (int i = 0; i < 10000; i += 2)
		cr_assert(map_remove(&m, key(&a, i)));
	for (int i = 0; i < 10000; i++)
		cr_assert(map_get(&m, key(&a, i)) == (i % 2 ? &value[i] : NULL), "key%d", i);
	cr_assert(m.live == 5000);
	/* The order is that of insertion. */
	for (; at < m.used; at++) {
		if (!m.entries[at].value)
			continue;
		cr_assert(m.entries[at].value == &value[want]);
		want += 2;
	}
	map_reset(&m);
	cr_expect(map_get(&m, S("key1")) == NULL && m.live == 0 && m.used == 0);
	map_put(&m, S("key1"), &value[1]);
	cr_expect(map_get(&m, S("key1")) == &value[1]);
	map_release(&m);
	arena_release(&a);
}

Test(map, churn_does_not_grow)
{
	struct map m = {0};
	struct arena a;

	arena_init(&a);
	for (int i = 0; i < 10000; i++) {
		map_put(&m, key(&a, i), &value[i]);
		if (i >= 4)
			cr_assert(map_remove(&m, key(&a, i - 4)));
	}
	cr_expect(m.live == 4 && m.cap <= 16);
	map_release(&m);
	arena_release(&a);
}

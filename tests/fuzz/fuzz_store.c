/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_store.c - any text as a store of results: what is read of it is sound, and each cell it has is found again. */
#include <assert.h>
#include <math.h>

#include "store/measured.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static void check_range(struct measured_range r)
{
	assert(r.value > 0 && r.low > 0 && r.low <= r.value && r.value <= r.high);
}

static void check_cell(void *ctx, struct str cell)
{
	struct measured_cell c;

	if (!measured_find(ctx, cell, &c)) /* a figure that is not above 0, or whose name another ending hides */
		return;
	check_range(c.range);
	assert(c.of && c.ending.len < cell.len);
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	struct measured *m = measured_parse((struct str){(const char *)data, size});
	struct machine machine = {.kernel = "6.1"};
	struct buf text = {0};
	unsigned count;
	const struct measurement *const *all = measured_all(m, &count);

	for (unsigned i = 0; i < count; i++) {
		for (unsigned k = 0; k < all[i]->named_count; k++)
			check_range(all[i]->named[k].range);
		if (!all[i]->named_count)
			check_range(all[i]->each);
		assert(isfinite(all[i]->each.high) && measured_operation(m, all[i]->op) == all[i]);
		measured_stale(all[i], &machine, 1795478400, 1, S("libck 1"), &text);
		measured_provenance(all[i], &text);
	}
	measured_each(m, check_cell, m);
	measured_warning(m);
	buf_release(&text);
	measured_free(m);
	return 0;
}

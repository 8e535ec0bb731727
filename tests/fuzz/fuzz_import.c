/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_import.c - any text as the output of a tool: what is taken from it is sound, and the store reads it back. */
#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "measured/import.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static void check(const struct import *m)
{
	for (unsigned i = 0; i < m->count; i++) {
		const struct import_number *x = &m->numbers[i];

		assert(isfinite(x->value) && x->value > 0 && x->low > 0 && x->low <= x->value && x->value <= x->high);
	}
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	struct import *m = xcalloc(1, sizeof(*m));
	struct import_origin origin = {S("fuzz"), S("file"), S(""), S(""), 1795478400};
	struct buf line = {0};
	struct diag d = {0};
	struct arena a;

	arena_init(&a);
	diag_init(&d, &a, NULL);
	if (import_read((struct str){(const char *)data, size}, S(""), &a, m, &d)) {
		struct measured *store;

		import_judge(m, &a, &d);
		check(m);
		import_line(m, &origin, &a, &line);
		store = measured_parse(buf_str(&line));
		assert(!m->count || !measured_warning(store).len);
		measured_free(store);
	} else
		assert(d.error);
	buf_release(&line);
	arena_release(&a);
	free(m);
	return 0;
}

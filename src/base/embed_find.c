/* SPDX-License-Identifier: GPL-3.0-or-later */
/* embed_find.c - look up a compiled-in text; apart from embed.c, which is generated. */
#include "base/embed.h"

size_t embedded_from(struct str path)
{
	size_t low = 0, high = embedded_count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (str_cmp(embedded_files[mid].path, path) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

const struct embedded *embedded_find(struct str path)
{
	size_t at = embedded_from(path);

	return at < embedded_count && str_eq(embedded_files[at].path, path) ? &embedded_files[at] : NULL;
}

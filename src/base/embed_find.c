/* SPDX-License-Identifier: GPL-3.0-or-later */
/* embed_find.c - look up a compiled-in text; apart from embed.c, which is generated. */
#include "base/embed.h"

const struct embedded *embedded_find(struct str path)
{
	size_t low = 0, high = embedded_count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int order = str_cmp(path, embedded_files[mid].path);

		if (order == 0)
			return &embedded_files[mid];
		if (order < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* partition.c - parts of a network, read. */
#include "lab/partition.h"

#include "base/str.h"

#include <string.h>

uint32_t parts_node(char c)
{
	return c >= 'A' && c <= 'Z' ? (uint32_t)(c - 'A') : c >= 'a' && c <= 'z' ? (uint32_t)(c - 'a') + 26 : PARTS_NODES;
}

char parts_letter(uint32_t node)
{
	return (char)(node < 26 ? 'A' + node : 'a' + node - 26);
}

/* "BC": those are part 1, the others part 0. */
static uint32_t by_letters(const char *text, uint64_t nodes, uint8_t *part)
{
	uint32_t off = 0;

	for (; *text; text++, off++) {
		uint32_t node = parts_node(*text);

		if (node >= nodes || part[node])
			return 0;
		part[node] = 1;
	}
	return off > 0 && off < nodes ? 2 : 0;
}

static uint32_t by_sizes(const char *text, uint64_t nodes, uint8_t *part)
{
	uint32_t node = 0, count = 0;

	while (*text) {
		uint32_t size = 0;

		while (char_is_digit(*text) && size < 100)
			size = size * 10 + (uint32_t)(*text++ - '0');
		if (!size || node + size > nodes || (*text && (*text++ != '-' || !char_is_digit(*text))))
			return 0;
		for (; size > 0; size--)
			part[node++] = (uint8_t)count;
		count++;
	}
	return node == nodes ? count : 0;
}

uint32_t parts_read(const char *text, uint64_t nodes, uint8_t part[PARTS_NODES])
{
	memset(part, 0, PARTS_NODES);
	if (nodes > PARTS_NODES)
		return 0;
	return char_is_digit(text[0]) ? by_sizes(text, nodes, part) : by_letters(text, nodes, part);
}

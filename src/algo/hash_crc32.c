/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hash_crc32.c - CRC-32 by zlib. */
#include "algo/hash.h"

#ifdef HAVE_ZLIB

#include <zlib.h>

uint32_t hash_crc32(uint32_t before, const void *bytes, size_t n)
{
	return (uint32_t)crc32_z(before, bytes, n);
}

#endif

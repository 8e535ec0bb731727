/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * digest.h - MD5, SHA-1 and SHA-256 of names, of which rings of keys take the first 8 bytes. For placing, not for
 * secrets.
 */
#ifndef BOTE_LAB_DIGEST_H
#define BOTE_LAB_DIGEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum digest { DIGEST_MD5, DIGEST_SHA1, DIGEST_SHA256 };

/* The first 8 bytes of the digest as a little-endian number, whatever the machine. */
uint64_t digest_first(enum digest kind, const void *bytes, size_t n);

#endif

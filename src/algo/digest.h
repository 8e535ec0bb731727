/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * digest.h - MD5 (RFC 1321), SHA-1 and SHA-256 (FIPS 180-4): fingerprints of texts and places on rings, the same on
 * every machine and in every build. For short texts, and not for secrets.
 */
#ifndef BOTE_DIGEST_H
#define BOTE_DIGEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum digest { DIGEST_MD5, DIGEST_SHA1, DIGEST_SHA256 };

/* Bytes of the longest; room for it in hexadecimal digits and a NUL. */
enum { DIGEST_MOST = 32, DIGEST_HEX = 2 * DIGEST_MOST + 1 };

/* The digest of `n` bytes, as md5sum, sha1sum and sha256sum print it: 32, 40 or 64 digits and a NUL. */
void digest_hex(enum digest kind, const void *bytes, size_t n, char out[DIGEST_HEX]);

/* The first 8 bytes of the digest as a little-endian number, whatever the machine. */
uint64_t digest_first(enum digest kind, const void *bytes, size_t n);

#endif

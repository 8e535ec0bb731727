/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hash_sha256.c - SHA-256 by libcrypto. */
#include "algo/hash.h"

#ifdef HAVE_LIBCRYPTO

#include <openssl/evp.h>
#include <stdlib.h>

struct hash_sha256 {
	EVP_MD *algorithm;
	EVP_MD_CTX *context;
};

struct hash_sha256 *hash_sha256_new(void)
{
	struct hash_sha256 *h = calloc(1, sizeof(*h));

	if (!h)
		return NULL;
	h->algorithm = EVP_MD_fetch(NULL, "SHA256", NULL);
	h->context = EVP_MD_CTX_new();
	if (!h->algorithm || !h->context) {
		hash_sha256_free(h);
		return NULL;
	}
	return h;
}

void hash_sha256_free(struct hash_sha256 *h)
{
	if (!h)
		return;
	EVP_MD_CTX_free(h->context);
	EVP_MD_free(h->algorithm);
	free(h);
}

bool hash_sha256(struct hash_sha256 *h, const void *bytes, size_t n, unsigned char out[HASH_SHA256_SIZE])
{
	return EVP_DigestInit_ex2(h->context, h->algorithm, NULL) && EVP_DigestUpdate(h->context, bytes, n) &&
	       EVP_DigestFinal_ex(h->context, out, NULL);
}

#endif

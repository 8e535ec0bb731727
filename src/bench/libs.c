/* SPDX-License-Identifier: GPL-3.0-or-later */
/* libs.c - versions of the libraries as they are loaded; of those that are headers alone, as they were compiled. */
#include "bench/libs.h"

#include <stdio.h>

#ifdef HAVE_XXHASH
#include "algo/hash.h"

const char *version_xxhash(void)
{
	return hash_xxhash_version();
}
#endif

#ifdef HAVE_LIBCRYPTO
#include <openssl/crypto.h>

const char *version_crypto(void)
{
	return OpenSSL_version(OPENSSL_VERSION_STRING);
}
#endif

#ifdef HAVE_CK
/* It does not say; configure asked pkg-config. */
const char *version_ck(void)
{
	return CK_VERSION;
}
#endif

#ifdef HAVE_UTHASH
#include <uthash.h>

#define TEXT_OF(x) #x
#define TEXT(x) TEXT_OF(x)

const char *version_uthash(void)
{
	return TEXT(UTHASH_VERSION);
}
#endif

#ifdef HAVE_ZLIB
#include <zlib.h>

const char *version_zlib(void)
{
	return zlibVersion();
}
#endif

#ifdef HAVE_ZSTD
#include <zstd.h>

const char *version_zstd(void)
{
	return ZSTD_versionString();
}
#endif

#ifdef HAVE_LZ4
#include <lz4.h>

const char *version_lz4(void)
{
	return LZ4_versionString();
}
#endif

#ifdef HAVE_SQLITE
#include <sqlite3.h>

const char *version_sqlite(void)
{
	return sqlite3_libversion();
}
#endif

#ifdef HAVE_HIREDIS
#include <hiredis.h>

const char *version_hiredis(void)
{
	static char text[32];

	snprintf(text, sizeof(text), "%d.%d.%d", HIREDIS_MAJOR, HIREDIS_MINOR, HIREDIS_PATCH);
	return text;
}
#endif

#ifdef HAVE_LIBPQ
#include <libpq-fe.h>

const char *version_libpq(void)
{
	static char text[32];
	int v = PQlibVersion();

	snprintf(text, sizeof(text), "%d.%d", v / 10000, v % 10000);
	return text;
}
#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* libs.h - which optional libraries this build has, and their versions when the program runs. */
#ifndef BOTE_LIBS_H
#define BOTE_LIBS_H

#include <stddef.h>

/* WITH_X(y) is y where library X is there, else NULL. */
#ifdef HAVE_XXHASH
#define WITH_XXHASH(x) x
#else
#define WITH_XXHASH(x) NULL
#endif
#ifdef HAVE_LIBCRYPTO
#define WITH_CRYPTO(x) x
#else
#define WITH_CRYPTO(x) NULL
#endif
#ifdef HAVE_CK
#define WITH_CK(x) x
#else
#define WITH_CK(x) NULL
#endif
#ifdef HAVE_UTHASH
#define WITH_UTHASH(x) x
#else
#define WITH_UTHASH(x) NULL
#endif
#ifdef HAVE_ZLIB
#define WITH_ZLIB(x) x
#else
#define WITH_ZLIB(x) NULL
#endif
#ifdef HAVE_ZSTD
#define WITH_ZSTD(x) x
#else
#define WITH_ZSTD(x) NULL
#endif
#ifdef HAVE_LZ4
#define WITH_LZ4(x) x
#else
#define WITH_LZ4(x) NULL
#endif
#ifdef HAVE_SQLITE
#define WITH_SQLITE(x) x
#else
#define WITH_SQLITE(x) NULL
#endif
#ifdef HAVE_HIREDIS
#define WITH_HIREDIS(x) x
#else
#define WITH_HIREDIS(x) NULL
#endif
#ifdef HAVE_LIBPQ
#define WITH_LIBPQ(x) x
#else
#define WITH_LIBPQ(x) NULL
#endif

const char *version_xxhash(void);
const char *version_crypto(void);
const char *version_ck(void);
const char *version_uthash(void);
const char *version_zlib(void);
const char *version_zstd(void);
const char *version_lz4(void);
const char *version_sqlite(void);
const char *version_hiredis(void);
const char *version_libpq(void);

#endif

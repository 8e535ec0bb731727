/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * unpack_main.c - bote-unpack HEX: unpacks gzip or zstd from standard input to standard output. HEX are the first
 * bytes, which were read already. A program of its own, so that its libraries cost nothing else. Status 1: damaged,
 * 2: cannot write, 3: not built in.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifdef HAVE_ZLIB
#include <zlib.h>
#endif
#ifdef HAVE_ZSTD
#include <zstd.h>
#endif

enum { SIZE = 1 << 18, DAMAGED = 1, UNWRITTEN = 2, LACKING = 3 };

static unsigned char in[SIZE];
static size_t given; /* bytes of `in` that were read by others */

#if defined(HAVE_ZLIB) || defined(HAVE_ZSTD)

static unsigned char out[SIZE];

static void unpack_main_put(size_t n)
{
	for (size_t at = 0; at < n;) {
		ssize_t did = write(STDOUT_FILENO, out + at, n - at);

		if (did < 0 && errno == EINTR)
			continue;
		if (did <= 0)
			exit(UNWRITTEN);
		at += (size_t)did;
	}
}

/* More input; 0 at its end. */
static size_t unpack_main_get(void)
{
	size_t n = given;
	ssize_t did;

	given = 0;
	if (n)
		return n;
	do
		did = read(STDIN_FILENO, in, SIZE);
	while (did < 0 && errno == EINTR);
	return did > 0 ? (size_t)did : 0;
}

#endif

/* Several gzip files may come after each other. */
static int unpack_gzip(void)
{
#ifdef HAVE_ZLIB
	z_stream z = {0};
	int state = Z_STREAM_END;

	if (inflateInit2(&z, 15 + 16) != Z_OK)
		return DAMAGED;
	while ((z.avail_in = (uInt)unpack_main_get()) > 0) {
		z.next_in = in;
		do {
			if (state == Z_STREAM_END && (!z.avail_in || inflateReset(&z) != Z_OK))
				break;
			z.next_out = out;
			z.avail_out = SIZE;
			state = inflate(&z, Z_NO_FLUSH);
			if (state != Z_OK && state != Z_STREAM_END && state != Z_BUF_ERROR)
				return DAMAGED;
			unpack_main_put(SIZE - z.avail_out);
		} while (z.avail_in || !z.avail_out);
	}
	inflateEnd(&z);
	return state == Z_STREAM_END ? 0 : DAMAGED;
#else
	return LACKING;
#endif
}

static int unpack_zstd(void)
{
#ifdef HAVE_ZSTD
	ZSTD_DStream *z = ZSTD_createDStream();
	size_t left = 0, n;

	while ((n = unpack_main_get()) > 0) {
		ZSTD_inBuffer from = {in, n, 0};

		while (from.pos < from.size) {
			ZSTD_outBuffer to = {out, SIZE, 0};

			left = ZSTD_decompressStream(z, &to, &from);
			if (ZSTD_isError(left))
				return DAMAGED;
			unpack_main_put(to.pos);
		}
	}
	ZSTD_freeDStream(z);
	return left ? DAMAGED : 0;
#else
	return LACKING;
#endif
}

int main(int argc, char **argv)
{
	const char *hex = argc > 1 ? argv[1] : "";

	for (; hex[2 * given] && hex[2 * given + 1] && given < 8; given++) {
		char two[3] = {hex[2 * given], hex[2 * given + 1], '\0'};

		in[given] = (unsigned char)strtoul(two, NULL, 16);
	}
	return in[0] == 0x1f ? unpack_gzip() : unpack_zstd();
}

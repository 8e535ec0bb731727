/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * logs.c - logs FILE [PATTERN]: how fast an access log is profiled from memory, beside memchr() looking for its line
 * ends. By CPU time. Prints the best of seven, since others who use the machine only ever add: MB/s, and how many
 * times as long as memchr it takes.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/fs.h"
#include "logs/log_reader.h"

enum { TIMES = 7 };

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static size_t count_lines(struct str text)
{
	const char *p = text.p, *end = text.p + text.len;
	size_t n = 0;

	while (p < end && (p = memchr(p, '\n', (size_t)(end - p)))) {
		n++;
		p++;
	}
	return n;
}

static void profile(struct str text, struct re *re)
{
	static const struct hash_key key = {1, 2};
	struct log_profile *p = log_profile_new(&key);
	struct log_format f = {.re = re};
	struct log_reading r = {0};
	struct arena a;
	const char *wrong;

	arena_init(&a);
	for (int role = 0; re && role < LOG_ROLES; role++)
		f.groups[role] = -1;
	if (re) {
		f.groups[LOG_TIME] = re_group_number(re, "time");
		f.groups[LOG_CLIENT] = re_group_number(re, "client");
		f.groups[LOG_METHOD] = re_group_number(re, "method");
		f.groups[LOG_PATH] = re_group_number(re, "path");
		f.groups[LOG_STATUS] = re_group_number(re, "status");
		f.groups[LOG_BYTES] = re_group_number(re, "bytes");
	}
	wrong = log_read_text(text, &f, p, &r, &a);
	log_profile_close(p);
	if (wrong) {
		fprintf(stderr, "%s\n", wrong);
		exit(1);
	}
	arena_release(&a);
	log_profile_free(p);
}

static int by_size(const void *x, const void *y)
{
	double a = *(const double *)x, b = *(const double *)y;

	return (a > b) - (a < b);
}

int main(int argc, char **argv)
{
	double scan[TIMES], read[TIMES];
	struct buf text = {0};
	struct re *re = NULL;
	size_t lines = 0, offset;
	char message[128];

	if (argc < 2 || fs_read(argv[1], 1u << 30, &text))
		return 3;
	if (argc > 2 && !(re = re_new(str_from_c(argv[2]), RE_FAST, &offset, message)))
		return 3;
	for (int i = 0; i < TIMES; i++) {
		double start = now();

		lines += count_lines(buf_str(&text));
		scan[i] = now() - start;
		start = now();
		profile(buf_str(&text), re);
		read[i] = now() - start;
	}
	qsort(scan, TIMES, sizeof(*scan), by_size);
	qsort(read, TIMES, sizeof(*read), by_size);
	printf("%.0f MB/s, %.1f ns a line, %.1f times memchr (%.0f MB/s)\n", (double)text.len / read[0] * 1e-6,
	       read[0] / ((double)lines / TIMES) * 1e9, read[0] / scan[0], (double)text.len / scan[0] * 1e-6);
	re_free(re);
	buf_release(&text);
	return 0;
}

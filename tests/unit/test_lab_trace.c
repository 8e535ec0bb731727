/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Requests of one's own: files as people have them, files that are wrong, and a cache that follows one, held against a
 * list.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "command/typed.h"
#include "lab.h"
#include "lab/trace_file.h"

static char path[64];

static void put(const char *text, size_t size)
{
	int file;

	strcpy(path, "/tmp/bote_trace.XXXXXX");
	file = mkstemp(path);
	cr_assert(file >= 0 && write(file, text, size) == (ssize_t)size);
	close(file);
}

/* Reads a text as a file; what went wrong goes to `said`. */
static bool reads(const char *text, size_t size, struct trace_file *t, char said[static 256])
{
	struct arena a;
	struct diag d;
	bool ok;

	put(text, size);
	arena_init(&a);
	diag_init(&d, &a, NULL);
	ok = trace_file_read(t, path, NULL, &d);
	snprintf(said, 256, "%s", d.error ? d.error->text.p + strlen(path) : "");
	arena_release(&a);
	unlink(path);
	return ok;
}

Test(lab_trace, files)
{
	static const struct {
		const char *text;
		uint64_t count;
		uint32_t keys, first, last;
	} rows[] = {
		{"a\nb\na\n", 3, 2, 0, 0},
		{"key\r\na\r\nb\r\nb", 3, 2, 1, 0},
		{"time,key\n1,a\n2,b\n2,b\n", 3, 2, 1, 0},
		{"0.5,x,100\n1.5,y,200\n", 2, 2, 0, 1},
		{"\"a,b\"\n\na\n\"a,b\"\n", 3, 2, 0, 0},
		{"12\n12\n13\n", 3, 2, 0, 1},
		{"one key with blanks\n", 1, 1, 0, 0},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct trace_file t;
		char said[256];

		cr_assert(reads(rows[i].text, strlen(rows[i].text), &t, said), "row %zu: %s", i, said);
		cr_expect(t.count == rows[i].count && t.keys == rows[i].keys && t.key[0] == rows[i].first &&
		              t.key[t.count - 1] == rows[i].last,
		          "row %zu", i);
		trace_file_release(&t);
	}
}

Test(lab_trace, faults)
{
	static const struct {
		const char *text;
		size_t size; /* 0: that of the text */
		const char *said;
	} rows[] = {
		{"", 0, ": no requests are in it"},         {"key\n", 0, ": no requests are in it"},
		{"1,a\n2\n", 0, ":2: a key is missing"},    {"1,a\n2,\n", 0, ":2: a key is missing"},
		{"1,a\nx,b\n", 0, ":2: a time in seconds"}, {"2,a\n1,b\n", 0, ":2: time goes back"},
		{"a\n\"b\n", 0, ":2: this quote"},          {"a\nb\0c\n", 6, ":2: a byte that is not text"},
		{"a\n1,b\n", 0, ":2: a key alone"},
	};
	struct trace_file t;
	char said[256], *longest = malloc(70000);

	for (size_t i = 0; i < COUNT(rows); i++) {
		cr_expect(!reads(rows[i].text, rows[i].size ? rows[i].size : strlen(rows[i].text), &t, said), "row %zu is read",
		          i);
		cr_expect(strncmp(said, rows[i].said, strlen(rows[i].said)) == 0, "row %zu: '%s'", i, said);
		trace_file_release(&t);
	}
	memset(longest, 'x', 70000);
	cr_expect(!reads(longest, 70000, &t, said) && strstr(said, "64 KiB"));
	trace_file_release(&t);
	cr_expect(reads(longest, 65536, &t, said) && t.count == 1, "%s", said);
	trace_file_release(&t);
	free(longest);
}

enum { REQUESTS = 3000, KEYS = 40, ROOM = 7 };

/* Hits of a cache that throws out what was asked for last, or came in first: a list, the next to go at its end. */
static int hits_of(const int *key, bool renew)
{
	int list[ROOM], count = 0, hits = 0;

	for (int i = 0; i < REQUESTS; i++) {
		int at = 0;

		while (at < count && list[at] != key[i])
			at++;
		hits += at < count;
		if (at < count && !renew)
			continue;
		at = at < count ? at : count < ROOM ? count++ : ROOM - 1;
		memmove(&list[1], &list[0], (size_t)at * sizeof *list);
		list[0] = key[i];
	}
	return hits;
}

/* One number that the lab prints, by --raw: hit, latency, backend, first stand in this order. */
static double hit_of(const char *policy)
{
	struct session *s = session_new(S(""));
	struct outcome o;
	double hit;

	outcome_init(&o);
	session_settings(s)->raw = true;
	cr_assert(typed_text(s, SESSION_PROMPT,
	                     arena_printf(&o.arena, "lab cache trace=%s cached=%d policy=%s", path, ROOM, policy), &o),
	          "%s", o.diag.error ? o.diag.error->text.p : "");
	hit = atof(buf_c(&o.output));
	outcome_release(&o);
	session_free(s);
	return hit;
}

Test(lab_trace, a_cache_is_a_list)
{
	struct stream s = {5};
	struct buf text = {0};
	int key[REQUESTS], seen = 0;
	bool had[KEYS] = {0};

	for (int i = 0; i < REQUESTS; i++) {
		key[i] = (int)(stream_below(&s, KEYS) * stream_below(&s, KEYS) / KEYS);
		buf_printf(&text, "object %d\n", key[i]);
		seen += !had[key[i]];
		had[key[i]] = true;
	}
	put(text.p, text.len);
	cr_expect(close_to(hit_of("lru"), hits_of(key, true) / (double)(REQUESTS - seen), 1e-9));
	cr_expect(close_to(hit_of("fifo"), hits_of(key, false) / (double)(REQUESTS - seen), 1e-9));
	cr_expect(hit_of("lfu") >= hit_of("lru"));
	unlink(path);
	buf_release(&text);
}

/* A sheet reads no files. */
Test(lab_trace, not_in_sheets)
{
	struct session *s = session_new(S(""));
	struct outcome o;

	outcome_init(&o);
	cr_expect(!session_text(s, SESSION_STREAM, S("lab.cache(trace = \"/etc/hostname\").hit"), &o));
	cr_expect(o.diag.error && strstr(o.diag.error->text.p, "a sheet reads no files"));
	outcome_release(&o);
	session_free(s);
}

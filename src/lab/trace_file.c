/* SPDX-License-Identifier: GPL-3.0-or-later */
/* trace_file.c - a trace, line by line: it may be larger than memory, its keys may not. */
#include "lab/trace_file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/fs.h"
#include "base/str.h"
#include "lab/name_hash.h"

enum { LINE_MOST = 65536 };
#define LINES_MOST 100000000u
#define KEYS_MOST 50000000u

struct slot {
	uint64_t hash; /* 0: free */
	uint32_t number;
};

struct reading {
	struct trace_file *t;
	const char *path;
	const volatile int *stop;
	struct diag *d;
	uint64_t number; /* of the line */
	int fd, error;   /* error: of reading */
	char block[LINE_MOST], *next, *end;
	char line[LINE_MOST + 2];
	size_t len;
	struct slot *slot;
	uint64_t slots, room; /* room for requests */
	uint32_t *asked;      /* of each key, how often */
	uint32_t asked_room;
	bool timed; /* the first request had a time */
	uint64_t first;
};

static bool trace_file_fault(const struct reading *r, const char *what)
{
	return diag_fail(r->d, DIAG_LIMIT, (struct span){0, 0}, "%s:%llu: %s", r->path, (unsigned long long)r->number,
	                 what);
}

/* ---- keys to numbers ---- */

static struct slot *slot_of(const struct slot *slot, uint64_t slots, uint64_t hash)
{
	uint64_t at = hash & (slots - 1);

	while (slot[at].hash && slot[at].hash != hash)
		at = (at + 1) & (slots - 1);
	return (struct slot *)&slot[at];
}

static void trace_file_grow(struct reading *r)
{
	uint64_t slots = r->slots ? r->slots * 2 : 1024;
	struct slot *more = xcalloc(slots, sizeof *more);

	for (uint64_t i = 0; i < r->slots; i++)
		if (r->slot[i].hash)
			*slot_of(more, slots, r->slot[i].hash) = r->slot[i];
	free(r->slot);
	r->slot = more;
	r->slots = slots;
}

static bool trace_file_number_of(struct reading *r, struct str key, uint32_t *number)
{
	uint64_t hash = names_xxh64(key.p, key.len, 0);
	struct slot *s;

	hash += !hash;
	if (r->t->keys >= r->slots / 4 * 3)
		trace_file_grow(r);
	s = slot_of(r->slot, r->slots, hash);
	if (!s->hash) {
		if (r->t->keys == KEYS_MOST)
			return trace_file_fault(r, "more than 50 million keys");
		*s = (struct slot){hash, r->t->keys++};
		if (s->number >= r->asked_room) {
			r->asked_room = r->asked_room ? r->asked_room * 2 : 1024;
			r->asked = xrealloc(r->asked, r->asked_room * sizeof *r->asked);
		}
		r->asked[s->number] = 0;
	}
	*number = s->number;
	r->asked[s->number]++;
	return true;
}

/* ---- lines ---- */

enum { END = -1 };

/* The next block, and its first byte. */
static int next_block(struct reading *r)
{
	ssize_t n = r->error ? 0 : fs_read_some(r->fd, r->block, sizeof r->block);

	if (n < 0)
		r->error = errno;
	if (n <= 0)
		return END;
	r->next = r->block;
	r->end = r->block + n;
	return (unsigned char)*r->next++;
}

static inline int next_byte(struct reading *r)
{
	return r->next < r->end ? (unsigned char)*r->next++ : next_block(r);
}

/* The next line without its end. False at the end of the file, or when it is none. */
static bool next_line(struct reading *r)
{
	int c;

	for (r->len = 0; (c = next_byte(r)) != END && c != '\n'; r->line[r->len++] = (char)c)
		if (r->len == LINE_MOST || c == 0) {
			r->number++;
			return trace_file_fault(r, c ? "a line of more than 64 KiB" : "a byte that is not text");
		}
	if (c == END && (!r->len || r->error))
		return false;
	r->number++;
	if (r->len && r->line[r->len - 1] == '\r')
		r->len--;
	return true;
}

/* One field of a line, and what comes after its comma. False for quotes that are not closed. */
static bool next_field(struct str *rest, struct str *field)
{
	if (rest->len && rest->p[0] == '"') {
		size_t end = 1;

		while (end < rest->len && (rest->p[end] != '"' || (end + 1 < rest->len && rest->p[end + 1] == '"')))
			end += rest->p[end] == '"' ? 2 : 1;
		if (end >= rest->len)
			return false;
		*field = str_cut(*rest, 1, end); /* doubled quotes stay: another key with the same text is as long */
		*rest = str_cut(*rest, end + 1, rest->len);
	} else {
		size_t end = str_find_char(*rest, ',', 0);

		*field = str_trim(str_cut(*rest, 0, end));
		*rest = str_cut(*rest, end, rest->len);
	}
	return true;
}

/* Seconds, as a plain number. */
static bool trace_file_read_seconds(struct str text, double *x)
{
	char number[64], *end;

	if (!text.len || text.len >= sizeof number)
		return false;
	memcpy(number, text.p, text.len);
	number[text.len] = 0;
	*x = strtod(number, &end);
	return !*end && *x >= 0 && *x < 1e12;
}

static bool add_request(struct reading *r, uint32_t key, uint64_t at)
{
	struct trace_file *t = r->t;

	if (t->count == r->room) {
		if (t->count == LINES_MOST)
			return trace_file_fault(r, "more than 100 million requests");
		r->room = r->room ? r->room * 2 : 4096;
		t->key = xrealloc(t->key, r->room * sizeof *t->key);
		if (r->timed)
			t->at = xrealloc(t->at, r->room * sizeof *t->at);
	}
	t->key[t->count] = key;
	if (!t->count)
		r->first = at;
	if (r->timed) {
		if (at < r->first || (t->count && at - r->first < t->at[t->count - 1]))
			return trace_file_fault(r, "time goes back");
		t->at[t->count] = at - r->first;
	}
	t->count++;
	return true;
}

static bool trace_file_is_header(struct str first, bool more)
{
	double x;

	return more ? !trace_file_read_seconds(first, &x) : first.len == 3 && str_contains_nocase(first, S("key"));
}

static bool trace_file_take_line(struct reading *r)
{
	struct str rest = {r->line, r->len}, first, key;
	bool more;
	double seconds = 0;
	uint32_t number = 0;

	if (!str_trim(rest).len)
		return true;
	if (!next_field(&rest, &first))
		return trace_file_fault(r, "this quote is not closed");
	more = rest.len > 0;
	if (r->number == 1 && trace_file_is_header(first, more))
		return true;
	key = first;
	if (!r->t->count)
		r->timed = more;
	if (more != r->timed)
		return trace_file_fault(r, more ? "a key alone is expected, as in the lines before"
		                                : "a key is missing after the time");
	if (more) {
		if (!trace_file_read_seconds(first, &seconds))
			return trace_file_fault(r, "a time in seconds is expected");
		rest = str_cut(rest, 1, rest.len);
		if (!next_field(&rest, &key))
			return trace_file_fault(r, "this quote is not closed");
	}
	if (!key.len)
		return trace_file_fault(r, "a key is missing");
	return trace_file_number_of(r, key, &number) && add_request(r, number, (uint64_t)(seconds * 1e9));
}

/* ---- ranks ---- */

struct ranked {
	uint32_t asked, number;
};

static int by_rank(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;

	return x->asked != y->asked ? (x->asked < y->asked) - (x->asked > y->asked)
	                            : (x->number > y->number) - (x->number < y->number);
}

static void trace_file_rank(struct reading *r)
{
	struct trace_file *t = r->t;
	struct ranked *by = xmalloc((t->keys + (size_t)1) * sizeof *by);

	for (uint32_t i = 0; i < t->keys; i++)
		by[i] = (struct ranked){r->asked[i], i};
	qsort(by, t->keys, sizeof *by, by_rank);
	for (uint32_t i = 0; i < t->keys; i++)
		r->asked[by[i].number] = i;
	for (uint64_t i = 0; i < t->count; i++)
		t->key[i] = r->asked[t->key[i]];
	free(by);
}

/* That it was ended is said by whoever ended it. */
static bool trace_file_unread(const struct reading *r)
{
	if (r->error == EINTR)
		return false;
	return diag_fail(r->d, DIAG_FILE, (struct span){0, 0}, "%s: %s", r->path,
	                 r->error == EISDIR ? "this is a folder" : fs_error(r->error));
}

static bool trace_file_read_all(struct reading *r)
{
	while (next_line(r))
		if (!trace_file_take_line(r))
			return false;
	if (r->d->error)
		return false;
	if (r->error)
		return trace_file_unread(r);
	if (!r->t->count)
		return diag_fail(r->d, DIAG_LIMIT, (struct span){0, 0}, "%s: no requests are in it", r->path);
	trace_file_rank(r);
	return true;
}

bool trace_file_read(struct trace_file *t, const char *path, const volatile int *stop, struct diag *d)
{
	struct reading *r = xcalloc(1, sizeof *r);
	bool ok;

	*t = (struct trace_file){0};
	*r = (struct reading){.t = t, .path = path, .stop = stop, .d = d, .fd = fs_open(path)};
	r->error = r->fd < 0 ? errno : 0;
	ok = r->fd < 0 ? trace_file_unread(r) : trace_file_read_all(r);
	if (r->fd >= 0)
		close(r->fd);
	free(r->slot);
	free(r->asked);
	free(r);
	return ok;
}

void trace_file_release(struct trace_file *t)
{
	free(t->key);
	free(t->at);
	*t = (struct trace_file){0};
}

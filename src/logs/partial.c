/* SPDX-License-Identifier: GPL-3.0-or-later */
/* partial.c - a profile written and read, field by field. */
#include "logs/partial.h"

#include <stdlib.h>

/* ---- both ways: one list of fields, written or read ---- */

struct stream {
	struct buf *out; /* NULL: reading */
	struct str in;
	bool failed;
};

static void bytes(struct stream *s, void *p, size_t n)
{
	if (s->out) {
		buf_add(s->out, p, n);
		return;
	}
	if (s->in.len < n) {
		s->failed = true;
		memset(p, 0, n);
		return;
	}
	memcpy(p, s->in.p, n);
	s->in = str_cut(s->in, n, s->in.len);
}

static void u64(struct stream *s, uint64_t *x)
{
	unsigned char b[8];

	for (int i = 0; i < 8; i++)
		b[i] = (unsigned char)(*x >> 8 * i);
	bytes(s, b, 8);
	*x = 0;
	for (int i = 7; i >= 0; i--)
		*x = *x << 8 | b[i];
}

static void i64(struct stream *s, int64_t *x)
{
	uint64_t u = (uint64_t)*x;

	u64(s, &u);
	*x = (int64_t)u;
}

static void u32(struct stream *s, uint32_t *x)
{
	uint64_t u = *x;

	u64(s, &u);
	s->failed = s->failed || u > UINT32_MAX;
	*x = (uint32_t)u;
}

static void real(struct stream *s, double *x)
{
	uint64_t u;

	memcpy(&u, x, 8);
	u64(s, &u);
	memcpy(x, &u, 8);
	s->failed = s->failed || !(*x >= 0 && *x < 1e300);
}

static void truth(struct stream *s, bool *x)
{
	uint64_t u = *x;

	u64(s, &u);
	*x = u != 0;
}

/* How many follow; at most `most`. */
static size_t partial_length(struct stream *s, size_t n, size_t most)
{
	uint64_t u = n;

	u64(s, &u);
	s->failed = s->failed || u > most;
	return s->failed ? 0 : (size_t)u;
}

/* ---- parts ---- */

static void partial_histogram(struct stream *s, struct loghist *h)
{
	size_t used = 0;

	u64(s, &h->zero);
	u64(s, &h->n);
	u64(s, &h->most);
	real(s, &h->sum);
	for (int i = 0; i < LOGHIST_SIZE; i++)
		used += h->count[i] != 0;
	used = partial_length(s, used, LOGHIST_SIZE);
	for (uint32_t k = 0, i = 0; k < used && !s->failed; k++, i++) {
		while (s->out && !h->count[i])
			i++;
		u32(s, &i);
		if (i >= LOGHIST_SIZE) {
			s->failed = true;
			return;
		}
		u64(s, &h->count[i]);
	}
}

static void parts(struct stream *s, struct log_parts *p)
{
	u64(s, &p->each);
	p->count = (unsigned)partial_length(s, p->count, PARTS);
	for (unsigned i = 0; i < p->count; i++) {
		real(s, &p->sum[i]);
		u64(s, &p->n[i]);
		s->failed = s->failed || !p->n[i];
	}
}

static void registers(struct stream *s, struct unique *u)
{
	bytes(s, u->reg, UNIQUE_REGISTERS);
}

static void partial_days(struct stream *s, struct clock_count *c)
{
	size_t n = partial_length(s, c->count, CLOCK_DAYS);

	for (size_t i = 0; i < n && !s->failed; i++) {
		int64_t number = s->out ? c->days[i]->day : 0;
		struct clock_day *d;

		i64(s, &number);
		d = number > 0 && number < 100000 ? clock_day(c, number) : NULL;
		if (!d) {
			s->failed = true;
			return;
		}
		u64(s, &d->total);
		for (int m = 0; m < 1440; m++)
			u32(s, &d->minute[m]);
		registers(s, &d->objects);
		registers(s, &d->clients);
		u32(s, &d->object_count);
		u32(s, &d->client_count);
		truth(s, &d->objects_unsure);
		truth(s, &d->clients_unsure);
	}
}

static void clock_part(struct stream *s, struct clock_count *c)
{
	partial_days(s, c);
	i64(s, &c->first);
	i64(s, &c->last);
	partial_histogram(s, &c->seconds);
	u64(s, &c->late);
	u64(s, &c->back);
	u64(s, &c->dropped);
	u64(s, &c->total);
	s->failed = s->failed ||
	            (c->total && (!c->count || c->first <= 0 || c->last < c->first || c->first / 86400 != c->days[0]->day ||
	                          c->last / 86400 != c->days[c->count - 1]->day));
}

static void table(struct stream *s, struct popular *p)
{
	size_t n = partial_length(s, p->used, p->limit);
	uint32_t floor = p->floor;

	u32(s, &floor);
	for (size_t i = 0, at = 0; i < n && !s->failed; i++, at++) {
		uint64_t key = 0;
		uint32_t count = 0;

		while (s->out && !p->slot[at].key)
			at++;
		if (s->out) {
			key = p->slot[at].key;
			count = p->slot[at].count;
		}
		u64(s, &key);
		u32(s, &count);
		if (!s->out)
			popular_add(p, key, count);
	}
	p->floor = p->floor > floor ? p->floor : floor;
}

static void steps(struct stream *s, struct trail *t)
{
	size_t n = partial_length(s, t->count, TRAIL_MOST);

	u64(s, &t->threshold);
	for (size_t i = 0; i < n && !s->failed; i++) {
		struct trail_step step = s->out ? t->steps[i] : (struct trail_step){0};

		u64(s, &step.hash);
		i64(s, &step.time);
		u64(s, &step.bytes);
		if (!s->out)
			trail_add(t, step.hash, step.time, step.bytes);
	}
}

static void fields(struct stream *s, struct log_profile *p)
{
	truth(s, &p->query);
	u64(s, &p->requests);
	u64(s, &p->left_out);
	u64(s, &p->reads);
	for (int i = 0; i < 6; i++)
		u64(s, &p->status[i]);
	u64(s, &p->not_modified);
	u64(s, &p->references);
	i64(s, &p->grain);
	clock_part(s, &p->clock);
	partial_histogram(s, &p->sizes);
	partial_histogram(s, &p->times);
	partial_histogram(s, &p->raw_times);
	parts(s, &p->size_parts);
	parts(s, &p->time_parts);
	parts(s, &p->raw_parts);
	registers(s, &p->paths);
	table(s, &p->popular);
	table(s, &p->who);
	truth(s, &p->who_full);
	steps(s, &p->trail);
}

/* ---- files ---- */

/* What tells whether two parts were hashed under one key: a hash of known words. */
uint64_t partial_mark(const struct hash_key *k)
{
	return hash64(k, PARTIAL_MAGIC "key", sizeof(PARTIAL_MAGIC) + 2);
}

/* A key of no small numbers: a word that is the same as half of it would make what came before it not count. */
static uint64_t check_sum(struct str text)
{
	static const struct hash_key known = {0x9e3779b97f4a7c15, 0xbf58476d1ce4e5b9};

	return hash64(&known, text.p, text.len);
}

void partial_seal(struct buf *out)
{
	struct stream s = {.out = out};
	uint64_t sum = check_sum(buf_str(out));

	u64(&s, &sum);
}

void partial_write(const struct log_profile *p, struct buf *out)
{
	struct stream s = {.out = out};
	uint64_t mark = p->mark ? p->mark : partial_mark(&p->key);

	buf_add_c(out, PARTIAL_MAGIC);
	u64(&s, &mark);
	fields(&s, (struct log_profile *)p);
	partial_seal(out);
}

bool partial_is(const char *bytes, size_t n)
{
	return n >= sizeof(PARTIAL_MAGIC) - 1 && !memcmp(bytes, PARTIAL_MAGIC, sizeof(PARTIAL_MAGIC) - 3);
}

struct log_profile *partial_read(struct str text, const char **why)
{
	struct stream s = {.in = str_cut(text, sizeof(PARTIAL_MAGIC) - 1, text.len - (text.len >= 8 ? 8 : 0))};
	struct stream end = {.in = str_cut(text, text.len - (text.len >= 8 ? 8 : 0), text.len)};
	struct hash_key none = {0, 0};
	struct log_profile *p;
	uint64_t sum = 0;

	u64(&end, &sum);
	*why = "another version of bote wrote it, whose parts are not those of this one";
	if (partial_is(text.p, text.len) && !str_starts(text, S(PARTIAL_MAGIC)))
		return NULL;
	*why = "it is damaged or cut short";
	if (!partial_is(text.p, text.len) || text.len < 64 || sum != check_sum(str_cut(text, 0, text.len - 8)))
		return NULL;
	p = log_profile_new(&none);
	u64(&s, &p->mark);
	fields(&s, p);
	if (!s.failed && !s.in.len)
		return p;
	log_profile_free(p);
	return NULL;
}

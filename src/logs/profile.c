/* SPDX-License-Identifier: GPL-3.0-or-later */
/* profile.c - one request counted in all ways. */
#include "logs/profile.h"

#include <stdlib.h>

#include "base/arena.h"
#include "logs/byte_scan.h"

enum { PROGRAM = 12000000, POPULAR = 1000000, CLIENTS = 100000, FOLLOWED = 1 << 16 };

/* ---- life ---- */

struct log_profile *log_profile_new(const struct hash_key *key)
{
	struct log_profile *p = xcalloc(1, sizeof(*p));

	p->key = *key;
	p->followed = FOLLOWED;
	popular_init(&p->popular, POPULAR);
	popular_init(&p->who, CLIENTS + 1);
	trail_init(&p->trail);
	p->reuse = reuse_new(p->followed);
	return p;
}

/*
 * All of it at full size is LOG_MEMORY, what the program itself takes included: two tables of objects while one grows
 * into the other, and days, are most of it.
 */
void log_profile_limit(struct log_profile *p, double bytes)
{
	double share = (bytes - PROGRAM) / (LOG_MEMORY - PROGRAM);

	while (p->followed > FOLLOWED * share)
		p->followed /= 2;
	popular_release(&p->popular);
	popular_release(&p->who);
	reuse_free(p->reuse);
	popular_init(&p->popular, (size_t)(POPULAR * share));
	popular_init(&p->who, (size_t)(CLIENTS * share) + 1);
	p->reuse = reuse_new(p->followed);
	p->clock.limit = (unsigned)(CLOCK_DAYS * share);
}

void log_profile_free(struct log_profile *p)
{
	if (!p)
		return;
	clock_release(&p->clock);
	popular_release(&p->popular);
	popular_release(&p->who);
	trail_release(&p->trail);
	reuse_free(p->reuse);
	free(p);
}

/* ---- parts ---- */

static void profile_halve(struct log_parts *p)
{
	for (unsigned i = 0; i < p->count / 2; i++) {
		p->sum[i] = p->sum[2 * i] + p->sum[2 * i + 1];
		p->n[i] = p->n[2 * i] + p->n[2 * i + 1];
	}
	p->count /= 2;
	p->each *= 2;
}

static void log_parts_add(struct log_parts *p, double x)
{
	if (!p->each)
		p->each = 1;
	if (!p->count || p->n[p->count - 1] >= p->each) {
		if (p->count == PARTS)
			profile_halve(p);
		p->sum[p->count] = 0;
		p->n[p->count++] = 0;
	}
	p->sum[p->count - 1] += x;
	p->n[p->count - 1]++;
}

static void log_parts_merge(struct log_parts *into, const struct log_parts *from)
{
	struct log_parts a = *from;

	while (into->count + a.count > PARTS && (into->count > 1 || a.count > 1)) {
		struct log_parts *larger = into->count >= a.count ? into : &a;

		if (larger->count % 2) { /* the odd one goes to the one before it */
			larger->sum[larger->count - 2] += larger->sum[larger->count - 1];
			larger->n[larger->count - 2] += larger->n[larger->count - 1];
			larger->count--;
		}
		profile_halve(larger);
	}
	memcpy(into->sum + into->count, a.sum, a.count * sizeof(*a.sum));
	memcpy(into->n + into->count, a.n, a.count * sizeof(*a.n));
	into->count += a.count;
	into->each = into->each > a.each ? into->each : a.each;
}

/* ---- references to objects ---- */

static void profile_follow(struct log_profile *p, const struct log_pending *one)
{
	enum popular_first first = popular_add_on(&p->popular, one->hash, (uint32_t)one->day->day);

	one->day->object_count += first == POPULAR_FIRST;
	one->day->objects_unsure |= first == POPULAR_UNSURE;
	if (reuse_wants(p->reuse, one->hash))
		reuse_add(p->reuse, one->hash, one->bytes);
	if (p->keep_trail)
		trail_add(&p->trail, one->hash, one->time, one->bytes);
}

/* Many at once, so that their memory is on its way while others are counted. */
static void profile_flush(struct log_profile *p)
{
	for (unsigned i = 0; i < p->pending_count; i++)
		profile_follow(p, &p->pending[i]);
	p->pending_count = 0;
}

static void add_object(struct log_profile *p, const struct log_mark *m, struct clock_day *day)
{
	if (p->query)
		unique_add(&p->paths, m->bare);
	unique_add(&day->objects, m->object);
	p->references++;
	popular_prefetch(&p->popular, m->object);
	reuse_prefetch(p->reuse, m->object);
	p->pending[p->pending_count++] = (struct log_pending){m->object, day, m->time,
	                                                      m->bytes > 0 ? (uint64_t)m->bytes : 0};
	if (p->pending_count == LOG_PENDING)
		profile_flush(p);
}

/* ---- one request ---- */

static bool profile_belongs(const struct log_profile *p, const struct log_entry *e)
{
	return (!p->only.len || str_starts(e->path, p->only)) && (!p->not .len || !str_starts(e->path, p->not ));
}

static void make_object(const struct log_profile *p, const struct log_entry *e, struct log_mark *m)
{
	const char *mark = byte_find(e->path.p, e->path.p + e->path.len, '?');
	size_t len = mark ? (size_t)(mark - e->path.p) : e->path.len;

	m->object = hash64(&p->key, e->path.p, p->query ? e->path.len : len);
	m->bare = p->query ? hash64(&p->key, e->path.p, len) : m->object;
}

void log_mark_make(const struct log_profile *p, const struct log_entry *e, struct log_mark *m)
{
	m->left_out = (p->only.len || p->not .len) && !profile_belongs(p, e);
	m->time = e->time;
	m->bytes = e->bytes;
	m->duration = e->duration;
	m->grain = e->grain;
	m->status = (uint16_t)e->status;
	m->reads = e->method != LOG_OTHER;
	m->raw_duration = e->raw_duration;
	m->has_client = e->client.len > 0;
	m->has_object = e->path.len && e->status < 400 && (e->method == LOG_GET || e->method == LOG_HEAD);
	if (m->has_client)
		m->client = hash64(&p->key, e->client.p, e->client.len);
	if (m->has_object)
		make_object(p, e, m);
}

static void flush_clients(struct log_profile *p)
{
	for (unsigned i = 0; i < p->asking_count; i++) {
		struct clock_day *day = p->asking[i].day;
		enum popular_first first = p->who_full ? POPULAR_UNSURE
		                                       : popular_add_on(&p->who, p->asking[i].hash, (uint32_t)day->day);

		day->client_count += first == POPULAR_FIRST;
		day->clients_unsure |= first == POPULAR_UNSURE;
		p->who_full = p->who_full || p->who.used + 1 >= p->who.limit;
	}
	p->asking_count = 0;
}

static void add_client(struct log_profile *p, uint64_t hash, struct clock_day *day)
{
	unique_add(&day->clients, hash);
	if (p->who_full) {
		day->clients_unsure = true;
		return;
	}
	p->asking[p->asking_count].hash = hash;
	p->asking[p->asking_count++].day = day;
	popular_prefetch(&p->who, hash);
	if (p->asking_count == LOG_PENDING)
		flush_clients(p);
}

static void add_duration(struct log_profile *p, const struct log_mark *m)
{
	if (m->raw_duration) {
		loghist_add(&p->raw_times, (uint64_t)m->duration, 1);
		log_parts_add(&p->raw_parts, (double)m->duration);
	} else {
		p->grain = p->grain && p->grain <= m->grain ? p->grain : m->grain;
		loghist_add(&p->times, (uint64_t)m->duration, 1);
		log_parts_add(&p->time_parts, (double)m->duration);
	}
}

void log_profile_count(struct log_profile *p, const struct log_mark *m)
{
	struct clock_day *day;

	if (m->left_out) {
		p->left_out++;
		return;
	}
	day = clock_add(&p->clock, m->time + p->zone);
	if (!day)
		return;
	p->requests++;
	p->reads += m->reads;
	p->status[m->status < 600 ? m->status / 100 : 0]++;
	p->not_modified += m->status == 304;
	if (m->has_client)
		add_client(p, m->client, day);
	if (m->bytes >= 0 && (m->status == 200 || !m->status)) {
		loghist_add(&p->sizes, (uint64_t)m->bytes, 1);
		log_parts_add(&p->size_parts, (double)m->bytes);
	}
	if (m->duration >= 0)
		add_duration(p, m);
	if (m->has_object)
		add_object(p, m, day);
}

void log_profile_add(struct log_profile *p, const struct log_entry *e)
{
	struct log_mark m;

	log_mark_make(p, e, &m);
	log_profile_count(p, &m);
}

static void merge_days(struct log_profile *p)
{
	p->objects = p->clients = (struct unique){{0}};
	for (unsigned i = 0; i < p->clock.count; i++) {
		unique_merge(&p->objects, &p->clock.days[i]->objects);
		unique_merge(&p->clients, &p->clock.days[i]->clients);
	}
}

void log_profile_close(struct log_profile *p)
{
	profile_flush(p);
	flush_clients(p);
	clock_close(&p->clock);
	merge_days(p);
}

/* ---- merging ---- */

static void merge_popular(struct popular *into, const struct popular *from)
{
	for (size_t i = 0; i < from->slots; i++)
		if (from->slot[i].key)
			popular_add(into, from->slot[i].key, from->slot[i].count);
	into->floor = into->floor > from->floor ? into->floor : from->floor;
}

/* References of the trail are to its sample alone: the sampler begins at its threshold. */
static void follow_trail(struct log_profile *p)
{
	reuse_free(p->reuse);
	p->reuse = reuse_new(p->followed);
	reuse_begin(p->reuse, p->trail.threshold);
	for (size_t i = 0; i < p->trail.count; i++) {
		const struct trail_step *s = &p->trail.steps[i];

		if (reuse_wants(p->reuse, s->hash))
			reuse_add(p->reuse, s->hash, s->bytes);
	}
}

void log_profile_merge(struct log_profile *into, const struct log_profile *from)
{
	clock_merge(&into->clock, &from->clock);
	into->requests += from->requests;
	into->left_out += from->left_out;
	into->reads += from->reads;
	for (int i = 0; i < 6; i++)
		into->status[i] += from->status[i];
	into->not_modified += from->not_modified;
	into->references += from->references;
	into->grain = into->grain && (!from->grain || into->grain <= from->grain) ? into->grain : from->grain;
	loghist_merge(&into->sizes, &from->sizes);
	loghist_merge(&into->times, &from->times);
	loghist_merge(&into->raw_times, &from->raw_times);
	log_parts_merge(&into->size_parts, &from->size_parts);
	log_parts_merge(&into->time_parts, &from->time_parts);
	log_parts_merge(&into->raw_parts, &from->raw_parts);
	unique_merge(&into->paths, &from->paths);
	merge_popular(&into->popular, &from->popular);
	merge_popular(&into->who, &from->who);
	into->who_full = into->who_full || from->who_full || into->who.used + 1 >= into->who.limit;
	trail_merge(&into->trail, &from->trail);
	merge_days(into);
	follow_trail(into);
}

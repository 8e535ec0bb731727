/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fuzz_logs.c - any text as an access log, and as a part of one: it is read without harm, and its numbers are in
 * bounds.
 */
#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "logs/figures.h"
#include "logs/partial.h"
#include "logs/log_reader.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static const struct hash_key key = {3, 5};

static void look(const struct log_profile *p)
{
	struct log_figures *f = xcalloc(1, sizeof(*f));

	if (p->requests) {
		log_figures(p, 0, true, f);
		assert(f->rate.value > 0 && f->span >= 1 && f->first <= f->last);
		assert(f->reads.low <= f->reads.value && f->reads.value <= f->reads.high);
	}
	free(f);
}

static void as_log(struct str text, struct arena *a)
{
	struct log_profile *p = log_profile_new(&key), *back;
	struct log_format f = {.when = {.latest = 1900000000}};
	struct log_reading r = {0};
	struct buf part = {0};
	const char *why;

	p->keep_trail = true;
	log_profile_limit(p, LOG_MEMORY_LEAST);
	log_read_text(text, &f, p, &r, a);
	log_profile_close(p);
	look(p);
	partial_write(p, &part);
	back = partial_read(buf_str(&part), &why);
	assert(back && back->requests == p->requests);
	log_profile_merge(back, p);
	assert(back->requests == 2 * p->requests);
	log_profile_free(back);
	log_profile_free(p);
	buf_release(&part);
}

/* After a sum that is right, or only the few with the right one would be looked at. */
static void as_part(struct str text)
{
	struct buf part = {0};
	struct log_profile *p;
	const char *why;

	buf_add_c(&part, PARTIAL_MAGIC);
	buf_add_str(&part, text);
	partial_seal(&part);
	p = partial_read(buf_str(&part), &why);
	if (p)
		look(p);
	log_profile_free(p);
	buf_release(&part);
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	struct arena a;

	if (size > 1 << 16)
		return 0;
	arena_init(&a);
	as_log((struct str){(const char *)data, size}, &a);
	as_part((struct str){(const char *)data, size});
	arena_release(&a);
	return 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* outcome.h - what holds of the outcome of any line or sheet, for the fuzz targets. */
#ifndef BOTE_FUZZ_OUTCOME_H
#define BOTE_FUZZ_OUTCOME_H

#include <assert.h>
#include <math.h>

#include "base/utf8.h"
#include "session/session.h"

/* Nothing but text, whatever was typed. */
static inline void check_plain(struct str text)
{
	assert(utf8_unfit(text) == text.len);
}

/* Each number is one, or says why there is none. */
static inline void check_value(const struct value *v)
{
	for (uint32_t i = 0; i < v->count; i++)
		assert(!isinf(v->num[i]) && (!isnan(v->num[i]) || is_poison(v->num[i])));
}

/* Few samples, one thread: a million inputs are more telling than a million samples. */
static inline void be_quick(struct session *s)
{
	session_settings(s)->samples = 512;
	session_settings(s)->threads = 1;
	session_apply_settings(s);
}

/* An error has a status, and an answer reads as plain text and as JSON. */
static inline void check_outcome(struct session *s, struct outcome *o, bool ok, struct str input)
{
	struct buf out = {0}, err = {0};

	assert(ok || o->status != STATUS_OK);
	assert(ok || o->diag.error);
	for (size_t i = 0; i < o->answer_count; i++)
		check_value(&o->answers[i].value);
	outcome_lay_out(s, o);
	outcome_write(s, o, (struct outcome_style){.prompt = true}, &out, &err);
	check_plain(buf_str(&out));
	check_plain(buf_str(&err));
	assert(ok || err.len);
	buf_reset(&out);
	outcome_json(s, o, input, &out);
	assert(utf8_invalid(buf_str(&out)) == out.len);
	buf_release(&out);
	buf_release(&err);
}

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* quiz_score.c - how near an answer is, and what went well so far. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command/quiz.h"
#include "sampling/spread.h"
#include "sheet/library.h"

#define GOOD_WITHIN 2.0
#define PASS_WITHIN 10.0
enum { WEIGHT_MOST = 4 };

/* ---- an answer ---- */

/* The number that is first in the answer as bote shows it: 11570 of "11,570 writes/s". */
static double shown_number(struct session *s, const struct value *v)
{
	struct format f = session_format(s);
	struct buf text = {0};
	char digits[64];
	size_t n = 0;

	f.brief = true;
	format_value(&text, v, &f);
	for (size_t i = 0; i < text.len && n < sizeof(digits) - 1 && text.p[i] != ' '; i++)
		if (text.p[i] != ',' && text.p[i] != '$')
			digits[n++] = text.p[i];
	digits[n] = '\0';
	buf_release(&text);
	return strtod(digits, NULL);
}

/* A plain number means the unit in which bote would show the answer. */
static bool as_given(const struct value *truth, double shown, const struct value *given, double x, double *out)
{
	struct factor f = FACTOR_ONE;

	if (units_convert(&given->type.units, &truth->type.units, &f) == UNITS_CLASH) {
		if (given->type.units.n > 0)
			return false;
		*out = x * truth->num[0] / shown;
		return true;
	}
	*out = factor_apply(f, x);
	return true;
}

bool quiz_judge(struct session *s, const struct quiz_question *q, const struct value *given, struct quiz_result *r)
{
	const struct value *truth = cell_value(q->asked);
	double x, low = 0, high = 0, shown = shown_number(s, truth);

	*r = (struct quiz_result){.mark = QUIZ_MISS};
	if (given->type.kind != VALUE_NUMBER || given->type.list || given->count != 1 ||
	    !as_given(truth, shown, given, given->num[0], &x))
		return false;
	r->range = given->spread != NULL;
	if (r->range && as_given(truth, shown, given, given->spread->p5, &low) &&
	    as_given(truth, shown, given, given->spread->p95, &high))
		r->held = low <= truth->num[0] && truth->num[0] <= high;
	r->off = x > 0 ? fmax(x / truth->num[0], truth->num[0] / x) : INFINITY;
	r->mark = r->off <= GOOD_WITHIN ? QUIZ_GOOD : r->off <= PASS_WITHIN ? QUIZ_PASS : QUIZ_MISS;
	return true;
}

/* ---- the record ---- */

void quiz_record_init(struct quiz_record *r)
{
	memset(r, 0, sizeof(*r));
	arena_init(&r->arena);
}

void quiz_record_release(struct quiz_record *r)
{
	free(r->topics);
	arena_release(&r->arena);
	memset(r, 0, sizeof(*r));
}

static struct quiz_topic *quiz_score_topic_of(struct quiz_record *r, struct str name)
{
	for (size_t i = 0; i < r->count; i++)
		if (str_eq(r->topics[i].name, name))
			return &r->topics[i];
	r->topics = xgrow(r->topics, r->count, &r->cap, sizeof(*r->topics));
	r->topics[r->count] = (struct quiz_topic){.name = arena_str(&r->arena, name)};
	return &r->topics[r->count++];
}

void quiz_record_read(struct quiz_record *r, struct str text)
{
	struct str line;
	char name[64];
	double points;
	unsigned asked;

	while (str_next_line(&text, &line)) {
		char copy[128];

		snprintf(copy, sizeof(copy), "%.*s", STR(line));
		if (sscanf(copy, "%63s %u %lf", name, &asked, &points) != 3 || !(points >= 0 && points <= asked))
			continue;
		if (strcmp(name, "ranges") == 0) {
			r->ranges = asked;
			r->held = (unsigned)points;
			continue;
		}
		struct quiz_topic *t = quiz_score_topic_of(r, str_from_c(name));
		t->asked = asked;
		t->points = points;
	}
}

void quiz_record_write(const struct quiz_record *r, struct buf *out)
{
	for (size_t i = 0; i < r->count; i++)
		buf_printf(out, "%.*s %u %g\n", STR(r->topics[i].name), r->topics[i].asked, r->topics[i].points);
	buf_printf(out, "ranges %u %u\n", r->ranges, r->held);
}

void quiz_record_add(struct quiz_record *r, struct str topic, const struct quiz_result *result)
{
	struct quiz_topic *t = quiz_score_topic_of(r, topic);

	t->asked++;
	t->points += result->mark == QUIZ_GOOD ? 1 : result->mark == QUIZ_PASS ? 0.5 : 0;
	r->ranges += result->range;
	r->held += result->range && result->held;
}

double quiz_record_weight(const struct quiz_record *r, struct str topic)
{
	for (size_t i = 0; i < r->count; i++)
		if (str_eq(r->topics[i].name, topic) && r->topics[i].asked)
			return WEIGHT_MOST - (WEIGHT_MOST - 1) * r->topics[i].points / r->topics[i].asked;
	return WEIGHT_MOST / 2.0;
}

/* Formulas of a topic follow one another in the list. */
struct str quiz_record_choose(const struct quiz_record *r, struct session *s, uint64_t seed)
{
	unsigned count;
	const struct listing *list = library_list(session_library(s), &count);
	double total = 0, at;

	for (unsigned i = 0; i < count; i++)
		total += quiz_record_weight(r, list[i].topic);
	seed = (seed + 0x9e3779b97f4a7c15u) * 0xbf58476d1ce4e5b9u;
	at = (double)((seed ^ (seed >> 31)) >> 11) / 9007199254740992.0 * total;
	for (unsigned i = 0; i < count; i++) {
		at -= quiz_record_weight(r, list[i].topic);
		if (at <= 0 && !listing_is_example(&list[i]) && !str_eq(list[i].topic, S("own")))
			return list[i].topic;
	}
	return S("");
}

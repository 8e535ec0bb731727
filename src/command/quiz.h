/* SPDX-License-Identifier: GPL-3.0-or-later */
/* quiz.h - questions made from the formulas: inputs are drawn, an output is asked for. */
#ifndef BOTE_QUIZ_H
#define BOTE_QUIZ_H

#include "session/session.h"

/* A formula with inputs, and one of its outputs. It lives in the arena that it was drawn into; the sheet is its own. */
struct quiz_question {
	const struct listing *formula;
	struct sheet *sheet; /* inputs given, all worked out */
	struct cell **inputs;
	uint32_t input_count;
	struct cell *asked;
};

/*
 * Draw question number `seed` about a topic, a formula, or (empty) anything. The same seed is the same question, as
 * long as the formulas are; of a thousand seeds each is another question. False when nothing goes by that name, or it
 * has no question.
 */
bool quiz_draw(struct session *s, struct str about, uint64_t seed, struct arena *a, struct quiz_question *q);
void quiz_release(struct quiz_question *q);
/* The topics that may be asked about: "server, latency, ...". */
struct str quiz_topics(struct session *s, struct arena *a);

/* As one reads it: what it is about, the inputs, what is wanted. */
void quiz_write(struct session *s, const struct quiz_question *q, struct buf *out);
/* How the answer comes about. */
void quiz_steps(struct session *s, const struct quiz_question *q, struct buf *out);
/* Question, answer and steps as one JSON object. */
void quiz_json(struct session *s, const struct quiz_question *q, uint64_t seed, struct buf *out);

/* ---- what is wanted ---- */

/*
 * What is wanted of a quiz: about a topic, a formula or anything (empty); questions number `seed` and on, or drawn; how
 * many, 0: until it is left.
 */
struct quiz_wish {
	struct str about;
	bool seeded;
	uint64_t seed;
	unsigned most;
};
/* Words of `quiz`: a topic, --today, --seed N. False when they are none. `now` is the time. */
bool quiz_wish_read(struct str words, int64_t now, struct quiz_wish *wish);

/* ---- answers ---- */

enum quiz_mark { QUIZ_GOOD, QUIZ_PASS, QUIZ_MISS };
struct quiz_result {
	enum quiz_mark mark; /* within 2, within 10, farther off */
	double off;          /* how many times too large or too small, at least 1; INFINITY: no factor leads there */
	bool range, held;    /* a range was given; the answer lies in it */
};

/*
 * Hold an answer, in any unit or a plain number in the unit that bote would show, against the question. False: it does
 * not fit.
 */
bool quiz_judge(struct session *s, const struct quiz_question *q, const struct value *given, struct quiz_result *r);

/* ---- what went well: kept from one quiz to the next ---- */

struct quiz_topic {
	struct str name;
	unsigned asked;
	double points; /* 1 for a good answer, a half for a pass */
};
struct quiz_record {
	struct arena arena;
	struct quiz_topic *topics;
	size_t count, cap;
	unsigned ranges, held;
};

void quiz_record_init(struct quiz_record *r);
void quiz_record_release(struct quiz_record *r);
/* Lines "TOPIC ASKED POINTS" and "ranges RANGES HELD". Lines that are none are passed over. */
void quiz_record_read(struct quiz_record *r, struct str text);
void quiz_record_write(const struct quiz_record *r, struct buf *out);
void quiz_record_add(struct quiz_record *r, struct str topic, const struct quiz_result *result);
/* How likely a topic is to come, beside others: 1 where all went well, up to 4 where nothing did. */
double quiz_record_weight(const struct quiz_record *r, struct str topic);
/* A topic drawn by these weights, out of those that have questions. `seed` decides. */
struct str quiz_record_choose(const struct quiz_record *r, struct session *s, uint64_t seed);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Questions from formulas: how many formulas ask, that seeds differ, that the numbers make sense; answers; the record.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/map.h"
#include "command/quiz.h"
#include "rows.h"
#include "sheet/library.h"

enum { SEEDS = 1000, LEAST = 120 };

Test(quiz, a_thousand_seeds_are_a_thousand_questions)
{
	struct session *s = session_new(S(""));
	struct map texts = {0}, formulas = {0};
	struct arena kept;
	int plain = 0;

	arena_init(&kept);
	for (uint64_t seed = 0; seed < SEEDS; seed++) {
		struct quiz_question q = {0};
		struct buf text = {0};
		struct arena a;

		arena_init(&a);
		cr_assert(quiz_draw(s, S(""), seed, &a, &q), "seed %d has no question", (int)seed);
		quiz_write(s, &q, &text);
		cr_expect(!map_get(&texts, buf_str(&text)), "seed %d asks again:\n%s", (int)seed, buf_c(&text));
		cr_expect(!strstr(buf_c(&text), "99.99999"), "seed %d has an odd share:\n%s", (int)seed, buf_c(&text));
		plain += strstr(buf_c(&text), "?  (a plain number; a range counts too)\n") != NULL;
		cr_expect(!strstr(buf_c(&text), "plain number, or any unit"), "%s", buf_c(&text));
		map_put(&texts, arena_str(&kept, buf_str(&text)), s);
		map_put(&formulas, arena_str(&kept, q.formula->name), s);
		cr_expect(isfinite(q.asked->num[0]) && q.asked->num[0] > 0);
		buf_release(&text);
		quiz_release(&q);
		arena_release(&a);
	}
	cr_expect(texts.live == SEEDS, "%d different questions", (int)texts.live);
	cr_expect(plain > 0, "none asks for a plain number");
	cr_expect(formulas.live >= LEAST, "%d formulas ask", (int)formulas.live);
	map_release(&texts);
	map_release(&formulas);
	arena_release(&kept);
	session_free(s);
}

/* A durability is quoted with so many nines as somebody might quote. */
Test(quiz, inputs_are_those_that_somebody_might_have)
{
	struct session *s = session_new(S(""));

	for (uint64_t seed = 0; seed < 200; seed++) {
		struct quiz_question q = {0};
		struct arena a;
		struct cell *nines;

		arena_init(&a);
		cr_assert(quiz_draw(s, S("durability_loss"), seed, &a, &q), "seed %d", (int)seed);
		nines = sheet_find(q.sheet, S("nines"));
		cr_assert(nines != NULL);
		cr_expect(nines->num[0] >= 11 && nines->num[0] <= 20, "seed %d: %g nines", (int)seed, nines->num[0]);
		quiz_release(&q);
		arena_release(&a);
	}
	session_free(s);
}

Test(quiz, the_same_seed_is_the_same_question)
{
	struct buf text[2] = {{0}};

	for (int i = 0; i < 2; i++) {
		struct session *s = session_new(S(""));
		struct quiz_question q = {0};
		struct arena a;

		arena_init(&a);
		cr_assert(quiz_draw(s, S(""), 42, &a, &q));
		quiz_write(s, &q, &text[i]);
		quiz_release(&q);
		arena_release(&a);
		session_free(s);
	}
	cr_expect_str_eq(buf_c(&text[0]), buf_c(&text[1]));
	buf_release(&text[0]);
	buf_release(&text[1]);
}

static bool judge(struct session *s, const struct quiz_question *q, const char *typed, struct quiz_result *r)
{
	struct outcome o;
	bool fits;

	outcome_init(&o);
	cr_assert(session_text(s, SESSION_STREAM, str_from_c(typed), &o) && o.answer_count, "%s", typed);
	fits = quiz_judge(s, q, &o.answers[0].value, r);
	outcome_release(&o);
	return fits;
}

/* async_loss: writes lost = write rate times delay. */
Test(quiz, answers_are_judged_by_ratio)
{
	struct session *s = session_new(S(""));
	struct quiz_question q = {0};
	struct quiz_result r;
	struct arena a;
	char typed[64];
	double x;

	arena_init(&a);
	cr_assert(quiz_draw(s, S("async_loss"), 3, &a, &q));
	x = q.asked->num[0];
	snprintf(typed, sizeof(typed), "%.6g writes", x * 1.5);
	cr_expect(judge(s, &q, typed, &r) && r.mark == QUIZ_GOOD && fabs(r.off - 1.5) < 1e-3, "%s", typed);
	snprintf(typed, sizeof(typed), "%.6g writes", x / 5);
	cr_expect(judge(s, &q, typed, &r) && r.mark == QUIZ_PASS && fabs(r.off - 5) < 1e-3, "%s", typed);
	snprintf(typed, sizeof(typed), "%.6g writes", x * 20);
	cr_expect(judge(s, &q, typed, &r) && r.mark == QUIZ_MISS, "%s", typed);
	snprintf(typed, sizeof(typed), "%.6g..%.6g writes", x / 2, x * 2);
	cr_expect(judge(s, &q, typed, &r) && r.range && r.held && r.mark == QUIZ_GOOD, "%s", typed);
	snprintf(typed, sizeof(typed), "%.6g..%.6g writes", x * 2, x * 3);
	cr_expect(judge(s, &q, typed, &r) && r.range && !r.held, "%s", typed);
	cr_expect(!judge(s, &q, "5 GB", &r));
	quiz_release(&q);
	arena_release(&a);
	session_free(s);
}

Test(quiz, the_record_is_kept_and_weak_topics_come_more_often)
{
	struct quiz_record r, again;
	struct quiz_result good = {.mark = QUIZ_GOOD}, miss = {.mark = QUIZ_MISS, .range = true};
	struct buf text = {0};

	quiz_record_init(&r);
	quiz_record_init(&again);
	quiz_record_add(&r, S("caching"), &good);
	quiz_record_add(&r, S("kafka"), &miss);
	quiz_record_write(&r, &text);
	quiz_record_read(&again, buf_str(&text));
	quiz_record_read(&again, S("nonsense\ncdn 3\ncdn x y\ncdn 2 5\n"));
	cr_expect(quiz_record_weight(&again, S("caching")) == 1);
	cr_expect(quiz_record_weight(&again, S("kafka")) == 4);
	cr_expect(again.ranges == 1 && again.held == 0);
	cr_expect(again.count == 2);
	buf_release(&text);
	quiz_record_release(&r);
	quiz_record_release(&again);
}

Test(quiz, words)
{
	struct quiz_wish w;

	cr_expect(quiz_wish_read(S(""), 0, &w) && !w.seeded && !w.about.len && w.most == 0);
	cr_expect(quiz_wish_read(S("caching --seed 7"), 0, &w) && w.seeded && w.seed == 7 && str_eq(w.about, S("caching")));
	cr_expect(quiz_wish_read(S("--today"), 86400 * 3, &w) && w.seeded && w.seed == 15 && w.most == 5);
	cr_expect(!quiz_wish_read(S("caching kafka"), 0, &w));
	cr_expect(!quiz_wish_read(S("--seed x"), 0, &w));
	cr_expect(!quiz_wish_read(S("--nonsense"), 0, &w));
}

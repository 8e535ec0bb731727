/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lesson_quiz.c - questions one after another, answers, and how it went. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/fs.h"
#include "command/quiz.h"
#include "repl/lesson.h"
#include "sheet/library.h"
#include "value/number.h"

enum { RECORD_LARGEST = 1 << 20 };

struct quiz {
	struct lesson lesson;
	struct arena arena;  /* of the wish and the path */
	struct arena of_one; /* of the question at hand */
	struct quiz_wish wish;
	const char *state;
	struct quiz_record record;
	struct quiz_question question;
	unsigned asked, marks[3], ranges, held;
};

static struct quiz *lesson_quiz_of(struct lesson *l)
{
	return (struct quiz *)l;
}

/* ---- asking ---- */

static bool quiz_ask(struct quiz *z, struct buf *out)
{
	uint64_t seed = z->wish.seeded ? z->wish.seed + z->asked : (uint64_t)rand();
	struct str about = z->wish.about;

	if (!z->wish.seeded && !about.len)
		about = quiz_record_choose(&z->record, z->lesson.session, seed);
	quiz_release(&z->question);
	arena_reset(&z->of_one);
	if (!quiz_draw(z->lesson.session, about, seed, &z->of_one, &z->question))
		return false;
	buf_printf(out, "\n%u. ", ++z->asked);
	quiz_write(z->lesson.session, &z->question, out);
	return true;
}

static void quiz_next(struct quiz *z, struct buf *out)
{
	if ((z->wish.most && z->asked == z->wish.most) || !quiz_ask(z, out))
		z->lesson.done = true;
}

/* The answer as bote has it, and how it comes about. */
static void quiz_tell(struct quiz *z, struct buf *out)
{
	struct format f = session_format(z->lesson.session);

	f.brief = true;
	buf_add_c(out, "It is ");
	format_value(out, cell_value(z->question.asked), &f);
	buf_add_c(out, ":\n");
	quiz_steps(z->lesson.session, &z->question, out);
}

/* ---- words of its own ---- */

static bool quiz_word(struct lesson *l, struct str line, struct buf *out)
{
	struct quiz *z = lesson_quiz_of(l);

	if (str_eq(line, S("skip")) || str_eq(line, S("next"))) {
		quiz_tell(z, out);
		quiz_next(z, out);
	} else if (str_eq(line, S("hint"))) {
		buf_printf(out, "help %.*s explains the formula; one of its lines:\n    %.*s\n", STR(z->question.formula->name),
		           STR(source_text(z->question.asked->is.source, z->question.asked->is.expr->at)));
	} else if (str_eq(line, S("again"))) {
		quiz_write(l->session, &z->question, out);
	} else if (str_eq(line, S("quit")) || str_eq(line, S("exit"))) {
		l->done = true;
	} else {
		return false;
	}
	return true;
}

/* ---- answers ---- */

static void quiz_say(struct quiz *z, const struct quiz_result *r, struct buf *out)
{
	static const char *const words[] = {[QUIZ_GOOD] = "Good", [QUIZ_PASS] = "Near enough", [QUIZ_MISS] = "Far off"};

	buf_printf(out, "%s: ", words[r->mark]);
	if (r->off < 1.005)
		buf_add_c(out, "just so");
	else if (!isfinite(r->off))
		buf_add_c(out, "no factor leads from there to it");
	else {
		buf_add_c(out, "a factor of ");
		number_write(out, r->off, 2, NUMBER_PLAIN);
	}
	if (r->range)
		buf_add_c(out, r->held ? ", and your range holds it" : ", and it lies outside your range");
	buf_add_c(out, ". ");
	quiz_tell(z, out);
}

static void quiz_keep(struct quiz *z)
{
	struct buf text = {0};

	if (z->state) {
		quiz_record_write(&z->record, &text);
		fs_make_folder(arena_str(&z->of_one, fs_folder_of(str_from_c(z->state))).p);
		fs_replace(z->state, 0600, buf_str(&text));
	}
	buf_release(&text);
}

/* What the line came to is the answer; a cell that is made on the way to it is none. */
static const struct answer *answer_in(const struct outcome *o)
{
	const struct answer *a = o->answer_count ? &o->answers[o->answer_count - 1] : NULL;

	return a && (a->kind == ANSWER_VALUE || a->kind == ANSWER_ABOUT) && !a->name.len && !a->echo ? a : NULL;
}

static void quiz_after(struct lesson *l, struct str line, const struct outcome *o, struct buf *out)
{
	struct quiz *z = lesson_quiz_of(l);
	const struct answer *a = o->diag.error ? NULL : answer_in(o);
	struct quiz_result r;

	(void)line;
	if (!a)
		return;
	if (!quiz_judge(l->session, &z->question, &a->value, &r)) {
		buf_add_c(out,
		          "That is not an answer to this question: it has another dimension. again shows it, skip tells.\n");
		return;
	}
	z->marks[r.mark]++;
	z->ranges += r.range;
	z->held += r.range && r.held;
	quiz_record_add(&z->record, z->question.formula->topic, &r);
	quiz_keep(z);
	quiz_say(z, &r, out);
	quiz_next(z, out);
}

/* ---- start and end ---- */

static void quiz_sum_up(const struct quiz *z, struct buf *out)
{
	unsigned answered = z->marks[QUIZ_GOOD] + z->marks[QUIZ_PASS] + z->marks[QUIZ_MISS];

	if (answered == 0)
		return;
	buf_printf(out, "\n%u answered: %u good, %u near enough, %u far off\n", answered, z->marks[QUIZ_GOOD],
	           z->marks[QUIZ_PASS], z->marks[QUIZ_MISS]);
	if (z->record.ranges)
		buf_printf(out, "Your 90 %% ranges held in %u of %u, so far\n", z->record.held, z->record.ranges);
}

static void quiz_end(struct lesson *l, struct buf *out)
{
	struct quiz *z = lesson_quiz_of(l);

	quiz_sum_up(z, out);
	quiz_release(&z->question);
	quiz_record_release(&z->record);
	session_free(l->session);
	arena_release(&z->of_one);
	arena_release(&z->arena);
	free(z);
}

static void quiz_remember(struct quiz *z)
{
	struct buf text = {0};

	quiz_record_init(&z->record);
	if (z->state && fs_read_kept(z->state, RECORD_LARGEST, &text) == 0)
		quiz_record_read(&z->record, buf_str(&text));
	buf_release(&text);
}

struct lesson *lesson_quiz(struct str path, const char *state, const struct quiz_wish *wish, struct buf *out)
{
	struct quiz *z = xcalloc(1, sizeof(*z));
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	srand((unsigned)(now.tv_nsec ^ now.tv_sec));
	arena_init(&z->arena);
	arena_init(&z->of_one);
	z->wish = *wish;
	z->wish.about = arena_str(&z->arena, wish->about);
	z->state = state ? arena_str(&z->arena, str_from_c(state)).p : NULL;
	z->lesson = (struct lesson){.session = session_new(path),
	                            .command = "quiz",
	                            .prompt = "quiz> ",
	                            .word = quiz_word,
	                            .after = quiz_after,
	                            .end = quiz_end};
	quiz_remember(z);
	buf_add_c(
		out,
		"Answer in any unit; a range of which you are 90 % sure is scored as one. hint, again, skip; Ctrl-D leaves.\n");
	if (quiz_ask(z, out))
		return &z->lesson;
	buf_reset(out);
	buf_printf(out, "there is no topic or formula '%.*s' to ask about; topics are %.*s\n", STR(wish->about),
	           STR(quiz_topics(z->lesson.session, &z->arena)));
	quiz_end(&z->lesson, out);
	return NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * command_quiz.c - quiz and tutorial without a person at a terminal: questions with their answers, the steps as a text.
 */
#include "base/embed.h"
#include "base/now.h"
#include "command/command_all.h"
#include "command/quiz.h"

enum { TODAY = 5 /* questions a day */ };

/* ---- quiz [TOPIC] [--today] [--seed N] ---- */

static struct str wish_word(struct str *rest)
{
	struct str text = str_trim(*rest);
	size_t end = str_find_char(text, ' ', 0);

	*rest = str_trim(str_cut(text, end, text.len));
	return str_cut(text, 0, end);
}

bool quiz_wish_read(struct str words, int64_t now, struct quiz_wish *wish)
{
	*wish = (struct quiz_wish){.about = S("")};
	while (words.len) {
		struct str word = wish_word(&words);

		if (str_eq(word, S("--today"))) {
			wish->seeded = true;
			wish->seed = (uint64_t)(now / 86400) * TODAY;
			wish->most = TODAY;
		} else if (str_eq(word, S("--seed"))) {
			wish->seeded = true;
			if (!str_whole(wish_word(&words), 0, 99999999999999999, &wish->seed))
				return false;
		} else if (wish->about.len || str_starts(word, S("-")) || !word.len) {
			return false;
		} else {
			wish->about = word;
		}
	}
	return true;
}

static void quiz_print(struct session *s, const struct quiz_question *q, uint64_t seed, struct outcome *o)
{
	if (session_settings(s)->json) {
		quiz_json(s, q, seed, &o->output);
		o->form = OUTPUT_JSON;
		return;
	}
	quiz_write(s, q, &o->output);
	quiz_steps(s, q, &o->output);
	buf_char(&o->output, '\n');
}

bool command_quiz(struct session *s, size_t argc, const struct str *argv, struct outcome *o)
{
	struct quiz_wish wish;
	struct arena a;

	if (!quiz_wish_read(command_join(o, argc, argv), now_seconds(), &wish))
		return command_misused(o, "quiz takes a topic, --today and --seed N");
	if (!wish.seeded)
		wish.seed = session_settings(s)->seed ? session_settings(s)->seed : (uint64_t)now_seconds();
	arena_init(&a);
	for (unsigned i = 0; i < (wish.most ? wish.most : 1); i++) {
		struct quiz_question q = {0};

		if (!quiz_draw(s, wish.about, wish.seed + i, &a, &q)) {
			o->status = STATUS_INPUT;
			diag_fail(&o->diag, DIAG_NAME, (struct span){0, 0}, "there is no topic or formula '%.*s' to ask about",
			          STR(wish.about));
			diag_hint(&o->diag, "topics are %.*s", STR(quiz_topics(s, &o->arena)));
			break;
		}
		quiz_print(s, &q, wish.seed + i, o);
		quiz_release(&q);
	}
	arena_release(&a);
	return !o->diag.error;
}

/* ---- tutorial ---- */

bool command_tutorial(struct session *s, size_t argc, const struct str *argv, struct outcome *o)
{
	const struct embedded *file = embedded_find(S("share/tutorial.txt"));
	struct str rest = file ? file->text : S(""), line;

	(void)s;
	(void)argv;
	if (argc)
		return command_misused(o, "tutorial takes nothing after it");
	while (str_next_line(&rest, &line))
		if (!str_starts(line, S("//")) && !str_starts(line, S("want:")))
			buf_printf(&o->output, "%.*s\n", STR(line));
	return true;
}

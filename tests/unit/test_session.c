/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines one after another: the last answer, definitions that name themselves, taking back, saving. */
#include "talk.h"

#include "base/interrupt.h"
#include "command/typed.h"

Test(session, last_answer)
{
	static const struct exchange rows[] = {
		{"_", "error: there is no last answer yet"},
		{"10 GB", "= 10 GB"},
		{"_ * 2", "= 20 GB"},
		{"* 3", "= 60 GB"},
		{"to MB", "= 60,000 MB"},
		{"-> GiB", "≈ 55.88 GiB"},
		{"/ 1 GiB", "≈ 55.88"},
		{"ans + 1", "≈ 56.88"},
		{"-1", "= -1"},
		/* a failed line leaves it */
		{"1/0", "error: division by zero"},
		{"_", "= -1"},
		/* in a definition it becomes its value */
		{"7 GB / 2 s", "= 3.5 GB/s"},
		{"x = _ * 2", "= 7 GB/s"},
		{"1 + 1", "= 2"},
		{"x", "= 7 GB/s"},
		{"explain x", "x = 3.5 GB/s × 2\n  = 7 GB/s"},
		{"$3/GB", "= $3/GB"},
		{"price = _", "= $3/GB"},
		{"price * 2 GB", "= $6"},
		{"[1 s, 2 s]", "= [1, 2] s"},
		{"l = _ * 2", "= [2, 4] s"},
		{"1 > 2", "= no"},
		{"t = not _", "= yes"},
		{"\"cpu\"", "= cpu"},
		{"c = _ == \"cpu\"", "= yes"},
		{"\"say \\\"a\\\"\"", "= say \"a\""},
		{"q = _", "= say \"a\""},
		{"2 + 3; w = _ * 2", "= 5\n= 10"},
		{"10%", "= 10%"},
		{"g = _", "= 10%"},
		{"g + 5%", "= 15%"},
		{"-2", "= -2"},
		{"m = _^2", "= 4"},
	};

	talk(rows);
}

Test(session, itself)
{
	static const struct exchange rows[] = {
		{"base = 10 GB", "= 10 GB"},
		{"x = base * 2", "= 20 GB"},
		{"x = x + 1 GB", NULL},
		{"x", "= 21 GB"},
		{"base = 20 GB", NULL},
		{"x", "= 41 GB"},
		{"x = (x - base) * x / x", NULL},
		{"x", "= 21 GB"},
		/* brackets where they are needed, and the old one stays what it was */
		{"y = 1 + 2", "= 3"},
		{"y = y * 10", NULL},
		{"y", "= 30"},
		{"y = y^2; y = y + 1", NULL},
		{"y", "= 901"},
		{"p = 10%", "= 10%"},
		{"p = p + 5%", "= 15%\np  10% -> 15%  (×1.5)"},
	};

	talk(rows);
}

Test(session, undo_and_redo)
{
	static const struct exchange rows[] = {
		{"undo", "error: nothing to undo"},
		{"redo", "error: nothing to redo"},
		{"a = 1", "= 1"},
		{"b = a + 1", "= 2"},
		{"3 * b", "= 6"},
		{"a = 10", NULL},
		{"undo", "undone: a = 10\nb  11 -> 2  (×0.182)\na  10 -> 1  (×0.1)"},
		{"b", "= 2"},
		{"redo", "redone: a = 10\nb  2 -> 11  (×5.5)\na  1 -> 10  (×10)"},
		{"b", "= 11"},
		{"undo", "undone: a = 10\nb  11 -> 2  (×0.182)\na  10 -> 1  (×0.1)"},
		{"undo", "undone: b = a + 1"},
		{"a", "= 1"},
		{"b", "= 0.125 B\nnote: no cell 'b': read as the unit"},
		{"redo", "redone: b = a + 1"},
		{"redo", "redone: a = 10\nb  2 -> 11  (×5.5)\na  1 -> 10  (×10)"},
		{"redo", "error: nothing to redo"},
		{"b", "= 11"},
		/* something new: what was undone is gone */
		{"undo", "undone: a = 10\nb  11 -> 2  (×0.182)\na  10 -> 1  (×0.1)"},
		{"c = 5", "= 5"},
		{"redo", "error: nothing to redo"},
		{"a", "= 1"},
		/* lines that fail, and those that only ask, are nothing to undo */
		{"nosuch + 1", "error: unknown name 'nosuch'"},
		{"c * 2", "= 10"},
		{"undo", "undone: c = 5"},
		{"a = a + 1", NULL},
		{"a", "= 2"},
		{"undo", NULL},
		{"a", "= 1"},
		{"f(x) = x * 2", NULL},
		{"d = f(a)", "= 2"},
		{"undo", "undone: d = f(a)"},
		{"undo", "undone: f(x) = x * 2"},
		{"f(1)", "error: unknown function or formula 'f'"},
		{"unit floppy = 1.44 MB", NULL},
		{"unit floppy = 2 MB", NULL},
		{"undo", "undone: unit floppy = 2 MB"},
		{"1 floppy to MB", "= 1.44 MB"},
		{"undo", "undone: unit floppy = 1.44 MB"},
		{"floppy", "error: unknown name 'floppy'"},
		{"redo", "redone: unit floppy = 1.44 MB"},
		{"1 floppy to MB", "= 1.44 MB"},
		{"x = 1; y = 2", NULL},
		{"undo", "undone: x = 1; y = 2"},
		{"y", "error: unknown name 'y'"},
	};

	talk(rows);
}

static void expect_saved(struct session *s, const char *want)
{
	struct buf text = {0};

	session_save_text(s, &text);
	expect_str(0, buf_str(&text), str_from_c(want));
	buf_release(&text);
}

/* What is saved gives the same sheet again. */
Test(session, save)
{
	static const struct exchange rows[] = {
		{"dau = 100M users \"Active\"", NULL},
		{"nosuch = nosuch2", "error: unknown name 'nosuch2'"},
		{"writes = dau * 10 tweets/user/day", NULL},
		{"writes = writes * 2", NULL},
		{"gone = 1", NULL},
		{"undo", NULL},
	};
	struct session *s = session_new(S("")), *again = session_new(S(""));
	struct buf text = {0};
	struct outcome o;

	outcome_init(&o);
	talk_to(s, rows, COUNT(rows));
	session_save_text(s, &text);
	cr_assert(typed_text(again, SESSION_STREAM, buf_str(&text), &o), "%s", buf_c(&text));
	cr_expect(sheet_cell_count(session_sheet(again)) == 2);
	static const struct exchange asked[] = {
		{"writes to tweets/day", "= 2 billion tweets/day  (≈ 23,150 tweets/s)"},
		{"show dau", "dau = 100 million users   Active"},
	};
	talk_to(s, asked, COUNT(asked));
	talk_to(again, asked, COUNT(asked));
	talk_one(s, 0, &(struct exchange){"clear", NULL});
	expect_saved(s, "");
	buf_release(&text);
	outcome_release(&o);
	session_free(s);
	session_free(again);
}

Test(session, status)
{
	static const struct {
		const char *typed;
		enum status status;
	} rows[] = {
		{"1 + 1", STATUS_OK},
		{"check 1 < 2", STATUS_OK},
		{"check 2 < 1", STATUS_NO},
		{"1 +", STATUS_INPUT},
		{"1/0", STATUS_INPUT},
		{"3 GB + 1 s", STATUS_INPUT},
		{"nosuch", STATUS_INPUT},
		{"run ./nosuch.bote", STATUS_FILE},
		{"load ./nosuch.bote", STATUS_FILE},
		{"run", STATUS_USAGE},
		{"undo", STATUS_USAGE},
		{"undo 3", STATUS_USAGE},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct session *s = session_new(S(""));
		struct outcome o;

		outcome_init(&o);
		bool ok = typed_text(s, SESSION_PROMPT, str_from_c(rows[i].typed), &o);
		cr_expect(o.status == rows[i].status, "row %zu: %s: %d", i, rows[i].typed, o.status);
		cr_expect(ok == (rows[i].status == STATUS_OK || rows[i].status == STATUS_NO), "row %zu", i);
		outcome_release(&o);
		session_free(s);
	}
}

/* In a stream definitions say nothing, and a name must be known where it is used. */
Test(session, stream)
{
	struct session *s = session_new(S(""));
	struct outcome o;

	outcome_init(&o);
	cr_assert(typed_text(s, SESSION_STREAM, S("x = 3 GB\nx * 2\ny = x; y * 3"), &o));
	cr_assert(o.answer_count == 2);
	cr_expect(o.answers[0].value.num[0] == 6 && o.answers[1].value.num[0] == 9);
	outcome_reset(&o);
	cr_expect(!typed_text(s, SESSION_STREAM, S("z = later\nlater = 1"), &o));
	outcome_reset(&o);
	cr_expect(!typed_text(s, SESSION_STREAM, S("undo"), &o), "no command of the prompt");
	outcome_release(&o);
	session_free(s);
}

/* Answers stay when the text of their line, and the sheet they came from, are gone. */
Test(session, answers_outlive_their_line)
{
	struct session *s = session_new(S(""));
	struct buf out = {0}, json = {0};
	struct outcome o;

	outcome_init(&o);
	cr_assert(typed_text(s, SESSION_PROMPT, S("x = 2 GB; x * 3; ~ x * 7"), &o));
	cr_assert(typed_text(s, SESSION_PROMPT, S("x = 5 GB; x"), &o));
	outcome_json(s, &o, S("line"), &json);
	outcome_write(s, &o, (struct outcome_style){.prompt = true}, &out, &out);
	cr_expect(strstr(buf_c(&json), "\"input\":\"x * 3\""), "%s", buf_c(&json));
	buf_release(&out);
	buf_release(&json);
	outcome_release(&o);
	session_free(s);
}

/* Counting up reads the same samples again and again: a cell that does so is what its expression is. */
Test(session, smallest_of_samples_in_a_cell)
{
	static const char *const conditions[] = {
		"n > a",
		"2^n > a",
		"n > 40 or n > a",
		"n > a or n > 40",
		"n > 5 and n > a",
		"n > a and n > a + 2",
		"not (n < a)",
		"n + 3 > a + 1",
		"n * 2 - 1 > a / 2 + a",
		"(if n > 5 then n > a else no)",
		"n > smallest(k, k > a or k > 7) + a / 2",
		"n > max(a, b) - min(a, b) / 2",
	};
	struct session *s = session_new(S(""));

	talk_one(s, 0, &(struct exchange){"a = 10 ± 2", NULL});
	talk_one(s, 0, &(struct exchange){"b = 5..20", NULL});
	for (size_t i = 0; i < COUNT(conditions); i++) {
		char cell[200], same[200];

		snprintf(cell, sizeof cell, "m = smallest(n, %s)", conditions[i]);
		snprintf(same, sizeof same, "m - smallest(n, %s)", conditions[i]);
		talk_one(s, i, &(struct exchange){cell, NULL});
		talk_one(
			s, i,
			&(struct exchange){same, "= 0\nnote: a costly function of an uncertain number: sampled 1024 times only"});
	}
	session_free(s);
}

/* The n of smallest(n, ...) is its own, also where a cell has that name; so are the parameters of a function. */
Test(session, names_that_are_local)
{
	static const struct exchange rows[] = {
		{"n = 7", NULL},
		{"x = smallest(n, 2^n > 1000)", "= 10"},
		{"explain x", "x = smallest(n, 2^n > 1000)\n  = 10"},
		{"require smallest(n, 2^n > 1000) < 5 \"more\"", "error: more"},
		{"n = smallest(n, 2^n > 1000)", "= 10\nn  7 -> 10  (×1.43)"},
		{"n = 3", "= 3\nn  10 -> 3  (×0.3)"},
		{"x", "= 10"},
		/* what is put in for a name keeps its meaning, or is refused */
		{"y = n * 2", "= 6"},
		{"y = smallest(n, n > y)", "error: what 'y' was names a cell that smallest(...) here uses as its own name"},
		{"y = smallest(k, k > y)", "= 7\ny  6 -> 7  (×1.17)"},
		{"f(n, k) = smallest(j, j > n) + k", NULL},
		{"k = 100", NULL},
		{"f(2, 5)", "= 8"},
		{"explain f(n, k)", "n = 3\nk = 100\n= f(n, k)\n= f(3, 100)\n= 104"},
		{"check smallest(n, 2^n > 1000) < n", "fails  smallest(n, 2^n > 1000) < n"},
		{"smallest(n, m) = n", "error: 'smallest' counts by a name of its own, and cannot be another function"},
	};

	talk(rows);
}

/* Whatever stays keeps the answer that was the last when it was typed. */
Test(session, answer_in_what_stays)
{
	static const struct exchange rows[] = {
		{"5 GB", "= 5 GB"},
		{"check _ > 3 GB", "holds  (5 GB) > 3 GB"},
		{"param x = _ * 2", "= 10 GB"},
		{"scenario \"big\": x = ans * 3", NULL},
		{"f(k) = k * _", NULL},
		{"use littles_law(rate = 2/s, time = _ / 1 GB * 1 s) as l", NULL},
		{"1 GB", "= 1 GB"},
		{"f(2)", "= 10 GB"},
		{"l.time", "= 5 s"},
		{"param x = x + 1 GB", "= 11 GB\nx  10 -> 11 GB  (×1.1)"},
	};

	talk(rows);
}

/* Ctrl-C ends a line that has only begun; the sheet is then as it was, with all that rests on what the line changed. */
/* What has no value any more is no move. */
Test(session, values_that_go)
{
	static const struct exchange rows[] = {
		{"aa = 7", "= 7"},
		{"b = aa + 1", "= 8"},
		{"param aa in users", NULL},
		{"undo", "undone: param aa in users"},
		{"b", "= 8"},
		{"redo", "redone: param aa in users"},
		{"undo", "undone: param aa in users"},
		{"aa = 9; param aa in users", NULL},
		{"undo", "undone: aa = 9; param aa in users"},
		{"b", "= 8"},
		{"redo", "redone: aa = 9; param aa in users"},
	};
	struct session *s = session_new(S(""));

	talk_to(s, rows, COUNT(rows));
	session_free(s);
}

Test(session, undo_brings_back_the_answer)
{
	static const struct exchange rows[] = {
		{"2 + 3", "= 5"},
		{"x = 1", "= 1"},
		{"7", "= 7"},
		{"undo", "undone: x = 1"},
		{"_", "= 5"},
		{"ans2", NULL},
		{"y = 1..2", NULL},
		{"y * 2", NULL},
		{"y * 3; z = 4; 9", NULL},
		{"undo", "undone: y * 3; z = 4; 9"},
		{"_ / 2 / y > 0.99", ">99.9% yes"},
		{"clear", ""},
		{"y", "error: unknown name 'y'"},
		{"undo", NULL},
		{"y > 0", ">99.9% yes"},
	};
	struct session *s = session_new(S(""));

	talk_to(s, rows, COUNT(rows));
	session_free(s);
}

/* Samples that were drawn under what is undone are drawn again. */
Test(session, undo_and_samples)
{
	static const struct exchange rows[] = {
		{"set samples 300", NULL},
		{"set precision 6", NULL},
		{"k = 1..3", NULL},
		{"w = 10 ± 2 users", NULL},
		{"w", "≈ 10.0011 users  (8.01336 … 11.9951 users, 90 %)"},
		{"correlate(k, w, 0.5)", NULL},
		{"w", "≈ 9.98918 users  (8.06440 … 11.9174 users, 90 %)"},
		{"undo", NULL},
		{"w", "≈ 10.0011 users  (8.01336 … 11.9951 users, 90 %)"},
		{"redo", NULL},
		{"w", "≈ 9.98918 users  (8.06440 … 11.9174 users, 90 %)"},
	};

	talk(rows);
}

/* A question among lines that can be done again is taken back with those before it, and costs none of them. */
Test(session, questions_before_redo)
{
	static const struct exchange rows[] = {
		{"x = 1", NULL},
		{"2 + 3", "= 5"},
		{"x = 2", NULL},
		{"undo", "undone: x = 2\nx  2 -> 1  (×0.5)"},
		{"40 boxes", NULL},
		{"redo", "redone: x = 2\nx  1 -> 2  (×2)"},
		{"_", "= 40 boxes"},
		{"undo", NULL},
		{"undo", NULL},
		{"x", "error: unknown name 'x'"},
		{"redo", NULL},
		{"redo", "redone: x = 2\nx  1 -> 2  (×2)"},
		{"_", "= 40 boxes"},
		{"redo", "error: nothing to redo"},
		{"undo 2", NULL},
		{"x = 5", "= 5"},
		{"redo", "error: nothing to redo"},
	};

	talk(rows);
}

/* Cells that come in take draws that others had: all are sampled anew, and none is said to have moved. */
Test(session, draws_given_to_others)
{
	static const struct sheet_file files[] = {{"more", "param aa = 1..2\nz = aa * 2\n"}};
	static const struct exchange before[] = {{"k = 10 ± 2 users", NULL}, {"k > 3 users", ">99.9% yes"}};
	char line[300], loaded[400];

	talk_write(files, COUNT(files));
	snprintf(line, sizeof line, "load %s", talk_path("more"));
	snprintf(loaded, sizeof loaded, "loaded %s; 'cells' lists what there is now", talk_path("more"));
	const struct exchange after[] = {
		{line, loaded},
		{"cells", "k  ≈ 10 users  (8.0 … 12 users, 90 %)\naa ≈ 1.4  (1.0 … 2.0, 90 %)\nz  ≈ 2.8  (2.0 … 4.0, 90 %)"},
	};
	struct session *s = session_new(S(""));
	talk_to(s, before, COUNT(before));
	talk_to(s, after, COUNT(after));
	session_free(s);
	talk_remove(files, COUNT(files));
}

/* Ranges are tried one after the other, a single sample at a time, in what counts up as well. */
Test(session, sensitivity_of_what_counts_up)
{
	static const struct exchange rows[] = {
		{"a = 19..57", NULL},
		{"b = smallest(q, q * 5 > a)", NULL},
		{"sensitivity b", NULL},
		{"sensitivity smallest(q, q > smallest(k, k > a) + 3)", NULL},
		{"smallest(q, q > 40 or q > smallest(k, k > 40 or q > a) * 2) > 1", NULL},
	};

	talk(rows);
}

/* What is asked for saving, a second time, is no answer. */
Test(session, save_keeps_the_answer)
{
	static const struct exchange rows[] = {
		{"x = 1..2", NULL}, {"~ 2 kB", NULL}, {"show x, 7", NULL}, {"10", "= 10"}, {"x * 0 + 20", NULL},
	};
	static const struct exchange after[] = {{"ans2", "= 10"}, {"ans2 > 19.9", ">99.9% yes"}};
	struct session *s = session_new(S(""));
	struct buf text = {0};

	talk_to(s, rows, COUNT(rows));
	session_save_text(s, &text);
	talk_to(s, after, COUNT(after));
	buf_release(&text);
	session_free(s);
}

/* A computed number that is given for a percentage is one as if it had been written so: undone, redone and saved, too.
 */
Test(session, percentage_given)
{
	static const struct exchange rows[] = {
		{"param n = 90%", NULL},
		{"w = 1", NULL},
		{"n = w + 2", NULL},
		{"floor(n)", "= 300%"},
		{"f = floor(n) - 10%", NULL},
		{"f", "= 290%"},
		{"undo 2", NULL},
		{"redo", NULL},
		{"redo", NULL},
		{"f", "= 290%"},
	};

	talk(rows);
}

/* Words that a line counts are read once, also where it is written out with what it was before. */
Test(session, counts_and_is_written_out)
{
	static const struct exchange rows[] = {
		{"0.5", NULL},
		{"x = 6 Blob blobs + ans", NULL},
		{"x", "= 6.5 blobs"},
		{"x = 2 Crate crates * x", NULL},
		{"x", "= 13 crate blobs"},
	};

	talk(rows);
}

/* What a unit is worth that was declared anew meanwhile stays; names that came with what is undone go with it. */
Test(session, undo_and_units)
{
	static const struct exchange settings[] = {
		{"unit blob = 3 kB", NULL},      {"unit crate = 2 blobs", NULL},  {"a = 5 blobs", NULL},
		{"set kb 1024", NULL},           {"undo", "undone: a = 5 blobs"}, {"1 blob to B", "= 3,072 B"},
		{"1 crate to B", "= 6,144 B"},   {"redo", "redone: a = 5 blobs"}, {"a to B", "= 15,360 B"},
		{"undo", "undone: a = 5 blobs"}, {"1 blob to B", "= 3,072 B"},    {"set kb 1000", NULL},
		{"1 crate to B", "= 6,000 B"},
	};
	static const struct exchange names[] = {
		{"noun foo, zars", NULL},
		{"undo", "undone: noun foo, zars"},
		{"unit foo = 3 kB", NULL},
		{"2 foos to B", "= 6,000 B"},
		{"5 zars", "= 5 zars\nnote: zars are counted"},
		{"undo 2", NULL},
		{"noun foo, zars", NULL},
		{"5 foo + 1 zars", "= 6 zars"},
		{"redo", "error: nothing to redo"},
	};

	talk(settings);
	talk(names);
}

/* A line that Ctrl-C reaches while it is done again is the first that is missing, and redo has it. */
Test(session, undo_is_interrupted)
{
	static const struct exchange before[] = {{"x = 10", "= 10"}, {"y = x + 1", "= 11"}, {"clear", ""}};
	static const struct exchange undo = {
		"undo", "error: interrupted: the sheet is as it was after 3 lines of those typed, not 2"};
	static const struct exchange after[] = {
		{"undo", NULL}, {"y", "= 11"}, {"redo", NULL}, {"y", "error: unknown name 'y'"}};
	struct session *s = session_new(S(""));

	talk_to(s, before, COUNT(before));
	interrupt_tell();
	talk_one(s, 0, &undo);
	interrupt_came = 0;
	talk_to(s, after, COUNT(after));
	session_free(s);
}

Test(session, interrupted)
{
	static const struct exchange before[] = {
		{"x = 10", "= 10"},
		{"y = sum(seq(1, x))", "= 55"},
		{"z = y + 1", "= 56"},
	};
	static const struct exchange during[] = {
		{"x = sum(seq(1, 20))", "error: interrupted"},
		{"x = 30", "error: interrupted"},
		{"load bote_test_interrupted.bote", "error: interrupted"},
		{"z", "error: interrupted"},
	};
	static const struct exchange after[] = {
		{"x", "= 10"},
		{"y", "= 55"},
		{"z", "= 56"},
		{"w", "error: unknown name 'w'"},
		{"load bote_test_interrupted.bote", NULL},
		{"w", "= 5"},
	};
	struct session *s = session_new(S(""));

	cr_assert(fs_write("bote_test_interrupted.bote", S("w = 5\n")) == 0);
	talk_to(s, before, COUNT(before));
	for (size_t i = 0; i < COUNT(during); i++) {
		interrupt_tell();
		talk_one(s, i, &during[i]);
		interrupt_came = 0;
	}
	talk_to(s, after, COUNT(after));
	unlink("bote_test_interrupted.bote");
	session_free(s);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "repl/highlight.h"

#include <string.h>

#include "command/typed.h"
#include "rows.h"

static struct session *session;

static void type(const char *text)
{
	struct outcome o;

	outcome_init(&o);
	cr_assert(typed_text(session, SESSION_PROMPT, str_from_c(text), &o), "%s", text);
	outcome_release(&o);
}

static void set_up(void)
{
	session = session_new(S(""));
	type("dau = 100M users");
	type("f(x) = x * 2");
}

static void tear_down(void)
{
	session_free(session);
}

TestSuite(highlight, .init = set_up, .fini = tear_down);

/* The line below itself: a letter for each kind. */
static void draw(const char *line, size_t point, bool goes_on, char *out)
{
	static const char letters[] = "nucfw?b";
	struct highlight h;

	highlight(session, str_from_c(line), point, goes_on, &h);
	memset(out, ' ', strlen(line));
	for (size_t i = 0, at = 0; i < h.count; i++) {
		cr_expect(h.spans[i].start >= at && h.spans[i].end > h.spans[i].start, "'%s': span %zu", line, i);
		memset(out + h.spans[i].start, letters[h.spans[i].kind], h.spans[i].end - h.spans[i].start);
		at = h.spans[i].end;
	}
	out[strlen(line)] = '\0';
}

struct row {
	const char *line, *want;
};

static void expect_rows(const struct row *rows, size_t count)
{
	char got[512];

	for (size_t i = 0; i < count; i++) {
		draw(rows[i].line, 0, false, got);
		cr_expect_str_eq(got, rows[i].want, "row %zu\n%s|\n%s|\n%s|", i, rows[i].line, got, rows[i].want);
	}
}

Test(highlight, what_words_are)
{
	static const struct row rows[] = {
		{"5 GiB / 100 Mbit/s to min", "n uuu   nnn uuuu u ww uuu"},
		{"100M users * 10 tweets/user/day", "nnnn uuuuu   nn uuuuuu uuuu uuu"},
		{"dau * 2", "ccc   n"},
		{"3 dau", /* the unit is DAU */
	     "n ccc"},
		{"100 million users", "nnn nnnnnnn uuuuu"},
		{"10M pastes / 5 pastes", /* nobody declared it: it is counted */
	     "nnn uuuuuu   n uuuuuu"},
		{"8 pastes to paste", "n uuuuuu ww      "},
		{"ceil(3.2) + f(2)", "ffff nnn    f n "},
		{"normal(1, 2)", "ffffff n  n "},
		{"cart_quorum(n = 3)", "fffffffffff     n "},
		{"x = 5 GB # text", "    n uu       "},
		{"dau = 5", "ccc   n"},
		{"if dau > 3 then 1 else none", "ww ccc   n wwww n wwww wwww"},
		{"10% of dau", "nnu ww ccc"},
		{"$5 per user", "un www uuuu"},
		{"22/7 to 2 decimals", "nn n ww n uuuuuuuu"},
		{"check dau < 3", "wwwww ccc   n"},
		{"param size = 3 MB", "wwwww        n uu"},
		{"unit floppy = 1.44 MB", "wwww                 "},
		{"g(a, b) = a * b + dau", "f                 ccc"},
		{"smallest(n, n > 10)", "ffffffff        nn "},
		{"use resource_estimate(rps = 3/s) as p", "www fffffffffffffffff       n u  ww  "},
		{"set precision 5", "www            "},
		{"sweep dau = 1..5 steps 3 : dau", "wwwww ccc   n  n uuuuu n   ccc"},
		{"# dau", "     "},
		{"help dau", "wwww    "},
		{"\"dau\" + 3", "        n"},
		{"ref.dean_l2_cache * pi", "ccccccccccccccccc   cc"},
		{"", ""},
	};

	expect_rows(rows, COUNT(rows));
}

Test(highlight, unknown_words_once_the_cursor_has_left_them)
{
	static const struct row rows[] = {
		{"dua * 2", "       "}, /* the cursor is in it */
		{" dua * 2", " ???   n"},
		{" 3 + cele(2)", " n   ???? n "},
		{" 5 GB to MiBb", " n uu ww ????"},
		{" x := qq", /* read as another line */
	     "        "},
		{" explain qq", /* a command may take other words */
	     " wwwwwww   "},
	};
	char got[64];

	expect_rows(rows + 1, COUNT(rows) - 1);
	for (size_t point = 0; point < 8; point++) {
		draw("dua * 2", point, false, got);
		cr_expect_str_eq(got, point <= 3 ? "      n" : "???   n", "cursor at %zu: %s", point, got);
	}
	draw(" qq * 2", 0, true, got);
	cr_expect_str_eq(got, "      n", "another line may tell of it: %s", got);
}

Test(highlight, brackets_that_belong_together)
{
	static const struct {
		const char *line;
		size_t point;
		const char *want;
	} rows[] = {
		{"(1 + (2))", 0, "bn    n b"}, {"(1 + (2))", 1, "bn    n b"}, {"(1 + (2))", 5, " n   bnb "},
		{"(1 + (2))", 8, " n   bnb "}, /* right after the inner one */
		{"(1 + (2))", 9, "bn    n b"}, {"(1 + (2))", 3, " n    n  "}, {"max([1, 2])", 4, "fff bn  nb "},
		{"(1 + 2", 0, " n   n"},       {"1 + 2)", 6, "n   n "},       {"\"(\" + (1)", 6, "      bnb"},
	};
	char got[64];

	for (size_t i = 0; i < COUNT(rows); i++) {
		draw(rows[i].line, rows[i].point, false, got);
		cr_expect_str_eq(got, rows[i].want, "row %zu\n%s|\n%s|", i, rows[i].line, got);
	}
}

Test(highlight, changes_nothing)
{
	struct highlight h;
	struct outcome o;

	highlight(session, S("5 pastes + 3 zzz"), 0, false, &h);
	outcome_init(&o);
	cr_expect(!typed_text(session, SESSION_PROMPT, S("1 GB to zzz"), &o), "zzz is no noun");
	outcome_release(&o);
}

Test(highlight, long_and_odd_lines)
{
	struct highlight h;
	char line[4000];

	memset(line, '(', sizeof(line));
	highlight(session, (struct str){line, 1900}, 3, false, &h);
	highlight(session, (struct str){line, sizeof(line)}, 3, false, &h);
	cr_expect(h.count == 0);
	for (size_t i = 0; i < sizeof(line); i++)
		line[i] = i % 2 ? '+' : '1';
	highlight(session, (struct str){line, 1900}, 3, false, &h);
	cr_expect(h.count == HIGHLIGHT_SPANS);
	highlight(session, S("5 \xff\xff + 3"), 0, false, &h);
	highlight(session, S("5 + \001"), 0, false, &h);
}

Test(highlight, written_with_colours)
{
	struct highlight h;
	struct buf out = {0};

	highlight(session, S("3 + dau"), 0, false, &h);
	highlight_write(S("3 + dau"), &h, &out);
	expect_str(0, buf_str(&out), S("\033[36m3\033[0m + \033[35mdau\033[0m"));
	buf_release(&out);
}

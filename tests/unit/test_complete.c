/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <criterion/new/assert.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fs.h"
#include "base/utf8.h"
#include "lang/parse.h"
#include "repl/complete.h"
#include "repl/complete_from.h"

#include "command/typed.h"

static struct session *session;
static struct completion found;

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
	completion_init(&found);
	type("writes = 20k tweets/s \"Write rate\"");
	type("servers = 12");
	type("use resource_estimate(rps = 5k RPS) as fleet");
}

static void tear_down(void)
{
	completion_release(&found);
	session_free(session);
}

TestSuite(complete, .init = set_up, .fini = tear_down);

static const struct candidate *candidate(const char *text)
{
	for (size_t i = 0; i < found.count; i++)
		if (str_eq(found.items[i].text, str_from_c(text)))
			return &found.items[i];
	return NULL;
}

static void at_end(const char *line)
{
	complete(session, COMMAND_PROMPT, str_from_c(line), strlen(line), &found);
}

/* What is offered after `line`, what is not, and where the word begins that it stands for. */
struct row {
	const char *line;
	size_t from;
	const char *yes, *no; /* one of the candidates; not one of them */
};

static void check_rows(const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		at_end(rows[i].line);
		cr_expect(found.from == rows[i].from, "'%s': from %zu", rows[i].line, found.from);
		cr_expect(rows[i].yes == NULL || candidate(rows[i].yes), "'%s' offers %s", rows[i].line, rows[i].yes);
		cr_expect(rows[i].no == NULL || !candidate(rows[i].no), "'%s' does not offer %s", rows[i].line, rows[i].no);
	}
}
#define CHECK(rows) check_rows(rows, sizeof(rows) / sizeof((rows)[0]))

Test(complete, units)
{
	static const struct row rows[] = {
		{"5Gi", 1, "GiB", "GB"},
		{"5 Gi", 2, "GiB", "gib"},
		{"2 * 5Gi", 5, "GiB", NULL},
		{"5GiB/100M", 8, "MB", "min"},
		{"100M us", 5, "users", "ceil("},
		{"100 million us", 12, "users", NULL},
		{"5 mi", 2, "million", "min("},
		{"10kR", 2, "kRPS", NULL},
		{"80..120m", 7, "ms", NULL},
		{"1h30m", 4, "min", NULL},
		{"5 u", 2, "us", NULL},
		{"5 µ", 2, "µs", NULL},
		{"5 giga", 2, "gigabyte", "gigaRPS"},
		{"500 B/tw", 6, "tweet", "tweets"},
		{"500 req per s per ser", 18, "server", "servers"},
		{"x to ", 5, "B", NULL},
		{"x to b", 5, "best", NULL},
		{"x in MB/", 8, "s", "ceil("},
		{"x -> M", 5, "MB", NULL},
		{"x→M", 4, "MB", NULL},
		{"x to /", 6, "s", NULL},
		{"param size in m", 14, "min", "best"},
		{"param size in ", 14, "any", NULL},
		{"param size in [m", 15, "ms", NULL},
		{"0x1F", 0, NULL, "F"},
	};

	CHECK(rows);
}

Test(complete, names)
{
	static const struct row rows[] = {
		{"wri", 0, "writes", NULL},
		{"2 * wri", 4, "writes", "write"},
		{"2*wri", 2, "writes", NULL},
		{"2×wri", 3, "writes", NULL},
		{"ce", 0, "ceil(", NULL},
		{"x = ce", 4, "ceil(", "cells"},
		{"a = 1; b = wri", 11, "writes", NULL},
		{"(a + b) / ser", 10, "servers", NULL},
		{"writes/ser", 7, "servers", NULL},
		{"fl", 0, "fleet.", "fleet.servers"},
		{"fleet.s", 0, "fleet.servers", NULL},
		{"p", 0, "pi", NULL},
		{"re", 0, "ref.", "ref.dean_memory"},
		{"if x > 3 th", 9, "then", NULL},
		{"par", 0, "param", NULL},
		{"x = par", 4, NULL, "param"},
		{"3 * resource_e", 4, "resource_estimate(", NULL},
		{"resource_estimate(rp", 18, "rps=", NULL},
		{"resource_estimate(rps=3, cpu", 25, "cpu_per_request=", "rps="},
		{"use resource_e", 4, "resource_estimate(", NULL},
		{"show wri", 5, "writes", NULL},
		{"param wri", 6, NULL, "writes"},
		{"x = 3 \"wri", 0, NULL, "writes"},
		{"WRI", 0, "writes", NULL},
	};

	CHECK(rows);
}

Test(complete, commands)
{
	static const struct row rows[] = {
		{"", 0, "help", "writes"},
		{"he", 0, "help", NULL},
		{":he", 1, "help", NULL},
		{"hist", 0, "history", NULL},
		{"run resource_e", 4, "resource_estimate", NULL},
		{"run resource_estimate cp", 22, "cpu_per_request=", NULL},
		{"run resource_estimate rps=5k cp", 29, "cpu_per_request=", "rps="},
		{"run resource_estimate rps=", 26, "\"10k requests/s\"", NULL},
		{"run resource_estimate cpu_per_request=5m", 39, "ms", "MB"},
		{"run resource_estimate cpu_per_request=\"5 m", 41, "min", "miles"},
		{"help num", 5, "numbers", NULL},
		{"help kee", 5, NULL, "keys"},
		{"help ", 5, "functions", "ceil"},
		{"help cei", 5, "ceil", NULL},
		{"set ", 4, "precision", NULL},
		{"set color ", 10, "never", "auto always never"},
		{"set precision ", 14, "17", "1..17"},
		{"explain wri", 8, "writes", NULL},
		{"cells wri", 6, "writes", NULL},
		{"undo ", 5, NULL, "writes"},
		{"load = wri", 7, "writes", NULL},
		{"units Gi", 6, "GiB", NULL},
	};

	CHECK(rows);
}

/* After a value and a blank: what may continue from it. */
Test(complete, operators)
{
	static const struct row rows[] = {
		{"writes ", 7, "to", "servers"},
		{"writes ", 7, "=", "of"},
		{"servers ", 8, "of", "then"},
		{"x = writes ", 11, "/", "="},
		{"5 GB ", 5, "to", "tweets"},
		{"(writes) t", 9, "to", "then"},
		{"if servers > 3 and servers t", 27, "then", NULL},
		{"servers > writes ", 17, "to", "ceil("},
		{"yes ", 4, "and", "to"},
		{"10% ", 4, "of", NULL},
		{"writes s", 7, "servers", "to"},
		{"check ", 6, "writes", "to"},
		{"writes per ", 11, "s", "to"},
		{"max(writes, ", 12, "servers", "to"},
		{"x = nor", 4, "normal(", NULL},
		{"chart gr", 6, "growth(", "writes"},
	};

	CHECK(rows);
}

/* Questions want cells: what may be given another value first, or what is worked out. */
Test(complete, questions)
{
	static const struct row rows[] = {
		{"sweep wri", 6, "writes=", NULL},
		{"sweep writes=", 13, "20k tweets/s", NULL},
		{"sweep writes=10k tweets/s..20k tw", 31, "tweets", NULL},
		{"sweep servers=1..20 ", 20, ":", "to"},
		{"sweep servers=1..20 st", 20, "steps", NULL},
		{"sweep servers=1..20 log : ", 26, "load", "servers="},
		{"solve load > 3 ", 15, "for", NULL},
		{"solve load ", 11, "<=", NULL},
		{"solve load > 3/s for ser", 21, "servers", "servers="},
		{"what if ", 8, "servers=", NULL},
		{"what if servers=5 wri", 18, "writes=", NULL},
		{"what if servers=5, wri", 19, "writes=", NULL},
		{"what if servers=5 : lo", 20, "load", NULL},
		{"whatif servers=", 15, "12", NULL},
		{"what if q", 8, NULL, "quit"},
		{"explain lo", 8, "load", NULL},
		{"histogram wid", 10, "wide", NULL},
		{"sweep twitter da", 14, "dau=", "writes="},
		{"sweep twitter dau=", 18, "100M users", NULL},
		{"sweep twitter dau=1M..2M : bi", 27, "bill", NULL},
		{"solve twitter bill < $1M/month for da", 35, "dau", NULL},
		{"sensitivity twitter bi", 20, "bill", NULL},
		{"compare twitter twi", 16, "twitter", "dau="},
		{"rename writes se", 14, NULL, "servers"},
	};

	type("load = writes / servers");
	type("wide = 3..5 GB");
	CHECK(rows);
	at_end("sweep ");
	cr_expect(str_eq(found.items[0].heading, S("inputs")) && found.items[0].order == 0);
	cr_expect(str_eq(candidate("load=")->heading, S("worked out")) && candidate("load=")->order == 1);
	at_end("explain ");
	cr_expect(str_eq(found.items[0].text, S("load")) && str_eq(found.items[0].heading, S("answers")));
	at_end("histogram ");
	cr_expect(str_eq(found.items[0].text, S("wide")) && str_eq(found.items[0].heading, S("uncertain")));
}

static bool option(struct str line, const char *command, bool shell, option_offer_fn *offer, void *ctx,
                   const char **unit)
{
	if (str_ends(line, S("-o")) && shell)
		offer(ctx, S("-o"), str_from_c(command ? command : "none"), true);
	else if (str_find_char(line, '-', 0) < line.len)
		*unit = str_find_char(line, '@', 0) < line.len ? "/s" : str_find_char(line, ';', 0) < line.len ? "s" : "";
	else
		return false;
	return true;
}

/* Which options there are is lent. */
Test(complete, options)
{
	static const struct {
		const char *line, *yes, *no;
	} rows[] = {
		{"-o", "-o \tnone\n", NULL},
		{"run twitter -o", "-o \trun\n", NULL},
		{"--to=M", "--to=MB\t", "M\t"},
		{"-t M", "MB\t", NULL},
		{"-t MB/", "MB/s\t", "best"},
		{"-t ", "best\t", NULL},
		{"--gap;=5m", "--gap;=5ms\t", "MB"},
		{"--gap;=", NULL, "s\t"},
		{"--rate@=10", "--rate@=10/s \t", NULL},
		{"--rate@=10/m", "--rate@=10/min\t", "GB"},
		{"run twit", "twitter \t", NULL},
	};
	struct buf out = {0};

	complete_lend_options(option);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		buf_reset(&out);
		complete_print(session, 1000, str_from_c(rows[i].line), &out);
		cr_expect(rows[i].yes == NULL || strstr(buf_c(&out), rows[i].yes), "'%s': %s", rows[i].line, buf_c(&out));
		cr_expect(rows[i].no == NULL || !strstr(buf_c(&out), rows[i].no), "'%s': %s", rows[i].line, buf_c(&out));
	}
	buf_release(&out);
	complete_lend_options(NULL);
}

/* Formulas stand by their topics, in full where there is room, else a line for each. */
Test(complete, headings)
{
	struct buf out = {0};
	struct str rest, line;
	size_t lines = 0;

	at_end("run cache");
	complete_list(&found, 80, 24, &out);
	cr_expect(str_starts(buf_str(&out), S("Estimation\n")) || strstr(buf_c(&out), "\n\nCaching\ncache_"), "%s",
	          buf_c(&out));
	buf_reset(&out);
	at_end("run ");
	complete_list(&found, 60, 12, &out);
	for (rest = buf_str(&out); str_next_line(&rest, &line); lines++)
		cr_expect(utf8_width(line) < 60, "%.*s", STR(line));
	cr_expect(lines <= 12);
	cr_expect(strstr(buf_c(&out), "Server  ") && strstr(buf_c(&out), " and 2 more\n"), "%s", buf_c(&out));
	buf_reset(&out);
	complete_list(&found, 80, 24, &out);
	cr_expect(strstr(buf_c(&out), "\nBack-of-the-envelope  ") != NULL, "%s", buf_c(&out)); /* no "estimatio" */
	buf_release(&out);
}

Test(complete, each_candidate_says_what_it_is)
{
	static const char *const lines[] = {"",     "5 ",      "5G",     "x = ",       "x to ",
	                                    "run ", "help ",   "set ",   "set color ", "set preview ",
	                                    "c",    "writes ", "sweep ", "what if ",   "run resource_estimate "};

	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		at_end(lines[i]);
		cr_expect(found.count > 1, "'%s'", lines[i]);
		for (size_t k = 0; k < found.count; k++)
			cr_expect(found.items[k].help.len > 0, "'%s': %.*s", lines[i], STR(found.items[k].text));
	}
}

Test(complete, only_what_has_a_dot_is_a_group)
{
	at_end("x = p");
	cr_assert(candidate("pi") != NULL);
	cr_expect(str_starts(candidate("pi")->help, S("published figures")) == false, "%.*s", STR(candidate("pi")->help));
	at_end("x = re");
	cr_assert(candidate("ref.") != NULL);
	cr_expect(str_starts(candidate("ref.")->help, S("published figures")), "%.*s", STR(candidate("ref.")->help));
}

Test(complete, words_of_the_grammar_are_explained)
{
	const char *const *const lists[] = {parse_statement_words, parse_keywords, parse_form_words};

	for (size_t i = 0; i < 3; i++)
		for (const char *const *word = lists[i]; *word; word++) {
			struct wanted w = {.session = session, .out = &found, .typed = str_from_c(*word)};

			completion_reset(&found);
			i == 0 ? from_statements(&w) : i == 1 ? from_keywords(&w) : from_forms(&w);
			map_release(&w.seen);
			cr_expect(candidate(*word) && candidate(*word)->help.len > 0, "%s", *word);
		}
}

Test(complete, space_behind)
{
	static const struct {
		const char *line, *text;
		bool space;
	} rows[] = {
		{"he", "help", true},
		{"5Gi", "GiB", false},
		{"ce", "ceil(", false},
		{"run resource_e", "resource_estimate", true},
		{"run resource_estimate rp", "rps=", false},
		{"set pr", "precision", true},
		{"wri", "writes", false},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		at_end(rows[i].line);
		cr_assert(candidate(rows[i].text) != NULL, "row %zu", i);
		cr_expect(candidate(rows[i].text)->space == rows[i].space, "row %zu", i);
	}
}

Test(complete, only_what_is_before_the_cursor_counts)
{
	struct str line = S("2 * wri + 5GB");

	complete(session, COMMAND_PROMPT, line, 7, &found);
	cr_expect(candidate("writes") != NULL);
	complete(session, COMMAND_PROMPT, line, 1000, &found);
	cr_expect(eq(sz, found.from, 11));
}

Test(complete, common)
{
	at_end("5Gi");
	cr_expect(str_eq(complete_common(&found, S("Gi")), S("Gi")));
	at_end("5Gibi");
	cr_expect(str_eq(complete_common(&found, S("Gibi")), S("Gibit")));
	at_end("5gi");
	cr_expect(candidate("GiB") != NULL, "either case when nothing else fits");
	at_end("no_such_thing");
	cr_expect(eq(sz, found.count, 0));
	cr_expect(str_eq(complete_common(&found, S("no_such_thing")), S("no_such_thing")));
}

static char folder[400];

static void make_folder(void)
{
	const char *build = getenv("builddir");

	snprintf(folder, sizeof(folder), "%s%s", build ? build : "/tmp",
	         build ? "/tests/tmp/complete.XXXXXX" : "/complete.XXXXXX");
	cr_assert(mkdtemp(folder) != NULL);
	cr_assert(chdir(folder) == 0);
	fs_make_folder("sheets");
	fs_write("sheets/feed.bote", S("a = 1\n"));
	fs_write("sheets/notes.txt", S("text\n"));
	fs_write("two words.bote", S("a = 1\n"));
	fs_write(".hidden", S("text\n"));
}

static void remove_folder(void)
{
	static const char *const files[] = {"sheets/feed.bote", "sheets/notes.txt", "two words.bote", ".hidden"};

	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++)
		unlink(files[i]);
	rmdir("sheets");
	rmdir(folder);
}

Test(complete, files, .init = make_folder, .fini = remove_folder)
{
	static const struct row rows[] = {
		{"load s", 5, "sheets/", NULL},
		{"load sheets/", 5, "sheets/feed.bote", "sheets/notes.txt"},
		{"save sheets/", 5, "sheets/notes.txt", NULL},
		{"load sheets/n", 5, "sheets/notes.txt", NULL},
		{"load ", 5, "\"two words.bote\"", ".hidden"},
		{"load .", 5, ".hidden", "sheets/"},
		{"load \"two w", 5, "\"two words.bote\"", NULL},
		{"load nowhere/", 5, NULL, "sheets/"},
		{"run sheets/", 4, "sheets/feed.bote", NULL},
		{"load sheets/feed.bote s", 22, NULL, "sheets/"},
	};

	CHECK(rows);
	at_end("load s");
	cr_expect(not(candidate("sheets/")->space));
	at_end("load sheets/f");
	cr_expect(not(candidate("sheets/feed.bote")->space));
}

Test(complete, list)
{
	struct buf out = {0};
	struct str rest, line;
	size_t lines = 0;

	at_end("5Gi");
	complete_list(&found, 80, 24, &out);
	cr_expect(str_starts(buf_str(&out), S("GiB    gibibyte\n")), "%s", buf_c(&out));
	buf_reset(&out);
	complete_list(&found, 20, 24, &out);
	for (rest = buf_str(&out); str_next_line(&rest, &line);)
		cr_expect(line.len < 20, "%.*s", STR(line));
	buf_reset(&out);
	at_end("5 ");
	complete_list(&found, 80, 10, &out);
	for (rest = buf_str(&out); str_next_line(&rest, &line); lines++)
		cr_expect(line.len <= 80, "%.*s", STR(line));
	cr_expect(lines <= 10);
	cr_expect(str_ends(buf_str(&out), S("more: type a letter\n")), "%s", buf_c(&out));
	buf_release(&out);
}

Test(complete, shell)
{
	static const struct {
		const char *line, *yes, *no;
	} rows[] = {
		{"", "help \t", "undo"},
		{"form", "formulas \t", NULL},
		{"5 Gi", "GiB\t", NULL},
		{"5GiB/100M", "5GiB/100MB\t", NULL},
		{"'10 GB / 5Gi", "10 GB / 5GiB\t", NULL},
		{"-p 3 run resource_e", "resource_estimate \t", NULL},
		{"run resource_estimate rp", "rps=\t", NULL},
		{"run resource_estimate rps=", "rps=10k requests/s\t", "\""},
		{"run resource_estimate rps=5R", "rps=5RPS\t", NULL},
		{"help num", "numbers\t", NULL},
		{"load ", NULL, "sheets"},
	};
	struct buf out = {0};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		buf_reset(&out);
		complete_print(session, 1000, str_from_c(rows[i].line), &out);
		cr_expect(rows[i].yes == NULL || strstr(buf_c(&out), rows[i].yes), "'%s': %s", rows[i].line, buf_c(&out));
		cr_expect(rows[i].no == NULL || !strstr(buf_c(&out), rows[i].no), "'%s': %s", rows[i].line, buf_c(&out));
	}
	buf_release(&out);
}

Test(complete, labs)
{
	static const struct row rows[] = {
		{"la", 0, "lab.", NULL},
		{"2 * lab.", 4, "lab.queue(", "queue"},
		{"lab.qu", 0, "lab.quorum(", "lab.ring("},
		{"lab.queue(", 10, "workers=", "nodes="},
		{"lab.queue(workers=3, ", 21, "arrivals=", "workers="},
		{"lab.queue(workers=3).", 21, "wait_p99", "workers"},
		{"1 s + lab.queue(workers=min(3, 4)).wa", 35, "wait", "busy"},
		{"resource_estimate(rps = 10k RPS).co", 33, "cores", "rps"},
		{"lab ", 4, "queue", "lab.queue("},
		{"lab q", 4, "quorum", NULL},
	};

	CHECK(rows);
}

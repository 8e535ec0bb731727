/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sheets to documents, and what the document says; built through a session, as the program does. */
#include <stdio.h>

#include "rows.h"

#include "report/build.h"
#include "session/session.h"
#include "show/chart.h"
#include "show/writer.h"

struct fixture {
	struct session *session;
	struct sheet *sheet;
	struct outcome outcome;
	struct doc *doc;
};

/* The document of a sheet's text; NULL when there is an error. */
static struct doc *build(struct fixture *f, const char *text)
{
	struct report_options options = {0};

	f->session = session_new((struct str){0});
	outcome_init(&f->outcome);
	f->sheet = sheet_new(session_engine(f->session), session_library(f->session), session_facts(f->session));
	options.format = session_format(f->session);
	options.facts = session_facts(f->session);
	options.sure = 0.95;
	options.title = S("fallback");
	options.origin.version = S("1.0");
	f->doc = NULL;
	if (sheet_load(f->sheet, S("t.bote"), (struct str){0}, str_from_c(text), &f->outcome.diag) &&
	    sheet_recalc(f->sheet, &f->outcome.diag))
		f->doc = report_build(f->sheet, &options, &f->outcome.arena, &f->outcome.diag);
	return f->doc;
}

static void finish(struct fixture *f)
{
	sheet_free(f->sheet);
	outcome_release(&f->outcome);
	session_free(f->session);
}

static const struct doc_block *find(const struct doc *d, enum doc_kind kind)
{
	const struct doc_block *b = d->first;

	while (b && b->kind != kind)
		b = b->next;
	return b;
}

static const struct doc_table *table(const struct doc *d, const char *id)
{
	for (const struct doc_block *b = d->first; b; b = b->next)
		if (b->kind == DOC_TABLE && strcmp(b->table->id, id) == 0)
			return b->table;
	cr_assert_fail("no table %s", id);
	return NULL;
}

/* The first block after the summary. */
static const struct doc_block *behind_summary(const struct doc *d)
{
	const struct doc_block *b = d->first;

	while (b && !b->page)
		b = b->next;
	return b;
}

Test(build, title_answer_and_verdict)
{
	struct fixture f;
	const struct doc *d = build(&f, "# A <title>\nparam a = 3 GB \"A\"\nb = a * 2 \"Twice\"\ncheck b < 10 GB "
	                                "\"fits\"\ncheck b > 7 GB \"is large\"\nshow b, b to MB\n");

	cr_assert(d);
	expect_str(0, d->title, S("A <title>"));
	cr_assert_eq(d->answer_count, 2);
	expect_str(1, d->answers[0].name, S("b"));
	expect_str(2, d->answers[0].label, S("Twice"));
	expect_str(3, d->answers[0].value.text, S("6 GB"));
	cr_expect(d->answers[0].value.exact);
	expect_str(4, d->answers[1].label, S("Twice"));
	expect_str(5, d->answers[1].value.text, S("6,000 MB"));
	cr_expect(d->failed);
	expect_str(6, d->verdict, S("1 of 2 checks fails: is large."));
	cr_expect_eq(d->origin.hash.len, 64);
	finish(&f);
}

Test(build, what_is_shown_when_nothing_says_so)
{
	static const struct {
		const char *text, *names;
	} rows[] = {
		{"a = 3\nb = a * 2 \"B\"\nc = b * 2 \"C\"\n", "b c "},
		{"a = 3\nb = a * 2\nc = b * 2\n", "c "},
		{"a = 3\na * 2\n", "a × 2 "},
		{"a = 3 \"A\"\n", ""},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct fixture f;
		const struct doc *d = build(&f, rows[i].text);
		struct buf names = {0};

		cr_assert(d);
		expect_str(i, d->title, S("fallback"));
		for (uint32_t k = 0; k < d->answer_count; k++)
			buf_printf(&names, "%.*s ", STR(d->answers[k].name));
		expect_str(i, buf_str(&names), str_from_c(rows[i].names));
		buf_release(&names);
		finish(&f);
	}
}

Test(build, prose_is_filled_in)
{
	static const struct {
		const char *prose, *want;
	} rows[] = {
		{"plain", "plain"},
		{"{b}", "6,000 tweets/s"},
		{"{b * 2 to tweets/min}, {a}.", "720,000 tweets/min, 3,000 tweets/s."},
		{"{ b }{a}", "6,000 tweets/s3,000 tweets/s"},
		{"{{b}} and } and {", "{b} and } and {"},
		{"é {1 / 3} ü", "é 0.3333 ü"},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct fixture f;
		struct buf text = {0};
		const struct doc *d;

		buf_printf(&text, "> %s\na = 3k tweets/s\nb = a * 2\n", rows[i].prose);
		d = build(&f, buf_c(&text));
		cr_assert(d, "row %zu", i);
		expect_str(i, d->sentence, str_from_c(rows[i].want));
		buf_release(&text);
		finish(&f);
	}
}

Test(build, faulty_placeholders_have_a_caret)
{
	static const struct {
		const char *text, *word, *hint;
		uint32_t line;
	} rows[] = {
		{"widgets = 3\n> é {widgts} x\n", "widgts", "did you mean 'widgets'?", 2},
		{"abc = 3\n\n\n>  two {abc} and {abc + ]} x\n", "]", NULL, 4},
		{"> {}\n", "{}", NULL, 1},
		{"> {3 GB + 2 min}\n", "+", NULL, 1},
		{"> {1 / 0}\n", "/", NULL, 1},
		{"> {abc to GBx}\nabc = 3 GB\n", "GBx", NULL, 1},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct fixture f;
		const struct diag_item *e;

		cr_assert_null(build(&f, rows[i].text), "row %zu", i);
		e = f.outcome.diag.error;
		cr_assert(e, "row %zu", i);
		expect_str(i, source_text(&e->source, e->at), str_from_c(rows[i].word));
		cr_expect_eq(source_place(&e->source, e->at.start).line, rows[i].line, "row %zu", i);
		if (rows[i].hint)
			expect_str(i, e->hint, str_from_c(rows[i].hint));
		finish(&f);
	}
}

Test(build, paragraphs_and_lists)
{
	struct fixture f;
	const struct doc *d = build(
		&f, "> one\n> two\n\n> three\n>\n> four\n> - item {1 + 1}\n>   more\n> - item 3\na = 1\nb = a + 1\n");
	const struct doc_block *b;

	cr_assert(d);
	expect_str(0, d->sentence, S("one two"));
	b = behind_summary(d);
	expect_str(1, b->text, S("three"));
	b = b->next;
	expect_str(2, b->text, S("four"));
	b = b->next;
	cr_assert_eq(b->kind, DOC_LIST);
	cr_assert_eq(b->count, 2);
	expect_str(3, b->items[0], S("item 2 more"));
	expect_str(4, b->items[1], S("item 3"));
	finish(&f);
}

Test(build, assumptions_as_typed)
{
	static const char text[] = "param users = 365M users \"People\" from \"a book\"\n"
							   "param price = $0.02/GB \"Price\"\n"
							   "year = 365 \"Days\"\n"
							   "share = 10% \"Share\"\n"
							   "loss = -2.5 GB\n"
							   "span = 2 h 30 min\n"
							   "big = 2^40 bytes\n"
							   "half = users / 2\n"
							   "param other = half * 2 \"Computed\"\n"
							   "use resource_estimate(rps = 20k/s, target_util = 70%) as fleet\n"
							   "t = ref.l1_cache * 2\n"
							   "show fleet.servers\n";
	static const char *const want[][5] = {
		{"users", "People", "365M", "users", "a book"},
		{"price", "Price", "$0.02", "/GB", "guess"},
		{"year", "Days", "365", "", "guess"},
		{"share", "Share", "10%", "", "guess"},
		{"loss", "", "-2.5", "GB", "guess"},
		{"span", "", "2 h 30 min", "", "guess"},
		{"big", "", "2^40", "bytes", "guess"},
		{"other", "Computed", "365 million", "users", "guess"},
		{"fleet.rps", "Request rate", "20k", "/s", "guess"},
		{"fleet.cpu_per_request", "CPU time of one request", "10", "ms/request", "resource_estimate: the article"},
		{"fleet.cores_per_server", "Cores in one server", "4", "cores/server", "resource_estimate: the article"},
		{"fleet.target_util", "Utilisation planned for", "70%", "", "guess"},
		{"ref.l1_cache", NULL, "0.5", "ns", NULL},
	};
	struct fixture f;
	const struct doc *d = build(&f, text);
	const struct doc_table *t;

	cr_assert(d);
	t = table(d, "assumptions");
	cr_assert_eq(t->row_count, COUNT(want));
	for (uint32_t i = 0; i < t->row_count; i++)
		for (uint32_t k = 0; k < 5; k++)
			if (want[i][k])
				expect_str(i, table_text(t, i, k == 0 ? 1 : k == 1 ? 0 : k), str_from_c(want[i][k]));
	finish(&f);
}

/* Two that are the same in all but their names are one row for people; one that differs in anything is not. */
Test(build, equal_assumptions_are_joined)
{
	static const struct {
		const char *lines, *names; /* of the rows that people see */
	} rows[] = {
		{"param a = 3 \"Copies\"\nparam b = 4 \"Other\"\nparam c = 3 \"Copies\"\n", "a,c b"},
		{"param a = 3 \"Copies\"\nparam b = 3 \"Copies\"\nparam c = 3 \"Copies\"\n", "a,b,c"},
		{"param a = 3 \"Copies\"\nparam b = 4 \"Copies\"\n", "a b"},
		{"param a = 3 GB \"Copies\"\nparam b = 3 MB \"Copies\"\n", "a b"},
		{"param a = 3 \"Copies\" from \"x\"\nparam b = 3 \"Copies\"\n", "a b"},
		{"param a = 3\nparam b = 3\n", "a b"},
		{"## One\nparam a = 3 \"Copies\"\n## Two\nparam b = 3 \"Copies\"\n", "a b"},
		{"use resource_estimate(rps = 20k/s, target_util = 60%) as x\nuse resource_estimate(rps = 10k/s, target_util = "
	     "60%) as y\nshow x.servers, y.servers\n",
	     "x.rps x.cpu_per_request,y.cpu_per_request x.cores_per_server,y.cores_per_server x.target_util,y.target_util "
	     "y.rps"},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct fixture f;
		const struct doc *d = build(&f, rows[i].lines);
		const struct doc_table *t;
		struct buf names = {0};
		uint32_t seen = 0;

		cr_assert(d);
		t = table(d, "assumptions");
		for (uint32_t k = 0; k < t->row_count; k = doc_next_row(t, k), seen++)
			for (uint32_t n = k; n < doc_next_row(t, k); n++)
				buf_printf(&names, "%s%.*s", n > k ? "," : k ? " " : "", STR(table_text(t, n, 1)));
		expect_str(i, buf_str(&names), str_from_c(rows[i].names));
		cr_expect_eq(doc_seen_rows(t), seen, "row %zu", i);
		buf_release(&names);
		finish(&f);
	}
}

Test(build, defaults_of_formulas_that_are_called)
{
	struct fixture f;
	const struct doc *d = build(&f, "k = resource_estimate(20k/s, cores_per_server = 8 cores/server)\n");
	const struct doc_table *t;

	cr_assert(d);
	t = table(d, "assumptions");
	cr_assert_eq(t->row_count, 2);
	expect_str(0, table_text(t, 0, 1), S("resource_estimate.cpu_per_request"));
	expect_str(1, table_text(t, 1, 1), S("resource_estimate.target_util"));
	finish(&f);
}

Test(build, steps_in_their_sections)
{
	struct fixture f;
	const struct doc *d = build(&f, "# T\nparam n = 3k users\n## Empty\n## Load\nrate = n * 2 req/user/s \"Load\"\n> "
	                                "between\n### Deep\nx = rate / 7\n");
	static const struct {
		enum doc_kind kind;
		const char *text;
	} want[] = {
		{DOC_HEADING, "Assumptions"},
		{DOC_TABLE, ""},
		{DOC_HEADING, "Load"},
		{DOC_STEPS, ""},
		{DOC_PROSE, "between"},
		{DOC_HEADING, "Deep"},
		{DOC_STEPS, ""},
		{DOC_HEADING, "Sanity checks"},
		{DOC_TABLE, ""},
		{DOC_PROSE, "Users is within what is usual."},
	};
	const struct doc_block *b;
	const struct doc_step *s;
	size_t i = 0;

	cr_assert(d);
	for (b = behind_summary(d); b && i < COUNT(want); b = b->next, i++) {
		cr_expect_eq(b->kind, want[i].kind, "row %zu", i);
		expect_str(i, b->text, str_from_c(want[i].text));
	}
	cr_expect(!b && i == COUNT(want));
	s = find(d, DOC_STEPS)->steps;
	expect_str(0, s->name, S("rate"));
	cr_assert_eq(s->count, 3);
	expect_str(1, s->lines[0].text, S("n × 2 req/user/s"));
	expect_str(2, s->lines[1].text, S("3,000 users × 2 req/user/s"));
	expect_str(3, s->lines[2].sign, S("="));
	expect_str(4, s->lines[2].text, S("6,000 requests/s"));
	finish(&f);
}

/* Before they are multiplied, what is added in brackets is in one unit: a line of its own, of signs of one kind. */
Test(build, sums_are_in_one_unit)
{
	static const struct {
		const char *expr, *line; /* the last but one */
	} rows[] = {
		{"(1 GB + 5 MB) * 3/day", "(1 GB + 0.005 GB) × 3/day"},
		{"3 * (1 GB + 5 MB)", "3 × (1 GB + 0.005 GB)"},
		{"(5 MB + 1 GB) * 2", "(5 MB + 1,000 MB) × 2"},
		{"(1 GB + 500 MB + 20 GiB) * 2/s", "(1 GB + 0.5 GB + 21.475 GB) × 2/s"},
		{"(10 ms + 2 s) * 5", "(10 ms + 2,000 ms) × 5"},
		{"(2 s - 10 ms) * 5", "(2 s - 0.01 s) × 5"},
		{"(small + large) * 5", "(10 ms + 2,000 ms) × 5"},
		{"(users * 1 GB + 5 MB) * 2", "(100 GB + 0.005 GB) × 2"},
		{"(small * 3 + large / 4) * 5", "(30 ms + 500 ms) × 5"},
		{"(3 requests/s * 1 day + 800 requests) * 2", "(259,200 requests + 800 requests) × 2"},
		{"(10 ms + 2 s) * 5 requests/s", "(10 ms + 2,000 ms) × 5 requests/s ÷ 1,000 ms/s"},
		{"(2 TB - 5 GB) / 1 day", "(2 TB - 0.005 TB) / 1 day"},
		{"4 GB / (2 * (1 GB + 5 MB))", "4 GB / (2 × (1 GB + 0.005 GB))"},
		{"3 * (1 GB + 5 MB) * (2/day + 1/h) / 2", "3 × (1 GB + 0.005 GB) × (2/day + 24/day) / 2"},
		{"(1 day + 2 h) * 100 MB/s", "(1 day + 0.083333 days) × 100 MB/s × 86,400 s/day"},
		{"(1 GB + 5 MB) * 8/s to Gbps", "(1 GB + 0.005 GB) × 8/s × 8 bit/B"},
		{"(1 GB + 5 MB) * 3 + 2 GB", "(1 GB + 0.005 GB) × 3 + 2 GB"},
		{"ceil((1 h + 2 min) * 3/s)", "ceil((1 h + 0.033333 h) × 3/s × 3,600 s/h)"},
		/* so is what a largest or smallest one is given, where that is a factor */
		{"max(0/s, 17/s - 434/min) * 2 h", "max(0/s, 17/s - 434/min ÷ 60 s/min) × 2 h × 3,600 s/h"},
		{"2 h * max(0/s, 17/s - 4/min)", "2 h × max(0/s, 17/s - 4/min ÷ 60 s/min) × 3,600 s/h"},
		{"max(0/s, 17/s - 4/s) * 10 min", "max(0/s, 17/s - 4/s) × 10 min × 60 s/min"},
		{"max(0/s, 17/s - 4/s) * 10 s", "max(0/s, 17/s - 4/s) × 10 s"},
		{"10 GB / min(1 GB/s, 5 GB/min + 2 GB/s) to min",
	     "10 GB / min(1 GB/s, 5 GB/min ÷ 60 s/min + 2 GB/s) ÷ 60 s/min"},
		{"min(5 MB, 4 Mbit) * 3/s", "min(5 MB, 4 Mbit ÷ 8 bit/B) × 3/s"},
		{"(max(0/s, 3/s - 1/min) * 2 min) * 5", "max(0/s, 3/s - 1/min ÷ 60 s/min) × 2 min × 5 × 60 s/min"},
		{"max(1/s, 5/min) * 10 s + 3", "max(1/s, 5/min ÷ 60 s/min) × 10 s + 3"},
		{"max(1, 2 + 3) * 10 s", "max(1, 2 + 3) × 10 s"},
		/* a sum of data that stands alone is in the unit of its result */
		{"1 GB + 5 MB", "1 GB + 0.005 GB"},
		{"2 GiB + 3 GB", "2.1475 GB + 3 GB"},
		{"2 GiB + 3 GB to GiB", "2 GiB + 2.794 GiB"},
		{"1 TB - 300 GB", "1,000 GB - 300 GB"},
		{"93.86 TB + 336 GB", "93.86 TB + 0.336 TB"},
		{"users * 32 GB + 1 TB", "3.2 TB + 1 TB"},
		{"2 * 3 GB + 4 * 5 MB", "6 GB + 0.02 GB"},
		{"5 GB - 5 MB * 3", "5 GB - 0.015 GB"},
		{"1 GB/day + 5 MB/h", "1 GB/day + 0.12 GB/day"},
		{"10 Mbit/s + 1 MB/s", "1.25 MB/s + 1 MB/s"},
		{"if small < large then 1 GB + 5 MB else 1 GB", "1 GB + 0.005 GB"},
		{"$5 + 30 cents", "$5 + $0.30"},
		{"$5 - 30 cents", "$5 - $0.30"},
		{"$3/GB + 5 cents/GB", "$3/GB + $0.05/GB"},
		{"$5 + $3", "$5 + $3"},
		/* times are converted where they stand, each by itself, those that differ by a prefix too */
		{"30 ms + 160 us", "30 ms + 160 us ÷ 1,000 µs/ms"},
		{"small + large", "10 ms + 2 s × 1,000 ms/s"},
		{"small * 2 + 1 request / (4 requests/s)", "10 ms × 2 + 1 request / 4 requests/s × 1,000 ms/s"},
		{"30 ms + 5 ms", "30 ms + 5 ms"},
		/* nothing to bring to one unit, or nothing left of it there */
		{"(1 GB + 2 GB) * 3/day", "(1 GB + 2 GB) × 3/day"},
		{"1 GB + 5 GB", "1 GB + 5 GB"},
		{"5 MB + 3 B", "5 MB + 3 B"},
		{"3 TB + 1 kB", "3 TB + 1 kB"},
		{"1..2 GB + 5 MB", "1..2 GB + 5 MB"},
		{"(1 TB + 5 B) * 2", "(1 TB + 5 B) × 2"},
		{"(1 + 20%) * 1 GB", "(1 + 20%) × 1 GB"},
		{"(1..2 GB + 5 MB) * 2", "(1..2 GB + 5 MB) × 2"},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct fixture f;
		char sheet[200];
		const struct doc_step *s;

		snprintf(sheet, sizeof sheet, "param users = 100 users\nparam small = 10 ms\nparam large = 2 s\nx = %s\n",
		         rows[i].expr);
		s = find(build(&f, sheet), DOC_STEPS)->steps;
		cr_assert_geq(s->count, 2, "row %zu", i);
		expect_str(i, s->lines[s->count - 2].text, str_from_c(rows[i].line));
		finish(&f);
	}
}

Test(build, checks_in_the_unit_of_their_limit)
{
	static const struct {
		const char *check, *value, *must, *used;
		bool holds;
	} rows[] = {
		{"a < 20k tweets/s", "≈ 11,570 tweets/s", "< 20k tweets/s", "58 %", true},
		{"a <= cap", "≈ 11,570 tweets/s", "≤ 11,000 tweets/s", "105 %", false},
		{"a >= 1 tweet/s", "≈ 11,570 tweets/s", "≥ 1 tweet/s", "", true},
		{"b < 100%", "99.96%", "< 100%", "99.96 %", true},
		{"a > 0 tweets/s and b < 1", "", "", "", true},
		{"[1 s, 3 s] < 2 s", "[1, 3] s", "< 2 s", "", false},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct fixture f;
		struct buf text = {0};
		const struct doc *d;
		const struct doc_check *c;

		buf_printf(&text, "a = 1bn tweets/day\ncap = 11k tweets/s\nb = 99.96%%\ncheck %s \"it\"\n", rows[i].check);
		d = build(&f, buf_c(&text));
		cr_assert(d, "row %zu", i);
		c = find(d, DOC_CHECKS)->checks;
		expect_str(i, c->label, S("it"));
		expect_str(i, c->must, str_from_c(rows[i].must));
		expect_str(i, c->used, str_from_c(rows[i].used));
		cr_expect_eq(c->holds, rows[i].holds, "row %zu", i);
		if (c->must.len)
			expect_str(i, doc_value_signed(&f.outcome.arena, &c->value), str_from_c(rows[i].value));
		buf_release(&text);
		finish(&f);
	}
}

Test(build, ranges)
{
	static const struct {
		const char *typed, *value, *unit;
	} rows[] = {
		{"80M..120M users", "80M … 120M", "users"}, {"80 to 120 ms", "80 … 120", "ms"}, {"5 ms..10 ms", "5 … 10", "ms"},
		{"5 ms .. 1 s", "5 ms .. 1 s", ""},         {"2 MB ± 20%", "2 ± 20%", "MB"},    {"10 +- 2", "10 +- 2", ""},
		{"$0.02..0.05/GB", "$0.02 … 0.05", "/GB"},  {"-5..5 GB", "-5 … 5", "GB"},       {"80%..90%", "80% … 90%", ""},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct fixture f;
		struct buf text = {0};
		const struct doc *d;
		const struct doc_table *t;

		buf_printf(&text, "> It is {b}.\na = %s \"A\"\nb = a * 2 \"B\"\n", rows[i].typed);
		d = build(&f, buf_c(&text));
		cr_assert(d, "row %zu", i);
		t = table(d, "assumptions");
		expect_str(i, table_text(t, 0, 2), str_from_c(rows[i].value));
		expect_str(i, table_text(t, 0, 3), str_from_c(rows[i].unit));
		cr_expect(str_contains_nocase(d->provenance, S("90 %")), "row %zu", i);
		expect_str(i, d->origin.sampling, S("65,536 samples, seed 0"));
		cr_expect(str_contains_nocase(d->sentence, S(" … ")) && !str_contains_nocase(d->sentence, S("90 %")),
		          "row %zu: %.*s", i, STR(d->sentence));
		buf_release(&text);
		finish(&f);
	}
}

Test(build, nothing_is_said_of_ranges_where_there_are_none)
{
	struct fixture f;
	const struct doc *d = build(&f, "a = 2\nb = a * 2\n");

	cr_assert(d);
	cr_expect(!str_contains_nocase(d->provenance, S("90 %")));
	cr_expect_eq(d->origin.sampling.len, 0);
	finish(&f);
}

Test(build, uncertain_checks_hold_when_that_is_sure)
{
	static const struct {
		const char *check, *verdict;
		bool holds;
	} rows[] = {
		{"a < 1000 ms", "holds practically always (> 99.9 %)", true},
		{"a < 100 ms", "fails (holds in 50 % of cases)", false},
		{"a > 10 s", "fails (holds in < 0.1 % of cases)", false},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct fixture f;
		struct buf text = {0};
		const struct doc_check *c;

		buf_printf(&text, "a = 100 ± 20 ms\ncheck %s\n", rows[i].check);
		cr_assert(build(&f, buf_c(&text)), "row %zu", i);
		c = find(f.doc, DOC_CHECKS)->checks;
		expect_str(i, writer_verdict(&f.outcome.arena, c), str_from_c(rows[i].verdict));
		cr_expect_eq(c->holds, rows[i].holds, "row %zu", i);
		buf_release(&text);
		finish(&f);
	}
}

/* What is worked out in a check is in the unit of the limit, and so is its range; a time with a name reads as
 * elsewhere. */
Test(build, a_range_in_the_unit_of_its_limit)
{
	static const struct {
		const char *check, *value, *range;
	} rows[] = {
		{"1 * a < 1 s", "≈ 0.098 s", "0.08 … 0.12 s"},
		{"a < 1 s", "≈ 98 ms", "80 … 120 ms"},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct fixture f;
		struct buf text = {0};
		const struct doc_check *c;

		buf_printf(&text, "a = 80..120 ms\ncheck %s\n", rows[i].check);
		cr_assert(build(&f, buf_c(&text)));
		c = find(f.doc, DOC_CHECKS)->checks;
		expect_str(i, doc_value_signed(&f.outcome.arena, &c->value), str_from_c(rows[i].value));
		expect_str(i, c->value.range, str_from_c(rows[i].range));
		buf_release(&text);
		finish(&f);
	}
}

Test(build, charts_where_they_say_something)
{
	static const struct {
		const char *text;
		int kind; /* -1: none */
		uint32_t parts;
	} rows[] = {
		{"a = 1 GB\nb = 2 GB\nc = a + b + 3 * a \"C\"\n", CHART_BREAKDOWN, 3},
		{"a = 1 user\nb = 2 users\nc = a + b \"C\"\n", CHART_BREAKDOWN, 2},
		{"a = 10\nc = floor(a / 2) + 1 \"C\"\n", -1, 0},
		{"a = 3 GB\nb = 2 GB\nc = a + b - a \"C\"\n", -1, 0},
		{"a = -3 GB\nb = 5 GB\nc = a + b \"C\"\n", -1, 0},
		{"a = 3 ms\nb = 5 ms\nc = a + b to s \"C\"\n", CHART_WATERFALL, 2},
		{"a = 3 ms\nc = 2 * a + a \"C\"\n", CHART_BREAKDOWN, 2},
		{"a = 3 ms\nc = 2 * a + a \"C\"\ncheck c < 1 s\n", CHART_WATERFALL, 2},
		{"a = 3..5 ms\nc = 2 * a \"C\"\ncheck c < 9 ms\n", CHART_HISTOGRAM, 0},
		{"a = 3..5 ms\nc = 2 * a \"C\"\ncheck c < 1 s\n", -1, 0}, /* no case comes near */
		{"a = [1 ms, 2 ms]\nb = 3 ms\nc = a + b \"C\"\n", -1, 0},
		{"c = 2 h 30 min \"C\"\nd = c * 2 \"D\"", -1, 0},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct fixture f;
		const struct doc *d = build(&f, rows[i].text);
		const struct doc_block *b;

		cr_assert(d, "row %zu", i);
		b = find(d, DOC_FIGURE);
		cr_expect_eq(b ? (int)b->chart->kind : -1, rows[i].kind, "row %zu", i);
		if (b)
			cr_expect_eq(b->chart->item_count, rows[i].parts, "row %zu", i);
		if (b && b->chart->kind == CHART_WATERFALL)
			cr_expect_eq(b->chart->base > 0, find(d, DOC_CHECKS) != NULL, "row %zu", i);
		finish(&f);
	}
}

Test(build, scenarios_beside_the_base)
{
	struct fixture f;
	const struct doc *d = build(&f, "param a = 2 GB \"A\"\nparam n = 3\nb = a * n \"B\"\nscenario \"launch <1>\": a = "
	                                "20 GB\nscenario \"two\": n = 6, a = 1 GB\n");
	static const char *const want[][5] = {
		{"A, GB", "a", "2", "20 (×10)", "1 (×0.5)"},
		{"", "n", "3", "3", "6 (×2)"},
		{"B, GB", "b", "6", "60 (×10)", "6"},
	};
	const struct doc_table *t;

	cr_assert(d);
	t = table(d, "scenarios");
	expect_str(1, t->columns[3].title, S("launch <1>"));
	cr_assert_eq(t->row_count, 3);
	for (uint32_t i = 0; i < 3; i++)
		for (uint32_t k = 0; k < 5; k++)
			expect_str(i, table_text(t, i, k), str_from_c(want[i][k]));
	finish(&f);
	d = build(&f, "a = 2 GB\nb = a * 3 \"B\"\nrequire a < 10 GB \"small\"\nscenario \"large\": a = 20 GB\n");
	cr_expect_null(d);
	cr_expect_eq(f.outcome.diag.error->kind, DIAG_REQUIRE);
	finish(&f);
}

/* What does not change is a sentence. */
Test(build, the_same_in_all_scenarios)
{
	struct fixture f;
	const struct doc *d = build(
		&f, "param a = 2 GB\nparam n = 3\nb = a * n \"B\"\nc = n * 2 \"C\"\nscenario \"more\": a = 4 GB\n");
	bool said = false;

	cr_assert(d);
	for (const struct doc_block *b = d->first; b; b = b->next)
		said = said || (b->kind == DOC_PROSE && str_eq(b->text, S("The same in all of them: C (6).")));
	cr_expect(said);
	cr_expect_eq(table(d, "scenarios")->row_count, 2);
	finish(&f);
}

/* Names of scenarios are no part of the sentence's grammar: whatever they are, they stand in quotes. */
Test(build, scenarios_by_name_in_the_verdict)
{
	static const char *const rows[][2] = {
		{"video", "The check holds; in “video” it does not."},
		{"twice the users", "The check holds; in “twice the users” it does not."},
		{"without a cache", "The check holds; in “without a cache” it does not."},
		{"twice as fresh", "The check holds; in “twice as fresh” it does not."},
		{"at night", "The check holds; in “at night” it does not."},
	};

	for (unsigned i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct fixture f;
		char sheet[200];

		snprintf(sheet, sizeof sheet, "param a = 2 GB\nb = a * 3\ncheck b < 12 GB\nscenario \"%s\": a = 9 GB\n",
		         rows[i][0]);
		const struct doc *d = build(&f, sheet);
		cr_assert(d);
		expect_str(i, d->verdict, str_from_c(rows[i][1]));
		finish(&f);
	}
}

/* The first page: large numbers, what the checks allow, and how far each holds. */
Test(build, summary)
{
	struct fixture f;
	const struct doc *d = build(&f, "# T\n> It is {x}.\n> - a list\nparam a = 2 GB \"Size\"\nparam n = 3 \"Copies\" "
	                                "from \"the team\"\nx = a * n \"All\"\ny = x / 1 s \"Rate\"\n"
	                                "check x < 12 GB \"fits\"\ncheck y >= 1 GB/s \"fast\"\nscenario \"more\": a = 5 "
	                                "GB\nshow y\nshow x \"headline\"\n");
	static const char *const want[][5] = {
		{"fits", "6 GB ✓", "< 12 GB, now 50 % of the limit", "15 GB ✗", "Size: 4 GB (2×)"},
		{"fast", "6 GB/s ✓", "≥ 1 GB/s", "15 GB/s ✓", "Size: 333 MB (0.17×)"},
	};
	const struct doc_table *t;

	cr_assert(d);
	expect_str(0, d->sentence, S("It is 6 GB."));
	expect_str(1, d->verdict, S("Both checks hold; in “more” one does not."));
	cr_assert_eq(d->headline_count, 1);
	expect_str(2, d->answers[0].name, S("x"));
	expect_str(3, d->answers[0].limit, S("limit 12 GB"));
	t = find(d, DOC_CHECKS)->table;
	for (uint32_t i = 0; i < 2; i++)
		for (uint32_t k = 0; k < 5; k++)
			expect_str(i, table_text(t, i, k), str_from_c(want[i][k]));
	t = table(d, "rests");
	expect_str(4, table_text(t, 0, 2), S("guess"));
	expect_str(5, table_text(t, 1, 2), S("the team"));
	finish(&f);
	cr_expect_null(build(&f, "a = 2\nshow a \"large\"\n"));
	finish(&f);
}

Test(build, what_moves_an_uncertain_answer)
{
	struct fixture f;
	const struct doc *d = build(&f, "a = 1..3 GB\nn = 9..11\nk = 4\nb = a * n * k \"B\"\ncheck b < 100 GB\n");
	const struct doc_block *b;

	cr_assert(d);
	b = find(d, DOC_FIGURE);
	cr_assert_eq(b->chart->kind, CHART_HISTOGRAM);
	b = b->next;
	cr_assert_eq(b->chart->kind, CHART_TORNADO);
	cr_assert_eq(b->chart->item_count, 2);
	expect_str(0, b->chart->items[0].label, S("a"));
	expect_str(1, b->chart->items[1].label, S("n"));
	cr_expect(str_contains_nocase(b->note, S("a and n matter most")), "%.*s", STR(b->note));
	finish(&f);
}

/* The number of an answer is in every format with the same digits. */
Test(build, formats_agree)
{
	struct fixture f;
	const struct doc *d = build(&f, "# T\n> It is {x}.\na = 10bn tweets/day\nx = a / 7 \"It\"\nshow x\n");
	struct report_style style = {.width = 200};

	cr_assert(d);
	for (unsigned i = 0; i < report_format_count; i++) {
		struct buf out = {0};

		if (report_formats[i].binary)
			continue;
		cr_expect(report_formats[i].write(d, &style, &out, &f.outcome.diag), "row %u", i);
		cr_expect(str_contains_nocase(buf_str(&out), S("1.429 billion tweets/day")), "row %u: %s", i, buf_c(&out));
		cr_expect(str_contains_nocase(buf_str(&out), S("It is 1.429 billion tweets/day.")), "row %u: %s", i,
		          buf_c(&out));
		buf_release(&out);
	}
	finish(&f);
}

static unsigned figures(const struct doc *d)
{
	unsigned n = 0;

	for (const struct doc_block *b = d->first; b; b = b->next)
		n += b->kind == DOC_FIGURE;
	return n;
}

Test(build, charts_that_are_asked_for)
{
	struct fixture f;
	const struct doc *d = build(
		&f, "a = 2 GB\nb = 1 GB\nsum = a + b \"Sum\"\nchart breakdown(a, b) \"Both <1>\"\nchart histogram(a)\n");

	cr_assert(d);
	cr_expect_eq(figures(d), 1, "the parts of the sum are there already");
	expect_str(0, find(d, DOC_FIGURE)->text, S("Both <1>"));
	expect_str(1, find(d, DOC_FIGURE)->note, S("3 GB in all"));
	finish(&f);
	d = build(&f, "a = 2 GB\nb = 1 GB\nsum = a + b \"Sum\"\nchart breakdown(a, 2 b)\n");
	cr_expect_eq(figures(d), 2);
	finish(&f);
	cr_expect(!build(&f, "a = 2 GB\nchart breakdown(a, 2 min)\n"));
	finish(&f);
}

/* An axis of logarithms is labelled with the numbers themselves. */
Test(build, histogram_on_a_log_axis)
{
	struct fixture f;
	const struct doc *d = build(&f, "x = lognormal(1 GB, 1 TB) \"X\"\ncheck x < 1 TB\nshow x\n");
	const struct chart *c = find(d, DOC_FIGURE)->chart;

	cr_assert(c->kind == CHART_HISTOGRAM && c->x_log);
	cr_assert_eq(c->mark_count, 4, "P5, P50, P95 and the limit");
	cr_expect(c->from > 0 && c->from < c->marks[0].at && c->marks[2].at < c->to, "%g %g %g %g", c->from, c->marks[0].at,
	          c->marks[2].at, c->to);
	finish(&f);
}

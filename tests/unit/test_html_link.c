/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rows.h"

#include "show/html_link.h"
#include "show/html_text.h"

static const struct doc_column columns[] = {{.key = "what", .title = S("Meaning")},
                                            {.key = "name", .title = S("Name"), .code = true, .small = true}};

/* Two assumptions, of which a step and one in a formula use the first ones. */
static struct doc *document(struct arena *a)
{
	struct doc *d = doc_new(a, NULL);
	struct doc_table *t = doc_table(a, "assumptions", columns, 2, 3);
	struct doc_step *steps = arena_array(a, struct doc_step, 2);
	static struct doc_line lines[2][2] = {{{S("="), S("users × each")}, {S("="), S("20")}},
	                                      {{S("="), S("rps × cpu / 2M × unknown")}, {S("="), S("3")}}};
	static const struct str names[] = {S("users"), S("fleet.cpu"), S("unused")};

	for (uint32_t i = 0; i < 3; i++)
		doc_row(t, i)[1] = names[i];
	doc_add(d, DOC_TABLE)->table = t;
	steps[0] = (struct doc_step){.name = S("rps"), .lines = lines[0], .count = 2};
	steps[1] = (struct doc_step){.name = S("fleet.cores"), .lines = lines[1], .count = 2};
	doc_add(d, DOC_STEPS)->steps = steps;
	d->last->count = 2;
	return d;
}

Test(html_link, names)
{
	struct arena a;
	struct html_links x;
	struct buf out = {0};

	arena_init(&a);
	html_links_init(&x, document(&a));
	html_links_text(&x, &out, S("users × each"), S("rps"));
	expect_str(0, buf_str(&out), S("<a id=\"u-users\" href=\"#a-users\">users</a> × each"));
	buf_reset(&out);
	html_links_text(&x, &out, S("rps × cpu / 2M × users"), S("fleet.cores"));
	expect_str(1, buf_str(&out),
	           S("<a href=\"#c-rps\">rps</a> × <a id=\"u-fleet.cpu\" href=\"#a-fleet.cpu\">cpu</a> / 2M × <a "
	             "href=\"#a-users\">users</a>"));
	buf_reset(&out);
	cr_expect(html_links_assumption(&x, &out, S("users")));
	expect_str(2, buf_str(&out), S("<code class=\"small\" id=\"a-users\"><a href=\"#u-users\">users</a></code>"));
	buf_reset(&out);
	cr_expect(html_links_assumption(&x, &out, S("unused")));
	expect_str(3, buf_str(&out), S("<code class=\"small\" id=\"a-unused\">unused</code>"));
	buf_reset(&out);
	cr_expect_not(html_links_assumption(&x, &out, S("rps")));
	expect_str(4, buf_str(&out), S(""));
	html_links_text(&x, &out, S("a<b & 'c'"), S("rps"));
	expect_str(5, buf_str(&out), S("a&lt;b &amp; &#39;c&#39;"));
	buf_release(&out);
	html_links_release(&x);
	arena_release(&a);
}

/* A number within a sentence from right to left stays in its own order. */
Test(html_link, from_right_to_left)
{
	static const struct {
		const char *text, *want;
	} rows[] = {
		{"plain 5 GB", "plain 5 GB"},
		{"שלום 5 GB/day (3 … 9) עולם", "שלום <bdi>5 GB/day (3 … 9)</bdi> עולם"},
		{"שלום API עולם", "שלום API עולם"},
		{"שלום 20 GB.", "שלום <bdi>20 GB</bdi>."},
		{"3 < 4 שלום", "<bdi>3 &lt; 4</bdi> שלום"},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct buf out = {0};

		html_prose(&out, str_from_c(rows[i].text));
		expect_str(i, buf_str(&out), str_from_c(rows[i].want));
		buf_release(&out);
	}
}

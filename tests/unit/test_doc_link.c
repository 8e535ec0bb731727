/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rows.h"

#include "show/doc_link.h"

static const struct doc_column columns[] = {{.key = "what", .title = S("Meaning")},
                                            {.key = "name", .title = S("Name"), .code = true, .small = true}};

/* Two assumptions, of which a step and one in a formula use the first ones. */
static struct doc *document(struct arena *a)
{
	struct doc *d = doc_new(a, NULL);
	struct doc_table *t = doc_table(a, "assumptions", columns, 2);
	struct doc_step *steps = arena_array(a, struct doc_step, 2);
	static struct doc_line lines[2][2] = {
		{{S("="), S("users × each")}, {S("="), S("20")}},
		{{S("="), S("rps × cpu / 2M × unknown \"users each\" \"rps")}, {S("="), S("3")}}};
	static const struct str names[] = {S("users"), S("fleet.cpu"), S("unused")};

	for (uint32_t i = 0; i < 3; i++)
		table_row(t)[1] = field_text(names[i]);
	doc_add(d, DOC_TABLE)->table = t;
	steps[0] = (struct doc_step){.name = S("rps"), .lines = lines[0], .count = 2};
	steps[1] = (struct doc_step){.name = S("fleet.cores"), .lines = lines[1], .count = 2};
	doc_add(d, DOC_STEPS)->steps = steps;
	d->last->count = 2;
	return d;
}

/* "users@0-5 ..." : the links of the first line, and whether they lead to a step. */
static struct str links_of(const struct doc_links *x, const struct doc_step *s, struct arena *a)
{
	struct doc_link link = {0};
	struct buf out = {0};

	while (doc_links_next(x, s, 0, &link))
		buf_printf(&out, "%s%.*s@%zu-%zu%s", out.len ? " " : "", STR(link.to), link.start, link.end,
		           link.place == DOC_PLACE_STEP ? " step" : "");
	return buf_take(&out, a);
}

Test(doc_link, names)
{
	struct arena a;
	struct doc_links x;
	const struct doc_step *steps, *use;
	struct doc *d;

	arena_init(&a);
	d = document(&a);
	steps = d->last->steps;
	doc_links_init(&x, d);
	expect_str(0, links_of(&x, &steps[0], &a), S("users@0-5"));
	expect_str(1, links_of(&x, &steps[1], &a), S("rps@0-3 step fleet.cpu@7-10"));
	cr_expect(doc_links_assumed(&x, S("users"), &use) && use == &steps[0]);
	cr_expect(doc_links_assumed(&x, S("fleet.cpu"), &use) && use == &steps[1]);
	cr_expect(doc_links_assumed(&x, S("unused"), &use) && !use);
	cr_expect_not(doc_links_assumed(&x, S("rps"), &use));
	cr_expect(doc_links_leads_here(&x, &steps[0]));
	cr_expect_not(doc_links_leads_here(&x, &(struct doc_step){.name = S("rps")}));
	doc_links_release(&x);
	arena_release(&a);
}

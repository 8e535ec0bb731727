/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rows.h"

#include "show/svg.h"

Test(svg, text_is_escaped_and_all_is_closed)
{
	struct arena a;
	struct buf out = {0};
	struct chart *c;
	size_t open = 0, closed = 0;

	arena_init(&a);
	c = chart_new(&a, CHART_BREAKDOWN, S("a <b> & \"c\""));
	chart_items(c, &a, 2);
	c->items[0] = (struct chart_item){.label = S("<script>"), .value = 3, .text = S("3 > 2")};
	c->items[1] = (struct chart_item){.label = S("x & y"), .value = 1, .text = S("1")};
	svg_write(&out, shape_chart(c, &a, CHART_WIDTH), 7);
	cr_expect(str_contains_nocase(buf_str(&out), S("<title id=\"f7t\">a &lt;b&gt; &amp; &quot;c&quot;</title>")));
	cr_expect(str_contains_nocase(
		buf_str(&out), S("<desc id=\"f7d\">&lt;script&gt; 3 &gt; 2 (75&#160;%); x &amp; y 1 (25&#160;%)</desc>")));
	cr_expect(str_contains_nocase(buf_str(&out), S("role=\"img\"")));
	cr_expect(str_contains_nocase(buf_str(&out), S(">&lt;script&gt;</text>")));
	cr_expect_not(str_contains_nocase(buf_str(&out), S("<script")));
	cr_expect_not(str_contains_nocase(buf_str(&out), S("nan")));
	for (size_t i = 0; i < out.len; i++) {
		open += out.p[i] == '<';
		closed += out.p[i] == '>';
	}
	cr_expect_eq(open, closed);
	buf_release(&out);
	arena_release(&a);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "random_picture.h"
#include "rows.h"

#include "base/utf8.h"
#include "show/shape.h"

static struct picture_box boxes[] = {
	{.name = S("a"), .label = S("<script>alert(1)</script>"), .text = S("5 \"GB\"")},
	{.name = S("end"), .label = S("end"), .share = S("92 % of limit")},
	{.name = S("c"), .label = S("x] --> y; `z` #35; |p|")},
};
static struct picture_flow flows[] = {
	{.from = 0, .to = 1, .label = S("feeds|"), .text = S("9 {req}/s"), .weight = 1},
	{.from = 1, .to = 2},
	{.from = 2, .to = 0, .text = S("0 B/s"), .still = true},
};
static const struct picture system_ = {
	.title = S("The system"), .boxes = boxes, .flows = flows, .box_count = COUNT(boxes), .flow_count = COUNT(flows)};

Test(picture, mermaid_is_nothing_but_what_we_write)
{
	struct buf out = {0};

	picture_mermaid(&out, &system_);
	expect_str(0, buf_str(&out),
	           S("flowchart LR\n"
	             "    b1[\"#60;script#62;alert#40;1#41;#60;#47;script#62;<br/>5 #34;GB#34;\"]\n"
	             "    b2[\"end<br/>92 #37; of limit\"]\n"
	             "    b3[\"x#93; #45;#45;#62; y#59; #96;z#96; #35;35#59; #124;p#124;\"]\n"
	             "    b1 ==>|\"feeds#124;<br/>9 #123;req#125;#47;s\"| b2\n"
	             "    b2 --> b3\n"
	             "    b3 -.->|\"0 B#47;s\"| b1\n"
	             "    style b2 stroke:#d55e00,stroke-width:3px\n"));
	buf_release(&out);
}

Test(picture, is_said_in_words)
{
	struct arena a;

	arena_init(&a);
	expect_str(0, picture_describe(&system_, &a),
	           S("Boxes: <script>alert(1)</script> (5 \"GB\"), end (92 % of limit), x] --> y; `z` #35; |p|; "
	             "from <script>alert(1)</script> to end: feeds|, 9 {req}/s; from end to x] --> y; `z` #35; |p|; "
	             "from x] --> y; `z` #35; |p| to <script>alert(1)</script>: 0 B/s."));
	arena_release(&a);
}

/* ---- shapes ---- */

struct area {
	double x, y, w, h;
};

static struct area text_area(const struct shape *s)
{
	double w = shape_text_width(s->text);

	return (struct area){s->x - (s->anchor == ANCHOR_MIDDLE ? w / 2 : 0), s->y - 9, w, 11};
}

static bool overlap(const struct area *a, const struct area *b)
{
	return a->x < b->x + b->w && b->x < a->x + a->w && a->y < b->y + b->h && b->y < a->y + a->h;
}

static bool holds(const struct area *a, const struct area *b)
{
	return a->x <= b->x && a->y <= b->y && b->x + b->w <= a->x + a->w && b->y + b->h <= a->y + a->h;
}

/* No two frames overlap; a text is within one or clear of all, and clear of all other texts. */
static void expect_apart(int row, const struct drawing *d)
{
	struct area frames[RANDOM_BOXES], texts[RANDOM_BOXES * 4 + RANDOM_FLOWS * 2], page = {0, 0, d->width, d->height};
	uint32_t frame_count = 0, text_count = 0;

	for (const struct shape *s = d->first; s; s = s->next)
		if (s->kind == SHAPE_BOX)
			frames[frame_count++] = (struct area){s->x, s->y, s->w, s->h};
		else if (s->kind == SHAPE_TEXT)
			texts[text_count++] = text_area(s);
	for (uint32_t i = 0; i < frame_count; i++) {
		cr_expect(holds(&page, &frames[i]), "row %d: frame %u is on the page", row, i);
		for (uint32_t k = 0; k < i; k++)
			cr_expect(!overlap(&frames[i], &frames[k]), "row %d: frames %u and %u", row, i, k);
	}
	for (uint32_t i = 0; i < text_count; i++) {
		cr_expect(holds(&page, &texts[i]), "row %d: text %u is on the page", row, i);
		for (uint32_t k = 0; k < frame_count; k++)
			cr_expect(!overlap(&texts[i], &frames[k]) || holds(&frames[k], &texts[i]), "row %d: text %u and frame %u",
			          row, i, k);
		for (uint32_t k = 0; k < i; k++)
			cr_expect(!overlap(&texts[i], &texts[k]), "row %d: texts %u and %u", row, i, k);
	}
}

/* In a font that is wider than most: what a box or a column is made for. */
Test(picture, texts_of_wide_letters_are_wide)
{
	static const struct {
		const char *text;
		double ems; /* of DejaVu Sans, a letter */
	} rows[] = {
		{"wwww", 0.818}, {"WWWW", 0.989}, {"mmmm", 0.974}, {"MMMM", 0.863}, {"@@@@", 1.0}, {"%%%%", 0.95},
		{"OOOO", 0.787}, {"DDDD", 0.77},  {"====", 0.83},  {"GBGB", 0.73},  {"eeee", 0.6}, {"iiii", 0.278},
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		cr_expect(shape_text_width(str_from_c(rows[i].text)) >= 4 * rows[i].ems * DRAWING_FONT, "row %zu", i);
}

/* What is written in a box, line after line, with a bar between. */
static struct str box_lines(struct arena *a, const char *label)
{
	struct picture_box box = {.name = S("a"), .label = str_from_c(label)};
	struct picture p = {.boxes = &box, .box_count = 1};
	const struct drawing *d = picture_shapes(&p, a, PICTURE_WIDTH);
	struct str lines = S("");

	for (const struct shape *t = d->first; t; t = t->next)
		if (t->kind == SHAPE_TEXT)
			lines = arena_printf(a, "%.*s%s%.*s", STR(lines), lines.len ? "|" : "", STR(t->text));
	return lines;
}

/* Chinese and Japanese have no blanks between words: a line ends beside any of their letters. */
Test(picture, lines_of_a_box_end_at_blanks_and_beside_wide_letters)
{
	static const struct {
		const char *label, *lines;
	} rows[] = {
		{"API", "API"},
		{"Recommendation servers", "Recommendation|servers"},
		{"Recommendationservers", "Recommendationservers"},
		{"Recommendationserversandmore", "Recommendationser…"},
		{"配信ネットワーク", "配信ネットワーク"},
		{"ユーザーの電話とタブレット", "ユーザーの電話とタ|ブレット"},
		{"写真を保存するオブジェクトストレージの複製", "写真を保存するオブジェ|クトストレージの複製"},
		{"データベース primary replica", "データベース|primary replica"},
		{"メッセージキューKafkaクラスタ", "メッセージキュー|Kafkaクラスタ"},
		{"写真を保存するストレージ", "写真を保存するスト|レージ"},
		{"写真を保存するサーバーの複製", "写真を保存するサー|バーの複製"},
		{"ユーザーの利用データー", "ユーザーの利用デー|ター"},
		{"画像（縮小版と原寸大）の保存", "画像（縮小版と原寸|大）の保存"},
		{"画像（縮小版・原寸）の保存", "画像（縮小版・原|寸）の保存"},
		{"用户的照片和短视频、消息", "用户的照片和短视|频、消息"},
	};
	struct arena a;

	arena_init(&a);
	for (int i = 0; i < (int)COUNT(rows); i++, arena_reset(&a))
		expect_str(i, box_lines(&a, rows[i].label), str_from_c(rows[i].lines));
	arena_release(&a);
}

Test(picture, no_text_covers_a_box_in_random_systems)
{
	uint64_t state = 3;
	struct arena a;

	arena_init(&a);
	for (int row = 0; row < RANDOM_PICTURES; row++, arena_reset(&a)) {
		struct picture p = random_picture(&state, &a);

		expect_apart(row, picture_shapes(&p, &a, row % 2 ? PICTURE_WIDTH : 340));
	}
	arena_release(&a);
}

/* ---- characters ---- */

static uint32_t count_of(struct str text, struct str sign)
{
	uint32_t count = 0;

	for (size_t i = 0; i + sign.len <= text.len; i++)
		count += text.p[i] == sign.p[0] && str_eq(str_cut(text, i, i + sign.len), sign);
	return count;
}

Test(picture, characters_fit_and_each_flow_has_two_ends)
{
	uint64_t state = 4;
	struct buf out = {0};
	struct arena a;
	uint32_t drawn = 0;

	arena_init(&a);
	for (int row = 0; row < RANDOM_PICTURES; row++, arena_reset(&a)) {
		struct picture p = random_picture(&state, &a);
		unsigned width = 20 + random_next(&state) % 120;
		struct str rest, line, widest = S("");

		buf_reset(&out);
		picture_text(&out, &p, &a, width, false);
		if (!count_of(buf_str(&out), S("┌")))
			continue;
		drawn++;
		rest = buf_str(&out);
		while (str_next_line(&rest, &line))
			widest = utf8_width(line) > utf8_width(widest) ? line : widest;
		cr_expect(utf8_width(widest) <= width, "row %d: '%.*s' is wider than %u", row, STR(widest), width);
		cr_expect_eq(count_of(buf_str(&out), S("├")), p.flow_count, "row %d: flows leave", row);
		cr_expect_eq(count_of(buf_str(&out), S("◀")), p.flow_count, "row %d: flows arrive", row);
	}
	cr_expect(drawn > RANDOM_PICTURES / 4, "%u were drawn", drawn);
	buf_release(&out);
	arena_release(&a);
}

Test(picture, ascii_has_no_other_characters)
{
	struct buf out = {0};
	struct arena a;

	arena_init(&a);
	picture_text(&out, &system_, &a, 80, true);
	for (size_t i = 0; i < out.len; i++)
		cr_assert((unsigned char)out.p[i] < 0x80, "byte %zu", i);
	cr_expect_eq(count_of(buf_str(&out), S("|<")), 3);
	buf_reset(&out);
	picture_text(&out, &system_, &a, 39, false);
	cr_expect(str_starts(buf_str(&out), S("  <script>alert(1)</script>: 5 \"GB\"\n")), "%s", buf_c(&out));
	buf_release(&out);
	arena_release(&a);
}

/* ---- the order of boxes ---- */

/* Flows as "ba cb": from b to a, from c to b. */
static void read_flows(struct picture *p, const char *text)
{
	for (; *text; text += text[2] ? 3 : 2)
		p->flows[p->flow_count++] = (struct picture_flow){.from = (uint32_t)(text[0] - 'a'),
		                                                  .to = (uint32_t)(text[1] - 'a')};
}

Test(picture, boxes_stand_behind_what_feeds_them)
{
	static const struct {
		const char *flows, *order;
	} rows[] = {
		{"", "abcd"},            /* as in the text */
		{"ab bc cd", "abcd"},    /* as in the text too */
		{"cb", "acbd"},          /* only what has to move does */
		{"ba cb dc", "dcba"},    /* a chain from behind */
		{"ba ca da", "bcda"},    /* one that all feed */
		{"ab ba", "abcd"},       /* there and back: the first in the text is first */
		{"da ab ba", "cdab"},    /* fed from outside */
		{"ac cb ba", "acbd"},    /* of a circle one flow points back */
		{"ba cb ac", "acbd"},    /* in whichever order its flows are */
		{"dc ac cb ba", "adcb"}, /* fed from outside in its middle: it begins with its first in the text all the same */
		{"ab bd dc cb", "abdc"}, /* a circle behind the first */
		{"ab bc cd da ca", "abcd"}, /* two circles through one */
	};

	for (int i = 0; i < (int)COUNT(rows); i++) {
		struct picture_flow own[8];
		struct picture_box four[] = {{.name = S("a")}, {.name = S("b")}, {.name = S("c")}, {.name = S("d")}};
		struct picture p = {.boxes = four, .flows = own, .box_count = COUNT(four)};
		char order[COUNT(four) + 1] = "", flow[3] = "";
		struct arena a;

		arena_init(&a);
		read_flows(&p, rows[i].flows);
		picture_sort(&p, &a);
		for (uint32_t k = 0; k < p.box_count; k++)
			order[k] = p.boxes[k].name.p[0];
		expect_str(i, str_from_c(order), str_from_c(rows[i].order));
		for (uint32_t k = 0; k < p.flow_count; k++) {
			flow[0] = order[p.flows[k].from];
			flow[1] = order[p.flows[k].to];
			expect_str(i, str_from_c(flow), str_cut(str_from_c(rows[i].flows), (size_t)3 * k, (size_t)3 * k + 2));
		}
		arena_release(&a);
	}
}

/* Where no flow goes in a circle, whatever the order of the boxes is, none points back. */
Test(picture, without_a_circle_nothing_points_back)
{
	uint64_t state = 3;
	struct arena a;

	arena_init(&a);
	for (int row = 0; row < RANDOM_PICTURES; row++, arena_reset(&a)) {
		struct picture p = random_picture(&state, &a);
		uint32_t *place = arena_array(&a, uint32_t, p.box_count);

		for (uint32_t i = 0; i < p.box_count; i++) { /* shuffled */
			uint32_t k = random_next(&state) % (i + 1);

			place[i] = place[k];
			place[k] = i;
		}
		for (uint32_t i = 0; i < p.flow_count; i++) {
			struct picture_flow *f = &p.flows[i];

			if (place[f->from] > place[f->to]) {
				uint32_t from = f->from;

				f->from = f->to;
				f->to = from;
			}
		}
		picture_sort(&p, &a);
		for (uint32_t i = 0; i < p.flow_count; i++)
			cr_expect_lt(p.flows[i].from, p.flows[i].to, "row %d: flow %u", row, i);
	}
	arena_release(&a);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* picture.c - the picture of a system in words, and as a flowchart of Mermaid. */
#include "show/picture.h"

#include "base/utf8.h"

/* A label may be of any length; what is said of it is not. */
enum { LABEL_MOST = 60 };

static void put_cut(struct buf *out, struct str text, void (*put)(struct buf *out, struct str text))
{
	struct str cut = utf8_clip(text, LABEL_MOST);

	put(out, cut);
	buf_add_c(out, cut.len < text.len ? "…" : "");
}

/* ---- in words ---- */

/* "API servers (9 servers, 92 % of the limit)" */
static void describe_box(struct buf *out, const struct picture_box *b)
{
	put_cut(out, b->label, buf_add_str);
	if (!b->text.len && !b->share.len)
		return;
	buf_add_c(out, " (");
	put_cut(out, b->text, buf_add_str);
	buf_printf(out, "%s%.*s)", b->text.len && b->share.len ? ", " : "", STR(b->share));
}

static void describe_flow(struct buf *out, const struct picture *p, const struct picture_flow *f)
{
	buf_add_c(out, "; from ");
	put_cut(out, p->boxes[f->from].label, buf_add_str);
	buf_add_c(out, " to ");
	put_cut(out, p->boxes[f->to].label, buf_add_str);
	buf_add_c(out, f->label.len || f->text.len ? ": " : "");
	put_cut(out, f->label, buf_add_str);
	buf_add_c(out, f->label.len && f->text.len ? ", " : "");
	put_cut(out, f->text, buf_add_str);
}

struct str picture_describe(const struct picture *p, struct arena *a)
{
	struct buf out = {0};

	for (uint32_t i = 0; i < p->box_count; i++) {
		buf_add_c(&out, i ? ", " : "Boxes: ");
		describe_box(&out, &p->boxes[i]);
	}
	for (uint32_t i = 0; i < p->flow_count; i++)
		describe_flow(&out, p, &p->flows[i]);
	buf_char(&out, '.');
	return buf_take(&out, a);
}

/* ---- Mermaid ---- */

static bool is_plain(char c)
{
	return (char_is_name(c) && c != '_') || c == ' ' || c == '.' || c == ',';
}

/* What Mermaid reads together after the numbers are characters again: a formula, the end of a line, an icon
 * (fa:fa-car). */
static bool is_read_together(char before, char c)
{
	static const char pairs[][2] = {{'$', '$'}, {'\\', 'n'}, {':', 'f'}};
	bool found = false;

	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		found = found || (pairs[i][0] == before && pairs[i][1] == c);
	return found;
}

/* Whatever could be markup of Mermaid's, of Markdown's or HTML's goes by its number, or a space of no width parts it.
 */
static void picture_put_text(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (i > 0 && is_read_together(text.p[i - 1], text.p[i]))
			buf_add_c(out, "#8203;");
		if (is_plain(text.p[i]))
			buf_char(out, text.p[i]);
		else
			buf_printf(out, "#%d;", text.p[i]);
	}
}

static void picture_put_lines(struct buf *out, const struct str *lines, unsigned count)
{
	bool some = false;

	buf_char(out, '"');
	for (unsigned i = 0; i < count; i++) {
		if (!lines[i].len)
			continue;
		buf_add_c(out, some ? "<br/>" : "");
		put_cut(out, lines[i], picture_put_text);
		some = true;
	}
	buf_char(out, '"');
}

static void picture_put_box(struct buf *out, const struct picture_box *b, uint32_t i)
{
	buf_printf(out, "    b%u[", i + 1);
	picture_put_lines(out, (struct str[]){b->label, b->text, b->share}, 3);
	buf_add_c(out, "]\n");
}

static void picture_put_flow(struct buf *out, const struct picture_flow *f)
{
	buf_printf(out, "    b%u %s", f->from + 1, f->still ? "-.->" : f->weight >= 0.5 ? "==>" : "-->");
	if (f->label.len || f->text.len) {
		buf_char(out, '|');
		picture_put_lines(out, (struct str[]){f->label, f->text}, 2);
		buf_char(out, '|');
	}
	buf_printf(out, " b%u\n", f->to + 1);
}

void picture_mermaid(struct buf *out, const struct picture *p)
{
	buf_add_c(out, "flowchart LR\n");
	for (uint32_t i = 0; i < p->box_count; i++)
		picture_put_box(out, &p->boxes[i], i);
	for (uint32_t i = 0; i < p->flow_count; i++)
		picture_put_flow(out, &p->flows[i]);
	for (uint32_t i = 0; i < p->box_count; i++)
		if (p->boxes[i].share.len)
			buf_printf(out, "    style b%u stroke:#d55e00,stroke-width:3px\n", i + 1);
}

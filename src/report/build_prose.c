/* SPDX-License-Identifier: GPL-3.0-or-later */
/* build_prose.c - paragraphs, and the values that their {placeholders} stand for. */
#include "base/re.h"
#include "report/build.h"
#include "report/build_parts.h"
#include "show/grid.h"
#include "whatif/lab_view.h"

/* `{expression}`; a doubled brace is a brace. What is inside goes to the parser of the language. */
#define PLACEHOLDER "\\{\\{|\\}\\}|\\{([^{}]*)\\}"

struct filling {
	struct build *b;
	struct re *re;
	const struct entry *entry; /* the prose at hand */
	struct source line;        /* the line it is on, so that carets fall into it */
	struct buf text;
	bool failed;
	/* Lines are counted from where the last prose stood. */
	const struct source *counted;
	uint32_t counted_to, line_number;
};

/* The number of the line at `offset`, which is not before the one asked for last. */
static uint32_t build_prose_line_number(struct filling *f, const struct source *src, uint32_t offset)
{
	if (f->counted != src || offset < f->counted_to) {
		f->counted = src;
		f->counted_to = 0;
		f->line_number = src->first_line;
	}
	for (; f->counted_to < offset; f->counted_to++)
		f->line_number += src->text.p[f->counted_to] == '\n';
	return f->line_number;
}

/* Narrow the source to the line of the prose; offsets count from there. */
static void enter_line(struct filling *f, const struct entry *e)
{
	const struct source *src = e->is.source;
	uint32_t start = e->statement->at.start;
	size_t end = str_find_char(src->text, '\n', start);

	while (start > 0 && src->text.p[start - 1] != '\n')
		start--;
	f->entry = e;
	f->line = (struct source){src->name, str_cut(src->text, start, end), build_prose_line_number(f, src, start)};
}

/* Parse and work out what is at `inside`. */
static bool build_prose_evaluate(struct filling *f, struct str inside, struct value *v)
{
	struct build *b = f->b;
	uint32_t at = (uint32_t)(inside.p - f->line.text.p);
	struct span part = {at, at + (uint32_t)inside.len};
	struct definition where = f->entry->is;
	const struct node *n;

	where.source = &f->line;
	n = parse_part(b->a, &f->line, part, library_vocabulary(sheet_library(b->sheet)), b->d);
	if (!n || !sheet_eval(b->sheet, &where, n, b->a, b->d, v))
		return false;
	build_need(b, &where, n);
	return true;
}

static bool nothing_inside(struct filling *f, struct str piece)
{
	uint32_t at = (uint32_t)(piece.p - f->line.text.p);
	DIAG_IN(f->b->d, &f->line);

	diag_fail(f->b->d, DIAG_SYNTAX, (struct span){at, at + (uint32_t)piece.len},
	          "there is nothing between these braces");
	diag_hint(f->b->d, "name a cell or an expression; for braces in the text write {{ and }}");
	return false;
}

/* "11 PB (3.7 … 31)": the unit is there already. */
static struct str build_prose_without_unit(struct str range, struct str unit)
{
	return unit.len && str_ends(range, unit) ? str_cut(range, 0, range.len - unit.len) : range;
}

static void fill_piece(void *ctx, struct str piece, const struct str *group)
{
	struct filling *f = ctx;
	struct value v;

	if (f->failed)
		return;
	if (!group) {
		buf_add_str(&f->text, piece);
	} else if (str_eq(piece, S("{{")) || str_eq(piece, S("}}"))) {
		buf_char(&f->text, piece.p[0]);
	} else if (!str_trim(*group).len) {
		f->failed = !nothing_inside(f, piece);
	} else if (!build_prose_evaluate(f, *group, &v)) {
		f->failed = true;
	} else {
		struct doc_value value = doc_value(f->b->a, &v, &f->b->format);

		buf_add_str(&f->text, value.text);
		if (value.range.len)
			buf_printf(&f->text, " (%.*s)", STR(build_prose_without_unit(value.range, grid_unit_of(value.text))));
	}
}

/* A lab says of what it notices only what is so in this run. */
static struct str fill_note(struct filling *f, const struct entry *e)
{
	struct build *b = f->b;
	struct ask q = {.sheet = b->sheet, .a = b->a, .d = b->d, .format = b->format};

	buf_reset(&f->text);
	return lab_note(&q, e, &f->text) ? build_text(b, str_trim(buf_str(&f->text))) : S("");
}

static struct str build_prose_fill(struct filling *f, const struct entry *e)
{
	struct str text;

	if (measure_lab(e->is.source))
		return fill_note(f, e);
	if (str_find_char(e->statement->text, '{', 0) < e->statement->text.len)
		enter_line(f, e);
	buf_reset(&f->text);
	re_split(f->re, e->statement->text, fill_piece, f);
	text = build_text(f->b, buf_str(&f->text));
	return text;
}

/* Does `e` stand on the line after `last`? Then both are of one paragraph. */
static bool build_prose_goes_on(const struct entry *last, const struct entry *e)
{
	struct str between;

	if (!last || last->is.source != e->is.source || last->statement->at.end > e->statement->at.start)
		return false;
	between = source_text(e->is.source, (struct span){last->statement->at.end, e->statement->at.start});
	return str_trim(between).len == 0 &&
	       str_find_char(between, '\n', str_find_char(between, '\n', 0) + 1) >= between.len;
}

/* A paragraph is kept at the entry of its first line. */
static void end_paragraph(struct build *b, uint32_t first, struct buf *lines)
{
	if (lines->len)
		b->prose[first] = arena_str(b->a, buf_str(lines));
	buf_reset(lines);
}

static void build_prose_add_line(struct buf *lines, struct str text)
{
	if (lines->len && text.len)
		buf_char(lines, ' ');
	buf_add_str(lines, text);
}

bool build_prose(struct build *b)
{
	char message[128];
	size_t offset;
	struct filling f = {.b = b, .re = re_new(S(PLACEHOLDER), 0, &offset, message)};
	const struct entry *last = NULL;
	struct buf lines = {0};
	uint32_t first = 0;

	if (!f.re)
		return diag_fail(b->d, DIAG_FILE, (struct span){0, 0}, "%s", message);
	for (uint32_t i = 0; i < sheet_entry_count(b->sheet) && !f.failed; i++) {
		const struct entry *e = sheet_entry(b->sheet, i);
		struct str text;

		if (e->statement->kind != STATEMENT_PROSE || !build_is_own(b, e))
			continue;
		text = build_prose_fill(&f, e);
		if (!build_prose_goes_on(last, e) || str_starts(text, S("- "))) {
			end_paragraph(b, first, &lines);
			first = i;
		}
		build_prose_add_line(&lines, text);
		last = text.len || measure_lab(e->is.source) ? e : NULL;
	}
	end_paragraph(b, first, &lines);
	buf_release(&lines);
	buf_release(&f.text);
	re_free(f.re);
	return !f.failed;
}

static bool has_placeholders(const struct build *b)
{
	for (uint32_t i = 0; i < sheet_entry_count(b->sheet); i++) {
		const struct entry *e = sheet_entry(b->sheet, i);

		if (e->statement->kind == STATEMENT_PROSE && build_is_own(b, e) &&
		    str_find_char(e->statement->text, '{', 0) < e->statement->text.len)
			return true;
	}
	return false;
}

bool report_prose_holds(struct sheet *s, const struct format *f, struct arena *a, struct diag *d)
{
	struct build b = {.sheet = s, .format = *f, .a = a, .d = d, .own = sheet_here(s, NULL).space};

	b.format.ascii = false;
	b.format.brief = false;
	if (!has_placeholders(&b))
		return true;
	b.prose = arena_array(a, struct str, sheet_entry_count(s) + 1);
	return build_prose(&b);
}

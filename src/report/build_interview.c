/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * build_interview.c - the overview of an interview: sub-problems, and what each says of its database, of caching, of
 * scaling and fault tolerance, of communication.
 */
#include "report/build_parts.h"

enum { TOPICS = 4 };

static const struct {
	const char *heading, *key;
} topics[TOPICS] = {
	{"Database", "database"},
	{"Caching", "caching"},
	{"Scaling and fault tolerance", "scaling"},
	{"Communication", "communication"},
};

struct problem {
	struct str name;
	struct str say[TOPICS]; /* the first line below each heading */
	bool has[TOPICS];
	unsigned count;
};

static int build_interview_topic_of(const struct statement *st)
{
	for (int i = 0; i < TOPICS; i++)
		if (str_eq_nocase(str_trim(st->text), str_from_c(topics[i].heading)))
			return i;
	return -1;
}

/* Up to the first full stop that ends a sentence. */
static struct str first_sentence(struct str text)
{
	for (size_t i = 0; i + 1 < text.len; i++)
		if (text.p[i] == '.' && text.p[i + 1] == ' ')
			return str_cut(text, 0, i + 1);
	return text;
}

static struct str without_dash(struct str text)
{
	return str_starts(text, S("- ")) ? str_cut(text, 2, text.len) : text;
}

/* Sections with at least one of the four. Returns how many. */
static uint32_t find_problems(struct build *b, struct problem *out)
{
	struct problem at = {0};
	uint32_t count = 0;
	int topic = -1;

	for (uint32_t i = 0; i < sheet_entry_count(b->sheet); i++) {
		const struct entry *e = sheet_entry(b->sheet, i);
		const struct statement *st = e->statement;

		if (!build_is_own(b, e))
			continue;
		if (st->kind == STATEMENT_HEADING && st->level <= 2) {
			if (at.count)
				out[count++] = at;
			at = (struct problem){.name = build_text(b, st->text)};
			topic = -1;
		} else if (st->kind == STATEMENT_HEADING) {
			topic = st->level == 3 ? build_interview_topic_of(st) : topic;
			if (st->level == 3 && topic >= 0 && !at.has[topic]) {
				at.has[topic] = true;
				at.count++;
			}
		} else if (topic >= 0 && b->prose[i].len && !at.say[topic].len) {
			at.say[topic] = first_sentence(without_dash(b->prose[i]));
		}
	}
	if (at.count)
		out[count++] = at;
	return count;
}

/* "Orders says nothing of Caching and Communication." */
static void say_lacking(struct build *b, const struct problem *p)
{
	struct buf text = {0};
	unsigned said = 0, lacking = TOPICS - p->count;

	if (!lacking)
		return;
	buf_printf(&text, "%.*s says nothing of ", STR(p->name));
	for (unsigned i = 0; i < TOPICS; i++)
		if (!p->has[i])
			buf_printf(&text, "%s%s", !said++ ? "" : said == lacking ? " and " : ", ", topics[i].heading);
	buf_char(&text, '.');
	doc_item(b->doc, build_text(b, buf_str(&text)));
	buf_release(&text);
}

void build_overview(struct build *b)
{
	struct problem *all = arena_array(b->a, struct problem, sheet_entry_count(b->sheet) + 1);
	uint32_t count = find_problems(b, all);
	struct doc_column columns[TOPICS + 1] = {{.key = "problem", .title = S("Sub-problem")}};
	struct doc_table *t;

	if (!count)
		return;
	for (unsigned k = 0; k < TOPICS; k++)
		columns[k + 1] = (struct doc_column){.key = topics[k].key, .title = str_from_c(topics[k].heading)};
	t = doc_table(b->a, "overview", columns, TOPICS + 1);
	for (uint32_t i = 0; i < count; i++) {
		struct field *row = table_row(t);

		row[0] = field_text(all[i].name);
		for (unsigned k = 0; k < TOPICS; k++)
			row[k + 1] = field_text(all[i].has[k] ? all[i].say[k] : S("-"));
	}
	doc_heading(b->doc, 2, S("Overview"));
	doc_add(b->doc, DOC_TABLE)->table = t;
	for (uint32_t i = 0; i < count; i++)
		say_lacking(b, &all[i]);
}

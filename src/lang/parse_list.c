/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parse_list.c - statements that are lists: show, see, example, use. */
#include "lang/parser.h"

struct items {
	struct item *item;
	uint32_t count, cap;
};

static struct item *add_item(struct parser *p, struct items *list)
{
	list->item = parser_grow(p, list->item, list->count, &list->cap, sizeof(*list->item));
	return &list->item[list->count++];
}

/* What comes after the last comma of a show line: "headline" alone. */
static void read_headline(struct parser *p, struct statement *s)
{
	if (p->tok.kind != TOK_TEXT)
		return;
	s->text = parser_unquote(p, p->tok.at);
	if (!str_eq(s->text, S("headline"))) {
		parser_fail(p, DIAG_SYNTAX, p->tok.at, "'show' takes no description");
		parser_hint(
			p, "the cell's own line describes it; show a, b \"headline\" makes them the large numbers of a report");
		return;
	}
	parser_advance(p);
}

/* show := "show" whole {"," whole} [TEXT] */
struct statement *parse_show(struct parser *p)
{
	struct statement *s = statement_new(p, STATEMENT_SHOW);
	struct items list = {0};

	p->lx.commas = COMMAS_OFFER;
	do {
		struct item *item = add_item(p, &list);
		parser_advance(p);
		item->name_at = p->tok.at;
		item->value = parse_whole(p);
	} while (p->tok.kind == TOK_COMMA);
	read_headline(p, s);
	s->more->wants = list.item;
	s->more->want_count = list.count;
	return s;
}

/* see := "see" NAME {"," NAME} */
struct statement *parse_see(struct parser *p)
{
	struct statement *s = statement_new(p, STATEMENT_SEE);
	struct items list = {0};

	do {
		struct item *item = add_item(p, &list);
		parser_advance(p);
		if (p->tok.kind != TOK_WORD) {
			parser_unexpected(p, "the name of a formula");
			return s;
		}
		item->name = parser_word(p);
		item->name_at = p->tok.at;
		parser_advance(p);
	} while (p->tok.kind == TOK_COMMA);
	s->more->wants = list.item;
	s->more->want_count = list.count;
	return s;
}

/*
 * given := NAME "=" whole
 * wanted := NAME "~=" whole
 */
static bool parse_pair(struct parser *p, struct item *item, enum token_kind sign, const char *wanted)
{
	if (p->tok.kind != TOK_WORD) {
		parser_unexpected(p, "a name");
		return false;
	}
	item->name = parser_word(p);
	item->name_at = p->tok.at;
	parser_advance(p);
	if (p->tok.kind != sign) {
		struct str word = parser_excerpt(p, p->tok.at);
		if (p->tok.kind == TOK_END)
			parser_unexpected(p, wanted);
		else
			parser_fail(p, DIAG_SYNTAX, p->tok.at, "%s should follow '%.*s', not '%.*s'", wanted, STR(item->name),
			            STR(word));
		return false;
	}
	parser_advance(p);
	item->value = parse_whole(p);
	return !p->failed;
}

static bool parse_pairs(struct parser *p, struct items *list, enum token_kind sign, const char *wanted)
{
	do {
		if (list->count)
			parser_advance(p);
		if (!parse_pair(p, add_item(p, list), sign, wanted))
			return false;
	} while (p->tok.kind == TOK_COMMA);
	return true;
}

/* example := "example" [given {"," given}] ":" wanted {"," wanted} */
struct statement *parse_example(struct parser *p)
{
	struct statement *s = statement_new(p, STATEMENT_EXAMPLE);
	struct items given = {0}, wants = {0};

	p->lx.commas = COMMAS_OFFER;
	parser_advance(p);
	if (p->tok.kind != TOK_COLON && !parse_pairs(p, &given, TOK_ASSIGN, "'='"))
		return s;
	if (p->tok.kind != TOK_COLON) {
		parser_unexpected(p, "':' and what must come out");
		return s;
	}
	parser_advance(p);
	if (!parse_pairs(p, &wants, TOK_MATCH, "'~='"))
		return s;
	s->more->items = given.item;
	s->more->item_count = given.count;
	s->more->wants = wants.item;
	s->more->want_count = wants.count;
	return s;
}

/* scenario := "scenario" TEXT ":" given {"," given} */
struct statement *parse_scenario(struct parser *p)
{
	struct statement *s = statement_new(p, STATEMENT_SCENARIO);
	struct items given = {0};

	p->lx.commas = COMMAS_OFFER;
	parser_advance(p);
	if (p->tok.kind != TOK_TEXT) {
		parser_unexpected(p, "its name in double quotes");
		return s;
	}
	s->name_at = p->tok.at;
	parse_description(p, s, false);
	if (p->tok.kind != TOK_COLON) {
		parser_unexpected(p, "':' and what is different, as in a = 2, b = 3");
		return s;
	}
	parser_advance(p);
	if (!parse_pairs(p, &given, TOK_ASSIGN, "'='"))
		return s;
	s->more->items = given.item;
	s->more->item_count = given.count;
	return s;
}

/* A column such as 3y begins with a digit. */
static bool machine_column(struct parser *p, struct item *item)
{
	struct str word = parser_excerpt(p, p->tok.at);

	if (p->tok.kind == TOK_NUMBER && parser_peek(p).kind == TOK_WORD && !parser_peek(p).space) {
		item->name_at = p->tok.at;
		parser_advance(p);
		item->name_at.end = p->tok.at.end;
	} else if (p->tok.kind == TOK_WORD || token_keyword(word) != TOK_WORD) {
		item->name_at = p->tok.at;
	} else {
		parser_unexpected(p, "a column, as in cores = 64");
		return false;
	}
	item->name = parser_excerpt(p, item->name_at);
	parser_advance(p);
	return true;
}

static bool machine_columns(struct parser *p, struct items *list)
{
	do {
		struct item *item = add_item(p, list);
		parser_advance(p); /* ":" or "," */
		if (!machine_column(p, item))
			return false;
		if (p->tok.kind != TOK_ASSIGN) {
			parser_unexpected(p, "'='");
			return false;
		}
		parser_advance(p);
		item->value = parse_whole(p);
	} while (!p->failed && p->tok.kind == TOK_COMMA);
	return !p->failed;
}

/*
 * column := NAME | NUMBER NAME
 * machine := "machine" (NAME | TEXT) ":" column "=" whole {"," column "=" whole} description
 */
struct statement *parse_machine(struct parser *p)
{
	struct statement *s = statement_new(p, STATEMENT_MACHINE);
	struct items given = {0};

	p->lx.commas = COMMAS_OFFER;
	parser_advance(p);
	if (p->tok.kind != TOK_TEXT && p->tok.kind != TOK_WORD) {
		parser_unexpected(p, "the machine's name");
		return s;
	}
	s->name_at = p->tok.at;
	s->name = p->tok.kind == TOK_TEXT ? parser_unquote(p, p->tok.at) : parser_word(p);
	parser_advance(p);
	if (p->tok.kind != TOK_COLON) {
		parser_unexpected(p, "':' and what it has, as in cores = 64, memory = 512 GB, price = $520/month");
		return s;
	}
	if (!machine_columns(p, &given))
		return s;
	s->more->items = given.item;
	s->more->item_count = given.count;
	parse_description(p, s, true);
	return s;
}

/* The arguments of `use` are read as a call's and turned into items. */
static void use_arguments(struct parser *p, struct statement *s, struct node *call)
{
	s->more->items = arena_array(p->arena, struct item, call->count);
	s->more->item_count = call->count;
	for (uint32_t i = 0; i < call->count; i++) {
		s->more->items[i].value = call->kids[i];
		s->more->items[i].name_at = call->kids[i]->at;
		s->more->items[i].name = call_name(call, i);
	}
}

static void use_call(struct parser *p, struct statement *s)
{
	struct node *call = parse_call(p);

	if (!p->failed && call_member(call).len) {
		parser_fail(p, DIAG_SYNTAX, (struct span){call->at.end - (uint32_t)call_member(call).len - 1, call->at.end},
		            "'use' brings all cells in");
		parser_hint(p, "write 'use ... as NAME', and then NAME.%.*s", STR(call_member(call)));
	} else if (!p->failed) {
		use_arguments(p, s, call);
	}
}

/* "queue" of "lab.queue"; another name as it is. */
static struct str lab_name(struct str name)
{
	return str_starts(name, S("lab.")) ? str_cut(name, 4, name.len) : name;
}

/* use := "use" (NAME | TEXT) ["(" [argument {"," argument}] ")"] ["as" NAME] */
struct statement *parse_use(struct parser *p)
{
	struct statement *s = statement_new(p, STATEMENT_USE);
	bool quoted;

	parser_advance(p);
	quoted = p->tok.kind == TOK_TEXT;
	if (quoted) {
		s->name = parser_unquote(p, p->tok.at);
		s->name_at = p->tok.at;
	} else if (p->tok.kind != TOK_WORD || parser_has_point(lab_name(parser_word(p)))) {
		parser_unexpected(p, "the name of a formula or sheet");
		return s;
	} else {
		s->name = parser_word(p);
		s->name_at = p->tok.at;
	}
	s->more->alias = lab_name(s->name);
	s->more->alias_at = s->name_at;
	if (parser_peek(p).kind == TOK_OPEN)
		use_call(p, s);
	else
		parser_advance(p);
	if (p->tok.kind == TOK_AS) {
		parser_advance(p);
		parse_name(p, &s->more->alias, &s->more->alias_at, "a sheet");
	} else if (quoted && !p->failed) {
		parser_fail(p, DIAG_SYNTAX, s->name_at, "a sheet named by a text needs a name for its cells");
		parser_hint(p, "write: use \"%.*s\" as NAME", STR(s->name));
	}
	return s;
}

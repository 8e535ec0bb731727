/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command_params.c - PARAM=VALUE ... taken apart. */
#include "command/command_all.h"

static bool params_name_char(char c, bool first)
{
	return char_begins_name(c) || (!first && (char_is_digit(c) || c == '.'));
}

static size_t params_skip_blanks(struct str s, size_t at)
{
	while (at < s.len && (s.p[at] == ' ' || s.p[at] == '\t'))
		at++;
	return at;
}

/* Is there `name =` at `at`? Where its name ends, and where its value begins. */
static bool param_at(struct str s, size_t at, size_t *name_end, size_t *value)
{
	size_t i = at;

	while (i < s.len && params_name_char(s.p[i], i == at))
		i++;
	*name_end = i;
	i = params_skip_blanks(s, i);
	if (*name_end == at || i >= s.len || s.p[i] != '=' || (i + 1 < s.len && s.p[i + 1] == '='))
		return false;
	*value = i + 1;
	return true;
}

/* Where the value that begins at `at` ends: before the next `name =` at a word's start, outside brackets and quotes. */
static size_t params_value_end(struct str s, size_t at)
{
	size_t depth = 0, name_end, value;
	bool word = true;

	for (size_t i = at; i < s.len; i++) {
		char c = s.p[i];

		if (word && !depth && param_at(s, i, &name_end, &value))
			return i;
		word = c == ' ' || c == '\t' || c == ',';
		if (c == '"')
			i = str_find_char(s, '"', i + 1);
		else if (c == '(' || c == '[')
			depth++;
		else if ((c == ')' || c == ']') && depth)
			depth--;
	}
	return s.len;
}

static struct str without_comma(struct str value)
{
	value = str_trim(value);
	return str_ends(value, S(",")) ? str_trim(str_cut(value, 0, value.len - 1)) : value;
}

static bool params_is_given(const struct given *given, size_t count, struct str name)
{
	while (count--)
		if (str_eq(given[count].name, name))
			return true;
	return false;
}

bool command_params(struct str text, struct given *given, size_t *count, struct outcome *o)
{
	size_t at = params_skip_blanks(text, 0), name_end, value;

	*count = 0;
	while (at < text.len) {
		struct given *g = &given[*count];
		size_t end;

		if (!param_at(text, at, &name_end, &value)) {
			command_misused(o, "'%.*s' gives no parameter a value", STR(str_cut(text, at, text.len)));
			diag_hint(&o->diag, "write PARAM=VALUE");
			return false;
		}
		end = params_value_end(text, value);
		g->name = str_cut(text, at, name_end);
		g->value = without_comma(str_cut(text, value, end));
		if (!g->value.len)
			return command_misused(o, "'%.*s' is given no value", STR(g->name));
		if (params_is_given(given, *count, g->name))
			return command_misused(o, "'%.*s' is given twice", STR(g->name));
		++*count;
		at = params_skip_blanks(text, end);
	}
	return true;
}

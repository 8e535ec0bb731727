/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Their examples are run by tests/shell/help.sh. */
#include "command/keywords.h"
#include "lang/parse.h"
#include "rows.h"

static void all_there(const char *const *words)
{
	for (; *words; words++)
		cr_expect(keyword_find(str_from_c(*words)), "'%s' has no row", *words);
}

Test(keywords, every_word_of_the_parser_has_a_row)
{
	all_there(parse_statement_words);
	all_there(parse_keywords);
	all_there(parse_form_words);
	cr_expect_null(keyword_find(S("paramm")));
}

Test(keywords, no_word_stands_twice)
{
	for (unsigned i = 0; i < keyword_count; i++)
		cr_expect(keyword_find(str_from_c(keywords[i].word)) == &keywords[i], "%s", keywords[i].word);
}

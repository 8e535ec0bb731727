/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lang/lex.h"
#include "rows.h"

static const char *const kinds[TOK_KINDS] = {
	[TOK_END] = "end",      [TOK_BAD] = "bad",      [TOK_NUMBER] = "num",    [TOK_WORD] = "word",
	[TOK_TEXT] = "text",    [TOK_CURRENCY] = "cur", [TOK_OPEN] = "(",        [TOK_CLOSE] = ")",
	[TOK_OPEN_LIST] = "[",  [TOK_CLOSE_LIST] = "]", [TOK_COMMA] = ",",       [TOK_SEMICOLON] = ";",
	[TOK_COLON] = ":",      [TOK_PERCENT] = "%",    [TOK_ASSIGN] = "=",      [TOK_ABOUT] = "~",
	[TOK_ABOUT_TEN] = "~~", [TOK_MATCH] = "~=",     [TOK_RAISED] = "raised", [TOK_ROOT] = "root",
	[TOK_BANG] = "!",       [TOK_APPROX] = "≈",     [TOK_RANGE] = "..",      [TOK_PLUS_MINUS] = "+-",
	[TOK_PLUS] = "+",       [TOK_MINUS] = "-",      [TOK_TIMES] = "*",       [TOK_SLASH] = "/",
	[TOK_CARET] = "^",      [TOK_EQ] = "==",        [TOK_NE] = "!=",         [TOK_LT] = "<",
	[TOK_LE] = "<=",        [TOK_GT] = ">",         [TOK_GE] = ">=",         [TOK_ARROW] = "->",
	[TOK_TO] = "to",        [TOK_IN] = "in",        [TOK_AS] = "as",         [TOK_OF] = "of",
	[TOK_MOD] = "mod",      [TOK_PER] = "per",      [TOK_AND] = "and",       [TOK_OR] = "or",
	[TOK_NOT] = "not",      [TOK_IF] = "if",        [TOK_THEN] = "then",     [TOK_ELSE] = "else",
	[TOK_YES] = "yes",      [TOK_NO] = "no",        [TOK_NONE] = "none",
};

/* "num@0-2 word@3-5": kind and bytes of each token; "_" before one that has a blank before it. */
static void print_tokens(struct buf *out, const char *text, bool join)
{
	struct lexer lx = {.text = text, .end = (uint32_t)strlen(text)};
	struct token t;

	for (;;) {
		lex_next(&lx, &t, join);
		if (t.kind == TOK_END || t.kind == TOK_BAD)
			break;
		buf_printf(out, "%s%s%u-%u ", t.space ? "_" : "", kinds[t.kind], t.at.start, t.at.end);
	}
	if (t.kind == TOK_BAD)
		buf_printf(out, "bad%u ", t.at.start);
	buf_cut(out, out->len ? out->len - 1 : 0);
}

Test(lex, tokens)
{
	static const char *const rows[][2] = {
		{"", ""},
		{"   ", ""},
		{"12", "num0-2"},
		{"1.5 .5 5. 1e6 1e+6 1E-6", "num0-3 _num4-6 _num7-9 _num10-13 _num14-18 _num19-23"},
		{"1_000 1__0 1_", "num0-5 _num6-7 word7-10 _num11-12 word12-13"},
		{"0x1F 0o17 0b101 0b 0x 0b1B",
	     "num0-4 _num5-9 _num10-15 _num16-17 word17-18 _num19-20 word20-21 _num22-25 word25-26"},
		{"1,000 1,00 1,000,000.5 0,500 1234,567",
	     "num0-5 _num6-7 ,7-8 num8-10 _num11-22 _num23-24 ,24-25 num25-28 _num29-33 ,33-34 num34-37"},
		{"1..2 1.5..2", "num0-1 ..1-3 num3-4 _num5-8 ..8-10 num10-11"},
		{"2e 2ex 2e5x", "num0-1 word1-2 _num3-4 word4-6 _num7-10 word10-11"},
		{"10kRPS 1h30m", "num0-2 word2-6 _num7-8 word8-12"},
		{"a a.b a.b.c a. b", "word0-1 _word2-5 _word6-11 _word12-13 bad13"},
		{"_ ans x_1 \xc2\xb5s caf\xc3\xa9", "word0-1 _word2-5 _word6-9 _word10-13 _word14-19"},
		{"to in as of mod per and or not if then else yes no none true false",
	     "to0-2 _in3-5 _as6-8 _of9-11 _mod12-15 _per16-19 _and20-23 _or24-26 _not27-30 _if31-33 _then34-38 _else39-43 "
	     "_yes44-47 _no48-50 _none51-55 _yes56-60 _no61-66"},
		{"top init To to.x", "word0-3 _word4-8 _word9-11 _word12-16"},
		{"+-*/^ ** == = != < <= > >= -> ~ ~~ ~=", "+0-1 -1-2 *2-3 /3-4 ^4-5 _^6-8 _==9-11 _=12-13 _!=14-16 _<17-18 "
	                                              "_<=19-21 _>22-23 _>=24-26 _->27-29 _~30-31 _~~32-34 _~=35-37"},
		{"([,;:%])", "(0-1 [1-2 ,2-3 ;3-4 :4-5 %5-6 ]6-7 )7-8"},
		{"\xc3\x97 \xc2\xb7 \xc3\xb7 \xe2\x88\x92 \xe2\x86\x92 \xe2\x89\xa4\xe2\x89\xa5\xe2\x89\xa0 \xc2\xb1 "
	     "5\xe2\x80\x93"
	     "6",
	     "*0-2 _*3-5 _/6-8 _-9-12 _->13-16 _<=17-20 >=20-23 !=23-26 _+-27-29 _num30-31 ..31-34 num34-35"},
		{"$5 5$ \xe2\x82\xac", "cur0-1 num1-2 _num3-4 cur4-5 _cur6-9"},
		{"\"a b\" \"\" \"a\\\"b\\\\\"", "text0-5 _text6-8 _text9-17"},
		{"a\xc2\xa0\xe2\x80\xaf"
	     "b\t\rc",
	     "word0-1 _word6-7 _word9-10"},
		{"a\f", "word0-1 bad1"},
		{"a\v", "word0-1 bad1"},
		{"a // b", "word0-1 bad2"},
		{"#", "bad0"},
		{"a & b", "word0-1 bad2"},
		{"\"abc", "bad0"},
		{"\"a\\n\"", "bad0"},
		{"1.2.3", "bad0"},
		{"0b102", "bad0"},
		{"0x11111111111111111", "bad0"},
		{"a \xff", "word0-1 bad2"},
		{"\xc0\x80", "bad0"},
		{"a\x01", "word0-1 bad1"},
		{"5\xc2\xb2", "num0-1 raised1-3"},
		{"a\nb", "word0-1"},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct buf out = {0};
		print_tokens(&out, rows[i][0], false);
		expect_str(i, buf_str(&out), str_from_c(rows[i][1]));
		buf_release(&out);
	}
}

Test(lex, lines_that_are_joined)
{
	static const char *const rows[][2] = {
		{"a\nb", "word0-1 _word2-3"},
		{"a\r\n  b", "word0-1 _word5-6"},
		{"a\n\n// note \xff\n // another\nb", "word0-1 _word25-26"},
		{"a\n// last", "word0-1"},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct buf out = {0};
		print_tokens(&out, rows[i][0], true);
		expect_str(i, buf_str(&out), str_from_c(rows[i][1]));
		buf_release(&out);
	}
}

/* Where commas separate, a digit group has two readings. */
Test(lex, commas)
{
	static const struct {
		const char *text;
		bool bad;
	} rows[] = {
		{"1,000", true},      {"100,200ms", true}, {"1,000,000", true}, {"0,500", true},
		{"1, 000", false},    {"1,00", false},     {"1,2", false},      {"1000,100", false},
		{"1_000,100", false}, {"0.5,100", false},  {"1e3,100", false},  {"x1,000", false},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct lexer lx = {.text = rows[i].text, .end = (uint32_t)strlen(rows[i].text), .commas = true};
		struct token t;
		do
			lex_next(&lx, &t, false);
		while (t.kind != TOK_END && t.kind != TOK_BAD);
		cr_expect((t.kind == TOK_BAD) == rows[i].bad, "row %zu: %s", i, rows[i].text);
	}
}

Test(lex, a_nul_is_no_end)
{
	struct lexer lx = {.text = "a\0b", .end = 3};
	struct token t;

	lex_next(&lx, &t, false);
	cr_expect(t.kind == TOK_WORD && t.at.end == 1);
	lex_next(&lx, &t, false);
	cr_expect(t.kind == TOK_BAD);
}

Test(lex, a_long_number)
{
	char text[DECIMAL_LENGTH_MAX + 2];
	struct lexer lx = {.text = text, .end = DECIMAL_LENGTH_MAX};
	struct token t;

	memset(text, '7', sizeof(text));
	lex_next(&lx, &t, false);
	cr_expect(t.kind == TOK_NUMBER && t.at.end == DECIMAL_LENGTH_MAX);
	lx.pos = 0;
	lx.end++;
	lex_next(&lx, &t, false);
	cr_expect(t.kind == TOK_BAD);
}

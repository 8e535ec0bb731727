/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parser.h - what the files of the parser share. Everyone else includes parse.h. */
#ifndef BOTE_PARSER_H
#define BOTE_PARSER_H

#include "lang/lex.h"
#include "lang/parse.h"

#define BRACKETS_MAX 200
#define DEPTH_MAX 2000
#define TAIL_WORDS_MAX 16

/*
 * The state is sticky: after the first error the current token is TOK_END for good and every function
 * returns `bad`, a node that nobody looks at; the callers at the top look at `failed` once.
 */
struct parser {
	struct lexer lx;          /* comes after tok */
	struct token tok;         /* the token to be read next */
	enum token_kind previous; /* the token read last, and where it ended */
	uint32_t previous_end;
	struct arena *arena;
	const struct source *src;
	const struct vocabulary *v;
	struct diag *d;
	struct node *bad; /* is bad_node */
	struct node bad_node;
	bool failed, hintable;
	bool named, answered;             /* the statement has a name or call so far, or that of an answer */
	bool stop_at_with;                /* in a unit's definition: `with` and `is` end the expression */
	unsigned brackets;                /* open ones: the ends of lines do not count */
	struct span open;                 /* the innermost of them */
	unsigned level;                   /* of recursion */
	uint32_t money_at;                /* a number here is money, as the other end of its range; 0 for none */
	uint32_t magnitude_at;            /* a word here is the number it stands for: the M of `x per M`; 0 for none */
	uint32_t line, statement;         /* where they begin that are being read */
	const struct statement *function; /* whose body is being read, or NULL */
	const struct counter *counter;    /* that of the innermost smallest() which is being read, or NULL */
	uint32_t resume;                  /* after an error: continue with the line after this place */
};

/* The n of smallest(n, CONDITION), while the condition is read. */
struct counter {
	struct str name;
	const struct counter *outer;
};

/* A word seen ahead of the current token. */
struct look {
	struct str word; /* empty when no word stands there; `start` comes after the blanks all the same */
	uint32_t start, end;
	bool glued; /* no blank before it */
	bool plain; /* can be a unit: not a keyword, not dotted, not a call */
	enum word_class class;
};

/* A unit tail while it is read. Its words are apart, so that a step can be taken back by a copy. */
struct tail {
	struct unit_word *words; /* room for TAIL_WORDS_MAX */
	uint32_t count, start, end;
	double multiplier;
	bool slashed; /* it holds a slash or `per` */
	bool money;   /* of an amount of money, whose unit is that of the other end: of the 10 in "$5..10/user month" */
};

/* ---- parser.c ---- */
void parser_init(struct parser *p, struct arena *a, const struct source *src, uint32_t at, const struct vocabulary *v,
                 struct diag *d);
/* Read past the current token. */
void parser_advance(struct parser *p);
/* Go on reading at byte `pos`: what lies between was read as characters and counts as a token of `kind`. */
void parser_jump(struct parser *p, uint32_t pos, enum token_kind kind);
/* The token after the current one. */
struct token parser_peek(const struct parser *p);
/* Does `=` (and not `==`) follow the current token? */
bool parser_peek_assign(const struct parser *p);

struct node *parser_fail(struct parser *p, enum diag_kind kind, struct span at, const char *fmt, ...)
	MESSAGE_LIKE(4, 5);
/* A hint or remark for the error just reported; nothing when another was first. */
void parser_hint(struct parser *p, const char *fmt, ...) MESSAGE_LIKE(2, 3);
void parser_remark(struct parser *p, struct span at, const char *fmt, ...) MESSAGE_LIKE(3, 4);
/* "did you mean ...": units near `word`, or how to make it one. */
void parser_hint_nearest(struct parser *p, struct str word);
/* The current token cannot be here; `wanted` says what could, or is NULL. */
struct node *parser_unexpected(struct parser *p, const char *wanted);

/* One level deeper; false, with an error, when that is too deep. */
bool parser_enter(struct parser *p, struct span at);
static inline void parser_leave(struct parser *p)
{
	p->level--;
}

static inline struct str parser_text(const struct parser *p, struct span at)
{
	return lex_str(&p->lx, at.start, at.end);
}
static inline struct str parser_word(const struct parser *p)
{
	return parser_text(p, p->tok.at);
}
/* What was typed from `start` to the last token read, for a message: at most 60 bytes. */
struct str parser_since(const struct parser *p, uint32_t start);
struct str parser_excerpt(const struct parser *p, struct span at);
/* The value of a TOK_TEXT at `at`: without quotes and escapes. */
struct str parser_unquote(struct parser *p, struct span at);

/* A node with room for `kids` kids, all NULL. */
static inline struct node *node_new(struct parser *p, enum node_kind kind, struct span at, uint32_t kids)
{
	struct node *n = arena_alloc(p->arena, sizeof(*n) + kids * sizeof(struct node *));

	p->named |= kind == NODE_NAME || kind == NODE_CALL;
	n->kind = kind;
	n->at = at;
	n->depth = 1;
	n->count = kids;
	n->kids = kids ? (struct node **)(n + 1) : NULL;
	return n;
}
struct node *node_unary(struct parser *p, enum node_kind kind, enum node_op op, struct span at, struct node *kid);
struct node *node_binary(struct parser *p, enum node_op op, struct span at, struct span op_at, struct node *a,
                         struct node *b);
/* Set n->depth from its kids; an error when the tree got too deep. Returns n. */
struct node *node_settle(struct parser *p, struct node *n);
/* A statement that begins with the current token. */
struct statement *statement_new(struct parser *p, enum statement_kind kind);
/* Room for one more in a growing array of the arena. */
void *parser_grow(struct parser *p, void *old, uint32_t used, uint32_t *cap, size_t size);

/* ---- parse_hint.c: errors that say what to write instead ---- */
/* A comma, a colon (the current token) that cannot be here. */
struct node *fail_comma(struct parser *p);
struct node *fail_colon(struct parser *p);
/* "11/30/26", "2024-25": a note that they are no dates. There are no blanks in `n`. */
void note_date(struct parser *p, const struct node *n);
/* "4+-2", of which `n` is the sum. */
void fail_plus_minus(struct parser *p, const struct node *n);
/* What to write for the name that is none in front of a '='; `otherwise`, which may be NULL, where that is not it. */
void hint_name(struct parser *p, const char *otherwise);
/*
 * "peak rate = 3", "read/write = 100", whatever the words are: fails. The current token is the first word; false for
 * other statements.
 */
bool fail_name(struct parser *p);
/* "SLA 99.9%", "erasure coding 10+4": says how it is defined. False, and no hint, where `name` in front of it is known.
 */
bool hint_definition(struct parser *p, const struct node *name);
/* "sqrt 2", "p99 200 ms": a function, and the number after it. False where the name is none. */
bool hint_bracket(struct parser *p, const struct node *name, struct str number);
/* "USD 1200" */
bool hint_unit_first(struct parser *p, const struct node *name, struct str number);
/* What is left of the statement from `start` on, at most 60 bytes, for a message. */
struct str rest_of_statement(const struct parser *p, uint32_t start);
/* "20% off 50 USD": the current token is the word after the percent sign `at`. False if it is another one. */
bool fail_off(struct parser *p, struct span at, struct str share);
/* "20% DAU/MAU", whose 20 is `n`: a share, or so many for each. False where the current token begins no such unit. */
bool fail_ratio(struct parser *p, struct span at, const struct node *n);
/* "p99.9(x)": the name p99 and the number .9 side by side. False, and no hint, for anything else. */
bool hint_percentile(struct parser *p, struct str name, struct str number);
/* The current token cannot follow the conversion `n`. */
void fail_behind_conversion(struct parser *p, const struct node *n, struct span op);
/*
 * parse_joined.c: "1 TB over a 1 Gbit/s link": the current token is between two quantities. False, and no error,
 * for anything else.
 */
bool fail_joined(struct parser *p, const struct node *left);
/*
 * "1 in 1000", "5 GB in a day": a number or an article is the current token, after `in`. False, and no error, for
 * anything else.
 */
bool fail_in_number(struct parser *p, const struct node *left);
/*
 * "time to copy 1 TB": words with a `to` among them, `told`, and the estimate they are about, which is the current
 * token afterwards. False, and nothing happened, otherwise.
 */
bool skip_told(struct parser *p, const struct node *left, struct span *told);
/* The error, if the estimate that begins at `start` has none itself. */
void fail_told(struct parser *p, struct span told, uint32_t start);
/* "3 quarters of 1 TB": before `of` and a value. "a third of": the article is the current token. */
bool fail_quarter(struct parser *p, const struct node *left);
bool fail_third(struct parser *p);
/* "mod(7, 3)". False, and no error, for anything else. */
bool fail_word_call(struct parser *p);

/* ---- parse_fraction.c ---- */
/*
 * "1/2 h", "2 1/2 GB": make the fraction one number with the number token `t`, which ends before it or is its
 * numerator. Only before a unit, a magnitude or %.
 */
bool parse_fraction(const struct parser *p, struct token *t, bool behind_slash);
/* "1/200 GB", "5/4 TB": say how it was read. `n` is the quotient. */
void note_fraction(struct parser *p, const struct node *n, uint32_t start);

/* ---- parse_pasted.c ---- */
/* Is the bracket at the current token what bote prints after an answer, `left`? Then it is passed over. */
bool parse_pasted(struct parser *p, const struct node *left);
/* Does the bracket at `open` look so, whatever is before it: two blanks, or "≈" or "…" in it? */
bool parse_is_pasted(const struct parser *p, uint32_t open);

/* ---- parse_expr.c ---- */
/* An expression with its conversions. */
struct node *parse_whole(struct parser *p);
/* The same, of which the first factor is there already: `* 3` continues from the last answer. */
struct node *parse_whole_after(struct parser *p, struct node *first);
struct node *parse_exponent(struct parser *p);

struct node *parse_unary(struct parser *p);
/* The raised digits that are the current token, as an exponent. */
struct node *parse_raised(struct parser *p);

/* ---- parse_range.c ---- */
/* Does `to`, the current token, make a range? */
bool parse_to_makes_range(const struct parser *p);
/* Does the current token make a range, or a margin, of what comes before it? */
static inline bool parse_range_follows(const struct parser *p)
{
	return p->tok.kind == TOK_RANGE || p->tok.kind == TOK_PLUS_MINUS ||
	       (p->tok.kind == TOK_TO && parse_to_makes_range(p));
}
struct node *parse_range_after(struct parser *p, struct node *left, uint32_t start);

/* ---- parse_primary.c ---- */
struct node *parse_primary(struct parser *p);
struct node *parse_call(struct parser *p);
/* The same for a chart, where arguments with a name may come before others. */
struct node *parse_drawing(struct parser *p);

/* ---- parse_literal.c: numbers with magnitude and unit ---- */
struct node *parse_literal(struct parser *p);
/* The million of "a million", where no cell has that name. */
bool is_magnitude_word(const struct parser *p, struct str word);
/* A magnitude or an article where a number is meant, with its unit: "writes per million users", "a year", "a million".
 */
struct node *parse_magnitude_literal(struct parser *p);
struct node *parse_bare_exponent(struct parser *p, bool minus, uint32_t start);

/*
 * From the current token on, words only say what `quantity` is of: "64 GB of RAM", "$0.09/GB egress". Its op_at is
 * their place then. NULL when they are a factor.
 */
struct node *parse_described(struct parser *p, struct node *quantity);

/* ---- parse_unit.c ---- */
void look_word(const struct parser *p, uint32_t pos, struct look *l);
enum word_class look_class(const struct parser *p, struct str word);
/*
 * A number token, at `t`, with the magnitude after it. `next` gets the word that follows (with its class), *pos the
 * end of number and magnitude. In an exponent only a magnitude without a blank counts.
 */
struct node *read_number(struct parser *p, const struct token *t, bool exponent, enum token_kind before, uint32_t *pos,
                         struct look *next);
bool tail_add(struct parser *p, struct tail *t, uint32_t start, uint32_t end, int exponent);
/* The word that was looked at, in its proper spelling. */
bool tail_add_look(struct parser *p, struct tail *t, const struct look *l, int exponent);
/* The exponent of the word added last, if a caret touches it. False on an error. */
bool tail_exponent(struct parser *p, struct tail *t);
/* The slashes and `per`s from t->end on. */
static inline void tail_slashes(struct parser *p, struct tail *t);
static inline struct unit_tail *tail_to_unit(struct parser *p, const struct tail *t)
{
	struct unit_tail *out = arena_room(p->arena, sizeof(*out) + t->count * sizeof(struct unit_word));

	*out = (struct unit_tail){(struct unit_word *)(out + 1), t->count, {t->start, t->end}, t->multiplier};
	for (uint32_t i = 0; i < t->count; i++)
		out->words[i] = t->words[i];
	return out;
}
/* Private: tail_slashes where there may be something. */
void tail_slashes_slow(struct parser *p, struct tail *t);

/* Can the tail continue: is there a slash, a hyphen or a word, after one unit "per"? Most end here. */
static inline bool tail_may_go_on(const struct parser *p, const struct tail *t)
{
	char c = lex_char(&p->lx, t->end);

	if (c == ' ')
		c = lex_char(&p->lx, t->end + 1);
	if (lex_class[(unsigned char)c] == LEX_LETTER && t->count <= 1 && !(t->money && t->slashed))
		return c == 'p';
	return c == '/' || c == '-' ||
	       (lex_class[(unsigned char)c] != LEX_OTHER && lex_class[(unsigned char)c] != LEX_DIGIT);
}

static inline void tail_slashes(struct parser *p, struct tail *t)
{
	if (tail_may_go_on(p, t))
		tail_slashes_slow(p, t);
}

/* "m": an error that names what it could be. */
struct node *unit_fail_m(struct parser *p, struct span at);

/* ---- parse_noun.c: words that are no units as they are written ---- */
/*
 * Does the word at the current token only say what comes before it is? It is not a cell, unit or noun, and could be
 * counted, or is "p99".
 */
bool look_describes(struct parser *p);
/* Is it "avg" or its like, and the last word? */
bool look_statistic(struct parser *p);
/*
 * Where the words end that are, from the current token on, after a percentage and say what it is: "5% writes"; 0
 * when they do not.
 */
uint32_t look_share(struct parser *p);
/*
 * Where words from `pos` on end that are no values; 0 when one is, or, unless `nouns` may be alone, all are nouns: they
 * are a factor.
 */
uint32_t look_description(struct parser *p, uint32_t pos, bool nouns);
/* Is it a cell where it is, as far as is known: of the session, of an earlier statement, of the file? */
bool parser_is_cell(const struct parser *p, struct str word);
/* May x or a be what multiplies, or a 1? Not where it is a cell, the one that is being defined too, or a unit. */
bool parser_is_free(const struct parser *p, struct str word);
/* Is the word a unit in another case? Then the look is that unit. Without `plain` afterwards: it is a cell. */
bool look_any_case(struct parser *p, struct look *l);
/* Could the word be a noun? Words of the language and those with advice are none. */
bool look_countable(const struct parser *p, const struct look *l);
/*
 * Right after a number: a unit in another case, or a noun that is counted from here on; l->end may move past further
 * words.
 */
bool look_noun(struct parser *p, struct look *l);
/*
 * Below the line, where words lead to a noun: "per active user", "per million write requests". Then the look is that
 * noun, from the first of them on.
 */
bool look_phrase_below(struct parser *p, struct look *l);
/* The same of one word. */
bool look_noun_below(struct parser *p, struct look *l);

/* ---- parse_dash.c: hyphens, and prices as they are printed ---- */
enum word_measure word_measure(const struct parser *p, struct str word);
/* A hyphen at the end of the tail: "GB-month". False when there is no unit after it, or on an error. */
bool tail_dash(struct parser *p, struct tail *t);
/* A time after a price: "$0.023/GB month". */
bool tail_price(struct parser *p, struct tail *t);
/* Does the slash at `slash` follow money, and a unit and a time follow it? Then `unit` is that unit, or a magnitude
 * before it. */
bool tail_price_apart(const struct parser *p, const struct tail *t, uint32_t slash, struct look *unit);
/* Is it money, and nothing else above the line? */
bool node_is_money(const struct parser *p, const struct node *n);
/* An error where a hyphen after the number, at `pos`, leads to a unit: "4-core". */
void check_number_dash(struct parser *p, const struct node *number, uint32_t pos);

/* ---- parse_target.c ---- */
/* What comes after `to`, beginning with the current token, into a node with room for one kid. */
struct node *parse_target_node(struct parser *p, struct span op_at);
/* `in UNIT` of a param: units only. */
bool parse_unit_tail(struct parser *p, struct unit_tail *out);

/* ---- parse_statement.c ---- */
/* One statement; NULL on an error. */
struct statement *parse_statement(struct parser *p);

/* ---- parse_define.c ---- */
struct statement *parse_cell(struct parser *p);
struct statement *parse_function(struct parser *p);
struct statement *parse_param(struct parser *p);
struct statement *parse_measure(struct parser *p);
struct statement *parse_ref(struct parser *p);
/* Read a name that may be defined; `what` it is to name is for the message. */
bool parse_name(struct parser *p, struct str *name, struct span *at, const char *what);
bool parser_has_point(struct str word);
/* A description, and with `from` its origin. */
void parse_description(struct parser *p, struct statement *s, bool from);

/* ---- parse_list.c ---- */
struct statement *parse_show(struct parser *p);
struct statement *parse_see(struct parser *p);
struct statement *parse_example(struct parser *p);
struct statement *parse_use(struct parser *p);
struct statement *parse_scenario(struct parser *p);
struct statement *parse_machine(struct parser *p);

/* ---- parse_picture.c ---- */
struct statement *parse_box(struct parser *p);
struct statement *parse_flow(struct parser *p);
/* Does a statement of the picture follow, `name` being the token after its first word? */
bool parse_is_box(const struct parser *p, const struct token *name);
bool parse_is_flow(const struct parser *p, const struct token *name);

/* ---- parse_declare.c ---- */
struct statement *parse_unit_line(struct parser *p, enum statement_kind kind);
struct statement *parse_set(struct parser *p);

#endif

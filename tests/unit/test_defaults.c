/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a formula says beside its answers, for each that ships: which parameters an output waits for, and which defaults
 * entered. Both are held against what happens when a parameter is left out or given another value.
 */
#include "session/session_parts.h"
#include "talk.h"
#include "value/format.h"

enum { MOST = 32 };

static bool has(struct str text, struct str part)
{
	return memmem(text.p, text.len, part.p, part.len) != NULL;
}

/* A run: its answers one a line, "name = value", and its notes. */
struct ran {
	struct buf answers, notes;
	bool ok;
};

static void ran_release(struct ran *r)
{
	buf_release(&r->answers);
	buf_release(&r->notes);
}

static struct ran ran_with(struct session *s, struct str name, const struct given *given, size_t count)
{
	struct format f = session_format(s);
	struct ran r = {0};
	struct outcome o;

	outcome_init(&o);
	f.digits = 12;
	r.ok = session_run(s, name, given, count, NULL, &o);
	for (size_t i = 0; i < o.answer_count; i++) {
		const struct answer *x = &o.answers[i];
		buf_printf(&r.answers, "%.*s = ", STR(x->name.len ? x->name : x->text));
		if (x->kind == ANSWER_VALUE || x->kind == ANSWER_CELL)
			format_answer(&r.answers, &x->value, &f);
		else
			buf_add_c(&r.answers, x->holds ? "holds" : "does not hold");
		buf_char(&r.answers, '\n');
	}
	for (const struct diag_item *note = o.diag.notes; note; note = note->next)
		buf_printf(&r.notes, "%.*s\n", STR(note->text));
	outcome_release(&o);
	return r;
}

/* A formula's parameters, with what is given for them and what their defaults are. */
struct parameter {
	struct str name, value; /* value: the default, or what an example gives where there is none */
	struct str examples[4]; /* what examples give for it */
	uint32_t example_count;
	bool has_default, asks_nothing;
};

/* What came of a run: each is asked about once for each answer. */
struct kept_ran {
	struct buf given;
	uint32_t hash;
	struct ran ran;
};

struct asked {
	struct session *s;
	struct sheet *sheet;
	struct str name;
	struct parameter params[MOST];
	size_t count;
	struct kept_ran *kept;
	size_t kept_count, kept_room;
};

/* Of what has no default an example says what it may be; with `all`, of what has one, too. */
static void take_example(struct asked *q, const struct entry *e, bool all)
{
	const struct statement_more *more = e->statement->more;

	for (uint32_t k = 0; k < more->item_count; k++)
		for (size_t i = 0; i < q->count; i++) {
			struct parameter *p = &q->params[i];
			if (!str_eq(p->name, more->items[k].name))
				continue;
			if (p->example_count < COUNT(p->examples))
				p->examples[p->example_count++] = source_text(e->is.source, more->items[k].value->at);
			if (p->value.len && !all)
				continue;
			p->value = source_text(e->is.source, more->items[k].value->at);
			p->has_default = false;
		}
}

static void take_examples(struct asked *q, bool all)
{
	for (uint32_t i = 0; i < sheet_entry_count(q->sheet); i++)
		if (sheet_entry(q->sheet, i)->statement->kind == STATEMENT_EXAMPLE) {
			take_example(q, sheet_entry(q->sheet, i), all);
			if (all)
				return;
		}
}

/* Another value for a parameter; none where `of` is NULL. */
struct change {
	const struct parameter *of;
	struct str value;
};

static struct ran ran_again(const struct ran *r)
{
	struct ran again = {.ok = r->ok};

	buf_add_str(&again.answers, buf_str(&r->answers));
	buf_add_str(&again.notes, buf_str(&r->notes));
	return again;
}

/* ran_with, or what it was when the same was given before. */
static struct ran ran_once(struct asked *q, const struct given *given, size_t count)
{
	struct kept_ran new = {0};

	for (size_t i = 0; i < count; i++)
		buf_printf(&new.given, "%.*s=%.*s\n", STR(given[i].name), STR(given[i].value));
	new.hash = str_hash(buf_str(&new.given));
	for (size_t i = 0; i < q->kept_count; i++)
		if (q->kept[i].hash == new.hash && str_eq(buf_str(&q->kept[i].given), buf_str(&new.given))) {
			buf_release(&new.given);
			return ran_again(&q->kept[i].ran);
		}
	new.ran = ran_with(q->s, q->name, given, count);
	if (q->kept_count == q->kept_room) {
		q->kept_room = q->kept_room ? 2 * q->kept_room : 64;
		q->kept = xrealloc(q->kept, q->kept_room * sizeof(*q->kept));
	}
	q->kept[q->kept_count++] = new;
	return ran_again(&new.ran);
}

static void forget(struct asked *q)
{
	for (size_t i = 0; i < q->kept_count; i++) {
		buf_release(&q->kept[i].given);
		ran_release(&q->kept[i].ran);
	}
	free(q->kept);
}

/* All without a default are given, but `without`; those of `changes` have other values. */
static struct ran run_so(struct asked *q, const struct parameter *without, const struct change *changes, size_t n)
{
	struct given given[MOST];
	size_t count = 0;

	for (size_t i = 0; i < q->count; i++) {
		const struct parameter *p = &q->params[i];
		struct str value = p != without && !p->has_default ? p->value : S("");
		for (size_t k = 0; k < n; k++)
			if (p == changes[k].of)
				value = changes[k].value;
		if (value.len)
			given[count++] = (struct given){p->name, value};
	}
	return ran_once(q, given, count);
}

/* What it answers; one that answers nothing as it is (two of three are to be given) is asked what its example asks. */
static struct ran run_base(struct asked *q)
{
	struct ran r = run_so(q, NULL, NULL, 0);

	if (r.ok)
		return r;
	ran_release(&r);
	take_examples(q, true);
	return run_so(q, NULL, NULL, 0);
}

static bool ask(struct asked *q, struct outcome *o)
{
	struct text_found found;

	cr_assert(library_text(session_library(q->s), q->name, (struct str){0}, &o->diag, &found));
	q->sheet = sheet_new(session_engine(q->s), session_library(q->s), session_facts(q->s));
	cr_assert(sheet_load(q->sheet, found.path, found.folder, found.text, &o->diag));
	for (uint32_t i = 0; i < sheet_entry_count(q->sheet); i++) {
		const struct entry *e = sheet_entry(q->sheet, i);
		const struct statement *st = e->statement;
		if (st->kind == STATEMENT_PARAM && sheet_entry_is_own(q->sheet, e) && q->count < MOST)
			q->params[q->count++] = (struct parameter){
				.name = st->name,
				.value = st->expr ? source_text(e->is.source, st->expr->at) : S(""),
				.has_default = st->expr != NULL,
				.asks_nothing = ast_asks_nothing(st),
			};
	}
	take_examples(q, false);
	return q->count > 0;
}

/* Other values of a parameter: made of the one that it has, then those of examples. */
static const char *const others[] = {
	"(%.*s) * 0.1",
	"(%.*s) * 100",
	"(%.*s) * 2",
	"(%.*s) * 0.5",
	"(%.*s) * 10",
	"(%.*s) * 0",
	"(%.*s) + 1",
	"1",
	"not (%.*s)",
	"sort(%.*s)",
	"(%.*s) * seq(1, len(%.*s))",
	"(%.*s) / seq(1, len(%.*s))^9",
	"(%.*s) * 0.001",
	"(%.*s) * 10000",
};
enum { FEW = 2 }; /* of the first of them, and the examples, are those that others have meanwhile */

static bool other_value(const struct parameter *p, size_t most, size_t i, struct buf *out)
{
	struct str v = p->value;

	buf_reset(out);
	if (i > most + p->example_count)
		return false;
	if (i == most) /* times 0 is 0 */
		buf_printf(out, "%s%.*s", str_starts(v, S("0")) ? "7" : "", STR(str_cut(v, str_starts(v, S("0")), v.len)));
	else if (i > most)
		buf_add_str(out, p->examples[i - most - 1]);
	else
		buf_printf(out, others[i], STR(v), STR(v));
	return true;
}

/* The answers, or of one the line. */
static struct str said_of(const struct ran *r, struct str answer)
{
	struct str left = buf_str(&r->answers), line;

	if (!answer.len)
		return left;
	while (str_next_line(&left, &line))
		if (str_starts(line, answer))
			return line;
	return S("");
}

/* Is there another value of it with which the answer, or any if it has no name, is another? */
static bool moves_at(struct asked *q, const struct parameter *p, struct change at, struct str answer)
{
	struct ran base = run_so(q, NULL, &at, 1);
	struct buf value = {0};
	bool other = false;

	for (size_t i = 0; base.ok && !other && other_value(p, COUNT(others), i, &value); i++) {
		struct ran r = run_so(q, NULL, (struct change[]){at, {p, buf_str(&value)}}, 2);
		other = r.ok && !str_eq(said_of(&r, answer), said_of(&base, answer));
		ran_release(&r);
	}
	ran_release(&base);
	buf_release(&value);
	return other;
}

/* The same, or with another value of any of the others: a price moves nothing while 0 GB are bought. */
static bool moves(struct asked *q, const struct parameter *p, struct str answer)
{
	struct buf value = {0};
	bool other = moves_at(q, p, (struct change){0}, answer);

	for (size_t i = 0; i < q->count && !other; i++)
		for (size_t k = 0; &q->params[i] != p && !other && other_value(&q->params[i], FEW, k, &value); k++)
			other = moves_at(q, p, (struct change){&q->params[i], buf_str(&value)}, answer);
	buf_release(&value);
	return other;
}

/* "with a = 1, b = 2" names `name`? */
static bool is_named(const struct ran *r, struct str name)
{
	char word[100];

	snprintf(word, sizeof word, " %.*s = ", STR(name));
	for (struct str left = buf_str(&r->notes), line; left.len;) {
		size_t end = str_find_char(left, '\n', 0);
		line = str_cut(left, 0, end);
		left = str_cut(left, end + 1, left.len);
		if (str_starts(line, S("with ")) && has(line, str_from_c(word)))
			return true;
	}
	return false;
}

/* One question is about all limits at once: those of a load that was not asked for are said as well. */
static const char *const said_together[] = {"max_io", "max_memory", "max_disk"};

static bool is_said_together(const struct asked *q, const struct parameter *p)
{
	bool so = false;

	for (size_t i = 0; i < COUNT(said_together); i++)
		so = so || (str_eq(q->name, S("fleet")) && str_eq(p->name, str_from_c(said_together[i])));
	return so;
}

static void each_default_that_moves_is_named(struct asked *q)
{
	struct ran base = run_base(q);

	cr_expect(base.ok, "%.*s does not run", STR(q->name));
	for (size_t i = 0; i < q->count; i++) {
		const struct parameter *p = &q->params[i];
		if (!p->has_default || p->asks_nothing)
			continue;
		bool moved = moves(q, p, S("")), named = is_named(&base, p->name);
		cr_expect(moved == named || is_said_together(q, p), "%.*s: %.*s = %.*s %s: %s", STR(q->name), STR(p->name),
		          STR(p->value), moved ? "moves the answer and is not named" : "is named and moves nothing",
		          buf_c(&base.notes));
	}
	ran_release(&base);
}

/* Answers that rest on a parameter which the others outweigh at all the values that are tried here. */
static const char *const outweighed[][3] = {
	{"wide_row_partition", "key_bytes", "ok ="},
	{"llm_decode_rate", "kv_read", "limit ="},
};

static bool is_outweighed(const struct asked *q, const struct parameter *p, struct str answer)
{
	bool so = false;

	for (size_t i = 0; i < COUNT(outweighed); i++)
		so = so || (str_eq(q->name, str_from_c(outweighed[i][0])) && str_eq(p->name, str_from_c(outweighed[i][1])) &&
		            str_eq(answer, str_from_c(outweighed[i][2])));
	return so;
}

/* Without one of them, each answer that it does not move is there as before; of the others is said what they want. */
static void each_answer_needs_no_more_than_moves_it(struct asked *q)
{
	struct ran base = run_base(q);
	char wants[100], no[100];

	for (size_t i = 0; i < q->count; i++) {
		const struct parameter *p = &q->params[i];
		if (p->has_default || p->asks_nothing || !p->value.len)
			continue;
		struct ran r = run_so(q, p, NULL, 0);
		struct str left = buf_str(&base.answers), line;
		snprintf(wants, sizeof wants, "%.*s=VALUE", STR(p->name));
		while (str_next_line(&left, &line)) {
			struct str answer = str_cut(line, 0, str_find_char(line, '=', 0) + 1);
			snprintf(no, sizeof no, "no %.*syet: ", (int)answer.len - 1, answer.p);
			bool there = has(buf_str(&r.answers), line), moved = is_outweighed(q, p, answer) || moves(q, p, answer),
				 said = has(buf_str(&r.notes), str_from_c(no)) && has(buf_str(&r.notes), str_from_c(wants));
			cr_expect(there ? !moved && !said : said || (moved && !r.ok), "%.*s without %.*s: %.*s %s, %s: %s",
			          STR(q->name), STR(p->name), STR(line), there ? "is there" : "is not there",
			          moved ? "is moved" : "is not moved", buf_c(&r.notes));
			cr_expect(moved || there, "%.*s without %.*s: %.*s could be had", STR(q->name), STR(p->name), STR(line));
		}
		ran_release(&r);
	}
	ran_release(&base);
}

/* Each formula that ships and has parameters; labs take long, and whole estimates say nothing. */
static void each_formula(void (*look)(struct asked *q))
{
	struct session *s = session_new(S(""));
	unsigned count, tried = 0;
	const struct listing *list = library_list(session_library(s), &count);
	struct outcome o;

	outcome_init(&o);
	cr_assert(session_text(s, SESSION_STREAM, S("set samples 300"), &o));
	for (unsigned i = 0; i < count; i++) {
		struct asked q = {.s = s, .name = list[i].name};
		if (listing_is_example(&list[i]) || str_eq(list[i].topic, S("lab")))
			continue;
		if (ask(&q, &o)) {
			tried++;
			look(&q);
		}
		forget(&q);
		sheet_free(q.sheet);
	}
	cr_expect(tried > 140, "%u", tried);
	outcome_release(&o);
	session_free(s);
}

Test(defaults, that_move_an_answer_are_named)
{
	each_formula(each_default_that_moves_is_named);
}

Test(defaults, an_answer_waits_for_what_moves_it)
{
	each_formula(each_answer_needs_no_more_than_moves_it);
}

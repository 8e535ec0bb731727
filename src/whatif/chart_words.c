/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_words.c - the table of charts that a sheet can ask for. */
#include "base/buf.h"
#include "whatif/chart_ask.h"

const struct chart_word chart_words[] = {
	{.name = "growth",
     .usage = "growth(RATE, over = TIME [, growth = SHARE per TIME])",
     .help = "what a rate adds up to over time",
     .about = "What something per time adds up to, with a band where it is uncertain. growth = 30%/year lets "
              "the rate grow by 30 % within each year, evenly at every moment; 2%/month by 2 % within each "
              "month. Below it is how the last number comes about.",
     .read = chart_ask_growth,
     .options = {"over", "growth"},
     .least = 1,
     .most = 1},
	{.name = "breakdown",
     .usage = "breakdown(PART, PART, ...)",
     .help = "parts of a whole",
     .about = "Parts of a whole, largest first. Of uncertain parts the medians.",
     .kind = CHART_BREAKDOWN,
     .read = chart_ask_parts,
     .least = 2,
     .most = CHART_ASK_PARTS},
	{.name = "histogram",
     .usage = "histogram(X)",
     .help = "how likely each value of an uncertain number is",
     .about = "How likely each value of an uncertain number is, from P1 to P99, with P5, P50 and P95; on a log "
              "axis where P95 is more than 20 times P5. Counts have a bar for each whole number. The limit "
              "that a check sets is marked, with the share of the cases beyond it.",
     .read = chart_ask_histogram,
     .least = 1,
     .most = 1},
	{.name = "tornado",
     .usage = "tornado(X)",
     .help = "which assumptions move an uncertain number",
     .about = "What becomes of an uncertain number when each assumption alone is at its P5 and at its P95, "
              "from what all of them make at their medians; the P50 of the number beside that where it is "
              "another.",
     .read = chart_ask_tornado,
     .least = 1,
     .most = 1},
	{.name = "waterfall",
     .usage = "waterfall(PART, PART, ..., budget = LIMIT)",
     .help = "parts one after the other, against a budget",
     .about = "Parts one after the other, in the order given and in one unit, against a budget.",
     .read = chart_ask_waterfall,
     .options = {"budget"},
     .least = 2,
     .most = CHART_ASK_PARTS},
	{.name = "lab",
     .usage = "lab(NAME)",
     .help = "what a lab that is used as NAME drew",
     .about = "What a lab that is used under that name drew.",
     .read = chart_ask_lab,
     .least = 1,
     .most = 1},
	{.name = "line",
     .usage = "line(X, ..., CELL = FROM..TO [, log])",
     .help = "what becomes of X while a cell goes through a range",
     .about = "What becomes of up to six numbers of one kind while a cell goes through a range, with bands "
              "where they are uncertain. Where there is no value the line has a gap.",
     .read = chart_ask_line,
     .cells = true,
     .least = 1,
     .most = CHART_ASK_LINES + 1},
};
const unsigned chart_word_count = sizeof(chart_words) / sizeof(*chart_words);

const struct chart_word *chart_word_find(struct str name)
{
	for (unsigned i = 0; i < chart_word_count; i++)
		if (str_eq(name, str_from_c(chart_words[i].name)))
			return &chart_words[i];
	return NULL;
}

static struct chart *no_such_kind(struct chart_request *r)
{
	struct node word = {.at = r->call->op_at};
	struct buf names = {0};

	for (unsigned i = 0; i < chart_word_count; i++)
		buf_printf(&names, "%s%s", i ? ", " : "", chart_words[i].name);
	chart_fail(r, DIAG_NAME, &word, "there is no chart '%.*s'", STR(r->call->text));
	diag_hint(r->q->d, "charts are %s", buf_c(&names));
	buf_release(&names);
	return NULL;
}

static bool chart_words_is_option(const struct chart_word *k, struct str name)
{
	for (unsigned i = 0; i < 2 && k->options[i]; i++)
		if (str_eq(name, str_from_c(k->options[i])))
			return true;
	return false;
}

static bool arguments_fit(struct chart_request *r, const struct chart_word *w)
{
	const struct node *call = r->call;

	for (uint32_t i = 0; i < call->count && !w->cells; i++)
		if (call_name(call, i).len && !chart_words_is_option(w, call_name(call, i))) {
			chart_misused(r, call->kids[i],
			              arena_printf(r->q->a, "a %s has no '%.*s'", w->name, STR(call_name(call, i))).p);
			return false;
		}
	if (r->count > w->most)
		chart_misused(r, r->part[w->most],
		              arena_printf(r->q->a, "a %s takes no more than %u here", w->name, w->most).p);
	else if (r->count < w->least)
		chart_misused(r, call,
		              arena_printf(r->q->a, w->least > 1 ? "a %s has two parts or more" : "a %s of what?", w->name).p);
	return r->count >= w->least && r->count <= w->most;
}

struct chart *chart_asked(struct ask *q, const struct definition *at, const struct statement *st)
{
	struct chart_request r = {.q = q, .at = at, .call = st->expr, .text = st->text};
	const struct chart_word *w = r.word = chart_word_find(st->expr->text);
	struct chart *c;

	if (!w)
		return no_such_kind(&r);
	r.part = arena_array(q->a, struct node *, st->expr->count);
	for (uint32_t i = 0; i < st->expr->count; i++)
		if (!call_name(st->expr, i).len)
			r.part[r.count++] = st->expr->kids[i];
	c = arguments_fit(&r, w) ? w->read(&r) : NULL;
	if (c && !c->why.len && !chart_worth(c))
		c->why = S("there is nothing to see");
	return c;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* import_line.c - the line of the store that keeps what was imported, with where it is from. */
#include <stdlib.h>
#include <time.h>

#include "base/now.h"
#include "base/utf8.h"
#include "measured/import_parts.h"

static json_t *figures(const struct import *m)
{
	json_t *all = json_object();

	for (unsigned i = 0; i < m->count; i++) {
		const struct import_number *x = &m->numbers[i];
		char *key = strndup(x->ending.p ? x->ending.p : "", x->ending.len);

		json_object_set_new(
			all, key,
			json_pack("{s:f,s:f,s:f,s:s}", "value", x->value, "low", x->low, "high", x->high, "unit", x->unit));
		free(key);
	}
	return all;
}

/* JSON is UTF-8, and so is what is shown. */
static struct str import_line_fit(struct arena *a, struct str text)
{
	struct str copy = arena_str(a, text);
	size_t at;

	while ((at = utf8_unfit(copy)) < copy.len)
		((char *)copy.p)[at] = '?';
	return copy;
}

bool import_is_day(struct str day)
{
	int64_t year, month;
	unsigned of_month;

	if (day.len != 10 || day.p[4] != '-' || day.p[7] != '-')
		return false;
	for (size_t i = 0; i < day.len; i++)
		if (i != 4 && i != 7 && (day.p[i] < '0' || day.p[i] > '9'))
			return false;
	year = strtol(day.p, NULL, 10);
	month = (day.p[5] - '0') * 10 + (day.p[6] - '0');
	of_month = (unsigned)((day.p[8] - '0') * 10 + (day.p[9] - '0'));
	return month >= 1 && month <= 12 && of_month >= 1 &&
	       of_month <= now_days(year + month / 12, (unsigned)(month % 12 + 1), 1) - now_days(year, (unsigned)month, 1);
}

/* "imported from ab.txt (ab, 2026-11-29), another machine, closed loop" */
static struct str origin_text(const struct import *m, const struct import_origin *o, struct str day, struct arena *a)
{
	static const char *const loops[] = {"", ", closed loop", ", open loop", ", open loop with even gaps"};

	return arena_printf(a, MEASURED_IMPORT "%.*s (%s%s%.*s, %.*s), %.*s%s", STR(o->file), m->tool,
	                    m->version.len ? " " : "", STR(m->version), STR(day),
	                    STR(o->machine.len ? o->machine : S("another machine")), loops[m->loop]);
}

static struct str day_of(int64_t seconds, struct arena *a)
{
	time_t t = (time_t)seconds;
	struct tm tm;
	char text[16];

	gmtime_r(&t, &tm);
	strftime(text, sizeof(text), "%Y-%m-%d", &tm);
	return arena_str(a, str_from_c(text));
}

void import_line(const struct import *m, const struct import_origin *o, struct arena *a, struct buf *out)
{
	struct str day = o->day.len ? o->day : import_is_day(m->day) ? m->day : day_of(o->now, a);
	struct str origin = import_line_fit(a, origin_text(m, o, day, a)), seen = import_line_fit(a, m->seen),
			   when = arena_printf(a, "%.*sT00:00:00Z", STR(day));
	json_t *line = json_pack("{s:s%,s:s,s:s,s:s%,s:s%,s:s%,s:s%,s:o}", "op", o->name.p, o->name.len, "group",
	                         "imported", "tool", m->tool, "origin", origin.p, origin.len, "verdict", m->verdict.p,
	                         m->verdict.len, "seen", seen.p, seen.len, "when", when.p, when.len, "figures", figures(m));
	char *text = line ? json_dumps(line, JSON_COMPACT) : NULL;

	if (text)
		buf_printf(out, "%s\n", text);
	free(text);
	json_decref(line);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* import_line.c - the line of the store that keeps what was imported, with where it is from. */
#include <stdlib.h>

#include "base/now.h"
#include "measured/import_parts.h"
#include "value/json_put.h"

static void import_line_figures(struct json_put *j, const struct import *m)
{
	json_open_at(j, "figures", '{');
	for (unsigned i = 0; i < m->count; i++) {
		const struct import_number *x = &m->numbers[i];

		json_key_text(j, x->ending);
		json_open(j, '{');
		json_number_at(j, "value", x->value);
		json_number_at(j, "low", x->low);
		json_number_at(j, "high", x->high);
		json_field(j, "unit", str_from_c(x->unit));
		json_close(j, '}');
	}
	json_close(j, '}');
}

bool import_is_day(struct str day)
{
	int64_t year, month;
	unsigned of_month;

	if (day.len != 10 || day.p[4] != '-' || day.p[7] != '-')
		return false;
	for (size_t i = 0; i < day.len; i++)
		if (i != 4 && i != 7 && !char_is_digit(day.p[i]))
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

void import_line(const struct import *m, const struct import_origin *o, struct arena *a, struct buf *out)
{
	struct str day = o->day.len ? o->day : import_is_day(m->day) ? m->day : now_day(a, o->now);
	struct json_put j = {.out = out};

	json_open(&j, '{');
	json_field(&j, "op", o->name);
	json_field(&j, "group", S("imported"));
	json_field(&j, "tool", str_from_c(m->tool));
	json_field(&j, "origin", origin_text(m, o, day, a));
	json_field(&j, "verdict", m->verdict);
	json_field(&j, "seen", m->seen);
	json_field(&j, "when", arena_printf(a, "%.*sT00:00:00Z", STR(day)));
	import_line_figures(&j, m);
	json_close(&j, '}');
	buf_char(out, '\n');
}

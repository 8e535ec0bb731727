/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What earlier runs found, from made-up stores. */
#include "bench/earlier.h"

#include "rows.h"

#define LINE(rev, value, passes, day) LINE_OF(rev, value, passes, day, "good", "true")
#define LINE_OF(rev, value, passes, day, verdict, steady) \
	"{\"op\":\"disk\",\"rev\":" rev ",\"value\":" value \
	",\"low\":0.1,\"high\":99,\"unit\":\"s\",\"verdict\":\"" verdict "\",\"steady\":" steady ",\"passes\":[" passes \
	"],\"when\":\"2026-11-" day "T00:00:00Z\"}\n"
#define FIVE "1,1,1,1,1"

static const struct {
	const char *what, *text;
	enum op_class class;
	double want;
	const char *when; /* NULL: not looked at */
} rows[] = {
	{"nothing", "", CLASS_CORE, 0, NULL},
	{"one", LINE("2", "7", FIVE, "01"), CLASS_CORE, 7, "2026-11-01"},
	{"another revision", LINE("1", "7", FIVE, "01"), CLASS_CORE, 0, NULL},
	{"a quick run", LINE("2", "7", "1,1", "01"), CLASS_CORE, 0, NULL},
	{"the least of a core", LINE("2", "7", FIVE, "01") LINE("2", "5", FIVE, "02") LINE("2", "6", FIVE, "03"),
     CLASS_CORE, 5, "2026-11-03"},
	{"the median of a disk", LINE("2", "7", FIVE, "01") LINE("2", "5", FIVE, "02") LINE("2", "6", FIVE, "03"),
     CLASS_DEVICE, 6, NULL},
	{"the last three",
     LINE("2", "1", FIVE, "01") LINE("2", "7", FIVE, "02") LINE("2", "8", FIVE, "03") LINE("2", "9", FIVE, "04"),
     CLASS_CORE, 7, "2026-11-04"},
	{"poor ones whose passes differed are no witnesses",
     LINE("2", "7", FIVE, "01") LINE_OF("2", "3", FIVE, "02", "poor", "false"), CLASS_CORE, 7, "2026-11-01"},
	{"but after three of them there is no other",
     LINE("2", "7", FIVE, "01") LINE_OF("2", "9", FIVE, "02", "poor", "false")
         LINE_OF("2", "9", FIVE, "03", "poor", "false") LINE_OF("2", "9", FIVE, "04", "poor", "false"),
     CLASS_CORE, 0, NULL},
	{"what is too noisy says nothing",
     LINE("2", "7", FIVE, "01") LINE_OF("2", "9", FIVE, "02", "too noisy", "false")
         LINE_OF("2", "9", FIVE, "03", "too noisy", "false") LINE_OF("2", "9", FIVE, "04", "too noisy", "false"),
     CLASS_CORE, 7, "2026-11-01"},
	{"poor ones are, when their passes agreed",
     LINE("2", "7", FIVE, "01") LINE_OF("2", "3", FIVE, "02", "poor", "true"), CLASS_CORE, 3, "2026-11-02"},
	{"quick ones do not count", LINE("2", "7", FIVE, "02") LINE("2", "1", "1,1", "03"), CLASS_CORE, 7, "2026-11-02"},
};

Test(earlier, rows)
{
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct operation op = {.name = "disk", .rev = 2, .class = rows[i].class};
		struct measured *m = measured_parse(str_from_c(rows[i].text));
		struct str when = {0};
		double got = earlier_value(m, &op, &when);

		cr_expect(close_to(got, rows[i].want, 1e-12), "%s: %g", rows[i].what, got);
		if (rows[i].when)
			cr_expect(str_eq(when, str_from_c(rows[i].when)), "%s: %.*s", rows[i].what, STR(when));
		measured_free(m);
	}
	cr_expect(earlier_value(NULL, &(struct operation){.name = "disk"}, &(struct str){0}) == 0);
}

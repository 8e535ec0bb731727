/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdio.h>

#include "prelude.h"
#include "rows.h"

static const char *const prelude_files[] = {"formulas/prelude/units.bote", "formulas/prelude/nouns.bote"};

/* A registry with the shipped units and further lines. */
static struct unit_registry *registry_with(const char *lines)
{
	struct unit_registry *reg = prelude_registry();

	unit_index(reg, str_from_c(lines));
	return reg;
}

static double base_of(struct unit_registry *reg, const char *text)
{
	struct units u;
	struct factor scale;

	if (!prelude_units(reg, text, &u, &scale))
		return NAN;
	return factor_apply(units_base(&u), factor_apply(scale, 1));
}

static const char *written(struct unit_registry *reg, const char *text, bool many)
{
	static struct buf out;
	struct units u;
	struct factor scale;

	buf_reset(&out);
	if (!prelude_units(reg, text, &u, &scale))
		return "?";
	units_write(&out, &u, many);
	return buf_c(&out);
}

static bool known(struct unit_registry *reg, const char *word)
{
	struct units u;
	struct factor scale;

	return unit_lookup(reg, str_from_c(word), &u, &scale, NULL);
}

/* ---- the shipped definitions ---- */

static void count_names(void *ctx, const struct unit *u, const struct str *names, unsigned count)
{
	(void)u;
	(void)names;
	*(unsigned *)ctx += count;
}

/* A name given twice would be dropped without a word. */
Test(unit, every_line_is_good_and_every_name_is_given_once)
{
	struct unit_registry *reg = prelude_registry();
	unsigned names = 0, wanted = 0;
	struct arena a;

	arena_init(&a);
	for (size_t f = 0; f < COUNT(prelude_files); f++) {
		struct str text = prelude_text(prelude_files[f]), line;

		cr_assert(text.len > 0);
		while (str_next_line(&text, &line)) {
			struct unit_decl decl;
			struct str value;

			if (line.len == 0 || str_starts(line, S("//")))
				continue;

			cr_assert(unit_decl_read(&a, line, &decl, &value), "%.*s", STR(line));
			for (unsigned i = 0; i < decl.name_count; i++) {
				bool behind = str_ends(decl.names[i], S("-"));

				wanted += !behind && !(i && str_eq(decl.names[i], decl.names[0])); /* series, series: one word */
				cr_expect(behind || unit_classify(reg, decl.names[i]) >= 0, "%.*s", STR(decl.names[i]));
			}
		}
	}
	unit_each(reg, count_names, &names);
	cr_expect_eq(names, wanted);
	arena_release(&a);
	unit_registry_free(reg);
}

static void expect_reduced(void *ctx, const struct unit *u, const struct str *names, unsigned count)
{
	struct unit_registry *reg = ctx;
	const struct units *made = u->meaning;

	cr_expect(count > 0);
	cr_expect(u->root != NULL);
	cr_expect(isfinite(u->base.num / u->base.den) && u->base.num > 0, "%.*s", STR(names[0]));
	if (u->class == UNIT_ALIAS) {
		cr_expect(made && made->n > 0);
		return;
	}
	cr_expect((u->class == UNIT_QUANTITY) == (u->hard != 0), "%.*s", STR(names[0]));
	for (unsigned i = 0; made && i < made->n; i++) {
		cr_expect(!made->term[i].unit->compound, "%.*s", STR(names[0]));
		cr_expect(u->hard == 0 || made->term[i].unit->root->meaning == NULL, "%.*s", STR(names[0]));
	}
	for (unsigned i = 0; i < count; i++) {
		struct units word;
		struct factor scale;

		cr_expect(unit_lookup(reg, names[i], &word, &scale, NULL));
		cr_expect(word.n == 1 && word.term[0].unit == u, "%.*s", STR(names[i]));
	}
}

Test(unit, every_unit_reduces_to_base_units)
{
	struct unit_registry *reg = prelude_registry();

	unit_each(reg, expect_reduced, reg);
	unit_registry_free(reg);
}

struct prefixing {
	struct unit_registry *reg;
	unsigned seen;
};

static void expect_prefixed(struct prefixing *p, const struct unit *u, struct str name, const struct prefix *prefix,
                            const char *spelling)
{
	char word[160];
	struct units got;
	struct factor scale;

	snprintf(word, sizeof(word), "%s%.*s", spelling, STR(name));
	cr_expect(unit_lookup(p->reg, str_from_c(word), &got, &scale, NULL), "%s", word);
	p->seen++;
	if (u->class == UNIT_ALIAS) {
		double base = factor_apply(u->base, factor_apply(units_base(u->meaning), factor_apply(prefix->factor, 1)));

		cr_expect(fabs(factor_apply(units_base(&got), factor_apply(scale, 1)) / base - 1) < 1e-15, "%s", word);
	} else {
		cr_expect(got.n == 1 && got.term[0].unit == u && got.term[0].prefix == prefix_place(prefix), "%s", word);
	}
}

static void try_prefixes(void *ctx, const struct unit *u, const struct str *names, unsigned count)
{
	struct prefixing *p = ctx;
	unsigned n;
	const struct prefix *prefix = unit_prefixes(&n);

	for (unsigned i = 0; i < count; i++) {
		for (unsigned k = 0; k < n; k++) {
			if (!(prefix[k].family & u->families))
				continue;
			/* "kb" and its like are bytes. */
			if (!str_eq(names[i], S("b")) || prefix[k].family != PREFIX_DECIMAL)
				expect_prefixed(p, u, names[i], &prefix[k], prefix[k].symbol);
			if (names[i].len >= 3)
				expect_prefixed(p, u, names[i], &prefix[k], prefix[k].word);
		}
	}
}

/* No prefixed name is at the same time something else. */
Test(unit, every_prefix_stands_before_every_unit_that_takes_it)
{
	struct prefixing p = {prelude_registry(), 0};

	unit_each(p.reg, try_prefixes, &p);
	cr_expect(p.seen > 500);
	unit_registry_free(p.reg);
}

Test(unit, prefixes_are_powers)
{
	unsigned n;
	const struct prefix *p = unit_prefixes(&n);

	for (unsigned i = 0; i < n; i++) {
		double value = factor_apply(p[i].factor, 1);
		double power = p[i].family == PREFIX_BINARY ? log2(value) / 10 : log10(value) / 3;

		cr_expect(power == round(power) && power != 0, "%s", p[i].word);
		for (unsigned k = 0; k < i; k++)
			cr_expect(strcmp(p[i].symbol, p[k].symbol) && strcmp(p[i].word, p[k].word), "%s", p[i].word);
	}
}

Test(unit, words)
{
	static const struct {
		const char *word, *written;
		double base;
	} rows[] = {
		{"B", "B", 1},
		{"byte", "B", 1},
		{"bytes", "B", 1},
		{"octets", "B", 1},
		{"bit", "bits", 0.125},
		{"b", "bits", 0.125},
		{"kB", "kB", 1e3},
		{"KB", "kB", 1e3},
		{"MB", "MB", 1e6},
		{"Mb", "Mbit", 1.25e5},
		{"Mbit", "Mbit", 1.25e5},
		{"Mbits", "Mbit", 1.25e5},
		{"megabits", "Mbit", 1.25e5},
		{"kilobyte", "kB", 1e3},
		{"gigabytes", "GB", 1e9},
		{"KiB", "KiB", 1024},
		{"GiB", "GiB", 1073741824},
		{"mebibyte", "MiB", 1048576},
		{"Gibit", "Gibit", 134217728},
		{"gibibits", "Gibit", 134217728},
		{"kb", "kB", 1e3},
		{"mb", "MB", 1e6},
		{"pb", "PB", 1e15},
		{"Kb", "kbit", 125},
		{"MBytes", "MB", 1e6},
		{"YB", "YB", 1e24},
		{"EiB", "EiB", 1152921504606846976.0},
		{"bps", "bits/s", 0.125},
		{"Mbps", "Mbit/s", 1.25e5},
		{"mbps", "Mbit/s", 1.25e5},
		{"MBPS", "Mbit/s", 1.25e5},
		{"kbps", "kbit/s", 125},
		{"KBPS", "kbit/s", 125},
		{"gbps", "Gbit/s", 1.25e8},
		{"Tbps", "Tbit/s", 1.25e11},
		{"GBps", "GB/s", 1e9},
		{"gBps", "GB/s", 1e9},
		{"kBps", "kB/s", 1e3},
		{"KBps", "kB/s", 1e3},
		{"Bps", "B/s", 1},
		{"MiBps", "MiB/s", 1048576},
		{"s", "s", 1},
		{"ms", "ms", 1e-3},
		{"us", "\u00b5s", 1e-6},
		{"\u00b5s", "\u00b5s", 1e-6},
		{"\u03bcs", "\u00b5s", 1e-6},
		{"ns", "ns", 1e-9},
		{"secs", "s", 1},
		{"seconds", "s", 1},
		{"msec", "ms", 1e-3},
		{"milliseconds", "ms", 1e-3},
		{"min", "min", 60},
		{"mins", "min", 60},
		{"minutes", "min", 60},
		{"h", "h", 3600},
		{"hours", "h", 3600},
		{"hrs", "h", 3600},
		{"d", "days", 86400},
		{"day", "days", 86400},
		{"weeks", "weeks", 604800},
		{"wk", "weeks", 604800},
		{"month", "months", 2628000},
		{"mo", "months", 2628000},
		{"quarters", "quarters", 7884000},
		{"yr", "years", 31536000},
		{"years", "years", 31536000},
		{"decade", "decades", 315360000},
		{"Hz", "Hz", 1},
		{"GHz", "GHz", 1e9},
		{"megahertz", "MHz", 1e6},
		{"rpm", "/min", 1 / 60.0},
		{"RPM", "/min", 1 / 60.0},
		{"$", "$", 1},
		{"USD", "$", 1},
		{"dollars", "$", 1},
		{"cent", "cents", 0.01},
		{"cents", "cents", 0.01},
		{"metre", "metres", 1},
		{"meters", "metres", 1},
		{"km", "km", 1000},
		{"kilometres", "km", 1000},
		{"mm", "mm", 1e-3},
		{"cm", "cm", 0.01},
		{"nm", "nm", 1e-9},
		{"ft", "ft", 0.3048},
		{"feet", "ft", 0.3048},
		{"inches", "inches", 0.0254},
		{"miles", "miles", 1609.344},
		{"g", "g", 1},
		{"kg", "kg", 1000},
		{"mg", "mg", 1e-3},
		{"tonnes", "tonnes", 1e6},
		{"kilogram", "kg", 1000},
		{"J", "J", 1},
		{"MJ", "MJ", 1e6},
		{"W", "W", 1},
		{"kW", "kW", 1000},
		{"megawatts", "MW", 1e6},
		{"Wh", "Wh", 3600},
		{"kWh", "kWh", 3.6e6},
		{"GWh", "GWh", 3.6e12},
		{"RPS", "requests/s", 1},
		{"rps", "requests/s", 1},
		{"rPs", "requests/s", 1},
		{"kRPS", "requests/s", 1e3},
		{"krps", "requests/s", 1e3},
		{"MQPS", "queries/s", 1e6},
		{"TPS", "transactions/s", 1},
		{"iops", "operations/s", 1},
		{"kIOPS", "operations/s", 1e3},
		{"TFLOPS", "flops/s", 1e12},
		{"tweets", "tweets", 1},
		{"tweet", "tweets", 1},
		{"query", "queries", 1},
		{"queries", "queries", 1},
		{"reqs", "requests", 1},
		{"msg", "messages", 1},
		{"msgs", "messages", 1},
		{"ops", "operations", 1},
		{"txns", "transactions", 1},
		{"vCPUs", "cpus", 1},
		{"GPUs", "gpus", 1},
		{"people", "people", 1},
		{"entries", "entries", 1},
		{"switches", "switches", 1},
		{"batches", "batches", 1},
		{"processes", "processes", 1},
		{"keys", "keys", 1},
		{"retries", "retries", 1},
		{"misses", "misses", 1},
		{"replicas", "replicas", 1},
		{"px", "pixels", 1},
	};
	struct unit_registry *reg = prelude_registry();

	for (int pass = 0; pass < 2; pass++) { /* the second one is answered from memory */
		for (size_t i = 0; i < COUNT(rows); i++) {
			cr_expect_str_eq(written(reg, rows[i].word, true), rows[i].written, "%s", rows[i].word);
			cr_expect_eq(base_of(reg, rows[i].word), rows[i].base, "%s", rows[i].word);
		}
	}
	unit_registry_free(reg);
}

Test(unit, percent_and_other_numbers)
{
	static const struct {
		const char *word;
		double value;
	} rows[] = {{"%", 0.01}, {"percent", 0.01}, {"ppm", 1e-6}, {"dozen", 12}};
	struct unit_registry *reg = prelude_registry();

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct units u;
		struct factor scale;

		cr_assert(unit_lookup(reg, str_from_c(rows[i].word), &u, &scale, NULL));
		cr_expect_eq(u.term[0].unit->class, UNIT_NUMBER);
		cr_expect_eq(factor_apply(units_base(&u), 1), rows[i].value, "%s", rows[i].word);
		cr_expect(units_plain(&u) && units_soft(&u) && !units_has_noun(&u));
	}
	unit_registry_free(reg);
}

Test(unit, unknown_words)
{
	static const char *const rows[] = {
		"",
		"m",
		"in",
		"M",
		"k",
		"hs",
		"Bs",
		"MBs",
		"sB",
		"mB",
		"mebib",
		"iB",
		"xMB",
		"kkB",
		"tweetss",
		"pallet",
		"pallets",
		"kilorequests",
		"yibibyte",
		"foo",
		"Day",
		"mib",
		"\xff\xfe",
		"s/s",
		"status",
		"bus",
		"dns",
		"kuser",
		"a_word_of_more_than_sixty_four_bytes_that_nobody_would_ever_type_for_a_unit",
	};
	struct unit_registry *reg = prelude_registry();

	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < COUNT(rows); i++) {
			cr_expect(!known(reg, rows[i]), "%s", rows[i]);
			cr_expect_eq(unit_classify(reg, str_from_c(rows[i])), -1, "%s", rows[i]);
		}
	unit_registry_free(reg);
}

Test(unit, classes)
{
	static const struct {
		const char *word;
		int class;
	} rows[] = {
		{"GB", UNIT_QUANTITY}, {"RPS", UNIT_QUANTITY}, {"kRPS", UNIT_QUANTITY}, {"rpm", UNIT_QUANTITY},
		{"W", UNIT_QUANTITY},  {"tweets", UNIT_NOUN},  {"reqs", UNIT_NOUN},     {"dozen", UNIT_NUMBER},
		{"%", UNIT_NUMBER},    {"nothing", -1},
	};
	struct unit_registry *reg = prelude_registry();

	for (size_t i = 0; i < COUNT(rows); i++)
		cr_expect_eq(unit_classify(reg, str_from_c(rows[i].word)), rows[i].class, "%s", rows[i].word);
	unit_registry_free(reg);
}

Test(unit, flags)
{
	static const struct {
		const char *word;
		unsigned flags;
	} rows[] = {
		{"kb", UNIT_WORD_LOWER_BYTES},
		{"gb", UNIT_WORD_LOWER_BYTES},
		{"Kb", 0},
		{"MB", 0},
		{"mbps", 0},
		{"MBPS", UNIT_WORD_CAPITAL_BITS},
		{"GBps", 0},
		{"tweets", UNIT_WORD_PLURAL},
		{"tweet", 0},
		{"queries", UNIT_WORD_PLURAL},
		{"reqs", UNIT_WORD_PLURAL},
	};
	struct unit_registry *reg = prelude_registry();

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct units u;
		struct factor scale;
		unsigned flags = 99;

		cr_expect(unit_lookup(reg, str_from_c(rows[i].word), &u, &scale, &flags));
		cr_expect_eq(flags, rows[i].flags, "%s", rows[i].word);
	}
	unit_registry_free(reg);
}

Test(unit, nearest)
{
	static const struct {
		const char *word, *first;
	} rows[] = {
		{"tweats", "tweets"}, {"requests_", "requests"}, {"secnds", "seconds"}, {"Gigabyte", "gigabyte"},
		{"mib", "MiB"},       {"Mbyt", "Mbyte"},         {"DAY", "day"},        {"Sec", "sec"},
		{"KIB", "KiB"},       {"mounth", "month"},       {"hz", "Hz"},          {"Zetabytes", "zettabytes"},
	};
	struct unit_registry *reg = prelude_registry();

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct str near[3];
		unsigned n = unit_nearest(reg, str_from_c(rows[i].word), near, 3);

		cr_assert(n > 0, "%s", rows[i].word);
		cr_expect(str_eq(near[0], str_from_c(rows[i].first)), "%s: %.*s", rows[i].word, STR(near[0]));
		for (unsigned k = 0; k < n; k++)
			cr_expect(unit_classify(reg, near[k]) >= 0, "%.*s", STR(near[k]));
	}
	cr_expect_eq(unit_nearest(reg, S("qwertyuiop"), (struct str[3]){{0}}, 3), 0);
	cr_expect_eq(unit_nearest(reg, S(""), (struct str[3]){{0}}, 3), 0);
	unit_registry_free(reg);
}

/* ---- definitions ---- */

Test(unit, a_line_taken_apart)
{
	struct unit_decl decl;
	struct str value;
	struct arena a;

	arena_init(&a);
	cr_assert(unit_decl_read(
		&a, S("  unit  cart ,carts,c- = 2 user/s  with decimal,binary, nocase \"a = b\" from \"x\""), &decl, &value));
	cr_expect_eq(decl.name_count, 3);
	cr_expect(str_eq(decl.names[2], S("c-")));
	cr_expect_eq(decl.base, -1);
	cr_expect_eq(decl.families, PREFIX_DECIMAL | PREFIX_BINARY);
	cr_expect(decl.nocase && str_eq(decl.doc, S("a = b")) && str_eq(value, S("2 user/s")));
	cr_assert(unit_decl_read(&a, S("unit g is mass"), &decl, &value));
	cr_expect(decl.base == DIM_MASS && value.len == 0);
	arena_release(&a);
}

Test(unit, lines_that_are_wrong)
{
	static const char *const rows[] = {
		"",
		"units x = 1",
		"unit",
		"unit = 3",
		"unit x",
		"unit x =",
		"unit x, = 3",
		"unit x is",
		"unit x is big",
		"unit x = 3 with",
		"unit x = 3 with many",
		"unit x = 3 with decimal binary",
		"noun x = 3",
		"alias x is time",
		"noun a b",
	};
	struct unit_decl decl;
	struct str value;
	struct arena a;

	arena_init(&a);
	for (size_t i = 0; i < COUNT(rows); i++)
		cr_expect(!unit_decl_read(&a, str_from_c(rows[i]), &decl, &value), "%s", rows[i]);
	arena_release(&a);
}

Test(unit, definitions_that_lead_nowhere_are_unknown)
{
	struct unit_registry *reg = registry_with("unit hen = 2 egg\nunit egg = 0.5 hen\nunit self = 3 self\nunit lost = 3 "
	                                          "nothings\nunit zero = 0 s\nunit less = -1 s\n"
	                                          "unit other is time\nunit good = 2 s\n");
	static const char *const bad[] = {"hen", "egg", "self", "lost", "zero", "less", "other", "hens"};

	for (size_t i = 0; i < COUNT(bad); i++)
		cr_expect(!known(reg, bad[i]), "%s", bad[i]);
	cr_expect_eq(base_of(reg, "good"), 2);
	unit_registry_free(reg);
}

/* A chain longer than anybody's must not use up the stack. */
Test(unit, long_chains_of_definitions)
{
	struct buf lines = {0};

	for (int i = 0; i < 5000; i++)
		buf_printf(&lines, "unit chain%d = 2 chain%d\n", i, i + 1);

	struct unit_registry *reg = registry_with(buf_c(&lines));

	cr_expect(!known(reg, "chain0"));
	unit_registry_free(reg);
	buf_release(&lines);
}

static const char *add(struct unit_registry *reg, const char *line, bool replace)
{
	return prelude_add(reg, str_from_c(line), replace);
}

Test(unit, adding)
{
	struct unit_registry *reg = prelude_registry();

	cr_expect(!known(reg, "floppies"));
	cr_expect(!add(reg, "unit floppy = 1.44 MB", false));
	cr_expect_eq(base_of(reg, "floppies"), 1.44e6);
	cr_expect_str_eq(written(reg, "floppy/s", true), "floppies/s");
	cr_expect(!add(reg, "noun pallet, pallets", false));
	cr_expect_str_eq(written(reg, "pallets", false), "pallet");
	cr_expect(add(reg, "noun pallet", false) != NULL);
	cr_expect(add(reg, "unit day = 3 s", false) != NULL);
	cr_expect(add(reg, "unit x1 = 3 s", false) == NULL);
	cr_expect(add(reg, "unit 1x = 3 s", false) != NULL);
	cr_expect(add(reg, "unit x.y = 3 s", false) != NULL);
	cr_expect(add(reg, "unit fortnight = 0 s", false) != NULL);
	cr_expect(!known(reg, "fortnight"));
	cr_expect(!add(reg, "unit rack2 = 40 server", false));
	cr_expect_eq(unit_classify(reg, S("rack2")), UNIT_NOUN);
	cr_expect(!add(reg, "unit score = 20", false));
	cr_expect_eq(unit_classify(reg, S("score")), UNIT_NUMBER);
	cr_expect(!add(reg, "alias LPS = line/s", false));
	cr_expect_str_eq(written(reg, "LPS", true), "lines/s");
	unit_registry_free(reg);
}

/* What others were defined by must not depend on what was looked up before. */
Test(unit, replacing)
{
	for (int before = 0; before < 2; before++) {
		struct unit_registry *reg = registry_with("unit season = 3 month\n");
		struct units old;
		struct factor scale;

		cr_assert(unit_lookup(reg, S("month"), &old, &scale, NULL));
		if (before)
			cr_expect(known(reg, "season"));
		cr_expect(!add(reg, "unit month = 30 day", true));
		cr_expect_eq(base_of(reg, "month"), 2592000);
		cr_expect_eq(base_of(reg, "mo"), 2592000);
		cr_expect_eq(base_of(reg, "season"), 3 * 2628000);
		cr_expect_eq(factor_apply(units_base(&old), 1), 2628000);
		cr_expect(!add(reg, "noun mo", true));
		cr_expect_eq(unit_classify(reg, S("mo")), UNIT_NOUN);
		cr_expect_eq(base_of(reg, "month"), 2592000);
		unit_registry_free(reg);
	}
}

Test(unit, binary_kb)
{
	struct unit_registry *reg = prelude_registry();

	cr_expect_eq(base_of(reg, "MB"), 1e6);
	unit_set_binary_kb(reg, true);
	cr_expect_eq(base_of(reg, "MB"), 1048576);
	cr_expect_eq(base_of(reg, "kb"), 1024);
	cr_expect_eq(base_of(reg, "MBps"), 1048576);
	cr_expect_eq(base_of(reg, "Mbit"), 125000);
	cr_expect_eq(base_of(reg, "km"), 1000);
	cr_expect_eq(base_of(reg, "GiB"), 1073741824);
	cr_expect_str_eq(written(reg, "MB/s", true), "MB/s");
	unit_set_binary_kb(reg, false);
	cr_expect_eq(base_of(reg, "MB"), 1e6);
	unit_registry_free(reg);
}

Test(unit, many_words)
{
	struct unit_registry *reg = prelude_registry();
	char word[32];

	for (int i = 0; i < 60000; i++) {
		snprintf(word, sizeof(word), "word%d", i);
		cr_assert(!known(reg, word));
		cr_assert(known(reg, "RPS"));
	}
	cr_expect_eq(base_of(reg, "GB"), 1e9);
	unit_registry_free(reg);
}

Test(unit, an_empty_registry)
{
	struct unit_registry *reg = unit_registry_new(NULL, NULL);
	struct str near[2];

	cr_expect(!known(reg, "s"));
	cr_expect_eq(unit_nearest(reg, S("s"), near, 2), 0);
	unit_index(reg, S("unit s is time with small\nunit min = 60 s\nunit W = J/s\n"));
	cr_expect(known(reg, "ms"));
	cr_expect(known(reg, "min"));
	cr_expect(!known(reg, "W"));
	unit_registry_free(reg);
	unit_registry_free(NULL);
}

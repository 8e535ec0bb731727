/* SPDX-License-Identifier: GPL-3.0-or-later */
/* builtin.c - the table of functions, in the order in which help lists them. */
#include <string.h>

#include "eval/fn.h"

volatile int builtin_interrupted;
_Thread_local uint64_t builtin_steps;

#define ANY 255
#define POSITIVE "needs a number above 0"
#define NOT_EMPTY "needs at least one number"

const struct builtin builtins[] = {
	{.name = "abs", .args = "x", .min_args = 1, .max_args = 1, .rule = RULE_SAME, .num1 = fabs, .group = "rounding",
	 .help = "size without the sign", .example = "abs(-3 GB)", .result = "= 3 GB"},
	{.name = "ceil", .args = "x[, step]", .min_args = 1, .max_args = 2, .rule = RULE_ROUND, .num1 = fn_ceil, .group = "rounding",
	 .help = "round up to a whole number of its unit, or of steps", .example = "ceil(3.2)", .result = "= 4"},
	{.name = "floor", .args = "x[, step]", .min_args = 1, .max_args = 2, .rule = RULE_ROUND, .num1 = fn_floor, .group = "rounding",
	 .help = "round down to a whole number of its unit, or of steps", .example = "floor(3.8)", .result = "= 3"},
	{.name = "round", .args = "x[, step]", .min_args = 1, .max_args = 2, .rule = RULE_ROUND, .num1 = fn_round, .group = "rounding",
	 .help = "round to the nearest whole number of its unit, or of steps; halves away from zero",
	 .example = "round(2.5)", .result = "= 3"},
	{.name = "trunc", .args = "x[, step]", .min_args = 1, .max_args = 2, .rule = RULE_ROUND, .num1 = fn_trunc, .group = "rounding",
	 .help = "drop what is behind the point", .example = "trunc(-3.8)", .result = "= -3"},
	{.name = "pow2up", .args = "x[, step]", .min_args = 1, .max_args = 2, .rule = RULE_ROUND, .num1 = fn_pow2up,
	 .domain = POSITIVE, .group = "rounding",
	 .help = "next power of two, x itself if it is one", .example = "pow2up(100)", .result = "= 128"},
	{.name = "pow10up", .args = "x[, step]", .min_args = 1, .max_args = 2, .rule = RULE_ROUND, .num1 = fn_pow10up,
	 .domain = POSITIVE, .group = "rounding",
	 .help = "next power of ten, x itself if it is one", .example = "pow10up(123)", .result = "= 1,000"},
	{.name = "clamp", .args = "x, low, high", .min_args = 3, .max_args = 3, .rule = RULE_SAME, .num3 = fn_clamp,
	 .domain = "needs a low end that is not above the high one", .group = "rounding",
	 .help = "x, but not below low or above high", .example = "clamp(120 ms, 10 ms, 100 ms)", .result = "= 100 ms"},

	{.name = "sqrt", .args = "x", .min_args = 1, .max_args = 1, .rule = RULE_ROOT, .degree = 2, .num1 = fn_sqrt,
	 .domain = "needs a number that is not negative", .group = "logarithms",
	 .help = "square root", .example = "sqrt(144)", .result = "= 12"},
	{.name = "cbrt", .args = "x", .min_args = 1, .max_args = 1, .rule = RULE_ROOT, .degree = 3, .num1 = fn_cbrt,
	 .group = "logarithms", .help = "cube root", .example = "cbrt(27)", .result = "= 3"},
	{.name = "exp", .args = "x", .min_args = 1, .max_args = 1, .rule = RULE_PLAIN, .num1 = fn_exp,
	 .group = "logarithms", .help = "e to the power x", .example = "exp(1)", .result = "≈ 2.718"},
	{.name = "expm1", .args = "x", .min_args = 1, .max_args = 1, .rule = RULE_PLAIN, .num1 = fn_expm1,
	 .group = "logarithms", .help = "exp(x) - 1, also where x is tiny", .example = "expm1(1e-12)", .result = "= 1e-12"},
	{.name = "ln", .args = "x", .min_args = 1, .max_args = 1, .rule = RULE_PLAIN, .num1 = fn_ln, .domain = POSITIVE,
	 .group = "logarithms", .help = "natural logarithm", .example = "ln(10)", .result = "≈ 2.303"},
	{.name = "log", .args = "x, base", .min_args = 2, .max_args = 2, .rule = RULE_PLAIN, .num2 = fn_log,
	 .domain = "needs a number above 0 and a base above 0 that is not 1", .group = "logarithms",
	 .help = "logarithm to the base given; without one write ln(x), log2(x) or log10(x)",
	 .example = "log(125, 5)", .result = "= 3"},
	{.name = "log2", .args = "x", .min_args = 1, .max_args = 1, .rule = RULE_PLAIN, .num1 = fn_log2, .domain = POSITIVE,
	 .group = "logarithms", .help = "logarithm to the base 2", .example = "log2(1024)", .result = "= 10"},
	{.name = "log10", .args = "x", .min_args = 1, .max_args = 1, .rule = RULE_PLAIN, .num1 = fn_log10, .domain = POSITIVE,
	 .group = "logarithms", .help = "logarithm to the base 10", .example = "log10(1000)", .result = "= 3"},
	{.name = "log1p", .args = "x", .min_args = 1, .max_args = 1, .rule = RULE_PLAIN, .num1 = fn_log1p,
	 .domain = "needs a number above -1", .group = "logarithms",
	 .help = "ln(1 + x), also where x is tiny", .example = "log1p(1e-12)", .result = "= 1e-12"},

	{.name = "min", .args = "x, ...", .min_args = 1, .max_args = ANY, .rule = RULE_SAME, .shape = SHAPE_FOLD,
	 .fold = fn_min, .domain = NOT_EMPTY, .group = "lists",
	 .help = "least of a list, or of several numbers", .example = "min(20 ms, 5 ms)", .result = "= 5 ms"},
	{.name = "max", .args = "x, ...", .min_args = 1, .max_args = ANY, .rule = RULE_SAME, .shape = SHAPE_FOLD,
	 .fold = fn_max, .domain = NOT_EMPTY, .group = "lists",
	 .help = "greatest of a list, or of several numbers", .example = "max([20 ms, 5 ms])", .result = "= 20 ms"},
	{.name = "sum", .args = "x, ...", .min_args = 1, .max_args = ANY, .rule = RULE_SAME, .shape = SHAPE_FOLD,
	 .fold = fn_sum, .group = "lists",
	 .help = "sum of a list, or of several numbers", .example = "sum([20 ms, 50 ms, 30 ms])", .result = "= 100 ms"},
	{.name = "product", .args = "x, ...", .min_args = 1, .max_args = ANY, .rule = RULE_PLAIN, .shape = SHAPE_FOLD,
	 .fold = fn_product, .group = "lists",
	 .help = "product of a list, or of several numbers", .example = "product([0.9, 0.5])", .result = "= 0.45"},
	{.name = "p5", .args = "x", .min_args = 1, .max_args = 1, .rule = RULE_SPREAD, .group = "uncertain numbers",
	 .help = "lower end of the 90 % range: 5 % of the samples lie below", .example = "p5(80..120 ms)", .result = "= 80 ms"},
	{.name = "p50", .args = "x", .min_args = 1, .max_args = 1, .rule = RULE_SPREAD, .group = "uncertain numbers",
	 .help = "median: as often too high as too low", .example = "p50(100 ± 10)", .result = "= 100"},
	{.name = "p95", .args = "x", .min_args = 1, .max_args = 1, .rule = RULE_SPREAD, .group = "uncertain numbers",
	 .help = "upper end of the 90 % range: 95 % of the samples lie below", .example = "p95(80..120 ms)", .result = "= 120 ms"},
	{.name = "p99", .args = "x", .min_args = 1, .max_args = 1, .rule = RULE_SPREAD, .group = "uncertain numbers",
	 .help = "99 % of the samples lie below", .example = "p99(uniform(0, 100)) to 2 digits", .result = "= 99"},
	{.name = "pct", .args = "x, q", .min_args = 2, .max_args = 2, .rule = RULE_SPREAD, .group = "uncertain numbers",
	 .help = "any percentile, as 90% or 90", .example = "pct(uniform(0, 100), 90%) to 2 digits", .result = "= 90"},
	{.name = "sd", .args = "x", .min_args = 1, .max_args = 1, .rule = RULE_SPREAD, .group = "uncertain numbers",
	 .help = "standard deviation", .example = "sd(normal(100, 15)) to 2 digits", .result = "= 15"},
	{.name = "prob", .args = "condition", .min_args = 1, .max_args = 1, .rule = RULE_SPREAD, .group = "uncertain numbers",
	 .help = "probability that a condition holds", .example = "prob(uniform(0, 1) < 0.25) to 2 digits", .result = "= 0.25"},
	{.name = "mean", .args = "x, ...", .min_args = 1, .max_args = ANY, .rule = RULE_SAME, .shape = SHAPE_FOLD,
	 .fold = fn_mean, .domain = NOT_EMPTY, .group = "lists",
	 .help = "average of a list, or of several numbers", .example = "mean([1 GB, 2 GB])", .result = "= 1.5 GB"},
	{.name = "len", .args = "list", .min_args = 1, .max_args = 1, .rule = RULE_COUNT, .shape = SHAPE_LIST, .list = fn_len,
	 .group = "lists", .help = "how many there are in a list", .example = "len([3, 1, 2])", .result = "= 3"},
	{.name = "sort", .args = "list", .min_args = 1, .max_args = 1, .rule = RULE_SAME, .shape = SHAPE_LIST, .list = fn_sort,
	 .group = "lists", .help = "a list from least to greatest", .example = "sort([3, 1, 2])", .result = "= [1, 2, 3]"},
	{.name = "nth", .args = "list, k", .min_args = 2, .max_args = 2, .rule = RULE_NTH, .shape = SHAPE_LIST, .list = fn_nth,
	 .domain = "needs a place from 1 to the length of the list", .group = "lists",
	 .help = "what stands in place k, the first being 1", .example = "nth([20 ms, 50 ms], 2)", .result = "= 50 ms"},
	{.name = "argmax", .args = "list", .min_args = 1, .max_args = 1, .rule = RULE_COUNT, .shape = SHAPE_LIST,
	 .list = fn_argmax, .domain = NOT_EMPTY, .group = "lists",
	 .help = "place of the greatest, the first being 1", .example = "argmax([20, 50, 30])", .result = "= 2"},
	{.name = "seq", .args = "a, b", .min_args = 2, .max_args = 2, .rule = RULE_PLAIN, .shape = SHAPE_LIST, .list = fn_seq,
	 .group = "lists", .help = "the list a, a + 1, ... up to b; empty when b is below a",
	 .example = "sum(seq(1, 100))", .result = "= 5,050"},

	{.name = "fact", .args = "n", .min_args = 1, .max_args = 1, .rule = RULE_PLAIN, .num1 = fn_fact,
	 .domain = "needs a whole number from 0 to 170", .group = "counting",
	 .help = "factorial", .example = "fact(5)", .result = "= 120"},
	{.name = "choose", .args = "n, k", .min_args = 2, .max_args = 2, .rule = RULE_PLAIN, .num2 = fn_choose,
	 .domain = "needs whole numbers, the first not negative", .group = "counting",
	 .help = "ways to pick k of n", .example = "choose(20, 4)", .result = "= 4,845"},
	{.name = "gcd", .args = "a, b, ...", .min_args = 1, .max_args = ANY, .rule = RULE_SAME, .shape = SHAPE_FOLD,
	 .fold = fn_gcd, .domain = "needs whole numbers", .group = "counting",
	 .help = "greatest number that divides all", .example = "gcd(12, 18)", .result = "= 6"},
	{.name = "harmonic", .args = "n", .min_args = 1, .max_args = 1, .rule = RULE_PLAIN, .num1 = fn_harmonic,
	 .domain = "needs a whole number that is not negative", .group = "counting",
	 .help = "1 + 1/2 + ... + 1/n", .example = "harmonic(10)", .result = "≈ 2.929"},
	{.name = "digits_needed", .args = "n, base", .min_args = 2, .max_args = 2, .rule = RULE_PLAIN,
	 .num2 = fn_digits_needed, .domain = "needs a number above 0 and a whole base from 2", .group = "counting",
	 .help = "digits with which n things can be told apart: the least k with base^k >= n",
	 .example = "digits_needed(40 billion, 62)", .result = "= 6"},
	{.name = "at_least", .args = "n, k, a", .min_args = 3, .max_args = 3, .rule = RULE_PLAIN, .num3 = fn_at_least,
	 .domain = "needs whole numbers n and k, and a probability from 0 to 1", .group = "counting",
	 .help = "chance that at least k of n succeed, each with probability a", .example = "at_least(3, 2, 0.9)",
	 .result = "= 0.972"},
	{.name = "smallest", .args = "n, condition", .min_args = 2, .max_args = 2, .rule = RULE_SMALLEST,
	 .domain = "holds for no whole number up to 10 million", .group = "counting",
	 .help = "the first whole n from 1 on that meets a condition", .example = "smallest(n, 2^n > 1000)",
	 .result = "= 10"},

	{.name = "erlang_b", .args = "c, a", .min_args = 2, .max_args = 2, .rule = RULE_PLAIN, .slow = true,
	 .num2 = fn_erlang_b, .domain = "needs a whole number of servers (to 100 million) and a load that is not negative",
	 .group = "queueing and caching", .help = "share turned away by c servers without a queue, load a in erlangs",
	 .example = "erlang_b(10, 5)", .result = "≈ 0.01838"},
	{.name = "erlang_c", .args = "c, a", .min_args = 2, .max_args = 2, .rule = RULE_PLAIN, .slow = true,
	 .num2 = fn_erlang_c, .domain = "needs a whole number of servers and a load below it, or the queue grows without end",
	 .group = "queueing and caching", .help = "chance of having to wait for one of c servers, load a in erlangs",
	 .example = "erlang_c(30, 24)", .result = "≈ 0.1729"},
	{.name = "erlang_c_servers", .args = "a, p", .min_args = 2, .max_args = 2, .rule = RULE_PLAIN, .slow = true,
	 .num2 = fn_erlang_c_servers, .domain = "needs a load from 0 to 100 million and a probability between 0 and 1",
	 .group = "queueing and caching", .help = "servers needed so that at most the share p has to wait, load a in erlangs",
	 .example = "erlang_c_servers(24, 5%)", .result = "= 34"},
	{.name = "lru_hit", .args = "objects, cached, alpha", .min_args = 3, .max_args = 3, .rule = RULE_PLAIN, .slow = true,
	 .num3 = fn_lru_hit, .domain = "needs whole objects (to 1e15), cached ones not negative, and alpha from 0 to 10",
	 .group = "queueing and caching", .help = "hit ratio of an LRU cache, popularity falling as rank^-alpha (Che)",
	 .example = "lru_hit(200k, 20k, 0.9)", .result = "≈ 0.6161"},
	{.name = "lru_time", .args = "objects, cached, alpha", .min_args = 3, .max_args = 3, .rule = RULE_PLAIN, .slow = true,
	 .num3 = fn_lru_time, .domain = "needs whole objects (to 1e15), fewer of them cached, and alpha from 0 to 10",
	 .group = "queueing and caching", .help = "requests after which such a cache drops what is not asked for (Che)",
	 .example = "lru_time(200k, 20k, 0.9)", .result = "≈ 41,490"},
};
const unsigned builtin_count = sizeof(builtins) / sizeof(builtins[0]);

const struct builtin *builtin_find(struct str name)
{
	for (unsigned i = 0; i < builtin_count; i++) {
		const struct builtin *b = &builtins[i];

		if (name.len && !strncmp(b->name, name.p, name.len) && !b->name[name.len])
			return b;
	}
	return NULL;
}

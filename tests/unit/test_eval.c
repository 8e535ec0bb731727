/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What expressions are worth: dimensions, percentages, nouns, conditions, functions, what goes wrong. */
#include "talk.h"

Test(eval, dimensions)
{
	static const struct exchange rows[] = {
		{"3 GB + 2 min", "error: cannot add time to data"},
		{"3 GB - 2", "error: cannot subtract a plain number from data"},
		{"3 + 2 min", "error: cannot add time to a plain number"},
		{"3 GB < 2 min", "error: cannot compare time with data"},
		{"[3 GB, 2 min]", "error: cannot put in one list time and data"},
		{"max(3 GB, 2 min)", "error: cannot compare time with data"},
		{"if yes then 3 GB else 2 min", "error: cannot choose between time and data"},
		{"3 GB to min", "error: cannot convert data to time"},
		{"5 to GB", "error: cannot convert a plain number to data"},
		{"2^(3 GB)", "error: cannot use as a power data: it wants a plain number"},
		{"(3 GB)^0.5", "error: a quantity with a unit takes only a whole power up to 20"},
		{"sqrt(9 GB)", "error: sqrt of data has no unit"},
		{"ln(3 GB)", "error: cannot take ln of data: it wants a plain number"},
		{"-\"text\"", "error: cannot negate text"},
		{"not none", "error: 'not' wants yes or no, and this is none"},
		{"if [] then 1 else 2", "error: 'if' wants yes or no, and this is a list of nothing"},
		{"not 3", "error: 'not' wants yes or no, and this is a plain number"},
		{"3 and yes", "error: 'and' wants yes or no, and this is a plain number"},
		{"yes + 1", "error: cannot add yes or no"},
		{"\"a\" < \"b\"", "error: cannot order text"},
		{"(3 GB)%", "error: cannot take a percentage of data: it wants a plain number"},
		{"yes == 1", "error: cannot compare a plain number with yes or no"},
		{"seq(1 GB, 2 GB)", "error: cannot take seq of data: it wants a plain number"},
		/* what fits */
		{"0 + 3 GB", "= 3 GB"},
		{"3 GB > 0", "= yes"},
		{"max(0, 3 GB)", "= 3 GB"},
		{"1 GB + 1 GiB", "≈ 2.074 GB"},
		{"1 GB + 8 Mbit", "= 1.001 GB"},
		{"sqrt((3 GB)^2)", "= 3 GB"},
		{"(2 GB)^3 / (1 GB)^2", "= 8 GB"},
		{"(2 s)^-1", "= 0.5 /s"},
		{"2^(6 cores)", "= 64"},
		{"log2(8 users)", "= 3"},
		{"3 GB / 1 MB", "= 3,000"},
		{"100 Mbps * 1 h", "= 45 GB"},
		{"3 GB == 3000 MB", "= yes"},
		{"0.1 + 0.2 == 0.3", "= yes"},
		{"7 GB mod 2 GB", "= 1 GB"},
		{"-7 mod 3", "= 2"},
	};

	talk_each(rows);
}

Test(eval, nouns)
{
	static const struct exchange rows[] = {
		{"100M users * 10 tweets/user/day", "= 1 billion tweets/day  (≈ 11,570 tweets/s)"},
		{"3 users + 2 servers", "= 5 users\nnote: servers read as users"},
		{"3 users + 2", "= 5 users"},
		{"2 + 3 users", "= 5 users"},
		{"3 users < 4 servers", "= yes\nnote: servers read as users"},
		{"10 requests to cores", "= 10 cores\nnote: requests read as cores"},
		{"12 users / 4 users", "= 3"},
		{"3 replicas * 500 GB", "= 1.5 TB"},
		{"500 B/tweet * 3", "= 1.5 kB/tweet"},
		{"3 GB * 8", "= 24 GB\nnote: bits and bytes convert by themselves: no factor 8 is needed"},
		{"ceil(7.2 servers)", "= 8 servers"},
		{"ceil(7.2 cores / 2 cores/server)", "= 4 servers"},
		{"noun gizmo, gizmos; 3 gizmos + 1 gizmo", "= 4 gizmos"},
	};

	talk_each(rows);
}

Test(eval, strict)
{
	static const struct exchange rows[] = {
		{"set strict on", NULL},
		{"3 users + 2 servers", "error: servers are not users ('set strict off' reads them as such)"},
		{"3 users + 2", "= 5 users"},
		{"10 requests to cores", "error: requests are not cores ('set strict off' reads them as such)"},
		{"set strict off", NULL},
		{"3 users + 2 servers", "= 5 users\nnote: servers read as users"},
	};

	talk(rows);
}

Test(eval, percent)
{
	static const struct exchange rows[] = {
		{"10%", "= 10%"},
		{"10% of 50 GB", "= 5 GB"},
		{"50 GB + 10%", "= 55 GB"},
		{"50 GB - 10%", "= 45 GB"},
		{"50 + 10% + 10%", "= 60.5"},
		{"10% + 5%", "= 15%"},
		{"100% - 5%", "= 95%"},
		{"10% * 50", "= 5"},
		{"50 * (1 + 10%)", "= 55"},
		{"1 + (5 + 5)%", "= 110%"},
		{"0.25 to %", "= 25%"},
		{"10% < 0.2", "= yes"},
		{"10% == 0.1", "= yes"},
		{"1 - 10%", "= 90%"},
		{"sum([10%, 20%])", "= 30%"},
		{"3 GB %", "error: a percentage has no unit: '3 GB'"},
	};

	talk_each(rows);
}

/* Only a percentage written at that place grows something. */
Test(eval, percent_in_a_cell)
{
	static const struct exchange rows[] = {
		{"p = 10%", "= 10%"},       {"x = 50 GB", "= 50 GB"},
		{"x * (1 + p)", "= 55 GB"}, {"x + p", "error: cannot add a plain number to data"},
		{"p + 5%", "= 15%"},        {"p of x", "= 5 GB"},
		{"x * p", "= 5 GB"},
	};

	talk(rows);
}

Test(eval, conditions)
{
	static const struct exchange rows[] = {
		/* what is not chosen is not looked at */
		{"if yes then 1 else 1/0", "= 1"},
		{"if no then ln(0) else 2", "= 2"},
		{"if [1, 0, 4] > 0 then 8 / [1, 0, 4] else 0", "= [8, 0, 2]"},
		{"if yes then 1/0 else 2", "error: division by zero"},
		{"if 1/0 > 2 then 1 else 2", "error: division by zero"},
		{"no and 1/0 > 2", "= no"},
		{"1/0 > 2 and no", "= no"},
		{"yes or 1/0 > 2", "= yes"},
		{"yes and 1/0 > 2", "error: division by zero"},
		{"0 * (1/0)", "error: division by zero"},
		{"1/0 == 1/0", "error: division by zero"},
		{"max(1, 1/0)", "error: division by zero"},
		{"sum([1, 1/0])", "error: division by zero"},
		{"len([1, 1/0])", "error: division by zero"},
		{"nth([1, 1/0], 1)", "error: division by zero"},
		/* an answer without a number */
		{"if 20k/s < 10k/s then 3 GB else none \"shard instead\"", "= none (shard instead)"},
		{"(none \"why\") * 3", "= none (why)"},
		{"if yes then 3 GB else none", "= 3 GB"},
		{"[1, none, 3]", "= [1, none, 3]"},
		/* units of both sides meet */
		{"if yes then 1 GB else 500 MB", "= 1 GB"},
		{"if no then 1 GB else 500 MB", "= 500 MB"},
		{"if yes then 0 else 3 GB", "= 0 GB"},
		{"if 3 then 1 else 2", "error: 'if' wants yes or no, and this is a plain number"},
		{"if yes then \"a\" else \"b\"", "= a"},
		{"if yes then \"a\" else 2", "error: cannot choose between a plain number and text"},
	};

	talk_each(rows);
}

Test(eval, wrong)
{
	static const struct exchange rows[] = {
		{"1/0", "error: division by zero"},
		{"0/0", "error: division by zero"},
		{"1 mod 0", "error: division by zero"},
		{"0^-1", "error: division by zero"},
		{"(-8)^0.5", "error: a negative number to a power that is not whole has no value"},
		{"(-8)^3", "= -512"},
		{"2^1e9", "error: the result is too large: beyond 1.8e308"},
		{"10^308 * 10", "error: the result is too large: beyond 1.8e308"},
		{"10^308 YB to B", "error: the result is too large: beyond 1.8e308"},
		{"sqrt(-1)", "error: sqrt needs a number that is not negative"},
		{"ceil(10 GB / 3)", "error: ceil of data: in which unit?"},
		{"ceil(10 GB / 3, GB)", "= 4 GB"},
		{"ceil(10 GB / 3, 0 GB)", "error: division by zero"},
		{"ceil(10 GB / 3, 1 s)", "error: cannot round data in steps of time"},
		{"[1, 2] + [1, 2, 3]", "error: lists of different lengths: 2 and 3"},
		{"[[1]]", "error: a list inside a list"},
		{"nth([1, 2], 3)", "error: nth needs a place from 1 to the length of the list"},
		{"sum([])", "error: sum of an empty list"},
		{"sum(3)", "= 3"},
		{"len(3)", "error: len wants a list"},
		{"ceil(1, 2, 3)", "error: ceil(x[, step]) does not take 3 arguments"},
		{"ceil(x = 1)", "error: ceil takes its arguments by place, not by name"},
		{"ciel(3)", "error: unknown function or formula 'ciel'"},
		{"nosuch", "error: unknown name 'nosuch'"},
		{"3 m", "error: 'm' alone could be minutes, millions or metres"},
		/* one in another, of which a part is looked at before all is compiled */
		{"smallest(n, n > 7 or n > smallest(k, k > n) + 30%)", "= 8"},
		{"smallest(n, n > 4 or n > smallest(k, k > 2) + 30%)", "= 4"},
		{"smallest(a, a > 2 and smallest(b, b > a and smallest(c, c > b + a) + 50% > 3) > 3)", "= 3"},
		{"smallest(n, n > 2 and n + smallest(k, k > n) > 7)", "= 4"},
		{"smallest(3, 4)", "error: smallest wants a name and a condition on it"},
		{"smallest(n, n)", "error: smallest wants yes or no, and this is a plain number"},
		{"smallest(n, [n > 3, n > 4])", "error: smallest wants yes or no, and this is a list of yes or no"},
		{"smallest(n, n > 10^8)", "error: no n up to 10^7 meets the condition"},
		{"smallest(n, 1/(n - 2) > 5)", "error: division by zero"},
		{"seq(1, 10^7)", "error: a list of more than a million numbers"},
		{"len(seq(1, 10^6))", "= 1 million"},
		{"len(seq(5, 1))", "= 0"},
		{"_", "error: there is no last answer yet"},
	};

	talk_each(rows);
}

Test(eval, own_functions)
{
	static const struct exchange rows[] = {
		{"f(x, y) = x * y", NULL},
		{"f(3 GB, 2)", "= 6 GB"},
		{"f(f(2, 3), f(4, 5))", "= 120"},
		{"f(2)", "error: f takes 2 arguments, not 1"},
		{"f(1, 2, 3)", "error: f takes 2 arguments, not 3"},
		{"rate = 10", "= 10"},
		{"g(x) = x * rate", NULL},
		{"g(3)", "= 30"},
		/* a parameter hides the cell; the caller's names are not the function's */
		{"h(rate) = g(1) + rate", NULL},
		{"h(1)", "= 11"},
		{"x = 1000", "= 1,000"},
		{"g(2)", "= 20"},
		/* f is a function only before a bracket */
		{"f = 7", "= 7"},
		{"f * f(1, 2)", "= 14"},
		{"f (2)", NULL},
		/* by what they are made of: a list, a text, a condition */
		{"k(a) = if a > 2 then \"many\" else \"few\"", NULL},
		{"k([1, 3])", "= [few, many]"},
		{"p(a) = 50 GB + a", NULL},
		{"p(10%)", "error: cannot add a plain number to data"},
		{"n(m) = smallest(i, i * m >= 10)", NULL},
		{"n(3)", "= 4"},
		{"loop(a) = loop(a) + 1", NULL},
		{"loop(1)", "error: loop calls itself, or functions are nested more than 64 deep"},
		{"a(x) = b(x)", NULL},
		{"b(x) = a(x)", NULL},
		{"a(1)", "error: a calls itself, or functions are nested more than 64 deep"},
		/* the last definition counts */
		{"f(x, y) = x + y", NULL},
		{"f(3, 4)", "= 7"},
		{"if(x) = x", NULL},
	};

	talk_in("", rows, COUNT(rows) - 1);
}

static const struct sheet_file sheets[] = {
	{"fleet", "# Fleet\n"
              "param rps = 10k requests/s \"Requests\"\n"
              "param cpu = 10 ms/request\n"
              "param size in GB \"Memory\"\n"
              "require rps > 0 \"somebody asks\"\n"
              "cores = rps * cpu to cores \"Cores\"\n"
              "memory = cores * size\n"
              "waste = 1 / 0\n"
              "show cores, memory\n"},
	{"plain", "param x = 1\nparam y = x + 1\nsum = x + y \"first described\"\n"},
	{"outer", "param n = 2 servers\nuse fleet(rps = n * 100 requests/s/server, size = 1 GB) as f\ntotal = f.cores * "
              "2\nshow total\n"},
	{"own", "param x = 1\ntwice(a) = a * factor\nfactor = 2\ny = twice(x)\nshow y\n"},
	{"lists",
     "param times in [ms]\nparam kind = \"hot\"\ny = sum(times) * (if kind == \"hot\" then 1 else 2)\nshow y\n"},
	{"anything", "param x in any\ny = x\nshow y\n"},
	{"silent", "param x = 1\ny = x\n"},
	{"broken", "param x = 1\ny = x + nosuch\nshow y\n"},
	{"syntax", "param x = 1\ny = x +* 2\nshow y\n"},
	{"circle", "x = y\ny = x\nshow x\n"},
	{"narcissus", "x = narcissus() + 1\nshow x\n"},
	{"ping", "x = pong() + 1\nshow x\n"},
	{"pong", "x = ping() + 1\nshow x\n"},
	{"misused", "use plain(z = 1) as p\ny = p.sum\nshow y\n"},
	{"mirror", "use mirror() as m\ny = m.y\nshow y\n"},
	{"nothing", "param x = 1\ny = if x > 1 then 3 GB else none \"too few\"\nshow y\n"},
};

static void write_sheets(void)
{
	talk_write(sheets, COUNT(sheets));
}

static void remove_sheets(void)
{
	talk_remove(sheets, COUNT(sheets));
}

TestSuite(eval_call, .init = write_sheets, .fini = remove_sheets);

Test(eval_call, sheets_as_functions)
{
	static const struct exchange rows[] = {
		/* by place, by name, by both */
		{"fleet(20k requests/s, 10 ms/request, 1 GB)", "= 200 cores"},
		{"fleet(cpu = 5 ms, size = 1 GB, rps = 20k RPS)", "= 100 cores"},
		{"fleet(20k RPS, size = 1 GB)", "= 200 cores\nnote: fleet with cpu = 10 ms/request"},
		{"plain()", "= 3\nnote: plain with x = 1, y = x + 1"},
		{"plain(5)", "= 11\nnote: plain with y = x + 1"},
		{"plain(5, 1)", "= 6"},
		{"plain(y = 1)", "= 2\nnote: plain with x = 1"},
		{"plain(1, 2, 3)", "error: plain has only 2 parameters"},
		{"plain(1, x = 2)", "error: 'x' is given twice"},
		{"plain(z = 2)", "error: plain has no parameter 'z'"},
		{"fleet(rps = 1 GB, size = 1 GB)", "error: 'rps' of fleet wants requests per time, and this is data"},
		/* only what the answer needs: size is not asked for by `cores`, and `waste` is not looked at */
		{"fleet()", "= 100 cores\nnote: fleet with rps = 10k requests/s, cpu = 10 ms/request"},
		{"fleet(0 RPS)", "error: fleet: somebody asks (rps = 0 RPS)"},
		/* nouns of the default */
		{"fleet(10k / 1 s)", "= 100 cores\nnote: fleet with cpu = 10 ms/request"},
		{"outer()", "= 4 cores\nnote: outer with n = 2 servers"},
		{"outer(10)", "= 20 cores"},
		{"outer(0)", "error: fleet: somebody asks (rps = n * 100 requests/s/server)"},
		{"own(4)", "= 8"},
		{"lists([1 ms, 2 ms])", "= 3 ms\nnote: lists with kind = \"hot\""},
		{"lists(4 ms, \"cold\")", "= 8 ms"},
		{"lists()", "error: lists needs 'times'"},
		{"lists([1 GB])", "error: 'times' of lists wants a list of times, and this is a list of data"},
		{"anything(3 GB)", "= 3 GB"},
		{"anything(\"text\")", "= text"},
		{"plain(plain(plain()))", "= 15\nnote: plain with x = 1, y = x + 1\nnote: plain with y = x + 1"},
		{"plain([1, 2])", "= [3, 5]\nnote: plain with y = x + 1"},
		{"nothing(1)", "= none (too few)"},
		{"nothing(2)", "= 3 GB"},
		/* the caller's cells are not the sheet's */
		{"factor = 100; own(4)", NULL},
		/* what cannot be */
		{"silent()", "error: silent shows no cell that could be its answer"},
		{"broken()", "error: unknown name 'nosuch'"},
		{"syntax()", NULL},
		{"circle()", "error: 'x' needs itself"},
		{"narcissus()", "error: narcissus uses itself, or sheets are nested more than 64 deep"},
		{"ping()", "error: ping uses itself, or sheets are nested more than 64 deep"},
		{"misused()", "error: plain has no parameter 'z'"},
		{"mirror()", "error: mirror uses itself, or sheets are nested more than 64 deep"},
		{"no_such_sheet()", "error: unknown function or formula 'no_such_sheet'"},
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		if (strcmp(rows[i].typed, "syntax()") != 0)
			talk_each_in(talk_folder, &rows[i], 1);
}

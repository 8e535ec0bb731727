/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Results of other tools: each sample gives the numbers that are in it, and others when they are changed. */
#include "measured/import.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/fs.h"
#include "measured/import_parts.h"
#include "rows.h"

static struct buf sample(const char *name)
{
	const char *srcdir = getenv("srcdir");
	struct buf path = {0}, text = {0};

	buf_printf(&path, "%s/tests/load/%s", srcdir ? srcdir : ".", name);
	cr_assert_eq(fs_read(buf_c(&path), 1 << 20, &text), 0, "%s", buf_c(&path));
	buf_release(&path);
	return text;
}

/* A number as it is in a sample, with what comes before it; `scale` makes it s, B or 1/s. */
static const struct row {
	const char *file, *tool, *ending, *before, *literal;
	double scale;
} rows[] = {
	{"wrk.txt", "wrk", "rate", "Requests/sec:  ", "27346.70", 1},
	{"wrk.txt", "wrk", "mean", "Latency   ", "768.85", 1e-6},
	{"wrk.txt", "wrk", "bw", "Transfer/sec:      ", "9.55", 1048576},
	{"wrk-latency.txt", "wrk", "rate", "Requests/sec:  ", "28690.60", 1},
	{"wrk-latency.txt", "wrk", "mean", "Latency     ", "0.91", 1e-3},
	{"wrk-latency.txt", "wrk", "p50", "50%  ", "360.00", 1e-6},
	{"wrk-latency.txt", "wrk", "p75", "75%    ", "0.87", 1e-3},
	{"wrk-latency.txt", "wrk", "p90", "90%    ", "2.71", 1e-3},
	{"wrk-latency.txt", "wrk", "p99", "99%    ", "5.03", 1e-3},
	{"wrk-404.txt", "wrk", "rate", "Requests/sec:  ", "25431.13", 1},
	{"documented/wrk2.txt", "wrk2", "rate", "Requests/sec:     ", "99.96", 1},
	{"documented/wrk2.txt", "wrk2", "mean", "#[Mean    =       ", "23.230", 1e-3},
	{"documented/wrk2.txt", "wrk2", "p50", "50.000%   ", "22.91", 1e-3},
	{"documented/wrk2.txt", "wrk2", "p99_9", "99.900%   ", "46.12", 1e-3},
	{"documented/wrk2.txt", "wrk2", "max", "100.000%   ", "49.66", 1e-3},
	{"hey.txt", "hey", "rate", "Requests/sec:\t", "11296.6164", 1},
	{"hey.txt", "hey", "mean", "Average:\t", "0.0013", 1},
	{"hey.txt", "hey", "max", "Slowest:\t", "0.0113", 1},
	{"hey.txt", "hey", "p50", "50% in ", "0.0009", 1},
	{"hey.txt", "hey", "p99", "99% in ", "0.0062", 1},
	{"hey-404.txt", "hey", "rate", "Requests/sec:\t", "10559.0706", 1},
	{"hey-404.txt", "hey", "p95", "95% in ", "0.0006", 1},
	{"ab.txt", "ab", "rate", "Requests per second:    ", "9747.04", 1},
	{"ab.txt", "ab", "mean", "Time per request:       ", "1.642", 1e-3},
	{"ab.txt", "ab", "bw", "Transfer rate:          ", "3436.21", 1024},
	{"ab.txt", "ab", "p75", "75%      ", "2", 1e-3},
	{"ab.txt", "ab", "p99", "99%      ", "6", 1e-3},
	{"ab.txt", "ab", "max", "100%      ", "8", 1e-3},
	{"ab-keepalive.txt", "ab", "rate", "Requests per second:    ", "20005.84", 1},
	{"ab-keepalive.txt", "ab", "mean", "Time per request:       ", "0.800", 1e-3},
	{"ab-keepalive.txt", "ab", "p95", "95%      ", "4", 1e-3},
	{"ab-percentiles.csv", "ab", "p50", "\n50,", "0.420", 1e-3},
	{"ab-percentiles.csv", "ab", "p99", "\n99,", "4.755", 1e-3},
	{"ab-percentiles.csv", "ab", "min", "\n0,", "0.113", 1e-3},
	{"ab-percentiles.csv", "ab", "max", "\n100,", "8.465", 1e-3},
	{"h2load.txt", "h2load", "rate", "finished in 128.92ms, ", "23270.97", 1},
	{"h2load.txt", "h2load", "bw", "req/s, ", "5.59", 1048576},
	{"h2load.txt", "h2load", "min", "time for request:      ", "103", 1e-6},
	{"h2load.txt", "h2load", "max", "103us      ", "5.96", 1e-3},
	{"h2load.txt", "h2load", "mean", "5.96ms      ", "1.17", 1e-3},
	{"h2load.txt", "h2load", "sd", "1.17ms      ", "1.20", 1e-3},
	{"pgbench.txt", "pgbench", "rate", "tps = ", "719.342022", 1},
	{"pgbench.txt", "pgbench", "mean", "latency average = ", "5.561", 1e-3},
	{"pgbench-progress.txt", "pgbench", "rate", "\ntps = ", "11607.051721", 1},
	{"pgbench-progress.txt", "pgbench", "mean", "latency average = ", "0.163", 1e-3},
	{"pgbench-progress.txt", "pgbench", "sd", "latency stddev = ", "0.350", 1e-3},
	{"pgbench-rate.txt", "pgbench", "rate", "tps = ", "467.086053", 1},
	{"pgbench-rate.txt", "pgbench", "mean", "latency average = ", "0.357", 1e-3},
	{"pgbench-rate.txt", "pgbench", "lag", "schedule lag: avg ", "0.151", 1e-3},
	{"sysbench-oltp.txt", "sysbench", "rate", "transactions:                        2691   (", "1340.00", 1},
	{"sysbench-oltp.txt", "sysbench", "mean", "avg:                                    ", "1.49", 1e-3},
	{"sysbench-oltp.txt", "sysbench", "p95", "95th percentile:                        ", "4.25", 1e-3},
	{"sysbench-oltp.txt", "sysbench", "max", "max:                                   ", "15.78", 1e-3},
	{"sysbench-cpu.txt", "sysbench", "rate", "events per second:  ", "2829.28", 1},
	{"sysbench-cpu.txt", "sysbench", "p95", "95th percentile:                        ", "0.33", 1e-3},
	{"sysbench-memory.txt", "sysbench", "rate", "Total operations: 4417632 (", "4401381.53", 1},
	{"sysbench-memory.txt", "sysbench", "bw", "MiB transferred (", "4298.22", 1048576},
	{"sysbench-threads.txt", "sysbench", "rate", "total number of events:              ", "925", 1 / 1.0012},
	{"sysbench-threads.txt", "sysbench", "mean", "avg:                                    ", "1.08", 1e-3},
	{"redis-benchmark.txt", "redis-benchmark", "get_rate", "throughput summary: ", "46082.95", 1},
	{"redis-benchmark.txt", "redis-benchmark", "get_mean", "max\n        ", "0.721", 1e-3},
	{"redis-benchmark.txt", "redis-benchmark", "get_p99", "0.991     ", "3.207", 1e-3},
	{"redis-benchmark-q.txt", "redis-benchmark", "set_rate", "\rSET: ", "41322.31", 1},
	{"redis-benchmark-q.txt", "redis-benchmark", "get_p50", "43290.04 requests per second, p50=", "0.679", 1e-3},
	{"redis-benchmark.csv", "redis-benchmark", "get_rate", "\"GET\",\"", "44843.05", 1},
	{"redis-benchmark.csv", "redis-benchmark", "get_p99", "\"1.063\",\"", "2.607", 1e-3},
	{"redis-benchmark.csv", "redis-benchmark", "set_mean", "\"40322.58\",\"", "0.832", 1e-3},
	{"redis-benchmark.csv", "redis-benchmark", "lpush_max", "\"2.767\",\"", "4.671", 1e-3},
	{"redis-benchmark-pipe16.csv", "redis-benchmark", "set_rate", "\"SET\",\"", "487804.88", 1},
	{"fio.json", "fio", "read_rate", "\"iops\" : ", "6565.717141", 1},
	{"fio.json", "fio", "read_bw", "\"bw_bytes\" : ", "26893177", 1},
	{"fio.json", "fio", "read_mean", "\"mean\" : ", "78542.191886", 1e-9},
	{"fio.json", "fio", "read_p99", "\"99.000000\" : ", "138240", 1e-9},
	{"fio.json", "fio", "write_rate", "\"iops\" : ", "6572.213893", 1},
	{"fio.txt", "fio", "read_rate", "read: IOPS=", "11.8", 1000},
	{"fio.txt", "fio", "read_bw", "BW=", "46.2", 1048576},
	{"fio.txt", "fio", "read_mean", "clat (usec): min=47, max=5232, avg=", "83.17", 1e-6},
	{"fio.txt", "fio", "read_p99", "99.00th=[  ", "149", 1e-6},
	{"iperf3.json", "iperf3", "bw",
     "\"seconds\":\t2.003321,\n\t\t\t\"bytes\":\t3633577984,\n\t\t\t\"bits_per_second\":\t", "14510217719.476809",
     0.125},
	{"iperf3-udp.json", "iperf3", "bw", "\"bits_per_second\":\t", "99754156.4643605", 0.125},
	{"iperf3-udp.json", "iperf3", "jitter", "100130697.15213637,\n\t\t\t\"jitter_ms\":\t", "0.19727994081090722", 1e-3},
	{"hyperfine.json", "hyperfine", "sleep_0_01", "\"median\": ", "0.0119887615", 1},
	{"hyperfine.json", "hyperfine", "true", "\"median\": ", "0.001060235", 1},
	{"hyperfine.csv", "hyperfine", "sleep_0_01", "0.0010938218360308407,", "0.0119887615", 1},
	{"hyperfine.csv", "hyperfine", "true", "0.0010407020297676214,", "0.001060235", 1},
	{"hyperfine.txt", "hyperfine", "sleep_0_01", "Time (mean \xc2\xb1 \xcf\x83):      ", "12.3", 1e-3},
	{"hyperfine.txt", "hyperfine", "true", "Time (mean \xc2\xb1 \xcf\x83):       ", "1.5", 1e-3},
	{"google-benchmark.json", "google-benchmark", "bm_memcpy_4096_cpu", "\"cpu_time\": ", "5.3734601813651388", 1e-8},
	{"google-benchmark.json", "google-benchmark", "bm_memcpy_4096", "\"real_time\": ", "6.1881861515048072", 1e-8},
	{"google-benchmark.json", "google-benchmark", "bm_memcpy_64_bw", "\"bytes_per_second\": ", "2.0492969540539047",
     1e10},
	{"google-benchmark.json", "google-benchmark", "bm_noop_rate", "\"items_per_second\": ", "3.1263983676853805", 1e9},
	{"google-benchmark.json", "google-benchmark", "bm_noop_k", "\"k\": ", "3.0000000000000000", 1},
	{"autocannon.json", "autocannon", "rate", "\"requests\":{\"average\":", "14706", 1},
	{"autocannon.json", "autocannon", "mean", "\"latency\":{\"average\":", "0.14", 1e-3},
	{"autocannon.json", "autocannon", "p97_5", "\"p97_5\":", "2", 1e-3},
	{"autocannon.json", "autocannon", "p99_9", "\"p99_9\":", "7", 1e-3},
	{"autocannon.json", "autocannon", "bw", "\"throughput\":{\"average\":", "5382144", 1},
	{"documented/k6-summary-export.json", "k6", "rate", "\"count\":180,\"rate\":", "4.36938", 1},
	{"documented/k6-summary-export.json", "k6", "p50", "\"med\":", "110.47", 1e-3},
	{"documented/k6-summary-export.json", "k6", "p95", "\"p(95)\":", "215.95", 1e-3},
	{"documented/k6-handle-summary.json", "k6", "rate", "\"count\":180,\"rate\":", "4.36938", 1},
	{"documented/k6-handle-summary.json", "k6", "mean", "\"avg\":", "144.56", 1e-3},
	{"documented/k6-handle-summary.json", "k6", "p90", "\"p(90)\":", "203.54", 1e-3},
	{"documented/vegeta.json", "vegeta", "rate", "\"rate\":", "100.03334", 1},
	{"documented/vegeta.json", "vegeta", "throughput", "\"throughput\":", "99.93334", 1},
	{"documented/vegeta.json", "vegeta", "p99", "\"99th\":", "38901234", 1e-9},
	{"documented/vegeta.json", "vegeta", "mean", "\"mean\":", "12345587", 1e-9},
	{"documented/oha.json", "oha", "rate", "\"requestsPerSec\":", "17012.5", 1},
	{"documented/oha.json", "oha", "p99_9", "\"p99.9\":", "0.0095", 1},
	{"documented/memtier.json", "memtier", "rate", "\"Totals\":{\"Count\":200000,\"Ops/sec\":", "99136.5", 1},
	{"documented/memtier.json", "memtier", "get_mean", "90124.1,\"Average Latency\":", "1.97", 1e-3},
	{"documented/memtier.json", "memtier", "set_p99", "\"p50.00\":1.831,\"p99.00\":", "5.215", 1e-3},
};

static bool same(double a, double b)
{
	return close_to(a / b, 1, 1e-9);
}

/* The number named, or 0. */
static double read_number(struct str text, const struct row *r, struct import *m, struct arena *a)
{
	struct diag d = {0};

	diag_init(&d, a, NULL);
	if (!import_read(text, S(""), a, m, &d))
		return 0;
	if (strcmp(m->tool, r->tool))
		return -1;
	for (unsigned i = 0; i < m->count; i++)
		if (str_eq(m->numbers[i].ending, str_from_c(r->ending)))
			return m->numbers[i].value;
	return 0;
}

/* Offset of the row's literal in the text. */
static size_t place(const struct buf *text, const struct row *r, size_t index)
{
	struct buf both = {0};
	const char *p;
	size_t at;

	buf_printf(&both, "%s%s", r->before, r->literal);
	p = strstr(buf_c(text), buf_c(&both));
	buf_release(&both);
	cr_assert(p, "row %zu: the sample has no such place", index);
	at = (size_t)(p - text->p) + strlen(r->before);
	return at;
}

/* Other digits, but for the first; the number stays of its size. */
static void change(char *p, size_t len)
{
	size_t digits = 0, total = 0;

	for (size_t i = 0; i < len; i++)
		total += p[i] >= '1' && p[i] <= '9';
	for (size_t i = 0; i < len; i++)
		if (p[i] >= '1' && p[i] <= '9' && (digits++ || total == 1))
			p[i] = p[i] == '9' ? '8' : (char)(p[i] + 1);
}

Test(import, samples, .timeout = 60)
{
	struct import *m = xcalloc(1, sizeof(*m));

	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct row *r = &rows[i];
		struct buf text = sample(r->file);
		size_t at = place(&text, r, i);
		struct str changed;
		struct arena a;

		arena_init(&a);
		cr_expect(same(read_number(buf_str(&text), r, m, &a), strtod(r->literal, NULL) * r->scale),
		          "row %zu: %s %s: %.12g", i, r->file, r->ending, read_number(buf_str(&text), r, m, &a));
		change(text.p + at, strlen(r->literal));
		changed = arena_str(&a, str_cut(buf_str(&text), at, at + strlen(r->literal)));
		cr_expect(!str_eq(changed, str_from_c(r->literal)) &&
		              same(read_number(buf_str(&text), r, m, &a), strtod(changed.p, NULL) * r->scale),
		          "row %zu: %s %s changed to %.*s: %.12g", i, r->file, r->ending, STR(changed),
		          read_number(buf_str(&text), r, m, &a));
		arena_release(&a);
		buf_release(&text);
	}
	free(m);
}

/*
 * Cut anywhere, a file gives fewer numbers, never others. Raw times and runs are all of their own kind, and are left
 * out here.
 */
Test(import, cut, .timeout = 120)
{
	struct import *whole = xcalloc(1, sizeof(*whole)), *part = xcalloc(1, sizeof(*part));

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct buf text;
		struct arena a;
		struct diag d = {0};

		if (i && !strcmp(rows[i].file, rows[i - 1].file))
			continue;
		text = sample(rows[i].file);
		arena_init(&a);
		diag_init(&d, &a, NULL);
		cr_assert(import_read(buf_str(&text), S(""), &a, whole, &d), "%s", rows[i].file);
		for (size_t end = 0; end < text.len; end += 37) {
			struct diag one = {0};

			diag_init(&one, &a, NULL);
			if (!import_read(str_cut(buf_str(&text), 0, end), S(""), &a, part, &one)) {
				cr_expect(one.error != NULL, "%s, %zu", rows[i].file, end);
				continue;
			}
			for (unsigned k = 0; k < part->count; k++) {
				bool there = false;

				for (unsigned w = 0; w < whole->count; w++)
					there = there || (str_eq(whole->numbers[w].ending, part->numbers[k].ending) &&
					                  whole->numbers[w].value == part->numbers[k].value);
				cr_expect(there, "%s cut at %zu: %.*s is %g", rows[i].file, end, STR(part->numbers[k].ending),
				          part->numbers[k].value);
			}
		}
		arena_release(&a);
		buf_release(&text);
	}
	free(whole);
	free(part);
}

/* Is the ending in one of the notes? With NULL: is there a note that `before` has not? */
static bool noted(const struct import *m, const char *ending, const struct import *before)
{
	for (unsigned i = 0; i < m->note_count; i++) {
		bool fresh = before != NULL;

		for (unsigned k = 0; before && k < before->note_count; k++)
			fresh = fresh && !str_eq(before->notes[k], m->notes[i]);
		if (fresh || (ending && memmem(m->notes[i].p, m->notes[i].len, ending, strlen(ending))))
			return true;
	}
	return false;
}

/* What cannot be a number, where one belongs. */
static const char *const odd[] = {"nan", "-nan", "NaN", "inf", "-inf", "-1", "1e400", "", "abc", "null", "\"x\""};

/* Each number of the table is then named as left out, or the file is refused for it. */
Test(import, odd_numbers, .timeout = 120)
{
	struct import *m = xcalloc(1, sizeof(*m));

	for (size_t i = 0; i < COUNT(rows); i++)
		for (size_t k = 0; k < COUNT(odd); k++) {
			struct buf text = sample(rows[i].file), other = {0};
			size_t at = place(&text, &rows[i], i);
			struct diag d = {0};
			struct arena a;

			arena_init(&a);
			diag_init(&d, &a, NULL);
			buf_printf(&other, "%.*s%s%s", (int)at, text.p, odd[k], text.p + at + strlen(rows[i].literal));
			if (import_read(buf_str(&other), S(""), &a, m, &d)) {
				bool there = false;

				for (unsigned n = 0; n < m->count; n++)
					there = there || str_eq(m->numbers[n].ending, str_from_c(rows[i].ending));
				if (there || !(noted(m, rows[i].ending, NULL) || noted(m, "what follows is left out", NULL)))
					cr_expect_fail("row %zu: %s %s as '%s': nothing is said", i, rows[i].file, rows[i].ending, odd[k]);
			} else
				cr_expect(d.error, "row %zu, '%s'", i, odd[k]);
			arena_release(&a);
			buf_release(&text);
			buf_release(&other);
		}
	free(m);
}

/* Does what is read now differ from `before` without a word of it? */
static bool silent(const struct import *before, const struct import *now)
{
	bool same_all = before->count == now->count && before->requests == now->requests && before->failed == now->failed &&
	                before->connections == now->connections && before->runs == now->runs;

	for (unsigned i = 0; same_all && i < now->count; i++)
		same_all = str_eq(before->numbers[i].ending, now->numbers[i].ending) &&
		           before->numbers[i].value == now->numbers[i].value && before->numbers[i].low == now->numbers[i].low &&
		           before->numbers[i].high == now->numbers[i].high;
	return !same_all && !noted(now, NULL, before);
}

/* A number in the text from `at` on that is no part of a name, a key or a percentage: its place and length. */
static size_t next_number(const struct buf *text, size_t at, size_t *len)
{
	for (; at < text->len; at += *len ? *len : 1) {
		const char *p = text->p + at;
		char before = at ? p[-1] : '\n';

		*len = strspn(p, "0123456789.");
		if (!*len || *p == '.')
			continue;
		if (at >= 6 && !strncmp(p - 6, "sleep ", 6)) /* a command */
			continue;
		if (strchr(" \t\n:=,[(\"\r", before) && !strchr("%_/)x", p[*len]) && strncmp(p + *len, "th", 2) &&
		    !(before == '"' && strncmp(p + *len, "\",\"", 3)))
			return at;
	}
	return text->len;
}

/* The first of the odd words that, in place of a number, changes what is read without a word; NULL: none does. */
static const char *silently(struct str text, size_t at, size_t len, const struct import *whole, struct import *part)
{
	const char *found = NULL;

	for (size_t k = 0; k < COUNT(odd) && !found; k++) {
		struct buf other = {0};
		struct diag d = {0};
		struct arena a;

		arena_init(&a);
		diag_init(&d, &a, NULL);
		buf_printf(&other, "%.*s%s%s", (int)at, text.p, odd[k], text.p + at + len);
		if (import_read(buf_str(&other), S(""), &a, part, &d) ? silent(whole, part) : !d.error)
			found = odd[k];
		arena_release(&a);
		buf_release(&other);
	}
	return found;
}

/* Any number of a file, taken or not: what becomes of it is told, or it makes no difference. */
Test(import, odd_anywhere, .timeout = 240)
{
	struct import *whole = xcalloc(1, sizeof(*whole)), *part = xcalloc(1, sizeof(*part));

	for (size_t i = 0; i < COUNT(rows); i++) {
		size_t len = 0, numbers = 0, index = 0;
		struct buf text;
		struct diag d = {0};
		struct arena a;

		if (i && !strcmp(rows[i].file, rows[i - 1].file))
			continue;
		text = sample(rows[i].file);
		arena_init(&a);
		diag_init(&d, &a, NULL);
		cr_assert(import_read(buf_str(&text), S(""), &a, whole, &d), "%s", rows[i].file);
		for (size_t at = 0; (at = next_number(&text, at, &len)) < text.len; at += len)
			numbers++;
		for (size_t at = 0; (at = next_number(&text, at, &len)) < text.len; at += len)
			if (index++ % (numbers / 60 + 1) == 0) {
				const char *word = silently(buf_str(&text), at, len, whole, part);

				if (word)
					cr_expect_fail("%s: '%s' for '%.*s' at %zu: nothing is said", rows[i].file, word, (int)len,
					               text.p + at, at);
			}
		arena_release(&a);
		buf_release(&text);
	}
	free(whole);
	free(part);
}

/* 1000 answers of 1 to 1000 units each, 4 of them errors, one each ms. */
static void make_raw(struct buf *out, int kind)
{
	if (kind == 0)
		buf_add_c(out, "response-time,DNS+dialup,DNS,Request-write,Response-delay,Response-read,status-code,offset\n");
	if (kind == 1)
		buf_add_c(out, "starttime\tseconds\tctime\tdtime\tttime\twait\n");
	for (int i = 0; i < 1000; i++) {
		int time = (i * 7) % 1000 + 1;

		if (kind == 0)
			buf_printf(out, "%.4f,0.0001,0.0000,0.0000,0.0001,0.0000,%d,%.4f\n", time * 1e-4, i % 250 ? 200 : 503,
			           0.001 * i);
		else if (kind == 1)
			buf_printf(out, "Sun Nov 29 22:00:48 2026\t1795989648\t0\t%d\t%d\t0\n", time, time);
		else
			buf_printf(out, "0 %d %d 0 1795989671 %d\n", i, time, 1000 * i);
	}
}

Test(import, raw_times)
{
	static const double unit[] = {1e-4, 1e-3, 1e-6};
	struct import *m = xcalloc(1, sizeof(*m));

	for (int kind = 0; kind < 3; kind++) {
		static const struct {
			const char *ending;
			double rank;
		} of[] = {{"mean", 500.5}, {"p50", 500}, {"p99", 990}, {"p99_9", 999}, {"max", 1000}};
		struct buf text = {0};
		struct arena a;

		arena_init(&a);
		make_raw(&text, kind);
		for (size_t i = 0; i < COUNT(of); i++) {
			const struct row r = {"", kind == 0 ? "hey" : kind == 1 ? "ab" : "pgbench", of[i].ending, "", "", 1};

			cr_expect(same(read_number(buf_str(&text), &r, m, &a), of[i].rank * unit[kind]), "kind %d: %s", kind,
			          of[i].ending);
		}
		cr_expect_eq(m->requests, 1000);
		cr_expect_eq(m->failed, kind == 0 ? 4 : 0);
		arena_release(&a);
		buf_release(&text);
	}
	free(m);
}

static const struct import_number *number(const struct import *m, const char *ending)
{
	for (unsigned i = 0; i < m->count; i++)
		if (str_eq(m->numbers[i].ending, str_from_c(ending)))
			return &m->numbers[i];
	return NULL;
}

static bool judged(const char *file, struct import *m, struct arena *a)
{
	struct buf text = sample(file);
	struct diag d = {0};
	bool ok;

	diag_init(&d, a, NULL);
	cr_assert(import_read(buf_str(&text), S(""), a, m, &d), "%s", file);
	ok = import_judge(m, a, &d);
	buf_release(&text);
	return ok;
}

Test(import, judged)
{
	struct import *m = xcalloc(1, sizeof(*m)), *runs = xcalloc(3, sizeof(*runs));
	const struct import_number *x;
	struct arena a;

	arena_init(&a);
	cr_expect(judged("wrk.txt", m, &a));
	cr_expect(!number(m, "mean"), "wrk's mean breaks Little's law");
	x = number(m, "rate");
	cr_expect(close_to(x->low / x->value, 0.85, 1e-9) && close_to(x->high / x->value, 1.15, 1e-9), "one run: assumed");
	cr_expect(str_eq(m->verdict, S("poor")));
	cr_expect(judged("ab.txt", m, &a) && number(m, "mean"), "16 of 16 under way");
	x = number(m, "p50");
	cr_expect(same(x->low, 0.5e-3) && same(x->high, 1.5e-3), "whole ms");
	cr_expect(judged("ab-keepalive.txt", m, &a));
	x = number(m, "p50");
	cr_expect(x->under && x->low > 0 && x->high < 0.5e-3, "0 is below half");
	cr_expect(!judged("wrk-404.txt", m, &a), "all errors");
	cr_expect(!judged("hey-404.txt", m, &a));
	cr_expect(judged("hyperfine.json", m, &a));
	x = number(m, "sleep_0_01");
	cr_expect(same(x->low, 0.011204587) && same(x->high, 0.015089473) && m->runs == 12, "its runs");
	cr_expect(judged("google-benchmark-reps.json", m, &a));
	x = number(m, "bm_memcpy_64");
	cr_expect(same(x->value, 5.3212394125383797e-9) && x->low < x->value && x->high > x->value && x->high < 6.1e-9,
	          "median of five: %g %g", x->low, x->high);
	for (int i = 0; i < 3; i++) {
		judged("ab.txt", &runs[i], &a);
		runs[i].numbers[0].value = 100 + 10 * i;
	}
	import_join(runs, 3, m, &a);
	x = number(m, "rate");
	cr_expect_eq(x->value, 110);
	cr_expect(close_to(x->low, 94.064, 0.01) && close_to(x->high, 127.926, 0.01), "t interval of logarithms: %g %g",
	          x->low, x->high);
	arena_release(&a);
	free(runs);
	free(m);
}

Test(import, line_and_bad_input)
{
	static const char *const bad[] = {"",
	                                  "\n",
	                                  "{",
	                                  "{\"a\":[1,}",
	                                  "hello\n",
	                                  "Running 1s test @ http://x\n",
	                                  "{\"metrics\":[1]}",
	                                  "[[[[",
	                                  "{\"fio version\":\"fio-3\"}"};
	struct import *m = xcalloc(1, sizeof(*m));
	struct import_origin origin = {S("web"), S("a\xff.txt"), S(""), S(""), 1795989648};
	struct buf line = {0}, deep = {0};
	struct measured *store;
	struct measured_cell c;
	struct arena a;

	arena_init(&a);
	for (size_t i = 0; i < COUNT(bad); i++) {
		struct diag d = {0};

		diag_init(&d, &a, NULL);
		cr_expect(!import_read(str_from_c(bad[i]), S(""), &a, m, &d) && d.error, "row %zu", i);
	}
	struct diag d = {0};

	diag_init(&d, &a, NULL);
	buf_add_c(&deep, "{\"a\":");
	buf_fill(&deep, '[', 70);
	cr_expect(!import_read(buf_str(&deep), S(""), &a, m, &d));
	judged("ab.txt", m, &a);
	import_line(m, &origin, &a, &line);
	store = measured_parse(buf_str(&line));
	cr_assert(measured_find(store, S("web_p99"), &c), "%s", buf_c(&line));
	cr_expect(same(c.range.value, 6e-3) && c.unit == MEASURED_TIME);
	cr_assert(measured_find(store, S("web_rate"), &c));
	cr_expect(close_to(c.range.value, 9747.04, 1e-9) && c.unit == MEASURED_RATE &&
	          str_eq(c.named->noun, S("requests")));
	expect_str(0, c.of->origin, S("imported from a?.txt (ab, 2026-11-29), another machine, closed loop"));
	cr_expect(!measured_find(store, S("web"), &c) && !measured_find(store, S("web_p98_9"), &c));
	expect_str(1, import_name(&a, S("MSET (10 keys)")), S("mset_10_keys"));
	expect_str(2, import_name(&a, S("99 x")), S("n99_x"));
	measured_free(store);
	arena_release(&a);
	buf_release(&line);
	buf_release(&deep);
	free(m);
}

/* A number is as exact as it was printed: half of its last place. */
Test(import, half_of_the_last_place)
{
	static const struct {
		const char *text, *rest;
		double value, half;
	} numbers[] = {{"5", "", 5, 0.5},           {"5.", "", 5, 0.5},       {"0.50 s", " s", 0.5, 0.005},
	               {"-1.5", "", -1.5, 0.05},    {"5e3", "", 5000, 500},   {"5e+3", "", 5000, 500},
	               {"5e-3", "", 0.005, 0.0005}, {"1.25E2", "", 125, 0.5}, {"7eggs", "eggs", 7, 0.5},
	               {"7e+", "e+", 7, 0.5},       {" 12k", "", 12000, 500}, {"1.5M", "", 1.5e6, 0.5e5},
	               {"3 of 4", " of 4", 3, 0.5}};

	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		struct str s = str_from_c(numbers[i].text);
		struct scanned n;

		cr_assert(scan_number(&s, &n), "%s", numbers[i].text);
		cr_expect(fabs(n.value - numbers[i].value) <= 1e-12 * fabs(n.value), "%s: %g", numbers[i].text, n.value);
		cr_expect(fabs(n.half - numbers[i].half) <= 1e-12 * n.half, "%s: half %g", numbers[i].text, n.half);
		cr_expect(str_eq(s, str_from_c(numbers[i].rest)), "%s: '%.*s' is left", numbers[i].text, STR(s));
	}
}

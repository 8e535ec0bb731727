/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Access logs: forms, counters, sketches against what is known, parts. */
#include <math.h>
#include <stdlib.h>

#include "base/now.h"
#include "logs/figures.h"
#include "logs/partial.h"
#include "logs/log_reader.h"
#include "rows.h"

static const struct hash_key key = {0x1234567890abcdef, 0xfedcba0987654321};

static uint64_t seed = 7;

static uint64_t next(void)
{
	uint64_t z = seed += 0x9e3779b97f4a7c15u;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return z ^ z >> 31;
}

/* ---- forms ---- */

/* One request, as each server writes it: GET /a/b?c=1 of 10.1.2.3 at 2026-11-29 22:10:02, 200, 128 bytes, 12 ms. */
static const struct form_row {
	const char *form, *text;
	int64_t duration; /* us; -1: it says none */
} forms[] = {
	{"combined", "10.1.2.3 - - [29/Nov/2026:22:10:02 +0000] \"GET /a/b?c=1 HTTP/1.1\" 200 128", -1},
	{"combined",
     "10.1.2.3 - bob smith [29/Nov/2026:23:10:02 +0100] \"GET /a/b?c=1 HTTP/1.1\" 200 128 \"-\" \"curl/7 (x; "
     "\\\"y\\\")\"",
     -1},
	{"combined", "10.1.2.3 - - [29/Nov/2026:22:10:02 +0000] \"GET /a/b?c=1 HTTP/1.1\" 200 128 \"-\" \"curl/7\" 0.012 -",
     12000},
	{"combined",
     "10.1.2.3 - - [29/Nov/2026:22:10:02 +0000] \"GET /a/b?c=1 HTTP/1.1\" 200 128 \"-\" \"curl/7\" 0.012 0.001, 0.002",
     12000},
	{"combined",
     "10.1.2.3 - - [29/Nov/2026:22:10:02 +0000] \"GET /a/b?c=1 HTTP/1.1\" 200 128 \"-\" \"curl/7\" 12 \"web@docker\" "
     "\"http://10.0.0.9:80\" 12ms",
     12000},
	{"JSON lines",
     "{\"level\":\"info\",\"ts\":1795990202.5,\"request\":{\"remote_ip\":\"10.1.2.3\",\"method\":\"GET\",\"uri\":\"/a/"
     "b?c=1\",\"headers\":{\"Accept\":[\"*/*\",\"}\\\"\"]}},"
     "\"duration\":0.012,\"size\":128,\"status\":200}",
     12000},
	{"JSON lines",
     "{\"ClientHost\":\"10.1.2.3\",\"DownstreamContentSize\":128,\"DownstreamStatus\":200,\"Duration\":12000000,"
     "\"RequestMethod\":\"GET\",\"RequestPath\":\"/a/b?c=1\","
     "\"StartUTC\":\"2026-11-29T22:10:02.123456Z\",\"time\":\"2026-11-29T22:10:02Z\"}",
     12000},
	{"JSON lines",
     "{\"time_iso8601\":\"2026-11-29T23:10:02+01:00\",\"remote_addr\":\"10.1.2.3\",\"request_method\":\"GET\","
     "\"request_uri\":\"/a/b?c=1\",\"status\":\"200\","
     "\"body_bytes_sent\":\"128\",\"request_time\":\"0.012\"}",
     12000},
	{"ALB",
     "https 2026-11-29T22:10:02.186641Z app/lb/50dc6c495c0c9188 10.1.2.3:2817 10.0.0.1:80 0.001 0.010 0.001 200 200 34 "
     "128 "
     "\"GET https://www.example.com:443/a/b?c=1 HTTP/2.0\" \"curl/7.46.0\" - - arn",
     12000},
	{"W3C",
     "#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status time-taken\n"
     "2026-11-29\t22:10:02\tLHR\t128\t10.1.2.3\tGET\td1.cloudfront.net\t/a/b?c=1\t200\t0.012",
     12000},
	{"W3C",
     "#Software: IIS\n#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query c-ip sc-status sc-bytes time-taken\n"
     "2026-11-29 22:10:02 10.0.0.1 GET /a/b?c=1 - 10.1.2.3 200 128 12",
     12000},
	{"CSV", "time,key,size,duration,op,client,status\n1795990202.25,/a/b?c=1,128,0.012,GET,10.1.2.3,200", 12000},
	{"CSV", "client,time,key,status,size\n10.1.2.3,1795990202250,\"/a/b?c=1\",200,128", -1},
};

Test(logs, forms)
{
	for (size_t i = 0; i < COUNT(forms); i++) {
		struct log_format f = {0};
		struct str rest = str_from_c(forms[i].text), line;
		struct log_entry e;
		enum log_bad bad = LOG_NO_MATCH;

		while (str_next_line(&rest, &line)) {
			bool header = !f.form;

			if (header)
				f.form = log_form_find(&f, line);
			if (header && f.form == &log_form_csv)
				continue;
			bad = f.form ? log_read(&f, line, &e) : LOG_NO_MATCH;
		}
		cr_assert(f.form && !strcmp(f.form->name, forms[i].form), "row %zu", i);
		cr_assert_eq(bad, LOG_FINE, "row %zu: %s", i, log_bad_words[bad]);
		cr_expect_eq(e.time, 1795990202, "row %zu: %lld", i, (long long)e.time);
		expect_str(i, e.client, S("10.1.2.3"));
		expect_str(i, e.path, S("/a/b?c=1"));
		cr_expect(e.method == LOG_GET && e.status == 200 && e.bytes == 128, "row %zu: %d %lld", i, e.status,
		          (long long)e.bytes);
		cr_expect_eq(e.duration, forms[i].duration, "row %zu: %lld", i, (long long)e.duration);
		cr_expect(!e.raw_duration, "row %zu", i);
	}
}

Test(logs, bad_lines)
{
	static const struct {
		const char *text;
		enum log_bad bad;
	} rows[] = {
		{"10.1.2.3 - - 29/Nov/2026:22:10:02 +0000 \"GET / HTTP/1.1\" 200 128", LOG_NO_TIME},
		{"10.1.2.3 - - [29/Nox/2026:22:10:02 +0000] \"GET / HTTP/1.1\" 200 128", LOG_BAD_TIME},
		{"10.1.2.3 - - [29/Nov/1994:22:10:02 +0000] \"GET / HTTP/1.1\" 200 128", LOG_BAD_TIME},
		{"10.1.2.3 - - [29/Nov/2126:22:10:02 +0000] \"GET / HTTP/1.1\" 200 128", LOG_BAD_TIME},
		{"10.1.2.3 - - [29/Nov/2026:22:10:02 +0000] GET / HTTP/1.1 200 128", LOG_NO_REQUEST},
		{"10.1.2.3 - - [29/Nov/2026:22:10:02 +0000] \"GET / HTTP/1.1 200 128", LOG_NO_REQUEST},
		{"10.1.2.3 - - [29/Nov/2026:22:10:02 +0000] \"GET / HTTP/1.1\" ab 128", LOG_NO_STATUS},
		{"10.1.2.3 - - [29/Nov/2026:22:10:02 +0000] \"GET / HTTP/1.1\" 200 -128", LOG_BAD_SIZE},
		{"10.1.2.3 - - [29/Nov/2026:22:10:02 +0000] \"GET / HTTP/1.1\" 200 9999999999999999", LOG_BAD_SIZE},
		{"10.1.2.3 - - [29/Nov/2026:22:10:02 +0000] \"GET / HTTP/1.1\" 200 128 \"-\" \"x\" 90000.5", LOG_BAD_DURATION},
		{"10.1.2.3 - - [29/Nov/2026:22:10:02 +0000] \"GET / HTTP/1.1\" 200 128 \"-\" \"x\" soon", LOG_FINE},
		{"10.1.2.3 - - [29/Nov/2026:22:10:02 +0000] \"\\x16\\x03\\x01\" 400 150", LOG_FINE},
		{"10.1.2.3 - - [29/Nov/2026:22:10:02 +0000] \"-\" 408 - \"-\" \"-\"", LOG_FINE},
		{"10.1.2.3 - - [29/Nov/2026:22:10:02 +0000] \"GET /a\\\"b\xff HTTP/1.1\" 200 - \"-\" \"-\"", LOG_FINE},
		{"", LOG_NO_TIME},
	};
	struct log_format f = {.form = &log_form_common, .when = {.latest = 1800000000}};
	struct log_entry e;

	for (size_t i = 0; i < COUNT(rows); i++) {
		enum log_bad bad = log_read(&f, str_from_c(rows[i].text), &e);

		cr_expect_eq(bad, rows[i].bad, "row %zu: %s", i, log_bad_words[bad]);
	}
}

/* Whole numbers after the last quote are of no known unit; a unit that was given is theirs. */
Test(logs, durations)
{
	static const char line[] = "10.1.2.3 - - [29/Nov/2026:22:10:02 +0000] \"GET / HTTP/1.1\" 200 128 \"-\" \"x\" 1234";
	static const int64_t us[] = {1234, 1234, 1234000, 1234000000, 1};
	struct log_entry e;

	for (int unit = 0; unit < 5; unit++) {
		struct log_format f = {.form = &log_form_common, .unit = (enum log_unit)unit};

		cr_assert_eq(log_read(&f, str_from_c(line), &e), LOG_FINE);
		cr_expect_eq(e.duration, us[unit], "unit %d: %lld", unit, (long long)e.duration);
		cr_expect_eq(e.raw_duration, unit == LOG_UNIT_UNKNOWN);
	}
}

Test(logs, dates)
{
	for (int64_t day = 9131; day < 40000; day += 17) {
		unsigned month, number;
		int year;

		when_date(day, &year, &month, &number);
		cr_assert_eq(now_days(year, month, number), day);
	}
}

/* ---- sketches ---- */

Test(logs, unique)
{
	static struct unique u;
	uint64_t n = 0;

	for (uint64_t want = 1000; want <= 10000000; want *= 10) {
		for (; n < want; n++) {
			uint64_t h = hash64(&key, (const char *)&n, sizeof(n));

			unique_add(&u, h);
		}
		cr_expect(fabs(unique_count(&u) / (double)want - 1) < 0.03, "%llu: %g", (unsigned long long)want,
		          unique_count(&u));
	}
	cr_expect_eq(unique_count(&(struct unique){{0}}), 0);
}

Test(logs, histogram)
{
	struct loghist *h = xcalloc(1, sizeof(*h)), *half = xcalloc(1, sizeof(*half));

	for (uint64_t i = 1; i <= 100000; i++)
		loghist_add(i % 2 ? h : half, i, 1);
	loghist_merge(h, half);
	cr_expect_eq(h->n, 100000);
	for (double p = 0.001; p < 1; p += 0.013)
		cr_expect(fabs(loghist_quantile(h, p) / (p * 100000) - 1) < 0.005, "%g: %g", p, loghist_quantile(h, p));
	cr_expect_eq(loghist_quantile(h, 1), 100000);
	free(h);
	free(half);
}

/* Expected counts of a known exponent, and drawn ones: the table of the method has 0.005 as its error. */
Test(logs, zipf)
{
	enum { OBJECTS = 100000, DRAWS = 1000000 };
	double *sums = xcalloc(OBJECTS, sizeof(*sums));
	uint32_t *counts = xcalloc(OBJECTS, sizeof(*counts));
	struct popular p;
	struct zipf_fit fit;

	for (int k = 0; k < 4; k++) {
		double alpha = 0.6 + 0.2 * k, all = 0;
		uint32_t *seen;
		size_t n;

		popular_init(&p, 1000000);
		for (size_t i = 0; i < OBJECTS; i++)
			sums[i] = all += pow((double)i + 1, -alpha);
		for (size_t i = 0; i < DRAWS; i++) {
			double x = (double)(next() >> 11) * 0x1p-53 * all;
			size_t low = 0, high = OBJECTS - 1;

			while (low < high)
				if (sums[(low + high) / 2] < x)
					low = (low + high) / 2 + 1;
				else
					high = (low + high) / 2;
			popular_add(&p, hash64(&key, (const char *)&low, sizeof(low)), 1);
		}
		seen = popular_counts(&p, &n);
		zipf_fit(seen, n, p.floor, &fit);
		cr_expect(fit.is && fabs(fit.alpha - alpha) < 0.01, "%g: %g", alpha, fit.alpha);
		cr_expect(fit.low <= alpha && alpha <= fit.high, "%g: %g .. %g", alpha, fit.low, fit.high);
		free(seen);
		popular_release(&p);
	}
	for (size_t i = 0; i < 2000; i++)
		counts[i] = (uint32_t)(1e6 * pow((double)i + 1, i < 40 ? -0.5 : -1.3));
	zipf_fit(counts, 2000, 0, &fit);
	cr_expect(!fit.is, "a broken law is none: %g .. %g", fit.low, fit.high);
	zipf_fit(counts, 40, 0, &fit);
	cr_expect(!fit.is && fit.ranks == 40, "too few");
	free(sums);
	free(counts);
}

/* Batches of rare objects are forgotten; the popular ones keep their counts. */
Test(logs, popular_overflow)
{
	struct popular p;
	uint32_t *counts;
	size_t n;

	popular_init(&p, 1000);
	for (uint64_t i = 0; i < 200000; i++) {
		uint64_t what = i % 2 ? i % 200 : 1000000 + i;

		popular_add(&p, hash64(&key, (const char *)&what, sizeof(what)), 1);
	}
	counts = popular_counts(&p, &n);
	cr_expect(p.floor > 0 && n <= 1000);
	for (size_t i = 0; i < 100; i++)
		cr_expect(counts[i] >= 1000 && counts[i] <= 1000 + p.floor, "%zu: %u, floor %u", i, counts[i], p.floor);
	free(counts);
	popular_release(&p);
}

/* ---- hit ratios ---- */

enum { OBJECTS = 20000, REQUESTS = 400000 };

/* Objects by Zipf's law. */
static uint32_t *requests(double alpha)
{
	double *sums = xcalloc(OBJECTS, sizeof(*sums)), all = 0;
	uint32_t *out = xcalloc(REQUESTS, sizeof(*out));

	for (size_t i = 0; i < OBJECTS; i++)
		sums[i] = all += pow((double)i + 1, -alpha);
	for (size_t i = 0; i < REQUESTS; i++) {
		double x = (double)(next() >> 11) * 0x1p-53 * all;
		size_t low = 0, high = OBJECTS - 1;

		while (low < high)
			if (sums[(low + high) / 2] < x)
				low = (low + high) / 2 + 1;
			else
				high = (low + high) / 2;
		out[i] = (uint32_t)low;
	}
	free(sums);
	return out;
}

/* What an LRU cache hits, by a Fenwick tree over times of last use: each distance counted exactly. */
static double *exact_hits(const uint32_t *r)
{
	uint32_t *tree = xcalloc(REQUESTS + 1, sizeof(*tree)), *last = xcalloc(OBJECTS, sizeof(*last));
	double *hits = xcalloc(OBJECTS + 1, sizeof(*hits));

	for (uint32_t t = 1; t <= REQUESTS; t++) {
		uint32_t o = r[t - 1], distance = 0;

		if (last[o]) {
			for (uint32_t i = t - 1; i; i -= i & -i)
				distance += tree[i];
			for (uint32_t i = last[o]; i; i -= i & -i)
				distance -= tree[i];
			hits[distance + 1]++;
			for (uint32_t i = last[o]; i <= REQUESTS; i += i & -i)
				tree[i]--;
		}
		for (uint32_t i = t; i <= REQUESTS; i += i & -i)
			tree[i]++;
		last[o] = t;
	}
	for (size_t i = 1; i <= OBJECTS; i++)
		hits[i] += hits[i - 1];
	for (size_t i = 0; i <= OBJECTS; i++)
		hits[i] /= REQUESTS;
	free(tree);
	free(last);
	return hits;
}

Test(logs, hit_ratios, .timeout = 120)
{
	static const struct {
		double alpha;
		unsigned followed;
		double mean, worst;
	} rows[] = {
		{0.9, 1 << 15, 0.002, 0.015}, {0.9, 1 << 13, 0.01, 0.08}, {0.7, 1 << 13, 0.01, 0.08},
		{1.1, 1 << 13, 0.01, 0.08},   {0.9, 1 << 10, 0.03, 0.2},
	};

	for (size_t k = 0; k < COUNT(rows); k++) {
		uint32_t *r = requests(rows[k].alpha);
		double *exact = exact_hits(r), sum = 0, worst = 0;
		struct reuse *u = reuse_new(rows[k].followed);

		for (size_t i = 0; i < REQUESTS; i++) {
			uint64_t h = hash64(&key, (const char *)&r[i], sizeof(r[i]));

			if (reuse_wants(u, h))
				reuse_add(u, h, 1000);
		}
		for (size_t i = 1; i <= 100; i++) {
			size_t size = OBJECTS * i / 100;
			double off = fabs(reuse_hits(u, REQUESTS, (double)size) - exact[size]);

			sum += off / 100;
			worst = fmax(worst, off);
		}
		cr_expect(sum < rows[k].mean && worst < rows[k].worst, "row %zu: mean %g, worst %g", k, sum, worst);
		cr_expect(fabs(reuse_hits(u, REQUESTS, reuse_size(u, REQUESTS, 0.5, NULL, NULL)) - 0.5) < 0.02, "row %zu", k);
		cr_expect(fabs(reuse_size_bytes(u, REQUESTS, 0.5) / reuse_size(u, REQUESTS, 0.5, NULL, NULL) - 1000) < 20,
		          "bytes of equal objects, row %zu", k);
		cr_expect((reuse_rate(u) == 1) == (rows[k].followed > OBJECTS), "row %zu", k);
		reuse_free(u);
		free(exact);
		free(r);
	}
}

/* Objects in turn: a cache that lacks one place hits nothing, one that holds all hits all but the first requests. */
Test(logs, hits_of_a_circle)
{
	static const uint32_t rows[] = {2, 31, 33, 64, 65, 97, 100, 255, 256, 300, 511};

	for (size_t k = 0; k < COUNT(rows); k++) {
		uint32_t n = rows[k], all = 50 * n;
		struct reuse *u = reuse_new(1 << 13);

		for (uint32_t i = 0; i < all; i++) {
			uint32_t object = i % n;

			reuse_add(u, hash64(&key, (const char *)&object, sizeof(object)), 1000);
		}
		cr_expect_eq(reuse_hits(u, all, n - 1), 0, "%u: %g", n, reuse_hits(u, all, n - 1));
		cr_expect_float_eq(reuse_hits(u, all, n), 0.98, 1e-9, "%u: %g", n, reuse_hits(u, all, n));
		for (double share = 0.1; share < 0.95; share += 0.1)
			cr_expect_eq(reuse_size(u, all, share, NULL, NULL), n, "%u: %g of it", n, share);
		cr_expect(reuse_size_bytes(u, all, 0.9) <= 1000.0 * n * 257 / 256, "%u: bytes", n);
		reuse_free(u);
	}
}

/* Where bins are wider than an object, the last ends where the objects do. */
Test(logs, hits_of_all_objects)
{
	for (uint32_t n = 512; n < 8000; n = n * 5 / 4 + 1) {
		struct reuse *u = reuse_new(1 << 13);
		double most;

		for (uint32_t i = 0; i < 4 * n; i++) {
			uint32_t object = i % n;

			reuse_add(u, hash64(&key, (const char *)&object, sizeof(object)), 1000);
		}
		most = reuse_size(u, 4 * n, 0.75, NULL, NULL);
		cr_expect_eq(most, n, "%u: %g", n, most);
		cr_expect_float_eq(reuse_hits(u, 4 * n, n), 0.75, 1e-9, "%u", n);
		reuse_free(u);
	}
}

/* ---- whole profiles ---- */

static void make_log(struct buf *out, const uint32_t *r, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		unsigned second = (unsigned)(i / 5); /* 5 requests a second */

		buf_printf(out,
		           "10.0.%u.%u - - [%02u/Nov/2026:%02u:%02u:%02u +0000] \"%s /item/%u?n=%zu HTTP/1.1\" %d %u \"-\" "
		           "\"x\" 0.%03u\n",
		           r[i] % 7, r[i] % 250, 3 + second / 86400, second / 3600 % 24, second / 60 % 60, second % 60,
		           i % 10 ? "GET" : "POST", r[i], i, i % 100 == 3 ? 503 : 200, 1000 + r[i] % 5000,
		           (unsigned)(i % 1000));
	}
}

static struct log_profile *profile_of(const uint32_t *r, size_t from, size_t to)
{
	struct log_profile *p = log_profile_new(&key);
	struct log_format f = {0};
	struct log_reading reading = {0};
	struct buf text = {0};
	struct arena a;

	arena_init(&a);
	p->keep_trail = true;
	make_log(&text, r, from, to);
	cr_assert_null(log_read_text(buf_str(&text), &f, p, &reading, &a));
	cr_expect_eq(reading.lines, to - from);
	log_profile_close(p);
	buf_release(&text);
	arena_release(&a);
	return p;
}

static struct log_profile *through_file(struct log_profile *p)
{
	struct buf text = {0};
	struct log_profile *back;
	const char *why;

	partial_write(p, &text);
	back = partial_read(buf_str(&text), &why);
	cr_assert(back, "%s", why);
	for (size_t end = 0; end < text.len; end += text.len / 50 + 1)
		cr_expect_null(partial_read(str_cut(buf_str(&text), 0, end), &why));
	text.p[text.len / 2] ^= 1;
	cr_expect_null(partial_read(buf_str(&text), &why));
	buf_release(&text);
	log_profile_free(p);
	return back;
}

/* Three parts of a log, written, read and merged, are one run of it. */
Test(logs, parts, .timeout = 120)
{
	uint32_t *r = requests(0.9);
	struct log_profile *whole = profile_of(r, 0, REQUESTS), *merged = through_file(profile_of(r, 0, 150000));
	struct log_figures *a = xcalloc(1, sizeof(*a)), *b = xcalloc(1, sizeof(*b));

	for (int part = 0; part < 2; part++) {
		struct log_profile *p = through_file(profile_of(r, part ? 290000 : 150000, part ? REQUESTS : 290000));

		cr_expect_eq(p->mark, partial_mark(&key));
		log_profile_merge(merged, p);
		log_profile_free(p);
	}
	log_figures(whole, 0, false, a);
	log_figures(merged, 0, false, b);
	cr_expect_eq(merged->requests, whole->requests);
	cr_expect_eq(merged->references, whole->references);
	cr_expect(!memcmp(merged->status, whole->status, sizeof(whole->status)));
	cr_expect(!memcmp(merged->objects.reg, whole->objects.reg, sizeof(whole->objects.reg)),
	          "a union of sketches is the sketch of the union");
	cr_expect(!memcmp(merged->sizes.count, whole->sizes.count, sizeof(whole->sizes.count)));
	cr_expect_eq(a->objects.value, b->objects.value);
	cr_expect_eq(a->clients.value, b->clients.value);
	cr_expect_eq(a->peak_minute, b->peak_minute);
	cr_expect_eq(a->peak_hour, b->peak_hour);
	cr_expect_eq(a->rate.value, b->rate.value);
	cr_expect(close_to(a->size.value / b->size.value, 1, 1e-9));
	cr_expect_eq(a->zipf.alpha, b->zipf.alpha);
	for (int i = 0; i < LOG_SHARES; i++)
		cr_expect(close_to(a->cache[i].value / b->cache[i].value, 1, 0.02), "hits %d: %g and %g", i, a->cache[i].value,
		          b->cache[i].value);
	cr_expect(close_to(a->time.value, 0.4995, 0.001) && close_to(a->time_p[2].value, 0.990, 0.005), "%g %g",
	          a->time.value, a->time_p[2].value);
	cr_expect_eq(whole->reads, REQUESTS * 9 / 10);
	cr_expect(close_to(a->server_errors.value, 0.01, 1e-9));
	cr_expect_eq(a->peak_second, 5);
	log_profile_free(whole);
	log_profile_free(merged);
	free(a);
	free(b);
	free(r);
}

Test(logs, bad_files)
{
	static const char *const texts[] = {"", "hello\nworld\n", "\n\n\n", "{\"a\":1}\n{\"b\":2}\n"};
	struct arena a;

	arena_init(&a);
	for (size_t i = 0; i < COUNT(texts); i++) {
		struct log_profile *p = log_profile_new(&key);
		struct log_format f = {0};
		struct log_reading r = {0};

		cr_expect(log_read_text(str_from_c(texts[i]), &f, p, &r, &a) != NULL, "row %zu", i);
		log_profile_free(p);
	}
	arena_release(&a);
}

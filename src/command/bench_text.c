/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench_text.c - the columns of `bote bench`. */
#include "command/bench_text.h"

#include <math.h>

#include "base/plain.h"
#include "base/utf8.h"

enum { NAME = 24, EACH = 10, INTERVAL = 24, RATE = 12, VERDICT = 10 };

struct step {
	double size;
	const char *unit;
};

/* With the largest unit that leaves at least 1, or the last. */
static void bench_text_put(struct buf *out, double x, const struct step *steps, unsigned count)
{
	unsigned i = 0;

	while (i + 1 < count && x < steps[i].size * 0.9995)
		i++;
	x /= steps[i].size;
	buf_printf(out, "%s %s", plain(x, 3).text, steps[i].unit);
}

void bench_text_time(struct buf *out, double seconds)
{
	static const struct step steps[] = {{1, "s"}, {1e-3, "ms"}, {1e-6, "µs"}, {1e-9, "ns"}};

	bench_text_put(out, seconds, steps, 4);
}

static void bench_text_bandwidth(struct buf *out, double rate)
{
	static const struct step steps[] = {{1e9, "GB/s"}, {1e6, "MB/s"}, {1e3, "kB/s"}, {1, "B/s"}};

	bench_text_put(out, rate, steps, 4);
}

static void bench_text_rate(struct buf *out, double rate)
{
	static const struct step steps[] = {{1e9, "G/s"}, {1e6, "M/s"}, {1e3, "k/s"}, {1, "/s"}};

	bench_text_put(out, rate, steps, 4);
}

void bench_text_cell(struct buf *out, double value, enum measured_unit unit)
{
	switch (unit) {
	case MEASURED_TIME: bench_text_time(out, value); break;
	case MEASURED_RATE: bench_text_rate(out, value); break;
	case MEASURED_BANDWIDTH: bench_text_bandwidth(out, value); break;
	case MEASURED_DATA: buf_printf(out, "%s B", plain(value, 4).text); break;
	case MEASURED_NUMBER: buf_add_c(out, plain(value, 3).text); break;
	}
}

/* ---- the table ---- */

/* Blanks up to `width` columns after `from`, two at least. */
static void pad(struct buf *out, size_t from, size_t width)
{
	size_t used = utf8_width((struct str){out->p + from, out->len - from});

	buf_fill(out, ' ', used + 2 <= width ? width - used : 2);
}

static void bench_text_put_interval(struct buf *out, struct measured_range r)
{
	bench_text_time(out, r.low);
	buf_add_c(out, " … ");
	bench_text_time(out, r.high);
}

/* What else there is, most telling first: "all 2: 101 GB/s", "p50 0.1 ms p99 0.3 ms", "hit_ratio 0.766". */
static void put_rest(struct buf *out, const struct measurement *m)
{
	if (m->all.value > 0) {
		buf_printf(out, "  all %u: ", m->all_threads);
		if (m->bytes > 0)
			bench_text_bandwidth(out, m->all.value * m->bytes);
		else
			bench_text_rate(out, m->all.value);
	}
	if (m->p50.value > 0) {
		buf_add_c(out, "  p50 ");
		bench_text_time(out, m->p50.value);
	}
	if (m->p99.value > 0) {
		buf_add_c(out, " p99 ");
		bench_text_time(out, m->p99.value);
	}
	for (unsigned i = 0; i < m->extra_count; i++) {
		buf_printf(out, "  %.*s ", STR(m->extra[i].name));
		bench_text_cell(out, m->extra[i].value, measured_extra_unit(m->extra[i].name));
	}
}

void bench_text_result(struct buf *out, const struct measurement *m)
{
	size_t from = out->len;

	buf_printf(out, "  %.*s", STR(m->op));
	pad(out, from, NAME);
	from = out->len;
	bench_text_time(out, m->each.value);
	pad(out, from, EACH);
	from = out->len;
	bench_text_put_interval(out, m->each);
	pad(out, from, INTERVAL);
	from = out->len;
	if (m->bytes > 0)
		bench_text_bandwidth(out, m->bytes / m->each.value);
	else
		bench_text_rate(out, 1 / m->each.value);
	pad(out, from, RATE);
	from = out->len;
	buf_add_str(out, m->verdict);
	pad(out, from, VERDICT);
	put_rest(out, m);
	if (m->seen.len)
		buf_printf(out, "  (%.*s)", STR(m->seen));
	buf_end_line(out);
}

void bench_text_samples(struct buf *out, const struct measurement *m)
{
	buf_add_c(out, "    passes");
	for (unsigned i = 0; i < m->passes; i++) {
		buf_add_c(out, i ? ", " : " ");
		bench_text_time(out, m->pass[i]);
	}
	buf_printf(out, "; inside a pass ± %.2g %% (MAD)", 100 * m->mad);
	if (m->mild || m->severe)
		buf_printf(out, "; outliers: %u mild, %u severe", m->mild, m->severe);
	if (m->ghz > 0)
		buf_printf(out, "; %.2f GHz", m->ghz);
	buf_char(out, '\n');
}

static void put_late(struct buf *out, const char *name, double seconds)
{
	if (seconds <= 0)
		return;
	buf_printf(out, "  %s ", name);
	bench_text_time(out, seconds);
}

void bench_text_paced(struct buf *out, const struct bench_paced *p)
{
	size_t from = out->len;

	buf_printf(out, "  %s", p->op);
	pad(out, from, NAME);
	from = out->len;
	bench_text_rate(out, p->rate);
	pad(out, from, RATE - 2);
	put_late(out, "p50", p->p50);
	put_late(out, "p99", p->p99);
	put_late(out, "p99.9", p->p999);
	put_late(out, "max", p->most);
	if (p->behind) {
		buf_add_c(out, "  falls behind: ");
		bench_text_rate(out, p->reached);
		buf_add_c(out, " answered");
	}
	buf_char(out, '\n');
}

void bench_text_group(struct buf *out, struct str group, bool first)
{
	buf_printf(out, "%s%.*s\n", first ? "" : "\n", STR(group));
}

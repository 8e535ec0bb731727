/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scaled.c - three digits and a unit. */
#include "value/scaled.h"

#include <math.h>
#include <stdio.h>

#include "value/number.h"

const struct scale scale_time[] = {{1, " s"}, {1e-3, " ms"}, {1e-6, " µs"}, {1e-9, " ns"}, {0, NULL}};
const struct scale scale_typed[] = {{1, " s"}, {1e-3, " ms"}, {1e-6, " us"}, {1e-9, " ns"}, {0, NULL}};
const struct scale scale_bytes[] = {{1e12, " TB"}, {1e9, " GB"}, {1e6, " MB"}, {1e3, " kB"}, {1, " B"}, {0, NULL}};
const struct scale scale_bandwidth[] = {{1e12, " TB/s"}, {1e9, " GB/s"}, {1e6, " MB/s"},
                                        {1e3, " kB/s"},  {1, " B/s"},    {0, NULL}};
const struct scale scale_rate[] = {{1e9, " G/s"}, {1e6, " M/s"}, {1e3, " k/s"}, {1, " /s"}, {0, NULL}};
const struct scale scale_count[] = {{1e9, "G"}, {1e6, "M"}, {1e3, "k"}, {1, ""}, {0, NULL}};
const struct scale scale_one[] = {{1, ""}, {0, NULL}};

const struct scale *scaled_unit(double x, const struct scale *scales)
{
	while (scales[1].unit && !(fabs(x) >= scales->size * 0.9995)) /* 999.6 ms is written as 1 s */
		scales++;
	return scales;
}

static struct scaled scaled_number(double x, unsigned digits, const char *unit)
{
	struct buf text = {0};
	struct scaled out;

	if (isfinite(x))
		number_write(&text, x, digits, NUMBER_PLAIN);
	else
		buf_char(&text, '-');
	snprintf(out.text, sizeof(out.text), "%s%s", buf_c(&text), unit);
	buf_release(&text);
	return out;
}

struct scaled scaled(double x, const struct scale *scales)
{
	const struct scale *s = scaled_unit(x, scales);
	double n = x / s->size;

	return fabs(n) < 1000 ? scaled_number(n, 3, s->unit) : scaled_number(round(n), 15, s->unit);
}

struct scaled scaled_whole(double x)
{
	return scaled_number(round(x), 15, "");
}

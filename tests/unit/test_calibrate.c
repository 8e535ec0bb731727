/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calibration with a clock that is made up. */
#include "bench/calibrate.h"

#include "rows.h"

/* n operations take `fixed` + n `each` seconds, or with a removed loop `fixed` alone. */
struct machine {
	double fixed, each;
	unsigned calls, stop_after;
	double noise[8]; /* factors of the first calls */
};

static double run(void *ctx, uint64_t n)
{
	struct machine *m = ctx;
	double factor = m->calls < COUNT(m->noise) && m->noise[m->calls] > 0 ? m->noise[m->calls] : 1;

	if (m->stop_after && m->calls >= m->stop_after)
		return -1;
	m->calls++;
	return (m->fixed + (double)n * m->each) * factor;
}

Test(calibrate, grows_to_the_target)
{
	static const double eachs[] = {0.2e-9, 4e-9, 100e-9, 30e-6, 2e-3, 0.5};

	for (size_t i = 0; i < COUNT(eachs); i++) {
		struct machine m = {.fixed = 30e-9, .each = eachs[i]};
		uint64_t n = 0;
		double each, sample;

		cr_assert_eq(calibrate((struct stopwatch){run, &m}, 5e-3, &n, &each), CALIBRATED, "row %zu", i);
		sample = (double)n * eachs[i];
		cr_expect(sample >= 3.4e-3 || n == 1, "row %zu: %g s", i, sample);
		cr_expect(sample <= 15e-3 || n == 1, "row %zu: %g s", i, sample);
		cr_expect(m.calls < 15, "row %zu: %u calls", i, m.calls);
		cr_expect(each > 0.5 * eachs[i] && each < 2 * eachs[i], "row %zu", i);
	}
}

Test(calibrate, begins_where_it_was)
{
	struct machine m = {.each = 100e-9};
	uint64_t n = 50000;
	double each;

	cr_expect_eq(calibrate((struct stopwatch){run, &m}, 5e-3, &n, &each), CALIBRATED);
	cr_expect_eq(m.calls, 1u);
	n = 5000000; /* a hundred times too many: less next time */
	calibrate((struct stopwatch){run, &m}, 5e-3, &n, &each);
	cr_expect(n <= 50001 && n >= 49999, "%llu", (unsigned long long)n);
}

Test(calibrate, finds_a_removed_loop)
{
	struct machine m = {.fixed = 1e-9};
	uint64_t n = 1;
	double each;

	cr_expect_eq(calibrate((struct stopwatch){run, &m}, 5e-3, &n, &each), CALIBRATION_EMPTY);
	cr_expect(m.calls < 50);
}

Test(calibrate, stops_when_told)
{
	struct machine m = {.each = 1e-9, .stop_after = 2};
	uint64_t n = 1;
	double each;

	cr_expect_eq(calibrate((struct stopwatch){run, &m}, 5e-3, &n, &each), CALIBRATION_STOPPED);
}

Test(calibrate, twice_the_work)
{
	struct machine fine = {.each = 1e-6}, empty = {.fixed = 5e-3};
	struct machine noisy = {.each = 1e-6, .noise = {1, 3, 2, 1}};
	struct machine dead = {.each = 1e-6, .stop_after = 1};

	cr_expect(close_to(calibrate_twice((struct stopwatch){run, &fine}, 1000, 1.8, 2.2, 6), 2, 1e-9));
	cr_expect_eq(fine.calls, 2u, "once is enough");
	cr_expect(calibrate_twice((struct stopwatch){run, &empty}, 1000, 1.8, 2.2, 6) < 1.1, "a removed loop");
	cr_expect_eq(empty.calls, 12u, "tried six times");
	cr_expect(close_to(calibrate_twice((struct stopwatch){run, &noisy}, 1000, 1.8, 2.2, 6), 2, 1e-9), "noise passes");
	cr_expect_eq(calibrate_twice((struct stopwatch){run, &dead}, 1000, 1.8, 2.2, 6), 0);
}

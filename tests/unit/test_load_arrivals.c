/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When requests are due. */
#include "bench/load_arrivals.h"

#include <math.h>

#include "rows.h"

Test(load_arrivals, random_ones)
{
	struct load_arrivals a, b;
	double last = 5, squares = 0;
	unsigned n = 0, short_gaps = 0;

	load_arrivals_init(&a, 1000, false, 7, 5);
	load_arrivals_init(&b, 1000, false, 7, 5);
	while (a.next < 15) {
		double gap = a.next - last;

		cr_assert(gap >= 0);
		cr_assert_eq(b.next, a.next, "the same seed");
		squares += gap * gap;
		short_gaps += gap < 1e-4;
		last = load_arrivals_take(&a);
		load_arrivals_take(&b);
		n++;
	}
	cr_expect(n > 9700 && n < 10300, "%u in ten seconds", n);
	cr_expect(close_to((last - 5) / n, 1e-3, 3e-5), "their mean gap");
	cr_expect(close_to(sqrt(squares / n), sqrt(2) * 1e-3, 1e-4),
	          "exponential: the mean square is twice the square of the mean");
	cr_expect(close_to((double)short_gaps / n, 1 - exp(-0.1), 0.01), "and a tenth of the mean is not rare");
}

Test(load_arrivals, even_ones_do_not_drift)
{
	struct load_arrivals a;

	load_arrivals_init(&a, 3, true, 1, 100);
	for (int i = 1; i <= 3000000; i++)
		load_arrivals_take(&a);
	cr_expect(close_to(a.next, 100 + 1000000 + 1.0 / 3, 1e-6));
}

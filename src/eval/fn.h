/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fn.h - the code of the rows of builtin.c, one file a family. */
#ifndef BOTE_FN_H
#define BOTE_FN_H

#include <math.h>

#include "eval/builtin.h"
#include "value/number.h"
#include "value/value.h"

/* Outside what the function takes. */
static inline double fn_domain(void)
{
	return poison_make(POISON_DOMAIN, 0);
}
/* x, unless it is beyond what a double holds. */
static inline double fn_finite(double x)
{
	return isinf(x) ? poison_make(POISON_OVERFLOW, 0) : x;
}
/*
 * Is x whole, from `low` to `high`, give or take the noise of arithmetic? Then *x becomes the whole number.
 */
static inline bool fn_whole(double *x, double low, double high)
{
	*x = number_snap(*x);
	return *x == floor(*x) && *x >= low && *x <= high;
}

/* Up to here every whole number is a double. */
#define FN_WHOLE_MAX 9007199254740992.0

/* fn_round.c */
double fn_ceil(double x);
double fn_floor(double x);
double fn_round(double x);
double fn_trunc(double x);
double fn_pow2up(double x);
double fn_pow10up(double x);
double fn_clamp(double x, double low, double high);

/* fn_log.c */
double fn_sqrt(double x);
double fn_cbrt(double x);
double fn_exp(double x);
double fn_expm1(double x);
double fn_ln(double x);
double fn_log(double x, double base);
double fn_log2(double x);
double fn_log10(double x);
double fn_log1p(double x);

/* fn_trig.c */
double fn_asin(double x);
double fn_acos(double x);

/* fn_list.c */
double fn_min(const double *x, uint32_t count);
double fn_max(const double *x, uint32_t count);
double fn_sum(const double *x, uint32_t count);
double fn_mean(const double *x, uint32_t count);
double fn_product(const double *x, uint32_t count);
double fn_gcd(const double *x, uint32_t count);
builtin_list_fn fn_len, fn_sort, fn_nth, fn_argmax, fn_seq;

/* fn_count.c */
double fn_fact(double n);
double fn_choose(double n, double k);
double fn_harmonic(double n);
double fn_at_least(double n, double k, double a);
double fn_digits_needed(double n, double base);

/* fn_queue.c */
double fn_erlang_b(double servers, double load);
double fn_erlang_c(double servers, double load);
double fn_erlang_c_servers(double load, double wait);

/* fn_cache.c */
double fn_lru_hit(double objects, double cached, double alpha);
double fn_lru_time(double objects, double cached, double alpha);
double fn_fifo_hit(double objects, double cached, double alpha);
double fn_zipf_top(double objects, double k, double alpha);
double fn_ttl_hit(double objects, double requests, double alpha);
double fn_ring_max(double n, double v);
double fn_fullest(double n, double m);
double fn_gossip_rounds(double n, double k);

#endif

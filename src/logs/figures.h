/* SPDX-License-Identifier: GPL-3.0-or-later */
/* figures.h - what a profile comes to: numbers with 90 % ranges. */
#ifndef BOTE_FIGURES_H
#define BOTE_FIGURES_H

#include "logs/profile.h"
#include "logs/zipf_fit.h"

/* `value` below 0: there is none. A range of no width: it is exact. */
struct log_figure {
	double value, low, high;
};

enum { LOG_SHARES = 5 };
extern const double log_shares[LOG_SHARES]; /* 0.3, 0.5, 0.7, 0.8, 0.9: hits of which the sizes are found */

struct log_figures {
	double span;               /* seconds from the first request to the last, less gaps where they are skipped */
	int64_t first, last;       /* seconds since 1970 */
	unsigned days, whole_days; /* touched; from midnight to midnight */
	bool few;                  /* one request: rate and peaks are all there is */
	struct log_figure rate;    /* requests/s; the range is over whole days, of three at least */
	struct log_figure day;     /* requests of a whole day */
	double peak_second, seconds_p999, peak_minute, minutes_p99, peak_hour; /* requests */
	int64_t peak_minute_at;
	double hours[24]; /* requests/s of whole days; of two at least */
	bool has_hours;
	struct log_figure growth; /* a day, as a share; below 0: it shrinks; weekdays taken out where there are two weeks */
	bool has_growth, weekdays;
	struct log_figure size, size_p[3], time, time_p[3]; /* bytes and seconds: mean, p50, p90, p99 */
	bool heavy_sizes;                                   /* one part of a hundred is three times the middle one */
	bool time_unknown;                                  /* there were whole numbers, and nobody said of what */
	bool time_guessed_us;
	struct log_figure reads, client_errors, server_errors, not_modified;
	struct log_figure objects, clients, objects_day, clients_day; /* a day: least and most as low and high */
	double objects_day_off, clients_day_off; /* share by which those of a day may be off; 0: all are exact */
	double objects_bytes;
	bool nonces; /* with --query: most objects came once, and without queries they would be half as many */
	struct zipf_fit zipf;
	bool has_hits;                       /* a thousand references at least */
	double most_hits;                    /* 1 less first requests */
	struct log_figure cache[LOG_SHARES]; /* objects; value INFINITY: beyond what can be hit */
	double cache_bytes[LOG_SHARES];
	unsigned gaps;      /* hours and more without a request */
	double longest_gap; /* seconds */
};

/* Of a closed profile. `unit_us`: whole numbers of durations are so many microseconds each, 0: not known. */
void log_figures(const struct log_profile *p, double unit_us, bool skip_gaps, struct log_figures *out);

#endif

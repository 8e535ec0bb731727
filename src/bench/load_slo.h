/* SPDX-License-Identifier: GPL-3.0-or-later */
/* load_slo.h - what a service is to keep under load: "p99 < 50 ms, errors < 0.1 %". */
#ifndef BOTE_LOAD_SLO_H
#define BOTE_LOAD_SLO_H

#include <stdbool.h>

#include "base/buf.h"

enum load_kind { LOAD_QUANTILE, LOAD_MEAN, LOAD_ERRORS };

struct load_term {
	enum load_kind kind;
	double share;  /* of LOAD_QUANTILE: 0.99 for p99 */
	double limit;  /* seconds; of LOAD_ERRORS a share */
	bool relative; /* `limit` times the median at low load */
};

enum { LOAD_TERMS = 8 };

struct load_slo {
	struct load_term term[LOAD_TERMS];
	unsigned count;
	double low; /* median at low load, seconds; 0 as long as it is not known */
};

/*
 * As `bote` hands it on: "p99<0.05,p99.9<10*low,mean<0.1,errors<0.001", times in seconds. False when it is not of
 * that form. Where nothing is said of errors a term is added that allows 0.1 %.
 */
bool load_slo_parse(const char *text, struct load_slo *slo);
/* For people: "p99 < 50 ms, errors < 0.1 %". */
void load_slo_text(const struct load_slo *slo, struct buf *out);
/* "p99", "mean", "errors" */
void load_slo_name(const struct load_term *t, struct buf *out);
/* In seconds; INFINITY when it hangs on a time at low load that is not known yet. */
double load_slo_limit(const struct load_slo *slo, const struct load_term *t);
/* The least time that a term allows, or 0.5 s when none is about time: after some of these an answer is no use. */
double load_slo_least(const struct load_slo *slo);

#endif

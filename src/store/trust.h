/* SPDX-License-Identifier: GPL-3.0-or-later */
/* trust.h - how far a measured number is to be trusted: what bote-bench says, stores keep and answers repeat. */
#ifndef BOTE_TRUST_H
#define BOTE_TRUST_H

#include "base/str.h"

enum verdict {
	VERDICT_GOOD,
	VERDICT_FAIR,
	VERDICT_POOR,
	VERDICT_NOISY,
	VERDICT_NONE /* another word, or none */
};

/* "good", "fair", "poor", "too noisy", "" */
const char *verdict_name(enum verdict v);
enum verdict verdict_read(struct str name);
/* Poor, or too noisy: an answer that rests on it says so. */
bool verdict_is_doubtful(struct str name);

#endif

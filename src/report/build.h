/* SPDX-License-Identifier: GPL-3.0-or-later */
/* build.h - a sheet that is computed to a document. */
#ifndef BOTE_BUILD_H
#define BOTE_BUILD_H

#include "diag/diag.h"
#include "sheet/sheet.h"
#include "show/doc.h"

/* The parts of a report, in the order in which they are. */
enum report_section {
	SECTION_SUMMARY,
	SECTION_INTRODUCTION,
	SECTION_PICTURE,
	SECTION_ASSUMPTIONS,
	SECTION_STEPS,
	SECTION_MACHINES,
	SECTION_CHARTS,
	SECTION_SCENARIOS,
	SECTION_CHECKS,
	SECTION_USUAL,
	SECTION_MEASURED,
	SECTION_NOTES,
	SECTION_COUNT
};
/* "answer", "introduction" ... */
extern const char *const report_sections[SECTION_COUNT];

/* Whom it is for: the same parts in another order, with what these readers want besides. */
enum report_reader { READER_ANY, READER_INTERVIEW, READER_REVIEW, READER_FINANCE, READER_COUNT };
/* "", "interview" ... */
extern const char *const report_readers[READER_COUNT];

struct fleet;

struct report_options {
	enum report_reader reader;
	unsigned sections;    /* a bit for each that is wanted; 0: all */
	struct format format; /* `ascii` and `brief` are not looked at */
	struct facts *facts;
	double sure;              /* probability from which an uncertain check holds */
	struct str title;         /* for a sheet without a heading */
	struct doc_origin origin; /* its hash and sampling are found out here */
	struct fleet *fleet;      /* what chooses machines, or NULL */
	struct str input;         /* the text the report is of; empty: that of the sheet's file */
	/* The part that is being built, "the charts"; may be NULL. */
	void (*part)(void *ctx, const char *name);
	void *part_ctx;
};

/*
 * What the sheet says, in the order in which it is read: the summary, which decides, then its proof: introduction,
 * assumptions, its sections with the steps in them, and so on. All lives in `a`; the sheet is needed as long as the
 * document. NULL with `d` filled when a placeholder in the prose has no value.
 */
struct doc *report_build(struct sheet *s, const struct report_options *o, struct arena *a, struct diag *d);

/* Have all placeholders in the sheet's own prose a value? False with `d` filled as report_build() fills it. */
bool report_prose_holds(struct sheet *s, const struct format *f, struct arena *a, struct diag *d);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compare.h - two sheets side by side. */
#ifndef BOTE_COMPARE_H
#define BOTE_COMPARE_H

#include "whatif/ask.h"

/* Parameters of one name that differ, then what either sheet shows. `q` asks the first sheet. */
struct doc_table *compare(struct ask *q, struct sheet *other, struct str name, struct str other_name);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sample_data.h - data of a kind that real systems have, the same each time. */
#ifndef BOTE_SAMPLE_DATA_H
#define BOTE_SAMPLE_DATA_H

#include <stddef.h>

/* `size` bytes of the log of a web service, a JSON object a line; the last line may be cut. */
void sample_log(char *out, size_t size);

#endif

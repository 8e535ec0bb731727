/* SPDX-License-Identifier: GPL-3.0-or-later */
/* log_sample.c - the text that zstd3 and lz4 pack, for tools that pack files. */
#include <stdio.h>

#include "algo/sample_data.h"

int main(void)
{
	static char text[64 << 10];

	sample_log(text, sizeof(text));
	return fwrite(text, sizeof(text), 1, stdout) == 1 ? 0 : 1;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* replay.c - stands in for libFuzzer: give a target each file of the named folders once. */
#include <stdio.h>
#include <stdlib.h>

#include "base/fs.h"

enum { LARGEST = 1 << 20, FAILED = 4 };

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

struct count {
	unsigned done, unreadable;
};

static bool replay(void *ctx, const char *path)
{
	struct count *count = ctx;
	struct buf input = {0};

	/* On stderr first, so that a crash names its input. */
	fprintf(stderr, "%s\n", path);
	if (fs_read(path, LARGEST, &input) == 0) {
		/* An exact copy, so that a sanitizer sees a step beyond its end. */
		unsigned char *copy = xmalloc(input.len);

		memcpy(copy, buf_c(&input), input.len);
		LLVMFuzzerTestOneInput(copy, input.len);
		free(copy);
		count->done++;
	} else {
		fprintf(stderr, "cannot read %s\n", path);
		count->unreadable++;
	}
	buf_release(&input);
	return true;
}

int main(int argc, char **argv)
{
	struct count count = {0};

	for (int i = 1; i < argc; i++) {
		if (argv[i][0] == '-') /* an option of libFuzzer's */
			continue;
		if (fs_is_folder(argv[i]))
			fs_walk(argv[i], S(""), replay, &count);
		else
			replay(&count, argv[i]);
	}
	printf("%u inputs\n", count.done);
	return count.unreadable > 0 ? FAILED : 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* output.c - write(2) and nothing between: a full device and a closed stream are seen where they happen. */
#include "cli/output.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fs.h"

enum { MUCH = 64 * 1024 };

static bool same_file(int a, int b)
{
	struct stat sa, sb;

	return fstat(a, &sa) == 0 && fstat(b, &sb) == 0 && sa.st_dev == sb.st_dev && sa.st_ino == sb.st_ino;
}

void output_init(struct output *o)
{
	memset(o, 0, sizeof(*o));
	o->err = same_file(STDOUT_FILENO, STDERR_FILENO) ? &o->out : &o->err_own;
}

void output_release(struct output *o)
{
	buf_release(&o->out);
	buf_release(&o->err_own);
}

/* Returns 0 or an errno value; the buffer is empty afterwards. */
static int cli_output_flush(int fd, struct buf *b)
{
	int error = fs_write_fd(fd, buf_str(b));

	buf_reset(b);
	return error;
}

bool output_flush(struct output *o)
{
	int error = 0;

	if (!o->failed)
		error = cli_output_flush(STDOUT_FILENO, &o->out);
	else if (o->err == &o->out)
		cli_output_flush(STDERR_FILENO, &o->out);
	buf_reset(&o->out);
	if (error) {
		o->failed = error;
		buf_printf(&o->err_own, "bote: standard output: %s\n", strerror(error));
	}
	cli_output_flush(STDERR_FILENO, &o->err_own);
	return !o->failed;
}

bool output_drain(struct output *o)
{
	return o->out.len + o->err_own.len < MUCH ? !o->failed : output_flush(o);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pdf.c - a document as PDF: bote-pdf is fed its JSON, so that nobody else pays for the libraries it takes. */
#include "show/pdf.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/fs.h"
#include "base/libexec.h"
#include "show/writer.h"

#define PROGRAM "bote-pdf"

bool pdf_possible(void)
{
	struct arena a;
	bool possible;

	arena_init(&a);
	possible = libexec_path(&a, PROGRAM) != NULL;
	arena_release(&a);
	return possible;
}

static _Noreturn void pdf_become(const char *path, const char *paper, int in, int out)
{
	dup2(in, STDIN_FILENO);
	dup2(out, STDOUT_FILENO);
	close(in);
	close(out);
	execl(path, PROGRAM, paper, (char *)NULL);
	_exit(127);
}

/* It reads all of it before it writes. One that dies early leaves a broken pipe, which its status explains. */
static void feed(int to, const struct buf *text)
{
	struct sigaction ignore = {.sa_handler = SIG_IGN}, before;

	sigemptyset(&ignore.sa_mask);
	sigaction(SIGPIPE, &ignore, &before);
	fs_write_fd(to, buf_str(text));
	sigaction(SIGPIPE, &before, NULL);
}

static void pdf_drain(int from, struct buf *out)
{
	char bytes[65536];
	ssize_t n;

	while ((n = read(from, bytes, sizeof(bytes))) != 0) {
		if (n > 0)
			buf_add(out, bytes, (size_t)n);
		else if (errno != EINTR)
			break;
	}
}

/* Returns the status of the program, or -1 when it could not be run. */
static int pdf_run(const char *path, const char *paper, const struct buf *in, struct buf *out)
{
	int to[2], from[2], status = 0;
	pid_t child;

	if (pipe(to) != 0)
		return -1;
	if (pipe(from) != 0) {
		close(to[0]);
		close(to[1]);
		return -1;
	}
	child = fork();
	if (child == 0) {
		close(to[1]);
		close(from[0]);
		pdf_become(path, paper, to[0], from[1]);
	}
	close(to[0]);
	close(from[1]);
	if (child > 0)
		feed(to[1], in);
	close(to[1]);
	if (child > 0)
		pdf_drain(from[0], out);
	close(from[0]);
	while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	return child > 0 && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static bool pdf_is_missing(struct diag *d)
{
	diag_fail(d, DIAG_FILE, (struct span){0, 0},
	          "this build of bote writes no PDF: the program " PROGRAM " is missing");
	diag_hint(d, "install pango and cairo (Debian: apt-get install libpango1.0-dev) and build it again, or the package "
	             "bote-pdf where bote came as one; or print -F html from a browser");
	return false;
}

bool write_pdf(const struct doc *doc, const struct report_style *style, struct buf *out, struct diag *d)
{
	static const char *const papers[] = {[PAPER_A4] = "a4", [PAPER_LETTER] = "letter"};
	const char *path = libexec_path(doc->arena, PROGRAM);
	size_t before = out->len;
	struct buf json = {0};
	int status;

	if (!path)
		return pdf_is_missing(d);
	write_json(doc, style, &json, d);
	status = pdf_run(path, papers[style->paper], &json, out);
	buf_release(&json);
	if (status == 0 && out->len > before)
		return true;
	buf_cut(out, before);
	if (status == PDF_NO_FONT) {
		diag_fail(d, DIAG_FILE, (struct span){0, 0}, "no font is installed to write a PDF with");
		diag_hint(d, "install one (Debian: apt-get install fonts-dejavu-core); the other formats need none");
		return false;
	}
	return diag_fail(d, DIAG_FILE, (struct span){0, 0}, status < 0 ? "%s did not run to its end" : "%s failed", path);
}

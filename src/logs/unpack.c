/* SPDX-License-Identifier: GPL-3.0-or-later */
/* unpack.c - a child that unpacks into a pipe. */
#include "logs/unpack.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

enum { PIPE_SIZE = 1 << 20 };

bool unpack_is_packed(const char *bytes, size_t n)
{
	return (n >= 2 && !memcmp(bytes, "\x1f\x8b", 2)) || (n >= 4 && !memcmp(bytes, "\x28\xb5\x2f\xfd", 4));
}

int unpack_start(const char *program, int fd, const char *bytes, size_t n, pid_t *child)
{
	char hex[2 * UNPACK_MAGIC + 1] = "";
	char *const argv[] = {(char *)program, hex, NULL};
	posix_spawn_file_actions_t actions;
	int ends[2], error;

	for (size_t i = 0; i < n && i < UNPACK_MAGIC; i++)
		sprintf(hex + 2 * i, "%02x", (unsigned char)bytes[i]);
	if (pipe2(ends, O_CLOEXEC) != 0)
		return -1;
	fcntl(ends[1], F_SETPIPE_SZ, PIPE_SIZE); /* fewer waits of one for the other; the usual size will do as well */
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, fd, STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
	error = posix_spawn(child, program, &actions, NULL, argv, environ);
	posix_spawn_file_actions_destroy(&actions);
	close(ends[1]);
	if (!error)
		return ends[0];
	close(ends[0]);
	errno = error;
	return -1;
}

const char *unpack_end(pid_t child, bool stopped)
{
	int status = 0;

	if (stopped)
		kill(child, SIGTERM);
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	if (stopped || (WIFEXITED(status) && WEXITSTATUS(status) == 0))
		return NULL;
	return WIFEXITED(status) && WEXITSTATUS(status) == 3 ? "this build cannot unpack it (zlib, zstd)"
	                                                     : "it is damaged or cut short";
}

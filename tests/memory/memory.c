/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * memory.c - what becomes of a command when memory runs out? Each command is run again and again, its n-th allocation
 * failing (fail.c), and once more with all after it. It has to say so and end with status 4, or to do without and give
 * what it gives otherwise. Reports TAP.
 *
 *     memory BOTE FAIL.SO [WORD]...    only commands that contain one of the words
 *
 * In a folder of its own, where the files of `inputs` are written.
 */
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <limits.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/*
 * A command that allocates more often, or takes long, is tried at fewer places, evenly spread: all of it is to take
 * some ten minutes. What hangs is seen after a while.
 */
enum { MOST_PLACES = 250, BUDGET = 40 /* s a command */, PATIENCE = 20 /* s */, OUT_OF_MEMORY = 4, WORDS_MOST = 16 };

static const struct input {
	const char *name, *text;
} inputs[] = {
	{"x.bote", "# A small estimate\n"
               "> Words of prose, for {users}.\n"
               "param users = 10M..100M users \"users\"\n"
               "param per_day = 10 tweets/user/day \"tweets of a user\"\n"
               "rate = users * per_day to tweets/s \"tweets\"\n"
               "size = 300 B/tweet \"of a tweet\"\n"
               "stored = rate * size * 1 year to TB \"stored\"\n"
               "wanted = stored / 2 \"half of it\"\n"
               "check stored < 100 PB\n"
               "chart breakdown(stored, wanted) \"parts\"\n"},
	{"y.bote",
     "param users = 5M users \"users\"\nrate = users * 2/user/day to 1/s \"rate\"\nlist = [1, 2, 3] * rate\n"},
	{"wrk.txt",
     "Running 10s test @ http://127.0.0.1:8080/\n  2 threads and 10 connections\n"
     "  Thread Stats   Avg      Stdev     Max   +/- Stdev\n    Latency   635.91us    0.89ms  12.92ms   93.69%\n"
     "    Req/Sec    56.20k     8.07k   62.00k    86.54%\n  220000 requests in 10.00s, 17.76MB read\n"
     "Requests/sec:  22000.00\nTransfer/sec:      1.78MB\n"},
	{"a.log", "10.0.0.1 - - [10/Oct/2025:13:55:36 +0000] \"GET /a HTTP/1.1\" 200 2326 \"-\" \"x\"\n"
              "10.0.0.2 - - [10/Oct/2025:13:55:37 +0000] \"GET /b HTTP/1.1\" 200 512 \"-\" \"x\"\n"
              "10.0.0.1 - - [10/Oct/2025:13:56:36 +0000] \"POST /a HTTP/1.1\" 500 26 \"-\" \"x\"\n"},
};

/*
 * What is run, and in which of its programs memory runs out. `file` is what it writes: whole, or not at all. What a
 * measurement prints differs from run to run: then only JSON has to be JSON.
 */
static const struct trial {
	const char *program, *words, *file;
	bool differs;
} trials[] = {
	{"bote", "1 GB / 10 MB/s to min", NULL, false},
	{"bote", "-j -e x=1..2 -e x*2 -e 1/0", NULL, false},
	{"bote", "-j run ./x.bote", NULL, false},
	{"bote", "run ./x.bote users=5M --csv", NULL, false},
	{"bote", "explain wanted -f ./x.bote", NULL, false},
	{"bote", "report ./x.bote", NULL, false},
	{"bote", "report ./x.bote -F html -o out.html", "out.html", false},
	{"bote", "report ./x.bote -F json", NULL, false},
	{"bote", "report ./x.bote -F pdf -o out.pdf", "out.pdf", true},
	{"bote-pdf", "report ./x.bote -F pdf -o out.pdf", "out.pdf", true},
	{"bote", "export ./x.bote -o out.fods", "out.fods", false},
	{"bote", "export ./x.bote", NULL, false},
	{"bote", "sensitivity ./x.bote stored -j", NULL, false},
	{"bote", "sweep ./x.bote users=1M..10M steps 4 -j", NULL, false},
	{"bote", "solve ./x.bote stored<1PB for users", NULL, false},
	{"bote", "compare ./x.bote ./y.bote", NULL, false},
	{"bote", "histogram ./x.bote users", NULL, false},
	{"bote", "fleet -j cpu=40", NULL, false},
	{"bote", "lab queue -j", NULL, false},
	{"bote", "formulas cache", NULL, false},
	{"bote", "help percentile", NULL, false},
	{"bote", "units /byte/", NULL, false},
	{"bote", "measured import wrk.txt --as web -j", NULL, false},
	{"bote", "profile a.log -o out.bote", "out.bote", false},
	{"bote", "shell bash", NULL, false},
	{"bote", "new out.bote", "out.bote", false},
	{"bote", "bench --list", NULL, false},
	{"bote-bench", "bench --list", NULL, false},
	{"bote", "bench sort_100k --quick -j", NULL, true},
	{"bote-bench", "bench sort_100k --quick -j", NULL, true},
	{"bote-bench", "bench xxh3_64_dep sqlite_get --quick", NULL, true},
};

static struct {
	const char *bote, *shim;
	unsigned tests, failed;
} run;

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void write_inputs(void)
{
	for (size_t i = 0; i < sizeof(inputs) / sizeof(*inputs); i++) {
		FILE *f = fopen(inputs[i].name, "w");

		if (!f || fputs(inputs[i].text, f) < 0 || fclose(f) != 0) {
			perror(inputs[i].name);
			exit(2);
		}
	}
}

/* The bytes of a file, ending with a NUL; NULL when there is none. The caller frees them. */
static char *content(const char *path, size_t *len)
{
	FILE *f = fopen(path, "r");
	struct stat st;
	char *text;

	*len = 0;
	if (!f || fstat(fileno(f), &st) != 0) {
		if (f)
			fclose(f);
		return NULL;
	}
	text = malloc((size_t)st.st_size + 1);
	*len = fread(text, 1, (size_t)st.st_size, f);
	text[*len] = '\0';
	fclose(f);
	return text;
}

static void to_file(int fd, const char *path)
{
	int to = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	dup2(to, fd);
	close(to);
}

/* The child: a group of its own, so that all of it can be ended. */
static _Noreturn void become(const struct trial *t, uint64_t at, bool on)
{
	static char words[256], number[24];
	char *argv[WORDS_MOST + 1];
	int n = 0;

	setpgid(0, 0);
	snprintf(words, sizeof(words), "bote %s", t->words);
	for (char *w = strtok(words, " "); w && n < WORDS_MOST; w = strtok(NULL, " "))
		argv[n++] = w;
	argv[n] = NULL;
	close(STDIN_FILENO);
	open("/dev/null", O_RDONLY);
	to_file(STDOUT_FILENO, "out");
	to_file(STDERR_FILENO, "err");
	snprintf(number, sizeof(number), "%llu", (unsigned long long)at);
	setenv("FAIL_PROGRAM", t->program, 1);
	setenv("FAIL_FILE", "counted", 1);
	setenv("FAIL_AT", number, 1);
	if (on)
		setenv("FAIL_ON", "1", 1);
	setenv("LD_PRELOAD", run.shim, 1);
	execv(run.bote, argv);
	_exit(121);
}

/* Waits for the child, but not for ever. Returns its status, 128 + signal, or -1 when it hung. */
static int patient(pid_t child)
{
	double end = now() + PATIENCE;
	int status;
	pid_t got;

	while ((got = waitpid(child, &status, WNOHANG)) == 0 && now() < end)
		usleep(300);
	if (got == 0) {
		kill(-child, SIGKILL);
		waitpid(child, &status, 0);
		return -1;
	}
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

struct ending {
	int status;
	uint64_t counted;
	char *out, *err, *file;
	size_t out_len, err_len, file_len;
};

static void ending_release(struct ending *e)
{
	free(e->out);
	free(e->err);
	free(e->file);
}

static struct ending once(const struct trial *t, uint64_t at, bool on)
{
	struct ending e = {0};
	uint64_t *count;
	size_t len;
	pid_t child;

	unlink("counted");
	if (t->file)
		unlink(t->file);
	if (system("rm -rf home && mkdir home") != 0)
		exit(2);
	fflush(stdout);
	child = fork();
	if (child == 0)
		become(t, at, on);
	e.status = patient(child);
	e.out = content("out", &e.out_len);
	e.err = content("err", &e.err_len);
	e.file = t->file ? content(t->file, &e.file_len) : NULL;
	count = (uint64_t *)(void *)content("counted", &len);
	if (count && len == sizeof(*count))
		e.counted = *count;
	free(count);
	return e;
}

static bool same(const char *a, size_t a_len, const char *b, size_t b_len)
{
	return a_len == b_len && (!a_len || memcmp(a, b, a_len) == 0);
}

/* With -j each line is a value of JSON, or all of it is one. */
static bool is_json(const char *text, size_t len)
{
	json_t *whole = json_loadb(text, len, JSON_DECODE_ANY, NULL);
	bool fine = true;

	if (whole) {
		json_decref(whole);
		return true;
	}
	while (len && fine) {
		const char *end = memchr(text, '\n', len);
		size_t line = end ? (size_t)(end - text) : len;

		whole = json_loadb(text, line, JSON_DECODE_ANY, NULL);
		fine = whole != NULL;
		json_decref(whole);
		line += end != NULL;
		text += line;
		len -= line;
	}
	return fine;
}

/* What was written may be there though the word about it could no longer be said. */
static bool is_whole(const struct trial *t, const struct ending *want, const struct ending *e)
{
	return t->differs ? e->file_len >= want->file_len * 9 / 10 : same(e->file, e->file_len, want->file, want->file_len);
}

/* NULL when it ended as it should, else what was wrong. `want` is how it ends with all the memory it asks for. */
static const char *fault(const struct trial *t, const struct ending *want, const struct ending *e)
{
	if (e->status < 0)
		return "hangs";
	if (e->status >= 128)
		return "ended by a signal";
	if (e->status == OUT_OF_MEMORY && want->status != OUT_OF_MEMORY) {
		if (!e->err_len)
			return "status 4 and not a word";
		return t->file && e->file && !is_whole(t, want, e) ? "half a file is left" : NULL;
	}
	if (e->status != want->status)
		return "another status";
	if (!t->differs && !same(e->out, e->out_len, want->out, want->out_len))
		return "another output, and no error";
	if (t->file && (!e->file || !is_whole(t, want, e)))
		return "another file or half of it, and no error";
	return strstr(t->words, "-j") && !is_json(e->out, e->out_len) ? "no JSON, and no error" : NULL;
}

static void tell(const struct ending *e, uint64_t at, bool on, const char *why)
{
	printf("# allocation %llu%s: %s (status %d)\n", (unsigned long long)at, on ? " and all after it" : "", why,
	       e->status);
	printf("#   %.300s\n", e->err && e->err_len ? strtok(e->err, "\n") : "");
}

static void try_all(const struct trial *t)
{
	double began = now();
	struct ending want = once(t, 0, false);
	double places = BUDGET / (2 * (now() - began));
	uint64_t step = want.counted / (uint64_t)(places < MOST_PLACES ? places + 1 : MOST_PLACES) + 1, tried = 0, bad = 0;

	if (want.status == OUT_OF_MEMORY) { /* a build without that program */
		printf("ok %u - %s: %s # SKIP status %d: %.100s\n", ++run.tests, t->program, t->words, want.status,
		       want.err ? strtok(want.err, "\n") : "");
		ending_release(&want);
		return;
	}

	for (uint64_t at = 1; at <= want.counted; at += step) {
		for (int on = 0; on < 2; on++) {
			struct ending e = once(t, at, on);
			const char *why = fault(t, &want, &e);

			tried++;
			if (why && bad++ < 12)
				tell(&e, at, on, why);
			ending_release(&e);
		}
	}
	run.failed += bad || !want.counted;
	printf("%sok %u - %s: %s (status %d; %llu of %llu allocations, %.0f s)\n", bad || !want.counted ? "not " : "",
	       ++run.tests, t->program, t->words, want.status, (unsigned long long)tried / 2,
	       (unsigned long long)want.counted, now() - began);
	if (bad)
		printf("# %llu of %llu\n", (unsigned long long)bad, (unsigned long long)tried);
	fflush(stdout);
	ending_release(&want);
}

static bool is_wanted(const struct trial *t, char **words)
{
	bool wanted = !*words;

	for (; *words && !wanted; words++)
		wanted = strstr(t->words, *words) || strcmp(t->program, *words) == 0;
	return wanted;
}

int main(int argc, char **argv)
{
	char folder[] = "/tmp/memory.XXXXXX", home[PATH_MAX];

	if (argc < 3 || !(run.bote = realpath(argv[1], NULL)) || !(run.shim = realpath(argv[2], NULL))) {
		fputs("Usage: memory BOTE FAIL.SO [WORD]...\n", stderr);
		return 2;
	}
	if (!mkdtemp(folder) || chdir(folder) != 0)
		return 2;
	snprintf(home, sizeof(home), "%s/home", folder);
	setenv("HOME", home, 1);
	write_inputs();
	for (size_t i = 0; i < sizeof(trials) / sizeof(*trials); i++)
		if (is_wanted(&trials[i], argv + 3))
			try_all(&trials[i]);
	printf("1..%u\n", run.tests);
	if (chdir("/") == 0 && system(NULL)) {
		char command[64];

		snprintf(command, sizeof(command), "rm -rf %s", folder);
		if (system(command) != 0)
			return 2;
	}
	return run.failed != 0;
}

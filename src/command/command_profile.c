/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command_profile.c - `profile`: access logs, or parts of them, to a text and a sheet. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

#include "base/fs.h"
#include "base/interrupt.h"
#include "base/libexec.h"
#include "base/now.h"
#include "base/threads.h"
#include "base/utf8.h"
#include "command/command_all.h"
#include "command/command_words.h"
#include "command/profile_request.h"
#include "logs/partial.h"
#include "session/console.h"

enum { PART_LIMIT = 256 << 20, FILES = 10000 };

struct profile_request {
	struct session *s;
	struct outcome *o;
	struct str *files;
	size_t file_count;
	struct str output, source, only, not, unit, regex, partial, key, zone, threads, memory;
	bool print, force, query, skip_gaps, show_bad;
	struct log_format format;
	int64_t zone_seconds;
	double bytes; /* of memory, at most */
	const char *unpacker;
	struct log_profile *profile;
	struct log_reading reading;
	unsigned parts, logs;
	uint64_t mark; /* of the parts so far */
	double told;   /* when progress was shown last */
};

/* ---- words ---- */

static bool take_field(struct profile_request *r, struct str value)
{
	size_t equals = str_find_char(value, '=', 0);
	enum log_role role = log_role_of(str_cut(value, 0, equals));

	if (role == LOG_ROLES || equals + 1 >= value.len)
		return command_misused(
			r->o,
			"--field takes ROLE=NAME, where ROLE is time, client, method, path, status, bytes or duration, not '%.*s'",
			STR(value));
	if (r->format.name_count == LOG_NAMES)
		return command_misused(r->o, "at most %d fields", LOG_NAMES);
	r->format.names[r->format.name_count].name = str_cut(value, equals + 1, value.len);
	r->format.names[r->format.name_count++].role = role;
	return true;
}

static bool take_unit(struct profile_request *r)
{
	static const struct {
		const char *word;
		enum log_unit unit;
	} rows[] = {{"us", LOG_UNIT_US}, {"ms", LOG_UNIT_MS}, {"s", LOG_UNIT_S}, {"ns", LOG_UNIT_NS}};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (str_eq(r->unit, str_from_c(rows[i].word))) {
			r->format.unit = rows[i].unit;
			return true;
		}
	return !r->unit.len || command_misused(r->o, "--time-unit takes us, ms, s or ns, not '%.*s'", STR(r->unit));
}

/* "+02:00" */
static bool take_zone(struct profile_request *r)
{
	const char *z = r->zone.p;
	int hours, minutes;

	if (!r->zone.len || str_eq(r->zone, S("UTC"))) {
		r->zone = S("UTC");
		return true;
	}
	if (r->zone.len != 6 || (z[0] != '+' && z[0] != '-') || z[3] != ':' ||
	    sscanf(z + 1, "%2d:%2d", &hours, &minutes) != 2 || hours > 14 || minutes > 59)
		return command_misused(r->o, "--zone takes UTC or hours and minutes such as +02:00, not '%.*s'", STR(r->zone));
	r->zone_seconds = (hours * 3600 + minutes * 60) * (z[0] == '-' ? -1 : 1);
	return true;
}

/* A pattern whose groups say what is what; the caret goes under the place that is wrong. */
static bool take_regex(struct profile_request *r)
{
	static const char *const names[][2] = {
		[LOG_TIME] = {"time", NULL},        [LOG_CLIENT] = {"client", NULL}, [LOG_METHOD] = {"method", "op"},
		[LOG_PATH] = {"path", "key"},       [LOG_STATUS] = {"status", NULL}, [LOG_BYTES] = {"bytes", "size"},
		[LOG_DURATION] = {"duration", NULL}};
	char message[128];
	size_t offset = 0;

	if (!r->regex.len)
		return true;
	r->format.re = re_new(r->regex, RE_FAST, &offset, message);
	if (!r->format.re) {
		struct source src = {S("--regex"), r->regex, 1};
		DIAG_IN(&r->o->diag, &src);

		diag_fail(&r->o->diag, DIAG_USAGE, (struct span){(uint32_t)offset, (uint32_t)offset + 1},
		          "the pattern is faulty: %s", message);
		r->o->status = STATUS_USAGE;
		return false;
	}
	for (int role = 0; role < LOG_ROLES; role++) {
		r->format.groups[role] = -1;
		for (int k = 0; k < 2 && role < (int)(sizeof(names) / sizeof(names[0])); k++)
			if (names[role][k] && r->format.groups[role] < 0)
				r->format.groups[role] = re_group_number(r->format.re, names[role][k]);
	}
	if (r->format.groups[LOG_TIME] < 0)
		return command_misused(r->o, "the pattern has no group (?<time>...)");
	return true;
}

enum { THREADS = 64, THREADS_USUAL = 8 };

/* What is counted does not depend on it. */
static bool take_threads(struct profile_request *r)
{
	unsigned all = threads_processors();
	uint64_t threads = all < THREADS_USUAL ? all : THREADS_USUAL;
	bool fine = !r->threads.len || str_whole(r->threads, 1, THREADS, &threads);

	r->reading.threads = (unsigned)threads;
	return fine || command_misused(r->o, "--threads takes 1 to %d, not '%.*s'", THREADS, STR(r->threads));
}

/* "64MB" */
static bool take_memory(struct profile_request *r)
{
	const char *text = arena_str(&r->o->arena, r->memory).p;
	char *end;

	r->bytes = LOG_MEMORY;
	if (!r->memory.len)
		return true;
	r->bytes = strtod(text, &end) * 1e6;
	while (*end == ' ')
		end++;
	return (!strcmp(end, "MB") && r->bytes >= LOG_MEMORY_LEAST && r->bytes <= LOG_MEMORY) ||
	       command_misused(r->o, "--memory takes 32MB to 128MB, not '%s'", text);
}

static bool profile_take_flag(struct profile_request *r, struct str word)
{
	const struct {
		const char *word;
		bool *flag;
	} rows[] = {{"--print", &r->print}, {"--force", &r->force},         {"-f", &r->force},
	            {"--query", &r->query}, {"--skip-gaps", &r->skip_gaps}, {"--show-bad", &r->show_bad}};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (str_eq(word, str_from_c(rows[i].word)))
			return *rows[i].flag = true;
	return false;
}

static bool profile_take_value(struct profile_request *r, struct str word, struct str value)
{
	const struct {
		const char *word;
		struct str *place;
	} rows[] = {{"-o", &r->output},        {"--output", &r->output},   {"--source", &r->source},
	            {"--only-path", &r->only}, {"--not-path", &r->not },   {"--time-unit", &r->unit},
	            {"--regex", &r->regex},    {"--partial", &r->partial}, {"--key", &r->key},
	            {"--zone", &r->zone},      {"--threads", &r->threads}, {"--memory", &r->memory}};

	if (!value.len)
		return command_misused(r->o, "option '%.*s' needs a word after it", STR(word));
	if (str_eq(word, S("--field")))
		return take_field(r, value);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (str_eq(word, str_from_c(rows[i].word))) {
			*rows[i].place = value;
			return true;
		}
	return command_misused(r->o, "profile has no option '%.*s'", STR(word));
}

static bool profile_take_words(struct profile_request *r, size_t argc, const struct str *argv)
{
	r->files = arena_array(&r->o->arena, struct str, argc + 1);
	for (size_t i = 0; i < argc; i++) {
		struct str word, value;

		if (argv[i].len < 2 || *argv[i].p != '-') {
			r->files[r->file_count++] = argv[i];
			continue;
		}
		if (profile_take_flag(r, argv[i]))
			continue;
		value = command_value(argc, argv, &i, &word);
		if (!profile_take_value(r, word, value))
			return false;
	}
	if (!r->file_count)
		return command_misused(r->o, "profile what? profile LOG...");
	return take_unit(r) && take_zone(r) && take_regex(r) && take_threads(r) && take_memory(r);
}

/* ---- while it reads ---- */

static bool progress(void *ctx, const struct log_reading *reading)
{
	struct profile_request *r = ctx;
	const struct console *c = session_console(r->s);
	struct buf text = {0};
	double t = now_monotonic();

	if (interrupt_came)
		return false;
	if (!c->is_terminal(STDERR_FILENO) || session_settings(r->s)->quiet || t - r->told < 0.2)
		return true;
	r->told = t;
	buf_printf(&text, "\r%.1f MB, %llu lines ", (double)reading->bytes / 1e6, (unsigned long long)reading->lines);
	c->say(buf_str(&text));
	buf_release(&text);
	return true;
}

static void clear_progress(struct profile_request *r)
{
	if (r->told > 0)
		session_console(r->s)->say(S("\r                                        \r"));
	r->told = 0;
}

static void show_bad(void *ctx, uint64_t line, enum log_bad why, struct str text)
{
	struct profile_request *r = ctx;
	struct buf out = {0};

	buf_printf(&out, "line %llu: %s: ", (unsigned long long)line, log_bad_words[why]);
	for (size_t i = 0; i < text.len && i < 500; i++)
		buf_char(&out, (unsigned char)text.p[i] < ' ' || (unsigned char)text.p[i] >= 0x7f ? '?' : text.p[i]);
	buf_char(&out, '\n');
	session_console(r->s)->say(buf_str(&out));
	buf_release(&out);
}

/* ---- files ---- */

static bool fail_file(struct profile_request *r, struct str file, const char *why, enum status status)
{
	diag_fail(&r->o->diag, DIAG_FILE, (struct span){0, 0}, "%.*s: %s", STR(file), why);
	r->o->status = status;
	return false;
}

static bool merge_part(struct profile_request *r, struct str file, struct log_profile *part)
{
	if (r->mark && part->mark != r->mark) {
		log_profile_free(part);
		return fail_file(r, file, "it was made under another --key than the parts before it: they cannot be merged",
		                 STATUS_INPUT);
	}
	if (r->mark && part->query != r->profile->query) {
		log_profile_free(part);
		return fail_file(r, file, "it was made with --query and the parts before it were not, or the other way round",
		                 STATUS_INPUT);
	}
	r->mark = part->mark;
	r->parts++;
	if (r->profile->requests) {
		log_profile_merge(r->profile, part);
		log_profile_free(part);
		return true;
	}
	log_profile_free(r->profile);
	r->profile = part;
	return true;
}

static bool profile_read_part(struct profile_request *r, struct str file)
{
	struct buf text = {0};
	const char *why = NULL;
	int error = fs_read(command_path(r->o, file), PART_LIMIT, &text);
	struct log_profile *part = error ? NULL : partial_read(buf_str(&text), &why);

	buf_release(&text);
	if (error)
		return fail_file(r, file, fs_error(error), STATUS_FILE);
	return part ? merge_part(r, file, part) : fail_file(r, file, why, STATUS_INPUT);
}

static bool cannot_open(int error)
{
	return error == ENOENT || error == EACCES || error == EISDIR || error == ENOTDIR || error == ELOOP ||
	       error == ENAMETOOLONG || error == ENXIO || error == EIO;
}

static bool read_log(struct profile_request *r, struct str file)
{
	struct log_format f = r->format;
	const char *why;
	int saved;

	f.when.latest = now_seconds() + 86400;
	errno = 0;
	why = log_read_file(command_path(r->o, file), r->unpacker, &f, r->profile, &r->reading, &r->o->arena);
	saved = errno;
	clear_progress(r);
	r->logs++;
	return !why || fail_file(r, file, why, cannot_open(saved) ? STATUS_FILE : STATUS_INPUT);
}

/* ---- in the order of their first times ---- */

struct first_time {
	struct str file;
	int64_t time; /* 0: not found */
	size_t place; /* among the words */
};

static bool until_a_line(void *ctx, const struct log_reading *reading)
{
	(void)ctx;
	return !interrupt_came && reading->lines == 0;
}

/* Of the first lines; what is wrong with a file is said when it is read. */
static int64_t profile_first_time(struct profile_request *r, struct str file)
{
	const struct hash_key key = {0, 0};
	struct log_profile *p = log_profile_new(&key);
	struct log_reading reading = {.progress = until_a_line};
	struct log_format f = r->format;
	int64_t time;

	log_profile_limit(p, LOG_MEMORY_LEAST);
	log_read_file(command_path(r->o, file), r->unpacker, &f, p, &reading, &r->o->arena);
	time = p->clock.first;
	log_profile_free(p);
	return time;
}

static int profile_by_time(const void *x, const void *y)
{
	const struct first_time *a = x, *b = y;
	int by = (a->time > b->time) - (a->time < b->time);

	return by ? by : (a->place > b->place) - (a->place < b->place);
}

/* "access.log access.log.1.gz": the older one first. Standard input and parts are not looked into beforehand. */
static void order_files(struct profile_request *r)
{
	struct first_time *all = arena_array(&r->o->arena, struct first_time, r->file_count);
	char first[32];

	for (size_t i = 0; i < r->file_count; i++)
		if (str_eq(r->files[i], S("-")) ||
		    partial_is(first, log_peek(command_path(r->o, r->files[i]), first, sizeof(first))))
			return;
	for (size_t i = 0; i < r->file_count; i++)
		all[i] = (struct first_time){r->files[i], profile_first_time(r, r->files[i]), i};
	qsort(all, r->file_count, sizeof(*all), profile_by_time);
	for (size_t i = 0; i < r->file_count; i++)
		r->files[i] = all[i].file;
}

static bool read_files(struct profile_request *r)
{
	char first[32];

	if (r->file_count > 1)
		order_files(r);
	for (size_t i = 0; i < r->file_count && !r->reading.stopped; i++) {
		bool part = partial_is(first, log_peek(command_path(r->o, r->files[i]), first, sizeof(first)));

		if ((part && r->logs) || (!part && r->parts))
			return command_misused(r->o,
			                       "parts and logs cannot be read together: --partial makes a part of each log first");
		if (!(part ? profile_read_part(r, r->files[i]) : read_log(r, r->files[i])))
			return false;
	}
	return true;
}

/* ---- what came of it ---- */

static void say_notes(struct profile_request *r, const struct log_figures *f)
{
	struct diag *d = &r->o->diag;
	struct span none = {0, 0};
	const struct log_reading *g = &r->reading;
	const struct clock_count *c = &r->profile->clock;

	for (int i = 1; i < LOG_BADS; i++)
		if (g->bad[i])
			diag_note(d, none, "%llu line%s not read: %s", (unsigned long long)g->bad[i], g->bad[i] == 1 ? "" : "s",
			          log_bad_words[i]);
	if (g->bad_total * 100 > g->lines)
		diag_warn(d, none, "%.1f %% of the lines were not read, line %llu first: %s",
		          100.0 * (double)g->bad_total / (double)g->lines, (unsigned long long)g->first_bad,
		          log_bad_words[g->first_why]);
	if (c->back)
		diag_note(d, none, "time goes back over a minute in %llu lines: files that overlap, or a clock that was set",
		          (unsigned long long)c->back);
	if (c->late)
		diag_note(d, none, "%llu lines came over 10 minutes late: they are counted in minutes, not in seconds",
		          (unsigned long long)c->late);
	if (c->dropped)
		diag_warn(d, none, "%llu requests are beyond %u days and are left out", (unsigned long long)c->dropped,
		          clock_limit(c));
	if (f->gaps)
		diag_note(d, none,
		          "%u gap%s of an hour or more without a request, the longest %.1f h: is a file missing? --skip-gaps "
		          "leaves them out of the average",
		          f->gaps, f->gaps == 1 ? "" : "s", f->longest_gap / 3600);
	if (f->time_unknown)
		diag_note(d, none, "the times are whole numbers of nobody knows what: --time-unit us, ms or s says it");
	if (f->nonces)
		diag_note(d, none,
		          "most objects were asked for once, and without their queries there would be half as many: leave "
		          "--query out?");
	if (r->profile->left_out)
		diag_note(d, none, "%llu requests were left out by their path", (unsigned long long)r->profile->left_out);
}

static bool write_output(struct profile_request *r, struct str file, struct str text)
{
	const char *path = command_path(r->o, file);

	if (!r->force && access(path, F_OK) == 0 && fs_is_file(path)) {
		diag_fail(&r->o->diag, DIAG_FILE, (struct span){0, 0}, "%s is there already", path);
		diag_hint(&r->o->diag, "--force replaces it");
		r->o->status = STATUS_FILE;
		return false;
	}
	return command_write_file(r->s, file, text, r->o);
}

static struct str source_name(struct profile_request *r)
{
	struct str name = r->file_count == 1 ? fs_name_of(r->files[0]) : (struct str){0};

	if (r->source.len)
		return r->source;
	if (r->file_count > 1)
		return arena_printf(&r->o->arena, "%zu %s", r->file_count, r->parts ? "parts" : "files");
	return str_eq(name, S("-")) ? S("standard input") : utf8_unfit(name) < name.len ? S("a file") : name;
}

static bool write_partial(struct profile_request *r)
{
	struct buf text = {0};
	bool ok;

	partial_write(r->profile, &text);
	ok = write_output(r, r->partial, buf_str(&text));
	buf_release(&text);
	return ok;
}

static bool write_sheet(struct profile_request *r, const struct profile_page *page)
{
	struct buf text = {0};
	bool ok = true;

	profile_sheet(page, PACKAGE_VERSION, &text);
	if (r->print)
		buf_add_str(&r->o->output, buf_str(&text));
	if (r->output.len)
		ok = write_output(r, r->output, buf_str(&text));
	buf_release(&text);
	return ok;
}

static bool profile_finish(struct profile_request *r)
{
	struct log_figures f;
	struct profile_page page = {.profile = r->profile,
	                            .figures = &f,
	                            .source = source_name(r),
	                            .zone = r->zone,
	                            .bad = r->reading.bad_total,
	                            .cut_short = r->reading.stopped,
	                            .merged = r->parts > 1,
	                            .ascii = session_settings(r->s)->ascii};

	if (!r->parts)
		log_profile_close(r->profile);
	if (!r->profile->requests)
		return fail_file(r, page.source, "it has no request that can be counted", STATUS_INPUT);
	if (r->partial.len && !write_partial(r))
		return false;
	log_figures(r->profile, 0, r->skip_gaps, &f);
	say_notes(r, &f);
	if (!r->print)
		profile_text(&page, r->o);
	return write_sheet(r, &page);
}

/* Random, so that no hash says anything; of parts, from --key, so that they can be merged. */
static bool make_key(struct profile_request *r, struct hash_key *key)
{
	static const struct hash_key known = {0x626f7465, 0x6c6f6773}, other = {0x70617274, 0x6b657973};

	if (r->key.len || r->partial.len) {
		key->a = hash64(&known, r->key.p, r->key.len);
		key->b = hash64(&other, r->key.p, r->key.len);
		if (!r->key.len)
			diag_note(&r->o->diag, (struct span){0, 0},
			          "without --key WORD who has the part can try addresses and paths against its hashes");
		return true;
	}
	if (getrandom(key, sizeof(*key), 0) == sizeof(*key))
		return true;
	return command_misused(r->o, "no random numbers from the system: --key WORD takes their place");
}

bool command_profile(struct session *s, size_t argc, const struct str *argv, struct outcome *o)
{
	struct profile_request r = {.s = s, .o = o, .unpacker = libexec_path(&o->arena, "bote-unpack")};
	struct hash_key key;
	bool ok = profile_take_words(&r, argc, argv) && make_key(&r, &key);

	if (ok) {
		r.profile = log_profile_new(&key);
		if (r.bytes < LOG_MEMORY)
			log_profile_limit(r.profile, r.bytes);
		r.profile->query = r.query;
		r.profile->keep_trail = r.partial.len > 0;
		r.profile->only = r.only;
		r.profile->not = r.not ;
		r.profile->zone = r.zone_seconds;
		r.reading.progress = progress;
		r.reading.show_bad = r.show_bad ? show_bad : NULL;
		r.reading.ctx = &r;
		ok = read_files(&r) && profile_finish(&r);
		log_profile_free(r.profile);
	}
	re_free(r.format.re);
	return ok;
}

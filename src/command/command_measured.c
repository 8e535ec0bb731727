/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command_measured.c - `measured`: the numbers of load tests and of other tools; import, forget. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fs.h"
#include "base/now.h"
#include "command/command_all.h"
#include "measured/grounds.h"
#include "measured/import.h"
#include "session/console.h"
#include "value/scaled.h"

enum { FILE_LIMIT = 256 << 20, FILES = 1000, SHOWN = 4 };

struct measured_request {
	struct session *s;
	struct outcome *o;
	struct str *files, *names;
	size_t file_count, name_count;
	struct str as, tool, day, machine, note;
	bool keep, dry;
	const char *folder; /* of the store */
	struct machine here;
	struct buf lines; /* for the store */
	unsigned stored, failed, numbers;
};

/* ---- words ---- */

static bool measured_take_value(struct measured_request *r, struct str word, struct str value)
{
	struct str *const places[] = {&r->as, &r->tool, &r->day, &r->machine, &r->note};
	static const char *const options[] = {"--as", "--tool", "--day", "--machine", "--note"};

	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++)
		if (str_eq(word, str_from_c(options[i]))) {
			*places[i] = value;
			return value.len || command_misused(r->o, "option '%.*s' needs a word after it", STR(word));
		}
	if (!str_eq(word, S("--state")))
		return command_misused(r->o, "measured import has no option '%.*s'", STR(word));
	r->folder = measured_folder(&r->o->arena, command_path(r->o, value));
	return true;
}

static bool measured_take_option(struct measured_request *r, size_t argc, const struct str *argv, size_t *at)
{
	struct str word, value;

	if (str_eq(argv[*at], S("--keep")) || str_eq(argv[*at], S("--dry-run"))) {
		*(argv[*at].p[2] == 'k' ? &r->keep : &r->dry) = true;
		return true;
	}
	value = command_value(argc, argv, at, &word);
	return measured_take_value(r, word, value);
}

static bool measured_good_name(struct str name)
{
	for (size_t i = 0; i < name.len; i++)
		if ((unsigned char)name.p[i] >= 0x80 || !(i ? char_is_name(name.p[i]) : char_begins_name(name.p[i])))
			return false;
	return name.len > 0 && name.len <= 40;
}

/* One for each file, or one for all; without --as, that of the file. */
static bool take_names(struct measured_request *r)
{
	struct str rest = r->as;

	r->names = arena_array(&r->o->arena, struct str, r->file_count + 1);
	while (rest.len) {
		size_t end = str_find_char(rest, ',', 0);
		struct str name = str_trim(str_cut(rest, 0, end));

		if (!measured_good_name(name))
			return command_misused(r->o, "--as takes names of letters, digits and _, not '%.*s'", STR(name));
		if (r->name_count == r->file_count)
			return command_misused(r->o, "--as has more names than there are files");
		r->names[r->name_count++] = name;
		rest = str_cut(rest, end + 1, rest.len);
	}
	if (r->name_count > 1 && r->name_count != r->file_count)
		return command_misused(r->o, "--as takes one name for all files, or one for each: %zu for %zu", r->name_count,
		                       r->file_count);
	for (size_t i = 0; !r->as.len && i < r->file_count; i++) {
		struct str file = fs_name_of(r->files[i]);
		const char *dot = file.len ? memrchr(file.p, '.', file.len) : NULL;

		r->names[r->name_count++] = import_name(&r->o->arena, dot ? str_cut(file, 0, (size_t)(dot - file.p)) : file);
	}
	for (size_t i = 0; i < r->name_count; i++)
		for (size_t k = 0; k < i; k++)
			if (str_eq(r->names[i], r->names[k]))
				return command_misused(r->o, "two files would be called %.*s: --as gives names", STR(r->names[i]));
	return true;
}

static bool measured_take_words(struct measured_request *r, size_t argc, const struct str *argv)
{
	r->files = arena_array(&r->o->arena, struct str, argc + 1);
	for (size_t i = 0; i < argc; i++)
		if (argv[i].len > 1 && argv[i].p[0] == '-') {
			if (!measured_take_option(r, argc, argv, &i))
				return false;
		} else
			r->files[r->file_count++] = argv[i];
	if (!r->file_count)
		return command_misused(r->o, "import what? measured import FILE... [--as NAME]");
	if (r->day.len && !import_is_day(r->day))
		return command_misused(r->o, "--day takes a date such as 2026-11-29, not '%.*s'", STR(r->day));
	if (r->file_count > FILES)
		return command_misused(r->o, "at most %d files at once", FILES);
	return take_names(r);
}

/* ---- how a number reads ---- */

static void measured_put_number(struct buf *out, const struct import_number *n)
{
	struct str unit = str_from_c(n->unit);

	buf_printf(out, "_%.*s ", STR(n->ending));
	if (!n->ending.len)
		buf_cut(out, out->len - 2);
	if (n->under)
		buf_printf(out, "under %s (printed 0)", scaled(2 * n->value, scale_time).text);
	else
		buf_add_c(out, scaled(n->value, str_eq(unit, S("s"))      ? scale_time
		                                : str_eq(unit, S("B/s"))  ? scale_bandwidth
		                                : str_ends(unit, S("/s")) ? scale_rate
		                                                          : scale_one)
		                   .text);
}

/* "web  ab  _rate 20.0 k/s, _mean 0.800 ms; 7 numbers   poor: one run, closed loop" */
static void measured_say(struct measured_request *r, struct str name, const struct import *m)
{
	struct buf *out = &r->o->output;

	list_column(out, name, 8);
	buf_printf(out, "%s  ", m->tool);
	for (unsigned i = 0; i < m->count && i < SHOWN; i++) {
		buf_add_c(out, i ? ", " : "");
		measured_put_number(out, &m->numbers[i]);
	}
	if (m->count > SHOWN)
		buf_printf(out, " and %u more", m->count - SHOWN);
	buf_printf(out, "\n        %.*s: %.*s\n", STR(m->verdict), STR(m->seen));
}

/* ---- files ---- */

static bool measured_read_text(struct measured_request *r, struct str file, struct buf *text, struct diag *d,
                               bool *unreadable)
{
	const char *path = command_path(r->o, file);
	int error = fs_read(path, FILE_LIMIT, text);

	*unreadable = error != 0;
	if (error == EFBIG)
		return diag_fail(d, DIAG_FILE, (struct span){0, 0}, "it has more than 256 MB");
	return !error || diag_fail(d, DIAG_FILE, (struct span){0, 0}, "%s", fs_error(error));
}

static int64_t file_time(struct measured_request *r, struct str file)
{
	struct stat st;

	return !str_eq(file, S("-")) && stat(command_path(r->o, file), &st) == 0 ? st.st_mtime : now_seconds();
}

/* A file that will not do: the others continue. */
static void measured_fail(struct measured_request *r, struct str file, const struct diag *d, bool unreadable)
{
	const struct diag_item *e = d->error;
	struct outcome *o = r->o;

	r->failed++;
	if (r->file_count == 1) {
		diag_fail(&o->diag, DIAG_FILE, (struct span){0, 0}, "%.*s: %.*s", STR(file), STR(e->text));
		if (e->hint.len)
			diag_hint(&o->diag, "%.*s", STR(e->hint));
	} else
		diag_warn(&o->diag, (struct span){0, 0}, "%.*s: %.*s; nothing of it is stored", STR(file), STR(e->text));
	o->status = unreadable ? STATUS_FILE : o->status ? o->status : STATUS_NO;
}

static bool measured_read_file(struct measured_request *r, struct str file, struct import *m)
{
	struct buf text = {0};
	struct diag d = {0};
	bool unreadable = false, ok;

	diag_init(&d, &r->o->arena, NULL);
	ok = measured_read_text(r, file, &text, &d, &unreadable) &&
	     import_read(buf_str(&text), r->tool, &r->o->arena, m, &d);
	if (!ok)
		measured_fail(r, file, &d, unreadable);
	buf_release(&text);
	return ok;
}

/* Numbers of this machine are not replaced by those of another. */
static bool is_free(struct measured_request *r, struct str name)
{
	struct measured *own = r->folder ? measured_load(measured_path(&r->o->arena, r->folder, r->here.id), r->here.id)
	                                 : NULL;
	bool taken = own && measured_operation(own, name);

	measured_free(own);
	return !taken || command_misused(r->o, "%.*s is measured on this machine: --as gives another name", STR(name));
}

/* Judge, say and keep what belongs to one name. */
static void measured_take(struct measured_request *r, struct str name, struct import *m, struct str file, size_t files)
{
	struct import_origin origin = {
		.name = name, .file = fs_name_of(file), .day = r->day, .machine = r->machine, .now = file_time(r, file)};
	struct diag d = {0};

	diag_init(&d, &r->o->arena, NULL);
	if (r->note.len)
		m->notes[m->note_count < IMPORT_NOTES ? m->note_count++ : IMPORT_NOTES - 1] = r->note;
	if (!import_judge(m, &r->o->arena, &d) && !r->keep) {
		diag_hint(&d, "--keep stores it all the same");
		measured_fail(r, file, &d, false);
		return;
	}
	if (str_eq(file, S("-")))
		origin.file = S("standard input");
	if (files > 1)
		origin.file = arena_printf(&r->o->arena, "%.*s and %zu more", STR(origin.file), files - 1);
	import_line(m, &origin, &r->o->arena, &r->lines);
	measured_say(r, name, m);
	r->stored++;
	r->numbers += m->count;
}

/* Files that are runs of one test. */
static bool read_joined(struct measured_request *r, struct import *runs, struct import *all)
{
	unsigned read = 0;

	for (size_t i = 0; i < r->file_count; i++)
		read += measured_read_file(r, r->files[i], &runs[read]);
	for (unsigned i = 1; i < read; i++)
		if (strcmp(runs[0].tool, runs[i].tool))
			return command_misused(r->o, "files of %s and of %s are no runs of one test", runs[0].tool, runs[i].tool);
	if (!read)
		return true;
	import_join(runs, read, all, &r->o->arena);
	if (!all->count)
		return command_misused(r->o, "the files have no number in common");
	measured_take(r, r->names[0], all, r->files[0], read);
	return true;
}

static bool measured_read_all(struct measured_request *r)
{
	bool joined = r->name_count == 1 && r->file_count > 1;
	struct import *runs = xcalloc(joined ? r->file_count + 1 : 1, sizeof(*runs));

	if (joined)
		read_joined(r, runs, &runs[r->file_count]);
	for (size_t i = 0; !joined && i < r->file_count; i++)
		if (measured_read_file(r, r->files[i], runs))
			measured_take(r, r->names[i], runs, r->files[i], 1);
	free(runs);
	return !r->o->diag.error;
}

static bool measured_store(struct measured_request *r)
{
	int error = r->folder ? measured_append(r->folder, MEASURED_IMPORTED, buf_str(&r->lines)) : ENOENT;

	if (!error) {
		session_measured(r->s, r->o);
		return true;
	}
	diag_fail(&r->o->diag, DIAG_FILE, (struct span){0, 0}, "cannot store in %s: %s",
	          r->folder ? r->folder : "a home that is not there", fs_error(error));
	return session_fail(r->o);
}

static bool import(struct measured_request *r, size_t argc, const struct str *argv)
{
	bool ok = measured_take_words(r, argc, argv);

	for (size_t i = 0; ok && i < r->name_count; i++)
		ok = is_free(r, r->names[i]);
	ok = ok && measured_read_all(r);
	if (ok && r->stored && !r->dry)
		ok = measured_store(r);
	if (ok && r->stored)
		buf_printf(&r->o->output, "%zu file%s, %u number%s %s, as of another machine%s\n", r->file_count - r->failed,
		           r->file_count - r->failed == 1 ? "" : "s", r->numbers, r->numbers == 1 ? "" : "s",
		           r->dry ? "would be stored" : "stored", r->dry ? "" : "; 'bote measured' lists them");
	buf_release(&r->lines);
	return ok;
}

/* ---- forget ---- */

static bool command_measured_forget(struct measured_request *r, size_t argc, const struct str *argv)
{
	if (!argc)
		return command_misused(r->o, "forget what? measured forget NAME...");
	for (size_t i = 0; i < argc; i++) {
		unsigned gone = 0;
		int error = r->folder ? measured_forget(r->folder, MEASURED_IMPORTED, argv[i], &gone) : 0;

		if (error) {
			diag_fail(&r->o->diag, DIAG_FILE, (struct span){0, 0}, "cannot change the results in %s: %s", r->folder,
			          fs_error(error));
			return session_fail(r->o);
		}
		if (!gone) {
			command_misused(r->o, "nothing was imported as '%.*s'", STR(argv[i]));
			diag_hint(&r->o->diag, "'bote measured' lists what was");
			return false;
		}
		buf_printf(&r->o->output, "forgot %.*s\n", STR(argv[i]));
	}
	session_measured(r->s, r->o);
	return true;
}

/* ---- the list ---- */

struct lister {
	struct measured_request *r;
	struct doc_table *t;
	struct filter filter;
};

static bool list_cell(struct lister *l, const struct measurement *m, const struct measured_named *n)
{
	struct arena *a = &l->r->o->arena;
	struct str name = arena_printf(a, "measured.%.*s%s%.*s", STR(m->op), n->ending.len ? "_" : "", STR(n->ending));
	const struct fact *f = filter_fits(&l->filter, name) ? facts_find(session_facts(l->r->s), name, NULL) : NULL;
	struct field *row;

	if (!f)
		return false;
	row = table_row(l->t);
	*row++ = field_text(str_cut(name, 9, name.len));
	*row++ = field_value(a, &f->value);
	*row++ = field_text(arena_str(a, m->verdict));
	return true;
}

/* All numbers of one name, and where they are from. */
static void list_operation(struct lister *l, const struct measurement *m)
{
	struct buf from = {0};
	bool any = false;

	for (unsigned k = 0; k < m->named_count; k++)
		any |= list_cell(l, m, &m->named[k]);
	measured_provenance(m, &from);
	if (any)
		table_line(l->t, "%.*s: %s%s%.*s", STR(m->op), buf_c(&from), m->seen.len ? ": " : "", STR(m->seen));
	buf_release(&from);
}

static void list_store(struct lister *l, const char *id)
{
	struct measured *store = l->r->folder ? measured_load(measured_path(&l->r->o->arena, l->r->folder, id), NULL)
	                                      : NULL;
	unsigned count = 0;
	const struct measurement *const *all = store ? measured_all(store, &count) : NULL;

	if (store && measured_error(store)) {
		diag_fail(&l->r->o->diag, DIAG_FILE, (struct span){0, 0}, "cannot read %s: %s",
		          measured_path(&l->r->o->arena, l->r->folder, id), fs_error(measured_error(store)));
		session_fail(l->r->o);
	}

	for (unsigned i = 0; i < count; i++)
		list_operation(l, all[i]);
	if (store && measured_warning(store).len)
		diag_warn(&l->r->o->diag, (struct span){0, 0}, "%.*s", STR(measured_warning(store)));
	measured_free(store);
}

static bool measured_list(struct measured_request *r, size_t argc, const struct str *argv)
{
	static const char *const heads[] = {"measured.", "value", "verdict"};
	struct lister l = {.r = r, .t = table_new(&r->o->arena, "measured", 3)};

	if (!filter_init(&l.filter, command_join(r->o, argc, argv), r->o))
		return false;
	table_heads(l.t, heads);
	list_store(&l, r->here.id);
	list_store(&l, MEASURED_IMPORTED);
	filter_release(&l.filter);
	if (l.t->row_count)
		r->o->tables = l.t;
	else if (r->o->diag.error)
		return false;
	else if (argc)
		return command_found_none(r->o, "imported number", command_join(r->o, argc, argv));
	else
		buf_add_c(
			&r->o->output,
			"nothing was imported yet: measured import FILE... takes in results of wrk, k6, pgbench and others\n");
	return true;
}

bool command_measured(struct session *s, size_t argc, const struct str *argv, struct outcome *o)
{
	struct measured_request r = {.s = s, .o = o, .folder = measured_folder(&o->arena, NULL)};

	machine_read(&r.here, "");
	if (argc && str_eq(argv[0], S("import")))
		return import(&r, argc - 1, argv + 1);
	if (argc && str_eq(argv[0], S("forget")))
		return command_measured_forget(&r, argc - 1, argv + 1);
	return measured_list(&r, argc, argv);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* machines.c - the price lists of a session: those that ship, the user's own, those named by an option. */
#include "session/machines.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/embed.h"
#include "base/fs.h"
#include "session/session_parts.h"

struct machines {
	struct session *session;
	struct fleet fleet;
	struct native natives[3];
	struct str *files; /* of --prices, in order; in `kept` */
	size_t file_count, file_cap;
	bool only_given;    /* --prices-only: no others */
	struct diag *d;     /* while lists are read */
	struct sheet *bare; /* where their numbers are read: nothing that the session names hides a unit of a list */
	bool failed;
};

/* A text of a list is an expression like any other. */
static bool machines_number(void *ctx, const struct source *src, struct arena *a, struct diag *d, struct value *out)
{
	struct machines *m = ctx;

	if (!m->bare)
		m->bare = sheet_new(&m->session->engine, m->session->library, m->session->facts);
	return sheet_eval_text(m->bare, src, a, d, out);
}

static bool machines_read_text(struct machines *m, struct str name, struct str text, struct diag *d)
{
	const struct source src = {.name = name, .text = text, .first_line = 1};

	return fleet_book_read(&m->fleet.book, &src, &m->fleet.reader, d);
}

static bool machines_read_file(struct machines *m, const char *path, struct diag *d)
{
	struct buf text = {0};
	int error = fs_read(path, FLEET_LIST_MAX, &text);
	bool ok;

	if (error)
		ok = diag_goes_on(d) && diag_fail(d, DIAG_FILE, (struct span){0, 0}, "cannot read %s: %s", path,
		                                  error == EFBIG ? "it has over 16 MB" : fs_error(error));
	else
		ok = machines_read_text(m, str_from_c(path), arena_str(&m->fleet.book.arena, buf_str(&text)), d);
	buf_release(&text);
	return ok;
}

static bool machines_read_own(void *ctx, const char *path)
{
	struct machines *m = ctx;

	m->failed = !machines_read_file(m, path, m->d);
	return !m->failed;
}

static bool machines_load(void *ctx, struct fleet *f, struct diag *d)
{
	struct machines *m = ctx;
	const char *own = fs_user_path(&m->session->kept, "XDG_DATA_HOME", ".local/share", "prices");
	bool ok = true;

	fleet_book_release(&f->book);
	fleet_book_init(&f->book);
	for (size_t i = embedded_from(S("share/prices/")); ok && !m->only_given && i < embedded_count; i++)
		if (str_starts(embedded_files[i].path, S("share/prices/")))
			ok = machines_read_text(m, embedded_files[i].path, embedded_files[i].text, d);
	f->book.lists.replaced = 0; /* what lists of the user's own replace is said */
	m->d = d;
	m->failed = false;
	if (ok && own && !m->only_given)
		fs_walk(own, S(".csv"), machines_read_own, m);
	ok = ok && !m->failed;
	for (size_t i = 0; ok && i < m->file_count; i++)
		ok = machines_read_file(m, m->files[i].p, d);
	return ok;
}

struct machines *machines_new(struct session *s)
{
	struct machines *m = xcalloc(1, sizeof(*m));

	m->session = s;
	m->fleet = (struct fleet){
		.load = machines_load, .ctx = m, .units = s->engine.units, .reader = {machines_number, m}};
	fleet_book_init(&m->fleet.book);
	fleet_natives(&m->fleet, m->natives);
	s->engine.natives = m->natives;
	return m;
}

void machines_free(struct machines *m)
{
	if (m->bare)
		sheet_free(m->bare);
	fleet_book_release(&m->fleet.book);
	free(m->files);
	free(m);
}

struct fleet *machines_fleet(struct machines *m)
{
	m->fleet.sure = m->session->settings.sure;
	return &m->fleet;
}

void machines_add_list(struct machines *m, struct str path, bool only)
{
	m->files = xgrow(m->files, m->file_count, &m->file_cap, sizeof(*m->files));
	m->files[m->file_count++] = arena_str(&m->session->kept, path);
	m->only_given |= only;
	m->fleet.loaded = false;
}

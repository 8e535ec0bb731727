/* SPDX-License-Identifier: GPL-3.0-or-later */
/* library.c - where sheets are looked for, and what is known of them. */
#include "sheet/library.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/embed.h"
#include "base/fs.h"
#include "base/map.h"
#include "base/near.h"
#include "eval/parameter.h"
#include "lab/lab.h"
#include "eval/measure.h"
#include "sheet/reader.h"

enum { FILE_LIMIT = 64 << 20 };

struct kept {
	struct template template;
	struct source source;
	bool good;
};

struct library {
	const struct engine *engine;
	const struct vocabulary *vocabulary;
	struct arena arena;
	struct str path; /* folders, colon-separated */
	struct map kept; /* path -> struct kept */
	struct listing *list;
	size_t count, cap;
	bool listed;
	struct measures *measures;
};

struct library *library_new(struct str path, const struct engine *e, const struct vocabulary *v)
{
	struct library *l = xcalloc(1, sizeof *l);

	l->engine = e;
	l->vocabulary = v;
	arena_init(&l->arena);
	l->path = arena_str(&l->arena, path);
	return l;
}

void library_free(struct library *l)
{
	if (!l)
		return;
	map_release(&l->kept);
	measures_free(l->measures);
	arena_release(&l->arena);
	free(l->list);
	free(l);
}

const struct vocabulary *library_vocabulary(const struct library *l)
{
	return l->vocabulary;
}

struct measures **library_measures(struct library *l)
{
	return &l->measures;
}

/* ---- finding ---- */

static struct str stem(struct str path)
{
	struct str name = fs_name_of(path);
	return str_ends(name, S(".bote")) ? str_cut(name, 0, name.len - 5) : name;
}

/* Read a file. False with `d` filled when it is there but cannot be read; *found says whether it is there. */
static bool library_read_file(struct library *l, const char *path, struct diag *d, struct text_found *out)
{
	struct buf text = {0};
	int err = fs_read(path, FILE_LIMIT, &text);

	if (err && diag_goes_on(d)) {
		diag_fail(d, DIAG_FILE, (struct span){0, 0}, "cannot read '%s': %s", path,
		          err == EFBIG ? "it is larger than 64 MB" : fs_error(err));
	} else if (!err) {
		out->path = arena_str(&l->arena, str_from_c(path));
		out->folder = fs_folder_of(out->path);
		out->text = arena_str(&l->arena, buf_str(&text));
	}
	buf_release(&text);
	return !err;
}

/* A file of that stem under a folder. */
struct finder {
	struct str name;
	struct buf path;
};

static bool visit_find(void *ctx, const char *path)
{
	struct finder *f = ctx;

	if (!str_eq(stem(str_from_c(path)), f->name))
		return true;
	buf_add_c(&f->path, path);
	return false;
}

static bool find_under(struct library *l, const char *folder, struct str name, struct diag *d, struct text_found *out)
{
	struct finder f = {.name = name};

	fs_walk(folder, S(".bote"), visit_find, &f);
	bool found = f.path.len && library_read_file(l, buf_c(&f.path), d, out);
	buf_release(&f.path);
	return found;
}

static const char *user_folder(struct library *l)
{
	return fs_user_path(&l->arena, "XDG_DATA_HOME", ".local/share", "formulas");
}

static bool next_folder(struct str *rest, struct str *folder)
{
	if (!rest->len)
		return false;
	size_t end = str_find_char(*rest, ':', 0);
	*folder = str_cut(*rest, 0, end);
	*rest = str_cut(*rest, end + 1, rest->len);
	return true;
}

/* Other texts are compiled in too: units and constants, topics of help, templates. */
static bool is_sheet(struct str path)
{
	bool formula = str_starts(path, S("formulas/")) && !str_starts(path, S("formulas/prelude/")) &&
	               !str_starts(path, S("formulas/lab/"));

	return str_ends(path, S(".bote")) && (formula || str_starts(path, S("examples/")));
}

/* Labs are found after `lab.`, and nowhere else. */
static bool find_lab(struct str name, struct text_found *out)
{
	char path[96];
	const struct embedded *e;

	if (name.len > 64)
		return false;
	snprintf(path, sizeof path, "formulas/lab/%.*s.bote", STR(name));
	e = embedded_find(str_from_c(path));
	if (e)
		*out = (struct text_found){.path = e->path, .text = e->text};
	return e != NULL;
}

static bool find_embedded(struct str name, struct text_found *out)
{
	for (size_t i = 0; i < embedded_count; i++) {
		const struct embedded *e = &embedded_files[i];
		struct str whole = str_ends(e->path, S(".bote")) ? str_cut(e->path, 0, e->path.len - 5) : e->path;
		if (!is_sheet(e->path) || !(str_eq(stem(e->path), name) || str_eq(whole, name) || str_eq(e->path, name)))
			continue;
		*out = (struct text_found){.path = e->path, .text = e->text};
		return true;
	}
	return false;
}

/* folder/name or folder/name.bote, if there is such a file. */
static bool library_find_in(struct library *l, struct str folder, struct str name, struct diag *d,
                            struct text_found *out)
{
	const char *path = fs_join(&l->arena, folder, name);

	if (!str_ends(name, S(".bote")) || !fs_is_file(path))
		path = fs_join(&l->arena, folder, arena_printf(&l->arena, "%.*s.bote", STR(name)));
	return fs_is_file(path) && library_read_file(l, path, d, out);
}

/* What is not called .bote is read only where `any`: a person named it for `run`. */
static bool find_path(struct library *l, struct str name, struct str near, bool any, struct diag *d,
                      struct text_found *out)
{
	const char *path = fs_join(&l->arena, S(""), name);

	if (name.p[0] != '/' && near.len && library_find_in(l, near, name, d, out))
		return true;
	if (d->error)
		return false;
	path = arena_str(&l->arena, name).p;
	if ((any || str_ends(name, S(".bote"))) && (fs_is_file(path) || fs_is_folder(path)))
		return library_read_file(l, path, d, out);
	return library_find_in(l, name.p[0] == '/' ? S("") : S("."), name, d, out);
}

/*
 * A file beside the sheet that asks, or in ./, goes before a formula that ships: that is said, unless it is the same
 * text.
 */
static bool library_take_file(struct str name, const struct text_found *file, struct diag *d)
{
	struct text_found ships;

	if (find_embedded(name, &ships) && !str_eq(ships.text, file->text))
		diag_note(d, (struct span){0, 0}, "'%.*s' is the file %.*s, not the sheet of that name that ships with bote",
		          STR(name), STR(file->path));
	return true;
}

static bool find_text(struct library *l, struct str name, struct str near, bool any, struct diag *d,
                      struct text_found *out)
{
	struct str rest = l->path, folder;
	bool is_path = str_find_char(name, '/', 0) < name.len || str_ends(name, S(".bote"));

	*out = (struct text_found){0};
	if (!name.len)
		return false;
	if (str_starts(name, S("lab.")) && !is_path) /* lab.bote is a file like any other */
		return find_lab(str_cut(name, 4, name.len), out);
	if (is_path)
		return find_path(l, name, near, any, d, out) || (!d->error && find_embedded(name, out));
	if ((near.len && library_find_in(l, near, name, d, out)) || d->error || library_find_in(l, S("."), name, d, out) ||
	    d->error)
		return !d->error && library_take_file(name, out, d);
	while (next_folder(&rest, &folder))
		if (folder.len && (find_under(l, arena_str(&l->arena, folder).p, name, d, out) || d->error))
			return !d->error;
	const char *own = user_folder(l);
	if (own && (find_under(l, own, name, d, out) || d->error))
		return !d->error;
	return find_embedded(name, out);
}

bool library_text(struct library *l, struct str name, struct str near, struct diag *d, struct text_found *out)
{
	return find_text(l, name, near, true, d, out);
}

/* A text that is used or called keeps to what one that is run does. */
static bool library_defines_once(const struct statement *first, struct diag *d)
{
	struct map names[2] = {0}; /* of cells, of functions */
	bool ok = true;

	for (const struct statement *st = first; st && ok; st = st->next) {
		bool function = st->kind == STATEMENT_FUNCTION;

		if (!function && !statement_is_cell(st))
			continue;
		const struct statement *before = map_get(&names[function], st->name);
		ok = !before || template_defined_twice(before, st, d);
		map_put(&names[function], st->name, (struct statement *)st);
	}
	map_release(&names[0]);
	map_release(&names[1]);
	return ok;
}

const struct template *library_template(struct library *l, struct str name, struct str near, struct diag *d)
{
	struct str key = arena_printf(&l->arena, "%.*s\n%.*s", STR(near), STR(name));
	struct kept *k = map_get(&l->kept, key);
	struct text_found found;
	struct statement *first;

	if (k && k->good)
		return &k->template;
	if (!find_text(l, name, near, false, d, &found))
		return NULL;
	k = arena_new(&l->arena, struct kept);
	k->source = (struct source){found.path, found.text, 1};
	DIAG_IN(d, &k->source);
	size_t words = unit_changes(l->engine->units);
	k->good = read_text(l->engine, l->vocabulary, &k->source, &l->arena, d, &first) && library_defines_once(first, d);
	if (!k->good) {
		unit_take_back(l->engine->units, words);
		return NULL;
	}
	unit_keep(l->engine->units, words); /* they last as long as it does */
	k->template = (struct template){arena_str(&l->arena, stem(name)), &k->source, first};
	map_put(&l->kept, key, k);
	return &k->template;
}

/* ---- listing ---- */

void listing_read_head(struct listing *x, struct str text)
{
	struct str line;

	x->title = x->purpose = (struct str){0};
	while ((!x->title.len || !x->purpose.len) && str_next_line(&text, &line)) {
		line = str_trim(line);
		if (str_starts(line, S("# ")) && !x->title.len)
			x->title = str_trim(str_cut(line, 2, line.len));
		else if (str_starts(line, S("> ")) && !x->purpose.len)
			x->purpose = str_trim(str_cut(line, 2, line.len));
	}
}

/* formulas/topics.txt has "folder: Title" in the order in which they are taught. A folder that it lacks comes last. */
static void find_topic(struct listing *x)
{
	const struct embedded *topics = embedded_find(S("formulas/topics.txt"));
	struct str rest = topics ? topics->text : S(""), line;

	x->topic_title = x->topic;
	for (x->rank = 0; str_next_line(&rest, &line); x->rank++) {
		size_t colon = str_find_char(line, ':', 0);

		if (str_eq(str_cut(line, 0, colon), x->topic)) {
			x->topic_title = str_trim(str_cut(line, colon + 1, line.len));
			return;
		}
	}
}

static void add_listing(struct library *l, struct str path, struct str topic, struct str text)
{
	struct listing x = {.name = stem(path), .topic = topic, .path = path, .text = text};

	for (size_t i = 0; i < l->count; i++)
		if (str_eq(l->list[i].name, x.name))
			return; /* found earlier in the search path */
	listing_read_head(&x, text);
	find_topic(&x);
	l->list = xgrow(l->list, l->count, &l->cap, sizeof *l->list);
	l->list[l->count++] = x;
}

static bool visit_list(void *ctx, const char *path)
{
	struct library *l = ctx;
	struct diag ignored;
	struct text_found found;

	diag_init(&ignored, &l->arena, NULL);
	if (library_read_file(l, path, &ignored, &found))
		add_listing(l, found.path, S("own"), found.text);
	return true;
}

static int by_topic(const void *a, const void *b)
{
	const struct listing *x = a, *y = b;

	return x->rank != y->rank ? (x->rank > y->rank) - (x->rank < y->rank) : str_cmp(x->name, y->name);
}

static void list_all(struct library *l)
{
	struct str rest = l->path, folder;
	const char *own = user_folder(l);

	while (next_folder(&rest, &folder))
		if (folder.len)
			fs_walk(arena_str(&l->arena, folder).p, S(".bote"), visit_list, l);
	if (own)
		fs_walk(own, S(".bote"), visit_list, l);
	for (size_t i = 0; i < embedded_count; i++) {
		struct str path = embedded_files[i].path;
		if (is_sheet(path))
			add_listing(l, path, fs_name_of(fs_folder_of(path)), embedded_files[i].text);
	}
	qsort(l->list, l->count, sizeof *l->list, by_topic);
	l->listed = true;
}

const struct listing *library_list(struct library *l, unsigned *count)
{
	if (!l->listed)
		list_all(l);
	*count = (unsigned)l->count;
	return l->list;
}

const struct listing *library_listing(struct library *l, struct str name)
{
	unsigned count;
	const struct listing *list = library_list(l, &count);

	for (unsigned i = 0; i < count; i++)
		if (str_eq(list[i].name, name))
			return &list[i];
	return NULL;
}

bool listing_is_example(const struct listing *l)
{
	return l && str_eq(l->topic, S("examples"));
}

bool listing_param(struct str *rest, struct str *name)
{
	struct str line;

	while (str_next_line(rest, &line)) {
		if (!str_starts(line, S("param ")))
			continue;
		line = str_trim(str_cut(line, 6, line.len));
		*name = str_cut(line, 0, str_find_char(line, ' ', 0));
		return true;
	}
	return false;
}

/* Labs are no formulas, and are found as lab.NAME: by that, and by the name alone, which nothing else has. */
static void library_near_labs(struct library *l, struct near *n)
{
	bool prefixed = str_starts(n->word, S("lab."));
	struct str word = prefixed ? str_cut(n->word, 4, n->word.len) : n->word;

	for (const struct lab_group *g = lab_groups; g->title; g++)
		for (unsigned i = 0; g->labs[i]; i++) {
			unsigned edits = str_distance(word, str_from_c(g->labs[i]->name), 2);

			if (prefixed ? edits <= 2 : edits == 0)
				near_rank(n, arena_printf(&l->arena, "lab.%s", g->labs[i]->name), edits);
		}
}

unsigned library_nearest(struct library *l, struct str word, struct str *out, unsigned max)
{
	struct near near = {.word = word, .limit = near_edits(word), .most = max};
	unsigned count;
	const struct listing *list = library_list(l, &count);

	for (unsigned i = 0; i < count; i++)
		near_offer(&near, list[i].name);
	for (unsigned i = 0; i < count && word.len >= 3; i++) /* then names that hold the word: `run server` */
		if (str_contains_nocase(list[i].name, word))
			near_rank(&near, list[i].name, near.limit + 1);
	library_near_labs(l, &near);
	return near_take(&near, out);
}

bool library_unknown(struct library *l, struct str name, struct span at, struct diag *d)
{
	struct str near[2];
	bool path = (str_find_char(name, '/', 0) < name.len || str_ends(name, S(".bote"))) &&
	            !fs_is_file(arena_str(&l->arena, name).p); /* it is there, and no sheet */
	unsigned n = library_nearest(l, name, near, 2);

	diag_fail(d, path ? DIAG_FILE : DIAG_NAME, at, path ? "no file '%.*s'" : "no sheet or formula '%.*s'", STR(name));
	if (lab_find(name))
		diag_hint(d, "'bote lab %.*s' runs the lab of that name; in a sheet it is lab.%.*s", STR(name), STR(name));
	else if (!diag_suggest(d, near, n) && !path)
		diag_hint(d, "'formulas' and 'examples' list them");
	return false;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command_report.c - `report`: a sheet written out, in one or several formats. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/fs.h"
#include "report/build.h"
#include "report/writer.h"
#include "session/command_all.h"
#include "session/parts.h"
#include "session/style.h"

/* The words behind `report`, taken apart. */
struct request {
	struct str name;    /* of the sheet; empty: that of the prompt */
	struct str params;  /* "dau=200M users posts=5" */
	struct str *files;  /* -o */
	size_t file_count;
	const struct report_format *format; /* -F, or NULL */
	enum report_paper paper;
	unsigned sections;  /* a bit for each, 0: all */
	struct str section_words; /* as typed */
};

/* ---- words ---- */

static bool unknown_format(struct outcome *o, struct str name)
{
	struct buf names = {0};

	for (unsigned i = 0; i < report_format_count; i++)
		buf_printf(&names, "%s%s", i ? ", " : "", report_formats[i].name);
	command_misused(o, "there is no format '%.*s'", STR(name));
	diag_hint(&o->diag, "the formats are %s", buf_c(&names));
	buf_release(&names);
	return false;
}

/* Is `word` the option of that letter or name, and if so, what is its argument? Moves *at past it. */
static bool take_option(size_t argc, const struct str *argv, size_t *at, char letter, struct str name, struct str *value, bool *lacking)
{
	struct str word = argv[*at];
	bool short_one = letter && word.len >= 2 && word.p[0] == '-' && word.p[1] == letter, glued = short_one && word.len > 2;

	if (!short_one && !str_eq(word, name))
		return false;
	*lacking = !glued && *at + 1 == argc;
	if (glued)
		*value = str_cut(word, 2, word.len);
	else if (!*lacking)
		*value = argv[++*at];
	return true;
}

static bool read_paper(struct str word, enum report_paper *paper, struct outcome *o)
{
	if (str_eq_nocase(word, S("a4")))
		*paper = PAPER_A4;
	else if (str_eq_nocase(word, S("letter")))
		*paper = PAPER_LETTER;
	else
		return command_misused(o, "paper is a4 or letter, not '%.*s'", STR(word));
	return true;
}

static bool no_such_section(struct str word, struct outcome *o)
{
	struct buf names = {0};

	for (unsigned i = 0; i < SECTION_COUNT; i++)
		buf_printf(&names, "%s%s", i ? ", " : "", report_sections[i]);
	command_misused(o, "there is no section '%.*s'", STR(word));
	diag_hint(&o->diag, "the sections are %s", buf_c(&names));
	buf_release(&names);
	return false;
}

/* "answer,charts" */
static bool read_sections(struct request *r, struct str words, struct outcome *o)
{
	r->section_words = words;
	for (;;) {
		size_t comma = str_find_char(words, ',', 0);
		struct str word = str_trim(str_cut(words, 0, comma));
		unsigned i = 0;

		while (i < SECTION_COUNT && !str_eq(word, str_from_c(report_sections[i])))
			i++;
		if (i == SECTION_COUNT)
			return no_such_section(word, o);
		r->sections |= 1u << i;
		if (comma == words.len)
			return true;
		words = str_cut(words, comma + 1, words.len);
	}
}

static bool read_words(struct request *r, size_t argc, const struct str *argv, struct outcome *o)
{
	struct str *words = arena_array(&o->arena, struct str, argc);
	size_t count = 0;

	r->files = arena_array(&o->arena, struct str, argc);
	for (size_t i = 0; i < argc; i++) {
		struct str value = {0};
		bool lacking = false;

		if (take_option(argc, argv, &i, 'F', S("--format"), &value, &lacking)) {
			r->format = lacking ? NULL : report_format_find(value);
			if (!r->format && !lacking)
				return unknown_format(o, value);
		} else if (take_option(argc, argv, &i, 'o', S("--output"), &value, &lacking)) {
			r->files[r->file_count++] = value;
		} else if (take_option(argc, argv, &i, 0, S("--paper"), &value, &lacking)) {
			if (!lacking && !read_paper(value, &r->paper, o))
				return false;
		} else if (take_option(argc, argv, &i, 0, S("--sections"), &value, &lacking)) {
			if (!lacking && !read_sections(r, value, o))
				return false;
		} else if (!r->name.len && !count && str_find_char(argv[i], '=', 0) == argv[i].len) {
			r->name = argv[i];
		} else {
			words[count++] = argv[i];
		}
		if (lacking)
			return command_misused(o, "option '%.*s' needs a word behind it", STR(argv[i]));
	}
	r->params = command_join(o, count, words);
	return true;
}

/* ---- where it came from ---- */

/* A word as the shell needs it. */
static void quote(struct buf *out, struct str word)
{
	static const char safe[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./=:,+%@-";
	bool plain = word.len > 0;

	for (size_t i = 0; i < word.len; i++)
		plain = plain && ((unsigned char)word.p[i] >= 0x80 || strchr(safe, word.p[i]));
	if (plain) {
		buf_add_str(out, word);
		return;
	}
	buf_char(out, '\'');
	for (size_t i = 0; i < word.len; i++)
		buf_printf(out, word.p[i] == '\'' ? "'\\''" : "%c", word.p[i]);
	buf_char(out, '\'');
}

/* The command line that makes the report again; what only says where it goes is left out. */
static struct str command_line(struct session *s, const struct request *r, const struct given *given, size_t count, struct outcome *o)
{
	struct buf text = {0};
	struct str copy;

	if (!r->name.len)
		return (struct str){0};
	buf_add_c(&text, "bote report ");
	quote(&text, r->name);
	for (size_t i = 0; i < count; i++) {
		buf_char(&text, ' ');
		quote(&text, arena_printf(&o->arena, "%.*s=%.*s", STR(given[i].name), STR(given[i].value)));
	}
	if (r->sections) {
		buf_add_c(&text, " --sections ");
		quote(&text, r->section_words);
	}
	if (session_settings(s)->precision)
		buf_printf(&text, " -p %u", session_settings(s)->precision);
	copy = arena_str(&o->arena, buf_str(&text));
	buf_release(&text);
	return copy;
}

/* Today, or the day of SOURCE_DATE_EPOCH, so that the same report has the same bytes. */
static struct str date(struct outcome *o)
{
	time_t now = (time_t)session_now();
	char text[32];
	struct tm tm;

	if (!gmtime_r(&now, &tm) || !strftime(text, sizeof(text), "%Y-%m-%d", &tm))
		return (struct str){0};
	return arena_str(&o->arena, str_from_c(text));
}

/* ---- writing ---- */

static struct report_style style_of(struct session *s, const struct request *r, bool to_stdout)
{
	const struct settings *settings = session_settings(s);
	struct report_style style = {.width = settings->width, .ascii = settings->ascii, .braille = settings->braille, .paper = r->paper};

	if (to_stdout) {
		style.width = style_width(settings, STDOUT_FILENO);
		style.color = style_color(settings, STDOUT_FILENO);
	}
	return style;
}

static bool write_out(struct session *s, const struct request *r, const struct doc *doc, const struct report_format *f, struct outcome *o)
{
	struct report_style style = style_of(s, r, true);

	if (f->binary && (isatty(STDOUT_FILENO) || session_settings(s)->json)) {
		command_misused(o, "%s is not for %s", f->name, session_settings(s)->json ? "JSON lines" : "a terminal");
		diag_hint(&o->diag, "name a file: -o report.%s", f->name);
		return false;
	}
	o->binary = f->binary;
	return f->write(doc, &style, &o->output, &o->diag) || session_fail(o);
}

static bool write_file(struct session *s, const struct request *r, const struct doc *doc, const struct report_format *f, struct str file, struct outcome *o)
{
	const char *path = command_path(o, file);
	struct report_style style = style_of(s, r, false);
	struct buf text = {0};
	bool fine = f->write(doc, &style, &text, &o->diag);
	int error = fine ? fs_write(path, buf_str(&text)) : 0;

	buf_release(&text);
	if (error) {
		diag_fail(&o->diag, DIAG_FILE, (struct span){0, 0}, "cannot write '%s': %s", path, strerror(error));
		fine = false;
	}
	if (fine && isatty(STDOUT_FILENO) && !session_settings(s)->quiet)
		buf_printf(&o->output, "wrote %s\n", path);
	return fine || session_fail(o);
}

/* What a file's suffix says, else -F. Found out for all files before the first is written. */
static bool find_format(const struct request *r, struct str file, struct outcome *o, const struct report_format **out)
{
	const struct report_format *suffix = report_format_of(file);

	if (suffix && r->format && suffix != r->format)
		return command_misused(o, "-F says %s, the name of '%.*s' says %s", r->format->name, STR(file), suffix->name);
	*out = suffix ? suffix : r->format;
	if (*out)
		return true;
	command_misused(o, "the name of '%.*s' does not say which format it is to have", STR(file));
	diag_hint(&o->diag, "say it with -F, or end the name with .%s", report_formats[0].name);
	return false;
}

/* All files are tried, even when one cannot be written. */
static bool write_all(struct session *s, const struct request *r, const struct doc *doc, struct outcome *o)
{
	const struct report_format **formats = arena_array(&o->arena, const struct report_format *, r->file_count);
	bool fine = true;

	if (!r->file_count)
		return write_out(s, r, doc, r->format ? r->format : &report_formats[0], o);
	for (size_t i = 0; i < r->file_count; i++) {
		if (str_eq(r->files[i], S("-")))
			formats[i] = r->format ? r->format : &report_formats[0];
		else if (!find_format(r, r->files[i], o, &formats[i]))
			return false;
	}
	for (size_t i = 0; i < r->file_count; i++)
		fine &= str_eq(r->files[i], S("-")) ? write_out(s, r, doc, formats[i], o) : write_file(s, r, doc, formats[i], r->files[i], o);
	return fine;
}

/* ---- the command ---- */

static struct sheet *open_sheet(struct session *s, const struct request *r, const struct given *given, size_t count, struct outcome *o)
{
	struct sheet *sheet = session_sheet(s);

	if (r->name.len)
		return session_open(s, r->name, given, count, o);
	if (count || !sheet_entry_count(sheet)) {
		command_misused(o, "report what? Give a formula or a file; 'formulas' lists them");
		return NULL;
	}
	return sheet_recalc(sheet, &o->diag) || session_fail(o) ? sheet : NULL;
}

static bool report(struct session *s, const struct request *r, struct sheet *sheet, const struct given *given, size_t count, struct outcome *o)
{
	struct report_options options = {.format = session_format(s), .facts = session_facts(s)};
	struct buf typed = {0};
	struct doc *doc;

	options.origin.version = S(PACKAGE_VERSION);
	options.origin.command = command_line(s, r, given, count, o);
	options.origin.date = date(o);
	options.sure = session_settings(s)->sure;
	options.title = r->name;
	options.sections = r->sections;
	if (r->name.len) {
		options.origin.file = sheet_entry_count(sheet) ? sheet_entry(sheet, 0)->is.source->name : r->name;
	} else {
		session_save_text(s, &typed);
		options.input = arena_str(&o->arena, buf_str(&typed));
		buf_release(&typed);
	}
	doc = report_build(sheet, &options, &o->arena, &o->diag);
	if (!doc)
		return session_fail(o);
	if (!write_all(s, r, doc, o))
		return false;
	if (doc->failed)
		o->status = STATUS_NO;
	return true;
}

COMMAND(report)
{
	struct request r = {0};
	struct given *given;
	struct sheet *sheet;
	size_t count;
	bool fine;

	if (!read_words(&r, argc, argv, o))
		return false;
	given = arena_array(&o->arena, struct given, r.params.len / 2 + 1);
	if (!command_params(r.params, given, &count, o))
		return false;
	sheet = open_sheet(s, &r, given, count, o);
	if (!sheet)
		return false;
	fine = report(s, &r, sheet, given, count, o);
	if (sheet != session_sheet(s))
		sheet_free(sheet);
	return fine;
}

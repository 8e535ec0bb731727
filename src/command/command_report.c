/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command_report.c - `report`: a sheet written out, in one or several formats. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/now.h"
#include "command/command_all.h"
#include "command/command_words.h"
#include "command/progress.h"
#include "report/build.h"
#include "session/console.h"
#include "session/machines.h"
#include "show/writer.h"

struct request {
	struct command_words words;
	const struct report_format *format; /* -F, or NULL */
	enum report_paper paper;
	enum report_reader reader; /* --for */
	unsigned sections;         /* a bit for each, 0: all */
	struct str section_words;  /* as typed */
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

static bool take_format(void *ctx, struct str value, struct outcome *o)
{
	struct request *r = ctx;

	r->format = report_format_find(value);
	return r->format || unknown_format(o, value);
}

static bool take_paper(void *ctx, struct str value, struct outcome *o)
{
	struct request *r = ctx;

	if (str_eq_nocase(value, S("a4")))
		r->paper = PAPER_A4;
	else if (str_eq_nocase(value, S("letter")))
		r->paper = PAPER_LETTER;
	else
		return command_misused(o, "paper is a4 or letter, not '%.*s'", STR(value));
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
static bool take_sections(void *ctx, struct str words, struct outcome *o)
{
	struct request *r = ctx;

	r->section_words = words;
	for (;;) {
		size_t comma = str_find_char(words, ',', 0);
		struct str word = str_trim(str_cut(words, 0, comma));
		unsigned i = 0;

		if (str_eq(word, S("answer"))) /* as it was called before it was a page */
			word = S("summary");
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

static bool take_reader(void *ctx, struct str word, struct outcome *o)
{
	struct request *r = ctx;

	for (unsigned i = READER_INTERVIEW; i < READER_COUNT; i++)
		if (str_eq(word, str_from_c(report_readers[i]))) {
			r->reader = (enum report_reader)i;
			return true;
		}
	command_misused(o, "a report is for an interview, a review or finance, not for '%.*s'", STR(word));
	diag_hint(&o->diag, "as in: report SHEET --for interview");
	return false;
}

static const struct command_option report_words[] = {
	{'F', "--format", take_format},
	{0, "--for", take_reader},
	{0, "--paper", take_paper},
	{0, "--sections", take_sections},
};

static bool is_report(struct str word)
{
	return report_format_of(word) != NULL;
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
static struct str command_line(struct session *s, const struct request *r, struct outcome *o)
{
	struct buf text = {0};

	if (!r->words.name.len)
		return (struct str){0};
	buf_add_c(&text, "bote report ");
	quote(&text, r->words.name);
	for (size_t i = 0; i < r->words.given_count; i++) {
		buf_char(&text, ' ');
		quote(&text, arena_printf(&o->arena, "%.*s=%.*s", STR(r->words.given[i].name), STR(r->words.given[i].value)));
	}
	if (r->reader)
		buf_printf(&text, " --for %s", report_readers[r->reader]);
	if (r->sections) {
		buf_add_c(&text, " --sections ");
		quote(&text, r->section_words);
	}
	if (session_settings(s)->precision)
		buf_printf(&text, " -p %u", session_settings(s)->precision);
	return buf_take(&text, &o->arena);
}

/* ---- writing ---- */

static struct report_style report_style_of(struct session *s, const struct request *r, bool to_stdout)
{
	const struct settings *settings = session_settings(s);
	struct report_style style = {.width = settings->width,
	                             .fit = settings->width ||
	                                    (to_stdout && session_console(s)->is_terminal(STDOUT_FILENO)),
	                             .ascii = settings->ascii,
	                             .braille = settings->braille,
	                             .spoken = settings->spoken,
	                             .paper = r->paper};

	if (to_stdout) {
		style.width = session_console(s)->width(settings, STDOUT_FILENO);
		style.color = session_console(s)->color(settings, STDOUT_FILENO);
	}
	return style;
}

static bool report_write_out(struct session *s, const struct request *r, const struct doc *doc,
                             const struct report_format *f, struct outcome *o)
{
	struct report_style style = report_style_of(s, r, true);

	if (f->binary && (session_console(s)->is_terminal(STDOUT_FILENO) || session_settings(s)->json)) {
		command_misused(o, "%s is not for %s", f->name, session_settings(s)->json ? "JSON lines" : "a terminal");
		diag_hint(&o->diag, "name a file: -o report.%s", f->name);
		return false;
	}
	o->form = f->binary ? OUTPUT_BINARY : OUTPUT_DOCUMENT;
	return f->write(doc, &style, &o->output, &o->diag) || session_fail(o);
}

static bool write_file(struct session *s, const struct request *r, const struct doc *doc, const struct report_format *f,
                       struct str file, struct outcome *o)
{
	struct report_style style = report_style_of(s, r, false);
	struct buf text = {0};
	bool fine = f->write(doc, &style, &text, &o->diag) ? command_write_file(s, file, buf_str(&text), o)
	                                                   : session_fail(o);

	buf_release(&text);
	return fine;
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
	if (str_ends(file, S(".fods")) || str_ends(file, S(".csv")))
		diag_hint(&o->diag, "export writes spreadsheets: bote export %.*s -o %.*s",
		          STR(r->words.name.len ? r->words.name : S("SHEET")), STR(file));
	else
		diag_hint(&o->diag, "say it with -F, or end the name with .%s", report_formats[0].name);
	return false;
}

/* Standard output: what people read on a terminal; what other programs take elsewhere. */
static const struct report_format *stdout_format(struct session *s, const struct request *r)
{
	if (r->format)
		return r->format;
	return session_console(s)->is_terminal(STDOUT_FILENO) ? report_format_of(S("a.txt")) : &report_formats[0];
}

/* All files are tried, even when one cannot be written. */
static bool report_write_all(struct session *s, const struct request *r, const struct doc *doc, struct outcome *o)
{
	const struct report_format **formats = arena_array(&o->arena, const struct report_format *, r->words.file_count);
	bool fine = true;

	if (!r->words.file_count)
		return report_write_out(s, r, doc, stdout_format(s, r), o);
	for (size_t i = 0; i < r->words.file_count; i++) {
		if (str_eq(r->words.files[i], S("-")))
			formats[i] = stdout_format(s, r);
		else if (!find_format(r, r->words.files[i], o, &formats[i]))
			return false;
	}
	for (size_t i = 0; i < r->words.file_count; i++)
		fine &= str_eq(r->words.files[i], S("-")) ? report_write_out(s, r, doc, formats[i], o)
		                                          : write_file(s, r, doc, formats[i], r->words.files[i], o);
	return fine;
}

/* ---- the command ---- */

static bool report_report(struct session *s, const struct request *r, struct sheet *sheet, struct outcome *o)
{
	struct report_options options = {
		.format = session_format(s), .facts = session_facts(s), .fleet = machines_fleet(session_machines(s))};
	struct progress progress;
	struct buf typed = {0};
	struct doc *doc;

	options.origin.version = S(PACKAGE_VERSION);
	options.origin.command = command_line(s, r, o);
	options.origin.date = now_day(&o->arena, now_seconds());
	options.sure = session_settings(s)->sure;
	options.title = r->words.name;
	options.sections = r->sections;
	options.reader = r->reader;
	if (r->words.name.len) {
		options.origin.file = sheet_entry_count(sheet) ? sheet_entry(sheet, 0)->is.source->name : r->words.name;
	} else {
		session_save_text(s, &typed);
		options.input = buf_take(&typed, &o->arena);
	}
	progress_begin(&progress, s, S("report"));
	options.part = progress_part;
	options.part_ctx = &progress;
	doc = report_build(sheet, &options, &o->arena, &o->diag);
	progress_end(&progress);
	if (!doc)
		return session_fail(o);
	if (!report_write_all(s, r, doc, o))
		return false;
	if (doc->failed)
		o->status = STATUS_NO;
	return true;
}

bool command_report(struct session *s, size_t argc, const struct str *argv, struct outcome *o)
{
	struct request r = {0};
	struct sheet *sheet;
	bool fine;

	if (!command_read_words(s, &r.words, argc, argv, report_words, sizeof(report_words) / sizeof(*report_words), &r,
	                        is_report, o))
		return false;
	sheet = command_open(s, &r.words, "report", o);
	if (!sheet)
		return false;
	fine = report_report(s, &r, sheet, o);
	if (sheet != session_sheet(s))
		sheet_free(sheet);
	return fine;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* setting.c - the table of settings. */
#include "session/setting.h"

#include <stdlib.h>
#include <string.h>

#include "base/near.h"

/* ---- kinds of values ---- */

static bool read_switch(struct str value, bool *out)
{
	if (str_eq(value, S("on")) || str_eq(value, S("yes")))
		*out = true;
	else if (str_eq(value, S("off")) || str_eq(value, S("no")))
		*out = false;
	else
		return false;
	return true;
}

/* "auto" (0) or a whole number from `low` to `high`. */
static bool read_count(struct str value, unsigned low, unsigned high, unsigned *out)
{
	uint64_t n = 0;

	if (!str_eq(value, S("auto")) && !str_whole(value, low, high, &n))
		return false;
	*out = (unsigned)n;
	return true;
}

static void write_count(struct buf *out, unsigned n)
{
	if (n)
		buf_printf(out, "%u", n);
	else
		buf_add_c(out, "auto");
}

/* ---- one pair of functions per setting ---- */

#define SWITCH(field) \
	static bool set_##field(struct settings *s, struct str value) \
	{ \
		return read_switch(value, &s->field); \
	} \
	static void get_##field(const struct settings *s, struct buf *out) \
	{ \
		buf_add_c(out, s->field ? "on" : "off"); \
	}

SWITCH(strict)
SWITCH(quiet)
SWITCH(steps)
SWITCH(ascii)
SWITCH(braille)
SWITCH(banner)
SWITCH(preview)
SWITCH(highlight)
SWITCH(suggest)
SWITCH(pager)
SWITCH(spoken)

static bool set_precision(struct settings *s, struct str value)
{
	return read_count(value, 1, 17, &s->precision);
}

static void get_precision(const struct settings *s, struct buf *out)
{
	write_count(out, s->precision);
}

static bool set_width(struct settings *s, struct str value)
{
	return read_count(value, 20, 1000, &s->width);
}

static void get_width(const struct settings *s, struct buf *out)
{
	write_count(out, s->width);
}

static bool set_kb(struct settings *s, struct str value)
{
	bool binary = str_eq(value, S("1024"));

	if (!binary && !str_eq(value, S("1000")))
		return false;
	s->binary_kb = binary;
	return true;
}

static void get_kb(const struct settings *s, struct buf *out)
{
	buf_add_c(out, s->binary_kb ? "1024" : "1000");
}

/* ---- uncertain numbers ---- */

/* A whole number, perhaps with k or M after it. */
static bool read_large(struct str value, uint64_t low, uint64_t high, uint64_t *out)
{
	uint64_t scale = str_ends(value, S("k")) ? 1000 : str_ends(value, S("M")) ? 1000000 : 1;

	if (!str_whole(str_cut(value, 0, value.len - (scale > 1)), 0, high / scale, out))
		return false;
	*out *= scale;
	return *out >= low;
}

static bool set_samples(struct settings *s, struct str value)
{
	uint64_t n;

	if (!read_large(value, 256, 1 << 26, &n))
		return false;
	s->samples = (unsigned)n;
	return true;
}

static void get_samples(const struct settings *s, struct buf *out)
{
	buf_printf(out, "%u", s->samples);
}

static bool set_seed(struct settings *s, struct str value)
{
	uint64_t n;

	if (!read_large(value, 0, 999999999999999, &n))
		return false;
	s->seed = n;
	return true;
}

static void get_seed(const struct settings *s, struct buf *out)
{
	buf_printf(out, "%llu", (unsigned long long)s->seed);
}

static bool set_threads(struct settings *s, struct str value)
{
	return read_count(value, 1, 64, &s->threads);
}

static void get_threads(const struct settings *s, struct buf *out)
{
	write_count(out, s->threads);
}

/* "95%" or "95": from 50 to 99.9 */
static bool set_sure(struct settings *s, struct str value)
{
	char text[16], *end;

	if (value.len && value.p[value.len - 1] == '%')
		value.len--;
	if (!value.len || value.len >= sizeof text || !char_is_digit(value.p[0]))
		return false;
	memcpy(text, value.p, value.len);
	text[value.len] = '\0';
	double x = strtod(text, &end);
	if (*end || !(x >= 50 && x <= 99.9))
		return false;
	s->sure = x / 100;
	return true;
}

static void get_sure(const struct settings *s, struct buf *out)
{
	buf_printf(out, "%g%%", s->sure * 100);
}

static const char *const color_names[] = {[COLOR_AUTO] = "auto", [COLOR_ALWAYS] = "always", [COLOR_NEVER] = "never"};

static bool set_color(struct settings *s, struct str value)
{
	for (unsigned i = 0; i < sizeof(color_names) / sizeof(color_names[0]); i++)
		if (str_eq(value, str_from_c(color_names[i]))) {
			s->color = i;
			return true;
		}
	return false;
}

static void get_color(const struct settings *s, struct buf *out)
{
	buf_add_c(out, color_names[s->color]);
}

#define FIELDS(word, field, choice, text) \
	.name = word, .values = choice, .help = text, .set = set_##field, .get = get_##field
#define ROW(word, field, choice, text) \
	{ \
		FIELDS(word, field, choice, text) \
	}
#define NUMBERS(word, field, choice, text) \
	{ \
		FIELDS(word, field, choice, text), .numbers = true \
	}

const struct setting settings_table[] = {
	ROW("ascii", ascii, "on off", "no characters beyond ASCII in answers"),
	ROW("banner", banner, "on off", "the line with the version when the prompt starts"),
	ROW("braille", braille, "on off", "lines of charts in braille, not blocks"),
	ROW("color", color, "auto always never", "colours on a terminal"),
	NUMBERS("kb", kb, "1000 1024", "what kB, MB, GB are powers of"),
	ROW("pager", pager, "on off", "long texts through a pager"),
	ROW("precision", precision, "auto 1..17", "significant digits"),
	ROW("highlight", highlight, "on off", "colours in the line while it is typed"),
	ROW("suggest", suggest, "on off", "how an earlier line went on, dim, while one is typed"),
	ROW("preview", preview, "on off", "the answer beside the line while it is typed"),
	ROW("quiet", quiet, "on off", "no notes, no second reading"),
	NUMBERS("samples", samples, "256..64M", "samples of an uncertain number"),
	NUMBERS("seed", seed, "0..999999999999999", "another one draws other samples"),
	ROW("steps", steps, "on off", "the steps above each answer"),
	ROW("spoken", spoken, "on off", "for screen readers: places and charts in words"),
	ROW("strict", strict, "on off", "nouns that disagree are errors"),
	NUMBERS("sure", sure, "50%..99.9%", "probability from which a check of uncertain numbers holds"),
	ROW("threads", threads, "auto 1..64", "threads that sample"),
	ROW("width", width, "auto 20..1000", "columns of the terminal"),
};
const unsigned setting_count = sizeof(settings_table) / sizeof(settings_table[0]);

static const struct {
	const char *setting, *value, *meaning;
} meanings[] = {
	{"color", "auto", "where a terminal shows them"},
	{"color", "always", "into files and pipes too"},
	{"color", "never", "no colours"},
	{"kb", "1000", "1 kB is 1,000 B, as disks and networks count"},
	{"kb", "1024", "1 kB is 1,024 B, as memory is counted"},
	{"precision", "auto", "as many as the numbers bear"},
	{"threads", "auto", "as many as there are processors"},
	{"width", "auto", "as wide as the terminal is"},
};

const char *setting_meaning(const struct setting *row, struct str value)
{
	for (size_t i = 0; i < sizeof(meanings) / sizeof(meanings[0]); i++)
		if (strcmp(meanings[i].setting, row->name) == 0 && str_eq(value, str_from_c(meanings[i].value)))
			return meanings[i].meaning;
	return str_eq(value, S("on")) ? row->help : str_eq(value, S("off")) ? "not so" : "";
}

const struct setting *setting_find(struct str name)
{
	for (unsigned i = 0; i < setting_count; i++)
		if (str_eq(str_from_c(settings_table[i].name), name))
			return &settings_table[i];
	return NULL;
}

void settings_default(struct settings *s)
{
	memset(s, 0, sizeof(*s));
	s->banner = true;
	s->preview = s->highlight = s->suggest = true;
	s->pager = true;
	s->samples = 65536;
	s->sure = 0.95;
}

static bool setting_unknown(struct str name, struct diag *d, struct span at)
{
	struct near near = {.word = name, .limit = 2, .most = 1};

	for (unsigned i = 0; i < setting_count; i++)
		near_offer(&near, str_from_c(settings_table[i].name));
	diag_fail(d, DIAG_NAME, at, "there is no setting '%.*s'", STR(name));
	if (!diag_suggest(d, near.names, near.count))
		diag_hint(d, "'set' alone lists all settings");
	return false;
}

void setting_choice(const struct setting *row, struct buf *out)
{
	const char *c = row->values;

	for (const char *end; *c; c = *end ? end + 1 : end) {
		end = c + strcspn(c, " ");
		if (c != row->values)
			buf_add_c(out, *end ? ", " : " or ");
		buf_add(out, c, (size_t)(end - c));
	}
}

static bool refuse(const struct setting *row, struct str value, struct diag *d, struct span at)
{
	struct buf choice = {0};

	setting_choice(row, &choice);
	diag_fail(d, DIAG_VALUE, at, "'%s' takes %s, not '%.*s'", row->name, buf_c(&choice), STR(value));
	buf_release(&choice);
	return false;
}

bool setting_change(struct session *s, struct str name, struct str value, struct diag *d, struct span at)
{
	const struct setting *row = setting_find(name);

	if (!row)
		return setting_unknown(name, d, at);
	if (!row->set(session_settings(s), value))
		return refuse(row, value, d, at);
	session_apply_settings(s);
	return true;
}

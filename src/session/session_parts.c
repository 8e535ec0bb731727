/* SPDX-License-Identifier: GPL-3.0-or-later */
/* session_parts.c - what a session holds, and its settings as they are applied. */
#include "session/machines.h"
#include "session/session_parts.h"

struct settings *session_settings(struct session *s)
{
	return &s->settings;
}
struct sheet *session_sheet(struct session *s)
{
	return s->sheet;
}
struct library *session_library(struct session *s)
{
	return s->library;
}
struct facts *session_facts(struct session *s)
{
	return s->facts;
}
struct engine *session_engine(struct session *s)
{
	return &s->engine;
}
const struct vocabulary *session_vocabulary(struct session *s)
{
	return &s->vocabulary;
}
struct grounds *session_grounds(struct session *s)
{
	return s->grounds;
}
struct machines *session_machines(struct session *s)
{
	return s->machines;
}

struct format session_format(struct session *s)
{
	return (struct format){.digits = s->settings.precision,
	                       .ascii = s->settings.ascii,
	                       .brief = s->settings.quiet,
	                       .units = s->engine.units,
	                       .texts = s->engine.texts};
}

void session_lend_history(struct session *s, const struct history_file *typed)
{
	s->typed = typed;
}

const struct history_file *session_typed(const struct session *s)
{
	return s->typed;
}

void session_lend_unsaved(struct session *s, struct unsaved *u)
{
	s->unsaved = u;
}

struct unsaved *session_unsaved(const struct session *s)
{
	return s->unsaved;
}

void session_refresh(struct session *s)
{
	size_t units = unit_changes(s->engine.units);

	sheet_refresh(s->sheet);
	s->declared_anew += unit_changes(s->engine.units) != units;
}

void session_apply_settings(struct session *s)
{
	bool same = s->engine.strict == s->settings.strict && s->engine.samples == s->settings.samples &&
	            s->engine.seed == s->settings.seed;

	s->engine.strict = s->settings.strict;
	s->engine.samples = s->settings.samples;
	s->engine.threads = s->settings.threads;
	s->engine.seed = s->settings.seed;
	machines_fleet(s->machines); /* how sure fleets have to be */
	if (unit_set_binary_kb(s->engine.units, s->settings.binary_kb) || !same)
		session_refresh(s); /* what is known of the cells was found out by the settings before */
}

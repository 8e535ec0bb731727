/* SPDX-License-Identifier: GPL-3.0-or-later */
/* form_regex.c - logs that a pattern of the user's takes apart. */
#include "logs/forms.h"

static bool fits_regex(struct log_format *f, struct str line)
{
	(void)line;
	return f->re != NULL;
}

static enum log_bad read_regex(struct log_format *f, struct str line, struct log_entry *e)
{
	struct str group;

	if (!re_groups_match(f->re, line))
		return LOG_NO_MATCH;
	for (int role = LOG_TIME; role < LOG_ROLES; role++)
		if (f->groups[role] >= 0 && re_group(f->re, line, f->groups[role], &group)) {
			enum log_bad bad = log_set(f, (enum log_role)role, group, LOG_UNIT_UNKNOWN, e);

			if (bad)
				return bad;
		}
	return LOG_FINE;
}

const struct log_form log_form_regex = {"a pattern", fits_regex, read_regex};

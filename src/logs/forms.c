/* SPDX-License-Identifier: GPL-3.0-or-later */
/* forms.c - which form a log has, and what its lines may say. */
#include "logs/forms.h"

#define DAY_US 86400000000
#define PETABYTE 1000000000000000

const struct log_form *log_form_find(struct log_format *f, struct str line)
{
	static const struct log_form *const forms[] = {&log_form_w3c, &log_form_json, &log_form_alb, &log_form_csv,
	                                               &log_form_common};

	if (f->re)
		return &log_form_regex;
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++)
		if (forms[i]->fits(f, line))
			return forms[i];
	return NULL;
}

enum log_bad log_read(struct log_format *f, struct str line, struct log_entry *e)
{
	enum log_bad bad;

	e->client = e->path = (struct str){0};
	e->method = LOG_GET;
	e->status = 0;
	e->bytes = e->duration = -1;
	e->raw_duration = false;
	bad = f->form->read(f, line, e);
	if (bad)
		return bad;
	if (e->bytes > PETABYTE)
		return LOG_BAD_SIZE;
	return e->duration > DAY_US && !e->raw_duration ? LOG_BAD_DURATION : LOG_FINE;
}

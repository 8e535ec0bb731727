/* SPDX-License-Identifier: GPL-3.0-or-later */
/* none.c - what is not a number, and why, as text. */
#include "value/format.h"

/* An answer as a whole is one only by `none`; in lists all may be. */
void format_none(struct buf *out, double x, const struct format *f)
{
	static const char *const words[] = {
		[POISON_DIVIDE] = "division by zero",    [POISON_OVERFLOW] = "too large", [POISON_UNDERFLOW] = "too small",
		[POISON_DOMAIN] = "not defined",         [POISON_LIMIT] = "gave up",      [POISON_INTERRUPT] = "interrupted",
		[POISON_REQUIRE] = "requirement broken",
	};
	uint32_t where = 0;
	enum poison why = poison_read(x, &where);
	struct str text = S("");

	if (why != POISON_NONE)
		text = str_from_c(words[why]);
	else if (f->texts)
		text = texts_get(f->texts, where);
	buf_add_c(out, "none");
	if (text.len)
		buf_printf(out, " (%.*s)", STR(text));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* html_write.c - elements of HTML with their text. */
#include "show/html_write.h"

#include "show/html_text.h"
#include "show/isolate.h"

void html_put_place(struct html *h, const char *before, struct str name)
{
	buf_add_c(h->out, before);
	xml_text(h->out, name);
	buf_char(h->out, '"');
}

void html_put_label(struct html *h, struct str text)
{
	bool from_right = isolate_needed(text);

	buf_add_c(h->out, from_right ? "<bdi>" : "");
	html_prose(h->out, text);
	buf_add_c(h->out, from_right ? "</bdi>" : "");
}

void html_put_element(struct html *h, const char *tag, const char *class, struct str text)
{
	buf_char(h->out, '<');
	buf_add_c(h->out, tag);
	if (class) {
		buf_add_c(h->out, " class=\"");
		buf_add_c(h->out, class);
		buf_char(h->out, '"');
	}
	buf_char(h->out, '>');
	html_put_label(h, text);
	buf_add_c(h->out, "</");
	buf_add_c(h->out, tag);
	buf_char(h->out, '>');
}

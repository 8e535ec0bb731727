/* SPDX-License-Identifier: GPL-3.0-or-later */
/* json_write.c - JSON, piece by piece. */
#include "base/json_write.h"

#include <string.h>

#include "base/utf8.h"

/* A member begins: a comma after the one before it, and perhaps a new line. */
static void json_write_member(struct json_put *j)
{
	if (j->comma)
		buf_char(j->out, ',');
	if (j->depth && j->depth <= j->spread) {
		buf_char(j->out, '\n');
		buf_fill(j->out, ' ', j->depth);
	}
	j->comma = true;
}

/* What comes after a key is not a member of its own. */
static void json_write_item(struct json_put *j)
{
	if (j->out->len && j->out->p[j->out->len - 1] == ':')
		j->comma = true;
	else
		json_write_member(j);
}

void json_open(struct json_put *j, char bracket)
{
	json_write_item(j);
	buf_char(j->out, bracket);
	j->depth++;
	j->comma = false;
}

void json_close(struct json_put *j, char bracket)
{
	j->depth--;
	if (j->comma && j->depth < j->spread) {
		buf_char(j->out, '\n');
		buf_fill(j->out, ' ', j->depth);
	}
	buf_char(j->out, bracket);
	j->comma = true;
}

/* The length of the character at the start, written by its number where a terminal might obey it; 0: it is no UTF-8. */
static size_t put_character(struct buf *out, struct str rest)
{
	static const char controls[] = "\b\f\n\r\t", letters[] = "bfnrt";
	uint32_t c;
	size_t n = utf8_decode(rest, &c);
	const char *control = c && n == 1 ? strchr(controls, (int)c) : NULL;

	if (n == 1 && (c == '"' || c == '\\'))
		buf_printf(out, "\\%c", (char)c);
	else if (control)
		buf_printf(out, "\\%c", letters[control - controls]);
	else if (n && utf8_is_order(c))
		buf_printf(out, "\\u%04X", c);
	else
		buf_add(out, rest.p, n);
	return n;
}

/* What is not UTF-8, of a server or cut off, becomes "?", and the text stays JSON. */
static void json_write_string(struct json_put *j, struct str text)
{
	buf_char(j->out, '"');
	for (size_t i = 0, n; i < text.len; i += n ? n : 1) {
		n = put_character(j->out, str_cut(text, i, text.len));
		if (!n)
			buf_char(j->out, '?');
	}
	buf_char(j->out, '"');
}

void json_key(struct json_put *j, const char *key)
{
	json_key_text(j, str_from_c(key));
}

void json_key_text(struct json_put *j, struct str key)
{
	json_write_member(j);
	json_write_string(j, key);
	buf_char(j->out, ':');
}

void json_text(struct json_put *j, struct str text)
{
	json_write_item(j);
	json_write_string(j, text);
}

void json_raw(struct json_put *j, const char *text)
{
	json_write_item(j);
	buf_add_c(j->out, text);
}

void json_truth(struct json_put *j, bool truth)
{
	json_raw(j, truth ? "true" : "false");
}

void json_field(struct json_put *j, const char *key, struct str text)
{
	json_key(j, key);
	json_text(j, text);
}

void json_optional(struct json_put *j, const char *key, struct str text)
{
	if (text.len)
		json_field(j, key, text);
}

void json_open_at(struct json_put *j, const char *key, char bracket)
{
	json_key(j, key);
	json_open(j, bracket);
}

void json_truth_at(struct json_put *j, const char *key, bool truth)
{
	json_key(j, key);
	json_truth(j, truth);
}

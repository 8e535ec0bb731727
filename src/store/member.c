/* SPDX-License-Identifier: GPL-3.0-or-later */
/* member.c - members of JSON objects. */
#include "store/member.h"

const char *member_text(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));

	return text ? text : "";
}

struct str member_str(struct arena *a, const json_t *object, const char *key)
{
	const json_t *v = json_object_get(object, key);

	return json_is_string(v) ? arena_str(a, (struct str){json_string_value(v), json_string_length(v)})
	                         : (struct str){0};
}

double member_number(const json_t *object, const char *key)
{
	return json_number_value(json_object_get(object, key));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * jansson.c - the functions of jansson that bote calls, under their own names: each loads the library when it is called
 * first. Without it the program ends, as it does without memory.
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/shared_library.h"

enum { NOT_THERE = 4 };

static void *jansson_find(const char *symbol)
{
	static struct library jansson = {.name = "jansson", .soname = "libjansson.so.4"};
	char message[128];
	bool first = !jansson.handle;
	void *found = library_find(&jansson, symbol, message);

	if (!found) {
		fprintf(stderr, "bote: %s\n", message);
		exit(NOT_THERE);
	}
	if (first)
		((__typeof__(json_set_alloc_funcs) *)jansson_find("json_set_alloc_funcs"))(xmalloc, free);
	return found;
}

/* What is returned, the name, the parameters, and what is passed on. */
#define JANSSON_CALLS(X) \
	X(json_t *, json_array, (void), ()) \
	X(int, json_array_append_new, (json_t * array, json_t * value), (array, value)) \
	X(json_t *, json_array_get, (const json_t *array, size_t i), (array, i)) \
	X(size_t, json_array_size, (const json_t *array), (array)) \
	X(void, json_delete, (json_t * value), (value)) \
	X(json_int_t, json_integer_value, (const json_t *value), (value)) \
	X(json_t *, json_load_callback, (json_load_callback_t read, void *data, size_t flags, json_error_t *error), \
	  (read, data, flags, error)) \
	X(json_t *, json_loadb, (const char *text, size_t length, size_t flags, json_error_t *error), \
	  (text, length, flags, error)) \
	X(json_t *, json_loadf, (FILE * file, size_t flags, json_error_t * error), (file, flags, error)) \
	X(double, json_number_value, (const json_t *value), (value)) \
	X(json_t *, json_object_get, (const json_t *object, const char *key), (object, key)) \
	X(void *, json_object_iter, (json_t * object), (object)) \
	X(const char *, json_object_iter_key, (void *at), (at)) \
	X(void *, json_object_iter_next, (json_t * object, void *at), (object, at)) \
	X(json_t *, json_object_iter_value, (void *at), (at)) \
	X(void *, json_object_key_to_iter, (const char *key), (key)) \
	X(size_t, json_object_size, (const json_t *object), (object)) \
	X(size_t, json_string_length, (const json_t *value), (value)) \
	X(const char *, json_string_value, (const json_t *value), (value))

#define JANSSON_CALL(type, name, parameters, values) \
	type name parameters \
	{ \
		static __typeof__(name) *call; \
\
		if (!call) \
			call = jansson_find(#name); \
		return call values; \
	}
JANSSON_CALLS(JANSSON_CALL)

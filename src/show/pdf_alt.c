/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pdf_alt.c - what cairo has no words for in a PDF: what figures show, for those who cannot see them, and the language.
 * Both are put into the objects that cairo wrote; places in the table at the end move on by as much.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "show/pdf_page.h"

#define FIGURE " 0 obj\n<< /Type /StructElem\n   /S /Figure\n"
#define CATALOG " 0 obj\n<< /Type /Catalog\n"
#define LANGUAGE "   /Lang (en)\n"

enum { ENTRY = 20 }; /* bytes of a line of the table */

/* Something that goes in front of a byte of the file. */
struct insertion {
	size_t at;
	const char *text;
};

/* A file as cairo writes it, of version 1.4: objects, then one table of where they begin. */
struct written {
	const char *bytes;
	size_t size, table, entries; /* where the table begins, and where its lines do */
	unsigned count;
	GArray *insertions;
};

/* "   /Alt <feff...>\n": UTF-16, in hexadecimal digits. */
static char *alt_of(const char *text)
{
	glong count = 0;
	gunichar2 *units = g_utf8_to_utf16(text, -1, NULL, &count, NULL);
	GString *out = g_string_new("   /Alt <feff");

	for (glong i = 0; i < count; i++)
		g_string_append_printf(out, "%04x", (unsigned)units[i]);
	g_string_append(out, ">\n");
	g_free(units);
	return g_string_free(out, FALSE);
}

/* The bytes end with a zero. False when they are not as they are wanted. */
static bool find_table(struct written *w)
{
	const char *start = g_strrstr_len(w->bytes + (w->size > 64 ? w->size - 64 : 0), -1, "startxref\n");
	int head = 0;

	w->table = start ? strtoul(start + strlen("startxref\n"), NULL, 10) : w->size;
	if (w->table >= w->size || sscanf(w->bytes + w->table, "xref\n0 %u\n%n", &w->count, &head) != 1 || !head)
		return false;
	w->entries = w->table + (size_t)head;
	return w->entries + (size_t)w->count * ENTRY < w->size;
}

static size_t entry(const struct written *w, unsigned object)
{
	return strtoul(w->bytes + w->entries + (size_t)object * ENTRY, NULL, 10);
}

/* Behind that beginning of an object, if it is how that one begins. */
static bool insert_behind(struct written *w, size_t at, const char *begins, const char *text)
{
	const char *object = w->bytes + at + strspn(w->bytes + at, "0123456789");
	struct insertion x = {(size_t)(object - w->bytes) + strlen(begins), text};

	if (x.at >= w->table || strncmp(object, begins, strlen(begins)) != 0)
		return false;
	g_array_append_val(w->insertions, x);
	return true;
}

/* Objects stand in the order of their numbers' use; figures in that of the document. */
static void find_places(struct written *w, const GPtrArray *alts)
{
	unsigned figure = 0;

	for (unsigned i = 1; i < w->count; i++) {
		size_t at = entry(w, i);

		if (at >= w->table)
			continue;
		if (figure < alts->len && insert_behind(w, at, FIGURE, g_ptr_array_index(alts, figure)))
			figure++;
		else
			insert_behind(w, at, CATALOG, LANGUAGE);
	}
}

static int by_place(const void *a, const void *b)
{
	const struct insertion *x = a, *y = b;

	return (x->at > y->at) - (x->at < y->at);
}

/* Where a byte of the file has come to stand. */
static size_t moved(const struct written *w, size_t at)
{
	size_t more = 0;

	for (unsigned i = 0; i < w->insertions->len; i++) {
		const struct insertion *x = &g_array_index(w->insertions, struct insertion, i);

		more += x->at <= at ? strlen(x->text) : 0;
	}
	return at + more;
}

static void write_out(const struct written *w, GString *out)
{
	size_t from = 0, rest = w->entries + (size_t)w->count * ENTRY;
	const char *start = strstr(w->bytes + rest, "startxref\n");

	for (unsigned i = 0; i < w->insertions->len; i++) {
		const struct insertion *x = &g_array_index(w->insertions, struct insertion, i);

		g_string_append_len(out, w->bytes + from, (gssize)(x->at - from));
		g_string_append(out, x->text);
		from = x->at;
	}
	g_string_append_len(out, w->bytes + from, (gssize)(w->entries - from));
	for (unsigned i = 0; i < w->count; i++) {
		const char *line = w->bytes + w->entries + (size_t)i * ENTRY;
		bool used = line[ENTRY - 3] == 'n';

		g_string_append_printf(out, "%010zu%.*s", used ? moved(w, entry(w, i)) : entry(w, i), ENTRY - 10, line + 10);
	}
	g_string_append_len(out, w->bytes + rest, (gssize)((size_t)(start - w->bytes) - rest));
	g_string_append_printf(out, "startxref\n%zu\n%%%%EOF\n", moved(w, w->table));
}

GString *pdf_with_alts(const GByteArray *pdf, const GPtrArray *alts)
{
	struct written w = {.bytes = (const char *)pdf->data, .size = pdf->len - 1};
	GPtrArray *texts = g_ptr_array_new_with_free_func(g_free);
	GString *out = g_string_new(NULL);

	w.insertions = g_array_new(FALSE, FALSE, sizeof(struct insertion));
	for (unsigned i = 0; i < alts->len; i++)
		g_ptr_array_add(texts, alt_of(g_ptr_array_index(alts, i)));
	if (find_table(&w)) {
		find_places(&w, texts);
		qsort(w.insertions->data, w.insertions->len, sizeof(struct insertion), by_place);
		write_out(&w, out);
	} else {
		g_string_append_len(out, w.bytes, (gssize)w.size);
	}
	g_array_free(w.insertions, TRUE);
	g_ptr_array_free(texts, TRUE);
	return out;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pdf_kept.c - texts that were set before: most are measured, counted and drawn, each with the same look. */
#include <string.h>

#include "show/pdf_page.h"

enum { KEPT_MOST = 5000 }; /* some kilobytes each */

struct kept_key {
	struct pdf_look look;
	char *text;
};

static guint kept_hash(gconstpointer p)
{
	const struct kept_key *k = p;

	return g_str_hash(k->text) * 31 + g_double_hash(&k->look.width) + (guint)k->look.style;
}

static gboolean kept_equal(gconstpointer a, gconstpointer b)
{
	const struct kept_key *x = a, *y = b;

	return x->look.style == y->look.style && x->look.right == y->look.right && x->look.small == y->look.small &&
	       x->look.from == y->look.from && x->look.guess == y->look.guess && x->look.lines == y->look.lines &&
	       x->look.width == y->look.width && x->look.zoom == y->look.zoom && !strcmp(x->text, y->text);
}

static void kept_free_key(gpointer p)
{
	struct kept_key *k = p;

	g_free(k->text);
	g_free(k);
}

static GHashTable *kept_table(void)
{
	static GHashTable *table;

	if (!table)
		table = g_hash_table_new_full(kept_hash, kept_equal, kept_free_key, g_object_unref);
	return table;
}

PangoLayout *pdf_kept_find(const struct pdf_look *look, const char *text)
{
	struct kept_key key = {*look, (char *)(uintptr_t)text};
	PangoLayout *l = g_hash_table_lookup(kept_table(), &key);

	return l ? g_object_ref(l) : NULL;
}

void pdf_kept_add(const struct pdf_look *look, const char *text, PangoLayout *l)
{
	struct kept_key *key = g_new(struct kept_key, 1);

	*key = (struct kept_key){*look, g_strdup(text)};
	if (g_hash_table_size(kept_table()) >= KEPT_MOST)
		g_hash_table_remove_all(kept_table());
	g_hash_table_insert(kept_table(), key, g_object_ref(l));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* catalog.c - machines by the words they are known by. */
#include "fleet/catalog.h"

const char *const fleet_resource_names[FLEET_RESOURCES] = {
	[FLEET_CPU] = "cpu",   [FLEET_MEMORY] = "memory", [FLEET_NETWORK] = "network",
	[FLEET_DISK] = "disk", [FLEET_IOPS] = "iops",     [FLEET_THROUGHPUT] = "throughput",
};

const char *const fleet_limit_names[FLEET_RESOURCES] = {
	[FLEET_CPU] = "max_cpu",   [FLEET_MEMORY] = "max_memory", [FLEET_NETWORK] = "max_io",
	[FLEET_DISK] = "max_disk", [FLEET_IOPS] = "max_io",       [FLEET_THROUGHPUT] = "max_io",
};

const char *const fleet_pay_names[FLEET_PAYS] = {
	[FLEET_ON_DEMAND] = "on demand",
	[FLEET_1Y] = "1y",
	[FLEET_3Y] = "3y",
	[FLEET_SPOT] = "spot",
};

bool fleet_next_word(struct str *rest, struct str *word)
{
	*rest = str_trim(*rest);
	if (!rest->len)
		return false;
	size_t end = str_find_char(*rest, ' ', 0);
	*word = str_cut(*rest, 0, end);
	*rest = str_cut(*rest, end, rest->len);
	return true;
}

static bool words_hold(struct str words, struct str word)
{
	for (struct str w; fleet_next_word(&words, &w);)
		if (str_eq(w, word))
			return true;
	return false;
}

bool fleet_tagged(const struct fleet_machine *m, struct str word)
{
	return words_hold(m->tags, word) || str_eq(m->family, word) || str_eq(m->kind, word);
}

/* Machines of a special kind (a managed cache, a broker) are taken only where their kind is asked for. */
static bool kind_fits(const struct fleet_machine *m, struct str only)
{
	return str_eq(m->kind, S("machine")) || words_hold(only, m->kind);
}

bool fleet_fits(const struct fleet_machine *m, struct str only)
{
	struct str rest = only;

	for (struct str word; fleet_next_word(&rest, &word);) {
		bool not = word.p[0] == '!';
		if (fleet_tagged(m, str_cut(word, not, word.len)) == not )
			return false;
	}
	return kind_fits(m, only);
}

struct str fleet_provider(const struct fleet_machine *m)
{
	struct str rest = m->tags, first = {0};

	fleet_next_word(&rest, &first);
	return first;
}

bool fleet_volume_fits(const struct fleet_volume *v, struct str store, const struct fleet_machine *m)
{
	struct str provider = fleet_provider(m);

	if (store.len && !str_eq(store, S("any")) && !str_eq(store, v->name))
		return false;
	return provider.len && words_hold(v->tags, provider);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command_ref.c - `ref`: published figures, in groups, with what they are and where they are from. */
#include "command/command_all.h"
#include "sheet/facts.h"

static bool fact_fits(const struct filter *f, const struct fact *fact)
{
	return filter_fits(f, fact->name) || filter_fits(f, fact->text) || filter_fits(f, fact->origin) ||
	       filter_fits(f, fact->group);
}

static void ref_add_fact(struct grid *l, const struct fact *fact, struct format f)
{
	struct buf value = {0};

	f.brief = !fact->value.type.uncertain; /* a range is more than its middle */
	format_value(&value, &fact->value, &f);
	grid_texts(l, fact->name, buf_take(&value, l->a),
	           fact->origin.len ? arena_printf(l->a, "%.*s  (%.*s)", STR(fact->text), STR(fact->origin)) : fact->text);
}

unsigned list_facts(struct session *s, bool published, const struct filter *f, struct outcome *o)
{
	struct format format = session_format(s);
	struct grid l;
	unsigned count;
	const struct str *names = facts_names(session_facts(s), &count);

	grid_list(&l, &o->arena, 3);
	for (unsigned i = 0; i < count; i++) {
		const struct fact *fact = str_starts(names[i], S("ref.")) == published
		                              ? facts_find(session_facts(s), names[i], NULL)
		                              : NULL;

		if (!fact || !fact_fits(f, fact))
			continue;
		l.group = fact->group;
		ref_add_fact(&l, fact, format);
	}
	outcome_grid(o, &l);
	return l.row_count;
}

bool command_ref(struct session *s, size_t argc, const struct str *argv, struct outcome *o)
{
	struct str word = command_join(o, argc, argv);
	struct filter f;
	bool found;

	if (argc > 1 && str_starts(argv[1], S("=")))
		return command_misused(
			o, "published figures are in the files that come with the program; write a cell: %.*s = ... from \"...\"",
			STR(argv[0]));
	if (!filter_init(&f, word, o))
		return false;
	found = list_facts(s, true, &f, o) > 0;
	filter_release(&f);
	return found || command_found_none(o, "published figure", word);
}

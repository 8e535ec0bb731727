/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command_ref.c - `ref`: published figures, in groups, with what they are and where they are from. */
#include "command/command_all.h"
#include "sheet/facts.h"

enum { NAME_WIDTH = 40, VALUE_WIDTH = 24 };

static bool fact_fits(const struct filter *f, const struct fact *fact)
{
	return filter_fits(f, fact->name) || filter_fits(f, fact->text) || filter_fits(f, fact->origin) || filter_fits(f, fact->group);
}

static void write_fact(struct buf *out, const struct fact *fact, struct format f)
{
	struct buf value = { 0 };

	f.brief = !fact->value.type.uncertain; /* a range is more than its middle */
	format_value(&value, &fact->value, &f);
	buf_add_c(out, "  ");
	list_column(out, fact->name, NAME_WIDTH);
	list_column(out, buf_str(&value), VALUE_WIDTH);
	buf_add_str(out, fact->text);
	if (fact->origin.len)
		buf_printf(out, "  (%.*s)", STR(fact->origin));
	buf_char(out, '\n');
	buf_release(&value);
}

unsigned list_facts(struct session *s, bool published, const struct filter *f, struct buf *out)
{
	struct format format = session_format(s);
	struct str group = { 0 };
	unsigned count, found = 0;
	const struct str *names = facts_names(session_facts(s), &count);

	for (unsigned i = 0; i < count; i++) {
		const struct fact *fact = str_starts(names[i], S("ref.")) == published ? facts_find(session_facts(s), names[i], NULL) : NULL;

		if (!fact || !fact_fits(f, fact))
			continue;
		if (!str_eq(group, fact->group))
			buf_printf(out, "%s%.*s\n", found ? "\n" : "", STR(fact->group));
		group = fact->group;
		write_fact(out, fact, format);
		found++;
	}
	return found;
}

bool command_ref(struct session *s, size_t argc, const struct str *argv, struct outcome *o)
{
	struct str word = command_join(o, argc, argv);
	struct filter f;

	if (argc > 1 && str_starts(argv[1], S("=")))
		return command_misused(o, "published figures stand in the files that come with the program; write a cell: %.*s = ... from \"...\"",
		                       STR(argv[0]));
	if (!filter_init(&f, word, o))
		return false;
	if (!list_facts(s, true, &f, &o->output))
		buf_printf(&o->output, "no published figure fits '%.*s'\n", STR(word));
	filter_release(&f);
	return true;
}

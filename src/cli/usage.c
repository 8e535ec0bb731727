/* SPDX-License-Identifier: GPL-3.0-or-later */
/* usage.c - what --help prints: from the tables of commands and options. */
#include <string.h>

#include "cli/args.h"
#include "cli/options.h"
#include "command/command.h"

#define COLUMN 25

static const char head[] = "Usage: bote [OPTION]... [EXPRESSION...]\n"
						   "  or:  bote [OPTION]... COMMAND [ARGUMENT]...\n"
						   "Back-of-the-envelope estimation. Without operands: the prompt on a terminal,\n"
						   "else statements from standard input.\n"
						   "\n"
						   "Examples:\n"
						   "  bote 5 GiB / 100 Mbit/s to min\n"
						   "  bote '100M users * 10 tweets/user/day to tweets/s'\n"
						   "  bote -e 'qps = 20k/s' -e 'qps * 4 KB to MB/s'\n"
						   "  bote run resource_estimate rps=20k/s\n"
						   "  bote check '80 ms + 3 * 20 ms < 200 ms' && echo fits\n";

static const char foot[] = "\n"
						   "Quote what the shell would change: * > < ( ) $ # & ; !\n"
						   "The status is 0 when done, 1 when a check fails, 2 when the input is wrong,\n"
						   "3 for wrong use, 4 for a file or stream that cannot be read or written.\n"
						   "\n"
						   "'bote help' explains the language; the manuals are bote(1) and bote(5).\n";

/* `left` in its column, then `right`. */
static void usage_line(struct buf *out, struct str left, const char *right)
{
	buf_add_c(out, "  ");
	buf_add_str(out, left);
	if (left.len + 3 > COLUMN) {
		buf_char(out, '\n');
		buf_fill(out, ' ', COLUMN);
	} else
		buf_fill(out, ' ', COLUMN - 2 - left.len);
	buf_printf(out, "%s\n", right);
}

static void usage_commands(struct buf *out)
{
	struct buf left = {0};

	buf_add_c(out, "\nCommands:\n");
	for (unsigned i = 0; i < command_count; i++) {
		const struct command *c = &commands[i];

		if (!(c->where & COMMAND_SHELL))
			continue;
		buf_reset(&left);
		buf_printf(&left, "%s%s%s", c->name, *c->args ? " " : "", c->args);
		usage_line(out, buf_str(&left), c->help);
	}
	buf_release(&left);
}

static void usage_option(struct buf *out, struct buf *left, const struct option_row *row)
{
	buf_reset(left);
	if (row->letter)
		buf_printf(left, "-%c, ", row->letter);
	else
		buf_add_c(left, "    ");
	buf_printf(left, "--%s%s%s", row->name, row->value ? " " : "", row->value ? row->value : "");
	usage_line(out, buf_str(left), row->help);
}

void args_usage(struct buf *out)
{
	struct buf left = {0};
	const char *group = NULL;

	buf_add_c(out, head);
	usage_commands(out);
	for (unsigned i = 0; i < option_count; i++) {
		const struct option_row *row = &option_table[i];

		if (!row->group)
			continue;
		if (!group || strcmp(group, row->group) != 0)
			buf_printf(out, "\n%s:\n", group = row->group);
		usage_option(out, &left, row);
	}
	buf_add_c(out, foot);
	buf_release(&left);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* options.h - the table of options. */
#ifndef BOTE_OPTIONS_H
#define BOTE_OPTIONS_H

enum option_id {
	OPTION_EXPR,
	OPTION_FILE,
	OPTION_DEFINE,
	OPTION_INTERACTIVE,
	OPTION_RESUME,
	OPTION_TO,
	OPTION_RAW,
	OPTION_JSON,
	OPTION_CSV,
	OPTION_ABOUT,
	OPTION_ABOUT_TEN,
	OPTION_KEEP_GOING,
	OPTION_NO_INIT,
	OPTION_HELP,
	OPTION_VERSION,
	OPTION_TRANSCRIPT,
	OPTION_SETTING, /* `set setting value` does all that is to be done */
	OPTION_COMMAND  /* belongs to a command named in `setting`, which gets it as a word */
};

/* One option. Parsing, --help and the list in the manual are made from these rows. */
struct option_row {
	enum option_id id;
	char letter;       /* 0 for none */
	const char *name;  /* "expr"; "about=10" is a flag of its own: no option has an optional argument */
	const char *value; /* what its argument is called, or NULL for a flag */
	const char *group; /* heading in --help; NULL for a hidden option */
	const char *help;
	const char *setting; /* OPTION_SETTING: its name; OPTION_COMMAND: the commands', with blanks between */
	const char *to;      /* OPTION_SETTING: the value that a flag gives */
};

extern const struct option_row option_table[];
extern const unsigned option_count;

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command_shell.c - `bote shell bash`: what completes bote's lines, for who has not installed it. */
#include "base/embed.h"
#include "command/command_all.h"

/* What a shell reads, and what comes after it where it is read by eval and not found by its name. */
static const struct shell {
	const char *name, *file, *behind;
} shells[] = {
	{"bash", "share/completions/bash/bote", "# In ~/.bashrc: eval \"$(bote shell bash)\"\n"},
	{"zsh", "share/completions/zsh/_bote",
     "# In ~/.zshrc: eval \"$(bote shell zsh)\"\n"
     "(( $+functions[compdef] )) || { autoload -Uz compinit && compinit }\n"
     "compdef _bote bote\n"
     "alias bote='noglob bote' # * ? [ and a leading = are bote's\n"},
	{"fish", "share/completions/fish/bote.fish", "# In config.fish: bote shell fish | source\n"},
};
enum { SHELLS = sizeof(shells) / sizeof(shells[0]) };

/* zsh runs the file as a function; a call at its end has no place elsewhere. */
static struct str without_call(struct str text)
{
	struct str call = S("\n_bote \"$@\"\n");

	return str_ends(text, call) ? str_cut(text, 0, text.len - call.len + 1) : text;
}

bool command_shell(struct session *s, size_t argc, const struct str *argv, struct outcome *o)
{
	(void)s;
	for (size_t i = 0; argc == 1 && i < SHELLS; i++) {
		const struct embedded *file = str_eq(argv[0], str_from_c(shells[i].name))
		                                  ? embedded_find(str_from_c(shells[i].file))
		                                  : NULL;

		if (file) {
			buf_add_str(&o->output, without_call(file->text));
			buf_add_c(&o->output, shells[i].behind);
			return true;
		}
	}
	return command_misused(o, "shell takes one of bash, zsh and fish");
}

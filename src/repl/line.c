/* SPDX-License-Identifier: GPL-3.0-or-later */
/* line.c - lines by the line editor, which is loaded when it is needed, or as the terminal gives them. */
#include "repl/line.h"

#include <dlfcn.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "base/libexec.h"
#include "repl/line_editor.h"
#include "repl/line_tty.h"

static const struct line_editor *editor;
static const struct line_helper *help;

/* NULL where none was built, or it is not there. */
static const struct line_editor *line_load(void)
{
	struct arena a;
	const char *path;
	void *module;

	if (strcmp(LINE_EDITOR, "none") == 0)
		return NULL;
	setlocale(LC_CTYPE, ""); /* line editors ask the C library what characters are */
	arena_init(&a);
	path = libexec_path(&a, "bote-line.so");
	module = path ? dlopen(path, RTLD_LAZY | RTLD_LOCAL) : NULL;
	if (!module)
		fprintf(stderr, "bote: lines cannot be edited: %s\n", path ? dlerror() : "bote-line.so is not installed");
	arena_release(&a);
	return module ? dlsym(module, LINE_EDITOR_SYMBOL) : NULL;
}

void line_open(bool edit)
{
	editor = edit ? line_load() : NULL;
	if (editor && !editor->open())
		editor = NULL;
}

void line_recall(void)
{
	static bool recalled;

	if (!recalled && help && help->recall)
		help->recall(help->ctx);
	recalled = true;
}

enum line_result line_read(struct str prompt, struct str begin, struct str *out)
{
	if (editor)
		return editor->read(prompt, begin, out);
	line_recall();
	return tty_read_plain(prompt, begin, out);
}

void line_history(struct str line)
{
	if (editor)
		editor->history(line);
}

void line_set_helper(const struct line_helper *helper)
{
	help = helper;
	if (editor)
		editor->set_helper(helper);
}

void line_close(void)
{
	if (editor)
		editor->close();
}

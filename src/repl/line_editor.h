/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * line_editor.h - what a line editor does for line.h. It is a module, bote-line.so, that `bote` loads when it comes
 * to a prompt, so that its libraries cost nothing else. What the module calls of bote's own is listed in
 * line_editor.list.
 */
#ifndef BOTE_LINE_EDITOR_H
#define BOTE_LINE_EDITOR_H

#include "repl/line.h"

struct line_editor {
	bool (*open)(void); /* whether lines can be edited here */
	enum line_result (*read)(struct str prompt, struct str begin, struct str *out);
	void (*history)(struct str line);
	void (*set_helper)(const struct line_helper *helper);
	void (*close)(void);
};

/* In `bote`: to be called before the first key is read, behind the prompt if that can be. See `recall` in line.h. */
void line_recall(void);

#define LINE_EDITOR_SYMBOL "line_editor"

/* In the module alone. */
extern const struct line_editor line_editor;

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * prompt.h - two programs are made of the same sources: `bote`, which starts fast, and bote-prompt, which can edit
 * lines.
 */
#ifndef BOTE_PROMPT_H
#define BOTE_PROMPT_H

/*
 * Before anything is done in a call that will end at the prompt: `bote` becomes bote-prompt, with the same
 * arguments, and does not return. It does return in bote-prompt itself, and where there is none: then lines are read
 * plainly.
 */
void prompt_become(char **argv);

#endif

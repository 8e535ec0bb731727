# SPDX-License-Identifier: GPL-3.0-or-later
bote_common += %D%/args.c %D%/args.h %D%/args_complete.c
bote_common += %D%/main.c
bote_common += %D%/operands.c
bote_common += %D%/output.c %D%/output.h
bote_common += %D%/program.h %D%/program_show.c %D%/prompt.h
bote_common += %D%/stream.c

# `bote` is linked to no line editor, so that it starts fast; it becomes bote-prompt where one is needed.
bote_SOURCES += $(bote_common)
if LINE_PLAIN
bote_SOURCES += %D%/prompt_here.c
else
bote_SOURCES += %D%/prompt_elsewhere.c
bote_prompt_SOURCES += $(bote_common) %D%/prompt_here.c
endif

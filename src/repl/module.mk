# SPDX-License-Identifier: GPL-3.0-or-later
# What needs no terminal is in the library, so that the unit tests can call it.
libbote_a_SOURCES += %D%/complete.c %D%/complete.h %D%/complete_from.c %D%/complete_from_sheet.c %D%/complete_from.h
libbote_a_SOURCES += %D%/complete_ask.c %D%/complete_expr.c %D%/complete_options.c %D%/complete_request.h
libbote_a_SOURCES += %D%/complete_files.c %D%/complete_list.c %D%/complete_params.c %D%/complete_units.c
libbote_a_SOURCES += %D%/complete_word.c %D%/complete_word.h
libbote_a_SOURCES += %D%/highlight.c %D%/highlight.h
libbote_a_SOURCES += %D%/lesson.h %D%/lesson_quiz.c %D%/lesson_tutorial.c
libbote_a_SOURCES += %D%/mend.c %D%/mend.h
libbote_a_SOURCES += %D%/preview.c %D%/preview.h

bote_SOURCES += %D%/line.c %D%/line.h %D%/line_editor.h %D%/line_tty.c %D%/line_tty.h
bote_SOURCES += %D%/pager.c %D%/pager.h %D%/repl.c %D%/repl.h %D%/repl_parts.h
bote_SOURCES += %D%/repl_keep.c %D%/repl_lesson.c %D%/repl_show.c %D%/repl_typing.c
bote_SOURCES += %D%/terminal.c %D%/terminal.h

# A line editor, if there is one, is a module that `bote` loads.
EXTRA_DIST += %D%/line_editor.list
if LINE_READLINE
pkglibexec_PROGRAMS += bote-line.so
bote_line_so_SOURCES += %D%/line_readline.c %D%/line_readline.h %D%/line_readline_draw.c
endif
if LINE_LIBEDIT
pkglibexec_PROGRAMS += bote-line.so
bote_line_so_SOURCES += %D%/line_libedit.c
endif

# SPDX-License-Identifier: GPL-3.0-or-later
# What needs no terminal is in the library, so that the unit tests can call it.
libbote_a_SOURCES += %D%/history.c %D%/history.h

# Exactly one of these is compiled; all are distributed.
if LINE_READLINE
# bote_SOURCES += %D%/line_readline.c
endif
if LINE_LIBEDIT
# bote_SOURCES += %D%/line_libedit.c
endif
if LINE_PLAIN
# bote_SOURCES += %D%/line_plain.c
endif

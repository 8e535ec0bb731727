# SPDX-License-Identifier: GPL-3.0-or-later
# bote_SOURCES += %D%/name.c %D%/name.h

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

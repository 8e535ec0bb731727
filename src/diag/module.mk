# SPDX-License-Identifier: GPL-3.0-or-later
libbote_a_SOURCES += %D%/diag.c %D%/diag.h %D%/diag_write.c
libbote_a_SOURCES += %D%/neutral.c %D%/neutral.h
libbote_a_SOURCES += %D%/source.c %D%/source.h
libbote_a_SOURCES += %D%/palette.c %D%/palette.h

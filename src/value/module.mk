# SPDX-License-Identifier: GPL-3.0-or-later
libbote_a_SOURCES += %D%/poison.c
libbote_a_SOURCES += %D%/texts.c
libbote_a_SOURCES += %D%/value.c %D%/value.h

# SPDX-License-Identifier: GPL-3.0-or-later
libbote_a_SOURCES += %D%/fleet_advice.c %D%/fleet_advice.h
libbote_a_SOURCES += %D%/choose.c %D%/choose.h
libbote_a_SOURCES += %D%/derive.c
libbote_a_SOURCES += %D%/fleet.c %D%/fleet.h
libbote_a_SOURCES += %D%/list.c %D%/list.h %D%/list_check.c %D%/list_column.c %D%/list_number.c %D%/list_own.c %D%/list_parts.h
libbote_a_SOURCES += %D%/catalog.c %D%/catalog.h
libbote_a_SOURCES += %D%/need.c
libbote_a_SOURCES += %D%/fleet_words.c %D%/fleet_words.h

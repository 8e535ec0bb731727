# SPDX-License-Identifier: GPL-3.0-or-later
libbote_a_SOURCES += %D%/builtin.c %D%/builtin.h
libbote_a_SOURCES += %D%/fn.h
libbote_a_SOURCES += %D%/fn_cache.c
libbote_a_SOURCES += %D%/fn_count.c
libbote_a_SOURCES += %D%/fn_list.c
libbote_a_SOURCES += %D%/fn_log.c
libbote_a_SOURCES += %D%/fn_queue.c
libbote_a_SOURCES += %D%/fn_round.c

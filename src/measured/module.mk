# SPDX-License-Identifier: GPL-3.0-or-later
libbote_a_SOURCES += %D%/bench_ops.c %D%/bench_ops.h
libbote_a_SOURCES += %D%/bench_run.c %D%/bench_run.h
libbote_a_SOURCES += %D%/grounds.c %D%/grounds.h
libbote_a_SOURCES += %D%/grounds_parts.h
libbote_a_SOURCES += %D%/grounds_say.c
libbote_a_SOURCES += %D%/grounds_why.c
libbote_a_SOURCES += %D%/grounds_store.c

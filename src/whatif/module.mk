# SPDX-License-Identifier: GPL-3.0-or-later
libbote_a_SOURCES += %D%/ask.c %D%/ask.h
libbote_a_SOURCES += %D%/breaking.c %D%/breaking.h
libbote_a_SOURCES += %D%/chart_ask.c %D%/chart_ask.h
libbote_a_SOURCES += %D%/chart_growth.c
libbote_a_SOURCES += %D%/chart_sweep.c
libbote_a_SOURCES += %D%/chart_value.c
libbote_a_SOURCES += %D%/compare.c %D%/compare.h
libbote_a_SOURCES += %D%/histogram.c %D%/histogram.h
libbote_a_SOURCES += %D%/lab_view.c %D%/lab_view.h
libbote_a_SOURCES += %D%/picture_ask.c %D%/picture_ask.h
libbote_a_SOURCES += %D%/scenario.c %D%/scenario.h
libbote_a_SOURCES += %D%/sensitivity.c %D%/sensitivity.h
libbote_a_SOURCES += %D%/solve.c %D%/solve.h
libbote_a_SOURCES += %D%/start.c %D%/start.h
libbote_a_SOURCES += %D%/sweep.c %D%/sweep.h
libbote_a_SOURCES += %D%/chart_words.c
libbote_a_SOURCES += %D%/chart_parts.c

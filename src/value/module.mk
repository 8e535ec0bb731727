# SPDX-License-Identifier: GPL-3.0-or-later
libbote_a_SOURCES += %D%/format.c %D%/format.h
libbote_a_SOURCES += %D%/format_raw.c
libbote_a_SOURCES += %D%/json_put.c %D%/json_put.h
libbote_a_SOURCES += %D%/look.c %D%/look.h
libbote_a_SOURCES += %D%/none.c
libbote_a_SOURCES += %D%/number.c %D%/number.h
libbote_a_SOURCES += %D%/parts.c
libbote_a_SOURCES += %D%/poison.c
libbote_a_SOURCES += %D%/reading.c
libbote_a_SOURCES += %D%/scaled.c %D%/scaled.h
libbote_a_SOURCES += %D%/spark.c %D%/spark.h
libbote_a_SOURCES += %D%/texts.c
libbote_a_SOURCES += %D%/value.c %D%/value.h
libbote_a_SOURCES += %D%/interval.c
libbote_a_SOURCES += %D%/interval.h

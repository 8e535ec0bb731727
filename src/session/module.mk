# SPDX-License-Identifier: GPL-3.0-or-later
libbote_a_SOURCES += %D%/about.c
libbote_a_SOURCES += %D%/answer.c
libbote_a_SOURCES += %D%/answer_csv.c
libbote_a_SOURCES += %D%/json.c
libbote_a_SOURCES += %D%/outcome.c
libbote_a_SOURCES += %D%/pager.c %D%/pager.h
libbote_a_SOURCES += %D%/inputs.c %D%/parts.h
libbote_a_SOURCES += %D%/redefine.c
libbote_a_SOURCES += %D%/rewrite.c
libbote_a_SOURCES += %D%/save.c
libbote_a_SOURCES += %D%/session.c %D%/session.h
libbote_a_SOURCES += %D%/session_run.c
libbote_a_SOURCES += %D%/session_undo.c
libbote_a_SOURCES += %D%/setting.c %D%/setting.h
libbote_a_SOURCES += %D%/session_words.c
libbote_a_SOURCES += %D%/style.c %D%/style.h
libbote_a_SOURCES += %D%/write.c

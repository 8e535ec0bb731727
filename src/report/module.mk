# SPDX-License-Identifier: GPL-3.0-or-later
libbote_a_SOURCES += %D%/doc.c %D%/doc.h
libbote_a_SOURCES += %D%/sha256.c %D%/sha256.h
libbote_a_SOURCES += %D%/build.c %D%/build.h %D%/build_parts.h
libbote_a_SOURCES += %D%/build_answer.c
libbote_a_SOURCES += %D%/build_assume.c
libbote_a_SOURCES += %D%/build_check.c
libbote_a_SOURCES += %D%/build_prose.c
libbote_a_SOURCES += %D%/build_step.c
libbote_a_SOURCES += %D%/writer.c %D%/writer.h
libbote_a_SOURCES += %D%/wrap.c %D%/wrap.h
libbote_a_SOURCES += %D%/steps.c %D%/steps.h
libbote_a_SOURCES += %D%/md.c
libbote_a_SOURCES += %D%/md_text.c %D%/md_text.h
libbote_a_SOURCES += %D%/txt.c

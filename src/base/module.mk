# SPDX-License-Identifier: GPL-3.0-or-later
libbote_a_SOURCES += %D%/arena.c %D%/arena.h %D%/arena_mark.h
libbote_a_SOURCES += %D%/ascii.c %D%/ascii.h
libbote_a_SOURCES += %D%/buf.c %D%/buf.h
libbote_a_SOURCES += %D%/csv.c %D%/csv.h
libbote_a_SOURCES += %D%/embed.h %D%/embed_find.c
libbote_a_SOURCES += %D%/fs.c %D%/fs.h
libbote_a_SOURCES += %D%/gcd.h
libbote_a_SOURCES += %D%/interrupt.c %D%/interrupt.h
libbote_a_SOURCES += %D%/jansson.c
libbote_a_SOURCES += %D%/json_write.c %D%/json_write.h
libbote_a_SOURCES += %D%/shared_library.c %D%/shared_library.h
libbote_a_SOURCES += %D%/map.c %D%/map.h
libbote_a_SOURCES += %D%/near.c %D%/near.h
libbote_a_SOURCES += %D%/now.c %D%/now.h
libbote_a_SOURCES += %D%/plain.c %D%/plain.h
libbote_a_SOURCES += %D%/re.c %D%/re.h
libbote_a_SOURCES += %D%/str.c %D%/str.h
libbote_a_SOURCES += %D%/student.c %D%/student.h
libbote_a_SOURCES += %D%/threads.c %D%/threads.h
libbote_a_SOURCES += %D%/utf8.c %D%/utf8.h %D%/utf8_columns.c

# The shipped texts, compiled in. Made in the build folder, never distributed.
nodist_libbote_a_SOURCES += src/base/embed.c
CLEANFILES += src/base/embed.c
src/base/embed.c: $(embedded_texts) scripts/embed.sh Makefile
	$(AM_V_GEN)$(MKDIR_P) src/base && \
	AWK='$(AWK)' $(SHELL) $(srcdir)/scripts/embed.sh $(srcdir) $(embedded_texts) > $@.tmp && mv -f $@.tmp $@
libbote_a_SOURCES += %D%/libexec.c %D%/libexec.h

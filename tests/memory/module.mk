# SPDX-License-Identifier: GPL-3.0-or-later
# What becomes of commands whose n-th allocation fails: ten minutes, and not with sanitizers, which allocate themselves.
EXTRA_DIST += %D%/fail.c
EXTRA_PROGRAMS += tests/memory/memory
tests_memory_memory_SOURCES = %D%/memory.c
tests_memory_memory_LDADD = $(JANSSON_LIBS)
CLEANFILES += tests/memory/fail.so tests/memory/memory$(EXEEXT)

tests/memory/fail.so: $(srcdir)/%D%/fail.c
	@$(MKDIR_P) tests/memory
	$(AM_V_CC)$(CC) -std=gnu11 -D_GNU_SOURCE -O2 -Wall -Wextra -fPIC -shared -o $@ $(srcdir)/%D%/fail.c

check-memory: all tests/memory/memory$(EXEEXT) tests/memory/fail.so
	$(AM_TESTS_ENVIRONMENT) tests/memory/memory$(EXEEXT) ./bote$(EXEEXT) tests/memory/fail.so $(ONLY)
.PHONY: check-memory

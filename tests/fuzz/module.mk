# SPDX-License-Identifier: GPL-3.0-or-later
# A target is fuzz_NAME.c with an LLVMFuzzerTestOneInput, a corpus in corpus/NAME and
# perhaps NAME.dict. With --enable-fuzzers it becomes a fuzzer; else replay.c feeds it
# the corpus. `make check` does the latter either way.

# list, by scripts/update-lists.sh
fuzz_corpus =
# end

# fuzz_programs = tests/fuzz/fuzz_expr tests/fuzz/fuzz_sheet
fuzz_programs =
check_PROGRAMS += $(fuzz_programs)
TESTS += %D%/run.sh
EXTRA_DIST += %D%/run.sh %D%/replay.c $(fuzz_corpus)

if FUZZERS
fuzz_main =
else
fuzz_main = %D%/replay.c
endif
fuzz_libs = $(libbote_libs)
fuzz_ldflags = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)

# tests_fuzz_fuzz_expr_SOURCES = %D%/fuzz_expr.c $(fuzz_main)
# tests_fuzz_fuzz_expr_LDADD = $(fuzz_libs)
# tests_fuzz_fuzz_expr_LDFLAGS = $(fuzz_ldflags)

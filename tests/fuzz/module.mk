# SPDX-License-Identifier: GPL-3.0-or-later
# A target is fuzz_NAME.c with an LLVMFuzzerTestOneInput, a corpus in corpus/NAME and
# perhaps fuzz_NAME.dict. With --enable-fuzzers it becomes a fuzzer; else replay.c feeds
# it the corpus. `make check` does the latter either way. To add one, copy the lines of
# fuzz_diag.

# list, by scripts/update-lists.sh
fuzz_corpus = \
	%D%/corpus/diag/long \
	%D%/corpus/diag/odd \
	%D%/corpus/diag/sum \
	%D%/corpus/unit/define \
	%D%/corpus/unit/odd \
	%D%/corpus/unit/words
# end

TESTS += %D%/run.sh
EXTRA_DIST += %D%/run.sh %D%/replay.c $(fuzz_corpus)

# What follows a target is replay.c or, where libFuzzer brings its own main, nothing.
if FUZZERS
fuzz_main =
else
fuzz_main = %D%/replay.c
endif
fuzz_ldflags = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)

check_PROGRAMS += tests/fuzz/fuzz_diag
tests_fuzz_fuzz_diag_SOURCES = %D%/fuzz_diag.c $(fuzz_main)
tests_fuzz_fuzz_diag_LDADD = $(libbote_libs)
tests_fuzz_fuzz_diag_LDFLAGS = $(fuzz_ldflags)

check_PROGRAMS += tests/fuzz/fuzz_unit
tests_fuzz_fuzz_unit_SOURCES = %D%/fuzz_unit.c $(fuzz_main)
tests_fuzz_fuzz_unit_LDADD = $(libbote_libs)
tests_fuzz_fuzz_unit_LDFLAGS = $(fuzz_ldflags)
EXTRA_DIST += %D%/fuzz_unit.dict

# SPDX-License-Identifier: GPL-3.0-or-later
# Figures, not tests: `make bench`.
EXTRA_PROGRAMS = tests/bench/bench_uncertain
tests_bench_bench_uncertain_SOURCES = %D%/bench_uncertain.c
tests_bench_bench_uncertain_LDADD = $(libbote_libs)
CLEANFILES += tests/bench/bench_uncertain$(EXEEXT)

bench: tests/bench/bench_uncertain$(EXEEXT)
	tests/bench/bench_uncertain$(EXEEXT)
.PHONY: bench

# SPDX-License-Identifier: GPL-3.0-or-later
# Figures, not tests: `make bench`.
EXTRA_PROGRAMS = tests/bench/bench_uncertain
tests_bench_bench_uncertain_SOURCES = %D%/bench_uncertain.c
tests_bench_bench_uncertain_LDADD = $(libbote_libs)
CLEANFILES += tests/bench/bench_uncertain$(EXEEXT)

EXTRA_DIST += %D%/peers.sh

bench: bote$(EXEEXT) tests/bench/bench_uncertain$(EXEEXT)
	BOTE=./bote$(EXEEXT) $(SHELL) $(srcdir)/tests/bench/peers.sh
	tests/bench/bench_uncertain$(EXEEXT)
.PHONY: bench

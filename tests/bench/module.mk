# SPDX-License-Identifier: GPL-3.0-or-later
# Figures, not tests: `make bench`, and beside other tools of the same kind `make bench-tools`.
EXTRA_PROGRAMS = tests/bench/bench_uncertain tests/bench/log_sample
tests_bench_bench_uncertain_SOURCES = %D%/bench_uncertain.c
tests_bench_bench_uncertain_LDADD = $(libbote_libs)
tests_bench_log_sample_SOURCES = %D%/log_sample.c
tests_bench_log_sample_LDADD = libalgo.a
CLEANFILES += tests/bench/bench_uncertain$(EXEEXT) tests/bench/log_sample$(EXEEXT)

EXTRA_DIST += %D%/peers.sh %D%/fleet.sh %D%/reports.sh %D%/tools.sh

bench: bote$(EXEEXT) tests/bench/bench_uncertain$(EXEEXT)
	BOTE=./bote$(EXEEXT) $(SHELL) $(srcdir)/tests/bench/peers.sh
	BOTE=./bote$(EXEEXT) srcdir=$(srcdir) $(SHELL) $(srcdir)/tests/bench/reports.sh
	BOTE=./bote$(EXEEXT) $(SHELL) $(srcdir)/tests/bench/fleet.sh
	tests/bench/bench_uncertain$(EXEEXT)
bench-tools: bote$(EXEEXT) bote-bench$(EXEEXT) tests/bench/log_sample$(EXEEXT)
	BOTE=./bote$(EXEEXT) SAMPLE=tests/bench/log_sample$(EXEEXT) $(SHELL) $(srcdir)/tests/bench/tools.sh
.PHONY: bench bench-tools

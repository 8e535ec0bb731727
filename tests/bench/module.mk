# SPDX-License-Identifier: GPL-3.0-or-later
# Figures, not tests: `make bench`, and beside other tools of the same kind `make bench-tools`.
EXTRA_PROGRAMS = tests/bench/bench_uncertain tests/bench/bench_lab tests/bench/log_sample
tests_bench_bench_uncertain_SOURCES = %D%/bench_uncertain.c
tests_bench_bench_uncertain_LDADD = $(libbote_libs)
tests_bench_bench_lab_SOURCES = %D%/bench_lab.c
tests_bench_bench_lab_LDADD = liblab.a $(libbote_libs)
tests_bench_log_sample_SOURCES = %D%/log_sample.c
tests_bench_log_sample_LDADD = libalgo.a
CLEANFILES += tests/bench/bench_uncertain$(EXEEXT) tests/bench/bench_lab$(EXEEXT) tests/bench/log_sample$(EXEEXT)

# A server to load, for tests/shell/load.sh; and load tests of it whose ends are known, for a quiet machine: minutes.
check_PROGRAMS += tests/bench/http_server
tests_bench_http_server_SOURCES = %D%/http_server.c
tests_bench_http_server_LDADD = -lm
# And one that keeps whoever asks it waiting, for tests/shell/hostile.sh.
check_PROGRAMS += tests/bench/hostile_server
tests_bench_hostile_server_SOURCES = %D%/hostile_server.c
EXTRA_DIST += %D%/load.sh
check-load: bote$(EXEEXT) bote-bench$(EXEEXT) tests/bench/http_server$(EXEEXT)
	BOTE=./bote$(EXEEXT) SERVER=tests/bench/http_server$(EXEEXT) $(SHELL) $(srcdir)/tests/bench/load.sh
.PHONY: check-load

EXTRA_DIST += %D%/peers.sh %D%/fleet.sh %D%/reports.sh %D%/tools.sh

# How long a person waits at the prompt.
EXTRA_PROGRAMS += tests/bench/bench_prompt
tests_bench_bench_prompt_SOURCES = %D%/bench_prompt.c tests/pty/terminal.c tests/pty/screen.c
tests_bench_bench_prompt_LDADD = $(libbote_libs)
CLEANFILES += tests/bench/bench_prompt$(EXEEXT)
bench: bench-prompt
bench-prompt: bote$(EXEEXT) $(pkglibexec_PROGRAMS) tests/bench/bench_prompt$(EXEEXT)
	BOTE=./bote$(EXEEXT) tests/bench/bench_prompt$(EXEEXT)
.PHONY: bench-prompt

bench: bote$(EXEEXT) tests/bench/bench_uncertain$(EXEEXT) tests/bench/bench_lab$(EXEEXT)
	BOTE=./bote$(EXEEXT) $(SHELL) $(srcdir)/tests/bench/peers.sh
	BOTE=./bote$(EXEEXT) srcdir=$(srcdir) $(SHELL) $(srcdir)/tests/bench/reports.sh
	BOTE=./bote$(EXEEXT) $(SHELL) $(srcdir)/tests/bench/fleet.sh
	tests/bench/bench_uncertain$(EXEEXT)
	tests/bench/bench_lab$(EXEEXT)
bench-tools: bote$(EXEEXT) bote-bench$(EXEEXT) tests/bench/log_sample$(EXEEXT)
	BOTE=./bote$(EXEEXT) SAMPLE=tests/bench/log_sample$(EXEEXT) $(SHELL) $(srcdir)/tests/bench/tools.sh
.PHONY: bench bench-tools

# Logs of each form, and how long profiling takes beside looking for line ends.
EXTRA_PROGRAMS += tests/bench/logs
tests_bench_logs_SOURCES = %D%/logs.c
tests_bench_logs_LDADD = $(libbote_libs)
CLEANFILES += tests/bench/logs$(EXEEXT)
EXTRA_DIST += %D%/logs.sh
bench: bench-logs
bench-logs: tests/bench/logs$(EXEEXT) tests/load/genlog$(EXEEXT) bote$(EXEEXT) bote-unpack$(EXEEXT)
	LOGS=tests/bench/logs$(EXEEXT) GENLOG=tests/load/genlog$(EXEEXT) BOTE=./bote UNPACK=./bote-unpack $(SHELL) $(srcdir)/tests/bench/logs.sh
.PHONY: bench-logs
# What a request costs the generator of load tests, beside wrk where that is installed.
EXTRA_DIST += %D%/generator.sh
bench: bench-generator
bench-generator: bote$(EXEEXT) bote-bench$(EXEEXT) tests/bench/http_server$(EXEEXT)
	BOTE=./bote$(EXEEXT) SERVER=tests/bench/http_server$(EXEEXT) $(SHELL) $(srcdir)/tests/bench/generator.sh
.PHONY: bench-generator

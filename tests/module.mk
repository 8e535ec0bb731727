# SPDX-License-Identifier: GPL-3.0-or-later
# Everything reports TAP. Tests write only in the build folder, below tests/tmp.
TEST_EXTENSIONS = .sh .pty
SH_LOG_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh
SH_LOG_COMPILER = $(SHELL)

# Pinned, so that a test says the same on every machine. To look for what is lost takes longer than a start: the unit
# tests, the transcripts, the prompt's tests and the fuzzers do, and not those that start thousands of times.
AM_TESTS_ENVIRONMENT = \
	BOTE='$(abs_top_builddir)/bote$(EXEEXT)'; export BOTE; \
	srcdir='$(abs_srcdir)'; export srcdir; \
	builddir='$(abs_builddir)'; export builddir; \
	HOME='$(abs_builddir)/tests/tmp/home'; export HOME; \
	LC_ALL=C.UTF-8 TZ=UTC COLUMNS=80 NO_COLOR=1; export LC_ALL TZ COLUMNS NO_COLOR; \
	unset BOTE_PATH BOTE_STATE_DIR BOTE_HISTORY BOTE_COLORS BOTE_PAGER PAGER CLICOLOR_FORCE SOURCE_DATE_EPOCH; \
	unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME XDG_CACHE_HOME XDG_DATA_DIRS XDG_CONFIG_DIRS; \
	ASAN_OPTIONS=exitcode=99:$$ASAN_OPTIONS; export ASAN_OPTIONS; \
	case '$@' in tests/shell/* | tests/typed/*) ASAN_OPTIONS=$$ASAN_OPTIONS:detect_leaks=0 ;; esac; \
	UBSAN_OPTIONS=exitcode=99:print_stacktrace=1:$$UBSAN_OPTIONS; export UBSAN_OPTIONS; \
	$(MKDIR_P) "$$HOME";

EXTRA_DIST += %D%/README.md %D%/lib.sh %D%/ast_print.h %D%/statement.h %D%/store.sh %D%/formats.sh %D%/docs.sh
EXTRA_DIST += %D%/lab-bytes.sh %D%/bench-interrupts %D%/bench-spread %D%/scale %D%/matrix

include $(srcdir)/tests/unit/module.mk
include $(srcdir)/tests/golden/module.mk
include $(srcdir)/tests/typed/module.mk
include $(srcdir)/tests/shell/module.mk
include $(srcdir)/tests/pty/module.mk
include $(srcdir)/tests/fuzz/module.mk
include $(srcdir)/tests/bench/module.mk
include $(srcdir)/tests/load/module.mk
include $(srcdir)/tests/memory/module.mk

clean-local:
	rm -rf tests/tmp

# What takes seconds: while one works, so without the simulations and without the answers of each benchmark. All of it is
# `make check`.
check-fast:
	UNIT_FILTER='!(lab_*|ops|saved)/*' $(MAKE) $(AM_MAKEFLAGS) check TESTS='tests/unit/run.sh tests/golden/run.sh tests/shell/tree.sh tests/shell/options.sh'
.PHONY: check-fast

# What takes long of the labs, and the same bytes from other compilers.
check-lab:
	$(MAKE) $(AM_MAKEFLAGS) check TESTS=
	$(AM_TESTS_ENVIRONMENT) BOTE_LAB_FULL=1 tests/unit/unit_tests --filter 'lab_*/*'
	./bote$(EXEEXT) check-formulas lab
	$(AM_TESTS_ENVIRONMENT) $(SHELL) $(srcdir)/tests/lab-bytes.sh
.PHONY: check-lab

# Does time grow in step with the size of the input? Some minutes, so not part of make check.
check-scale: bote$(EXEEXT)
	$(srcdir)/tests/scale ./bote$(EXEEXT)
.PHONY: check-scale

# Every formula and example by every command, for a build with sanitizers: an hour of CPU. ONLY=cache for some.
check-matrix: all
	$(srcdir)/tests/matrix ./bote$(EXEEXT) $(ONLY)
.PHONY: check-matrix

# SPDX-License-Identifier: GPL-3.0-or-later
# list, by scripts/update-lists.sh
unit_test_files = \
	%D%/test_str.c
# end

# One program; Criterion runs each test in a process of its own.
TESTS += %D%/run.sh
EXTRA_DIST += %D%/run.sh
if HAVE_CRITERION
check_PROGRAMS += tests/unit/unit_tests
tests_unit_unit_tests_SOURCES = $(unit_test_files)
tests_unit_unit_tests_CFLAGS = $(AM_CFLAGS) $(CRITERION_CFLAGS)
tests_unit_unit_tests_LDADD = $(libbote_libs) $(CRITERION_LIBS)
else
EXTRA_DIST += $(unit_test_files)
endif

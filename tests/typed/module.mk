# SPDX-License-Identifier: GPL-3.0-or-later
# list, by scripts/update-lists.sh
typed_files = \
	%D%/rows.txt
# end

TESTS += %D%/run.sh
EXTRA_DIST += %D%/run.sh $(typed_files)

# Take the mark "pending" off the rows that hold now.
update-typed: bote$(EXEEXT)
	$(AM_TESTS_ENVIRONMENT) $(SHELL) $(srcdir)/tests/typed/run.sh --mend
.PHONY: update-typed

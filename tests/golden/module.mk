# SPDX-License-Identifier: GPL-3.0-or-later
# list, by scripts/update-lists.sh
golden_files = \
	%D%/charts.txt \
	%D%/expressions.txt \
	%D%/numbers-and-units.txt \
	%D%/sheets.txt \
	%D%/uncertain.txt \
	%D%/whiteboard.txt
# end

TESTS += %D%/run.sh
EXTRA_DIST += %D%/run.sh $(golden_files)

# Write the transcripts, and the examples of the documents, anew from what bote says now; review the difference as code.
update-golden: bote$(EXEEXT)
	$(AM_TESTS_ENVIRONMENT) $(SHELL) $(srcdir)/tests/golden/run.sh --update
	$(AM_TESTS_ENVIRONMENT) $(SHELL) $(srcdir)/tests/docs.sh --update $(srcdir)/README.md $(srcdir)/man/bote.1 \
		$(srcdir)/man/bote.5
.PHONY: update-golden

# SPDX-License-Identifier: GPL-3.0-or-later
# list, by scripts/update-lists.sh
golden_files = \
	%D%/answers.txt \
	%D%/changed.txt \
	%D%/charts.txt \
	%D%/expressions.txt \
	%D%/numbers-and-units.txt \
	%D%/picture.txt \
	%D%/sheets.txt \
	%D%/uncertain.txt \
	%D%/unchanged.txt \
	%D%/whiteboard.txt
# end

TESTS += %D%/run.sh
EXTRA_DIST += %D%/run.sh %D%/unchanged.sh $(golden_files)

# Write the transcripts, and the examples of the documents, anew from what bote says now; review the difference as code.
update-golden: bote$(EXEEXT)
	$(AM_TESTS_ENVIRONMENT) $(SHELL) $(srcdir)/tests/golden/run.sh --update
	$(AM_TESTS_ENVIRONMENT) $(SHELL) $(srcdir)/tests/docs.sh --update $(srcdir)/README.md $(srcdir)/examples/README.md $(srcdir)/man/bote.1 \
		$(srcdir)/man/bote.5 $(srcdir)/man/bote-json.5 $(srcdir)/man/commands/prompt.man

# The differences from unchanged.txt that have no reason yet get this one: make record-change WHY='...'
record-change: bote$(EXEEXT)
	@test -n "$$WHY" || { echo "say why: make record-change WHY='...'" >&2; exit 2; }
	$(AM_TESTS_ENVIRONMENT) $(SHELL) $(srcdir)/tests/golden/unchanged.sh --record
.PHONY: update-golden record-change

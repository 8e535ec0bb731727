# SPDX-License-Identifier: GPL-3.0-or-later
# list, by scripts/update-lists.sh
typed_files = \
	%D%/bills.txt \
	%D%/first.txt \
	%D%/habits.txt \
	%D%/more.txt \
	%D%/nouns.txt \
	%D%/numbers.txt \
	%D%/rough.txt \
	%D%/rows.txt \
	%D%/tails.txt \
	%D%/whiteboard.txt \
	%D%/words.txt
# end

TESTS += %D%/run.sh %D%/again.sh %D%/laws.sh %D%/hints.sh
EXTRA_DIST += %D%/run.sh %D%/again.sh %D%/laws.sh %D%/hints.sh %D%/random.awk $(typed_files)

# Ten thousand made-up lines each, of another seed with SEED=N.
check-properties: bote$(EXEEXT)
	$(AM_TESTS_ENVIRONMENT) $(SHELL) $(srcdir)/tests/typed/again.sh 10000 $(SEED)
	$(AM_TESTS_ENVIRONMENT) $(SHELL) $(srcdir)/tests/typed/laws.sh 10000 $(SEED)

# Take the mark "pending" off the rows that hold now.
update-typed: bote$(EXEEXT)
	$(AM_TESTS_ENVIRONMENT) $(SHELL) $(srcdir)/tests/typed/run.sh --mend
.PHONY: update-typed check-properties

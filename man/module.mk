# SPDX-License-Identifier: GPL-3.0-or-later
dist_man_MANS += %D%/bote.1 %D%/bote.5 %D%/bote-bench.1 %D%/bote-measured.1 %D%/bote-profile.1

# The formulas describe themselves.
nodist_man_MANS += man/bote-formulas.7
CLEANFILES += man/bote-formulas.7
man/bote-formulas.7: $(formula_files) $(example_files) formulas/topics.txt %D%/bote.1 scripts/man-formulas.sh Makefile
	$(AM_V_GEN)$(MKDIR_P) man && \
	AWK='$(AWK)' $(SHELL) $(srcdir)/scripts/man-formulas.sh $(srcdir) '$(PACKAGE_VERSION)' > $@.tmp && mv -f $@.tmp $@

# The labs likewise.
nodist_man_MANS += man/bote-lab.7
CLEANFILES += man/bote-lab.7
man/bote-lab.7: $(formula_files) %D%/bote.1 scripts/man-lab.sh Makefile
	$(AM_V_GEN)$(MKDIR_P) man && \
	AWK='$(AWK)' $(SHELL) $(srcdir)/scripts/man-lab.sh $(srcdir) '$(PACKAGE_VERSION)' > $@.tmp && mv -f $@.tmp $@

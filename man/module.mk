# SPDX-License-Identifier: GPL-3.0-or-later
dist_man_MANS += %D%/bote.1 %D%/bote.5 %D%/bote-bench.1 %D%/bote-measured.1 %D%/bote-profile.1 %D%/bote-json.5

# The formulas describe themselves.
nodist_man_MANS += man/bote-formulas.7
CLEANFILES += man/bote-formulas.7
man/bote-formulas.7: $(formula_files) $(example_files) formulas/topics.txt %D%/bote.1 scripts/man-formulas.sh scripts/man-lib.sh Makefile
	$(AM_V_GEN)$(MKDIR_P) man && \
	AWK='$(AWK)' $(SHELL) $(srcdir)/scripts/man-formulas.sh $(srcdir) '$(PACKAGE_VERSION)' > $@.tmp && mv -f $@.tmp $@

# The labs likewise.
nodist_man_MANS += man/bote-lab.7
CLEANFILES += man/bote-lab.7
man/bote-lab.7: $(formula_files) %D%/bote.1 scripts/man-lab.sh scripts/man-lib.sh Makefile
	$(AM_V_GEN)$(MKDIR_P) man && \
	AWK='$(AWK)' $(SHELL) $(srcdir)/scripts/man-lab.sh $(srcdir) '$(PACKAGE_VERSION)' > $@.tmp && mv -f $@.tmp $@

# A page for each group of commands, from the tables; man/commands has the prose.
command_prose = %D%/commands/run.man %D%/commands/report.man %D%/commands/whatif.man %D%/commands/fleet.man %D%/commands/lab.man \
	%D%/commands/formulas.man %D%/commands/help.man %D%/commands/prompt.man
command_pages = man/bote-run.1 man/bote-report.1 man/bote-whatif.1 man/bote-fleet.1 man/bote-lab.1 man/bote-formulas.1 \
	man/bote-help.1 man/bote-prompt.1
EXTRA_DIST += $(command_prose)
nodist_man_MANS += $(command_pages)
CLEANFILES += $(command_pages)
$(command_pages): $(command_prose) %D%/bote.1 src/command/command_rows.h src/cli/options.c src/whatif/chart_words.c \
		scripts/man-commands.sh scripts/man-lib.sh Makefile
	$(AM_V_GEN)$(MKDIR_P) man && group=`echo $@ | sed 's|.*/bote-||; s|[.]1$$||'` && \
	AWK='$(AWK)' $(SHELL) $(srcdir)/scripts/man-commands.sh $(srcdir) '$(PACKAGE_VERSION)' $$group > $@.tmp && mv -f $@.tmp $@

# SPDX-License-Identifier: GPL-3.0-or-later
# list, by scripts/update-lists.sh
shell_tests = \
	%D%/bad-input.sh \
	%D%/bench.sh \
	%D%/commands.sh \
	%D%/edges.sh \
	%D%/embed.sh \
	%D%/estimates.sh \
	%D%/export.sh \
	%D%/expressions.sh \
	%D%/fit.sh \
	%D%/fleet.sh \
	%D%/formats.sh \
	%D%/formula-errors.sh \
	%D%/formulas.sh \
	%D%/help.sh \
	%D%/hostile.sh \
	%D%/import.sh \
	%D%/interrupt.sh \
	%D%/json.sh \
	%D%/lab-limits.sh \
	%D%/lab.sh \
	%D%/load.sh \
	%D%/manual.sh \
	%D%/measured.sh \
	%D%/new.sh \
	%D%/options.sh \
	%D%/pager.sh \
	%D%/picture.sh \
	%D%/profile.sh \
	%D%/readme.sh \
	%D%/readonly.sh \
	%D%/reference.sh \
	%D%/report-input.sh \
	%D%/report-looks.sh \
	%D%/report-readers.sh \
	%D%/report-summary.sh \
	%D%/report.sh \
	%D%/sanity.sh \
	%D%/shells.sh \
	%D%/spreadsheet.sh \
	%D%/state-files.sh \
	%D%/status.sh \
	%D%/stdin.sh \
	%D%/streams.sh \
	%D%/terminal-orders.sh \
	%D%/tree.sh \
	%D%/whatif.sh
# end

TESTS += $(shell_tests)
EXTRA_DIST += $(shell_tests)
EXTRA_DIST += %D%/prices/aws.csv %D%/prices/azure.csv %D%/prices/gcp.csv %D%/prices/hetzner.csv %D%/prices/libreoffice.csv %D%/prices/libreoffice-de.csv %D%/prices/managed.csv %D%/prices/volumes.csv
EXTRA_DIST += %D%/recalc.py

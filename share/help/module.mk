# SPDX-License-Identifier: GPL-3.0-or-later
# Topics of `bote help`: the first line of a file is its title; a second one "also: WORD..." names words that lead there too.
# Lines of four blanks, an expression and its answer are tests.

# list, by scripts/update-lists.sh
help_files = \
	%D%/answers.txt \
	%D%/assumptions.txt \
	%D%/cells.txt \
	%D%/charts.txt \
	%D%/conversion.txt \
	%D%/errors.txt \
	%D%/examples.txt \
	%D%/expressions.txt \
	%D%/files.txt \
	%D%/fleet.txt \
	%D%/formats.txt \
	%D%/json-errors.txt \
	%D%/json.txt \
	%D%/keys.txt \
	%D%/lists.txt \
	%D%/measured.txt \
	%D%/needs.txt \
	%D%/nouns.txt \
	%D%/numbers.txt \
	%D%/own.txt \
	%D%/percentages.txt \
	%D%/picture.txt \
	%D%/prices.txt \
	%D%/prose.txt \
	%D%/ranges.txt \
	%D%/reports.txt \
	%D%/results.txt \
	%D%/sheets.txt \
	%D%/shell.txt \
	%D%/statements.txt \
	%D%/status.txt \
	%D%/steps.txt \
	%D%/units.txt \
	%D%/what-if.txt \
	%D%/whiteboard.txt
# end

helpdir = $(pkgdatadir)/help
dist_help_DATA = $(help_files)
embedded_texts += $(help_files)

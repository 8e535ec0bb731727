# SPDX-License-Identifier: GPL-3.0-or-later
# Topics of `bote help`: the first line of a file is its title; a second one "also: WORD..." names words that lead there too.
# Lines of four blanks, an expression and its answer are tests.

# list, by scripts/update-lists.sh
help_files = \
	%D%/answers.txt \
	%D%/cells.txt \
	%D%/conversion.txt \
	%D%/errors.txt \
	%D%/examples.txt \
	%D%/expressions.txt \
	%D%/fleet.txt \
	%D%/json.txt \
	%D%/keys.txt \
	%D%/lists.txt \
	%D%/measured.txt \
	%D%/numbers.txt \
	%D%/ranges.txt \
	%D%/reports.txt \
	%D%/sheets.txt \
	%D%/shell.txt \
	%D%/steps.txt \
	%D%/units.txt \
	%D%/what-if.txt
# end

helpdir = $(pkgdatadir)/help
dist_help_DATA = $(help_files)
embedded_texts += $(help_files)

# SPDX-License-Identifier: GPL-3.0-or-later
# Tables of `bote table`: a title, rows between bars, sentences behind ">"; what stands in braces is worked out.

# list, by scripts/update-lists.sh
table_files = \
	%D%/latency.txt \
	%D%/nines.txt \
	%D%/powers.txt \
	%D%/prefixes.txt \
	%D%/time.txt
# end

tablesdir = $(pkgdatadir)/tables
dist_tables_DATA = $(table_files)
embedded_texts += $(table_files)

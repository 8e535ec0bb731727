# SPDX-License-Identifier: GPL-3.0-or-later
# Sheets that `bote new` begins with; nobody finds them by name.

# list, by scripts/update-lists.sh
template_files = \
	%D%/interview.bote
# end

nobase_dist_pkgdata_DATA += $(template_files)
embedded_texts += $(template_files)

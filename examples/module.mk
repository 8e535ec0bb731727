# SPDX-License-Identifier: GPL-3.0-or-later
# list, by scripts/update-lists.sh
example_files = \
	%D%/twitter.bote
# end

nobase_dist_pkgdata_DATA += $(example_files)
embedded_texts += $(example_files)

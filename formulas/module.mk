# SPDX-License-Identifier: GPL-3.0-or-later
# list, by scripts/update-lists.sh
formula_files =
# end

nobase_dist_pkgdata_DATA += $(formula_files)
embedded_texts += $(formula_files)
EXTRA_DIST += %D%/README.md

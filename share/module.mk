# SPDX-License-Identifier: GPL-3.0-or-later
# Texts that are compiled in, and what shells complete.
include $(srcdir)/share/help/module.mk
include $(srcdir)/share/tables/module.mk
include $(srcdir)/share/completions/module.mk

# The sheets that `bote new` begins with; nobody finds them by name.
dist_pkgdata_DATA = %D%/interview.bote %D%/short.bote
embedded_texts += %D%/interview.bote %D%/short.bote

# The steps of the tutorial.
dist_pkgdata_DATA += %D%/tutorial.txt
embedded_texts += %D%/tutorial.txt
include $(srcdir)/share/prices/module.mk

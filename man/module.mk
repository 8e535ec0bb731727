# SPDX-License-Identifier: GPL-3.0-or-later
dist_man_MANS += %D%/bote.1 %D%/bote.5 %D%/bote-bench.1

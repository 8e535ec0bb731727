# SPDX-License-Identifier: GPL-3.0-or-later
EXTRA_DIST += %D%/embed.sh %D%/installcheck.sh %D%/remove-empty.sh %D%/man-lib.sh %D%/man-commands.sh %D%/man-formulas.sh %D%/man-lab.sh %D%/check-includes.sh %D%/check-cycles.sh %D%/check-terminal.sh %D%/check-names.sh %D%/check-externs.sh %D%/check-format.sh %D%/update-lists.sh

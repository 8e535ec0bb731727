# SPDX-License-Identifier: GPL-3.0-or-later
# list, by scripts/update-lists.sh
shell_tests = \
	%D%/embed.sh \
	%D%/options.sh \
	%D%/tree.sh
# end

TESTS += $(shell_tests)
EXTRA_DIST += $(shell_tests)

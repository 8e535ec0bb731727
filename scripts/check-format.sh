#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# check-format.sh - the C is as .clang-format says. Each version of clang-format has its own mind, so only Debian 12's is asked;
# without it nothing is said.
set -eu
cd "$(dirname "$0")/.."
clang-format --version 2> /dev/null | grep -q 'version 14\.' || exit 0
find src tests -name '*.[ch]' ! -path src/base/embed.c -exec clang-format --dry-run -Werror {} + 2>&1 | grep 'error:' && exit 1
exit 0

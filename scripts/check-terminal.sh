#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# check-terminal.sh - nothing below repl and cli reads or writes a terminal, or asks whether there is one.
#
# session/console.h is how it may ask. The programs bote-bench, bote-pdf and bote-unpack have streams of their own; the allocator says
# that memory has run out, jansson.c that the library is not there, and both end the program.
set -eu
cd "$(dirname "$0")/../src"
! grep -nE '(^|[^_a-zA-Z.>])(isatty|ioctl|tcgetattr|v?f?printf|puts|fputs|putchar|fputc|perror|getchar|exit)\(|\<(stdout|stderr|stdin)\>' ./*/*.[ch] |
	grep -vE '^\./(repl|cli|bench)/|^\./(show/pdf|logs/unpack)_main\.c|^\./base/(arena|embed|jansson)\.c' |
	grep -vE ':[0-9]+:(/\*| \*|.*/\* ).*(stdin|stdout|stderr)'

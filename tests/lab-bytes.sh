#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# lab-bytes.sh - the same seed gives the same bytes, whatever compiled the labs: all of them with --json, from gcc and clang, -O0 to -O3
# -march=native. Compiles src/lab and src/algo anew, in a folder of its own, and says what differs. COMPILERS: which (gcc clang).
set -eu
top=$(cd "$srcdir" && pwd)
here=$builddir/tests/tmp/lab-bytes
rm -rf "$here"
mkdir -p "$here"
cd "$here"
"$top/configure" -q CFLAGS='-O1 -g0' >configure.log 2>&1 || "$top/config.status" --version >/dev/null 2>&1 || :
if [ ! -f Makefile ]; then # the sources were configured where they are: a copy of them
	git -C "$top" ls-files -z | (cd "$top" && xargs -0 tar cf -) | tar xf -
	autoreconf -fi >autoreconf.log 2>&1
	./configure -q CFLAGS='-O1 -g0' >configure.log 2>&1
fi
make -j2 bote >make.log 2>&1
sed 's/-mstringop-strategy=libcall//g' Makefile >Makefile.plain # a switch of one of the compilers alone
mv Makefile.plain Makefile

all_labs()
{
	for lab in $(./bote lab | sed -n 's/^  \([a-z]*\) .*/\1/p'); do ./bote lab "$lab" --json || echo "status $?"; done
}

all_labs >first.json
labs=$(wc -l <first.json)
failed=0
for compiler in ${COMPILERS:-gcc clang}; do
	command -v "$compiler" >/dev/null || { echo "skipped: no $compiler"; continue; }
	for flags in -O0 -O1 -O2 -O3 '-O3 -march=native'; do
		rm -f src/lab/*.o src/algo/*.o liblab.a libalgo.a bote
		make -j2 bote CC="$compiler" CFLAGS="$flags -g0" >make.log 2>&1 || { tail -5 make.log; exit 1; }
		all_labs >again.json
		if cmp -s first.json again.json; then
			echo "same: $compiler $flags, $labs labs"
		else
			echo "differs: $compiler $flags"
			failed=1
		fi
	done
done
exit $failed

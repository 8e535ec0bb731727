#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# remove-empty.sh DESTDIR PREFIX FOLDER... - after uninstalling, remove the folders if they are empty, and those above
# them: below the prefix, or all below DESTDIR if it is not empty. What every system has in /usr and /usr/local stays.
set -eu
destdir=$1 prefix=${2%/}
shift 2

may_go() {
	[ -z "$destdir" ] || { [ -n "$1" ] && return 0; return 1; }
	case $1 in "$prefix"/?*) ;; *) return 1 ;; esac
	case $1 in
	/usr/bin | /usr/lib | /usr/libexec | /usr/share | /usr/share/doc | /usr/share/man | /usr/share/man/man?) return 1 ;;
	/usr/local/bin | /usr/local/lib | /usr/local/libexec | /usr/local/share | /usr/local/share/*man*) return 1 ;;
	esac
}

for folder; do
	while may_go "$folder" && { [ ! -e "$destdir$folder" ] || rmdir "$destdir$folder" 2>/dev/null; }; do
		folder=${folder%/*}
	done
done

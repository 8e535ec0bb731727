#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# docs.sh - a document with the output of its examples as it is now.
#
#   docs.sh README.md > new         examples stand between ```console and ```
#   docs.sh man/bote.5 > new        examples stand between .EX and .EE
#   docs.sh --update FILE...        put it in place
#
# In an example "$ COMMAND" is a line for the shell, "bote> LINE" one for the prompt ("....> " where
# it goes on); what follows is what they print. "$ cat NAME" gives a file that the document shows to
# the commands after it. What is typed and what stands outside of examples comes out unchanged; the
# tests compare the whole, `make update-golden` puts it in place.
set -u
if [ "$1" = --update ]; then
	shift
	for doc; do
		new=$("${SHELL:-sh}" "$0" "$doc") || exit 1
		[ "$new" != "$(cat "$doc")" ] || continue
		printf '%s\n' "$new" > "$doc" && echo "updated ${doc##*/}"
	done
	exit 0
fi
tmp=$(mktemp -d "$builddir/tests/tmp/docs.XXXXXX") || exit 1
trap 'rm -rf "$tmp"' EXIT
mkdir "$tmp/home" "$tmp/bin" "$tmp/cwd"
ln -s "$BOTE" "$tmp/bin/bote"
HOME=$tmp/home
PATH=$tmp/bin:$PATH
export HOME PATH TMP_DOCS="$tmp"
SOURCE_DATE_EPOCH=1767225600 # reports are of the first day of 2026
export SOURCE_DATE_EPOCH

case $1 in
*.md|*.txt) open='^```console$' close='^```$' man=0 ;;
*) open='^[.]EX$' close='^[.]EE$' man=1 ;;
esac
file=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
cd "$tmp/cwd" || exit 1

# awk sees bytes, and need not know what characters they are.
LC_ALL=C awk -v open="$open" -v close_="$close" -v man="$man" '
	BEGIN { tmp = ENVIRON["TMP_DOCS"] }

	# The manual pages write some characters as groff wants them.
	function decode(s) {
		if (!man)
			return s
		gsub(/\\-/, "-", s); gsub(/\\\(ti/, "~", s); gsub(/\\\(ha/, "^", s); gsub(/\\\(aq/, "\047", s)
		gsub(/\\\(ga/, "`", s); gsub(/\\\(~~/, "≈", s); gsub(/\\\(mu/, "×", s); gsub(/\\\(->/, "→", s)
		gsub(/\\\(mc/, "µ", s); gsub(/\\\(eu/, "€", s); gsub(/\\\(pc/, "·", s); gsub(/\\&/, "", s); gsub(/\\e/, "\\", s)
		return s
	}
	function encode(s) {
		if (!man)
			return s
		gsub(/\\/, "\\e", s); gsub(/-/, "\\-", s); gsub(/~/, "\\(ti", s); gsub(/\^/, "\\(ha", s)
		gsub(/\047/, "\\(aq", s); gsub(/`/, "\\(ga", s); gsub(/≈/, "\\(~~", s); gsub(/×/, "\\(mu", s)
		gsub(/→/, "\\(->", s); gsub(/µ/, "\\(mc", s); gsub(/€/, "\\(eu", s); gsub(/·/, "\\(pc", s)
		if (s ~ /^[.]/)
			s = "\\&" s
		return s
	}

	function put_output(command, line) {
		system("LC_ALL=C.UTF-8; export LC_ALL; (" command ") > " tmp "/out 2>&1")
		while ((getline line < (tmp "/out")) > 0)
			print encode(line)
		close(tmp "/out")
	}
	function put_file(name, from, to, i) {
		printf "" > name
		for (i = from; i <= to; i++) {
			print decode(block[i]) > name
			print block[i]
		}
		close(name)
	}
	function is_command(i) { return block[i] ~ /^[$] / }
	function put_commands(i, line, next_, words) {
		for (i = 1; i <= n; i = next_) {
			for (next_ = i + 1; next_ <= n && !is_command(next_); next_++)
				;
			print block[i]
			line = substr(decode(block[i]), 3)
			if (split(line, words, " ") == 2 && words[1] == "cat")
				put_file(words[2], i + 1, next_ - 1)
			else
				put_output(line)
		}
	}
	function put_session(i, typed) {
		typed = tmp "/typed"
		printf "" > typed
		for (i = 1; i <= n; i++)
			if (decode(block[i]) ~ /^(bote>|[.][.][.][.]>) /)
				print substr(decode(block[i]), 7) > typed
		close(typed)
		put_output("bote --no-init --transcript < " typed)
	}
	function put_block(i) {
		if (n && is_command(1))
			put_commands()
		else if (n && block[1] ~ /^bote> /)
			put_session()
		else
			for (i = 1; i <= n; i++)
				print block[i]
	}

	inside && $0 ~ close_ { put_block(); inside = 0 }
	inside { block[++n] = $0; next }
	{ print }
	$0 ~ open { inside = 1; n = 0 }
' "$file" < /dev/null

# SPDX-License-Identifier: GPL-3.0-or-later
# Ctrl-C ends everything, at the prompt and from a shell: each kind of long work is begun, given a moment, and interrupted. A person
# waits half a second; the limit leaves room for a busy machine and for slow builds. INTERRUPT_MS sets another one.
# With words, only rows whose names have one of them.
. "$srcdir/tests/lib.sh"

pty=$builddir/tests/pty/pty
[ -x "$pty" ] || skip_all 'there is no tests/pty/pty'
d=$work/cwd

# ---- what takes long ----

awk 'BEGIN { for (i = 0; i < 400000; i++) printf "c%d = %d MB \"cell %d\"\n", i, i + 1, i }' > cells.bote
awk 'BEGIN { print "param p = 1"; print "c0 = p"; for (i = 1; i < 300000; i++) printf "c%d = c%d + 1\n", i, i - 1 }' > chain.bote
echo 'x = seq(1, 1000000) "x"' > list.bote
printf '# Uncertain\nparam p = 1..2 "p"\nparam q = 3..4 "q"\nparam r = 5..9 "r"\ny = p * q / r + normal(1, 0.1) "y"\nz = y^2 + p "z"\nscenario "much": p = 3..4\ncheck z < 5\n' > uncertain.bote
awk 'BEGIN { m = 420; for (i = 0; i < m; i++) printf "c%d = %d..%d\n", i, i + 1, i + 5
	for (i = 0; i < m; i++) for (j = 0; j < i; j++) printf "correlate(c%d, c%d, 0.1)\n", i, j; print "x = c0 \"x\"" }' > tied.bote
printf 'param p = 1 "p"\ny = smallest(n, smallest(m, m > n) > 10^5 * p) "y"\nshow y\n' > slow.bote
awk 'BEGIN { print "machine,cores,memory GiB,price $/h"
	for (i = 0; i < 100000; i++) printf "f%d.%d,%d,%d,%g\n", i / 8, i % 8, 1 + i % 61, 4 + i % 123, 0.1 + 0.001 * (i % 997) }' > prices.csv
awk 'BEGIN { for (i = 0; i < 1200000; i++) printf "10.0.%d.%d - - [10/Oct/2025:13:%02d:%02d +0000] \"GET /page/%d HTTP/1.1\" 200 2326\n", i % 200, i % 250, i / 60 % 60, i % 60, i % 5000 }' > access.log
awk 'BEGIN { print "key"; for (i = 0; i < 3000000; i++) print "k" (i * 7919) % 999983 }' > trace.csv
awk 'BEGIN { printf "{\"context\": {}, \"benchmarks\": [0"; for (i = 0; i < 900000; i++) printf ", {\"name\": \"b%d\", \"a\": [1, 2, 3]}", i; print "]}" }' > bench.json
for i in 1 2 3 4; do mkfifo "pipe$i"; done

# A build with sanitizers is ten times as slow: the limit goes by what a large sheet takes.
before=$(date +%s%N)
"$BOTE" -f chain.bote -e 1 > /dev/null 2>&1
most=$((($(date +%s%N) - before) / 1000000))
[ "$most" -gt 4000 ] || most=4000
most=${INTERRUPT_MS:-$most}

# ---- servers that keep silent ----

server=$builddir/tests/bench/hostile_server
url=
if [ -x "$server" ] && [ -x "$builddir/bote-bench" ]; then
	mkfifo end
	"$server" silent < end > port 2> /dev/null &
	exec 9> end
	until [ -s port ]; do sleep 0.05; done
	url=http://127.0.0.1:$(cat port)/
fi

only=" $* "

# row NAME WHERE SETUP WORK: at the `prompt`, SETUP is typed before, its lines parted by " ;; "; in a `shell` WORK is a command line.
row() {
	case $only in
	*[a-z]*) case " $1 " in *"$(echo $only)"*) ;; *) return ;; esac ;;
	esac
	{
		echo 'size 24 200'
		if [ "$2" = shell ]; then
			printf 'shell\nprompt $\nsend cd %s\\n\nprompt $\n' "$d"
			printf '%s\n' "send $4\\n"
		else
			echo start
			printf 'line %s\n' "$3" | sed 's/ ;; /\nline /g' | grep -v '^line $'
			printf '%s\n' "line $4"
		fi
		echo "interrupt $most"
		[ "$2" = shell ] || printf 'line 6*7\nexpect = 42\n'
	} > script
	PTY_DEADLINE=60 "$pty" script > said 2>&1 9>&-
	if grep -q '^1\.\.0 # SKIP' said; then
		skip "$1" "$(sed -n 's/.*SKIP //p' said)"
	elif grep -q '^not ok\|^Bail' said || ! grep -q '^# took' said; then
		ok 1 "$1"
		explain < said
	else
		ok 0 "$1: $(sed -n 's/^# took //p' said)"
	fi
}

many='set samples 64M'
row 'an uncertain cell' prompt "$many" 'y = (1..2) * (3..4) + (5..6)'
row 'a preview of many samples, then it itself' prompt "$many ;; p = 1..2" 'p * p * p'
row 'smallest()' prompt '' 'smallest(n, smallest(m, m > n) > 10^9)'
row 'a sum of a list' prompt '' 'sum(erlang_b(10^5 + 0 * seq(1, 200), 10^5)) + sum(erlang_b(10^5 + 0 * seq(1, 2000), 10^5))'
row 'functions of lists' prompt 'a = seq(1, 1000000) ;; f(x) = sum(sort(1/(a + x)) * a) ;; g(x) = f(x) + f(x + 1) + f(x + 2) + f(x + 3)' 'g(1) + g(5) + g(9) + g(13) + g(17) + g(21) + g(25)'
row 'a list that is shown' prompt '' 'seq(1, 1000000)'
row 'a histogram' prompt "load $d/uncertain.bote ;; $many" 'histogram z'
row 'a chart' prompt "q = (1..2) * (3..4) ;; $many" 'chart histogram(q)'
row 'load of a huge sheet' prompt '' "load $d/chain.bote"
row 'load of a sheet that takes long' prompt '' "load $d/slow.bote"
row 'load of ties' prompt '' "load $d/tied.bote"
row 'load of a pipe' prompt '' "load $d/pipe1"
row 'run of a huge sheet' prompt '' "run $d/cells.bote"
row 'undo of a huge sheet' prompt "load $d/chain.bote ;; a = 1 ;; load $d/uncertain.bote" 'undo'
row 'a change that much rests on' prompt 'p = 1 ;; y = smallest(n, smallest(m, m > n) > 10 * p)' 'p = 10^8'
row 'cells of a huge sheet' prompt "load $d/cells.bote" 'cells'
row 'explain a chain' prompt "load $d/chain.bote" 'explain c299999'
row 'export of a list' prompt '' "export $d/list.bote -o $d/out.csv"
row 'export of a huge sheet' prompt "load $d/cells.bote" "export $d/out.csv"
row 'export of a spreadsheet' prompt '' "export $d/cells.bote -o $d/out.fods"
row 'correlate' prompt "$many ;; a = 1..2 ;; b = 2..3 ;; correlate(a, b, 0.5)" 'a * b'
row 'a sheet of a long chain that is uncertain' prompt "load $d/chain.bote" 'p = 1..2; c299999'
row 'sensitivity' prompt "$many" "sensitivity $d/uncertain.bote z"
row 'sweep' prompt 'set samples 1M' "sweep $d/uncertain.bote p=1..9 steps 1000"
row 'solve' prompt 'set samples 8M' "solve $d/uncertain.bote z<4 for p"
row 'whatif' prompt "$many" "whatif $d/uncertain.bote p=5..6"
row 'compare' prompt "$many" "compare $d/uncertain.bote $d/uncertain.bote"
row 'scenarios' prompt "$many" "run $d/uncertain.bote"
for format in txt md html json pdf; do
	row "a report of many samples as $format" prompt "$many" "report $d/uncertain.bote -F $format -o $d/out.$format"
	row "a report of many cells as $format" prompt '' "report $d/cells.bote -F $format -o $d/out.$format"
done
row 'a lab' prompt '' 'lab queue requests=100M'
row 'a lab of a trace' prompt '' "lab cache trace=$d/trace.csv cached=1k,10k,100k"
row 'a fleet' prompt '' "fleet cpu=100000cores memory=999TB --prices-only $d/prices.csv"
row 'profile of a log' prompt '' "profile $d/access.log $d/access.log $d/access.log $d/access.log"
row 'profile of a pipe' prompt '' "profile $d/pipe2"
row 'measured import of a large JSON' prompt '' "measured import $d/bench.json"
row 'measured import of a pipe' prompt '' "measured import $d/pipe3"
[ -z "$url" ] || row 'bench of a silent server' prompt '' "bench $url"
row 'bench' prompt '' 'bench'
row 'save of a huge sheet' prompt "load $d/cells.bote" "save $d/saved.bote"
row 'check-formulas' prompt '' 'check-formulas'

row 'from a shell: a sum' shell '' '$BOTE "smallest(n, smallest(m, m > n) > 10^9)"'
row 'from a shell: a pipe' shell '' '$BOTE -f pipe4'
row 'from a shell: standard input' shell '' '$BOTE -'
row 'from a shell: an endless profile' shell '' 'cat access.log access.log access.log access.log access.log access.log | $BOTE profile -'
row 'from a shell: a report' shell '' '$BOTE report cells.bote -F pdf -o out.pdf'
row 'from a shell: a lab' shell '' '$BOTE lab queue requests=100M'
row 'from a shell: bench' shell '' '$BOTE bench'
[ -z "$url" ] || row 'from a shell: a silent server' shell '' "\$BOTE bench $url"
exec 9>&-
done_testing

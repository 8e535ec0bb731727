# SPDX-License-Identifier: GPL-3.0-or-later
# tools.sh - operations of `bote bench` beside other tools that measure the same, in one run: `make bench-tools`.
#
# Each is measured three times in turn with the others, and the best counts on both sides, since noise only adds. The ratio
# is ours by theirs, of the time an operation takes. Core operations have to be within 20 % unless bote-bench(1), section
# AGAINST OTHER TOOLS, says why they are not; the exit status is 1 if one is not. Tools that are not installed are left out.
set -u
bote=${BOTE:-./bote}
sample=${SAMPLE:-tests/bench/log_sample}
work=$(mktemp -d "${TMPDIR:-/tmp}/bench-tools.XXXXXX") || exit 1
servers=
stop() {
	for p in $servers; do
		kill "$p"
		wait "$p"
	done 2> /dev/null
	rm -rf "$work"
}
trap stop EXIT
trap 'exit 1' HUP INT TERM

ops='xxh3_64 xxh3_bulk sha256_64 sha256_bulk zstd3 zstd3_d lz4 lz4_d mem_read memcpy syscall mutex sqlite_get sqlite_scan
switch_1cpu tcp_rtt_1cpu redis_get_1cpu redis_get_pipe16 fdatasync_4k disk_read_rand disk_read_seq'

have() {
	command -v "$1" > /dev/null
}

# theirs OP TOOL SECONDS: an operation's time by a tool; an empty one is left out.
theirs() {
	[ -z "$3" ] || echo "$1|$2|$3" >> "$work/theirs"
}

# calc EXPRESSION: by awk; nothing if a number is missing.
calc() {
	awk "BEGIN { x = $1; if (x > 0) printf \"%.6g\", x }" 2> /dev/null
}

# ---- the tools ----

openssl_speed() {
	have openssl || return
	for n in 64 16384; do
		rate=$(taskset -c 0 openssl speed -mr -evp sha256 -bytes $n -seconds 1 2> /dev/null | sed -n 's/^+F:[0-9]*:[^:]*:\([0-9.]*\)$/\1/p')
		[ $n = 64 ] && theirs sha256_64 'openssl speed' "$(calc "64 / $rate")"
		[ $n = 64 ] || theirs sha256_bulk 'openssl speed' "$(calc "16384 / $rate")"
	done
}

xxhsum_b() {
	have xxhsum || return
	for n in 64 65536; do
		rate=$(taskset -c 0 xxhsum -b5 -i3 -B$n 2>&1 | tr '\r' '\n' | sed -n 's/^ *[0-9]*#XXH3_64b .*-> *\([0-9]*\) it.*/\1/p')
		[ $n = 64 ] && theirs xxh3_64 'xxhsum -b' "$(calc "1 / $rate")"
		[ $n = 64 ] || theirs xxh3_bulk 'xxhsum -b' "$(calc "1 / $rate")"
	done
}

# "zstd -b3" and "lz4 -b1" print MB/s of 10^6 bytes, out and back.
packer() {
	have "$2" || return
	taskset -c 0 "$2" "$3" -i1 "$work/log" 2>&1 | tr '\r' '\n' |
		sed -n 's/.*), *\([0-9.]*\) MB\/s[ ,]*\([0-9.]*\) MB\/s.*/\1 \2/p' | tail -n 1 > "$work/packed"
	read -r out back < "$work/packed" || return
	theirs "$1" "$2 $3" "$(calc "65536 / ($out * 1e6)")"
	theirs "$1_d" "$2 $3" "$(calc "65536 / ($back * 1e6)")"
}

perf_bench() {
	have perf || return
	theirs syscall 'perf bench syscall' "$(taskset -c 0 perf bench syscall basic -l 3000000 2> /dev/null |
		awk '/usecs\/op/ { print $1 * 1e-6 }')"
	theirs switch_1cpu 'perf bench sched pipe' "$(taskset -c 0 perf bench sched pipe -T -l 100000 2> /dev/null |
		awk '/usecs\/op/ { print $1 * 1e-6 }')"
	rate=$(taskset -c 0 perf bench mem memcpy -f default -s 512MB -l 3 2> /dev/null | awk '/GB\/sec/ { print $1 }')
	theirs memcpy 'perf bench mem' "$(calc "65536 * 1024 / ($rate * 1024 * 1024 * 1024)")"
}

sysbench_memory() {
	have sysbench || return
	rate=$(taskset -c 0 sysbench memory --memory-oper=read --memory-block-size=512M --memory-total-size=1000G --time=2 run |
		sed -n 's/.*(\([0-9.]*\) MiB\/sec).*/\1/p')
	theirs mem_read 'sysbench memory' "$(calc "1 / $rate")"
	theirs mutex 'sysbench mutex' "$(taskset -c 0 sysbench mutex --threads=1 --mutex-num=1 --mutex-locks=5000000 --mutex-loops=0 run |
		awk '/total time:/ { print $3 / 5000000 }')"
}

sockperf_tcp() {
	have sockperf || return
	taskset -c 0 sockperf server --tcp -i 127.0.0.1 -p 11711 > /dev/null 2>&1 &
	servers="$servers $!"
	sleep 0.5
	# It prints half a round trip.
	theirs tcp_rtt_1cpu 'sockperf' "$(taskset -c 0 sockperf ping-pong --tcp -i 127.0.0.1 -p 11711 -m 64 -t 2 2>&1 |
		awk '/percentile 50.000/ { print $NF * 2e-6 }')"
	kill $!
	wait $! 2> /dev/null
}

redis_benchmark() {
	have redis-server && have redis-benchmark || return
	taskset -c 0 redis-server --port 0 --unixsocket "$work/redis" --save '' --dir "$work" --bind 127.0.0.1 --port 11712 > /dev/null &
	servers="$servers $!"
	sleep 0.5
	redis-cli -p 11712 debug populate 100000 key 64 > /dev/null 2>&1
	rate=$(taskset -c 0 redis-benchmark -p 11712 -c 1 -n 60000 -r 100000 -t get -d 64 --csv 2> /dev/null | tr -d '"' | awk -F, '$1 == "GET" { print $2 }')
	theirs redis_get_1cpu 'redis-benchmark -c 1' "$(calc "1 / $rate")"
	rate=$(taskset -c 1 redis-benchmark -p 11712 -c 1 -P 16 -n 400000 -r 100000 -t get -d 64 --csv 2> /dev/null | tr -d '"' | awk -F, '$1 == "GET" { print $2 }')
	theirs redis_get_pipe16 'redis-benchmark -P 16' "$(calc "1 / $rate")"
	kill $!
	wait $! 2> /dev/null
}

# fio OP OPTION...: the median in nanoseconds.
fio_one() {
	op=$1 what=$2
	shift 2
	theirs "$op" fio "$(fio --name=x --filename="$disk/fio" --size=256M --ioengine=psync --runtime=2 --time_based --output-format=json "$@" 2> /dev/null |
		awk -v what="$what" '
			$0 ~ "^ *\"" what "\" : " { inside = 1 }
			inside && /"50.000000"/ { gsub(/[^0-9]/, "", $3); print $3 * 1e-9; exit }')"
}

fio_disk() {
	have fio || return
	disk=$(mktemp -d "$HOME/bench-tools.XXXXXX") || return
	fio_one disk_read_rand clat_ns --rw=randread --bs=4k --direct=1
	fio_one disk_read_seq clat_ns --rw=read --bs=1M --direct=1
	fio_one fdatasync_4k sync --rw=randwrite --bs=4k --fdatasync=1
	rm -rf "$disk"
}

sqlite_timer() {
	have sqlite3 || return
	cat > "$work/sql" <<-'END'
	create table t (id integer primary key, value integer, text text);
	insert into t select value, value * 7 % 1000, 'a row of forty characters, more or less' from generate_series(1, 1000000);
	.timer on
	select count(*) from t where value < 100;
	select count(*) from t where value < 101;
	END
	theirs sqlite_scan "sqlite3 .timer" "$(taskset -c 0 sqlite3 :memory: < "$work/sql" 2> /dev/null | awk '/Run Time/ { print $4 / 1e6 }' | sort -g | head -n 1)"
}

# ---- ours, and the table ----

ours() {
	# shellcheck disable=SC2086
	"$bote" bench --gap 0 --json --keep --state "$work/state" $ops 2> /dev/null |
		sed 's/.*"op":"\([^"]*\)".*"best":\([^,]*\),.*"class":"\([^"]*\)".*/\1|\3|\2/' >> "$work/ours"
}

table() {
	awk -F'|' '
	function time_of(x) {
		return x < 1e-6 ? sprintf("%.4g ns", x * 1e9) : x < 1e-3 ? sprintf("%.4g us", x * 1e6) : sprintf("%.4g ms", x * 1e3)
	}
	BEGIN {
		why["sha256_64"] = "starts a context each time"
		why["xxh3_64"] = "calls the hash through a pointer"
		why["xxh3_bulk"] = "reads across cache lines"
		why["sqlite_scan"] = "has one condition, bote two"
		why["mutex"] = "draws a random number for each lock"
		why["memcpy"] = "uses small pages"
		why["mem_read"] = "adds eight bytes at a time, on small pages"
	}
	FILENAME ~ /ours$/ {
		if (!($1 in best) || $3 < best[$1])
			best[$1] = $3
		class[$1] = $2
		next
	}
	{
		if (!($1 in tool))
			order[++n] = $1
		if (!($1 in tool) || $3 < their[$1])
			their[$1] = $3
		tool[$1] = $2
	}
	END {
		printf "%-18s %-7s %10s  %-24s %10s %6s\n", "operation", "class", "bote", "tool", "tool", "ratio"
		for (i = 1; i <= n; i++) {
			op = order[i]
			if (!(op in best))
				continue
			ratio = best[op] / their[op]
			off = ratio > 1.2 || ratio < 1 / 1.2
			printf "%-18s %-7s %10s  %-24s %10s %6.2f", op, class[op], time_of(best[op]), tool[op], time_of(their[op]), ratio
			if (off && op in why)
				printf "  the tool %s", why[op]
			else if (off && class[op] == "core") {
				printf "  beyond 20 %%"
				bad++
			}
			print ""
		}
		exit bad > 0
	}' "$work/ours" "$work/theirs"
}

"$sample" > "$work/log" || exit 1
: > "$work/theirs"
: > "$work/ours"
for round in ${ROUNDS:-1 2 3}; do
	ours
	openssl_speed
	xxhsum_b
	packer zstd3 zstd -b3
	packer lz4 lz4 -b1
	perf_bench
	sysbench_memory
	sockperf_tcp
	redis_benchmark
	fio_disk
	sqlite_timer
done
table

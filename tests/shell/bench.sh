# SPDX-License-Identifier: GPL-3.0-or-later
# `bote bench` from end to end: what it needs and does not get, and what it leaves behind. Nothing here is timed; how long
# something takes is measured by tests/bench-spread and tests/bench-interrupts.
. "$srcdir/tests/lib.sh"

helper=$builddir/bote-bench
TMPDIR=$work/tmp
state=$work/state
BOTE_STATE_DIR=$state
export TMPDIR BOTE_STATE_DIR
mkdir "$TMPDIR"
if [ ! -x "$helper" ]; then
	skip_all 'this build has no bote-bench'
fi

# ---- helpers ----

# Processes that were started from here and still run: they have our folder in their environment.
left_running() {
	for p in /proc/[0-9]*; do
		[ "${p#/proc/}" != $$ ] || continue
		grep -qs "BOTE_STATE_DIR=$state" "$p/environ" || continue
		case $(tr '\0' ' ' < "$p/cmdline") in
		'' | *bench.sh*) continue ;;
		esac
		echo "$p $(tr '\0' ' ' < "$p/cmdline")"
	done 2> /dev/null
}

nothing_left() {
	is "$(left_running)$(find "$TMPDIR" -mindepth 1)$(find "$work" -name 'bote-bench.*')" '' "$1: nothing left"
}

stored() {
	cat "$state"/measured/*.jsonl 2> /dev/null
}

# until COMMAND...: it succeeds; at most half a minute.
until_it() {
	tries=0
	until "$@" > "$work/until" 2> /dev/null; do
		tries=$((tries + 1))
		[ $tries -lt 300 ] || return 1
		sleep 0.1
	done
}

has_cpus() {
	[ "$(nproc)" -ge "$1" ]
}

# as_root COMMAND...: is it possible at all?
root() {
	[ "$(id -u)" -eq 0 ] && "$@" > /dev/null 2>&1
}

# An operation that needs no library, no second CPU and little memory.
easy=jump_hash

# measured NAME: the last run measured. On a busy machine a value may break a bound (twice the work took
# the same time), which is its status 1.
measured() {
	if [ "$got" -eq 1 ] && cat "$work/out" "$work/err" "$work/events" 2> /dev/null | grep -q 'breaks a bound\|"broken":'; then
		got=0
	fi
	status 0 "$1"
}

# ---- words ----

# As `run nosuch`, `lab nosuch` and `quiz nosuch`: a name that nothing has is wrong input, 3 is for wrong use.
for words in 'bench nosuch' 'bench --list nosuch' 'run nosuch' 'report nosuch' 'lab nosuch' 'quiz nosuch' 'help nosuch'; do
	run "$BOTE" $words
	status 2 "$words: a name that nothing has"
done
run "$BOTE" bench nosuch
err_like "no operation or group 'nosuch'" 'is named'
run "$BOTE" --json bench nosuch
out_like '"kind":"unknown-name"' 'and so in JSON'
run "$BOTE" bench jump_hush
err_like "did you mean 'jump_hash'" 'the nearest is suggested'
run "$BOTE" bench --wait soon
status 3 'a time that is none'
run "$BOTE" bench --rate 5ms redis_get_1cpu
status 3 'a rate that is none'
err_like "--rate takes a rate such as 5k/s, not '5ms'" 'is said'
run "$BOTE" bench --rate '5k +/s' redis_get_1cpu
status 2 'a rate that cannot be read'
err_like '^ *^' 'is pointed at'
run "$BOTE" bench --rate 5k/s $easy
status 4 'a rate for what is no service'
out_like "$easy: is not a service" 'is said'
run "$BOTE" bench --rate 5k/s --check
status 3 'a rate has no bounds'
run "$BOTE" bench --gap nan $easy
status 3 'no number'
run "$BOTE" bench --quick --careful
status 3 'quick and careful'
run "$BOTE" bench --against old
status 3 'only ref'
run "$BOTE" bench --compare nosuch.jsonl
status 2 'nothing to compare with yet'
run "$BOTE" bench --list
status 0 '--list'
for group in hash crypto table ring cache queue memory thread network disk pack compute database service; do
	out_like "^$group\$" "lists $group"
done
# The table of the manual and of the program have the same operations.
is "$(sed -n 's/^  \([a-z][a-z0-9_]*\) .*/\1/p' "$work/out" | sort)" \
	"$(sed -n '/^.SH OPERATIONS/,/^.SH HOW/s/^\.B \([a-z][a-z0-9_]*\)$/\1/p' "$srcdir/man/bote-bench.1" | sort)" 'the manual has them all'

# ---- a result, stored ----

run "$BOTE" bench --quick --keep $easy
measured 'one operation'
out_like "$easy .* ns" 'its time'
out_like 'good\|fair\|poor\|too noisy' 'its verdict'
out_like '1 result stored in' 'stored'
is "$(stored | grep -c "\"op\":\"$easy\"")" 1 'one line in the store'
run "$BOTE" measured.$easy
status 0 'a sheet can use it'
out_like 'ns' 'in its unit'
run "$BOTE" bench --quick --keep $easy
is "$(stored | grep -c "\"op\":\"$easy\"")" 2 'old results stay'
run "$BOTE" bench --quick --keep -v --state "$work/aside" $easy
out_like '^    passes .*ns.*inside a pass' '-v: the passes as well'
run "$BOTE" bench --quick --check $easy
status 0 '--check'
bad=
for ending in _rate _all_bw _p99 $(sed -n 's/.*run_extra(r, "\([a-z_]*\)".*/_\1/p' "$srcdir"/src/bench/*.c | sort -u); do
	"$BOTE" bench --list "$easy$ending" > "$work/list" 2>&1 && grep -q "^  $easy " "$work/list" || bad="$bad $easy$ending"
done
is "$bad" '' 'a cell names its operation, whatever the ending'
run "$BOTE" bench --quick --check $easy
out_like 'holds *each operation takes at least 0.15 ns' 'tells the bounds'
is "$(stored | grep -c "\"op\":\"$easy\"")" 2 'and stores nothing'
run "$BOTE" bench --quick --keep --json $easy
out_like '^{"op":"jump_hash".*}$' '--json'
# What is kept without --keep: a bench beside another bote, whose verdict is always the same.
mkdir -p "$work/beside"
cp "$BOTE" "$work/beside/bote"
for verdict in good 'too noisy'; do
	cat > "$work/beside/bote-bench" <<-END
		#!/bin/sh
		"$helper" "\$@" | sed 's/"verdict":"[a-z ]*"/"verdict":"$verdict"/; s/"broken":"[^"]*",//'
	END
	chmod +x "$work/beside/bote-bench"
	run "$work/beside/bote" bench --quick --state "$work/${verdict##* }" $easy
done
is "$(cat "$work"/good/measured/*.jsonl | grep -c "\"op\":\"$easy\"")" 1 'a good result is stored'
is "$(cat "$work"/noisy/measured/*.jsonl 2> /dev/null | grep -c "\"op\":\"$easy\"")" 0 'a noisy one is not'
run "$BOTE" bench --against ref
status 0 '--against ref'
cp "$state"/measured/*.jsonl "$work/other.jsonl"
run "$BOTE" bench --compare "$work/other.jsonl"
status 0 '--compare'
out_like "$easy .*no difference" 'with itself'
run "$BOTE" --csv bench --compare "$work/other.jsonl"
out_like "^$easy,[0-9.e-]*,s,[0-9.e-]*,s,1,no difference" 'as comma-separated values'
run "$BOTE" --json bench --compare "$work/other.jsonl"
out_like "\"kind\":\"bench\".*\"operation\":\"$easy\"" 'as JSON'
nothing_left 'a run'

# ---- the store ----

file=$(echo "$state"/measured/*.jsonl)
echo '{"op":"jump_hash","value":tru' >> "$file"
run "$BOTE" bench --compare "$work/other.jsonl"
status 0 'a damaged line'
err_like "${file##*/}" 'its file is named'
err_like ':4: this line is damaged and left out' 'and the line'
out_like "$easy" 'the others are used'
run "$BOTE" bench --quick --keep $easy
measured 'measuring goes on'
is "$(stored | grep -c "\"op\":\"$easy\"")" 5 'nothing is lost'

cp "$file" "$work/kept"
sed 's/"id":"[0-9a-f]*"/"id":"0123456789abcdef"/' "$work/other.jsonl" > "$file"
run "$BOTE" bench --against ref
status 2 'results of another machine'
err_like 'nothing has been measured on this machine' 'are not used'
cp "$work/kept" "$file"

run "$BOTE" bench --quick --keep --state "$file/in" $easy
status 4 'a store that cannot be written'
out_like "$easy .* ns" 'the result is shown all the same'
err_like 'results are not stored in' 'and why it is not kept'

read_only='mkdir -p "$1" && mount -t tmpfs -o ro none "$1"'
if root unshare -m sh -c "$read_only" - "$work/ro"; then
	run unshare -m sh -c "$read_only"' && exec "$2" bench --quick --keep --state "$1" "$3"' - "$work/ro" "$BOTE" $easy
	status 4 'a read-only state folder'
	err_like 'Read-only file system' 'is said'
else
	skip 'a read-only state folder' 'needs root, and mounts'
fi

# A disk with room for the old results and hardly more: blanks, which mean nothing in a store, take what is left of their page.
printf '%*s\n' $((4090 - $(wc -c < "$file") % 4096)) '' >> "$file"
full='mkdir -p "$1" && mount -t tmpfs -o size=64k none "$1" && mkdir "$1/measured" && cp "$2" "$1/measured/" &&
	{ dd if=/dev/zero of="$1/fill" bs=1k 2> /dev/null || true; }'
if root unshare -m sh -c "$full" - "$work/full" "$file"; then
	run unshare -m sh -c "$full"' && "$3" bench --quick --keep --state "$1" --dir "$1" "$4" disk; echo "ended $?"
		cmp "$2" "$1/measured/${2##*/}" && echo unharmed; ls -A "$1"' - "$work/full" "$file" "$BOTE" $easy
	out_like '^ended 4$' 'a full disk'
	err_like 'No space left' 'is said'
	out_like 'fdatasync_4k: .* has .* free' 'and that the disk cannot be measured'
	out_like '^unharmed$' 'the old results are as they were'
	out_unlike '^bote-bench' 'no file left on it'
else
	skip 'a full disk' 'needs root, and mounts'
fi

# ---- less of a machine ----

run taskset -c "$(taskset -cp $$ 2> /dev/null | sed 's/.*: *\([0-9]*\).*/\1/')" "$BOTE" bench --quick --keep queue_rtt $easy
if [ "$got" -ne 127 ]; then
	measured 'one CPU allowed'
	out_like 'queue_rtt: needs two CPUs; one is allowed' 'what needs two says so'
	out_like "$easy .* ns" 'the rest is measured'
else
	skip 'one CPU allowed' 'needs taskset'
fi

mkdir -p "$work/half/proc/self" "$work/half/sys/fs/cgroup"
echo '0::/' > "$work/half/proc/self/cgroup"
echo '50000 100000' > "$work/half/sys/fs/cgroup/cpu.max"
run "$helper" --root "$work/half" --quick queue_rtt $easy
if has_cpus 2; then
	out_like 'cgroup grants 0.5 of' 'half a CPU by cgroup'
	out_like '"op":"queue_rtt","why":"needs two CPUs; the cgroup grants 0.5"' 'what needs two says so'
fi
out_like '"event":"result","op":"jump_hash"' 'the rest is measured'

# Really half a CPU: the old layout of cgroups, or the new.
for box in /sys/fs/cgroup/cpu/bote-test.$$ /sys/fs/cgroup/bote-test.$$; do
	limit=
	root mkdir "$box" || continue
	[ -e "$box/cpu.cfs_quota_us" ] && echo 50000 > "$box/cpu.cfs_quota_us" && limit=yes
	[ -e "$box/cpu.max" ] && echo 50000 100000 > "$box/cpu.max" && limit=yes
	[ -z "$limit" ] || break
	rmdir "$box"
done
if [ -n "$limit" ]; then
	run sh -c 'echo $$ > "$1/cgroup.procs" && exec "$2" bench --quick --keep queue_rtt jump_hash' - "$box" "$BOTE"
	measured 'really half a CPU'
	err_like 'the cgroup grants 0.5 of' 'is said'
	out_like 'jump_hash .* ns' 'what can be measured is'
	until_it rmdir "$box"
else
	skip 'really half a CPU' 'needs root, and cgroups that can be written'
fi

mkdir "$work/bare"
run "$helper" --root "$work/bare" --list
status 0 'no /proc and no /sys'
run "$helper" --root "$work/bare" --quick crc32_bulk $easy
measured 'measured without'
out_like '"event":"result","op":"crc32_bulk"' 'all that can be'

if (ulimit -v 200000 && "$BOTE" 1 + 1) > /dev/null 2>&1; then
	run sh -c 'ulimit -v 200000 && exec "$1" bench --quick --keep memory table cache database' - "$BOTE"
	measured '200 MB of memory'
	out_like 'mem_dram: needs an array of' 'what needs more says so'
	out_like 'mem_l1 .* ns' 'the rest is measured'
	nothing_left '200 MB of memory'
else
	skip '200 MB of memory' 'this build needs more'
fi

# ---- stopped, and servers that die ----

# passed N: bote-bench has begun its pass N.
passed() {
	grep -q "\"progress\",\"pass\":$1," "$work/events"
}

"$helper" --gap 0 $easy atomic_add syscall mutex clock page_fault > "$work/events" 2>&1 &
pid=$!
until_it passed 4
kill -TERM $pid
wait $pid
got=$?
measured 'stopped in its fourth pass'
results=$(grep -c '"event":"result"' "$work/events")
refused=$(grep -c '"event":"failed"' "$work/events") # a busy machine may refuse one or another
[ "$results" -gt 0 ] && is $((results + refused)) 6 'what has three passes is told'
is "$(grep -c '"passes":\[[^],]*,[^],]*,[^],]*\(,[^],]*\)*\]' "$work/events")" "$results" 'with all its passes'

# server_of PID: the child of the child, once it is what it is to become.
server_of() {
	child=$(child_of "$(child_of "$1")")
	[ "$(cat "/proc/$child/comm")" = "$server" ] && echo "$child"
}

# The first one, if it has any.
child_of() {
	sed 's/ .*//' "/proc/$1/task/$1/children"
}

stored > "$work/before"
for server in redis-server memcached; do
	op=redis_get_1cpu
	[ $server = redis-server ] || op=memcached_get_1cpu
	run "$helper" --list $op
	if ! command -v $server > /dev/null || grep -q 'not built' "$work/out"; then
		skip "$server" 'not installed, or its library was not'
		continue
	fi
	for try in 1 2 3 4 5; do # a busy machine may refuse the operation before its server dies
		"$BOTE" bench --gap 1s --keep $op > "$work/out" 2> "$work/err" &
		pid=$!
		until_it server_of $pid
		sleep 0.5
		kill -KILL "$(cat "$work/until")"
		wait $pid
		got=$?
		! grep -q 'twice the work' "$work/out" || continue
		break
	done
	status 4 "$server dies in mid-run"
	out_like "$op: failed: .*" 'that is said'
	nothing_left "$server died"

	run "$BOTE" bench --quick --rate 60k/min $op
	out_like "  $op *1 k/s *p50 .* max" "$server at a rate"
	run "$BOTE" bench --quick --rate 100M/s $op
	status 1 'a rate that is too much'
	out_like 'falls behind: .* answered' 'is said'
	run "$BOTE" bench --quick --json --rate 1k/s $op
	out_like '^{"op":"'$op'","rate":1000,"reached":.*,"p999":null,"max":' '--json'
	nothing_left "$server at a rate"

	for signal in TERM INT HUP KILL; do
		"$BOTE" bench $op > "$work/out" 2> "$work/err" &
		pid=$!
		until_it server_of $pid
		kill -$signal $pid
		wait $pid 2> /dev/null
		# A killed bote cannot wait for those it started.
		[ $signal != KILL ] || until_it sh -c "! kill -0 $(cat "$work/until")"
		if [ $signal != KILL ]; then
			nothing_left "$server, $signal"
		else
			sleep 0.5
			is "$(left_running)" '' "$server, KILL: nothing left running"
		fi
	done
done
head -n "$(wc -l < "$work/before")" "$file" | cmp -s - "$work/before"
ok $? 'the old results are kept'

run env LIMIT=0 sh "$srcdir/tests/bench-interrupts" "$BOTE" 5 4
status 0 'stopped at moments drawn at random'
nothing_left 'all of it'

done_testing

# SPDX-License-Identifier: GPL-3.0-or-later
# Servers that keep `bote bench` waiting, or tell it what it did not ask for: it ends, says why, and its status is not 0.
. "$srcdir/tests/lib.sh"

server=$builddir/tests/bench/hostile_server
BOTE_STATE_DIR=$work/state
export BOTE_STATE_DIR
if [ ! -x "$builddir/bote-bench" ] || [ ! -x "$server" ]; then
	skip_all 'this build has no bote-bench'
fi
"$BOTE" bench --list > list 2>&1

# ask WAY KIND: the words that measure a server of that way, in $words; it listens until its folder's `end` is closed.
ask() {
	mkdir -p "$1.$2"
	mkfifo "$1.$2/end"
	"$server" "$1" < "$1.$2/end" > "$1.$2/port" &
	exec 8> "$1.$2/end"
	until [ -s "$1.$2/port" ]; do sleep 0.05; done
	port=$(cat "$1.$2/port")
	case $2 in
	redis) set -- "$1" "$2" --redis "redis://127.0.0.1:$port" redis_named_get ;;
	postgres) set -- "$1" "$2" --postgres "host=127.0.0.1 port=$port user=x sslmode=disable gssencmode=disable" postgres_get ;;
	url) set -- "$1" "$2" "http://127.0.0.1:$port/" ;;
	esac
	way=$1.$2
	shift 2
	"$BOTE" bench --quick "$@" > "$way/out" 2> "$way/err" 8>&- < /dev/null &
	echo $! > "$way/pid"
	wait $!
	echo $? > "$way/status"
	date +%s > "$way/ended"
	exec 8>&-
}

# says WAY KIND TEXT: it ended with status 4 and says so; within 40 s, which is ample for 10.
says() {
	if grep -q "not built\|needs lib" "$1.$2/out" "$1.$2/err"; then
		skip "$2 $1" 'this build lacks the library'
		return
	fi
	is "$(cat "$1.$2/status")" 4 "$2, $1: the status"
	tr -s '\n ' ' ' < "$1.$2/out" | cat - "$1.$2/err" | grep -qF -e "$3"
	ok $? "$2, $1: it says why" || cat "$1.$2/out" "$1.$2/err" | explain
	! LC_ALL=C grep -q "$(printf '[\033\007]')" "$1.$2/out" "$1.$2/err"
	ok $? "$2, $1: no order reaches the terminal"
}

began=$(date +%s)
slow='silent.redis trickle.redis silent.postgres silent.url notices.postgres'
for each in $slow; do
	(ask "${each%.*}" "${each#*.}") &
done
for way in closes billion long latin orders empty nothing; do
	(ask $way redis)
done
for way in trickle closes refusal latin_error rows; do
	(ask $way postgres)
done
(ask closes url)
wait

says closes redis 'failed: Redis: '
says billion redis 'failed: Redis: a list, which was not asked for'
says long redis 'failed: Redis: an answer of over 1 MB, which was not asked for'
says latin redis 'failed: Redis: ERR d?sol? ?'
says orders redis 'failed: Redis: ERR ?]0;owned??[31m'
says empty redis 'failed: Redis: no reason is given'
says nothing redis 'failed: a key has not the value that was put'
says trickle postgres 'expected authentication request from server'
says closes postgres 'server closed the connection unexpectedly'
says refusal postgres 'failed: no reason is given'
says latin_error postgres 'FATAL: ?t? ??'
says rows postgres 'failed: ' # of what it says too much, the first part is believed or not
says closes url 'nothing answers at 127.0.0.1:'
says silent redis 'failed: Redis: no answer for 10 s'
says trickle redis 'failed: Redis: no whole answer for 10 s'
says silent postgres 'failed: PostgreSQL: no answer for 10 s'
says notices postgres 'failed: PostgreSQL: no answer for 10 s'
says silent url 'nothing answers at 127.0.0.1:'
for each in $slow; do
	[ $(($(cat "$each/ended") - began)) -lt 60 ]
	ok $? "$each: a limit of its own"
done
for each in silent.redis notices.postgres; do
	! grep -q owned "$each/err"
	ok $? "$each: no notice is printed"
done

# ---- a signal ends all of them ----

# ends WAY KIND: half a second is what a person waits; a busy machine takes longer.
ends() {
	(ask "$1" "$2") &
	until [ -s "$1.$2/pid" ]; do sleep 0.05; done
	sleep 1
	before=$(date +%s%N)
	kill -TERM "$(cat "$1.$2/pid")" # a shell keeps SIGINT from what it runs beside itself
	wait
	after=$(date +%s%N)
	[ $(((after - before) / 1000000)) -lt 2500 ]
	ok $? "$2, $1: a signal ends it in $(((after - before) / 1000000)) ms"
	is "$(cat "$1.$2/status")" 143 "$2, $1: by that signal"
}

rm -rf ./*.redis ./*.postgres ./*.url
for each in $slow; do
	grep -q "${each#*.}" list || [ "${each#*.}" = url ] || continue
	ends "${each%.*}" "${each#*.}"
done
done_testing

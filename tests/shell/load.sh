# SPDX-License-Identifier: GPL-3.0-or-later
# `bote bench URL`: whom it asks, what it refuses, what it keeps. How fast anything is does not matter here: objectives are
# such that they hold on any machine, or on none.
. "$srcdir/tests/lib.sh"

helper=$builddir/bote-bench
server=$builddir/tests/bench/http_server
BOTE_STATE_DIR=$work/state
export BOTE_STATE_DIR
if [ ! -x "$helper" ]; then
	skip_all 'this build has no bote-bench'
fi
if "$helper" --load http://127.0.0.1:1/ | grep -q 'needs libcurl'; then
	run "$BOTE" bench http://127.0.0.1:1/
	status 4 'without libcurl'
	err_is 'error: load tests are not built (needs libcurl)' 'it says what it lacks'
	done_testing
	exit
fi

# out_fix TEXT NAME: it stands in the stream, as it is.
out_fix() {
	grep -qF -e "$1" "$work/out"
	ok $? "$2" || explain < "$work/out"
}
# The same, wherever lines are broken.
out_words() {
	tr -s '\n ' ' ' < "$work/out" | grep -qF -e "$1"
	ok $? "$2" || explain < "$work/out"
}
err_fix() {
	grep -qF -e "$1" "$work/err"
	ok $? "$2" || explain < "$work/err"
}

# ---- words ----

# refuses STATUS MESSAGE WORD...: and nothing is stored.
refuses() {
	wanted=$1
	message=$2
	shift 2
	run "$BOTE" bench "$@"
	status "$wanted" "$*"
	err_is "$message" "$*: why"
}

refuses 3 "error: 'example.org' is not this machine
    hint: '--yes-this-host example.org' if it is yours and may be loaded" http://example.org/
refuses 3 "error: '127.0.0.1.nip.example' is not this machine
    hint: '--yes-this-host 127.0.0.1.nip.example' if it is yours and may be loaded" http://127.0.0.1.nip.example/
refuses 3 "error: --yes-this-host says 'example.com', and the URL 'example.org'
    hint: the host of the URL, typed once more, says that you mean it" http://example.org/ --yes-this-host example.com
refuses 3 "error: only http and https can be asked: 'ftp://localhost/'" ftp://localhost/
refuses 3 "error: a URL with a user or a password: every other program can read it here
    hint: --header @FILE takes an Authorization line from a file" http://u:p@localhost/
refuses 3 "error: --rate takes 0.1/s to 1M/s, not '1e9/s'" http://localhost/ --rate 1e9/s
refuses 3 "error: --rate takes 0.1/s to 1M/s, not '0/s'" http://localhost/ --rate 0/s
refuses 3 "error: --rate takes 0.1/s to 1M/s, not '-5/s'" http://localhost/ --rate=-5/s
refuses 3 "error: --from takes 0.1/s to 1M/s, not '3 ms'" http://localhost/ --from '3 ms'
refuses 3 "error: 100 of what? write 100 ms" http://localhost/ --slo 'p99 < 100'
refuses 3 "error: an objective has no 'speed'
    hint: it has p50, p90, p99, p99.9 and other percentiles, mean, and errors" http://localhost/ --slo 'speed < 3 ms'
refuses 3 "error: p99 is a time, which '3 kg' is not" http://localhost/ --slo 'p99 < 3 kg'
refuses 3 "error: errors are a share such as 0.1%, not '2'" http://localhost/ --slo 'p99 < 1 s, errors < 2'
refuses 3 "error: an objective is 'p99 < 50 ms, errors < 0.1%'; 'p99' has no '<' and a limit" http://localhost/ --slo p99
refuses 3 "error: at low load there is p50: 'p99 < 10 * p50 at low load', not '3 p60 at low load'" http://localhost/ \
	--slo 'p99 < 3 p60 at low load'
refuses 3 'error: at the prompt words are held together by double quotes: --slo "p99 < 50 ms"' http://localhost/ --slo "'p99"
refuses 3 "error: p99.9 needs 10000 requests in a step, and 10/s for 10 s are 100
    hint: --step 1000s or --from 1000/s" http://127.0.0.1:1/ --slo 'p99.9 < 1 s'
refuses 3 "error: POST may change what the server holds, as often as it is asked
    hint: '--writes' says that it may" http://localhost/ --method POST
refuses 3 "error: DELETE may change what the server holds, as often as it is asked
    hint: '--writes' says that it may" http://localhost/ --method DELETE
refuses 3 "error: 'tcp' is measured by 'bote bench tcp': another name" http://localhost/ --as tcp
refuses 3 "error: --as takes a name of small letters, digits and _, not 'A-b'" http://localhost/ --as A-b
refuses 3 'error: one URL at a time, and no operations beside it' http://localhost/ tcp
refuses 3 'error: an option of load tests, without a URL to load' --slo 'p99 < 1 s'
refuses 3 "error: --to is the unit of an answer, which bench does not have
    hint: write '--up-to RATE', which is where a search ends" http://127.0.0.1:1/ --from 100/s --to 200/s
refuses 3 'error: --to is the unit of an answer, which bench does not have' ht_get -t us
for word in '--wait 1s' '--gap 1s' '--redis redis://127.0.0.1:1' '--postgres port=1'; do
	# shellcheck disable=SC2086
	refuses 3 "error: ${word%% *} is for operations, not for a URL" http://127.0.0.1:1/ $word
done
for word in --list --check '--against ref' '--compare x' '--dir .'; do
	# shellcheck disable=SC2086
	refuses 3 'error: a URL is loaded, and not listed, checked or compared' http://127.0.0.1:1/ $word
done
for word in '--from 5/s' '--up-to 5/s' '--step 1s' '--limit 1s' '--most 5' --curve --writes '--connections 2' '--pid 1' '--zipf 1'; do
	# shellcheck disable=SC2086
	refuses 3 'error: an option of load tests, without a URL to load' ht_get $word
done
refuses 3 'error: a search from 10/s cannot end at 5/s, which is less
    hint: --up-to is to be --from at least' http://127.0.0.1:1/ --up-to 5/s --from 10/s
refuses 3 'error: a search from 200000/s cannot end at 100000/s, which is less
    hint: --up-to is to be --from at least' http://127.0.0.1:1/ --from 200k/s
refuses 4 'error: nothing answers at 127.0.0.1:1 (connection refused)' http://127.0.0.1:1/ --up-to 5/s
refuses 3 'error: --up-to is for a search, and --rate asks at one rate' http://127.0.0.1:1/ --rate 5/s --up-to 9/s
refuses 3 'error: --curve is for a search, and --rate asks at one rate' http://127.0.0.1:1/ --rate 5/s --curve
refuses 3 'error: one URL at a time, and no operations beside it' tcp --urls urls
refuses 3 'error: a URL or --urls, not both' http://127.0.0.1:1/ --urls urls
refuses 3 'error: --zipf draws among the URLs of --urls, and there is one URL' http://127.0.0.1:1/ --zipf 1
for word in -r --csv; do
	refuses 3 "error: $word is for answers, and a load test has rows of its own
    hint: --json gives them one object a line, with all digits" http://127.0.0.1:1/ $word
done
for word in '-x' '-p 5'; do
	# shellcheck disable=SC2086
	refuses 3 "error: ${word%% *} is for answers, which 'bench' has none of
    hint: --json gives all digits of what was measured" http://127.0.0.1:1/ $word
done
refuses 3 "error: --rate takes a rate such as 5k/s, not '5 ms'" http://localhost/ --rate '5 ms'
refuses 3 "error: --rate takes a rate such as 5k/s, not '0/s'" redis_get --rate 0/s
refuses 3 "error: a header is 'Name: value', not 'none'" http://localhost/ --header none
run "$BOTE" bench 'http://local host/'
status 3 'a URL with a blank'
err_fix "error: this is not a URL: 'http://local host/'" 'is none'
refuses 4 'error: nothing answers at 127.0.0.1:1 (connection refused)' http://127.0.0.1:1/
is "$(ls "$BOTE_STATE_DIR" 2> /dev/null)" '' 'none of these stored anything'

# ---- a server ----

if [ ! -x "$server" ]; then
	skip 'a server that answers' 'there is no http_server'
	done_testing
	exit
fi
mkfifo hold
"$server" < hold > port 2> /dev/null &
exec 9> hold
while [ ! -s port ]; do sleep 0.05; done
url=http://127.0.0.1:$(cat port)

short='--from 20/s --up-to 40/s --step 0.4s'
# shellcheck disable=SC2086
run "$BOTE" bench "$url/" --slo 'p99 < 9 s' $short --as shop
status 0 'a load test'
out_fix 'open loop, random arrivals, HTTP/1.1' 'says how it asked'
out_fix 'objective p99 < 9 s, errors < 0.1 %' 'and for what'
out_fix 'max_rate  >= 40/s   poor' 'all that was asked was held'
out_fix 'stored as measured.shop_max_rate, shop_p50, shop_p99' 'and is kept'
out_fix '● held, × did not' 'p99 is drawn over the rate'
out_fix ' objective' 'beside what it may be'
grep -q '^bote      had 0.* of [0-9]* CPUs; all together were [0-9]* % busy$' "$work/out"
ok $? 'and it says how much of the machine it had itself'
run "$BOTE" 'ceil(1200 requests/s / (measured.shop_max_rate * 60% / server))'
status 0 'which sizes a fleet'
is "$(grep -c 'server' "$work/out")" 1 'of servers'
run "$BOTE" 'max(measured.shop_max_rate) to requests/s'
is "$(grep -c '^. 40 requests/s' "$work/out")" 1 'of 40/s each'
is "$(grep -c '127.0.0.1\|localhost' "$BOTE_STATE_DIR"/measured/*.jsonl)" 0 'the host is not stored'

run "$BOTE" bench "$url/a" --rate 30/s --step 0.4s --as shop
err_like 'measured.shop_max_rate of .* is of GET /, and not of GET /a: out of date' 'a name that stands for something else now'
printf 'servers = 1200 requests/s / measured.shop_max_rate\n' > fleet.bote
run "$BOTE" report fleet.bote
out_fix '## Measured on this machine' 'a report lists what it found'
out_fix 'of GET /, p99 < 9 s, errors < 0.1 %, random arrivals; ' 'by what it was measured, and where'

# shellcheck disable=SC2086
run "$BOTE" bench "$url/a?token=secret" --slo 'p99 < 9 s' $short --json
status 0 'as JSON'
out_fix '"op":"http_a"' 'by the name of its path'
is "$(cat "$BOTE_STATE_DIR"/measured/*.jsonl "$work/out" | grep -c secret)" 0 'no query is stored'

# shellcheck disable=SC2086
run "$BOTE" bench "$url/" --slo 'p99 < 1 us' --from 1/s --step 4s --as slow
status 1 'an objective that nobody keeps'
err_like 'the objective does not hold at 1/s: p99 is\|no step counts: at 1/s bote itself was late' 'says what there is at the least rate'
run "$BOTE" measured.slow_max_rate
status 2 'and nothing is stored'

refuses 4 'error: every answer was 404 Not Found' "$url/none"
refuses 4 'error: every answer was 503 Service Unavailable' "$url/busy"
run "$BOTE" bench "$url/elsewhere" --rate 30/s --step 0.4s
status 0 'a redirect is an answer, and is not followed'
out_fix 'p99.9      most    errors' 'one rate has more percentiles'
run "$BOTE" bench "$url/" --rate 30/s --step 0.4s
out_unlike 'objective' 'without an objective nothing is judged'
run "$BOTE" bench "$url/" --rate 30/s --step 0.4s --slo 'p99 < 9 s'
status 0 'with one it is judged'
out_fix 'objective p99 < 9 s, errors < 0.1 %' 'is shown'
out_like '  holds' 'and holds'
run "$BOTE" bench "$url/" --rate 30/s --step 0.4s --slo 'p99 < 1 us'
status 1 'or does not'
out_like '  p99 too slow\|  void' 'and why is said'
run "$BOTE" bench "$url/" --rate 50/s --step 9s --slo 'p99 < 9 s' --limit 3.5s
status 1 'or is not decided'
run "$BOTE" bench "$url/short" --rate 30/s --step 0.4s
status 4 'bodies cut short are no answers'
run "$BOTE" bench "$url/reset" --rate 30/s --step 0.4s
status 4 'nor are closed connections'

printf 'X-Key: secret\n' > headers
printf '%s/1\n%s/2\n' "$url" "$url" > urls
run "$BOTE" bench --urls urls --zipf 1 --header @headers --rate 30/s --step 0.4s
status 0 'URLs of a file, headers of another'
printf '%s/1\nhttp://127.0.0.1:1/2\n' "$url" > urls
run "$BOTE" bench --urls urls --rate 30/s --step 0.4s
status 3 'all of one host and port'
printf '%s/1\nuser hunter2\n' "$url" > urls
run "$BOTE" bench --urls urls --rate 30/s --step 0.4s
status 3 'no URL in a file of them'
err_like 'urls:2: here is no URL' 'says where'
err_unlike hunter2 'and not what else stands there'
run "$BOTE" bench "$url/" --method POST --data @headers --writes --rate 30/s --step 0.4s
status 0 'writes, when it is said'
err_fix 'asks with POST, 1000000 times at most' 'are announced'

# ---- ended early ----

# shellcheck disable=SC2086
run "$BOTE" bench "$url/" --slo 'p99 < 9 s' --from 20/s --step 0.4s --most 400 --as some
status 0 'after so many requests'
out_words "--most requests were asked" 'it says why it ended'
out_fix 'stored as measured.some_max_rate' 'and what was found is kept'

for word in '--from 50/s' '--rate 50/s'; do
	# shellcheck disable=SC2086
	refuses 1 'error: nothing was found before the end: --most requests were asked' "$url/" $word --most 10
	# shellcheck disable=SC2086
	refuses 1 'error: nothing was found before the end: --limit was over' "$url/" $word --limit 0.3s
done
refuses 4 'error: every answer was 404 Not Found' "$url/none" --from 50/s --most 10

# Is bote-bench at work on our server?
at_work() {
	for p in /proc/[0-9]*/cmdline; do
		tr '\0' ' ' < "$p" | grep -q "bote-benc[h] --load $url/"
		[ $? -ne 0 ] || return 0
	done 2> /dev/null
	return 1
}

"$BOTE" bench "$url/" --slo 'p99 < 9 s' --from 20/s --step 100s --as cut > "$work/out" 2> "$work/err" &
pid=$!
tries=0
until at_work || [ "$tries" -ge 300 ]; do
	tries=$((tries + 1))
	sleep 0.1
done
at_work
ok $? 'a load test goes on'
kill -TERM "$pid"
wait "$pid"
is $? 143 'when it is told to end it does'
at_work
is $? 1 'and nothing runs any more'

exec 9>&-
done_testing

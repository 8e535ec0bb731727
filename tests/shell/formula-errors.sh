# SPDX-License-Identifier: GPL-3.0-or-later
# Formulas given what they cannot take: which parameter, what was given, what is wanted, and why.
. "$srcdir/tests/lib.sh"

# refused REASON ARGUMENT...: `bote run ARGUMENT...` is an error with a line like REASON, and no answer.
refused() {
	reason=$1
	shift
	run "$BOTE" run "$@"
	status 2 "$*: refused"
	out_is '' 'no answer'
	err_like "$reason" "because: $reason"
}
hinted() {
	err_like "hint: $1" "$1"
}

# ---- missing, misspelt, twice ----

refused "parameter 'rps' must be given: Request rate" utilisation
hinted 'give rps=VALUE in requests/s'
run "$BOTE" run weighted_round_robin
status 0 'what needs no qps is answered'
out_like 'share_each = \[25%, 25%, 50%\]' 'with the default weights'
err_like 'no qps_each yet: give qps=VALUE in requests/s' 'and the rest says what it wants'
refused "parameter 'rtt' must be given" sync_replication_latency
hinted 'give rtt=VALUE in \[ms\]'
refused "parameter 'k' must be given" round_robin
hinted 'give k=VALUE'
refused "no parameter 'rp'" utilisation rp=5/s
hinted "did you mean 'rps'?"
refused "no parameter 'cpu_per_requst'" resource_estimate cpu_per_requst=5ms
hinted "did you mean 'cpu_per_request'?"
refused "'servers' is computed, not a parameter" resource_estimate servers=5
hinted 'its parameters are rps, '
refused "no sheet or formula 'resource_estmate'" resource_estmate rps=5/s
hinted "did you mean 'resource_estimate'?"
refused "no sheet or formula 'servers'" servers
hinted "did you mean 'horizontal_servers' or 'socket_servers'?"
run "$BOTE" run resource_estimate rps=
status 3 'no value'
err_like "'rps' is given no value" 'names the parameter'
run "$BOTE" run resource_estimate 5k
status 3 'no parameter'
hinted 'write PARAM=VALUE'

# ---- the wrong kind ----

refused "'rps' wants requests per time, and this is data" utilisation rps=5GB
refused "'size' wants data, and this is time" transfer_time size=3s
refused "'rtt' wants time, and this is data" transfer_time size=1GB rtt=1kB
refused "'rtt' wants a list of times, and this is a plain number" sync_replication_latency rtt=5
refused "'k' wants a plain number, and this is data" round_robin k=5GB
refused "'hit_ratio' wants " cache_latency hit_ratio=5ms
refused "'renew' wants yes or no" ttl_hit_ratio rate_per_key=1/s renew=3
refused "'cores' wants " utilisation rps=1/s cores='"four"'

# ---- outside the domain: the reason, and what stands there ----

refused 'at 100 % utilisation the queue grows without end' mm1 arrival=100/s service=100/s
hinted 'here arrival is 100 requests/s, service is 100 requests/s'
refused 'the queue grows without end' mm1 arrival=120/s service=100/s
refused 'with less than one server for each unit of load the queue grows without end' mmc_erlang_c arrival=120/s service_time=200ms servers=24
refused 'workers that are always busy let the queue grow without end' queue_workers task_rate=1/s target_util=100%
refused 'a hit ratio lies between 0 and 100 %' cache_latency hit_ratio=120%
hinted 'here hit_ratio is 120%'
refused 'a hit ratio lies between 0 and 100 %' cdn_origin_load qps=1/s size=1kB hit_ratio=1.2
refused 'the first request for anything is a miss' cache_backend_load qps=1/s hit_ratio=100%
refused 'there must be a server' failure_headroom servers=0 util=50%
refused 'a server has at least one core' utilisation rps=300/s cores=0
refused 'a server must take some load' horizontal_servers capacity_per_server=0/s
refused 'some servers must be left' failure_headroom servers=6 failures=6 util=50%
refused 'some servers must be left' failure_headroom servers=6 failures=7 util=50%
hinted 'here failures is 7 servers, servers is 6 servers'
refused 'at least one part must be up, and no more than there are' availability_k_of_n n=3 k=4
refused 'a probability of 100 % needs servers without end' min_servers_up target=100%
refused 'nobody runs more than 10 million servers' min_servers_up k=1e12
hinted 'here k is 1 trillion'
refused 'nobody runs more than 10 million servers' min_servers_up server_availability=1e-9%
refused 'a read asks 1 to n nodes' stale_read_chance n=3 r=4
refused 'a share of 0 would take a filter without end' bloom_filter items=10 fp=0
refused 'one character cannot tell ids apart' code_length ids=10 alphabet=1
refused 'without loss the window is the limit' tcp_loss rtt=60ms loss=0
refused 'the load is beyond the largest machine already' vertical_runway load=9/s largest_capacity=5/s
refused 'the shares have to add up to 100 %' object_count capacity=1TB share='[50%, 40%]' size='[1MB, 2MB]'
refused 'each stage needs a latency and a capacity' pipeline_bottleneck stage_latency='[1ms, 2ms]' stage_capacity='[5/s]'
refused 'requests are counted 1, 2, 3 and so on' round_robin k=1.5
refused 'the number of users cannot be negative' users_to_rps users=-5
refused 'prices are not negative' cdn_cost egress=1TB/month price=-1USD/GB
refused 'give two of rate, time and items' littles_law rate=5/s

# An answer without a number says so, and is none.
run "$BOTE" run read_replicas read_qps=30k/s write_qps=7k/s
status 0 'no number of replicas is enough'
out_like '= none (replaying the writes fills every replica: shard instead)' 'says what to do'
run "$BOTE" run backlog_drain peak_rate=800/s capacity=500/s peak_time=20min after_rate=500/s
out_like '= none (the queue never empties' 'a queue that never empties'

# The same when a formula is called, used, or asked for at the prompt.
run "$BOTE" 'mm1(120/s, 100/s)'
status 2 'in an expression'
err_like 'the queue grows without end' 'the reason'
run "$BOTE" 'utilisation(rps = 5 GB)'
status 2 'an argument of the wrong kind'
err_like "'rps'" 'named'
run "$BOTE" 'utilisation(rp = 5/s)'
status 2 'a misspelt argument'
err_like "'rp'" 'named'
run "$BOTE" -e 'use mm1(arrival = 120/s, service = 100/s) as q' -e 'q.time'
status 2 'in a sheet'
err_like 'the queue grows without end' 'the reason'
run_stdin 'run servers
run utilisation rp = 5/s
' "$BOTE" --no-init --transcript
out_like "did you mean 'horizontal_servers' or 'socket_servers'" 'near names at the prompt'
out_like "did you mean 'rps'" 'of parameters too'

# What is called, used or run is read alike: a name once, and a cell before a function.
printf 'x = 1\ny = x * 2 "why"\nx = 5\nshow y\n' > twice.bote
printf 'f(x) = x * 2\ny = f(1) "why"\nf(x) = x * 3\n' > again.bote
printf 'round = 3\ny = round (2.6) "why"\nshow y\n' > blank.bote
printf 'x = 5\ny = 3x links "why"\nshow y\n' > factor.bote
for sheet in twice again blank factor; do
	for how in "run $sheet.bote" "$sheet()" "use $sheet as z"; do
		run_stdin "$how
" "$BOTE" --no-init --transcript
		case $sheet in
		factor) out_like "'3x' is a factor, and there is a cell 'x'" "$how: nobody knows which of both is meant" ;;
		blank) out_like '= 7\.8' "$how: a cell comes before the function of its name" ;;
		*) out_like 'is defined twice' "$how: a name is defined twice" ;;
		esac
	done
done

# What is a cell or a function in a text is what it defines: not what is in quotes, in a comment or given in a call, nor
# what the session has.
printf 'param x = 1\ny = x * 2 "why"\nshow y\n' > doubled.bote
cat > words.bote << 'E'
# so; x = 1
f(v) = v * 3
y = doubled(
	x = 3
) "in; x = 4" # and; x = 5
z = 2 servers x 3 + f (2) servers + max(10,200) servers
show y, z
E
run_stdin 'x = 1; max = 2; f = 3
run words.bote
' "$BOTE" --no-init --transcript
out_like '^  y = 6 ' 'an argument on a line of its own'
out_like '^  z = 212 servers' 'x is a sign, f and max are functions'

done_testing

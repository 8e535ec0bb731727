# SPDX-License-Identifier: GPL-3.0-or-later
# list, by scripts/update-lists.sh
load_samples = \
	%D%/README.md \
	%D%/ab-gnuplot.tsv \
	%D%/ab-keepalive.txt \
	%D%/ab-percentiles.csv \
	%D%/ab.txt \
	%D%/autocannon.json \
	%D%/documented/k6-handle-summary.json \
	%D%/documented/k6-summary-export.json \
	%D%/documented/memtier.json \
	%D%/documented/oha.json \
	%D%/documented/vegeta.json \
	%D%/documented/wrk2.txt \
	%D%/fio.json \
	%D%/fio.txt \
	%D%/google-benchmark-reps.json \
	%D%/google-benchmark.json \
	%D%/h2load.txt \
	%D%/hey-404.txt \
	%D%/hey.csv \
	%D%/hey.txt \
	%D%/hyperfine.csv \
	%D%/hyperfine.json \
	%D%/hyperfine.txt \
	%D%/iperf3-refused.json \
	%D%/iperf3-udp.json \
	%D%/iperf3.json \
	%D%/nginx-combined.log \
	%D%/nginx-timed.log \
	%D%/pgbench-log.txt \
	%D%/pgbench-progress.txt \
	%D%/pgbench-rate.txt \
	%D%/pgbench.txt \
	%D%/redis-benchmark-pipe16.csv \
	%D%/redis-benchmark-q.txt \
	%D%/redis-benchmark.csv \
	%D%/redis-benchmark.txt \
	%D%/sysbench-cpu.txt \
	%D%/sysbench-memory.txt \
	%D%/sysbench-oltp.txt \
	%D%/sysbench-threads.txt \
	%D%/wrk-404.txt \
	%D%/wrk-latency.txt \
	%D%/wrk-refused.txt \
	%D%/wrk.txt
# end
EXTRA_DIST += $(load_samples)
check_PROGRAMS += tests/load/genlog
tests_load_genlog_SOURCES = %D%/genlog.c
tests_load_genlog_LDADD = -lm

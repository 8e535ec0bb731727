# SPDX-License-Identifier: GPL-3.0-or-later
# A target is fuzz_NAME.c with an LLVMFuzzerTestOneInput, a corpus in corpus/NAME and
# perhaps fuzz_NAME.dict. With --enable-fuzzers it becomes a fuzzer; else replay.c feeds
# it the corpus. `make check` does the latter either way. To add one, copy the lines of
# fuzz_diag.

# list, by scripts/update-lists.sh
fuzz_corpus = \
	%D%/corpus/diag/long \
	%D%/corpus/diag/odd \
	%D%/corpus/diag/sum \
	%D%/corpus/exact/deep \
	%D%/corpus/exact/products \
	%D%/corpus/exact/sums \
	%D%/corpus/expr/call_fails_inside \
	%D%/corpus/expr/carriage_return \
	%D%/corpus/expr/cells \
	%D%/corpus/expr/conversions \
	%D%/corpus/expr/errors \
	%D%/corpus/expr/failed_then_known \
	%D%/corpus/expr/functions \
	%D%/corpus/expr/itself \
	%D%/corpus/expr/kept_text \
	%D%/corpus/expr/lists \
	%D%/corpus/expr/logic \
	%D%/corpus/expr/numbers \
	%D%/corpus/expr/redo_first \
	%D%/corpus/expr/sheets \
	%D%/corpus/expr/units \
	%D%/corpus/expr/whiteboard \
	%D%/corpus/import/ab.txt \
	%D%/corpus/import/autocannon.json \
	%D%/corpus/import/fio.txt \
	%D%/corpus/import/google-benchmark.json \
	%D%/corpus/import/h2load.txt \
	%D%/corpus/import/hyperfine.txt \
	%D%/corpus/import/iperf3-udp.json \
	%D%/corpus/import/k6-handle-summary.json \
	%D%/corpus/import/k6-summary-export.json \
	%D%/corpus/import/memtier.json \
	%D%/corpus/import/oha.json \
	%D%/corpus/import/pgbench-rate.txt \
	%D%/corpus/import/redis-benchmark.csv \
	%D%/corpus/import/sysbench-oltp.txt \
	%D%/corpus/import/vegeta.json \
	%D%/corpus/import/wrk-errors-beyond.txt \
	%D%/corpus/import/wrk.txt \
	%D%/corpus/import/wrk2.txt \
	%D%/corpus/lab/cap \
	%D%/corpus/lab/chain \
	%D%/corpus/lab/queue \
	%D%/corpus/lab/script \
	%D%/corpus/lab/script_bad \
	%D%/corpus/lab/trace \
	%D%/corpus/lab/trace_bad \
	%D%/corpus/list/aws \
	%D%/corpus/list/currency \
	%D%/corpus/list/extremes \
	%D%/corpus/list/libreoffice \
	%D%/corpus/list/open_quote \
	%D%/corpus/list/ranges \
	%D%/corpus/list/volumes \
	%D%/corpus/logs/alb \
	%D%/corpus/logs/common_odd \
	%D%/corpus/logs/csv \
	%D%/corpus/logs/iis \
	%D%/corpus/logs/json \
	%D%/corpus/logs/json_odd \
	%D%/corpus/logs/time_of_13_digits \
	%D%/corpus/logs/timed \
	%D%/corpus/logs/w3c \
	%D%/corpus/parse/bad_bytes \
	%D%/corpus/parse/blank_magnitude \
	%D%/corpus/parse/bytes_after_of \
	%D%/corpus/parse/bytes_as_billion \
	%D%/corpus/parse/carriage_return \
	%D%/corpus/parse/chain_at_end \
	%D%/corpus/parse/chart_named \
	%D%/corpus/parse/comment-in-description \
	%D%/corpus/parse/dollar_behind_of \
	%D%/corpus/parse/exponent_at_end \
	%D%/corpus/parse/fraction-behind-money \
	%D%/corpus/parse/fraction-below-money \
	%D%/corpus/parse/fraction-magnitude-per \
	%D%/corpus/parse/fraction-per-brackets \
	%D%/corpus/parse/fraction-per-convert \
	%D%/corpus/parse/fraction-per-line \
	%D%/corpus/parse/fraction-per-range \
	%D%/corpus/parse/fraction-per-sign \
	%D%/corpus/parse/fraction_of_money \
	%D%/corpus/parse/fraction_of_money_mixed \
	%D%/corpus/parse/fraction_of_money_raised \
	%D%/corpus/parse/fraction_per_plus \
	%D%/corpus/parse/fraction_per_price \
	%D%/corpus/parse/hex_raised \
	%D%/corpus/parse/hex_raised_money \
	%D%/corpus/parse/hex_raised_users \
	%D%/corpus/parse/lines \
	%D%/corpus/parse/magnitude_raised \
	%D%/corpus/parse/of_before_currency \
	%D%/corpus/parse/of_behind_answer \
	%D%/corpus/parse/of_billion_factorial \
	%D%/corpus/parse/of_billion_factorials \
	%D%/corpus/parse/of_billion_raised \
	%D%/corpus/parse/of_brackets \
	%D%/corpus/parse/of_bytes_factorial \
	%D%/corpus/parse/of_next_line \
	%D%/corpus/parse/of_next_line_rate \
	%D%/corpus/parse/of_percentage \
	%D%/corpus/parse/of_plus \
	%D%/corpus/parse/of_plus_plus \
	%D%/corpus/parse/of_power_of_bytes \
	%D%/corpus/parse/of_raised_bytes \
	%D%/corpus/parse/picture \
	%D%/corpus/parse/plus_behind_money \
	%D%/corpus/parse/prefix_of_no_unit \
	%D%/corpus/parse/sheet \
	%D%/corpus/parse/show_headline \
	%D%/corpus/parse/times_x \
	%D%/corpus/parse/times_x_money \
	%D%/corpus/parse/times_x_power \
	%D%/corpus/prompt/cells \
	%D%/corpus/prompt/described_then_counted \
	%D%/corpus/prompt/fails \
	%D%/corpus/prompt/noun_described_by_itself \
	%D%/corpus/prompt/noun_twice \
	%D%/corpus/prompt/units \
	%D%/corpus/report/charts \
	%D%/corpus/report/escapes \
	%D%/corpus/report/large_integer \
	%D%/corpus/report/number_after_noun \
	%D%/corpus/report/odd \
	%D%/corpus/report/ranges \
	%D%/corpus/report/twitter \
	%D%/corpus/report/waterfall \
	%D%/corpus/same/beside \
	%D%/corpus/same/capital_noun \
	%D%/corpus/same/factor_and_cell \
	%D%/corpus/same/fails \
	%D%/corpus/same/if \
	%D%/corpus/same/lists \
	%D%/corpus/same/product \
	%D%/corpus/same/range \
	%D%/corpus/same/word_of_a_sheet_that_fails \
	%D%/corpus/server/http_answer \
	%D%/corpus/server/http_busy \
	%D%/corpus/server/http_chunked \
	%D%/corpus/server/http_hints \
	%D%/corpus/server/http_two \
	%D%/corpus/server/postgres_copy \
	%D%/corpus/server/postgres_error \
	%D%/corpus/server/postgres_notices \
	%D%/corpus/server/postgres_orders \
	%D%/corpus/server/postgres_rows \
	%D%/corpus/server/postgres_rows_copy \
	%D%/corpus/server/postgres_scram \
	%D%/corpus/server/redis_delete \
	%D%/corpus/server/redis_list \
	%D%/corpus/server/redis_ok \
	%D%/corpus/server/redis_orders \
	%D%/corpus/server/redis_pipe \
	%D%/corpus/server/redis_right \
	%D%/corpus/server/redis_three \
	%D%/corpus/sheet/bytes \
	%D%/corpus/sheet/circles \
	%D%/corpus/sheet/fails_late \
	%D%/corpus/sheet/half \
	%D%/corpus/sheet/number_after_name \
	%D%/corpus/sheet/statements \
	%D%/corpus/sheet/template \
	%D%/corpus/sheet/twitter \
	%D%/corpus/sheet/uses \
	%D%/corpus/sheet/whiteboard \
	%D%/corpus/store/bytes \
	%D%/corpus/store/good \
	%D%/corpus/store/odd \
	%D%/corpus/unit/define \
	%D%/corpus/unit/odd \
	%D%/corpus/unit/words
# end

TESTS += %D%/run.sh
EXTRA_DIST += %D%/run.sh %D%/replay.c $(fuzz_corpus)

# What follows a target is replay.c or, where libFuzzer brings its own main, nothing.
if FUZZERS
fuzz_main =
else
fuzz_main = %D%/replay.c
endif
fuzz_ldflags = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)

check_PROGRAMS += tests/fuzz/fuzz_diag
tests_fuzz_fuzz_diag_SOURCES = %D%/fuzz_diag.c $(fuzz_main)
tests_fuzz_fuzz_diag_LDADD = $(libbote_libs)
tests_fuzz_fuzz_diag_LDFLAGS = $(fuzz_ldflags)

check_PROGRAMS += tests/fuzz/fuzz_import
tests_fuzz_fuzz_import_SOURCES = %D%/fuzz_import.c $(fuzz_main)
tests_fuzz_fuzz_import_LDADD = $(libbote_libs)
tests_fuzz_fuzz_import_LDFLAGS = $(fuzz_ldflags)

check_PROGRAMS += tests/fuzz/fuzz_logs
tests_fuzz_fuzz_logs_SOURCES = %D%/fuzz_logs.c $(fuzz_main)
tests_fuzz_fuzz_logs_LDADD = $(libbote_libs)
tests_fuzz_fuzz_logs_LDFLAGS = $(fuzz_ldflags)

check_PROGRAMS += tests/fuzz/fuzz_unit
tests_fuzz_fuzz_unit_SOURCES = %D%/fuzz_unit.c $(fuzz_main)
tests_fuzz_fuzz_unit_LDADD = $(libbote_libs)
tests_fuzz_fuzz_unit_LDFLAGS = $(fuzz_ldflags)
EXTRA_DIST += %D%/fuzz_unit.dict

check_PROGRAMS += tests/fuzz/fuzz_expr
tests_fuzz_fuzz_expr_SOURCES = %D%/fuzz_expr.c %D%/outcome.h %D%/reused.h $(fuzz_main)
tests_fuzz_fuzz_expr_LDADD = $(libbote_libs)
tests_fuzz_fuzz_expr_LDFLAGS = $(fuzz_ldflags)
EXTRA_DIST += %D%/fuzz_expr.dict

check_PROGRAMS += tests/fuzz/fuzz_sheet
tests_fuzz_fuzz_sheet_SOURCES = %D%/fuzz_sheet.c %D%/outcome.h $(fuzz_main)
tests_fuzz_fuzz_sheet_LDADD = $(libbote_libs)
tests_fuzz_fuzz_sheet_LDFLAGS = $(fuzz_ldflags)
EXTRA_DIST += %D%/fuzz_sheet.dict

check_PROGRAMS += tests/fuzz/fuzz_parse
tests_fuzz_fuzz_parse_SOURCES = %D%/fuzz_parse.c $(fuzz_main)
tests_fuzz_fuzz_parse_LDADD = $(libbote_libs)
tests_fuzz_fuzz_parse_LDFLAGS = $(fuzz_ldflags)
EXTRA_DIST += %D%/fuzz_parse.dict

check_PROGRAMS += tests/fuzz/fuzz_lab
tests_fuzz_fuzz_lab_SOURCES = %D%/fuzz_lab.c %D%/outcome.h $(fuzz_main)
tests_fuzz_fuzz_lab_LDADD = $(libbote_libs)
tests_fuzz_fuzz_lab_LDFLAGS = $(fuzz_ldflags)

check_PROGRAMS += tests/fuzz/fuzz_report
tests_fuzz_fuzz_report_SOURCES = %D%/fuzz_report.c %D%/outcome.h $(fuzz_main)
tests_fuzz_fuzz_report_LDADD = $(libbote_libs)
tests_fuzz_fuzz_report_LDFLAGS = $(fuzz_ldflags)
EXTRA_DIST += %D%/fuzz_report.dict

check_PROGRAMS += tests/fuzz/fuzz_store
tests_fuzz_fuzz_store_SOURCES = %D%/fuzz_store.c $(fuzz_main)
tests_fuzz_fuzz_store_LDADD = $(libbote_libs)
tests_fuzz_fuzz_store_LDFLAGS = $(fuzz_ldflags)

check_PROGRAMS += tests/fuzz/fuzz_list
tests_fuzz_fuzz_list_SOURCES = %D%/fuzz_list.c %D%/outcome.h $(fuzz_main)
tests_fuzz_fuzz_list_LDADD = $(libbote_libs)
tests_fuzz_fuzz_list_LDFLAGS = $(fuzz_ldflags)
EXTRA_DIST += %D%/fuzz_list.dict

check_PROGRAMS += tests/fuzz/fuzz_prompt
tests_fuzz_fuzz_prompt_SOURCES = %D%/fuzz_prompt.c %D%/outcome.h %D%/reused.h $(fuzz_main)
tests_fuzz_fuzz_prompt_LDADD = $(libbote_libs)
tests_fuzz_fuzz_prompt_LDFLAGS = $(fuzz_ldflags)

check_PROGRAMS += tests/fuzz/fuzz_exact
tests_fuzz_fuzz_exact_SOURCES = %D%/fuzz_exact.c %D%/outcome.h %D%/reused.h $(fuzz_main)
tests_fuzz_fuzz_exact_LDADD = $(libbote_libs)
tests_fuzz_fuzz_exact_LDFLAGS = $(fuzz_ldflags)

check_PROGRAMS += tests/fuzz/fuzz_same
tests_fuzz_fuzz_same_SOURCES = %D%/fuzz_same.c %D%/outcome.h %D%/reused.h $(fuzz_main)
tests_fuzz_fuzz_same_LDADD = $(libbote_libs)
tests_fuzz_fuzz_same_LDFLAGS = $(fuzz_ldflags)

check_PROGRAMS += tests/fuzz/fuzz_server
tests_fuzz_fuzz_server_SOURCES = %D%/fuzz_server.c $(fuzz_main)
tests_fuzz_fuzz_server_CFLAGS = $(AM_CFLAGS) $(BENCH_CFLAGS)
tests_fuzz_fuzz_server_LDADD = $(libbench_libs)
tests_fuzz_fuzz_server_LDFLAGS = $(fuzz_ldflags)

# All of them side by side for HOURS hours of CPU in all, with what they found before: make fuzz HOURS=4. Needs --enable-fuzzers.
EXTRA_DIST += %D%/long.sh
fuzz: $(check_PROGRAMS)
	$(SHELL) $(srcdir)/tests/fuzz/long.sh tests/fuzz $(srcdir)/tests/fuzz/corpus $(HOURS)
.PHONY: fuzz

# SPDX-License-Identifier: GPL-3.0-or-later
# list, by scripts/update-lists.sh
unit_test_files = \
	%D%/test_algo.c \
	%D%/test_arena.c \
	%D%/test_ast_write.c \
	%D%/test_behind.c \
	%D%/test_bench_load_chart.c \
	%D%/test_bounds.c \
	%D%/test_buf.c \
	%D%/test_build.c \
	%D%/test_builtin.c \
	%D%/test_calibrate.c \
	%D%/test_chart.c \
	%D%/test_chart_ask.c \
	%D%/test_chart_text.c \
	%D%/test_choose.c \
	%D%/test_complete.c \
	%D%/test_csv.c \
	%D%/test_decimal.c \
	%D%/test_defaults.c \
	%D%/test_derived.c \
	%D%/test_diag.c \
	%D%/test_diag_write.c \
	%D%/test_digest.c \
	%D%/test_doc.c \
	%D%/test_doc_link.c \
	%D%/test_earlier.c \
	%D%/test_embed_find.c \
	%D%/test_eval.c \
	%D%/test_foreign.c \
	%D%/test_format.c \
	%D%/test_formulas_cache.c \
	%D%/test_formulas_chance.c \
	%D%/test_formulas_count.c \
	%D%/test_formulas_domain.c \
	%D%/test_formulas_queue.c \
	%D%/test_formulas_ring.c \
	%D%/test_fs.c \
	%D%/test_grid.c \
	%D%/test_highlight.c \
	%D%/test_history.c \
	%D%/test_host.c \
	%D%/test_html_text.c \
	%D%/test_import.c \
	%D%/test_isolate.c \
	%D%/test_json_put.c \
	%D%/test_kernel.c \
	%D%/test_keywords.c \
	%D%/test_lab_agree.c \
	%D%/test_lab_cache.c \
	%D%/test_lab_cap.c \
	%D%/test_lab_core.c \
	%D%/test_lab_data.c \
	%D%/test_lab_full.c \
	%D%/test_lab_index.c \
	%D%/test_lab_proxy.c \
	%D%/test_lab_queue.c \
	%D%/test_lab_scale.c \
	%D%/test_lab_shards.c \
	%D%/test_lab_trace.c \
	%D%/test_lex.c \
	%D%/test_library.c \
	%D%/test_load_arrivals.c \
	%D%/test_load_cpu.c \
	%D%/test_load_hist.c \
	%D%/test_load_plan.c \
	%D%/test_load_run.c \
	%D%/test_load_search.c \
	%D%/test_load_slo.c \
	%D%/test_load_step.c \
	%D%/test_load_target.c \
	%D%/test_logs.c \
	%D%/test_map.c \
	%D%/test_md_text.c \
	%D%/test_measured.c \
	%D%/test_modulo.c \
	%D%/test_moments.c \
	%D%/test_near.c \
	%D%/test_neutral.c \
	%D%/test_number.c \
	%D%/test_ops.c \
	%D%/test_paced.c \
	%D%/test_page.c \
	%D%/test_parameter.c \
	%D%/test_parse.c \
	%D%/test_parse_error.c \
	%D%/test_parse_expr.c \
	%D%/test_picture.c \
	%D%/test_picture_layout.c \
	%D%/test_plain.c \
	%D%/test_prelude.c \
	%D%/test_product.c \
	%D%/test_quiz.c \
	%D%/test_re.c \
	%D%/test_recalc.c \
	%D%/test_rename.c \
	%D%/test_sanity.c \
	%D%/test_saved.c \
	%D%/test_scaled.c \
	%D%/test_session.c \
	%D%/test_sheet.c \
	%D%/test_source.c \
	%D%/test_spread.c \
	%D%/test_stats.c \
	%D%/test_str.c \
	%D%/test_svg.c \
	%D%/test_threads.c \
	%D%/test_unit.c \
	%D%/test_utf8.c \
	%D%/test_value.c \
	%D%/test_verdict.c \
	%D%/test_whatif.c \
	%D%/test_widths.c \
	%D%/test_wrap.c
# end

# One program; Criterion runs each test in a process of its own.
TESTS += %D%/run.sh
EXTRA_DIST += %D%/run.sh %D%/expressions.h %D%/formula.h %D%/lab.h %D%/made_server.h %D%/prelude.h %D%/random_picture.h %D%/rows.h %D%/talk.h %D%/words.h
if HAVE_CRITERION
check_PROGRAMS += tests/unit/unit_tests
tests_unit_unit_tests_SOURCES = $(unit_test_files)
tests_unit_unit_tests_CFLAGS = $(AM_CFLAGS) $(BENCH_CFLAGS) $(CRITERION_CFLAGS)
tests_unit_unit_tests_LDADD = $(libbench_libs) $(libbote_libs) $(CRITERION_LIBS)
else
EXTRA_DIST += $(unit_test_files)
endif

# Random sheets, saved and read again, for minutes where `make check` has a second.
check-saved: tests/unit/unit_tests$(EXEEXT)
	BOTE_SAVED_RUNS=5000 BOTE_SAVED_SEED=`date +%s` tests/unit/unit_tests$(EXEEXT) --filter 'saved/*'
.PHONY: check-saved

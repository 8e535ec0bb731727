# SPDX-License-Identifier: GPL-3.0-or-later
# A program of its own, so that its libraries cost `bote` nothing. All but main.c is a library for the unit tests too.
libbench_a_SOURCES += %D%/bench.c %D%/bench.h
libbench_a_SOURCES += %D%/bounds.c %D%/bounds.h
libbench_a_SOURCES += %D%/calibrate.c %D%/calibrate.h
libbench_a_SOURCES += %D%/campaign.c %D%/campaign.h
libbench_a_SOURCES += %D%/clock.c %D%/clock.h
libbench_a_SOURCES += %D%/emit.c %D%/emit.h
libbench_a_SOURCES += %D%/host.c %D%/host.h
libbench_a_SOURCES += %D%/libs.c %D%/libs.h
libbench_a_SOURCES += %D%/op.c %D%/op.h
libbench_a_SOURCES += %D%/ops.c %D%/ops.h
libbench_a_SOURCES += %D%/op_crypto.c
libbench_a_SOURCES += %D%/op_hash.c
libbench_a_SOURCES += %D%/op_kernel.c
libbench_a_SOURCES += %D%/op_queue.c
libbench_a_SOURCES += %D%/op_table.c
libbench_a_SOURCES += %D%/pair.c %D%/pair.h
libbench_a_SOURCES += %D%/probe.c %D%/probe.h
libbench_a_SOURCES += %D%/result.c %D%/result.h %D%/result_write.c
libbench_a_SOURCES += %D%/stats.c %D%/stats.h
libbench_a_SOURCES += %D%/trial.c %D%/trial.h %D%/trial_all.c
libbench_a_SOURCES += %D%/verdict.c %D%/verdict.h

bote_bench_SOURCES += %D%/bench_main.c

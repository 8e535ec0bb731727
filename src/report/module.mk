# SPDX-License-Identifier: GPL-3.0-or-later
libbote_a_SOURCES += %D%/build.c %D%/build.h
libbote_a_SOURCES += %D%/build_answer.c
libbote_a_SOURCES += %D%/build_assume.c
libbote_a_SOURCES += %D%/build_chart.c
libbote_a_SOURCES += %D%/build_check.c
libbote_a_SOURCES += %D%/build_list.c
libbote_a_SOURCES += %D%/build_measured.c
libbote_a_SOURCES += %D%/build_parts.h
libbote_a_SOURCES += %D%/build_prose.c
libbote_a_SOURCES += %D%/build_record.c
libbote_a_SOURCES += %D%/build_sanity.c
libbote_a_SOURCES += %D%/build_step.c
libbote_a_SOURCES += %D%/build_sum.c
libbote_a_SOURCES += %D%/build_whatif.c
libbote_a_SOURCES += %D%/sanity.c %D%/sanity.h
libbote_a_SOURCES += %D%/sha256.c %D%/sha256.h
libbote_a_SOURCES += %D%/build_fleet.c %D%/fleet_find.c %D%/fleet_json.c %D%/fleet_page.c %D%/fleet_view.h

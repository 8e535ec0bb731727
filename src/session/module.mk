# SPDX-License-Identifier: GPL-3.0-or-later
libbote_a_SOURCES += %D%/command.c %D%/command.h %D%/command_all.h
libbote_a_SOURCES += %D%/command_formulas.c %D%/command_help.c %D%/command_list.c %D%/command_ref.c %D%/command_report.c %D%/command_sheet.c
libbote_a_SOURCES += %D%/command_table.c %D%/command_units.c
libbote_a_SOURCES += %D%/command_whatif.c %D%/table_text.c %D%/table_csv.c
libbote_a_SOURCES += %D%/json.c %D%/write.c
libbote_a_SOURCES += %D%/pager.c %D%/pager.h
libbote_a_SOURCES += %D%/setting.c %D%/setting.h
libbote_a_SOURCES += %D%/about.c
libbote_a_SOURCES += %D%/parts.h
libbote_a_SOURCES += %D%/rewrite.c
libbote_a_SOURCES += %D%/session.c
libbote_a_SOURCES += %D%/session.h
libbote_a_SOURCES += %D%/session_run.c
libbote_a_SOURCES += %D%/session_undo.c
libbote_a_SOURCES += %D%/style.c %D%/style.h
libbote_a_SOURCES += %D%/answer.c

# SPDX-License-Identifier: GPL-3.0-or-later
libbote_a_SOURCES += %D%/command.c %D%/command.h %D%/command_all.h
libbote_a_SOURCES += %D%/command_help.c %D%/command_list.c %D%/command_sheet.c %D%/command_units.c
libbote_a_SOURCES += %D%/json.c %D%/write.c
libbote_a_SOURCES += %D%/setting.c %D%/setting.h

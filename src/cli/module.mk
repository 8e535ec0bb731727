# SPDX-License-Identifier: GPL-3.0-or-later
bote_SOURCES += %D%/args.c %D%/args.h %D%/args_complete.c
bote_SOURCES += %D%/main.c
bote_SOURCES += %D%/operands.c
bote_SOURCES += %D%/options.c %D%/options.h
bote_SOURCES += %D%/output.c %D%/output.h
bote_SOURCES += %D%/cli_parts.h %D%/program_show.c
bote_SOURCES += %D%/stream.c
bote_SOURCES += %D%/usage.c

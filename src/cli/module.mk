# SPDX-License-Identifier: GPL-3.0-or-later
bote_SOURCES += %D%/main.c

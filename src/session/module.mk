# SPDX-License-Identifier: GPL-3.0-or-later
libbote_a_SOURCES += %D%/setting.c %D%/setting.h

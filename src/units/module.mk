# SPDX-License-Identifier: GPL-3.0-or-later
# libbote_a_SOURCES += %D%/name.c %D%/name.h

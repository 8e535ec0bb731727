# SPDX-License-Identifier: GPL-3.0-or-later
libbote_a_SOURCES += %D%/diag.h
libbote_a_SOURCES += %D%/source.h

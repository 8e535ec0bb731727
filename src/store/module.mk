# SPDX-License-Identifier: GPL-3.0-or-later
libbote_a_SOURCES += %D%/machine.c %D%/machine.h
libbote_a_SOURCES += %D%/measured.c %D%/measured.h %D%/measured_cell.c %D%/measured_save.c
libbote_a_SOURCES += %D%/member.c %D%/member.h
libbote_a_SOURCES += %D%/trust.c %D%/trust.h

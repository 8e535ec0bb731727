# SPDX-License-Identifier: GPL-3.0-or-later
# Mechanisms that run and are counted. A library of its own for -ffp-contract=off: the same bytes on every machine.
liblab_a_SOURCES += %D%/draw.c %D%/draw.h %D%/stream.h
liblab_a_SOURCES += %D%/events.c %D%/events.h
liblab_a_SOURCES += %D%/figure.c %D%/figure.h
liblab_a_SOURCES += %D%/lab.h %D%/labs.c %D%/labs.h
liblab_a_SOURCES += %D%/lab_queue.c
liblab_a_SOURCES += %D%/runner.c
liblab_a_SOURCES += %D%/tally.c %D%/tally.h
liblab_a_SOURCES += %D%/waiting.h

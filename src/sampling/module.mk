# SPDX-License-Identifier: GPL-3.0-or-later
libbote_a_SOURCES += %D%/dist.c
libbote_a_SOURCES += %D%/dist.h
libbote_a_SOURCES += %D%/kernel.h
libbote_a_SOURCES += %D%/kernel_best.c
libbote_a_SOURCES += %D%/moments.c %D%/moments.h
libbote_a_SOURCES += %D%/select.c
libbote_a_SOURCES += %D%/select.h
libbote_a_SOURCES += %D%/sobol.c
libbote_a_SOURCES += %D%/sobol.h
libbote_a_SOURCES += %D%/sobol_table.h
libbote_a_SOURCES += %D%/spread.c
libbote_a_SOURCES += %D%/spread.h

# One source, compiled for several instruction sets; kernel_best.c chooses when the program runs.
noinst_LIBRARIES += libkernel_generic.a
libkernel_generic_a_SOURCES = %D%/kernel.c
libkernel_generic_a_CFLAGS = $(AM_CFLAGS) $(KERNEL_CFLAGS)
kernel_libs += libkernel_generic.a
if X86_KERNELS
noinst_LIBRARIES += libkernel_avx2.a libkernel_avx512.a
libkernel_avx2_a_SOURCES = %D%/kernel.c
libkernel_avx2_a_CFLAGS = $(AM_CFLAGS) $(KERNEL_CFLAGS) -mavx2 -mfma
libkernel_avx2_a_CPPFLAGS = $(AM_CPPFLAGS) -DKERNEL=kernel_avx2 -DKERNEL_NAME='"avx2"'
libkernel_avx512_a_SOURCES = %D%/kernel.c
libkernel_avx512_a_CFLAGS = $(AM_CFLAGS) $(KERNEL_CFLAGS) $(AVX512_CFLAGS)
libkernel_avx512_a_CPPFLAGS = $(AM_CPPFLAGS) -DKERNEL=kernel_avx512 -DKERNEL_NAME='"avx512"'
kernel_libs += libkernel_avx2.a libkernel_avx512.a
endif
libbote_a_SOURCES += %D%/share.c %D%/share.h

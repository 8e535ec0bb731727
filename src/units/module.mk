# SPDX-License-Identifier: GPL-3.0-or-later
libbote_a_SOURCES += %D%/any_case.c
libbote_a_SOURCES += %D%/convert.c
libbote_a_SOURCES += %D%/count.c
libbote_a_SOURCES += %D%/decl.c
libbote_a_SOURCES += %D%/factor.c
libbote_a_SOURCES += %D%/lookup.c
libbote_a_SOURCES += %D%/nearest.c
libbote_a_SOURCES += %D%/plural.c
libbote_a_SOURCES += %D%/prefix.c
libbote_a_SOURCES += %D%/product.c
libbote_a_SOURCES += %D%/registry.h
libbote_a_SOURCES += %D%/spell.c
libbote_a_SOURCES += %D%/unit.c %D%/unit.h
libbote_a_SOURCES += %D%/unit_add.c

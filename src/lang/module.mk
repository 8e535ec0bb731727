# SPDX-License-Identifier: GPL-3.0-or-later
libbote_a_SOURCES += %D%/ast.c %D%/ast.h
libbote_a_SOURCES += %D%/ast_write.c
libbote_a_SOURCES += %D%/decimal.c %D%/decimal.h
libbote_a_SOURCES += %D%/lex.c %D%/lex.h
libbote_a_SOURCES += %D%/lex_number.c
libbote_a_SOURCES += %D%/parse.c %D%/parse.h
libbote_a_SOURCES += %D%/parse_declare.c
libbote_a_SOURCES += %D%/parse_expr.c
libbote_a_SOURCES += %D%/parse_literal.c
libbote_a_SOURCES += %D%/parse_primary.c
libbote_a_SOURCES += %D%/parse_statement.c
libbote_a_SOURCES += %D%/parse_target.c
libbote_a_SOURCES += %D%/parse_unit.c
libbote_a_SOURCES += %D%/parser.c %D%/parser.h
libbote_a_SOURCES += %D%/token.h
libbote_a_SOURCES += %D%/words.c

# SPDX-License-Identifier: GPL-3.0-or-later
libbote_a_SOURCES += %D%/chart.c %D%/chart.h
libbote_a_SOURCES += %D%/chart_axis.c
libbote_a_SOURCES += %D%/chart_text.c %D%/chart_text.h
libbote_a_SOURCES += %D%/chart_text_axes.c
libbote_a_SOURCES += %D%/chart_text_braille.c
libbote_a_SOURCES += %D%/doc.c %D%/doc.h
libbote_a_SOURCES += %D%/html.c
libbote_a_SOURCES += %D%/html_text.c %D%/html_text.h
libbote_a_SOURCES += %D%/json_doc.c
libbote_a_SOURCES += %D%/json_drawing.c %D%/json_drawing.h
libbote_a_SOURCES += %D%/json_put.c %D%/json_put.h
libbote_a_SOURCES += %D%/md.c
libbote_a_SOURCES += %D%/md_text.c %D%/md_text.h
libbote_a_SOURCES += %D%/pdf.c %D%/pdf.h
libbote_a_SOURCES += %D%/shape.c %D%/shape.h
libbote_a_SOURCES += %D%/shape_axes.c
libbote_a_SOURCES += %D%/shape_bars.c
libbote_a_SOURCES += %D%/steps.c %D%/steps.h
libbote_a_SOURCES += %D%/svg.c %D%/svg.h
libbote_a_SOURCES += %D%/table.c %D%/table.h
libbote_a_SOURCES += %D%/table_csv.c
libbote_a_SOURCES += %D%/table_text.c
libbote_a_SOURCES += %D%/txt.c
libbote_a_SOURCES += %D%/wrap.c %D%/wrap.h
libbote_a_SOURCES += %D%/writer.c %D%/writer.h
libbote_a_SOURCES += %D%/formats.c
libbote_a_SOURCES += %D%/chart_kind.h %D%/chart_kinds.c
libbote_a_SOURCES += %D%/bar.c %D%/bar.h
libbote_a_SOURCES += %D%/grid.c %D%/grid.h %D%/grid_short.c
libbote_a_SOURCES += %D%/ascii.c %D%/ascii.h

# A program of its own, so that pango and cairo cost `bote` nothing.
bote_pdf_SOURCES += %D%/pdf_main.c
bote_pdf_SOURCES += %D%/pdf_blocks.c
bote_pdf_SOURCES += %D%/pdf_figure.c
bote_pdf_SOURCES += %D%/pdf_page.c %D%/pdf_page.h
bote_pdf_SOURCES += %D%/pdf_table.c

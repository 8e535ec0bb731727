/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pdf.h - PDF, by the program bote-pdf. */
#ifndef BOTE_PDF_H
#define BOTE_PDF_H

#include <stdbool.h>

/* Is there a bote-pdf to run? */
bool pdf_possible(void);

/* Exit status of bote-pdf: there is no font. It says nothing then. */
enum { PDF_NO_FONT = 5 };

#endif

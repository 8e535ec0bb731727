/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fods.c - OpenDocument in one XML file, as spreadsheet programs read it: numbers with their formulas, a few styles. */
#include "show/fods.h"

#include <math.h>

#include "base/interrupt.h"
#include "show/html_text.h"
#include "value/number.h"

static const char *const styles[FODS_STYLES] = {
	[FODS_PLAIN] = "plain", [FODS_HEAD] = "head",   [FODS_TITLE] = "title",
	[FODS_INPUT] = "input", [FODS_ASIDE] = "aside",
};

void fods_letters(struct buf *out, uint32_t column)
{
	if (column >= 26)
		fods_letters(out, column / 26 - 1);
	buf_char(out, (char)('A' + column % 26));
}

/* How a number is shown; it is kept in full. */
static const struct digits {
	const char *suffix;
	int decimals; /* -1: as the program likes it */
} digits[] = {{"", -1}, {"-0", 0}, {"-2", 2}, {"-4", 4}};

static const struct digits *fods_digits_of(double x)
{
	double size = fabs(x);

	if (size >= 1e15 || size < 0.01 || (x == floor(x) && size < 1000))
		return &digits[0];
	return &digits[size >= 1000 ? 1 : size >= 1 ? 2 : 3];
}

static void put_digits(struct buf *out)
{
	for (size_t i = 1; i < sizeof(digits) / sizeof(*digits); i++)
		buf_printf(out,
		           "<number:number-style style:name=\"N%s\"><number:number number:decimal-places=\"%d\" "
		           "number:min-decimal-places=\"%d\""
		           " number:min-integer-digits=\"1\" number:grouping=\"true\"/></number:number-style>\n",
		           digits[i].suffix, digits[i].decimals, digits[i].decimals);
}

static void put_style(struct buf *out, const char *name, const char *cell, const char *text)
{
	for (size_t i = 0; i < sizeof(digits) / sizeof(*digits); i++) {
		buf_printf(out, "<style:style style:name=\"%s%s\" style:family=\"table-cell\"", name, digits[i].suffix);
		if (i)
			buf_printf(out, " style:data-style-name=\"N%s\"", digits[i].suffix);
		buf_printf(
			out,
			"><style:table-cell-properties %sfo:wrap-option=\"no-wrap\"/><style:text-properties %s/></style:style>\n",
			cell, text);
	}
}

static void put_styles(struct buf *out, const struct fods_column *columns, uint32_t count)
{
	buf_add_c(out, "<office:automatic-styles>\n");
	for (uint32_t i = 0; i < count; i++)
		buf_printf(out,
		           "<style:style style:name=\"co%u\" style:family=\"table-column\"><style:table-column-properties "
		           "style:column-width=\"%.1fcm\"/></style:style>\n",
		           i + 1, columns[i].width);
	put_digits(out);
	put_style(out, styles[FODS_PLAIN], "", "");
	put_style(out, styles[FODS_HEAD], "fo:border-bottom=\"0.5pt solid #808080\" ", "fo:font-weight=\"bold\"");
	put_style(out, styles[FODS_TITLE], "", "fo:font-weight=\"bold\" fo:font-size=\"14pt\"");
	put_style(out, styles[FODS_INPUT], "fo:background-color=\"#fff4d6\" ", "");
	put_style(out, styles[FODS_ASIDE], "", "fo:color=\"#595959\"");
	buf_add_c(out, "</office:automatic-styles>\n");
}

static void fods_put_value(struct buf *out, const struct fods_cell *c)
{
	if (c->formula.len) {
		buf_add_c(out, " table:formula=\"of:=");
		xml_text(out, c->formula);
		buf_char(out, '"');
	}
	if (c->kind == FODS_TRUTH) {
		buf_printf(out, " office:value-type=\"boolean\" office:boolean-value=\"%s\"/>",
		           c->number != 0 ? "true" : "false");
		return;
	}
	buf_add_c(out, " office:value-type=\"float\" office:value=\"");
	number_write(out, c->number, 17, NUMBER_RAW);
	buf_add_c(out, "\"/>");
}

static void fods_put_cell(struct buf *out, const struct fods_cell *c)
{
	bool number;

	if (c->kind == FODS_NOTHING) {
		buf_add_c(out, "<table:table-cell/>");
		return;
	}
	number = (c->kind == FODS_NUMBER || c->kind == FODS_TRUTH) && isfinite(c->number);

	buf_printf(out, "<table:table-cell table:style-name=\"%s%s\"", styles[c->style],
	           number && c->kind == FODS_NUMBER ? fods_digits_of(c->number)->suffix : "");
	if (number) {
		fods_put_value(out, c);
	} else if (c->kind == FODS_TEXT && c->text.len) {
		buf_add_c(out, " office:value-type=\"string\"><text:p>");
		xml_text(out, c->text);
		buf_add_c(out, "</text:p></table:table-cell>");
	} else {
		buf_add_c(out, "/>");
	}
}

void fods_write(struct buf *out, struct str name, const struct fods_column *columns, uint32_t column_count,
                const struct fods_cell *cells, uint32_t row_count)
{
	buf_add_c(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	               "<office:document xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""
	               " xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" "
	               "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\""
	               " xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\""
	               " xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" "
	               "xmlns:number=\"urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0\" "
	               "xmlns:of=\"urn:oasis:names:tc:opendocument:xmlns:of:1.2\""
	               " office:version=\"1.3\" office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\">\n");
	put_styles(out, columns, column_count);
	buf_add_c(out, "<office:body><office:spreadsheet><table:table table:name=\"");
	xml_text(out, name);
	buf_add_c(out, "\">\n");
	for (uint32_t k = 0; k < column_count; k++)
		buf_printf(out, "<table:table-column table:style-name=\"co%u\"/>", k + 1);
	buf_char(out, '\n');
	for (uint32_t i = 0; i < row_count && !interrupt_came; i++) {
		buf_add_c(out, "<table:table-row>");
		for (uint32_t k = 0; k < column_count; k++)
			fods_put_cell(out, &cells[(size_t)i * column_count + k]);
		buf_add_c(out, "</table:table-row>\n");
	}
	buf_add_c(out, "</table:table></office:spreadsheet></office:body></office:document>\n");
}

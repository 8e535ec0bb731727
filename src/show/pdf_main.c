/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pdf_main.c - the program bote-pdf: a report as JSON on standard input, as PDF on standard output. */
#include <cairo-pdf.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "diag/neutral.h"
#include "show/pdf.h"
#include "show/pdf_page.h"

/* Pango and fontconfig keep what they know of fonts until the end; leaks of theirs say nothing of us. */
int __lsan_is_turned_off(void);
int __lsan_is_turned_off(void)
{
	return 1;
}

enum { STATUS_INPUT = 2, STATUS_USAGE = 3, STATUS_FILE = 4 };

static const struct paper {
	const char *name;
	double width, height;
} papers[] = {{"a4", 595.28, 841.89}, {"letter", 612, 792}};

static const struct paper *find_paper(const char *name)
{
	for (size_t i = 0; i < sizeof(papers) / sizeof(*papers); i++)
		if (name && !g_ascii_strcasecmp(papers[i].name, name))
			return &papers[i];
	return NULL;
}

/* What PAPERSIZE says, else the paper of the locale, else A4. */
static const struct paper *default_paper(void)
{
	const struct paper *paper = find_paper(getenv("PAPERSIZE"));

	if (paper)
		return paper;
#ifdef _NL_PAPER_WIDTH
	if (setlocale(LC_PAPER, "") && (int)(intptr_t)nl_langinfo(_NL_PAPER_WIDTH) == 216)
		return &papers[1];
#endif
	return &papers[0];
}

static cairo_status_t put_out(void *ctx, const unsigned char *bytes, unsigned n)
{
	g_byte_array_append(ctx, bytes, n);
	return CAIRO_STATUS_SUCCESS;
}

static void set_metadata(cairo_surface_t *s, const json_t *doc)
{
	char *creator = g_strconcat("bote ", member_text(doc, "bote"), NULL),
		 *date = g_strconcat(member_text(doc, "date"), "T00:00:00Z", NULL);

	cairo_pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_TITLE, member_text(doc, "title"));
	cairo_pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_CREATOR, creator);
	if (strlen(date) == 20)
		cairo_pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_CREATE_DATE, date);
	g_free(creator);
	g_free(date);
}

/*
 * Lay the document out and draw it, to `out` or, to find out how many pages it has, nowhere. `p` says how its summary
 * is set.
 */
static cairo_status_t pdf_main_draw(const json_t *doc, const struct paper *paper, struct pdf *p, GByteArray *out,
                                    bool summary_alone)
{
	cairo_status_t status;

	p->width = paper->width;
	p->height = paper->height;
	p->left = 48;
	p->right = paper->width - 48;
	p->top = 38;
	p->bottom = paper->height - 44;
	p->surface = cairo_pdf_surface_create_for_stream(out ? put_out : NULL, out, p->width, p->height);
	cairo_pdf_surface_restrict_to_version(p->surface, CAIRO_PDF_VERSION_1_4); /* see pdf_alt.c */
	if (out)
		set_metadata(p->surface, doc);
	p->cr = cairo_create(p->surface);
	if (!out) { /* what nobody sees is laid out, and not painted */
		cairo_rectangle(p->cr, 0, 0, 0, 0);
		cairo_clip(p->cr);
	}
	pdf_document(p, doc, summary_alone);
	status = cairo_status(p->cr);
	cairo_destroy(p->cr);
	cairo_surface_finish(p->surface);
	if (!status)
		status = cairo_surface_status(p->surface);
	cairo_surface_destroy(p->surface);
	return status;
}

/* How far the summary runs over its page, set so. */
static cairo_status_t run_over(const json_t *doc, const struct paper *paper, struct pdf_fit fit, double *over)
{
	struct pdf set = {.fit = fit};
	cairo_status_t status = pdf_main_draw(doc, paper, &set, NULL, true);

	*over = set.over;
	pdf_places_free(&set);
	return status;
}

/* What stands together goes over a page together, so that more was given away than need be: the least that does. */
static cairo_status_t squeeze_less(const json_t *doc, const struct paper *paper, struct pdf_fit *fit)
{
	enum { HALVINGS = 5 };
	cairo_status_t status = CAIRO_STATUS_SUCCESS;
	double less = 0;

	for (int i = 0; !status && i < HALVINGS; i++) {
		struct pdf_fit tried = *fit;
		double over;

		tried.squeeze = (less + fit->squeeze) / 2;
		status = run_over(doc, paper, tried, &over);
		if (over > 0)
			less = tried.squeeze;
		else
			*fit = tried;
	}
	return status;
}

/*
 * What is too long for a page gives away some of its picture, then some of the size of its letters, then of the picture
 * as much as can still be read, and only then rows: those are among the assumptions, without what they would make of
 * it.
 */
static cairo_status_t fit_summary(const json_t *doc, const struct paper *paper, struct pdf_fit *fit)
{
	static const struct pdf_fit tries[] = {
		{.shrink = 1, .keeps = 0.65, .rests = ROWS_ALL},    {.shrink = 1, .keeps = 0.65, .rests = ROWS_ALL},
		{.shrink = 0.92, .keeps = 0.65, .rests = ROWS_ALL}, {.shrink = 0.85, .keeps = 0.65, .rests = ROWS_ALL},
		{.shrink = 0.85, .keeps = 0.5, .rests = ROWS_ALL},  {.shrink = 0.85, .keeps = 0.5, .rests = 2},
		{.shrink = 0.78, .keeps = 0.5, .rests = 2},         {.shrink = 0.72, .keeps = 0.5, .rests = 1}};
	cairo_status_t status = CAIRO_STATUS_SUCCESS;
	double squeeze = 0, over = 0;

	for (size_t i = 0; !status && i < sizeof(tries) / sizeof(*tries); i++) {
		*fit = tries[i];
		fit->squeeze = squeeze;
		status = run_over(doc, paper, *fit, &over);
		if (over <= 0)
			break;
		squeeze += over;
	}
	return status || over > 0 || squeeze == 0 ? status : squeeze_less(doc, paper, fit);
}

/* Without any font pango continues and draws nothing. */
static bool has_font(void)
{
	cairo_surface_t *s = cairo_pdf_surface_create_for_stream(NULL, NULL, 1, 1);
	struct pdf p = {.cr = cairo_create(s), .zoom = 1};
	PangoLayout *l;
	bool has;

	pdf_begin(&p);
	l = pdf_layout(&p, PDF_BODY, "A0", 0);
	has = pango_layout_get_unknown_glyphs_count(l) == 0;
	g_object_unref(l);
	cairo_destroy(p.cr);
	cairo_surface_destroy(s);
	return has;
}

static int pdf_main_write_pdf(const json_t *doc, const struct paper *paper)
{
	struct pdf_fit fit;
	struct pdf counted, drawn;
	GByteArray *pdf = g_byte_array_new();
	GString *whole;
	GPtrArray *alts = g_ptr_array_new_with_free_func(g_free);
	cairo_status_t status = fit_summary(doc, paper, &fit);

	counted = (struct pdf){.fit = fit};
	if (!status)
		status = pdf_main_draw(doc, paper, &counted, NULL, false);
	drawn = (struct pdf){.fit = fit, .pages = counted.page, .known = counted.places, .alts = alts};
	if (!status)
		status = pdf_main_draw(doc, paper, &drawn, pdf, false);
	g_byte_array_append(pdf, (const guint8 *)"", 1);
	whole = pdf_with_alts(pdf, alts);
	if (!status && fwrite(whole->str, 1, whole->len, stdout) != whole->len)
		status = CAIRO_STATUS_WRITE_ERROR;
	g_string_free(whole, TRUE);
	pdf_places_free(&counted);
	pdf_places_free(&drawn);
	g_byte_array_free(pdf, TRUE);
	g_ptr_array_free(alts, TRUE);
	if (status || fflush(stdout) != 0) {
		fprintf(stderr, "bote-pdf: %s\n", status ? cairo_status_to_string(status) : "cannot write");
		return STATUS_FILE;
	}
	return 0;
}

static int usage(void)
{
	fputs("Usage: bote-pdf [a4|letter] < report.json > report.pdf\n", stderr);
	return STATUS_USAGE;
}

/* Libraries quote the locale in their warnings as it is: one that is no word is taken away. */
static void clean_locale(void)
{
	static const char *const names[] = {"FC_LANG", "LC_ALL", "LC_CTYPE", "LC_MESSAGES", "LANG", "LANGUAGE"};

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
		for (const char *c = getenv(names[i]); c && *c; c++)
			if (!g_ascii_isgraph(*c)) {
				unsetenv(names[i]);
				break;
			}
}

/* The words for it have some of what was read. */
static int no_report(const char *why)
{
	struct buf text = {0};

	buf_printf(&text, "bote-pdf: standard input is not a report: %s\n", why);
	neutral_text(&text, 0);
	fputs(buf_c(&text), stderr);
	buf_release(&text);
	return STATUS_INPUT;
}

int main(int argc, char **argv)
{
	const struct paper *paper = argc > 1 ? find_paper(argv[1]) : default_paper();
	json_error_t error;
	json_t *doc;
	int status;

	if (!paper || argc > 2)
		return usage();
	clean_locale();
	doc = json_loadf(stdin, JSON_DECODE_INT_AS_REAL, &error); /* a whole number may be larger than any integer */
	if (!json_is_object(doc)) {
		json_decref(doc);
		return no_report(error.text);
	}
	status = has_font() ? pdf_main_write_pdf(doc, paper) : PDF_NO_FONT; /* bote has the words for it */
	json_decref(doc);
	return status;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* html_text.c - escaping, and how a report looks on screen and on paper. */
#include "show/html_text.h"

#include "show/isolate.h"
#include "show/wrap.h"

/* "<", "≥", with nothing before it that is compared: at the start, after a comma, a bracket or "and". */
static bool ends_in_comparison(struct str text)
{
	static const struct str signs[] = {S("<"), S(">"), S("="), S("≤"), S("≥")};

	for (unsigned i = 0; i < sizeof(signs) / sizeof(*signs); i++)
		if (str_ends(text, signs[i])) {
			struct str before = str_cut(text, 0, text.len - signs[i].len);

			return !before.len || str_ends(before, S(", ")) || str_ends(before, S("(")) || str_ends(before, S(" and "));
		}
	return false;
}

/* What most blanks are not beside: a sign that holds on to its number. */
static bool beside_sign(struct str text, size_t blank)
{
	unsigned char before = blank ? (unsigned char)text.p[blank - 1] : 0;
	unsigned char behind = blank + 1 < text.len ? (unsigned char)text.p[blank + 1] : 0;

	return before >= 0x80 || before == '<' || before == '>' || before == '=' || behind >= 0x80 || behind == '%' ||
	       behind == '/';
}

/* A percentage is not torn apart, nor a rate or a sign from its number. */
static bool stays_together(struct str text, size_t blank)
{
	struct str behind = str_cut(text, blank + 1, text.len), before = str_cut(text, 0, blank);

	return beside_sign(text, blank) &&
	       (wrap_belongs(before, behind) || str_starts(behind, S("✓")) || str_starts(behind, S("✗")) ||
	        str_ends(before, S("≈")) || ends_in_comparison(before));
}

/* What stands for the characters that XML keeps for itself. */
static const char entities['>' + 1][8] = {
	['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;", ['\''] = "&#39;"};

/* The text with its entities; with `together`, blanks that do not break too. */
static void put_text(struct buf *out, struct str text, bool together)
{
	size_t done = 0;

	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.p[i];
		struct str instead = c <= '>' && entities[c][0] ? str_from_c(entities[c]) : S("");

		if (together && text.p[i] == ' ' && stays_together(text, i))
			instead = S("&#160;");
		if (!instead.len)
			continue;
		buf_add_str(out, str_cut(text, done, i));
		buf_add_str(out, instead);
		done = i + 1;
	}
	buf_add_str(out, str_cut(text, done, text.len));
}

void xml_text(struct buf *out, struct str text)
{
	put_text(out, text, false);
}

void html_text(struct buf *out, struct str text)
{
	put_text(out, text, true);
}

void html_prose(struct buf *out, struct str text)
{
	struct buf marked = {0};
	struct str rest;

	if (!isolate_needed(text)) {
		html_text(out, text);
		return;
	}
	isolate_write(&marked, text);
	rest = buf_str(&marked);
	for (bool within = false; rest.len; within = !within) {
		struct str mark = within ? S(ISOLATE_LAST) : S(ISOLATE_FIRST);
		size_t end = str_find(rest, mark, 0);

		html_text(out, str_cut(rest, 0, end));
		if (end < rest.len)
			buf_add_c(out, within ? "</bdi>" : "<bdi>");
		rest = str_cut(rest, end + mark.len, rest.len);
	}
	buf_release(&marked);
}

/*
 * System fonts, figures of one width. Dark only on a screen that asks for it. On paper nothing is wider than the page:
 * words break rather than tables. No "<" or "&" in here, so that the page stays well-formed XML.
 */
const char html_style[] =
	":root{color-scheme:light;--fg:#1a1a1a;--bg:#fff;--dim:#595959;--line:#d0d0d0;--soft:#f4f5f7;--good:#00664b;--bad:#"
	"a33600;"
	"--ink1:#0072b2}\n"
	"@media screen and "
	"(prefers-color-scheme:dark){:root{color-scheme:dark;--fg:#e8e8e8;--bg:#16181b;--dim:#a8a8a8;--line:#3c4046;"
	"--soft:#212429;--good:#5fd3a8;--bad:#ffa366}}\n"
	"*{box-sizing:border-box}\n"
	"body{margin:0;background:var(--bg);color:var(--fg);font:16px/1.5 system-ui,-apple-system,\"Segoe "
	"UI\",Roboto,\"Noto Sans\","
	"\"DejaVu Sans\",sans-serif;font-variant-numeric:tabular-nums lining-nums;overflow-wrap:anywhere}\n"
	"main{max-width:66rem;margin:0 auto;padding:2rem 1.25rem 3rem}\n"
	"h1{font-size:1.8rem;line-height:1.2;margin:0 0 1rem}\n"
	"h2{font-size:1.25rem;line-height:1.3;margin:2.2rem 0 .6rem;padding-bottom:.2rem;border-bottom:1px solid "
	"var(--line)}\n"
	"h3,h4,h5,h6{font-size:1.05rem;margin:1.4rem 0 .4rem}\n"
	"p,ul{margin:.6rem 0;max-width:44rem}\n"
	"code,.t,.n{font-family:ui-monospace,\"SF Mono\",Menlo,Consolas,\"DejaVu Sans Mono\",monospace;font-size:.92em}\n"
	".answers{display:grid;grid-template-columns:repeat(auto-fill,minmax(13rem,1fr));gap:.75rem;margin:0;padding:0;"
	"list-style:none;max-width:none}\n"
	".answers li{background:var(--soft);border-left:.25rem solid var(--ink1);padding:.6rem .8rem;break-inside:avoid}\n"
	".answers strong{display:block;font-size:1.35rem;line-height:1.25}\n"
	".answers .second{display:block;color:var(--dim)}\n"
	".answers .label{display:block;margin-top:.25rem}\n"
	".from{color:var(--dim);font-size:.9em;margin-top:-.6rem;max-width:none}.say{font-size:1.15rem;line-height:1.45;"
	"max-width:none}\n"
	".more{columns:2 18rem;column-gap:2rem;padding:0;list-style:none;max-width:none}.more "
	"li{break-inside:avoid;margin:.1rem 0}.more b{display:inline-block}" /* on one line where there is room */
	".more .second{color:var(--dim)}\n"
	".answers code{color:var(--dim)}\n"
	".verdict{font-weight:600}\n"
	".holds{color:var(--good)}\n"
	".fails{color:var(--bad);font-weight:600}\n"
	".wide{overflow-x:auto;margin:.6rem 0}\n"
	"table{border-collapse:collapse;width:100%;font-size:.92em}\n"
	"th,td{text-align:left;vertical-align:top;padding:.3rem .5rem;border-bottom:1px solid var(--line)}\n"
	"thead th{border-bottom:2px solid var(--line);font-weight:600;vertical-align:bottom}\n"
	"th,td{overflow-wrap:break-word}.x{overflow-wrap:anywhere}\n"
	"@media (min-width:36rem){tbody th{min-width:9em}}\n"
	"tbody th{font-weight:normal}tbody .of{font-weight:600;padding-top:.7rem}.small{color:var(--dim);font-size:.8em}\n"
	".f{text-align:right}\n"
	".step{margin:.9rem 0;break-inside:avoid}\n"
	".step p{margin:0 0 .15rem;color:var(--dim)}\n"
	".eq{display:grid;grid-template-columns:minmax(0,max-content) auto "
	"minmax(0,1fr);column-gap:.6em;margin-left:1rem}\n"
	".eq .s{grid-column:2}\n"
	".eq .last{font-weight:600}\n"
	"figure{margin:1rem 0 1.6rem;break-inside:avoid;overflow-x:auto}\n"
	"figure svg{display:block;width:100%;height:auto;max-width:44rem;overflow:visible}svg+svg{max-width:25rem}\n"
	".picture svg{width:auto;max-width:100%}.two svg+svg{display:none}\n"
	"@media screen and (max-width:42rem){.two svg{display:none}.two svg+svg{display:block}}\n"
	"@media screen and (max-width:58rem){.picture.two svg{display:none}.picture.two svg+svg{display:block}}\n"
	"@media print,(min-width:58rem){.beside{display:grid;grid-template-columns:minmax(0,1fr) "
	"max-content;column-gap:2rem;"
	"align-items:start}.beside .answers{grid-template-columns:repeat(auto-fill,minmax(12rem,1fr))}.beside "
	".more{columns:1}.beside "
	"figure{margin-top:0}}\n"
	"figcaption{font-weight:600;margin-bottom:.6rem}figcaption "
	"small{display:block;font-weight:normal;font-size:.9em;color:var(--dim)}\n"
	"a{color:inherit;text-decoration:underline "
	"dotted;text-underline-offset:.15em}nav{font-size:.85rem;color:var(--dim);margin:-.4rem 0 1rem}"
	":target{background:var(--soft);outline:.15rem solid var(--ink1)}@media "
	"print{nav{display:none}a{text-decoration:none}}\n"
	"footer{margin-top:2.5rem;padding-top:.6rem;border-top:1px solid var(--line);color:var(--dim);font-size:.85rem}\n"
	"@media screen and (max-width:36rem){main{padding:1.5rem .8rem}.answers{grid-template-columns:1fr}}\n"
	"@media screen and (max-width:36rem){.stacks thead{display:none}.stacks,.stacks tbody,.stacks tr,.stacks "
	"th,.stacks td{display:block}.stacks tr{border-bottom:1px solid var(--line);padding:.35rem 0}.stacks th,.stacks "
	"td{border:0;padding:.05rem 0;text-align:left;overflow-wrap:anywhere}.stacks tbody "
	"th{font-weight:600}.stacks td:empty{display:none}"
	".stacks td[data-head]::before{content:attr(data-head) \": \";color:var(--dim);font-weight:normal}}\n"
	"@page{margin:14mm 15mm 16mm;@bottom-center{content:counter(page) \" / \" counter(pages);font:9pt "
	"system-ui,sans-serif;color:#595959}}\n"
	"@media screen and (max-width:56rem){th,td{padding:.3rem .35rem}table{font-size:.9em}thead "
	"th{white-space:normal}}\n"
	"@media "
	"print{footer{break-before:avoid;break-inside:avoid}body{font-size:10.5pt}main{max-width:none;padding:0}.answers{"
	"grid-template-columns:repeat(4,1fr);gap:.5rem}"
	".answers strong{font-size:13pt}.answers li{background:none;padding:.1rem 0 .1rem .5rem;border-left:.2rem solid "
	"#1a1a1a}"
	"h1{font-size:17pt;margin:0 0 .5rem}h2{font-size:12pt;margin:1.1rem 0 "
	".4rem}.page{break-before:page;margin-top:0}table{font-size:9.5pt}.say{font-size:11.5pt}"
	".more,.answers .second,.answers .label{font-size:9pt}th,td{padding:.15rem .4rem}"
	".picture svg{max-height:62mm}.beside .picture svg{max-height:90mm}.beside .answers{grid-template-columns:1fr "
	"1fr}.wide,figure{overflow:visible}thead{display:table-header-group}tr{break-inside:avoid}"
	"h1,h2,h3,h4,h5,h6{break-after:avoid}p,li{orphans:2;widows:2}thead th{white-space:normal}p,ul{max-width:none}"
	".first{zoom:.85}.full{zoom:.75}}\n";

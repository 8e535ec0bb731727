# SPDX-License-Identifier: GPL-3.0-or-later
# Each example in all formats: sound files that need nothing else, the same bytes again, the same numbers everywhere.
. "$srcdir/tests/lib.sh"
. "$srcdir/tests/formats.sh"

# Everything that the JSON says as text stands in the other formats too, whatever their line ends and escapes; in a PDF in the
# order in which it is read.
cat > compare.py <<'END'
import csv, html, json, re, sys
name, pdf = sys.argv[1], len(sys.argv) > 2
doc = json.load(open(name + ".json", encoding="utf-8"))
def bare(text):
    return re.sub(r"\s+", "", text)
texts = {"md": bare(re.sub(r"\\(.)", r"\1", html.unescape(open(name + ".md", encoding="utf-8").read())).replace("`", "")),
         "txt": bare(open(name + ".txt", encoding="utf-8").read()),
         "html": bare(html.unescape(re.sub(r"<[^>]*>", "", open(name + ".html", encoding="utf-8").read())))}
if pdf:
    texts["pdf"] = open(name + ".pdf.txt", encoding="utf-8").read()
torn = re.findall(r".*\u2248\s*\n.*", texts.get("pdf", ""))
heads = {bare(b["text"]) for b in doc["body"] if b["kind"] == "heading"}
feet = [page.rstrip().splitlines()[-1] for page in texts.get("pdf", "").split("\f") if page.strip()]
alone = [line for line in feet if bare(line) in heads]
texts.update({key: bare(text) for key, text in texts.items()})
bad = ["pdf: a sign without its number: %r" % line for line in torn] + ["pdf: a heading alone: %r" % line for line in alone]
def look(what, text):
    for format, whole in texts.items():
        if bare(text.replace("`", "")) not in whole:
            bad.append("%s: no %s %r" % (format, what, text))
def cell(what, text):  # it may take several lines of its column
    for part in text.split():
        look(what, part)
look("title", doc["title"])
numbers = 0
for row in doc["answer"]:
    if not row.get("listed"):
        look("answer", row["text"])
    look("reading", row.get("second", ""))
    numbers += 1
for row in doc.get("assumptions", []):
    cell("assumption", row["text"])
    numbers += 1
for row in doc.get("lists", []):
    for text in row.values():
        cell("element", text)
for row in doc.get("checks", []):
    cell("checked value", row.get("text", ""))
    cell("limit", row.get("must", ""))
for row in doc.get("checks", []):
    for key in ["now", "until"] + [key for key in row if key.startswith("scenario")]:
        cell(key, row[key])
for row in doc.get("rests", []):
    for text in row.values():
        cell("what it rests on", text)
look("sentence", doc.get("sentence", ""))
look("verdict", doc.get("verdict", ""))
for row in doc.get("sanity", []):
    if row["verdict"] != "holds":
        cell("number", row["text"])
        cell("base rate", row["usual"])
for row in doc.get("scenarios", []):
    for key, text in row.items():
        if isinstance(text, str):
            cell("scenario", text)
steps = 0
for block in doc["body"]:
    if block["kind"] in ("heading", "prose", "figure"):
        look(block["kind"], block["text"])
    for step in block.get("steps", []):
        look("result", step["lines"][-1]["text"])
        steps += 1
    for shape in block.get("shapes", []):
        if shape["shape"] == "text" and "html" in texts:
            whole = texts["html"]
            if bare(shape["text"]) not in whole:
                bad.append("html: no label %r" % shape["text"])
if not numbers or not steps:
    bad.append("nothing to compare")
# One number, one text: what is the same number in the same unit has the same digits in cards, checks, pictures, scenarios and
# sanity checks; and in comma-separated values.
texts_of = {}
def same_digits(x):
    if isinstance(x, dict):
        if isinstance(x.get("text"), str) and isinstance(x.get("value"), (int, float)) and "unit" in x:
            text = " ".join([x["text"].replace("\u2248 ", ""), x.get("text_unit", "")]).strip()
            unit = re.sub(r"[\d.,]+", "#", text)
            if texts_of.setdefault((x["value"], x["unit"], unit), text) != text:
                bad.append("json: %r and %r" % (text, texts_of[x["value"], x["unit"], unit]))
        x = list(x.values())
    for part in x if isinstance(x, list) else []:
        same_digits(part)
same_digits(doc)
shown = {row["name"]: row["shown"] for row in csv.DictReader(open(name + ".csv", encoding="utf-8")) if row["name"]}
for row in doc["answer"]:
    if not row.get("listed") and shown.get(row.get("name"), row["text"]) != row["text"]:
        bad.append("csv: %r, not %r" % (shown[row["name"]], row["text"]))
if not texts_of or not shown:
    bad.append("nothing to compare")
if pdf:
    at = 0
    for text in [doc["title"]] + [b["text"] for b in doc["body"] if b["kind"] == "heading"]:
        place = texts["pdf"].find(bare(text), at)
        if place < 0:
            bad.append("pdf: %r is out of order" % text)
        at = max(at, place)
print("\n".join(bad[:20]))
sys.exit(bool(bad))
END

for sheet in "$srcdir"/examples/*.bote; do
	name=$(basename "$sheet" .bote)
	set --
	for format in $formats; do
		set -- "$@" -o "$name.$format"
	done
	mkdir again && (cd again && "$BOTE" report "$sheet" --paper a4 "$@") 2> /dev/null
	"$BOTE" report "$sheet" --paper a4 "$@" 2> err.txt
	ok $(($? > 1)) "$name: all formats in one run" || explain < err.txt
	"$BOTE" export "$sheet" -o "$name.csv" 2> /dev/null
	for format in $formats; do
		cmp -s "$name.$format" "again/$name.$format" && [ -s "$name.$format" ] || echo "$format"
	done > differ
	is "$(cat differ)" '' "$name: the same bytes again"
	rm -r again
	is "$(grep -E '<(script|link|iframe|object|img)|src=|href="[^#]|url\(|@import|https?://[^w]' "$name.html")" '' "$name: nothing to fetch"
	if have xmllint; then
		run xmllint --noout "$name.html"
		status 0 "$name: well-formed"
	else
		skip "$name: well-formed" 'no xmllint'
	fi
	is "$(awk 'length($0) > 100 * 4' "$name.md")" '' "$name: Markdown of narrow lines"
	pdf=
	if [ -s "$name.pdf" ] && have pdftotext; then
		pdftotext -raw "$name.pdf" - | sed 's/^[0-9]* *\/ *[0-9]*$//' > "$name.pdf.txt"
		pdf=pdf
	fi
	if [ -s "$name.pdf" ] && have qpdf; then
		run qpdf --check "$name.pdf"
		status 0 "$name: a sound PDF"
	else
		skip "$name: a sound PDF" 'no PDF, or no qpdf'
	fi
	if have python3; then
		run python3 compare.py "$name" $pdf
		status 0 "$name: the same numbers in all formats"
	else
		skip "$name: the same numbers" 'no python3'
	fi
done
# The manual names every field of a report in JSON; those of scenarios, lists, machines and labs are named by the sheet.
if have python3; then
	cat > fields.py <<'END'
import glob, json, re, sys
manual = open(sys.argv[1], encoding="utf-8").read()
manual = manual[manual.index(".SS Reports in JSON"):]
manual = set(re.findall(r"[a-z_0-9]+", re.sub(r"\\f.", " ", manual[:manual.index("\n.SH ")])))
fields = set()
def walk(x, own):
    if isinstance(x, dict):
        for key, value in x.items():
            fields.update([re.sub("^simulated_.*", "simulated_cache", key)] if own else [])
            walk(value, key not in ("scenarios", "lists") and not key.startswith(("machines", "simulated_")))
    elif isinstance(x, list):
        for value in x:
            walk(value, own)
for name in glob.glob("*.json"):
    walk(json.load(open(name, encoding="utf-8")), True)
print(" ".join(sorted(fields - manual)))
END
	is "$(python3 fields.py "$srcdir/man/bote-json.5")" '' 'the manual names all fields of JSON'
else
	skip 'the manual names all fields of JSON' 'no python3'
fi
done_testing

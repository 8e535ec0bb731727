# SPDX-License-Identifier: GPL-3.0-or-later
# recalc.py - a spreadsheet before and after a spreadsheet program has worked it out anew: the same numbers in the same places?
#
#   recalc.py strip IN.fods OUT.fods    formulas alone, without what they come to
#   recalc.py check IN.fods OUT.fods    OUT is what became of it: every number to 1e-9
import re, sys, xml.dom.minidom

def strip(text):
    return re.sub(r'(table:formula="[^"]*" office:value-type="[a-z]*") office:(?:boolean-)?value="[^"]*"', r"\1", text)

def cells(path):
    """{(row, column): (kind, value, formula)} of the first table."""
    found, row = {}, 0
    table = xml.dom.minidom.parse(path).getElementsByTagName("table:table")[0]
    for r in table.getElementsByTagName("table:table-row"):
        column = 0
        for c in r.childNodes:
            if c.nodeType != c.ELEMENT_NODE:
                continue
            kind = c.getAttribute("office:value-type")
            value = c.getAttribute("office:boolean-value" if kind == "boolean" else "office:value")
            times = int(c.getAttribute("table:number-columns-repeated") or 1)
            for k in range(times if kind else 0):
                found[row, column + k] = kind, value, c.getAttribute("table:formula")
            column += times
        row += int(r.getAttribute("table:number-rows-repeated") or 1)
    return found

def number(kind, value):
    return {"true": 1.0, "false": 0.0}[value] if kind == "boolean" else float(value)

def check(before, after):
    bad, formulas = [], 0
    for place, (kind, value, formula) in sorted(before.items()):
        if kind not in ("float", "boolean"):
            continue
        formulas += formula != ""
        got = after.get(place)
        if not got or got[0] not in ("float", "boolean", "percentage", "currency"):
            bad.append("%s: %s became %s (%s)" % (place, value, got, formula))
            continue
        a, b = number(kind, value), number(got[0], got[1])
        if abs(a - b) > 1e-9 * max(abs(a), abs(b)):
            bad.append("%s: %r became %r (%s)" % (place, a, b, formula))
    print("\n".join(bad[:20]))
    print("%d formulas" % formulas)
    return bad or formulas == 0

what, first, second = sys.argv[1:]
if what == "strip":
    open(second, "w", encoding="utf-8").write(strip(open(first, encoding="utf-8").read()))
else:
    sys.exit(1 if check(cells(first), cells(second)) else 0)

"""A report as one HTML file that stands alone: nothing in it is fetched, and it prints well."""

from html import escape

from dashboard.report.blocks import (
    Block,
    Code,
    Drawing,
    Facts,
    Heading,
    Paragraph,
    Points,
    Report,
    Table,
)
from dashboard.report.drawing import drawn
from dashboard.words.writing import say

CSS = """
@page {size: A4; margin: 14mm 13mm;}
* {box-sizing: border-box;}
body {margin: 0 auto; padding: 1.5rem; max-width: 62rem; color: #17222c; background: #fff;
  font: 15px/1.45 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; overflow-wrap: anywhere;}
header p, footer, .note {color: #4a5560; font-size: 0.85rem;}
header p {margin: 0;}
h1 {font-size: 1.35rem; line-height: 1.3; margin: 0.2rem 0 0.4rem;}
h2 {font-size: 1.08rem; margin: 1.6rem 0 0.4rem; border-bottom: 1px solid #c9d1d8;
  break-after: avoid;}
p {margin: 0.4rem 0;}
figure {margin: 0.4rem 0; break-inside: avoid;}
figure svg {display: block; width: 100%; height: auto;}
dl {display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: 0.5rem 1.4rem;
  margin: 0.4rem 0;}
dt {font-size: 0.8rem; color: #4a5560;}
dd {margin: 0; font-size: 1.3rem; line-height: 1.25; font-variant-numeric: tabular-nums;}
dd small {display: block; font-size: 0.78rem; color: #4a5560;}
.wide {overflow-x: auto;}
table {width: 100%; border-collapse: collapse; font-size: 0.8rem; line-height: 1.3;}
caption {text-align: left; color: #4a5560; padding: 0 0 0.3rem;}
thead {display: table-header-group;}
tr {break-inside: avoid;}
tbody th {white-space: nowrap;}
th, td {text-align: left; vertical-align: top; padding: 0.2rem 0.5rem 0.2rem 0;
  border-bottom: 1px solid #e3e8ec; font-weight: 400;}
thead th {font-size: 0.74rem; color: #4a5560; vertical-align: bottom; border-color: #8b98a5;}
.number {text-align: right; font-variant-numeric: tabular-nums;}
ul {margin: 0.3rem 0; padding-left: 1.1rem;}
li {margin: 0.25rem 0;}
pre {margin: 0.2rem 0 0.7rem; padding: 0.45rem 0.6rem; background: #f3f5f7; white-space: pre-wrap;
  font: 0.8rem/1.4 ui-monospace, "DejaVu Sans Mono", monospace;}
@media print {body {padding: 0; max-width: none; font-size: 10pt;} .wide {overflow: visible;}}
"""

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""Whoever opens the file asks nobody for anything, whatever a text in it may hold."""


def page(report: Report) -> bytes:
    """The whole file, UTF-8; the same report gives the same bytes."""
    language = report.language
    name = say("report_name", language)
    body = "\n".join(_DRAWN[type(block)](block) for block in report.blocks)
    return f"""<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(report.title)} – {escape(name)}</title>
<style>{CSS}</style>
</head>
<body>
<header><p>{escape(name)}</p><h1>{escape(report.title)}</h1><p>{escape(report.stamp)}</p></header>
<main>
{body}
</main>
</body>
</html>
""".encode()


def _heading(block: Heading) -> str:
    return f"<h2>{escape(block.text)}</h2>"


def _paragraph(block: Paragraph) -> str:
    note = ' class="note"' if block.note else ""
    return f"<p{note}>{escape(block.text)}</p>"


def _points(block: Points) -> str:
    items = "\n".join(f"<li>{escape(item.text)}</li>" for item in block.items)
    return f"<ul>\n{items}\n</ul>"


def _facts(block: Facts) -> str:
    rows = "".join(
        f"<div><dt>{escape(what)}</dt><dd>{escape(value)}<small>{escape(remark)}</small></dd></div>"
        for what, value, remark in block.rows
    )
    return f"<dl>{rows}</dl>"


def _table(block: Table) -> str:
    kinds = [' class="number"' if number else "" for number in block.numbers]
    heads = "".join(
        f'<th scope="col"{kind}>{escape(heading)}</th>'
        for kind, heading in zip(kinds, block.headings, strict=True)
    )
    columns = "".join(f'<col style="width:{100 * width:.1f}%">' for width in block.widths)
    rows = "\n".join(f"<tr>{_cells(row, kinds)}</tr>" for row in block.rows)
    return (
        f'<div class="wide" role="region" tabindex="0" aria-label="{escape(block.said)}">'
        f"<table><caption>{escape(block.said)}</caption>"
        f"<colgroup>{columns}</colgroup><thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody></table></div>"
    )


def _cells(row: tuple[str, ...], kinds: list[str]) -> str:
    """The first cell names the row."""
    first, *others = zip(row, kinds, strict=True)
    named = f'<th scope="row"{first[1]}>{_lines(first[0])}</th>'
    return named + "".join(f"<td{kind}>{_lines(text)}</td>" for text, kind in others)


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _drawing(block: Drawing) -> str:
    svg = drawn(block.draw, kind="svg", name=block.name, said=block.said)
    return f"<figure>{svg.decode()}</figure>"


def _code(block: Code) -> str:
    return f"<pre>{escape(block.text)}</pre>"


_DRAWN: dict[type[Block], object] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Points: _points,
    Facts: _facts,
    Table: _table,
    Drawing: _drawing,
    Code: _code,
}

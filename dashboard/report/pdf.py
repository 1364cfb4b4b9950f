"""A report as PDF: A4, page numbers, bookmarks, text that can be selected and searched.

fpdf2 writes it: pure Python, no system library, and it breaks tables over pages and repeats their
heads, which the pages of matplotlib and a canvas would leave to us. It embeds of DejaVu Sans (that
comes with matplotlib) the letters in use. Figures are pictures of 200 pixels an inch, because its
reading of SVG has no hatching.
"""

import io
import logging
import unicodedata
from itertools import zip_longest

from fpdf import FPDF
from fpdf.enums import TableBordersLayout, XPos, YPos
from fpdf.fonts import FontFace
from PIL import Image

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
from dashboard.report.drawing import drawn, font_file
from dashboard.words.writing import say

INK, SOFT, PALE = (23, 34, 44), (74, 85, 96), (243, 245, 247)
_MARGIN, _FOOT = 13.0, 14.0
"""Millimetres."""

_LINE = 1.32
"""Height of a line in sizes of its type."""


class _Pages(FPDF):
    """A4 pages with the report's stamp and the number of the page at their foot."""

    def __init__(self, report: Report) -> None:
        super().__init__(format="A4")
        self.report = report
        self.pictures: dict[str, bytes] = {}
        self.set_margin(_MARGIN)
        self.set_auto_page_break(True, margin=_MARGIN + 6)
        for style in ("", "B"):
            self.add_font("DejaVu", style, font_file(bold=style == "B"))
        self.set_title(plain(report.title))
        self.set_lang(report.language)
        self.set_author("Incident Atlas")
        self.set_creator("Incident Atlas")
        self.set_creation_date(report.made)
        self.alias_nb_pages("{pages}")

    def footer(self) -> None:
        self.set_y(-_FOOT)
        self.face(7, SOFT)
        language = self.report.language
        name = f"{say('report_name', language)}. {self.report.stamp}"
        self.cell(self.epw / 2, 5, plain(name))
        page = say("report_page", language, page=self.page_no(), pages="{pages}")
        self.cell(self.epw / 2, 5, page, align="R")

    def picture(self, block: Drawing) -> bytes:
        """The figure of a block as PNG, drawn once."""
        if block.name not in self.pictures:
            self.pictures[block.name] = drawn(block.draw, kind="png")
        return self.pictures[block.name]

    def face(self, size: float, colour: tuple[int, int, int] = INK, style: str = "") -> None:
        self.set_font("DejaVu", style, size)
        self.set_text_color(*colour)

    def text_block(self, text: str, size: float, colour=INK, style: str = "", **more) -> None:
        """A paragraph over the whole width, with a little room below it."""
        self.face(size, colour, style)
        to = {"new_x": XPos.LMARGIN, "new_y": YPos.NEXT, "align": "L"} | more
        self.multi_cell(0, _height(size), plain(text), **to)
        self.ln(1.2)


def pages(report: Report) -> bytes:
    """The whole file; the same report gives the same bytes."""
    for name in ("fontTools.subset", "fontTools.ttLib.ttFont", "fpdf.output", "fpdf.fpdf"):
        logging.getLogger(name).setLevel(logging.ERROR)
    pdf = _Pages(report)
    pdf.add_page()
    pdf.text_block(say("report_name", report.language), 8, SOFT)
    pdf.text_block(report.title, 14, style="B")
    pdf.text_block(report.stamp, 8, SOFT)
    for block, following in zip_longest(report.blocks, report.blocks[1:]):
        if isinstance(block, Heading) and pdf.will_page_break(_room(pdf, following)):
            pdf.add_page()
        _DRAWN[type(block)](pdf, block)
    return bytes(pdf.output())


def plain(text: str) -> str:
    """`text` without signs that are no letters of a line: controls and marks of direction."""
    kept = (sign for sign in text if sign == "\n" or unicodedata.category(sign) not in ("Cc", "Cf"))
    return "".join(kept)


def _room(pdf: _Pages, following: Block | None) -> float:
    """Millimetres that a title and the begin of what follows it need: a figure needs all of its."""
    if not isinstance(following, Drawing):
        return 30
    width, height = Image.open(io.BytesIO(pdf.picture(following))).size
    return 12 + pdf.epw * height / width


def _heading(pdf: _Pages, block: Heading) -> None:
    """A title and its bookmark."""
    pdf.ln(3)
    pdf.start_section(plain(block.text))
    pdf.text_block(block.text, 11.5, style="B")


def _paragraph(pdf: _Pages, block: Paragraph) -> None:
    pdf.text_block(block.text, 7.5 if block.note else 9, SOFT if block.note else INK)


def _points(pdf: _Pages, block: Points) -> None:
    for item in block.items:
        pdf.face(8.5)
        pdf.cell(4, _height(8.5), "–")
        pdf.text_block(item.text, 8.5)


def _facts(pdf: _Pages, block: Facts) -> None:
    """Side by side: what it is, the value large, the remark below."""
    wide, top, low = pdf.epw / len(block.rows), pdf.get_y(), pdf.get_y()
    for spot, (what, value, remark) in enumerate(block.rows):
        pdf.set_xy(pdf.l_margin + spot * wide, top)
        for text, size, colour in ((what, 7, SOFT), (value, 13, INK), (remark, 6.5, SOFT)):
            pdf.face(size, colour)
            to = {"new_x": XPos.LEFT, "new_y": YPos.NEXT, "align": "L"}
            pdf.multi_cell(wide - 2, _height(size), plain(text), **to)
        low = max(low, pdf.get_y())
    pdf.set_xy(pdf.l_margin, low + 1.5)


def _table(pdf: _Pages, block: Table) -> None:
    pdf.text_block(block.said, 7.5, SOFT)
    size = 7.0 if len(block.headings) < 8 else 6.5
    pdf.face(size)
    pdf.set_draw_color(201, 209, 216)
    pdf.set_line_width(0.15)
    with pdf.table(
        col_widths=block.widths,
        text_align=["RIGHT" if number else "LEFT" for number in block.numbers],
        headings_style=FontFace(emphasis="", color=SOFT, size_pt=6.0),
        borders_layout=TableBordersLayout.HORIZONTAL_LINES,
        line_height=_height(size),
        v_align="TOP",
        padding=(0.5, 1.2, 0.5, 0),
    ) as table:
        table.row([plain(heading) for heading in block.headings])
        for row in block.rows:
            table.row([plain(cell) for cell in row])
    pdf.ln(1.5)


def _drawing(pdf: _Pages, block: Drawing) -> None:
    pdf.image(io.BytesIO(pdf.picture(block)), w=pdf.epw, alt_text=plain(block.said))
    pdf.ln(1.5)


def _code(pdf: _Pages, block: Code) -> None:
    pdf.set_fill_color(*PALE)
    pdf.text_block(block.text, 7.5, fill=True, padding=1.2)


def _height(size: float) -> float:
    """Millimetres of a line of type of so many points."""
    return size * _LINE * 25.4 / 72


_DRAWN: dict[type[Block], object] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Points: _points,
    Facts: _facts,
    Table: _table,
    Drawing: _drawing,
    Code: _code,
}

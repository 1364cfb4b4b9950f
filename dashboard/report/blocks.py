"""What a report is made of: blocks in their order, the same for HTML and for PDF."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure


@dataclass(frozen=True)
class Heading:
    """The title of a section."""

    text: str


@dataclass(frozen=True)
class Paragraph:
    """One paragraph. note: small and pale."""

    text: str
    note: bool = False


@dataclass(frozen=True)
class Points:
    """Paragraphs of a list."""

    items: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Facts:
    """What is said of several things: (what, value, remark), the remark perhaps empty."""

    rows: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Table:
    """Cells as text, row by row. numbers: which columns stand to the right. widths: parts of the
    page's width. said: what the table tells, also for whom does not see it."""

    said: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[bool, ...]
    widths: tuple[float, ...]


@dataclass(frozen=True)
class Drawing:
    """A figure that is made when the report is written. said: the same in words."""

    name: str
    draw: Callable[[], "Figure"]
    said: str


@dataclass(frozen=True)
class Code:
    """Text that is typed: an address or a command."""

    text: str


Block = Heading | Paragraph | Points | Facts | Table | Drawing | Code


@dataclass(frozen=True)
class Report:
    """title: one sentence. stamp: version of the store and its day, as it stands on each page.
    made: the moment at which that version was made, which is the date of the files."""

    title: str
    stamp: str
    language: str
    made: datetime
    blocks: tuple[Block, ...] = field(default=())

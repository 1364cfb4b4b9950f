"""A view of the atlas on paper: a report as HTML or PDF, and its map as a picture.

`made` is the door. What it answers depends on the store's version, its links, the gate's mode and
the view alone, so that the same view of the same version gives the same bytes. Drawing libraries
are loaded at the first report, not at the start of the dashboard.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dashboard.state import View
    from events import Atlas

MIME = {"html": "text/html", "pdf": "application/pdf", "png": "image/png"}
"""Kind of file -> what a browser is told it is."""


def made(kind: str, view: "View", atlas: "Atlas", ask) -> bytes:
    """The report ("html", "pdf") or the map picture at twice the size ("png") of a view.

    ask: as dashboard.data.ask, or asked.straight outside of the dashboard. Raises ValueError for
    another kind; whatever the store raises goes through.
    """
    if kind not in MIME:
        raise ValueError(f"{kind!r} is no kind of report: there are {', '.join(MIME)}.")
    from dashboard.report import content

    if kind == "png":
        from dashboard.report import drawing, picture

        shown = content.map_picture(view, atlas, ask)
        return drawing.drawn(lambda: picture.draw(shown), kind="png")
    report = content.report(view, atlas, ask)
    if kind == "html":
        from dashboard.report import html

        return html.page(report)
    from dashboard.report import pdf

    return pdf.pages(report)

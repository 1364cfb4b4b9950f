"""Saved views: a name, a note and an address, kept with the store or in the reader's session.

The file of a reader's views and the file STORE/views.json are the same JSON:

    {"incident_atlas_views": 1,
     "views": [{"name": ..., "note": ..., "page": ..., "address": {...}}]}

What a file holds is read like an address: a view with a part that cannot be read is refused and
named, the others are taken.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from dashboard.state import View, from_params

FORMAT = "incident_atlas_views"
FILE = "views.json"
MOST = 200
"""Views in one file."""
LARGEST = 1_000_000
"""Bytes of a file."""
LONGEST_NAME, LONGEST_NOTE = 80, 500


class NoViews(ValueError):  # noqa: N818, the name says what is the case
    """A file that holds no views; the message says what was seen."""


@dataclass(frozen=True)
class Saved:
    """page: its path in the address, such as "timeline"; address: parameter -> text."""

    name: str
    note: str
    page: str
    address: dict[str, str]

    def view(self) -> View:
        """What the address shows."""
        return from_params(self.address)[0]


def write(views: list[Saved]) -> bytes:
    """The views as the text of a file."""
    told = {FORMAT: 1, "views": [asdict(view) for view in views]}
    return json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n"


def read(content: bytes, pages: tuple[str, ...]) -> tuple[list[Saved], list[str]]:
    """The views of a file, and a sentence for each that is refused; raises NoViews.

    pages: the paths of the pages that there are.
    """
    if len(content) > LARGEST:
        raise NoViews(f"more than {LARGEST / 1e6:g} MB")
    try:
        told = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise NoViews("no JSON text in UTF-8") from None
    if not isinstance(told, dict) or FORMAT not in told or not isinstance(told.get("views"), list):
        raise NoViews(f'no file of views: it lacks "{FORMAT}" or "views"')
    if len(told["views"]) > MOST:
        raise NoViews(f"{len(told['views'])} views; at most {MOST} are read")
    found, refused = [], []
    for number, entry in enumerate(told["views"], 1):
        try:
            found.append(_view(entry, pages))
        except ValueError as fault:
            refused.append(f"{number}: {fault}")
    return found, refused


def _view(entry: object, pages: tuple[str, ...]) -> Saved:
    if not isinstance(entry, dict):
        raise ValueError("is no view")
    name, note = _text(entry, "name", LONGEST_NAME), _text(entry, "note", LONGEST_NOTE)
    page, address = _text(entry, "page", 40), entry.get("address")
    if not name:
        raise ValueError("has no name")
    if page not in pages:
        raise ValueError(f"{name}: there is no page {page!r}")
    if not (isinstance(address, dict) and all(isinstance(v, str) for v in address.values())):
        raise ValueError(f"{name}: its address is no table of texts")
    if problems := from_params(address)[1]:
        first = problems[0]
        raise ValueError(f"{name}: {first.name} = {first.seen[:60]!r} {first.why}")
    return Saved(name, note, page, address)


def _text(entry: dict, key: str, longest: int) -> str:
    text = entry.get(key, "")
    if not isinstance(text, str):
        raise ValueError(f"its {key} is no text")
    return tidy(text, longest)


def tidy(text: str, longest: int) -> str:
    """`text` on one line, without control signs, cut to its length."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:longest]


def together(views: list[Saved], added: list[Saved]) -> list[Saved]:
    """`views` with `added`: one of the same name takes the place of the earlier one."""
    names = {view.name for view in added}
    return [*(view for view in views if view.name not in names), *added]


def load(store: Path, pages: tuple[str, ...]) -> tuple[list[Saved], list[str]]:
    """The views kept with a store, as `read`; none where there is no file. Raises NoViews."""
    path = store / FILE
    try:
        return read(path.read_bytes(), pages) if path.exists() else ([], [])
    except OSError as fault:
        raise NoViews(f"{path}: {fault.strerror}") from fault


def keep(store: Path, views: list[Saved]) -> None:
    """Keep these views, and no others, with a store; raises OSError."""
    half = store / f"{FILE}.part"
    half.write_bytes(write(views))
    half.replace(store / FILE)

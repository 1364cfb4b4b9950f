"""Whether a bundle is what the store gives: every member is made again and compared."""

import itertools
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from events import gate
from events.filters.filters import Filters
from events.questions.atlas import open_store
from events.takeaway.bundle import MEMBERS, SUMS, write_bundle
from events.takeaway.bundle_reading import Bundle, NoBundle

_SHOWN = 160
"""Characters of a differing line that are shown, from shortly before the first difference."""
_LONGEST_LINE = 1 << 20
"""Bytes of a line that are held; a longer one is compared in pieces of that size."""


@dataclass(frozen=True)
class Verdict:
    """differences: one sentence each, none where the bundle is equal; about: its about.json."""

    differences: tuple[str, ...]
    about: dict

    @property
    def equal(self) -> bool:
        return not self.differences


def verify_bundle(path: Path, store: Path | None = None) -> Verdict:
    """Compare the bundle at `path` with what the store in folder `store` (default: ATLAS_STORE,
    else ./store) gives for its filters and versions.

    A bundle made in public mode is made again in public mode; one made in private mode is made
    again in the mode in force. Raises NoBundle where the file is none, StoreError where the
    store or its version is missing.
    """
    with Bundle(path) as given:
        about = given.about()
        filters, problems = Filters.from_params(about["filters"])
        if problems:
            said = "; ".join(f"{each.name} {each.seen[:60]!r} {each.why}" for each in problems)
            raise NoBundle(f"The filters in {path} cannot be read: {said}.")
        changed = given.changed()
        mode = "public" if about["mode"] == "public" else gate.mode()
        atlas = open_store(store, about["store_version"], mode, about["links_version"])
        try:
            with tempfile.TemporaryFile() as file:
                write_bundle(atlas, filters, file)
                with Bundle(file) as made:
                    found = [_difference(given, made, name) for name in MEMBERS if name != SUMS]
        finally:
            atlas.close()
    differences = [f"{name} is not what SHA256SUMS in the bundle says." for name in changed]
    return Verdict((*differences, *filter(None, found)), about)


def _difference(given: Bundle, made: Bundle, name: str) -> str | None:
    """One sentence where a member of two bundles differs, None where it does not."""
    if name.endswith(".parquet"):
        return _differing_bytes(given, made, name)
    pairs = itertools.zip_longest(_lines(given, name), _lines(made, name))
    for number, (seen, right) in enumerate(pairs, start=1):
        if seen != right:
            note = _NOTES.get(name, "")
            return f"{name} differs in line {number:,}: {_shown(seen, right)}.{note}"
    return None


def _differing_bytes(given: Bundle, made: Bundle, name: str) -> str | None:
    at = 0
    for seen, right in itertools.zip_longest(given.pieces(name), made.pieces(name), fillvalue=b""):
        if seen != right:
            at += next(
                (n for n, (a, b) in enumerate(zip(seen, right, strict=False)) if a != b),
                min(len(seen), len(right)),
            )
            return f"{name} differs from byte {at:,} on.{_NOTES[name]}"
        at += len(seen)
    return None


_NOTES = {
    "boundaries.json": " The boundary sets installed here are others than there; the records keep "
    "the regions that they were given at their import.",
    "data.parquet": " Where data.csv is equal, it was written by another release of pyarrow.",
}
"""What a difference in a member may mean that is no difference in the records."""


def _lines(bundle: Bundle, name: str) -> Iterator[bytes]:
    rest = b""
    for piece in bundle.pieces(name):
        *whole, rest = (rest + piece).split(b"\n")
        yield from whole
        if len(rest) > _LONGEST_LINE:
            yield rest
            rest = b""
    yield rest


def _shown(seen: bytes | None, right: bytes | None) -> str:
    """Both lines from shortly before they part, as Python writes them: no sign of theirs acts."""
    if seen is None or right is None:
        return "the bundle ends before it" if seen is None else "the store gives no such line"
    parts = (n for n, (a, b) in enumerate(zip(seen, right, strict=False)) if a != b)
    start = max(0, next(parts, min(len(seen), len(right))) - _SHOWN // 4)
    cut = (line[start : start + _SHOWN].decode("utf-8", "replace") for line in (seen, right))
    return "the bundle has {!r}, the store gives {!r}".format(*cut)

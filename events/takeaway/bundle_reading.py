"""A bundle that someone sent, read with care: nothing is unpacked to disk, all sizes are limited.

Only the names of `bundle.MEMBERS` are ever opened, each once, so that a path has nowhere to lead.
"""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from events.takeaway.bundle import MEMBERS, SUMS

LARGEST_DATA = 16 << 30
LARGEST_TEXT = 4 << 20
"""Bytes, unpacked, of data.csv and data.parquet, and of the other members."""

MOST_PACKED, FROM = 100, 1 << 20
"""How many times smaller than its content a member may be that unpacks to more than FROM bytes.
Our CSV packs to about a seventh; a zip bomb to a thousandth."""

_PIECE = 1 << 20
_FAULTS = (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, OSError)


class NoBundle(ValueError):  # noqa: N818, the name says what is the case
    """The file is no bundle that can be read; the message says what was seen."""


class Bundle:
    """A checked zip; use it as a context. Raises NoBundle whenever it is not what it must be."""

    def __init__(self, path: Path | BinaryIO):
        self.path = path
        if isinstance(path, Path) and not path.is_file():
            raise NoBundle(f"There is no file {path}. Check the name.")
        try:
            self._zip = zipfile.ZipFile(path)
        except (*_FAULTS, ValueError) as fault:
            raise NoBundle(f"{path} is no zip file that can be read ({fault}).") from fault
        try:
            self._check()
        except BaseException:
            self._zip.close()
            raise

    def __enter__(self) -> "Bundle":
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def _check(self) -> None:
        members = self._zip.infolist()
        names = [member.filename for member in members]
        odd = [name for name in names if name not in MEMBERS]
        if odd or len(names) > len(set(names)):
            what = f"{odd[0][:80]!r}, which is none of a bundle's" if odd else "a member twice"
            raise NoBundle(f"{self.path} holds {what}. Nothing of it was opened.")
        if missing := [name for name in MEMBERS if name not in names]:
            raise NoBundle(f"{self.path} lacks {', '.join(missing)}: it is no whole bundle.")
        for member in members:
            self._check_size(member)

    def _check_size(self, member: zipfile.ZipInfo) -> None:
        size = member.file_size
        most = LARGEST_DATA if member.filename.startswith("data.") else LARGEST_TEXT
        packed = size > FROM and size > MOST_PACKED * member.compress_size
        if size > most or packed:
            raise NoBundle(
                f"{member.filename} in {self.path} would unpack to {size:,} bytes from "
                f"{member.compress_size:,}; the limits are {most:,} bytes and {MOST_PACKED} times. "
                "Nothing of it was opened."
            )
        known = member.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
        if member.flag_bits & 1 or not known:
            raise NoBundle(
                f"{member.filename} in {self.path} is encrypted or packed as in no bundle. "
                "Nothing of it was opened."
            )

    def pieces(self, name: str) -> Iterator[bytes]:
        """The content of a member, a megabyte at a time."""
        try:
            with self._zip.open(name) as member:
                while piece := member.read(_PIECE):
                    yield piece
        except (*_FAULTS, RuntimeError, zlib.error) as fault:
            raise NoBundle(f"{name} in {self.path} is damaged ({fault}).") from fault

    def text(self, name: str) -> str:
        """The whole of a small member."""
        try:
            return b"".join(self.pieces(name)).decode()
        except UnicodeDecodeError as fault:
            raise NoBundle(f"{name} in {self.path} is no UTF-8 ({fault}).") from fault

    def about(self) -> dict:
        """about.json, an object whose members that verifying needs have their kinds."""
        try:
            found = json.loads(self.text("about.json"))
        except (ValueError, RecursionError) as fault:
            raise NoBundle(f"about.json in {self.path} is no JSON ({fault}).") from fault
        if not isinstance(found, dict) or not _has_kinds(found):
            raise NoBundle(
                f"about.json in {self.path} does not say filters, store_version, links_version and "
                "mode as a bundle does."
            )
        return found

    def changed(self) -> list[str]:
        """Members whose content is not what SHA256SUMS says, or that it does not name."""
        said = {}
        for line in self.text(SUMS).splitlines():
            digest, _, name = line.partition("  ")
            said[name] = digest
        named = [name for name in MEMBERS if name != SUMS]
        return [name for name in named if said.get(name) != self._digest(name)] + [
            name[:80] for name in said if name not in named
        ]

    def _digest(self, name: str) -> str:
        found = hashlib.sha256()
        for piece in self.pieces(name):
            found.update(piece)
        return found.hexdigest()


def _has_kinds(about: dict) -> bool:
    filters, version = about.get("filters"), about.get("store_version")
    return (
        isinstance(filters, dict)
        and all(isinstance(value, str) for value in filters.values())
        and type(version) is int
        and (about.get("links_version", 0) is None or type(about.get("links_version")) is int)
        and about.get("mode") in ("private", "public")
    )

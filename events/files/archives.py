"""A zip that holds one file, as VIINA and GDELT publish theirs -> that file, unpacked.

The name inside the zip is never used as a path: the file is unpacked under a name of ours in a
folder of its own, which is gone when nothing refers to it any more.
"""

import tempfile
import zipfile
import zlib
from pathlib import Path

from events.files.tabular import Unreadable

LARGEST_UNPACKED = 2**30
"""Bytes; the largest published file of a year (VIINA's event_labels of 2022) is below 300 MB."""

_BLOCK = 2**20
_ENCRYPTED = 0x1


class Unpacked:
    """The one file of a zip on disk, at `path` for as long as this object lives."""

    def __init__(self, path: Path) -> None:
        """Raises Unreadable when the zip at `path` holds anything but one file within the limit."""
        self._folder = tempfile.TemporaryDirectory(prefix="incident-atlas-")
        self.path = Path(self._folder.name) / "member"
        try:
            with zipfile.ZipFile(path) as packed:
                member = _only_member(path, packed)
                with packed.open(member) as inside, self.path.open("wb") as out:
                    _copy(path, inside, out)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as fault:
            raise Unreadable(
                f"{path} is a zip that cannot be unpacked ({fault}). Download it again."
            ) from fault
        self.name = Path(member.filename).name


def is_workbook(path: Path) -> bool:
    """Whether a zip is an Excel file, or too damaged to say: the workbook's reader says why."""
    try:
        with zipfile.ZipFile(path) as packed:
            return any(name == "[Content_Types].xml" or "xl/" in name for name in packed.namelist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return True


def unpacked_bytes(path: Path) -> int:
    """What the files of a zip say that they hold together; 0 for a file that is no whole zip.

    Python's reader stops at what a file in a zip says of itself, so that none gives more.
    """
    try:
        with zipfile.ZipFile(path) as packed:
            return sum(member.file_size for member in packed.infolist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return 0


def _only_member(path: Path, packed: zipfile.ZipFile) -> zipfile.ZipInfo:
    members = [m for m in packed.infolist() if not m.is_dir() and "__MACOSX/" not in m.filename]
    if len(members) != 1:
        names = ", ".join(member.filename[:60] for member in members[:5]) or "nothing"
        raise Unreadable(
            f"{path} is a zip of {len(members)} files ({names}), not of one. Unpack it and import "
            "the one that holds the rows."
        )
    (member,) = members
    if member.flag_bits & _ENCRYPTED:
        raise Unreadable(f"{path} is a zip with a password. Unpack it and import the file in it.")
    if member.file_size > LARGEST_UNPACKED:
        raise _too_large(path)
    return member


def _copy(path: Path, inside, out) -> None:
    """Copy, and stop at the limit: what a zip says of its size need not be so."""
    while block := inside.read(_BLOCK):
        if out.tell() + len(block) > LARGEST_UNPACKED:
            raise _too_large(path)
        out.write(block)


def _too_large(path: Path) -> Unreadable:
    limit = LARGEST_UNPACKED / 2**20
    return Unreadable(f"{path} unpacks to more than {limit:,.0f} MB. Unpack it and split it.")

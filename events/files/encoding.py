"""Which encoding a text file is in, and whether it is one."""

import codecs
import itertools
from pathlib import Path

from events.files.tabular import Unreadable

_SAMPLE = 65_536


def encoding_of(path: Path) -> str:
    """utf8, utf-16, utf-16-le, utf-16-be, cp1251 or cp1252: its mark, else what its bytes say.

    Raises Unreadable for a file that is no text.
    """
    with path.open("rb") as file:
        start = file.read(_SAMPLE)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if start.startswith(codecs.BOM_UTF8):
        return "utf8"
    # Text in UTF-16 has a zero in each pair that holds a Latin letter, digit or comma, and never
    # on both sides of a pair as often.
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if max(even, odd) > len(start) // 10 and min(even, odd) * 10 < max(even, odd):
        return "utf-16-le" if odd > even else "utf-16-be"
    other = _not_utf8(path)
    # A cell of good UTF-8 may hold a control character; a file of them is something else.
    if _share_of_control_bytes(start) > (0.3 if other is None else 0.02):
        raise Unreadable(f"{path} is no text file. Save it as CSV in UTF-8.")
    return "utf8" if other is None else _windows_page(other)


def _share_of_control_bytes(sample: bytes) -> float:
    kept = sample.translate(None, bytes([*range(9), *range(14, 32)]))
    return 1 - len(kept) / len(sample)


def _not_utf8(path: Path) -> bytes | None:
    """The part of the file that is not UTF-8, None when there is none."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        block = b""
        try:
            while block := file.read(2**20):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return block
    return None


def _windows_page(sample: bytes) -> str:
    """cp1251 where letters above 0xBF stand side by side (Cyrillic words), else cp1252.

    In western text such letters are single accents between plain ones.
    """
    high = [byte >= 0xC0 for byte in sample]
    beside = sum(a and b for a, b in itertools.pairwise(high))
    return "cp1251" if beside * 2 > sum(high) else "cp1252"

"""Which columns a source's rows must have; a change of them is said by name, never passed over."""

from dataclasses import dataclass

from geodata import FetchError


@dataclass(frozen=True)
class Layout:
    """`needed`: columns without which nothing is imported; `known`: all that the codebook names,
    in its order, both with spaces between; `key`: the column that tells rows apart, None where
    there is none."""

    needed: str
    known: str
    key: str | None
    codebook: str

    def columns(self, rows: list[dict], address: str) -> tuple[list[str], list[str]]:
        """The columns of the first rows, and a note where they differ from the codebook's.

        FetchError names needed ones that are missing, and new ones that may stand for them.
        """
        known = self.known.split()
        if not rows:
            return known, []
        present = _present(rows)
        new = [name for name in present if name not in known]
        gone = [name for name in known if name not in present]
        if lacking := [name for name in gone if name in self.needed.split()]:
            raise FetchError(
                f"{address} changed its columns: it no longer gives {_named(lacking)}"
                f"{f', but {_named(new)}, which is new' if new else ''} (codebook: "
                f"{self.codebook}). Nothing was imported."
            )
        if not new and not gone:
            return present, []
        differs = [
            f"{what} {_named(names)}" for what, names in (("new", new), ("gone", gone)) if names
        ]
        return present, [f"columns differ from {self.codebook}: {'; '.join(differs)}"]

    def need_same(self, rows: list[dict], columns: list[str], address: str, page: int) -> None:
        """Raises FetchError when rows of a later page have other columns than the first."""
        other = set(_present(rows)).symmetric_difference(columns)
        if rows and other:
            raise FetchError(
                f"{address} changed its columns on the way: page {page} differs from the first in "
                f"{_named(sorted(other))}. Nothing was imported; fetch again with --restart."
            )


def _present(rows: list[dict]) -> list[str]:
    return list(dict.fromkeys(name for row in rows for name in row))


def _named(names: list[str]) -> str:
    shown = ["".join(sign if sign.isprintable() else "?" for sign in name[:40]) for name in names]
    return ", ".join(shown[:12]) + (f" and {len(names) - 12} more" if len(names) > 12 else "")

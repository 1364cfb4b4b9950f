"""A bundle: one zip that holds records and all that it takes to make them again.

The same versions of store and links, the same filters and the same program give the same bytes:
members stand in the order of MEMBERS with the timestamp of 1980 that means none. SHA256SUMS is in
the form of `sha256sum -c`. `events.takeaway.verifying` makes the members anew and compares.
"""

import hashlib
import io
import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlencode

import pyarrow as pa
import shapely

import geodata
from events import export
from events.filters.areas import saved_shape
from events.filters.filters import Filters
from events.questions.atlas import Atlas
from events.takeaway.codebook import codebook
from events.takeaway.geoparquet import write_geoparquet
from events.takeaway.rows import Progress, write_csv
from events.takeaway.terms import citations, licences

SUMS = "SHA256SUMS"
MEMBERS = (
    "README.md",
    "about.json",
    "boundaries.json",
    "citations.csv",
    "licences.csv",
    "codebook.csv",
    "data.csv",
    "data.parquet",
    SUMS,
)
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_PACKED = ("data.parquet",)
"""Members that are compressed already."""


def write_bundle(
    atlas: Atlas, filters: Filters, out: Path | BinaryIO, progress: Progress | None = None
) -> tuple[str, ...]:
    """Write the zip; nothing of the records is left out."""
    about = bundle_about(atlas, filters)
    small = {
        "README.md": _readme(about).encode(),
        "about.json": _json(about),
        "boundaries.json": _json(boundaries()),
        "citations.csv": _csv(citations(about)),
        "licences.csv": _csv(licences(about)),
        "codebook.csv": _csv(codebook()),
    }
    with zipfile.ZipFile(out, "w", allowZip64=True) as bundle:
        sums = {}
        for name, content in small.items():
            with _member(bundle, name, sums) as member:
                member.write(content)
        with _member(bundle, "data.csv", sums) as member:
            write_csv(atlas, filters, member, progress and (lambda done: progress(done // 2)))
        with tempfile.TemporaryFile() as file:  # Parquet's writer asks where it is
            half = about["records"] // 2
            write_geoparquet(
                atlas, filters, file, progress and (lambda done: progress(half + (done + 1) // 2))
            )
            file.seek(0)
            with _member(bundle, "data.parquet", sums) as member:
                shutil.copyfileobj(file, member, 1 << 20)
        with _member(bundle, SUMS, {}) as member:
            member.write("".join(f"{sums[name]}  {name}\n" for name in sums).encode())
    return ()


def bundle_about(atlas: Atlas, filters: Filters) -> dict:
    """`export.about`, with the filters as the dashboard's address has them and the mode; where
    they name an area that is saved with the store, its shape too."""
    about = export.about(atlas, filters)
    about |= {"address": f"?{urlencode(filters.to_params())}", "mode": atlas.mode}
    kind, _, name = filters.area.partition(":")
    if kind == "saved":
        about["area"] = json.loads(shapely.to_geojson(saved_shape(atlas.path, name)))
    return about


def boundaries() -> list[dict]:
    """The boundary sets that are installed, by level: edition, licence, attribution, SHA-256."""
    return [
        {"level": level, "unit": geodata.LEVELS[level]}
        | geodata.edition(level)._asdict()
        | {"sha256": geodata.digest(level)}
        for level in geodata.shape_levels()
    ]


class _Summed(io.RawIOBase):
    """Passes on what is written and keeps its SHA-256."""

    def __init__(self, out: BinaryIO):
        self.out, self.sum = out, hashlib.sha256()

    def writable(self) -> bool:
        return True

    def write(self, data) -> int:
        self.sum.update(data)
        return self.out.write(data)


@contextmanager
def _member(bundle: zipfile.ZipFile, name: str, sums: dict[str, str]) -> Iterator[BinaryIO]:
    """A member to write to; its sum stands in `sums` when it is done."""
    info = zipfile.ZipInfo(name, _NO_TIME)
    info.compress_type = zipfile.ZIP_STORED if name in _PACKED else zipfile.ZIP_DEFLATED
    info.create_system, info.external_attr = 3, 0o644 << 16
    with bundle.open(info, "w", force_zip64=True) as out:
        summed = _Summed(out)
        yield summed
        sums[name] = summed.sum.hexdigest()


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=2).encode() + b"\n"


def _csv(table: pa.Table) -> bytes:
    """A small table in the CSV of every export."""
    return ",".join(table.column_names).encode() + b"\r\n" + export.csv_lines(table)


def _readme(about: dict) -> str:
    """What a person who opens the bundle reads first."""
    notes = [f"{source['title']}: {source['note']}" for source in about["sources"]]
    notes += [f"{each['records']:,} records left out. {each['why']}" for each in about["left_out"]]
    links = about["links_version"]
    return _README.format(
        title=about["title"],
        records=f"{about['records']:,}",
        store=about["store_version"],
        links="nothing linked" if links is None else f"links version {links}",
        address=about["address"],
        citations="\n".join(f"- {source['citation']}" for source in about["sources"]) or "- none",
        notes="\n".join(f"- {note}" for note in notes) or "- none",
    )


_README = """# Incident Atlas: data to cite and to make again

{title}

{records} records, as sources reported them; store version {store}, {links}.
Address parameters of the view in the dashboard: `{address}`

## Cite
{citations}

## Terms and cautions
{notes}

## Files
- data.csv, data.parquet: the same records as CSV (UTF-8, RFC 4180) and GeoParquet 1.1.
- codebook.csv: what each column holds. An empty cell is not stated, never zero.
- about.json: filters, versions, counts and sources; boundaries.json: the boundary sets installed.
- citations.csv, licences.csv: whose the records are and on which terms.
- SHA256SUMS: check with `sha256sum -c SHA256SUMS`.

## Verify
Whoever has the store makes these files again and compares them: `python -m events verify BUNDLE`
"""

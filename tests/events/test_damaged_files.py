"""Whatever is done to a file, it is a report or a sentence."""

import csv
import io
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from importing import GOLDEN, stored, write

from events.__main__ import main
from events.sources import SOURCES

_PIECES = [
    b'"', b",", b";", b"\n", b"\r", b"\0", b"\xff", b"'", b"{", b"[", b"-1", b"1e308", b"nan",
    b"\xd0\x96", b"2024-13-45", b"0001-01-01", b"9999-12-31", b"\xef\xbb\xbf", b"\t", b'"""',
    b"\x1b[31m", b"=1", b"UA63", b"null", b"[]", b'"x\n', b"\xe2\x80\xa8", b"31/12/9999",
    b"\xed\xa0\x80", b"9" * 400,
]  # fmt: skip
_changes = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 40), st.sampled_from(_PIECES)), min_size=1, max_size=6
)


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(
    name=st.sampled_from(
        [source.name for source in SOURCES if (GOLDEN / f"{source.name}.csv").exists()]
    ),
    form=st.sampled_from(["csv", "utf-16", "json", "parquet"]),
    changes=_changes,
)
def test_a_damaged_file_is_a_report_or_a_sentence(name, form, changes, tmp_path_factory, capsys):
    """Golden files with pieces cut out and put in; any traceback fails the test."""
    folder = tmp_path_factory.mktemp("damaged")
    content = bytearray(_in_form(GOLDEN / f"{name}.csv", form, folder))
    for place, cut, piece in changes:
        start = int(place * len(content))
        content[start : start + cut] = piece
    path = write(folder, bytes(content))
    capsys.readouterr()
    code = main(["import", str(path), "--store", str(folder / "store"), "--json"])
    out, err = capsys.readouterr()
    assert code in (0, 2)
    if code == 2:
        assert (out, err.count("\n")) == ("", 1)
    else:
        report = json.loads(out)
        assert report["read"] == report["accepted"] + sum(report["rejected"].values())
        assert report["accepted"] == len(stored(folder / "store"))


def _in_form(golden: Path, form: str, folder: Path) -> bytes:
    text = golden.read_bytes().decode("cp1252" if golden.stem == "ucdp" else "utf-8")
    if form in ("csv", "utf-16"):
        return text.encode("utf-8" if form == "csv" else form)
    separator = ";" if golden.stem == "csv" else ","
    rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=separator))
    if form == "json":
        return json.dumps(rows, ensure_ascii=False).encode()
    pq.write_table(pa.Table.from_pylist(rows), folder / "golden.parquet")
    return (folder / "golden.parquet").read_bytes()

"""`verify`: equal, or which file and line differs; a hostile zip is refused before it is opened."""

import io
import json
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from incident_rows import atlas_of, incident, table

import geodata
from events import Filters, NoBundle, Store, StoreError, decide, open_store, verify_bundle
from events.__main__ import main
from events.takeaway import bundle_reading
from events.takeaway.bundle import MEMBERS, write_bundle

ROWS = [incident(f"{n}", f"2024-03-{n:02}", title=f"title {n}") for n in range(1, 8)]


@pytest.fixture
def store(tmp_path):
    atlas_of(tmp_path / "store", *ROWS).close()
    return tmp_path / "store"


@pytest.fixture
def bundle(store, tmp_path):
    """A bundle of some of the store's records."""
    filters = Filters.from_params({"since": "2024-03-03"})[0]
    write_bundle(open_store(store), filters, tmp_path / "bundle.zip")
    return tmp_path / "bundle.zip"


def verify(bundle, store, capsys) -> tuple[int, str, str]:
    capsys.readouterr()
    code = main(["verify", str(bundle), "--store", str(store)])
    said = capsys.readouterr()
    return code, said.out, said.err


def repack(bundle, changes: dict[str, bytes | None], **more: bytes) -> None:
    """The bundle with the content of some members changed, left out (None) or added."""
    with zipfile.ZipFile(bundle) as before:
        content = {name: before.read(name) for name in before.namelist()} | changes | more
    with zipfile.ZipFile(bundle, "w", zipfile.ZIP_DEFLATED) as after:
        for name, data in content.items():
            if data is not None:
                after.writestr(name, data)


def member(bundle, name: str) -> bytes:
    with zipfile.ZipFile(bundle) as opened:
        return opened.read(name)


def test_equal_also_after_later_imports_and_links(bundle, store, capsys):
    Store(store).write(table(incident("3", title="new"), incident("9")), "second")
    decide(Store(store), "test:4", "test:5", "confirmed")
    code, said, _ = verify(bundle, store, capsys)
    assert (code, said) == (
        0,
        "Equal: version 0 of the store, without links, gives every file of the bundle.\n",
    )


def test_equal_with_the_links_of_its_time(store, tmp_path, capsys):
    decide(Store(store), "test:4", "test:5", "confirmed")
    write_bundle(open_store(store), Filters(), tmp_path / "linked.zip")
    decide(Store(store), "test:4", "test:5", "undone")
    assert verify(tmp_path / "linked.zip", store, capsys)[:2] == (
        0,
        "Equal: version 0 of the store, with version 0 of its links, gives every file of the "
        "bundle.\n",
    )


def test_a_changed_cell_is_named_with_file_and_line(bundle, store, capsys):
    data = member(bundle, "data.csv").replace(b"title 4", b"title X")
    repack(bundle, {"data.csv": data})
    code, said, _ = verify(bundle, store, capsys)
    assert code == 1
    assert "data.csv is not what SHA256SUMS in the bundle says." in said
    assert "data.csv differs in line 3: the bundle has '" in said
    assert "title X" in said
    assert "title 4" in said


def test_sums_made_anew_do_not_hide_it(bundle, store, capsys):
    import hashlib

    data = member(bundle, "data.csv").replace(b"title 4", b"title X")
    sums = member(bundle, "SHA256SUMS").decode().splitlines()
    digest = hashlib.sha256(data).hexdigest()
    sums = [f"{digest}  data.csv" if line.endswith("data.csv") else line for line in sums]
    repack(bundle, {"data.csv": data, "SHA256SUMS": ("\n".join(sums) + "\n").encode()})
    code, said, _ = verify(bundle, store, capsys)
    assert code == 1
    assert "SHA256SUMS" not in said
    assert said.startswith("data.csv differs in line 3:")


def test_added_and_missing_rows_are_named(bundle, store, capsys):
    data = member(bundle, "data.csv")
    repack(bundle, {"data.csv": data + b"one more\r\n"})
    assert (
        "data.csv differs in line 7: the bundle has 'one more" in verify(bundle, store, capsys)[1]
    )
    repack(bundle, {"data.csv": b"\r\n".join(data.split(b"\r\n")[:4])})
    said = verify(bundle, store, capsys)[1]
    assert "data.csv differs in line 4" in said


def test_another_parquet_is_named_by_its_byte(bundle, store, capsys):
    data = bytearray(member(bundle, "data.parquet"))
    data[100] ^= 1
    repack(bundle, {"data.parquet": bytes(data)})
    code, said, _ = verify(bundle, store, capsys)
    assert code == 1
    assert "data.parquet differs from byte 100 on." in said


def test_other_boundaries_are_a_difference_that_is_explained(bundle, store, capsys, monkeypatch):
    monkeypatch.setattr(geodata, "digest", lambda level: "another")
    code, said, _ = verify(bundle, store, capsys)
    assert code == 1
    assert said.startswith("boundaries.json differs in line 8")
    assert "keep the regions that they were given at their import" in said


def test_another_store_differs(bundle, tmp_path, capsys):
    atlas_of(tmp_path / "other", *ROWS[:-1]).close()
    code, said, _ = verify(bundle, tmp_path / "other", capsys)
    assert code == 1
    assert "data.csv differs in line 6" in said


def test_control_signs_of_a_bundle_do_not_act_on_the_terminal(bundle, store, capsys):
    data = member(bundle, "data.csv").replace(b"title 4", b"\x1b[2J\x07title")
    repack(bundle, {"data.csv": data})
    assert "\x1b" not in verify(bundle, store, capsys)[1]


def test_a_bundle_of_the_public_is_made_again_as_for_the_public(store, tmp_path, capsys):
    secret = incident("s", source="acled", licence="ACLED-EULA", title="withheldword")
    Store(store).write(table(secret), "second")
    write_bundle(open_store(store, mode="public"), Filters(), tmp_path / "public.zip")
    assert verify(tmp_path / "public.zip", store, capsys)[0] == 0


def test_in_public_a_bundle_does_not_say_in_which_mode_it_is_opened(
    store, tmp_path, capsys, monkeypatch
):
    secret = incident("s", source="acled", licence="ACLED-EULA", title="withheldword")
    Store(store).write(table(secret), "second")
    write_bundle(open_store(store), Filters(), tmp_path / "b.zip")
    data = member(tmp_path / "b.zip", "data.csv").replace(b"withheldword", b"guess")
    repack(tmp_path / "b.zip", {"data.csv": data})
    monkeypatch.setenv("ATLAS_MODE", "public")
    code, said, _ = verify(tmp_path / "b.zip", store, capsys)
    assert code == 1
    assert "withheldword" not in said


REFUSED = {
    "path": ({}, {"../../evil.txt": b"x"}, "holds '../../evil.txt', which is none"),
    "absolute": ({}, {"/etc/passwd": b"x"}, "holds '/etc/passwd', which is none"),
    "missing": ({"data.csv": None}, {}, "lacks data.csv: it is no whole bundle"),
    "bomb": ({"data.csv": b"0" * (8 << 20)}, {}, "would unpack to 8,388,608 bytes from"),
    "no json": ({"about.json": b"[" * 100_000}, {}, "about.json in"),
    "no object": ({"about.json": b"[]"}, {}, "does not say filters, store_version"),
    "no utf-8": ({"about.json": b"\xff"}, {}, "is no UTF-8"),
}


@pytest.mark.parametrize("fault", REFUSED)
def test_hostile_zips_are_refused(bundle, store, capsys, fault):
    changes, more, why = REFUSED[fault]
    repack(bundle, changes, **more)
    code, said, error = verify(bundle, store, capsys)
    assert (code, said) == (2, "")
    assert why in error
    assert not (bundle.parent.parent / "evil.txt").exists()


ODD_ABOUT = [
    {"store_version": "0"},
    {"store_version": True},
    {"links_version": "x"},
    {"mode": "root"},
    {"filters": {"since": 1}},
    {"filters": []},
]


@pytest.mark.parametrize("odd", ODD_ABOUT, ids=str)
def test_an_about_of_other_kinds_is_refused(bundle, store, capsys, odd):
    about = json.loads(member(bundle, "about.json")) | odd
    repack(bundle, {"about.json": json.dumps(about).encode()})
    code, _, error = verify(bundle, store, capsys)
    assert code == 2
    assert "does not say filters" in error


@pytest.mark.parametrize(
    ("odd", "why"),
    [
        ({"store_version": 7}, "has the versions 0 to 0, not 7"),
        ({"store_version": -1}, "not -1"),
        ({"links_version": 3}, "no version 3 of its links"),
        ({"filters": {"region": "UA99"}}, "The filters in"),
        ({"filters": {"nonsense": "1"}}, "no such filter"),
    ],
    ids=str,
)
def test_what_the_store_lacks_is_said(bundle, store, capsys, odd, why):
    decide(Store(store), "test:4", "test:5", "confirmed")
    about = json.loads(member(bundle, "about.json")) | odd
    repack(bundle, {"about.json": json.dumps(about).encode()})
    code, _, error = verify(bundle, store, capsys)
    assert code == 2
    assert why in error


def test_two_members_of_one_name_and_other_packings_are_refused(bundle, store, capsys):
    with zipfile.ZipFile(bundle, "a") as opened, pytest.warns(UserWarning, match="Duplicate"):
        opened.writestr("data.csv", b"x")
    assert "holds a member twice" in verify(bundle, store, capsys)[2]
    with zipfile.ZipFile(bundle, "w", zipfile.ZIP_LZMA) as opened:
        for name in MEMBERS:
            opened.writestr(name, b"x")
    assert "packed as in no bundle" in verify(bundle, store, capsys)[2]


def test_damage_inside_a_member_is_said(bundle, store, capsys):
    content = bytearray(bundle.read_bytes())
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        at = opened.getinfo("data.parquet").header_offset + 200
    content[at] ^= 0xFF
    bundle.write_bytes(bytes(content))
    code, _, error = verify(bundle, store, capsys)
    assert code == 2
    assert "data.parquet in" in error
    assert "is damaged" in error


def test_what_is_no_zip_is_said(tmp_path, store, capsys):
    (tmp_path / "no.zip").write_bytes(b"PK\x03\x04 and nothing more")
    assert "is no zip file that can be read" in verify(tmp_path / "no.zip", store, capsys)[2]
    assert "There is no file" in verify(tmp_path / "none.zip", store, capsys)[2]
    assert "There is no file" in verify(tmp_path, store, capsys)[2]


def test_sizes_are_limited_by_what_the_zip_declares(bundle, store, capsys, monkeypatch):
    monkeypatch.setattr(bundle_reading, "LARGEST_TEXT", 100)
    code, _, error = verify(bundle, store, capsys)
    assert code == 2
    assert "Nothing of it was opened" in error


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(at=st.floats(0, 1), byte=st.integers(0, 255), cut=st.booleans())
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_no_damage_is_more_than_a_sentence_or_a_difference(bundle, store, at, byte, cut):
    """A byte changed, or the file cut there; most bytes of its directory are near its end."""
    whole = bundle.read_bytes()
    spot = int(len(whole) * at**0.1) % len(whole)
    damaged = whole[:spot] if cut else whole[:spot] + bytes([byte]) + whole[spot + 1 :]
    other = bundle.with_name("damaged.zip")
    other.write_bytes(damaged)
    try:
        verdict = verify_bundle(other, store)
    except (NoBundle, StoreError):
        return
    assert not (cut and verdict.equal)

"""VIINA: whole years, taken anew only when their file changed."""

import hashlib
from datetime import UTC, date, datetime

import pytest
from double import Reply
from importing import stored
from publishers import viina_zip, zipped

from events import Store
from events.connectors import Asked
from events.connectors import viina as connector
from geodata import FetchError

NAME = "event_1pd_latest_2023.zip"
TWO = ("--since", "2022-01-01", "--until", "2023-12-31")


def test_years_come_with_hash_and_version(viina, run, tmp_path):
    code, said, err = run("viina", *TWO)
    assert (code, err) == (0, "")
    assert [found["import"]["new"] for found in said["fetched"]] == [3, 2]
    assert len(stored(tmp_path / "store")) == 5
    origin = Store(tmp_path / "store").history()[0].details["origin"]
    assert origin["files"] == {NAME: hashlib.sha256(viina.files[NAME]).hexdigest()}
    assert origin["viina_version"] == "2.0.invented"
    assert origin["address"] == f"{viina.url}/raw/main/Data/event_1pd_latest_2023.zip"


def test_an_unchanged_year_is_nothing_to_import(viina, run, tmp_path):
    run("viina", *TWO)
    viina.files |= [viina_zip(2023, 4)]
    code, said, _ = run("viina", *TWO)
    assert code == 0
    first, second = said["fetched"]
    assert first["import"] is None
    assert "imported before, and unchanged since (sha256)" in first["notes"][0]
    assert (second["import"]["new"], second["import"]["unchanged"]) == (2, 2)


def test_all_years_to_this_one(viina, run):
    """The file of a year that began may not be there yet; one in the middle must be."""
    this = datetime.now(UTC).year
    viina.files = dict(viina_zip(year, 1) for year in range(2022, this))
    code, said, _ = run("viina")
    assert code == 0
    assert len(said["fetched"]) == this - 2022 + 1
    assert said["fetched"][-1]["notes"] == [f"there is no file of {this} yet"]
    del viina.files[NAME]
    code, _, err = run("viina")
    assert code == 2
    assert "event_1pd_latest_2023.zip answers 404" in err


def test_days_cannot_be_asked_for(viina, run):
    _, said, _ = run("viina", "--since", "2023-05-01", "--until", "2023-12-31")
    (found,) = said["fetched"]
    assert (found["import"]["new"], found["notes"][0]) == (
        2,
        "VIINA comes by whole years; days are not asked for",
    )
    assert "none of them was asked for" in run("viina", "--until", "2021-12-31")[2]


def test_single_reports_with_their_labels(viina, run, tmp_path):
    viina.files |= [viina_zip(2023, 3, "event_info"), viina_zip(2023, 3, "event_labels")]
    of_2023 = ("--since", "2023-01-01", "--until", "2023-12-31", "--reports")
    code, said, err = run("viina", *of_2023)
    assert (code, err) == (0, "")
    assert said["fetched"][0]["import"]["new"] == 3
    rows = stored(tmp_path / "store")
    assert {row["event_type"] for row in rows} == {"artillery_shelling"}
    assert '"https://news.example.org/1"' in rows[0]["sources"].replace(": ", ":")
    origin = Store(tmp_path / "store").history()[0].details["origin"]
    assert list(origin["files"]) == ["event_info_latest_2023.zip", "event_labels_latest_2023.zip"]
    assert run("viina", *of_2023)[1]["fetched"][0]["import"] is None
    viina.files |= [viina_zip(2023, 4, "event_labels")]
    assert run("viina", *of_2023)[1]["fetched"][0]["import"]["unchanged"] == 3
    viina.files |= [viina_zip(2023, 3, "event_labels", t_airalert_b="siren_b")]
    assert "no longer gives t_airalert_b" in run("viina", *of_2023)[2]
    del viina.files["event_labels_latest_2023.zip"]
    assert "event_labels_latest_2023.zip answers 404" in run("viina", *of_2023)[2]


def fetch(**more):
    asked = Asked(since=date(2023, 1, 1), until=date(2023, 12, 31))
    return list(connector.fetch(asked, pause=lambda _: None, **more))


def test_a_cut_download_goes_on_where_it_stopped(viina):
    whole = viina.files[NAME]
    tag = f'"{hashlib.md5(whole).hexdigest()}"'
    viina.faults = [
        ("/files/", Reply(status=500)),
        ("/files/", Reply(whole, headers={"ETag": tag}, cut=100)),
    ]
    seen = []
    (found,) = fetch(progress=lambda done, total: seen.append((done, total)))
    assert found.path.read_bytes() == whole
    assert viina.asked[-1].headers["range"] == "bytes=100-"
    assert seen[-1] == (len(whole), len(whole))


def test_a_year_that_changed_in_between_is_read_anew(viina):
    whole = viina.files[NAME]
    viina.faults = [("/files/", Reply(whole, headers={"ETag": '"older"'}, cut=100))]
    (found,) = fetch()
    assert found.path.read_bytes() == whole


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"<html>rate limited</html>", "gives no zip that can be read"),
        (viina_zip(2023, 2)[1][:200], "gives no zip that can be read"),
        (viina_zip(2023, 0)[1], "holds no row"),
        (
            viina_zip(2023, 2, t_airalert_b="siren_b")[1],
            "no longer gives t_airalert_b, but siren_b",
        ),
    ],
)
def test_what_is_no_year(body, said, viina, run, tmp_path, fetched):
    viina.files[NAME] = body
    code, _, err = run("viina", "--since", "2023-01-01", "--until", "2023-12-31")
    assert code == 2
    assert said in err
    assert not Store(tmp_path / "store").exists()
    assert fetched() == []


def test_a_bomb_is_not_unpacked_whole(viina, run, monkeypatch):
    monkeypatch.setattr("events.files.archives.LARGEST_UNPACKED", 100_000)
    header = ",".join(connector.TABLES["event_1pd"].known.split())
    viina.files[NAME] = zipped("event_1pd_latest_2023.csv", f"{header}\n" + "1,\n" * 200_000)
    code, _, err = run("viina", "--since", "2023-01-01", "--until", "2023-12-31")
    assert code == 2
    assert "unpacks to more than" in err


def test_too_large_a_year_is_not_taken(viina, monkeypatch, fetched):
    monkeypatch.setattr(connector, "LARGEST", 300)
    with pytest.raises(FetchError, match="is more than such an answer may have"):
        fetch()
    assert fetched() == []

"""The licence gate: in public no record that may not be passed on leaves, by whatever way."""

import inspect
import json
import shutil
import tempfile
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pyarrow.parquet
import pyogrio
import pytest
from incident_rows import incident, table

import events
from events import Filters, Store, gate, open_store
from events.__main__ import main
from events.gate import LEAST, may_pass_on
from events.incident import WORDS

SECRET = "withheldword"
"""Stands in every text of the rows that must not leave."""

MARCH = {"since": "2024-03-01", "until": "2024-03-31"}


def acled(number: int, day: str = "2024-03-05", **changes) -> dict:
    texts = dict.fromkeys(("title", "description", "place", "weapon"), f"{SECRET} {number}")
    row = {"source": "acled", "licence": "ACLED-EULA", "adm2_code": "UA6312", "killed_min": 2}
    row |= {"latitude": 50.0, "longitude": 36.2, "adm3_code": "UA6312027", "event_type": "sabotage"}
    row |= {"sources": json.dumps([{"name": SECRET, "url": f"https://{SECRET}.example"}])}
    return incident(
        f"{SECRET}{number}", day, **row | texts | {"raw": f'{{"a": "{SECRET}"}}'} | changes
    )


ROWS = [
    *(acled(n, f"2024-03-{n:02}") for n in range(1, 5)),
    acled(5, killed_min=None),
    acled(6, "2024-04-02"),  # alone in its month
    acled(7, "2024-03-30", date_end="2024-04-02"),  # over the end of a month
    acled(8, source="village", licence="not-stated"),
    acled(9, adm2_code=None, adm3_code=None, latitude=None, location_precision="country"),
    incident(
        "open", "2024-03-05", source="ucdp", adm3_code="UA6312027", killed_min=1, title="ours"
    ),
    incident("list", "2024-03-06", source="village", licence="CC0-1.0", adm1_code="UA63"),
]


@pytest.fixture(scope="module")
def mixed(tmp_path_factory):
    """The rows, of which one of ACLED and the open one of UCDP tell of the same incident."""
    path = tmp_path_factory.mktemp("mixed") / "store"
    Store(path).write(table(*ROWS), "first")
    events.decide(Store(path), f"acled:{SECRET}4", "ucdp:open", "confirmed")
    return path


@pytest.fixture
def store(mixed, tmp_path):
    """A copy of that store, for the test alone."""
    shutil.copytree(mixed, tmp_path / "store")
    return tmp_path / "store"


@pytest.fixture
def public(store, monkeypatch):
    monkeypatch.setenv("ATLAS_MODE", "public")
    return open_store(store)


def test_in_private_everything_is_shown(store):
    atlas = open_store(store)
    counts = events.figures(atlas, Filters())
    assert (counts.records, counts.withheld, atlas.withheld) == (11, 0, {})
    assert events.page(atlas, Filters()).total == 11


def test_a_word_that_is_no_mode_opens_nothing(store, monkeypatch, capsys):
    monkeypatch.setenv("ATLAS_MODE", "Pubilc")
    with pytest.raises(events.StoreError, match=r"must be private .* or public"):
        open_store(store)
    assert main(["export", "--store", str(store), "--out", str(store / "a.csv")]) == 2
    assert "ATLAS_MODE is 'pubilc'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("source", "licence", "may"),
    [
        ("acled", "ACLED-EULA", False),
        ("acled", "CC-BY-4.0", False),
        ("village", "ACLED-EULA", False),
        ("village", "not-stated", False),
        ("village", "CC-BY-4.0", True),
        ("ucdp", "CC-BY-4.0", True),
        ("viina", "ODbL-1.0", True),
        ("bellingcat", "not-stated", False),
        ("it's new", "whatever", False),
    ],
)
def test_one_rule_in_words_and_in_sql(source, licence, may, tmp_path):
    assert may_pass_on(source, licence) is may
    Store(tmp_path / "s").write(table(incident("1", source=source, licence=licence)), "first")
    atlas = open_store(tmp_path / "s", mode="public")
    assert events.total(atlas) == int(may)


def test_what_falls_together_counts_in_wide_figures_and_its_toll_with_it(public):
    """Five of ACLED in one raion and month; one alone and one over two months do not count, and
    of the five the one that tells of an incident which UCDP tells of counts there alone."""
    counts = events.figures(public, Filters())
    assert (counts.records, counts.incidents, counts.withheld) == (2, 6, 4)
    assert (counts.killed_min, counts.killed_max) == (7, 7)
    assert (counts.killed_unstated, counts.killed_open) == (2, 4)
    raions = events.by_region(public, Filters(), level=2).set_index("code")
    assert raions.loc["UA6312", ["incidents", "killed_min"]].tolist() == [5, 7]
    months = events.by_period(public, Filters(), "month")
    assert months["incidents"].tolist() == [6]
    sources = events.by_category(public, Filters(), "source").set_index("word")["incidents"]
    assert sources.to_dict() == {"acled": 4, "ucdp": 1, "village": 1}
    assert public.withheld == {"acled": 8, "village": 1}


def test_withheld_reports_of_one_incident_count_once(store, monkeypatch):
    events.decide(Store(store), f"acled:{SECRET}1", f"acled:{SECRET}2", "confirmed")
    assert events.figures(open_store(store, mode="public"), Filters()).withheld == 3
    assert events.figures(open_store(store, mode="private"), Filters()).incidents == 11 - 2


def test_fewer_than_the_least_are_not_counted(tmp_path):
    Store(tmp_path / "s").write(table(*(acled(n) for n in range(1, LEAST))), "first")
    assert events.figures(open_store(tmp_path / "s", mode="public"), Filters()).incidents == 0


NARROW = [
    {"since": "2024-03-02"},
    {"until": "2024-03-30"},
    {"region": "UA6312027"},
    {"area": "circle:50,36.2,500"},
    {"type": "sabotage"},
    {"type": ",".join(WORDS["event_type"])},
    {"target": "unknown"},
    {"status": "reported"},
    {"precision": "raion"},
    {"precision": ",".join(WORDS["location_precision"])},
    {"casualties": "with"},
    {"words": SECRET},
    MARCH | {"casualties": "unstated"},
]


@pytest.mark.parametrize("params", NARROW)
def test_no_narrower_filter_tells_them_apart(public, params):
    filters, problems = Filters.from_params(params)
    assert not problems
    assert events.figures(public, filters).withheld == 0
    assert "acled" not in events.by_category(public, filters, "source")["word"].tolist()


@pytest.mark.parametrize("params", [{}, MARCH, {"region": "UA63"}, {"source": "acled"}])
def test_wide_filters_count_them(public, params):
    assert events.figures(public, Filters.from_params(params)[0]).withheld == 4


def test_days_weeks_and_kinds_do_not_count_them(public):
    for unit in ("day", "week"):
        assert events.by_period(public, Filters(), unit)["incidents"].sum() == 2
    for column in WORDS:
        found = events.by_category(public, Filters(), column)
        assert found["incidents"].sum() == 2, column
        assert found["word"].notna().all()


def test_spikes_judge_weeks_so_they_do_not_count_them(public, store):
    """In private the week of 4 March 2024 has three of that raion, in public the open one alone."""
    answers = [
        events.spikes(atlas, Filters(), level=2, week=date(2024, 3, 4))
        for atlas in (open_store(store, mode="private"), public)
    ]
    counts = [answer.frame.set_index("code").loc["UA6312", "incidents"] for answer in answers]
    assert counts == [3, 1]
    assert all(name != "acled" for name, _ in events.judged_weeks(public, Filters()).starting)


def test_frames_tell_them_by_raion_and_month_only(public):
    held = events.figures(public, Filters()).withheld
    months = events.frames(public, Filters(), unit="month", level=2)
    assert months.counts["UA6312"].sum() == held + 1
    assert months.places.empty
    for unit, level in (("week", 1), ("day", 2), ("month", 3)):
        found = events.frames(public, Filters(), unit=unit, level=level)
        assert sum(counts.sum() for counts in found.counts.values()) <= 2
        assert found.places.empty


def test_measures_tell_them_no_finer_than_raion_and_month(public):
    """Known to a raion alone for all that the public learns: no hromada, point, target or day."""
    held = events.figures(public, Filters()).withheld
    hromadas = events.by_region_bounds(public, Filters(), 3).set_index("code")
    bounds = hromadas.loc["UA6312027", ["incidents", "wider", "up_to"]].tolist()
    assert bounds == [1, held + 1, held + 2]
    assert events.coarse_units(public, Filters()).set_index("code")["incidents"]["UA6312"] == held
    assert events.hexagons(public, Filters()).frame.empty
    shares = events.energy_share(public, Filters())
    assert shares[["stated", "unstated"]].sum().tolist() == [0, 2]
    april = Filters.from_params({"since": "2024-04-01", "until": "2024-04-30"})[0]
    change = events.change_before(public, april, 2).frame
    assert change["before"].sum() == 2, "the days before are no whole month, so only open rows"
    narrow = Filters.from_params({"since": "2024-03-02", "until": "2024-03-30"})[0]
    bounds = events.by_region_bounds(public, narrow, 3).set_index("code")
    assert bounds.loc["UA6312027", ["incidents", "wider"]].tolist() == [1, 1]


WAYS_OUT: dict[str, Callable] = {
    "page": lambda atlas, f: events.page(atlas, f).frame.to_csv(),
    "page of a source": lambda atlas, f: (
        events.page(atlas, Filters(sources=("acled",))).total or ""
    ),
    "not placed": lambda atlas, f: events.not_placed(atlas, f).frame.to_csv(),
    "at a point": lambda atlas, f: events.at_point(
        atlas, f, latitude=50.0, longitude=36.2
    ).frame.to_csv(),
    "dots": lambda atlas, f: events.dots(atlas, f).frame.to_csv(),
    "permalink": lambda atlas, f: [
        events.incident(atlas, row["incident_id"]) for row in ROWS if SECRET in row["incident_id"]
    ],
    "csv": lambda atlas, f: events.csv_bytes(atlas, f).decode(),
    "csv in parts": lambda atlas, f: b"".join(events.csv_parts(atlas, f)).decode(),
    "geojson": lambda atlas, f: b"".join(events.geojson_parts(atlas, f)).decode(),
    **{
        f"taken away as {name}": lambda atlas, f, name=name: _taken_away(atlas, f, name)
        for name in events.FORMATS
    },
    "about": lambda atlas, f: events.about_bytes(atlas, f).decode(),
    "files": lambda atlas, f: str(atlas.tuples("SELECT * FROM stored")),
    "memory": lambda atlas, f: str(atlas.tuples("SELECT * FROM incidents")),
    "words": lambda atlas, f: events.page(atlas, Filters(words=SECRET)).frame.to_csv(),
    "linked reports": lambda atlas, f: (
        events.reports_of(atlas, "ucdp:open").to_csv()
        + events.told_by(atlas, ["ucdp:open", f"acled:{SECRET}1"]).to_csv()
        + events.links_told(atlas, "ucdp:open").to_csv()
    ),
    "what changed": lambda atlas, f: _changed(atlas),
    "near facilities": lambda atlas, f: _near(atlas, f),
    "near one facility": lambda atlas, f: events.near_facility(
        atlas, f, latitude=49.9719, longitude=36.107, km=25
    ).frame.to_csv(),
}


def _near(atlas, filters) -> str:
    """Kharkiv's plant is 7 km from the point of the rows that must not leave."""
    near = events.near_facilities(atlas, filters, km=25)
    return str((near.settlement or "", near.places.to_csv()))


def _taken_away(atlas, filters: Filters, name: str) -> str:
    """All that a file of a format says, whatever it is packed in, and what stands beside it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"out{events.FORMATS[name].endings[0]}"
        events.take_away(atlas, filters, name, path)
        return _told(path) + str(events.about_beside(atlas, filters, name))


def _told(path: Path) -> str:
    if path.suffix == ".gpkg":
        layers = [layer for layer, _ in pyogrio.list_layers(path)]
        return "".join(pyogrio.read_dataframe(path, layer=layer).to_csv() for layer in layers)
    if path.suffix == ".parquet":
        table = pyarrow.parquet.read_table(path)
        return f"{table.schema.metadata} {table.to_pylist()}"
    if not zipfile.is_zipfile(path):
        return path.read_text(encoding="utf-8")
    inside = path.parent / "inside"
    zipfile.ZipFile(path).extractall(inside)
    return "".join(_told(each) for each in sorted(inside.rglob("*.*")) if each.is_file())


def _changed(atlas) -> str:
    store = Store(atlas.path)
    revised = [row | {"title": f"{SECRET} again"} for row in ROWS[:3]]
    store.write(table(*revised, ROWS[-1] | {"title": "seen"}), "second")
    with_all = events.changes(store, atlas.version)
    try:
        page = events.changed_page(with_all, None).frame
        assert "seen" in page["title"].tolist()
        ids = [row["incident_id"] for row in ROWS]
        told = [
            page.to_csv(),
            events.changed_fields(with_all, ids),
            events.changed_dots(with_all, None).frame.to_csv(),
            events.changes_csv(with_all, None),
            events.about_changes_bytes(with_all, None),
            with_all.tuples("SELECT * FROM stored"),
        ]
        return str(told)
    finally:
        with_all.close()


@pytest.mark.parametrize("way", WAYS_OUT)
def test_no_way_out_has_a_withheld_row(way, public):
    told = str(WAYS_OUT[way](public, Filters()))
    assert SECRET not in told
    assert "36.2" not in told


@pytest.mark.parametrize(
    "way", [way for way in WAYS_OUT if way not in ("about", "page of a source")]
)
def test_in_private_the_same_ways_do_tell(way, store):
    """Else the walk would prove nothing."""
    assert SECRET in str(WAYS_OUT[way](open_store(store), Filters()))


WALKED = {"page", "not_placed", "at_point", "incident", "dots", "csv_bytes", "write_csv", "about"}
WALKED |= {"about_bytes", "changed_page", "changed_dots", "changed_fields", "changes_csv"}
WALKED |= {"about_changes_bytes", "told_by", "reports_of", "geojson_parts", "csv_parts"}
WALKED |= {"links_told"}
WALKED |= {"near_facilities", "near_facility"}
WALKED |= {"take_away", "about_beside"}
COUNT = {"figures", "by_region", "by_category", "by_period", "span", "total", "sources_present"}
COUNT |= {"around", "lags", "frames"}
COUNT |= {"changed_counts", "changed_regions", "linked", "quality"}
COUNT |= {"by_region_bounds", "change_before", "energy_share", "hexagons", "coarse_units"}
COUNT |= {"attacks_by_season", "judged_weeks", "spikes"}


def test_every_question_is_either_walked_here_or_only_counts():
    """Whoever adds one decides which, and walks it when it tells rows."""
    asked = set()
    for name in events.__all__:
        answer = getattr(events, name)
        if inspect.isfunction(answer):
            first = next(iter(inspect.signature(answer).parameters), "")
            asked |= {name} if first in ("atlas", "changes") else set()
    assert asked == WALKED | COUNT


def test_the_command_line_export_says_what_was_left_out_and_why(public, store, tmp_path, capsys):
    out = tmp_path / "out.csv"
    assert main(["export", "--store", str(store), "--out", str(out)]) == 0
    assert SECRET not in out.read_text(encoding="utf-8")
    assert len(out.read_text(encoding="utf-8").splitlines()) == 3
    about = json.loads((tmp_path / "out.csv.about.json").read_text(encoding="utf-8"))
    assert about["records"] == 2
    left = {entry["source"]: entry for entry in about["left_out"]}
    assert left["acled"]["records"] == 8
    assert "do not let rows be passed on" in left["acled"]["why"]
    assert "no terms are stated" in left["village"]["why"]
    assert {source["source"] for source in about["sources"]} == {"ucdp", "village"}
    assert all(source["citation"] for source in about["sources"])
    assert "ACLED" in capsys.readouterr().err


def test_an_export_with_viina_carries_the_notice_of_its_licence(tmp_path):
    row = incident("1", source="viina", licence="ODbL-1.0")
    Store(tmp_path / "s").write(table(row), "first")
    about = events.about(open_store(tmp_path / "s", mode="public"), Filters())
    (source,) = about["sources"]
    assert source["licences"] == {"ODbL-1.0": "Open Database License 1.0"}
    assert "must be offered under the same licence" in source["note"]


def test_the_mode_is_one_of_two(monkeypatch):
    monkeypatch.delenv("ATLAS_MODE", raising=False)
    assert gate.mode() == "private"
    monkeypatch.setenv("ATLAS_MODE", " Public ")
    assert gate.mode() == "public"

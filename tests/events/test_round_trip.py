"""Records -> store -> our CSV -> a new store: the same records."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from importing import import_json, stored
from incident_rows import incident, table

from events import Filters, Store, csv_bytes, open_store
from events.incident import CONTENT, DEEPEST_LEVEL, WORDS
from geodata import place_all, units

ALIKE = [*CONTENT, "source_retrieved"]
"""All but import_id, which says which import wrote the row. raw too: it is the publisher's row
and not ours, so an export carries it and an import of the export gives it back; were it made anew
from the export's own columns, each round would nest it deeper and count as a revision."""

# No NUL and no lone surrogate, which no CSV file holds; all else that text may be.
_anything = st.text(
    st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=30
)
_tricky = st.sampled_from(
    [
        "=1+1",
        "'=1",
        "'",
        "''",
        "-5",
        "+380",
        "@x",
        "\ttab",
        "\rcr",
        '"',
        ",",
        "a\r\nb",
        "\n",
        " x ",
        "NaN",
        "null",
        "true",
        "1e5",
        "ї’ґ",
        "\ufeff",
        "<img src=x onerror=alert(1)>",
    ]
)
_text = st.one_of(st.none(), _tricky, _anything)
_id = st.text(
    st.characters(categories=["L", "Nd"], include_characters="-_. =+'"), min_size=1, max_size=12
).filter(lambda text: text == text.strip() and text)
_days = st.dates(date(1991, 1, 1), date(2025, 12, 31))
_web = st.sampled_from([None, "https://example.org/a?b=c&d", "http://приклад.укр/"])
_json_text = st.dictionaries(_anything, st.one_of(st.none(), _tricky, _anything), max_size=3)
POINTS = [(50.45, 30.52), (46.48, 30.73), (44.95, 34.1), (48.5 + 1 / 3, 37.6), (46.6, 36.8)]


@st.composite
def records(draw, index: int) -> dict:
    """A record as an import could have made it: words, codes and points that agree."""
    words = {name: draw(st.sampled_from(allowed)) for name, allowed in WORDS.items()}
    precision = words["location_precision"]
    row = {"source": draw(st.sampled_from(["acled", "ucdp", "atlas", "village"]))}
    row |= words | {"date_precision": draw(st.sampled_from(WORDS["date_precision"]))}
    start = draw(_days)
    row["date_end"] = start + timedelta(days=draw(st.integers(0, 400)))
    row |= {name: draw(_text) for name in ("title", "description", "place", "place_uk", "weapon")}
    row |= {name: draw(_text) for name in ("target_name", "attributed_to")}
    row["part_of"] = draw(st.one_of(st.none(), _id))
    row |= _where(draw, precision)
    for kind in ("killed", "injured"):
        low, high = draw(_range())
        row |= {f"{kind}_min": low, f"{kind}_max": high}
        row[f"children_{kind}"] = draw(st.one_of(st.none(), st.integers(0, 9)))
    row["is_aggregate"] = draw(st.booleans())
    names = draw(st.lists(st.tuples(_anything, _web), max_size=2))
    sources = [{"name": name, "url": url} for name, url in names]
    row["sources"] = json.dumps(sources, ensure_ascii=draw(st.booleans()))
    row["licence"] = draw(st.sampled_from(["ACLED-EULA", "CC-BY-4.0", "not-stated"]))
    row["source_retrieved"] = draw(st.one_of(st.none(), _days))
    row["raw"] = json.dumps(draw(_json_text), ensure_ascii=False)
    return incident(f"{index}{draw(_id)}", start.isoformat()) | row


def _range() -> st.SearchStrategy:
    number = st.one_of(st.none(), st.integers(0, 10_000_000))
    return st.tuples(number, number).filter(lambda pair: None in pair or pair[0] <= pair[1])


def _where(draw, precision: str) -> dict:
    """Point, codes and placed_by as placing makes them, here or where shapes are installed."""
    nowhere = {"latitude": None, "longitude": None, "adm1_code": None, "placed_by": "none"}
    if precision in ("area", "country"):
        return nowhere
    if precision == "oblast":
        code = draw(st.sampled_from([None, *units(1)["code"]]))
        by = draw(st.sampled_from(["contains", "nearest", "declared"])) if code else "none"
        return nowhere | {"adm1_code": code, "placed_by": by}
    if precision == "raion" and draw(st.booleans()):
        return nowhere | {"adm1_code": "UA63", "placed_by": "declared"}
    latitude, longitude = draw(st.sampled_from(POINTS))
    found = place_all(latitude=[latitude], longitude=[longitude])
    oblast, raion, hromada, by, by_settlement = (column[0] for column in found)
    row = {"latitude": latitude, "longitude": longitude, "adm1_code": oblast}
    depth = DEEPEST_LEVEL[precision]
    elsewhere = draw(st.sampled_from(_inside(oblast, depth)))
    if elsewhere and by_settlement:
        raion, hromada = elsewhere[:6], elsewhere if len(elsewhere) == 9 else None
    elif by_settlement and by_settlement <= depth:
        by = "nearest_settlement"
    by = draw(st.sampled_from([by, "gazetteer"]))
    return row | {
        "placed_by": by,
        "adm2_code": raion if depth >= 2 else None,
        "adm3_code": hromada if depth >= 3 else None,
    }


def _inside(oblast: str, depth: int) -> list[str | None]:
    """None, a raion and a hromada of an oblast, as deep as a precision goes."""
    codes = [None]
    for level in range(2, depth + 1):
        frame = units(level)
        codes.append(frame.loc[frame["code"].str.startswith(oblast), "code"].iloc[0])
    return codes


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_our_own_csv_gives_back_the_same_records(data, tmp_path_factory, capsys):
    rows = [data.draw(records(index)) for index in range(data.draw(st.integers(1, 15)))]
    for row in rows:
        row["incident_id"] = f"{row['source']}:{row['source_id']}"
    folder = tmp_path_factory.mktemp("trip")
    Store(folder / "first").write(table(*rows), "first")
    exported = csv_bytes(open_store(folder / "first"), Filters())
    (folder / "export.csv").write_bytes(exported)
    report = import_json(folder / "export.csv", folder / "second", capsys)
    assert (report["source"], report["rejected"]) == ("atlas-export", {})
    assert _content(folder / "second") == _content(folder / "first")
    assert csv_bytes(open_store(folder / "second"), Filters()).count(b"\r\n") >= len(rows) + 1

    again = import_json(folder / "export.csv", folder / "first", capsys)
    assert (again["new"], again["updated"]) == (0, 0), "nor does it revise the store it is from"


def _content(store) -> list[dict]:
    return [{name: row[name] for name in ALIKE} for row in stored(store)]


def test_the_bundled_records_survive_the_round(tmp_path, capsys):
    import_json(None, tmp_path / "first", capsys, "--bundled")
    (tmp_path / "export.csv").write_bytes(csv_bytes(open_store(tmp_path / "first"), Filters()))
    import_json(tmp_path / "export.csv", tmp_path / "second", capsys)
    assert _content(tmp_path / "second") == _content(tmp_path / "first")


@pytest.mark.shared
def test_real_records_survive_the_round(shared_data, tmp_path, capsys):
    for name in ("ucdp_ged_ukraine.csv", "bellingcat_export_events.json"):
        import_json(shared_data / "events" / name, tmp_path / "first", capsys)
    (tmp_path / "export.csv").write_bytes(csv_bytes(open_store(tmp_path / "first"), Filters()))
    report = import_json(tmp_path / "export.csv", tmp_path / "first", capsys)
    assert (report["new"], report["updated"], report["rejected"]) == (0, 0, {})

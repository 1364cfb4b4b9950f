"""Linking: what may be one incident, what never is, and that the answer depends on nothing else."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from incident_rows import incident, table

from events import Store
from events.linking.linking import NotLinked, clusters, link, links_of, why_linked

TOWN = {"latitude": 49.0, "longitude": 30.0, "adm1_code": "UA71"}
STRIKE = {
    "event_type": "missile_strike",
    "target_category": "energy",
    "killed_min": 3,
    "killed_max": 3,
    "title": "Missile hits the Zmiivska thermal power plant",
}


def report(source: str, number: object = 1, day: str = "2024-03-05", **changes: object) -> dict:
    """A report of the same strike at the same town by `source`."""
    return incident(str(number), day, **({"source": source} | TOWN | STRIKE | changes))


def raion(code: str, **changes: object) -> dict:
    return {
        "location_precision": "raion",
        "latitude": None,
        "longitude": None,
        "adm3_code": None,
        "adm2_code": code,
        "adm1_code": code[:4],
    } | changes


OBLAST = {"location_precision": "oblast", "latitude": None, "longitude": None}
COUNTRY = OBLAST | {"location_precision": "country", "adm1_code": None}
AREA = COUNTRY | {"location_precision": "area"}
IN_RAION = {"adm1_code": "UA71", "adm2_code": "UA7102"}


def linked(path, *rows: dict) -> dict[str, str]:
    """incident_id -> linked_to after a run over a new store with these rows."""
    store = Store(path)
    store.write(table(*rows), "first")
    link(store)
    found = clusters(store)
    return dict(zip(found["incident_id"], found["linked_to"], strict=True))


def test_two_sources_of_one_strike_are_one_incident_and_the_row_says_why(tmp_path):
    rows = report("b"), report("a", latitude=49.009)
    assert linked(tmp_path / "s", *rows) == {"a:1": "a:1", "b:1": "a:1"}
    (row,) = links_of(Store(tmp_path / "s"), "b:1").to_dict("records")
    assert (row["left_id"], row["right_id"], row["joined"]) == ("a:1", "b:1", True)
    assert row["distance_km"] == pytest.approx(1.0, abs=0.01)
    assert (row["days"], row["type_agreement"], row["toll_agreement"]) == (0, "same", "same")
    assert row["probability"] > 0.9
    assert row["decided"] == "auto"
    said = why_linked(links_of(Store(tmp_path / "s"), "b:1").iloc[0])
    assert said == "within 2 km (1.0 km), same day, type same, target same, toll same, text same"


def test_three_reports_are_one_incident_of_three(tmp_path):
    store = Store(tmp_path / "s")
    store.write(table(report("a"), report("b"), report("c"), report("d", day="2024-05-01")), "x")
    made = link(store)
    assert clusters(store)["n_reports"].tolist() == [3, 3, 3]
    assert (made.reports, made.links, made.joined, made.incidents) == (4, 3, 3, 1)


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ({}, COUNTRY, False),
        ({}, AREA, False),
        (OBLAST, COUNTRY, False),
        (COUNTRY, COUNTRY, True),
        (OBLAST, OBLAST, True),
        (OBLAST, OBLAST | {"adm1_code": "UA63"}, False),
        (OBLAST, {}, True),
        (OBLAST | {"adm1_code": "UA63"}, {}, False),
        (raion("UA7102"), IN_RAION, True),
        (raion("UA7102"), raion("UA7102"), True),
        (raion("UA7102"), IN_RAION | {"adm2_code": "UA7104"}, False),
        (raion("UA7102"), raion("UA7104"), False),
        (raion("UA7102"), OBLAST, True),
        ({"location_precision": "site"}, {"location_precision": "site", "latitude": 49.05}, False),
        ({}, {"latitude": 49.05}, True),
        ({}, {"latitude": 49.2}, False),
        ({"location_precision": "near"}, {"latitude": 49.2}, True),
        ({"location_precision": "near"}, {"latitude": 49.4}, False),
        ({"adm1_code": "UA71"}, {"adm1_code": "UA32", "latitude": 49.01}, True),
    ],
)
def test_places_are_as_wide_as_their_precision(tmp_path, one, other, together):
    """The two say the same in every other respect, down to the page."""
    page = {"sources": '[{"name": "x", "url": "https://example.org/1"}]'}
    found = linked(tmp_path / "s", report("a", **page | one), report("b", **page | other))
    assert bool(found) is together


@pytest.mark.parametrize(
    ("day", "changes", "together"),
    [
        ("2024-03-05", {}, True),
        ("2024-03-06", {}, True),
        ("2024-03-07", {}, False),
        ("2024-03-04", {}, True),
        ("2024-03-03", {}, False),
        ("2024-02-28", {"date_end": "2024-03-05", "date_precision": "week"}, True),
        ("2024-02-20", {"date_end": "2024-03-03", "date_precision": "week"}, False),
        ("2024-03-01", {"date_end": "2024-03-31", "date_precision": "month"}, True),
        ("2024-03-01", {"date_end": "2024-04-01", "date_precision": "month"}, False),
        ("2024-01-01", {"date_end": "2024-12-31", "date_precision": "year"}, False),
    ],
)
def test_days_touch_or_overlap_and_span_no_more_than_a_month(tmp_path, day, changes, together):
    page = {"sources": '[{"name": "x", "url": "https://example.org/1"}]'}
    rows = report("a", **page), report("b", day=day, **page | changes)
    assert bool(linked(tmp_path / "s", *rows)) is together


def test_aggregates_never_link(tmp_path):
    assert linked(tmp_path / "s", report("a", is_aggregate=True), report("b")) == {}


def test_place_and_day_alone_are_no_link(tmp_path):
    quiet = dict.fromkeys(STRIKE) | {"event_type": "other", "target_category": "unknown"}
    assert linked(tmp_path / "s", report("a", **quiet), report("b", **quiet)) == {}


@pytest.mark.parametrize("source", ["acled", "atlas", "hapi", "ucdp"])
def test_a_source_whose_records_are_events_by_its_codebook_never_repeats_itself(tmp_path, source):
    assert linked(tmp_path / "s", report(source, 1), report(source, 2)) == {}


def test_another_source_may_tell_twice_in_the_same_words_at_the_same_site(tmp_path):
    site = {"location_precision": "site"}
    assert len(linked(tmp_path / "a", report("x", 1, **site), report("x", 2, **site))) == 2
    apart = site | {"latitude": 49.01}
    assert linked(tmp_path / "b", report("x", 1, **site), report("x", 2, **apart)) == {}
    worded = {"title": "Houses without light after something happened at night"}
    assert linked(tmp_path / "c", report("x", 1), report("x", 2, **worded)) == {}


def test_of_two_equal_candidates_of_one_source_none_is_chosen(tmp_path):
    """Either may be it, and only one can: each has less than half of the probability."""
    other = {"title": "Strike on the plant", "killed_min": None, "killed_max": None}
    rows = report("ucdp"), report("acled", 1, **other), report("acled", 2, **other)
    assert linked(tmp_path / "s", *rows) == {}
    assert linked(tmp_path / "t", *rows[:2]) == {"ucdp:1": "acled:1", "acled:1": "acled:1"}


def test_no_chain_ties_together_what_excludes_each_other(tmp_path):
    """An oblast-level report fits both towns, 100 km apart: it goes with the surer one."""
    rows = (
        report("a", **OBLAST),
        report("b", latitude=48.5, title="Missile hits the Zmiivska thermal power plant"),
        report("c", latitude=49.5, title="Plant hit"),
    )
    store = Store(tmp_path / "s")
    store.write(table(*rows), "x")
    made = link(store)
    assert (made.links, made.joined) == (2, 1)
    assert clusters(store)["incident_id"].tolist() == ["a:1", "b:1"]


def test_a_chain_of_days_stops_where_the_ends_are_two_days_apart(tmp_path):
    rows = [
        report(s, day=d) for s, d in (("a", "2024-03-04"), ("b", "2024-03-05"), ("c", "2024-03-06"))
    ]
    found = linked(tmp_path / "s", *rows)
    assert len(found) == 2
    assert len(set(found.values())) == 1


def test_the_incidents_are_left_as_they_are_and_nothing_new_makes_no_version(tmp_path):
    store = Store(tmp_path / "s")
    store.write(table(report("a"), report("b")), "x")
    before = store.version(), store.files()
    assert link(store, dry_run=True).links_version is None
    assert clusters(store).empty
    assert link(store).links_version == 0
    assert link(store).links_version is None
    assert (store.version(), store.files()) == before


def test_links_of_an_earlier_version_stay_readable(tmp_path):
    store = Store(tmp_path / "s")
    store.write(table(report("a"), report("b")), "x")
    link(store)
    store.write(table(report("c")), "y")
    link(store)
    assert len(clusters(store)) == 3
    assert len(clusters(store, version=0)) == 2


def test_a_store_without_rows_or_links_answers_nothing(tmp_path):
    store = Store(tmp_path / "s")
    store.write(table(report("a")).slice(0, 0), "x")
    assert link(store).pairs == 0
    assert clusters(store).columns.tolist() == ["incident_id", "linked_to", "n_reports"]
    with pytest.raises(NotLinked, match="no report x:1"):
        links_of(store, "x:1")


WORLD = st.lists(
    st.builds(
        lambda source, day, north, kind, title, killed: (source, day, north, kind, title, killed),
        st.sampled_from(["a", "b", "ucdp"]),
        st.integers(1, 4),
        st.sampled_from([49.0, 49.003, 49.06]),
        st.sampled_from(["site", "settlement", "oblast", "country"]),
        st.sampled_from(["Missile hits the plant at night", "Drones burn the grain store", None]),
        st.sampled_from([None, 0, 3, 4, 40]),
    ),
    min_size=2,
    max_size=12,
)


def world(drawn: list[tuple]) -> list[dict]:
    """The drawn reports as rows; their ids follow their place in the list."""
    places = {"oblast": OBLAST, "country": COUNTRY}
    return [
        report(
            source,
            n,
            f"2024-03-{day:02}",
            title=title,
            killed_min=killed,
            killed_max=killed,
            **({"latitude": north, "location_precision": kind} | places.get(kind, {})),
        )
        for n, (source, day, north, kind, title, killed) in enumerate(drawn)
    ]


def rows_of(store: Store) -> list[dict]:
    from events.linking.links import Links

    return Links(store.path).read().rows.astype(object).fillna("").to_dict("records")


QUIET = settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@QUIET
@given(drawn=WORLD, data=st.data())
def test_the_order_and_the_batches_of_the_imports_do_not_matter(tmp_path_factory, drawn, data):
    rows = world(drawn)
    shuffled = data.draw(st.permutations(rows))
    cut = data.draw(st.integers(0, len(rows)))
    folder = tmp_path_factory.mktemp("order")
    one, other = Store(folder / "one"), Store(folder / "other")
    one.write(table(*rows), "x")
    for part in (shuffled[:cut], shuffled[cut:]):
        if part:
            other.write(table(*part), "x")
    link(one)
    link(other)
    assert rows_of(one) == rows_of(other)


@QUIET
@given(drawn=WORLD, data=st.data())
def test_a_run_over_what_changed_answers_of_it_as_one_over_everything(
    tmp_path_factory, drawn, data
):
    """Some reports are revised, some are taken away."""
    rows = world(drawn)
    later = data.draw(st.sets(st.sampled_from(range(len(rows))), max_size=3))
    gone = data.draw(st.sets(st.sampled_from(range(len(rows))), max_size=2)) - later
    folder = tmp_path_factory.mktemp("partly")
    first = [
        row if n not in later else row | {"title": "Other words", "killed_min": 9}
        for n, row in enumerate(rows)
    ]
    store, anew = Store(folder / "store"), Store(folder / "anew")
    store.write(table(*first), "x")
    link(store)
    store.write(table(*rows), "y")
    store.remove([rows[n]["incident_id"] for n in gone], "z")
    link(store, only=[rows[n]["incident_id"] for n in later | gone])
    left = [row for n, row in enumerate(rows) if n not in gone]
    anew.write(table(report("z", day="2025-01-01"), *left), "x")
    anew.remove(["z:1"], "y")
    link(anew)
    changed = {rows[n]["incident_id"] for n in later}
    assert weighed(store, changed) == weighed(anew, changed)
    assert not set(clusters(store)["incident_id"]) & {rows[n]["incident_id"] for n in gone}


def weighed(store: Store, ids: set[str]) -> list[tuple]:
    """The rows that touch `ids`, without what other rows decide."""
    return [
        (row["left_id"], row["right_id"], row["probability"], row["place_agreement"])
        for row in rows_of(store)
        if {row["left_id"], row["right_id"]} & ids
    ]

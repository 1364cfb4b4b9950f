"""One incident as several reports tell it: tolls over all, every reason in words, all escaped."""

import json
from datetime import date

import pandas as pd
import pytest

from dashboard.record.link_phrases import AGREEMENT_WORDS
from dashboard.record.reported import (
    agreements,
    incident_html,
    link_html,
    listed,
    report_html,
    together,
    told,
)
from dashboard.words.writing import LANGUAGES
from events import Page
from events.linking import model as link_model
from events.linking.links import AGREEMENTS
from tests.dashboard.test_detail import HOSTILE, record

SILENT = {("name", "unknown"), ("type", "unknown"), ("target", "unknown"), ("toll", "unknown")}
SILENT |= {("text", "unknown"), ("page", "none")}
"""Words of an agreement that say only that nothing is known."""


def reports(*tolls: tuple) -> pd.DataFrame:
    """Synthetic reports of one incident, each with its (killed_min, killed_max)."""
    rows = [
        record(incident_id=f"s{n}:1", source=f"s{n}", killed_min=low, killed_max=high)
        for n, (low, high) in enumerate(tolls)
    ]
    return pd.DataFrame(rows)


def link(**changes: object) -> dict:
    """A synthetic stored link of a:1 and b:1."""
    base = {"left_id": "a:1", "right_id": "b:1", "probability": 0.97, "distance_km": 1.43}
    base |= {"days": 0, "joined": True, "decided": "auto", "decided_by": None}
    base |= {"decided_at": pd.NaT, "model": "x"}
    words = ("within 2 km", "same", "same day", "compatible", "unknown", "same", "alike", "shared")
    base |= {f"{name}_agreement": word for name, word in zip(AGREEMENTS, words, strict=True)}
    return base | changes


@pytest.mark.parametrize(
    ("tolls", "said"),
    [
        ([(3, 3), (2, 5)], "2–5"),
        ([(3, 3), (3, 3)], "3"),
        ([(3, 3), (None, None)], "3"),
        ([(None, None), (None, None)], "not stated"),
        ([(20, None), (17, 19)], "17–20 or more"),
        ([(3, None), (3, 3)], "at least 3"),
        ([(3, None), (None, None)], "at least 3"),
        ([(3, None), (2, 9)], "2–9 or more"),
        ([(0, 0), (None, 4)], "0–4"),
        ([(None, None), (None, 4)], "up to 4"),
    ],
)
def test_the_toll_reaches_over_all_reports_and_an_open_one_stays_open(tolls, said):
    assert together(reports(*tolls), "killed", "en") == said


def test_the_incident_lists_each_report_with_its_own_figures():
    html = incident_html(reports((3, 3), (2, 5)), "s1:1", "en")
    assert "Reported by 2 sources" in html
    assert html.index("<td>2–5</td>") < html.index("<td>3</td>"), "the open one on top"
    assert html.count("this report, below") == 1
    html = incident_html(reports((3, 3), (2, 5)), "s1:1", "uk")
    assert "За повідомленнями 2 джерел" in html
    assert "2 повідомлення про один інцидент" in html


def test_a_long_list_of_reports_says_that_it_is_cut():
    html = incident_html(reports(*[(1, 1)] * 130), "s129:1", "en")
    assert html.count("<tr>") == 1 + 100
    assert "this report, below" in html
    assert "The first 100 of 130 are shown" in html


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("field", ["title", "source", "place", "place_uk", "incident_id"])
def test_no_field_of_a_report_can_bring_markup(field, language):
    rows = reports((3, 3), (2, 5)).assign(**{field: HOSTILE})
    pages = json.dumps([{"name": HOSTILE, "url": "javascript:alert(1)"}])
    card = report_html(rows.iloc[0].to_dict() | {"sources": pages}, language)
    why = link_html(
        link(right_id=HOSTILE, decided="confirmed", decided_by=HOSTILE)
        | {"decided_at": pd.Timestamp("2026-11-24")},
        "a:1",
        language,
        this="c:1",
        names=True,
    )
    for html in (incident_html(rows, "s0:1", language), card, why):
        assert "<script" not in html
        assert "<img" not in html
        assert "href" not in html
    assert "&lt;img" in card
    assert "&lt;img" in why


def test_a_link_says_how_sure_how_far_and_what_agrees():
    html = link_html(link(), "b:1", "en", this="a:1", names=True)
    assert "Linked with this report" in html
    assert "Found by comparison, probability 97%" in html
    assert "within 2 km, 1.4\u00a0km apart" in html
    assert "Target:" not in html, "one of the two states none"
    html = link_html(link(), "b:1", "uk", this="c:1", names=True)
    assert "Пов’язано з a:1" in html
    assert "відстань 1,4\u00a0км" in html


def test_what_is_nearly_certain_is_not_called_certain():
    assert "probability over 99%" in link_html(
        link(probability=0.9999), "b:1", "en", this="a:1", names=True
    )


def test_a_person_may_link_what_lies_apart_and_the_gap_is_said():
    far = link(days=40, day_agreement="next day", place_agreement="apart", distance_km=None)
    facts = agreements(far, "en")
    assert "Days: 40 days between the possible days" in facts
    assert "Place: apart" in facts


def test_a_distance_is_no_finer_than_the_points_are():
    assert "Place: within 2 km, less than 0.1\u00a0km apart" in agreements(
        link(distance_km=0.03), "en"
    )


def test_who_decided_is_named_only_where_it_may_be():
    decided = {"decided": "undone", "decided_by": "Olena", "joined": False}
    decided |= {"decided_at": pd.Timestamp(date(2026, 11, 24), tz="UTC")}
    html = link_html(link(**decided), "b:1", "en", this="a:1", names=True)
    assert "Not the same incident: decided by Olena on 24 November 2026" in html
    assert "exclude it" not in html
    html = link_html(link(**decided), "b:1", "en", this="a:1", names=False)
    assert "decided by a person on 24 November 2026" in html


def test_a_link_that_joins_nothing_says_why():
    html = link_html(link(joined=False), "b:1", "en", this="a:1", names=True)
    assert "other reports of the incident exclude it" in html
    assert "Compared with this report" in html
    assert "Linked" not in html


def test_every_word_of_an_agreement_is_told_in_both_languages():
    for name in AGREEMENTS:
        for word in link_model.WEIGHTS[name]:
            known = AGREEMENT_WORDS[name].get(word)
            assert (known is None) == ((name, word) in SILENT), (name, word)
            assert known is None or all(known)
    assert tuple(AGREEMENT_WORDS) == AGREEMENTS


def page_of(total: int, *aggregates: bool) -> Page:
    return Page(pd.DataFrame({"is_aggregate": list(aggregates)}), total, 0, 50)


@pytest.mark.parametrize(
    ("page", "linked_to", "said"),
    [
        (page_of(2, False, False), ["a", "a"], "2 reports of 1 incident"),
        (page_of(3, False, False, False), ["a", "a", "c"], "3 reports of 2 incidents"),
        (page_of(2, False, False), ["a", "b"], "2 incidents"),
        (page_of(2, False, False), None, "2 incidents"),
        (page_of(3, False, False, True), ["a", "a", "c"], "2 reports of 1 incident + 1 aggregate"),
        (page_of(1, True), ["a"], "1 aggregate record"),
        (page_of(60, False, False), ["a", "a"], "60 records"),
    ],
)
def test_a_list_counts_what_it_lists(page, linked_to, said):
    assert listed(page, linked_to, "en").removesuffix(" record") == said.removesuffix(" record")


def test_how_many_tell():
    assert told(2, 2, "en") == "2 sources"
    assert told(3, 2, "uk") == "3 повідомлення, 2 джерела"
    assert told(1, 1, "uk") == "1 джерело"

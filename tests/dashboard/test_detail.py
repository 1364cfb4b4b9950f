"""The detail panel: every field escaped, only web links, the toll as a range."""

import json
from datetime import date

import pytest

from dashboard.record.detail import how_to_read_html, record_html, safe_url
from dashboard.words.writing import LANGUAGES

HOSTILE = '<img src=x onerror="window.hit=1"><script>window.hit=1</script>'


def record(**changes):
    base = {
        "incident_id": "csv:1",
        "source": "csv",
        "source_id": "1",
        "date_start": date(2025, 8, 6),
        "date_end": date(2025, 8, 6),
        "date_precision": "day",
        "title": "Strike on a recreation centre",
        "description": "Reported by the emergency service.",
        "place": "Zaporizhzhia district",
        "place_uk": "Запорізький район",
        "latitude": 47.8,
        "longitude": 35.2,
        "location_precision": "raion",
        "adm1_code": "UA23",
        "adm2_code": None,
        "adm3_code": None,
        "placed_by": "declared",
        "event_type": "missile_strike",
        "weapon": None,
        "target_category": "recreation",
        "target_name": "recreation centre",
        "killed_min": 2,
        "killed_max": 2,
        "injured_min": 12,
        "injured_max": 13,
        "children_killed": None,
        "children_injured": 2,
        "attributed_to": "as reported by the regional administration",
        "status": "confirmed",
        "is_aggregate": False,
        "part_of": None,
        "sources": json.dumps([{"name": "A newspaper", "url": "https://example.org/a?b=1&c=2"}]),
        "licence": "CC-BY-4.0",
        "source_retrieved": None,
        "import_id": "x",
        "raw": "{}",
    }
    return base | changes


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "field",
    [
        "title",
        "description",
        "place",
        "place_uk",
        "weapon",
        "target_name",
        "attributed_to",
        "part_of",
        "licence",
        "incident_id",
        "status",
        "event_type",
    ],
)
def test_no_field_can_bring_markup(field, language):
    html = record_html(record(**{field: HOSTILE}), language)
    assert "<img" not in html
    assert "<script" not in html


def test_a_hostile_source_is_escaped_and_not_linked():
    sources = json.dumps([{"name": HOSTILE, "url": "javascript:alert(1)"}])
    html = record_html(record(sources=sources), "en")
    assert "<img" not in html
    assert "href" not in html


def test_a_source_is_a_link_that_gives_nothing_away():
    html = record_html(record(), "en")
    assert 'href="https://example.org/a?b=1&amp;c=2"' in html
    assert 'rel="noopener noreferrer"' in html


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("https://example.org/x", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("https://", False),
        ("http://[broken", False),
        ("", False),
        (None, False),
    ],
)
def test_only_whole_web_addresses_become_links(url, allowed):
    assert (safe_url(url) is not None) is allowed


def test_the_toll_is_a_range_and_the_precision_is_in_words():
    html = record_html(record(), "en")
    assert "12–13" in html
    assert "Known to the raion only; not drawn as a dot." in html
    assert "Zaporizhzhia Oblast" in html
    assert "not stated killed, 2 injured" in html


def test_an_aggregate_says_that_it_repeats_other_tolls():
    assert "repeats that of other records" in record_html(record(is_aggregate=True), "en")


def test_ukrainian_panel_uses_ukrainian_names():
    html = record_html(record(), "uk")
    assert "Запорізький район, Запорізька область" in html
    assert "Як читати" in how_to_read_html("uk")

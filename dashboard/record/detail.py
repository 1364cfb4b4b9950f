"""The detail panel: one record, one point, one region, or how to read the map.

`record_html` is pure; every field of a record is escaped and only http and https addresses
become links, because titles, texts and links come from files that anyone may have made.
"""

import json
from html import escape
from urllib.parse import urlsplit

from dashboard.words.terms import PRECISION_MEANING
from dashboard.words.writing import LANGUAGES, days, label, number, say, toll
from events import LOCATED
from geodata import name, parents


def record_html(record: dict, language: str) -> str:
    """A record as a definition list: what, when, where and how surely, tolls, who says so."""
    first = [
        ("field_when", when(record, language)),
        ("field_where", where(record, language)),
        ("field_killed", toll(record["killed_min"], record["killed_max"], language)),
        ("field_injured", toll(record["injured_min"], record["injured_max"], language)),
        ("field_children", _children(record, language)),
    ]
    then = [
        ("field_precision", known_to(record, language)),
        ("field_type", label("event_type", record["event_type"], language)),
        ("field_target", _target(record, language)),
        ("field_weapon", record["weapon"]),
        ("field_attributed", record["attributed_to"]),
        ("field_status", label("status", record["status"], language)),
        ("field_part_of", record["part_of"]),
        ("field_placed_by", label("placed_by", record["placed_by"], language)),
        ("field_point", _coordinates(record)),
        ("field_retrieved", record["source_retrieved"]),
        ("field_licence", record["licence"]),
        ("field_id", record["incident_id"]),
    ]
    aggregate = say("field_aggregate", language) if record["is_aggregate"] else ""
    return (
        f'<article class="record"><h3>{escape(record["title"] or record["incident_id"])}</h3>'
        f'<p class="note">{escape(aggregate)}</p>{facts_html(first, language)}'
        f'<p class="text">{escape(record["description"] or "")}</p>'
        f"<h4>{escape(say('field_sources', language))}</h4>{sources_html(record, language)}"
        f"{facts_html(then, language)}</article>"
    )


def region_html(code: str, row: dict | None, language: str, *, unit: str = "incidents") -> str:
    """A region's name in both languages and its counts; `row` is a row of by_region_bounds or
    None, `unit` what it counts (Filters.unit)."""
    other = LANGUAGES[1 - LANGUAGES.index(language)]
    row = row or {}
    sure = row.get("incidents", 0)
    facts = [
        (f"figure_{unit}", number(sure, language)),
        *([("possible", number(row["up_to"], language))] if row.get("up_to", 0) > sure else []),
        ("field_killed", toll(row.get("killed_min"), row.get("killed_max"), language)),
        ("col_killed_unstated", number(row.get("killed_unstated", 0), language)),
        ("field_injured", toll(row.get("injured_min"), row.get("injured_max"), language)),
        ("col_injured_unstated", number(row.get("injured_unstated", 0), language)),
        ("col_located", number(row.get("located", 0), language)),
        ("col_coarse", number(row.get("coarse", 0), language)),
    ]
    return (
        f'<article class="record"><h3>{escape(name(code, language))}</h3>'
        f'<p class="note">{escape(name(code, other))} · {escape(code)}</p>'
        f"{facts_html(facts, language)}</article>"
    )


def how_to_read_html(language: str, *, circles: bool = False) -> str:
    """The short explanation that stands in the panel while nothing is selected; with `circles`
    of the map that has them at the regions' seats, and neither dots nor borders."""
    drawn = ("read_circles",) if circles else ("read_dots", "read_shades")
    keys = (*drawn, "read_country", "read_tolls")
    click = "read_click_circle" if circles else "read_click"
    points = "".join(f"<li>{escape(say(key, language))}</li>" for key in keys)
    return (
        f'<article class="record"><h3>{escape(say("how_to_read", language))}</h3>'
        f"<p>{escape(say(click, language))}</p><ul>{points}</ul></article>"
    )


def safe_url(url: str | None) -> str | None:
    """`url` if it is a whole http or https address, else None."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def facts_html(facts: list[tuple[str, object]], language: str) -> str:
    """(phrase key, value) pairs as a definition list, without those that say nothing."""
    pairs = "".join(
        f"<dt>{escape(say(key, language))}</dt><dd>{escape(str(value))}</dd>"
        for key, value in facts
        if value
    )
    return f"<dl>{pairs}</dl>"


def _coordinates(record: dict) -> str:
    """The point, only where the record may be drawn as one."""
    if record["latitude"] is None or record["location_precision"] not in LOCATED:
        return ""
    return f"{record['latitude']:.5f}, {record['longitude']:.5f}"


def sources_html(record: dict, language: str) -> str:
    """The pages that a record names, as links where they are whole web addresses."""
    items = []
    for source in json.loads(record["sources"] or "[]"):
        url = safe_url(source.get("url"))
        text = escape(source.get("name") or url or say("field_no_link", language))
        if url:
            text = f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer">{text}</a>'
        items.append(f"<li>{text}</li>")
    return f"<ul>{''.join(items)}</ul>"


def when(record: dict, language: str) -> str:
    """The possible days of a record or of a row of a frame."""
    first, last = (
        value.date() if hasattr(value, "date") else value
        for value in (record["date_start"], record["date_end"])
    )
    return days(first, last, record["date_precision"], language)


def where(record: dict, language: str) -> str:
    """Place and regions, from the finest outwards; the Ukrainian place name where there is one."""
    place = record["place"] or ""
    if language == "uk":
        place = record["place_uk"] or place
    finest = record["adm3_code"] or record["adm2_code"] or record["adm1_code"]
    codes = [finest, *parents(finest)] if finest else []
    return ", ".join(dict.fromkeys(part for part in (place, *_names(codes, language)) if part))


def _names(codes: list[str], language: str) -> list[str]:
    return [name(code, language) for code in sorted(codes, key=len, reverse=True)]


def known_to(record: dict, language: str) -> str:
    """How finely a record is placed, and what that means."""
    word = record["location_precision"]
    meaning = PRECISION_MEANING[word][LANGUAGES.index(language)]
    return f"{label('location_precision', word, language)}. {meaning}"


def _target(record: dict, language: str) -> str:
    category = label("target_category", record["target_category"], language)
    return f"{category}: {record['target_name']}" if record["target_name"] else category


def _children(record: dict, language: str) -> str:
    killed, injured = (
        toll(record[column], record[column], language)
        for column in ("children_killed", "children_injured")
    )
    unstated = say("toll_unstated", language)
    if killed == injured == unstated:
        return ""
    return say("children", language, killed=killed, injured=injured)

"""Eyes on Russia, of the Centre for Information Resilience: geolocated footage; terms not stated.

Codebook: the columns of its CSV (`arms/munition`, `town/city`, `violence level` ...).
"""

import re

import pandas as pd

from events.files.json_columns import asked, raw_cells, site_name, source_list
from events.files.parsing import FIRST_YEAR, by_value, days, written_precision
from events.sources.abroad import abroad
from events.sources.draft import Draft
from geodata import oblast_named

COLUMNS = ("entry", "date", "title", "lat", "lon", "province", "link", "geolocation")

NO_INCIDENT = ("russian military presence", "protest", "propaganda")
"""Event groups that are no incident of violence; their rows are refused and counted."""

GROUPS = {"ground battle": "ground_fighting", "detention or arrest": "abduction_or_detention"}
"""Event group -> event type, where the group says it; "Bombing or explosion" does not."""

ARMS = {
    "ground_fighting": r"anti-?tank|atgm|javelin|small arms|tank round|gunfire",
    "drone_attack": r"drone|\buavs?\b|shahed|lancet|loitering",
    "missile_strike": r"(?<!anti-tank )(?<!anti-aircraft )missile|iskander|kalibr|tochka|\bkh-\d",
    "artillery_shelling": r"artillery|mortar|howitzer|shell|mlrs|rocket|\bgrad\b|smerch|uragan",
    "mine_explosion": r"\b(?:land)?mines?\b",
    "air_strike": r"air-?\s?strike|air-?dropped|aerial bomb|\bfab-?\d|fighter jet|aircraft bomb",
}
"""Event type -> words of `arms/munition` that speak for it; arms of two types speak for none."""

_TITLE_DATE = r"^\W{0,3}(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b"

_DIGEST = "SELECT md5(coalesce(link, title, point)) FROM cells"

_DATED = """SELECT nullif(concat_ws(' ',
    CASE WHEN moved AND text SIMILAR TO '.*[^.!?]' THEN text || '.' ELSE text END,
    CASE WHEN moved THEN 'The day is that of the title; '
    || coalesce('the column date says ' || written, 'the column date is empty') || '.' END), '')
    FROM cells"""


def incidents(draft: Draft) -> None:
    """Rows of footage -> the record.

    The day is that of the title where it has one (see `_dated`). Points are geolocated, so that
    their digits say how precise they are (two to six decimals). The province is any of hundreds of
    spellings: it is held against the oblast of the point, and holds for a row without one. A row
    whose country, or province where no country is Ukraine, names a neighbour is refused; the
    point decides for all other words. Many events share one exact point and are separate ones.
    `violence level` (1 to 5, or GRAPHIC) grades footage for viewers and stays in raw.
    """
    draft.set(raw=raw_cells(draft.text))
    draft.identify("cir", _ids(draft), "entry")
    moved = _dated(draft)
    _refuse_others(draft)
    point = ("lat", "lon")
    draft.point(*point, written_precision(*map(draft.cells, point)))
    link, geolocation = draft.cells("link"), draft.cells("geolocation")
    named = "geolocation: " + site_name(geolocation).fillna(geolocation)
    title = draft.cells("title")
    bare = title.str.replace(_TITLE_DATE + r"\W*", "", regex=True)
    arms = draft.cells("arms/munition")
    draft.set(
        title=bare.where(bare != "", title),
        description=moved,
        place=draft.cells("town/city"),
        declared=by_value(draft.cells("province"), oblast_named, "str"),
        weapon=arms,
        event_type=_types(draft, arms),
        sources=source_list((site_name(link).fillna(link), link), (named, geolocation)),
    )


def _ids(draft: Draft) -> pd.Series:
    """The entry with a digest of the footage's address behind it.

    `entry` is no key: four ids stand for two events each, four rows have none. The address is what
    such rows differ in and what stays when the rest of a row is corrected (else the title, else
    the point), so that a row keeps its id whatever rows are around it.
    """
    said = {name: draft.cells(name) for name in ("link", "title")}
    said["point"] = draft.cells("lat").str.cat(draft.cells("lon"), sep=" ")
    marks = asked(pd.DataFrame(said), _DIGEST).str.slice(0, 10)
    entry = draft.cells("entry")
    again = int((entry.notna() & entry.duplicated(keep=False)).sum())
    if again or entry.isna().any():
        draft.notes.append(
            f"entry is no key ({again} rows share theirs, {int(entry.isna().sum())} have none): "
            "each row's id is its entry with a digest of its link"
        )
    return entry.fillna("none").str.cat(marks, sep="-")


def _dated(draft: Draft) -> pd.Series:
    """Set the days; answers the description, which says where the day is the title's.

    Where the two differ the title's day is taken: of the differing rows known, the column has
    typos of the year (2023-02-24 for 2022) or a day before the invasion, and empty cells. A
    title's day that is none of the calendar, or before 1991 or in the future, is not used.
    """
    parts = draft.cells("title").str.extract(_TITLE_DATE)
    told = days(parts[0].str.cat([parts[1], parts[2]], sep="/"), "day first").values
    today = pd.Timestamp.now("Europe/Kyiv").tz_localize(None)
    told = told.where(told.between(pd.Timestamp(FIRST_YEAR, 1, 1), today))
    column, written = days(draft.cells("date")).values, draft.cells("date")
    moved = told.notna() & (column.isna() | (told != column))
    if moved.any():
        draft.notes.append(
            f"{int(moved.sum())} rows have another day in the title than in the column date, or "
            "none there; the title's is taken and the row says so"
        )
    iso = told.dt.strftime("%Y-%m-%d").astype(written.dtype)
    draft.text = draft.text.assign(date=written.where(~moved, iso))
    draft.days("date")
    said = {"text": draft.cells("brief description"), "moved": moved, "written": written}
    return asked(pd.DataFrame(said), _DATED)


def _refuse_others(draft: Draft) -> None:
    """Refuse rows of other countries and of groups that are no incident."""
    country, province = draft.cells("country"), draft.cells("province")
    draft.refusals.refuse(by_value(country, abroad, bool), "outside_ukraine", "country", country)
    elsewhere = by_value(province, abroad, bool) & ~by_value(country, _is_ukraine, bool)
    draft.refusals.refuse(elsewhere, "outside_ukraine", "province", province)
    group = draft.cells("event_group")
    other = by_value(group, lambda word: word.lower() in NO_INCIDENT, bool)
    draft.refusals.refuse(other, "not_an_incident", "event_group", group)


def _is_ukraine(country: str) -> bool:
    return country.lower().startswith("ukrain") or oblast_named(country) is not None


def _types(draft: Draft, arms: pd.Series) -> pd.Series:
    """What the event group says, else what the arms say, else other."""
    group = by_value(draft.cells("event_group"), lambda word: GROUPS.get(word.lower()), "str")
    return group.fillna(by_value(arms, _type_of, "str")).fillna("other")


def _type_of(arms: str) -> str | None:
    found = [kind for kind, words in ARMS.items() if re.search(words, arms.lower())]
    return found[0] if len(found) == 1 else None

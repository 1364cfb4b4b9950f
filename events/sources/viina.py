"""VIINA 2.0, news reports of Ukrainian and Russian media placed and labelled by machine.

Codebook: the README of the repository zhukovyuri/VIINA (Zhukov and Ayers 2023), terms ODbL 1.0;
its labels are in `events.sources.viina_words`.
Two layouts: event_1pd, one row for the reports of one kind from one place and day, and event_info
with the label columns of event_labels. A row's day is that of the report; what it reports happened
then or in the days before, so it is dated to the week that ends on it. A table derived from VIINA
that has the same columns comes in through the same codebook.
"""

import re
from datetime import timedelta

import pandas as pd

from events.files.json_columns import WEB_ADDRESS, asked
from events.files.parsing import TEXT, by_value, flags, nothing, text
from events.sources.draft import Draft
from events.sources.viina_words import ACTORS, LABELS, OUTLETS
from geodata import oblast_named

COLUMNS = ("event_id_1pd", "date", "n_reports", "geonameid", "asciiname", "ADM1_NAME")
REPORT_COLUMNS = ("event_id", "event_id_1pd", "report_id", "url", "text", "date")
BESIDE = {"labels": ("event_id", "t_mil_b")}
"""Companion of event_info: event_labels of the same year (see `events.files.companions`)."""

WHERE = {"street": "settlement", "adm3": "settlement", "adm2": "raion", "adm1": "oblast"}
"""GEO_PRECISION -> location precision. Points are those of GeoNames settlements, so that STREET is
a settlement here too; for ADM2 (a raion of before 2020) and ADM1 the point is of one in the middle,
e.g. Chorna Dolyna for Kherson Oblast, and says no more than the region."""

_TITLE = 160
"""Characters of a report's text that make its title."""

_SOURCES = f"""
    WITH parts AS (SELECT row, string_split(names, '|') AS n, list_transform(
            string_split(urls, '|'), lambda u: CASE WHEN regexp_full_match(u, '{WEB_ADDRESS}')
            THEN u END) AS u FROM cells),
    paired AS (SELECT row, CASE
        WHEN u IS NULL THEN list_transform(n, lambda x: {{'name': x, 'url': NULL::VARCHAR}})
        WHEN n IS NULL THEN list_transform(u, lambda x: {{'name': NULL::VARCHAR, 'url': x}})
        WHEN len(n) = len(u) THEN list_transform(list_zip(n, u), lambda x: {{'name': x[1],
            'url': x[2]}})
        WHEN len(n) = 1 THEN list_transform(u, lambda x: {{'name': n[1], 'url': x}})
        ELSE list_concat(list_transform(n, lambda x: {{'name': x, 'url': NULL::VARCHAR}}),
            list_transform(u, lambda x: {{'name': NULL::VARCHAR, 'url': x}})) END AS pairs
        FROM parts)
    SELECT to_json(coalesce(list_filter(pairs, lambda x: x.name IS NOT NULL OR x.url IS NOT NULL),
        []))::VARCHAR FROM paired ORDER BY row"""
"""Outlets and addresses as pairs where there are as many of them, or one outlet for all; else each
stands alone, because which belongs to which is not known."""


def incidents(draft: Draft) -> None:
    """event_1pd, and tables derived from it -> the record; see the head of this module.

    Such a row has no text: its title says the labels. Labels that the table lacks altogether say
    nothing, and every row of it counts as an incident.
    """
    draft.identify("viina", draft.cells("event_id_1pd"), "event_id_1pd")
    headline = draft.cells("representative_text")
    names = draft.cells("sources").fillna(draft.cells("sources_matching"))
    reports = draft.cells("n_reports")
    several = reports.notna() & (reports != "1")
    _common(draft, headline, names, draft.cells("source_urls"))
    said = draft.column("description").str.cat(reports.where(several) + " reports", sep="; ")
    draft.set(description=said.where(several, draft.column("description")))


def reports(draft: Draft) -> None:
    """event_info with the labels of event_labels -> the record, one for each report and place.

    The number of a report is not that of a row of event_1pd, so that it has a prefix. Labels stand
    in the same file or in event_labels; without any, which reports are of incidents is not known,
    and all are left out.
    """
    _join_labels(draft)
    draft.identify("viina", "report-" + draft.cells("event_id"), "event_id")
    _common(draft, draft.cells("text"), draft.cells("source"), draft.cells("url"))


def _join_labels(draft: Draft) -> None:
    """The columns of event_labels that end in _b, by event_id, where the file has none itself."""
    if "labels" in draft.beside:
        labels = draft.beside["labels"]
        labels = labels.set_axis(text(labels["event_id"]).fillna("")).filter(regex="_b$")
        ids, twice = draft.cells("event_id").fillna(""), labels.index.duplicated()
        labels = labels.loc[~twice, [name for name in labels if name not in draft.text]]
        found = labels.reindex(ids).set_axis(draft.text.index)
        draft.text = draft.text.assign(**found.astype(TEXT))
        without = int((~ids.isin(labels.index)).sum())
        if without or twice.any():
            draft.notes.append(
                f"{without} reports have no labels, and {twice.sum()} labels stand behind others "
                "of the same report and were not used"
            )
    if "t_mil_b" not in draft.text:
        every = pd.Series(True, draft.text.index)
        said = "no labels: give them with --with event_labels_latest_YEAR"
        draft.refusals.leave_out(every, "not_an_incident", "t_mil_b", said)


def _common(draft: Draft, headline: pd.Series, names: pd.Series, urls: pd.Series) -> None:
    labels = {name: _label(draft, name) for name in (*LABELS, *ACTORS)}
    _leave_out_others(draft, labels)
    draft.days("date")
    first = draft.column("date_start") - timedelta(days=6)
    precision = _precision(draft)
    draft.point("latitude", "longitude", precision)
    words, types = _words(labels), nothing(headline.index)
    for name, (kind, _) in LABELS.items():
        types = types.mask(types.isna() & labels[name], kind)
    place = draft.cells("asciiname").where(precision == "settlement")
    kind = words.fillna("incident").str.capitalize()
    coded = "Labels of VIINA's classifier: " + words
    draft.set(
        date_start=first,
        date_precision=pd.Series("week", headline.index, dtype=headline.dtype),
        place=place,
        declared=by_value(draft.cells("ADM1_NAME"), _oblast, "str"),
        event_type=types.fillna("other"),
        title=headline.str.slice(0, _TITLE).fillna(kind.str.cat(place, sep=", ", na_rep="region")),
        description=headline.str.cat(coded, sep=" / ").fillna(headline).fillna(coded),
        attributed_to=_words({name: labels[name] for name in ACTORS}, ACTORS)
        + " (VIINA's classifier)",
        sources=_sources(names, urls),
    )


def _leave_out_others(draft: Draft, labels: dict[str, pd.Series]) -> None:
    """Refuse, in a line each, reports that are of no incident: most of a year's file."""
    alert, about_war = _label(draft, "t_airalert"), _label(draft, "t_mil", absent=True)
    out = draft.refusals.leave_out
    out(alert, "not_an_incident", "t_airalert_b", "1: an air alert is a warning, not an incident")
    out(~about_war, "not_an_incident", "t_mil_b", "0: the report is not about the war")
    known = [name for name in LABELS if f"{name}_b" in draft.text]
    if not known:
        draft.notes.append(
            "no label says what happened: each row counts as an incident, type other"
        )
        return
    any_of = pd.concat([labels[name] for name in known], axis=1).any(axis=1)
    out(
        ~any_of,
        "not_an_incident",
        ", ".join(f"{name}_b" for name in known),
        "0 or empty: none of these",
    )


def _label(draft: Draft, name: str, absent: bool = False) -> pd.Series:
    """The binary label; in derived tables without its ending. `absent` where it is empty."""
    cells = draft.cells(f"{name}_b" if f"{name}_b" in draft.text else name)
    found, unknown = flags(cells)
    draft.refusals.refuse(unknown, "unknown_word", f"{name}_b", cells)
    return found | (absent & cells.isna())


def _precision(draft: Draft) -> pd.Series:
    if "GEO_PRECISION" not in draft.text:
        draft.notes.append(
            "no column GEO_PRECISION: reports known to an oblast stand at a settlement in its "
            "middle and cannot be told from others, so each row is known to its oblast only"
        )
    return draft.words("location_precision", "GEO_PRECISION", WHERE, "oblast")


def _words(labels: dict[str, pd.Series], said: dict[str, str] | None = None) -> pd.Series:
    """The words of the labels that each row has, with commas between; null where it has none."""
    said = said or {name: words for name, (_, words) in LABELS.items()}
    index = next(iter(labels.values())).index
    whole = pd.Series("", index, dtype=nothing(index).dtype)
    for name, words in said.items():
        whole = whole.mask(labels[name], whole + ", " + words)
    return whole.str.slice(2).where(whole != "")


def _sources(names: pd.Series, urls: pd.Series) -> pd.Series:
    listed = by_value(names, _outlets, "str")
    frame = pd.DataFrame({"row": range(len(names)), "names": listed, "urls": urls})
    return asked(frame.set_axis(names.index), _SOURCES)


def _outlets(names: str) -> str:
    """Outlets with bars between, from short names with bars or commas."""
    return "|".join(OUTLETS.get(name, name) for name in re.split(r"\s*[|,;]\s*", names) if name)


def _oblast(name: str) -> str | None:
    """P-code of a region as GADM spells it; its bare "Kiev" is the oblast, the city "Kiev City"."""
    return "UA32" if name in ("Kiev", "Kyiv") else oblast_named(name)

"""VIINA 2.0, news reports of Ukrainian and Russian media placed and labelled by machine.

Codebook: the README of the repository zhukovyuri/VIINA (Zhukov and Ayers 2023), terms ODbL 1.0.
Two layouts: event_1pd, one row for the reports of one kind from one place and day, and event_info
with the label columns of event_labels. A row's day is that of the report; what it reports happened
then or in the days before, so it is dated to the week that ends on it. A table derived from VIINA
that has the same columns comes in through the same codebook.
"""

import re
from datetime import timedelta

import pandas as pd

from events.json_columns import WEB_ADDRESS, asked
from events.parsing import by_value, flags, nothing
from events.sources.draft import Draft
from geodata import oblast_named

COLUMNS = ("event_id_1pd", "date", "n_reports", "geonameid", "asciiname", "ADM1_NAME")
REPORT_COLUMNS = ("event_id", "event_id_1pd", "report_id", "url", "text", "date", "t_mil_b")

WHERE = {"street": "settlement", "adm3": "settlement", "adm2": "raion", "adm1": "oblast"}
"""GEO_PRECISION -> location precision. Points are those of GeoNames settlements, so that STREET is
a settlement here too; for ADM2 (a raion of before 2020) and ADM1 the point is of one in the middle,
e.g. Chorna Dolyna for Kherson Oblast, and says no more than the region."""

LABELS = {
    "t_uav": ("drone_attack", "drones"),
    "t_artillery": ("artillery_shelling", "artillery or rockets"),
    "t_airstrike": ("air_strike", "air strike"),
    "t_armor": ("ground_fighting", "armoured vehicles"),
    "t_firefight": ("ground_fighting", "exchange of fire"),
    "t_raid": ("ground_fighting", "raid"),
    "t_ied": ("other", "explosive device, mine or explosion"),
    "t_arrest": ("abduction_or_detention", "arrest or capture"),
    "t_aad": ("other", "air defence"),
    "t_property": ("other", "damaged property"),
    "t_civcas": ("other", "civilian casualties"),
    "t_milcas": ("other", "military casualties"),
}
"""Label of an incident -> event type and words; the first that a row has gives the type: what
struck from afar in the order of published F1 (0.84, 0.78, 0.67), then what was done on the ground,
then what is known only by its effect."""

AUC = {
    "t_mil": 0.969,
    "t_loc": 0.980,
    "t_san": 0.882,
    "a_rus": 0.948,
    "a_ukr": 0.886,
    "a_rus_init": 0.943,
    "a_ukr_init": 0.950,
    "a_civ": 0.878,
    "a_other": 0.939,
    "t_aad": 0.923,
    "t_airstrike": 0.995,
    "t_airalert": 1.000,
    "t_uav": 0.938,
    "t_armor": 0.991,
    "t_arrest": 0.935,
    "t_artillery": 0.957,
    "t_control": 0.931,
    "t_firefight": 0.991,
    "t_raid": 0.977,
    "t_occupy": 0.890,
    "t_property": 0.958,
    "t_cyber": 0.754,
    "t_retreat": 0.992,
    "t_milcas": 0.938,
    "t_civcas": 0.958,
    "t_ied": 1.000,
    "t_hospital": None,
}
"""Label -> out-of-sample area under the ROC curve of the BERT model, as the README publishes it
(table of classification accuracy; t_ied from its comparison of models, on 4 positive cases; none is
published for t_hospital)."""

LEAST_AUC = 0.80
"""Its authors advise against labels below it; t_cyber, and t_hospital without a figure, are not
used for anything here and stay in raw."""

ACTORS = {
    "a_rus_init": "Russian or Russian-aligned forces",
    "a_ukr_init": "Ukrainian or Ukrainian-aligned forces",
}
"""Who began it, as the classifier reads the report; a_rus and a_ukr say who took part only."""

OUTLETS = {
    "24tvua": "24 Kanal",
    "espreso": "Espreso TV",
    "forbesua": "Forbes Ukraine",
    "interfaxua": "Interfax-Ukraine",
    "kp": "Komsomolskaya Pravda",
    "liga": "LIGA.net",
    "liveuamap": "Liveuamap",
    "meduza": "Meduza",
    "militarnyy": "Militarnyi",
    "mz": "Mediazona",
    "ng": "Nezavisimaya Gazeta",
    "ntv": "NTV",
    "nv": "NV",
    "pravdaua": "Ukrainska Pravda",
    "ria": "RIA Novosti",
    "unian": "UNIAN",
}
"""Short name of a source -> the outlet."""

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
    text = draft.cells("representative_text")
    names = draft.cells("sources").fillna(draft.cells("sources_matching"))
    reports = draft.cells("n_reports")
    several = reports.notna() & (reports != "1")
    _common(draft, text, names, draft.cells("source_urls"))
    said = draft.column("description").str.cat(reports.where(several) + " reports", sep="; ")
    draft.set(description=said.where(several, draft.column("description")))


def reports(draft: Draft) -> None:
    """event_info with the labels of event_labels -> the record, one for each report and place.

    The number of a report is not that of a row of event_1pd, so that it has a prefix.
    """
    draft.identify("viina", "report-" + draft.cells("event_id"), "event_id")
    _common(draft, draft.cells("text"), draft.cells("source"), draft.cells("url"))


def _common(draft: Draft, text: pd.Series, names: pd.Series, urls: pd.Series) -> None:
    labels = {name: _label(draft, name) for name in (*LABELS, *ACTORS)}
    _leave_out_others(draft, labels)
    draft.days("date")
    first = draft.column("date_start") - timedelta(days=6)
    precision = _precision(draft)
    draft.point("latitude", "longitude", precision)
    words, types = _words(labels), nothing(text.index)
    for name, (kind, _) in LABELS.items():
        types = types.mask(types.isna() & labels[name], kind)
    place = draft.cells("asciiname").where(precision == "settlement")
    kind = words.fillna("incident").str.capitalize()
    coded = "Labels of VIINA's classifier: " + words
    draft.set(
        date_start=first,
        date_precision=pd.Series("week", text.index, dtype=text.dtype),
        place=place,
        declared=by_value(draft.cells("ADM1_NAME"), _oblast, "str"),
        event_type=types.fillna("other"),
        title=text.str.slice(0, _TITLE).fillna(kind.str.cat(place, sep=", ", na_rep="region")),
        description=text.str.cat(coded, sep=" / ").fillna(text).fillna(coded),
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
    out(~any_of, "not_an_incident", ", ".join(f"{name}_b" for name in known), "0: none of these")


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

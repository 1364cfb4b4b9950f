"""Massive Missile Attacks on Ukraine: waves of missiles and drones, launched and destroyed.

A table that volunteers keep (Kaggle, piterfm) from posts of the Air Force of Ukraine and its
commands; terms not stated. Codebook: the columns as the table has them.
"""

import re

import pandas as pd

from events.files.json_columns import asked, source_list
from events.files.parsing import by_value
from events.sources.draft import Draft
from events.sources.missile_targets import aimed_at
from events.sources.missile_words import count, description

COLUMNS = ("time_start", "model", "launch_place", "target", "launched", "destroyed", "source")

MODELS = {
    "drone_attack": "shahed-136/131|lancet|молнія|kub|unknown uav|mohajer-6|orion|привет-82",
    "other": "orlan-10|orlan-30|reconnaissance uav|supercam|zala|merlin-vr|forpost|eleron|"
    "картограф|granat-4|фенікс",
    "missile_strike": "iskander-m|iskander-k|iskander-m/kn-23|kn-23|kalibr|x-101/x-555|x-22|x-31|"
    "x-31p|x-31pd|x-32|x-35|x-47 kinzhal|x-59|x-59/x-69|x-59mk2|x-69|3m22 zircon|p-800 oniks|c-300|"
    "c-400|c-300/c-400|banderol|ballistic missile|intercontinental ballistic missile|"
    "unknown missile",
    "air_strike": "gbu|aerial bomb",
}
"""Event type -> models, in small letters. The drones of "other" are those that only look, or of
which that is not known."""

_TYPES = {model: kind for kind, models in MODELS.items() for model in models.split("|")}

_TWINS = str.maketrans("сх", "cx")
"""Cyrillic letters that begin names of missiles -> the Latin ones that the table has instead."""

PUBLISHERS = {
    "kpszsu": "Air Force of Ukraine",
    "PvKPivden": "Air Command South of Ukraine",
    "pvkshid": "Air Command East of Ukraine",
    "PvkZahid": "Air Command West of Ukraine",
    "PvkCenter": "Air Command Centre of Ukraine",
    "GeneralStaff.ua": "General Staff of Ukraine",
    "CinCAFU": "Commander-in-Chief of Ukraine",
    "ChiefUkrDIU": "Chief of Defence Intelligence of Ukraine",
    "kharkivoda.gov.ua": "Kharkiv Oblast Administration",
    "watch": "Facebook",
}
"""Account or site in the column source -> who reports."""

KEYS = ("time_start", "time_end", "model", "launch_place", "target")
"""With the post that reports it, what makes a wave: unique in all 3,770 rows, and the same when
counts are corrected. Six pairs share these five and come from different posts: whether they are
one wave told twice nobody can say, so that both are kept and the report counts them."""

_KEY_CELLS = ", ".join(f"coalesce({name}, '')" for name in KEYS)
_DIGEST = f"SELECT md5(concat_ws(chr(31), {_KEY_CELLS}, post))"

_TITLE = """SELECT concat(coalesce(model, 'Model not stated'), ': ',
    coalesce(launched || ' launched', 'launched not stated'), ', ',
    coalesce(destroyed || ' destroyed', 'destroyed not stated'),
    '; target: ' || coalesce(target, 'not stated')) FROM cells"""


def incidents(draft: Draft) -> None:
    """Waves -> the record, each an aggregate.

    Launched and destroyed are numbers of weapons: they stand in title and description and are
    never tolls. A row is placed no finer than the oblast that its target words name. No time zone
    is stated; the days are kept as the source has them (a night's wave has two), the hours stand
    in the description. Rows overlap, so that nothing here may be added up: the Air Force's total
    for Ukraine and a command's for the south tell of the same night.
    """
    cells = {name: draft.cells(name) for name in (*KEYS, "source")}
    frame = pd.DataFrame(cells).rename(columns={"source": "post"})
    said = frame.notna().any(axis=1)
    ids = asked(frame.fillna({"post": ""}), f"{_DIGEST} FROM cells").where(said)
    draft.identify("missiles", ids, ", ".join(frame))
    draft.days("time_start", "time_end")
    target = cells["target"].fillna("Ukraine")
    if bare := int(cells["target"].isna().sum()):
        draft.notes.append(f"{bare} rows name no target; taken as known to the country")
    precision = by_value(target, lambda words: aimed_at(words).precision, "str")
    draft.refusals.refuse(precision == "abroad", "outside_ukraine", "target", target)
    draft.point(None, None, precision.mask(precision == "abroad", "area"))
    publisher, url = _post(cells["source"])
    numbers = {
        name: by_value(draft.cells(name), count, "str") for name in ("launched", "destroyed")
    }
    draft.set(
        is_aggregate=pd.Series(True, index=draft.rows.index),
        title=asked(frame.assign(**numbers), _TITLE),
        description=description(draft, publisher),
        place=cells["target"],
        declared=by_value(target, lambda words: aimed_at(words).code, "str"),
        event_type=_types(draft, cells["model"]),
        weapon=by_value(cells["model"], _with_latin, "str"),
        sources=source_list((publisher, url)),
    )
    _note_overlaps(draft, frame, target)


def _post(source: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Who reports, and the address. A post is given whole, as a site without https://, or as the
    path behind facebook.com/ (where ids begin with pfbid, and videos have numbers)."""
    account = source.str.extract(r"^(?:https?://(?:www\.)?t\.me/)?([^/]+)", expand=False)
    facebook = source.str.contains(r"^(?:[^/]+/(?:posts/pfbid|videos/\d)|watch/\?v=)", na=False)
    site = source.str.contains(r"^[\w-]+(?:\.[\w-]+)+/", na=False) & ~facebook
    url = source.mask(site, "https://" + source)
    url = url.mask(facebook, "https://www.facebook.com/" + source)
    return by_value(account, lambda name: PUBLISHERS.get(name, name), "str"), url


def _types(draft: Draft, model: pd.Series) -> pd.Series:
    """The type that all models of a row have in common; rows with models of several are other."""
    kinds = by_value(model, lambda names: "|".join(sorted(_kinds(names))), "str")
    unknown = kinds.str.contains("?", regex=False, na=False)
    if unknown.any():
        draft.notes.append(
            f"{int(unknown.sum())} rows have models that the codebook lacks (first: "
            f"{model[unknown].iloc[0][:40]}); their type is other"
        )
    return kinds.where(kinds.isin(list(MODELS))).fillna("other")


def _kinds(models: str) -> set[str]:
    """Event types of the models that a cell names; "?" for a model that is not in MODELS."""
    names = models.lower().split(" and ")
    return {_TYPES.get(name) or _TYPES.get(name.translate(_TWINS), "?") for name in names}


def _with_latin(model: str) -> str:
    """The model as reported, and in brackets behind it the name in English, since the letters of
    C-300 and X-59 stand for the Cyrillic С and Х, which are S and Kh."""
    latin = re.sub(r"\b[CС]-(?=\d)", "S-", re.sub(r"\b[XХ]-(?=\d)", "Kh-", model))
    return model if latin == model else f"{model} ({latin})"


def _note_overlaps(draft: Draft, frame: pd.DataFrame, target: pd.Series) -> None:
    alike = frame.duplicated(list(KEYS), keep=False) & ~frame.duplicated(keep=False)
    if alike.any():
        draft.notes.append(
            f"{int(alike.sum())} rows share time, model, launch place and target with another post "
            "each; whether they tell of one wave is not known, all are kept"
        )
    first, last = draft.column("date_start"), draft.column("date_end")
    whole = target == "Ukraine"
    nights = pd.concat([first[whole], last[whole]]).unique()
    within = int((~whole & (first.isin(nights) | last.isin(nights))).sum())
    if within:
        draft.notes.append(
            f"{within} rows tell of a part of Ukraine on a day of which others tell for all of it: "
            "they may count the same weapons, so add none of them up"
        )

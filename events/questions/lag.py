"""How late a source's records come into the store, measured by the store's own imports.

A count of the last days is too low as long as reports of them still come in. How long that takes
is a source's reporting lag: from the last possible day of an incident to the day (in Ukraine) of
the import that first brought a record of it. No publisher states one (their rhythm of releases is
another thing), so it is measured here or it is unknown; nothing is assumed.

Measured over the days that the store watched: from a source's first import, which brought the
past in one go and says nothing about lags, to its last one. The youngest of these days were
watched too shortly to have shown all their records, which would make the lag too short; so lags
are weighed by how many days were watched long enough to show them (the product-limit estimate for
right-truncated delays: Kalbfleisch and Lawless 1989, Journal of the American Statistical
Association 84(406), known from the delays in reports of AIDS). An import that found nothing new
leaves no trace in the store, so a source may have been watched for longer than is known here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pyarrow as pa

from events import gate
from events.questions.atlas import Atlas
from events.storage.store import Store

SHARE = 0.9
"""A day counts as reported once this share of its records is there."""

LEAST_IMPORTS = 5
"""Imports that added records of watched days, below which no lag is told."""

LEAST_RECORDS = 30
"""Records of watched days, below which no lag is told: 90 % of fewer rests on two or three."""

_UKRAINE = ZoneInfo("Europe/Kyiv")


@dataclass(frozen=True)
class Lag:
    """The reporting lag of one source.

    days: within so many days 90 % of the records of a day had come in; None when that is not
    known, and then `why` is few_imports, few_records, short_watch (the lag is longer than half
    of the time watched, so its end was not seen) or not_told (its records are withheld).
    imports, records: what it rests on. first_import, last_import: days between which the store
    watched the source. growing_from: the first day whose count is still to be expected to grow.
    """

    source: str
    days: int | None
    why: str | None
    imports: int = 0
    records: int = 0
    first_import: date | None = None
    last_import: date | None = None

    @property
    def growing_from(self) -> date | None:
        """The first day that was watched for fewer than `days` days; None when not known."""
        if self.days is None or self.last_import is None:
            return None
        return self.last_import - timedelta(days=self.days - 1)


@dataclass(frozen=True)
class Late:
    """From which day on counts of some sources are still to be expected to grow.

    growing_from: the earliest day of the sources whose lag is known, None when none is. lags:
    one a source, in the order asked for.
    """

    growing_from: date | None
    lags: tuple[Lag, ...]


def lags(atlas: Atlas) -> tuple[Lag, ...]:
    """The reporting lag of every source in the store up to the version of `atlas`, by name.

    Records that repeat others (aggregates) and those that are withheld are left out. Reads the
    files of all versions up to that one, so ask once a version (about half a second a million
    records of watched days). Raises QueryError, StoreError.
    """
    imports = _imports(atlas)
    seen = _ask(atlas, imports, _SEEN)
    watched = _ask(atlas, imports, _ARRIVED)
    return tuple(
        _lag(
            row.source, row.first.date(), row.last.date(), watched[watched["source"] == row.source]
        )
        for row in seen.itertuples()
    )


def late(known: Iterable[Lag], sources: Sequence[str]) -> Late:
    """What `lags` means for counts of `sources`; a source without a lag there is not told."""
    by_name = {lag.source: lag for lag in known}
    chosen = tuple(by_name.get(name, Lag(name, None, "not_told")) for name in sources)
    days = [lag.growing_from for lag in chosen if lag.growing_from is not None]
    return Late(min(days, default=None), chosen)


def within_days(delays: np.ndarray, watched: np.ndarray, records: np.ndarray) -> int:
    """The fewest days within which SHARE of the records came in, for right-truncated delays.

    Entry i stands for records[i] records (counts) that came delays[i] days after their day, which
    was watched for watched[i] >= delays[i] days. Answers for delays up to the longest watched.
    """
    longest = int(watched.max())
    came = np.bincount(delays, records, longest + 2)
    gone = np.bincount(watched + 1, records, longest + 2)
    at_risk = np.cumsum(came) - np.cumsum(gone)
    # Chance that a delay is not u, given that it is at most u; from the longest delay down.
    not_later = 1 - np.divide(came, at_risk, out=np.zeros_like(came), where=at_risk > 0)
    after = np.cumprod(not_later[longest:0:-1])[::-1]
    within = np.append(after, 1.0)
    return int(np.argmax(within >= SHARE - 1e-12))


def _lag(source: str, first: date, last: date, arrived: pd.DataFrame) -> Lag:
    """The lag of a source from `arrived`: day, came (datetime64) and records of watched days."""
    imports, records = arrived["came"].nunique(), int(arrived["records"].sum())
    told = {"imports": imports, "records": records, "first_import": first, "last_import": last}
    if imports < LEAST_IMPORTS:
        return Lag(source, None, "few_imports", **told)
    if records < LEAST_RECORDS:
        return Lag(source, None, "few_records", **told)
    watched = (pd.Timestamp(last) - arrived["day"]).dt.days.clip(lower=0).to_numpy()
    # A record dated to a month may come before the month's last day: that is no delay.
    delays = (arrived["came"] - arrived["day"]).dt.days.clip(lower=0).to_numpy()
    days = within_days(delays, watched, arrived["records"].to_numpy())
    if 2 * days > (last - first).days:
        return Lag(source, None, "short_watch", **told)
    return Lag(source, days, None, **told)


def _imports(atlas: Atlas) -> pa.Table:
    """import_id and came, its day in Ukraine, of every import up to the version of `atlas`."""
    found = [entry for entry in Store(atlas.path).history() if entry.version <= atlas.version]
    days = [entry.when.astimezone(_UKRAINE).date() for entry in found]
    return pa.table(
        {
            "import_id": pa.array([entry.import_id for entry in found], pa.string()),
            "came": pa.array(days, pa.date32()),
        }
    )


def _ask(atlas: Atlas, imports: pa.Table, sql: str) -> pd.DataFrame:
    """The rows of `sql` over `every`: the records that each import brought, as it brought them.

    Files of a killed import may lie in the folder; no commit names their import_id.
    """
    files = str(Store(atlas.path).table_path / "*.parquet").replace("'", "''")
    columns = "source, licence, incident_id, import_id, date_end, is_aggregate"
    select = f"SELECT {columns} FROM read_parquet('{files}')"
    every = f"""every AS (SELECT source, incident_id, date_end, came
        FROM ({gate.passed(select, atlas.mode)}) JOIN wanted USING (import_id)
        WHERE NOT is_aggregate)"""
    found = atlas.arrow(f"WITH {every}, {sql}", wanted=imports).to_pandas()
    days = [name for name in ("first", "last", "day", "came") if name in found]
    return found.assign(**{name: pd.to_datetime(found[name]) for name in days})


_SEEN = """seen AS (SELECT source, min(came) AS first, max(came) AS last
    FROM every GROUP BY source) SELECT * FROM seen ORDER BY source"""

_ARRIVED = """firsts AS (SELECT source, min(came) AS first FROM every GROUP BY source),
    arrived AS (SELECT source, incident_id, min(came) AS came, arg_max(date_end, came) AS day
        FROM every JOIN firsts USING (source) WHERE date_end >= first
        GROUP BY source, incident_id)
    SELECT source, day, came, count(*) AS records FROM arrived GROUP BY ALL ORDER BY ALL"""

"""In what two reports agree, told in words; how common such agreement is; all of it in DuckDB.

`AGREEMENTS` are the macros that compare two values; `compare` makes the table `compared` of the
tables `pairs` and `reports` of events/linking/pairs.py and the view `stored`.
"""

from collections.abc import Sequence

import duckdb

from events.linking.words import name_keys, stems

AROUND_DAYS = 15
"""How many reports a place has in a day is counted over this many days before and after."""

_TYPES = ("air_strike missile_strike drone_attack", "artillery_shelling ground_fighting")
_TARGETS = (
    "energy gas heating hydro_dam nuclear industry",
    "residential commercial education health religious_cultural recreation government",
    "transport port",
    "industry commercial",
)
_SHARED_AT_MOST = 4
"""A page that more reports than this name (a live blog, a front page) says nothing about two."""

_VOCABULARY = 20_000
"""Reports, drawn by a hash of their ids, that tell how common a word is: the same ones for a run
over everything and for one over a few."""


def _families(groups: Sequence[str]) -> str:
    """The SQL that two words l and r stand in one of the groups."""
    listed = [", ".join(f"'{word}'" for word in group.split()) for group in groups]
    return " OR ".join(f"(l IN ({words}) AND r IN ({words}))" for words in listed)


AGREEMENTS = f"""
CREATE MACRO kilometres(lat1, lon1, lat2, lon2) AS 12742 * asin(sqrt(
    sin(radians(lat2 - lat1) / 2) ** 2
    + cos(radians(lat1)) * cos(radians(lat2)) * sin(radians(lon2 - lon1) / 2) ** 2));
CREATE MACRO type_agreement(l, r) AS CASE WHEN l = 'other' OR r = 'other' THEN 'unknown'
    WHEN l = r THEN 'same' WHEN {_families(_TYPES)} THEN 'compatible' ELSE 'conflict' END;
CREATE MACRO target_agreement(l, r) AS CASE
    WHEN l IN ('unknown', 'other') OR r IN ('unknown', 'other') THEN 'unknown'
    WHEN l = r THEN 'same' WHEN {_families(_TARGETS)} THEN 'compatible' ELSE 'conflict' END;
CREATE MACRO toll(low1, high1, low2, high2) AS CASE
    WHEN low1 IS NULL OR low2 IS NULL THEN 'unknown'
    WHEN low1 <= high2 AND low2 <= high1 THEN if(least(high1, high2) > 0, 'same', 'compatible')
    WHEN greatest(low1, low2) - least(high1, high2)
        <= greatest(2, 0.25 * greatest(low1, low2)) THEN 'compatible'
    ELSE 'conflict' END;
CREATE MACRO gap(first1, last1, first2, last2) AS
    greatest(0, datediff('day', last1, first2), datediff('day', last2, first1));
"""
"""toll: ranges that overlap are the same toll, unless one of them says nobody; tolls that lie
apart by two persons or a quarter are successive counts of one; a lone lower bound is open."""

KM = "kilometres(l.latitude, l.longitude, r.latitude, r.longitude)"


def compare(engine: duckdb.DuckDBPyConnection, worth: str = "true") -> None:
    """Make `compared`: every row of `pairs` with its agreements.

    Columns: a, b, left_id, right_id, left_source, right_source, distance_km, days, eight columns
    <name>_agreement and source_agreement in words, both_sites, type_rarity and target_rarity (how
    many times the share of a common type or target can be doubled before it is all; 0 where they
    differ) and by_chance. Words and names take the longest, so that only pairs for which `worth`
    holds (SQL over the other columns) are compared in these and kept, and those in `named`.
    """
    engine.execute(_INVOLVED)
    engine.execute(_DENSITY)
    engine.execute(_MET)
    engine.execute(_TEXTS)
    for table, source, column, key in (
        ("stem_of", "said", "word", stems),
        ("name_of", "named_places", "place", name_keys),
    ):
        words = engine.sql(f"SELECT DISTINCT {column} FROM {source}").df()
        words["key"] = key(words[column])
        engine.register("words", words)
        engine.execute(f"CREATE OR REPLACE TABLE {table} AS SELECT * FROM words")
    engine.execute(_TOKENS)
    engine.execute(_COMPARED.replace("{worth}", worth))


_INVOLVED = f"""
CREATE OR REPLACE TABLE involved AS SELECT a AS row FROM pairs UNION SELECT b FROM pairs;
CREATE OR REPLACE TABLE pages AS
    WITH every AS (SELECT DISTINCT row, unnest(sources->>'$[*].url') AS page
        FROM reports JOIN stored USING (incident_id))
    SELECT row, page FROM every WHERE page IS NOT NULL
    QUALIFY count(*) OVER (PARTITION BY page) BETWEEN 2 AND {_SHARED_AT_MOST};
"""

_TEXTS = f"""
CREATE OR REPLACE TABLE sampled AS
    SELECT row FROM reports ORDER BY md5(incident_id) LIMIT {_VOCABULARY};
CREATE OR REPLACE TABLE said AS
    SELECT DISTINCT row, unnest(regexp_extract_all(lower(concat_ws(' ', title, target_name,
        description[:300])), '\\p{{L}}{{4,}}')) AS word
    FROM (FROM involved UNION FROM sampled) JOIN reports USING (row)
        JOIN stored USING (incident_id);
CREATE OR REPLACE TABLE named_places AS
    SELECT row, unnest([place, place_uk]) AS place
    FROM involved JOIN reports USING (row) JOIN stored USING (incident_id);
"""

_TOKENS = """
CREATE OR REPLACE TABLE names AS
    SELECT DISTINCT row, key AS name FROM named_places JOIN name_of USING (place) WHERE key <> '';
CREATE OR REPLACE TABLE tokens AS
    WITH words AS (SELECT DISTINCT row, key FROM said JOIN stem_of USING (word)),
    known AS (SELECT key, count(*) AS n FROM words SEMI JOIN sampled USING (row) GROUP BY key),
    place_words AS (SELECT DISTINCT row, unnest(string_split(name, ' '))[:6] AS key FROM names),
    told AS (SELECT row, key FROM words SEMI JOIN involved USING (row)
        ANTI JOIN place_words USING (row, key))
    SELECT row, key AS token,
        1 - ln(1 + coalesce(n, 0)) / ln((SELECT count(*) + 2 FROM sampled)) AS weight
    FROM told LEFT JOIN known USING (key);
CREATE OR REPLACE TABLE told AS
    SELECT row, sum(weight) AS weight, count(*) AS words FROM tokens GROUP BY row;
"""
"""A word weighs 1 when no report of the sample has it and nothing when all have it. The words of a
report's own place are left out: the place is compared by itself."""

_DENSITY = f"""CREATE OR REPLACE TABLE density AS
WITH keys AS (
    SELECT row, source, first AS day, 'dot' AS level,
        floor(latitude * 5)::INTEGER || ' ' || floor(longitude * 10 / 3)::INTEGER AS key
    FROM reports WHERE kind = 'dot'
    UNION ALL SELECT row, source, first, 'raion', adm2 FROM reports WHERE adm2 IS NOT NULL
    UNION ALL SELECT row, source, first, 'oblast', adm1 FROM reports WHERE adm1 IS NOT NULL
    UNION ALL SELECT row, source, first, 'nowhere', '' FROM reports WHERE kind = 'nowhere'),
daily AS (SELECT source, level, key, day, count(*) AS n FROM keys GROUP BY ALL),
rolling AS (SELECT source, level, key, day, sum(n) OVER (PARTITION BY source, level, key
        ORDER BY day RANGE BETWEEN INTERVAL {AROUND_DAYS} DAY PRECEDING
        AND INTERVAL {AROUND_DAYS} DAY FOLLOWING) AS n FROM daily)
SELECT row, max((n - 1) / {2 * AROUND_DAYS + 1}) FILTER (level = 'dot') AS dot,
    max((n - 1) / {2 * AROUND_DAYS + 1}) FILTER (level = 'raion') AS raion,
    max((n - 1) / {2 * AROUND_DAYS + 1}) FILTER (level = 'oblast') AS oblast,
    max((n - 1) / {2 * AROUND_DAYS + 1}) FILTER (level = 'nowhere') AS nowhere
FROM keys JOIN rolling USING (source, level, key, day) SEMI JOIN involved USING (row) GROUP BY row
"""
"""Other reports of the same source a day: in the cell of about 22 km, in the raion, in the oblast
and among those placed nowhere."""

_MET = f"""CREATE OR REPLACE TABLE met AS
WITH page AS (SELECT DISTINCT a, b FROM pairs
    JOIN pages l ON l.row = a JOIN pages r ON r.row = b AND r.page = l.page),
side AS (
    SELECT p.a, p.b, l.incident_id AS left_id, r.incident_id AS right_id, l.source AS left_source,
        r.source AS right_source, {KM} AS distance_km,
        gap(l.first, l.last, r.first, r.last) AS days,
        greatest(l.last - l.first, r.last - r.first) + 1 AS width,
        coalesce(place_agreement(l, r, distance_km), 'apart') AS place_agreement,
        type_agreement(l.event_type, r.event_type) AS type_agreement,
        target_agreement(l.target_category, r.target_category) AS target_agreement,
        toll(l.killed_min, l.killed_max, r.killed_min, r.killed_max) AS killed,
        toll(l.injured_min, l.injured_max, r.injured_min, r.injured_max) AS injured,
        if(page.a IS NULL, 'none', 'shared') AS page_agreement,
        if(type_agreement = 'same', l.type_rarity, 0) AS type_rarity,
        if(target_agreement = 'same', l.target_rarity, 0) AS target_rarity,
        if(l.source = r.source, 'same', 'different') AS source_agreement,
        l.is_site AND r.is_site AS both_sites,
        coalesce(CASE WHEN place_agreement LIKE '%oblast' THEN greatest(d.oblast, e.oblast)
            WHEN place_agreement LIKE '%raion' THEN greatest(d.raion, e.raion)
            WHEN place_agreement = 'not placed' THEN greatest(d.nowhere, e.nowhere)
            ELSE greatest(d.dot, e.dot) END, 0) AS a_day
    FROM pairs p JOIN reports l ON l.row = a JOIN reports r ON r.row = b
    JOIN density d ON d.row = a JOIN density e ON e.row = b
    LEFT JOIN page ON page.a = p.a AND page.b = p.b)
SELECT * EXCLUDE (width, killed, injured, a_day), width * a_day AS by_chance,
    CASE WHEN days > 0 THEN 'next day' WHEN width = 1 THEN 'same day' WHEN width <= 7
        THEN 'days overlap' ELSE 'weeks overlap' END AS day_agreement,
    CASE WHEN 'conflict' IN (killed, injured) THEN 'conflict' WHEN 'same' IN (killed, injured)
        THEN 'same' WHEN 'compatible' IN (killed, injured) THEN 'compatible' ELSE 'unknown' END
        AS toll_agreement
FROM side"""
"""by_chance: how many other reports of the busier of the two sources fall at such a place within
such days; the more there are, the less it says that two reports do."""

_COMPARED = """CREATE OR REPLACE TABLE compared AS
WITH worth AS (SELECT met.* FROM met LEFT JOIN named n ON n.a = met.a AND n.b = met.b
    WHERE n.a IS NOT NULL OR ({worth})),
shared AS (
    SELECT a, b, sum(l.weight) AS weight FROM worth
    JOIN tokens l ON l.row = a JOIN tokens r ON r.row = b AND r.token = l.token GROUP BY a, b),
alike AS (
    SELECT a, b, bool_or(l.name = r.name OR contains(' ' || l.name || ' ', ' ' || r.name || ' ')
        OR contains(' ' || r.name || ' ', ' ' || l.name || ' ')
        OR jaro_winkler_similarity(l.name, r.name) > 0.92) AS same
    FROM worth JOIN names l ON l.row = a JOIN names r ON r.row = b GROUP BY a, b),
said AS (
    SELECT worth.*, alike.same AS name, if(least(t.words, u.words) >= 3,
        round(coalesce(shared.weight, 0) / least(t.weight, u.weight), 6), NULL) AS share
    FROM worth LEFT JOIN told t ON t.row = worth.a LEFT JOIN told u ON u.row = worth.b
    LEFT JOIN shared ON shared.a = worth.a AND shared.b = worth.b
    LEFT JOIN alike ON alike.a = worth.a AND alike.b = worth.b)
SELECT * EXCLUDE (name, share),
    CASE WHEN name THEN 'same' WHEN name IS NULL THEN 'unknown' ELSE 'different' END
        AS name_agreement,
    CASE WHEN share IS NULL THEN 'unknown' WHEN share >= 0.6 THEN 'same' WHEN share >= 0.3
        THEN 'alike' WHEN share >= 0.12 THEN 'some' ELSE 'different' END AS text_agreement
FROM said"""

"""How probable it is that two reports tell of one incident: two named rules, then weighed evidence.

The rules say what is never a link, however alike. What they leave is scored: the agreements of
`events.linking.pairs` add their weights (log odds, fitted by logistic regression on the tuning part
of the labelled set of benchmarks/linking.py, which also measures Splink and rules alone beside
it), and reports of the busier source at that place and day count against it. Of the reports of
one other source at most one can be right, so rivals share the probability.
"""

import duckdb

VERSION = "2026-11-24"

LINKED_FROM = 0.6
"""The least probability of a link: the smallest of 0.5, 0.55, 0.6 ... with which clusters of the
tuning part have a precision of 0.965. A missed link counts an incident twice and is seen beside
its twin; a wrong one hides an incident."""

APART_BY_CODEBOOK = ("acled", "atlas", "hapi", "ucdp")
"""Sources whose every record is an event of its own by their codebook: two of theirs are never
linked (UCDP has 541 records that share day, place and toll with another, all separate)."""

EVIDENCE = """type_agreement IN ('same', 'compatible')
    OR target_agreement IN ('same', 'compatible') OR toll_agreement = 'same'
    OR text_agreement IN ('same', 'alike') OR page_agreement = 'shared'"""
"""Place and day alone are no link: as in MELTT, something of what happened has to agree."""

TOLD_TWICE = f"""left_source NOT IN {APART_BY_CODEBOOK!r}
    AND (NOT both_sites OR place_agreement = 'one site')
    AND (text_agreement = 'same' OR page_agreement = 'shared'
        OR (text_agreement = 'alike' AND target_agreement = 'same' AND days = 0
            AND place_agreement = 'one site'))"""
"""What it takes within one source: the same words or the same page (at one site like words do).
Two sites apart are two incidents to it."""

CONSTANT = -0.98
BY_CHANCE = -0.39
"""For each doubling of the reports that fall together by chance."""

RARITY = {"type": 0.56, "target": 0.76}
"""For each halving of the share that the common type or target has among all reports."""

FLOOR = 1 / 31
"""Added to by_chance: fewer than one report in the days counted cannot be told from none."""

HOPELESS = -1
"""A pair that would not reach these log odds (1 to 3) with the best words is let go before its
words are compared: three pairs of four in dense data."""

WEIGHTS = {
    "place": {
        "both known to the oblast": -0.35,
        "in the same oblast": -2.08,
        "in the same raion": 0.37,
        "not placed": -0.31,
        "one point": 0.1,
        "one site": 2.27,
        "within 16 km": -0.75,
        "within 2 km": 1.0,
        "within 50 km": -1.54,
        "within 6 km": 0.3,
    },
    "name": {"different": -4.38, "same": 2.11, "unknown": 1.29},
    "day": {"days overlap": 0.02, "next day": -1.68, "same day": 0.86, "weeks overlap": -0.18},
    "type": {"compatible": -0.11, "conflict": -2.37, "same": 0.48, "unknown": 1.02},
    "target": {"compatible": 0.31, "conflict": -2.01, "same": 0.18, "unknown": 0.54},
    "toll": {"compatible": 0.19, "conflict": -1.71, "same": 1.11, "unknown": -0.56},
    "text": {"alike": -1.1, "different": -1.01, "same": 2.83, "some": -1.45, "unknown": -0.24},
    "page": {"none": -3.93, "shared": 2.95},
    "source": {"different": 0.26, "same": -1.24},
}
"""Agreement -> its words -> log odds."""


def allowed() -> str:
    """The SQL of the two rules over a row of `compared`."""
    return f"CASE source_agreement WHEN 'same' THEN {TOLD_TWICE} ELSE {EVIDENCE} END"


def score() -> str:
    """The SQL of the log odds of a row of `compared`, rivals not yet regarded."""
    return _sum(WEIGHTS)


def _sum(weights: dict[str, dict[str, float]]) -> str:
    parts = [f"{CONSTANT}", f"{BY_CHANCE} * log2(by_chance + {FLOOR})"]
    parts += [f"{weight} * {name}_rarity" for name, weight in RARITY.items()]
    for name, words in weights.items():
        cases = " ".join(f"WHEN '{word}' THEN {weight}" for word, weight in words.items())
        parts.append(f"CASE {name}_agreement {cases} ELSE 0 END")
    return " + ".join(parts)


def worth() -> str:
    """The SQL, over what is known before words and names are compared, that a pair may still be
    a link or a rival that counts: log odds of HOPELESS with the best words and names there are."""
    known = {name: words for name, words in WEIGHTS.items() if name not in ("name", "text")}
    best = sum(max(WEIGHTS[name].values()) for name in ("name", "text"))
    return f"{_sum(known)} + {best} >= {HOPELESS}"


def probabilities(engine: duckdb.DuckDBPyConnection, logit: str | None = None) -> None:
    """Make `scored` of `compared`: its columns and `probability`, 0 where a rule forbids.

    `logit` is another score to be measured in place of `score()`.
    """
    engine.execute(_SCORED.replace("{score}", logit or score()).replace("{allowed}", allowed()))


_SCORED = """
CREATE OR REPLACE TABLE weighed AS
    SELECT *, if(coalesce({allowed}, false), exp(greatest(-30, least(30, {score}))), 0) AS odds
    FROM compared;
CREATE OR REPLACE TABLE sided AS
    SELECT a AS one, b AS other, left_source AS source, right_source AS asked, odds FROM weighed
    WHERE odds > 0
    UNION ALL SELECT b, a, right_source, left_source, odds FROM weighed WHERE odds > 0;
CREATE OR REPLACE TABLE rivals AS
    WITH twice AS (SELECT one, other FROM sided WHERE source = asked AND odds >= 1),
    excused AS (
        SELECT s.one, s.other, sum(o.odds) AS odds FROM sided s
        JOIN twice t ON t.one = s.other JOIN sided o ON o.one = s.one AND o.other = t.other
        WHERE s.source <> s.asked GROUP BY ALL)
    SELECT s.one, s.other, CASE WHEN s.source = s.asked THEN s.odds
        ELSE sum(s.odds) OVER (PARTITION BY s.one, s.asked) - coalesce(e.odds, 0) END AS odds
    FROM sided s LEFT JOIN excused e USING (one, other);
CREATE OR REPLACE TABLE scored AS
    SELECT w.* EXCLUDE (odds), coalesce(
        round(w.odds / (1 + greatest(w.odds, l.odds, r.odds)), 4), 0) AS probability
    FROM weighed w LEFT JOIN rivals l ON l.one = a AND l.other = b
    LEFT JOIN rivals r ON r.one = b AND r.other = a
"""
"""sided: every pair seen from both of its reports. A report that the same source tells a second
time is no rival of itself. Rounded, because sums of fractions end in other digits in another order
of rows."""

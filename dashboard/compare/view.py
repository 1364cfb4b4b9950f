"""The two sides of a comparison on the screen: figures as HTML, chart, tables; all pure."""

from html import escape

import altair as alt
import pandas as pd

from dashboard.compare.asked import KINDS, Sides
from dashboard.timeline import charts
from dashboard.words.sentences import sentence
from dashboard.words.terms import ACCENT
from dashboard.words.writing import decimal, label, number, say, signed, toll
from geodata import name

OTHER = "#b4690e"
"""Colour of the other side: told apart from the accent under colour-vision deficiencies; the line
is dashed, too."""

CSS = """
<style>
.compare {width: 100%; border-collapse: collapse; font-size: 0.9rem; margin: 0.2rem 0 0.4rem;}
.compare caption {text-align: left; color: var(--muted); font-size: 0.8rem; padding: 0 0 0.2rem;}
.compare th, .compare td {border: 0; border-top: 1px solid var(--line); text-align: left;
  padding: 0.25rem 0.6rem 0.25rem 0; vertical-align: top; font-weight: 400;
  font-variant-numeric: tabular-nums;}
.compare thead th {font-weight: 600; border-top: 0;}
.compare tbody th {color: var(--muted);}
.compare small {display: block; color: var(--muted); font-size: 0.75rem; font-weight: 400;}
.compare .this {border-top: 3px solid var(--accent);}
.compare .other {border-top: 3px dashed var(--other);}
:is(.st-key-compare_map_this, .st-key-compare_map_other)
  iframe[title="streamlit_folium.st_folium"] {height: max(44vh, 320px) !important;}
.compare .caution {font-size: 0.86rem; margin: 0.15rem 0;}
</style>
"""


def figures_html(pair: Sides, counts: tuple, days: tuple[int | None, int | None], language: str):
    """Both sides' figures and their difference; counts: events.figures of each."""
    this, other = counts
    rows = [
        _row(
            f"figure_{pair.this.unit}",
            (number(this.incidents, language), number(other.incidents, language)),
            signed(this.incidents - other.incidents, language),
            language,
        )
    ]
    if all(days):
        rates = [side.incidents / length for side, length in zip(counts, days, strict=True)]
        said = [decimal(rate, language) for rate in rates]
        rows.append(_row("compare_days", [number(n, language) for n in days], "", language))
        rows.append(_row("compare_per_day", said, _signed_decimal(rates, language), language))
    rows += [_toll_row(kind, this, other, language) for kind in KINDS]
    for key, field in (("col_located", "located"), ("col_coarse", "coarse")):
        told = [number(getattr(side, field), language) for side in counts]
        rows.append(_row(key, told, "", language))
    heads = "".join(
        f'<th scope="col" class="{side}">{escape(say(f"col_{side}", language))}'
        f"<small>{escape(sentence(filters, language))}</small></th>"
        for side, filters in (("this", pair.this), ("other", pair.other))
    )
    difference = escape(say("col_difference", language))
    return (
        f'<table class="compare"><caption>{escape(say("compare_figures", language))}</caption>'
        f'<thead><tr><td></td>{heads}<th scope="col">{difference}</th></tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


def _row(key: str, sides, difference: str, language: str) -> str:
    cells = "".join(f"<td>{escape(text)}</td>" for text in (*sides, difference))
    return f'<tr><th scope="row">{escape(say(key, language))}</th>{cells}</tr>'


def _toll_row(kind: str, this, other, language: str) -> str:
    ends = [(getattr(side, f"{kind}_min"), getattr(side, f"{kind}_max")) for side in (this, other)]
    cells = "".join(
        f"<td>{escape(toll(low, high, language))}<small>"
        + escape(say("note_unstated", language, n=number(unstated, language)))
        + "</small></td>"
        for (low, high), unstated in zip(
            ends, (getattr(side, f"{kind}_unstated") for side in (this, other)), strict=True
        )
    )
    (low, high), (other_low, other_high) = ends
    stated = None not in (low, high, other_low, other_high)
    difference = said_range(low - other_high, high - other_low, language) if stated else ""
    what = escape(say(f"figure_{kind}", language))
    return f'<tr><th scope="row">{what}</th>{cells}<td>{escape(difference)}</td></tr>'


def said_range(low: float, high: float, language: str) -> str:
    """A difference that lies between two numbers, both included; empty where one is not known."""
    if pd.isna(low) or pd.isna(high):
        return ""
    if low == high:
        return signed(low, language)
    return say("compare_range", language, low=signed(low, language), high=signed(high, language))


def _signed_decimal(rates: list[float], language: str) -> str:
    apart = rates[0] - rates[1]
    sign = "+" if apart > 0 else "\u2212" if apart < 0 else ""
    return sign + decimal(abs(apart), language)


def chart(pair: Sides, weeks: tuple[pd.DataFrame, pd.DataFrame], language: str):
    """Weekly counts of both sides (compare.weeks_of) over one axis: dates, or weeks since each
    period began."""
    by_week = pair.by == "period"
    parts = [
        rows.assign(side=say(f"col_{side}", language))
        for side, rows in zip(("this", "other"), weeks, strict=True)
    ]
    names = [say(f"col_{side}", language) for side in ("this", "other")]
    x = (
        alt.X("week:Q", title=say("compare_week", language), axis=alt.Axis(tickMinStep=1))
        if by_week
        else alt.X("period:T", title=None, axis=alt.Axis(format="%b %Y", grid=False))
    )
    scale = alt.Scale(domain=names, range=[ACCENT, OTHER])
    dashes = alt.Scale(domain=names, range=[[1, 0], [5, 3]])
    drawn = (
        alt.Chart(pd.concat(parts, ignore_index=True))
        .mark_line(strokeWidth=1.8, aria=False)
        .encode(
            x=x,
            y=alt.Y("incidents:Q", title=None, axis=alt.Axis(tickMinStep=1, tickCount=4)),
            color=alt.Color("side:N", title=None, scale=scale, legend=alt.Legend(orient="top")),
            strokeDash=alt.StrokeDash("side:N", title=None, scale=dashes),
            tooltip=[
                alt.Tooltip("side:N", title=" "),
                alt.Tooltip("period:T", title=say("week_of", language), format="%d.%m.%Y"),
                alt.Tooltip("incidents:Q", title=say("chart_incidents", language)),
            ],
        )
    )
    return charts.dressed(drawn, language, height=190)


def table(rows: pd.DataFrame, key: str, language: str, *, column: str = "", level: int = 1):
    """Rows of compare.differences as a reader's table; `column` is what words of `key` are of."""
    if column:
        heading, names = say(column, language), [label(column, w, language) for w in rows[key]]
    else:
        nowhere = say(f"regions_not_placed_{level}", language)
        heading = say("col_region", language)
        names = [nowhere if pd.isna(code) else name(code, language) for code in rows[key]]
    told = {heading: names}
    for side in ("this", "other", "difference"):
        told[say(f"col_{side}", language)] = rows[side].to_numpy()
    for kind in KINDS:
        ends = zip(rows[f"{kind}_low"], rows[f"{kind}_high"], strict=True)
        said = [said_range(low, high, language) for low, high in ends]
        told[say(f"col_{kind}_difference", language)] = said
    return pd.DataFrame(told)

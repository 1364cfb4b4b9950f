"""A view of the atlas as a report: its blocks in their order, in the reader's language."""

from dataclasses import replace
from datetime import timedelta

import pandas as pd

import events
import geodata
from dashboard import figures as figures_above
from dashboard.layers.region_fills import fills
from dashboard.map import summary as map_summary
from dashboard.report import picture, provenance, tables, timeline
from dashboard.report.asked import Ask, MapAsked, map_asked, seats, shaped
from dashboard.report.blocks import Block, Drawing, Facts, Heading, Paragraph, Report
from dashboard.report.picture import MapPicture
from dashboard.state import SORTS, View
from dashboard.timeline.charts import with_end
from dashboard.timeline.late_reports import sentence as late_sentence
from dashboard.words.sentences import sentence
from dashboard.words.writing import counted, day, label, number, say
from events import Atlas


def report(view: View, atlas: Atlas, ask: Ask) -> Report:
    """Everything that the report of a view says; figures are drawn when it is written."""
    language = view.language
    figures = ask("figures", atlas, view.filters)
    about = ask("about", atlas, view.filters)
    moment = provenance.made(atlas)
    stamp = _stamp(view, atlas)
    asked = map_asked(view, atlas, ask, picture.IN_REPORT)
    levels = _levels(view)
    blocks = [
        *(Paragraph(text, note=True) for text in provenance.cautions(about, language)),
        *_figures(view, atlas, figures),
        *_map(view, about, asked, stamp, levels),
        *_timeline(view, atlas, ask),
        *_regions(view, asked),
        *_incidents(view, atlas, ask),
        *provenance.method(view, atlas, figures),
        *provenance.sources(about, language),
        *provenance.again(view, atlas, stamp, levels),
    ]
    title = sentence(view.filters, language, figures.left_out)
    return Report(title, stamp, language, moment, tuple(blocks))


def map_picture(view: View, atlas: Atlas, ask: Ask) -> MapPicture:
    """The map by itself: the sentence over it, whose the data are under it."""
    figures = ask("figures", atlas, view.filters)
    about = ask("about", atlas, view.filters)
    title = sentence(view.filters, view.language, figures.left_out)
    asked = map_asked(view, atlas, ask, picture.ALONE)
    held = provenance.withheld(atlas, figures, view.language)[:1]
    shown = _picture(view, about, asked, _stamp(view, atlas), _levels(view))
    return replace(shown, title=title, credits=(*held, *shown.credits), size=picture.ALONE)


def _stamp(view: View, atlas: Atlas) -> str:
    made = day(provenance.made(atlas).date(), view.language)
    return say("report_stamp", view.language, version=atlas.version, day=made)


def _levels(view: View) -> tuple[int, ...]:
    """Levels whose shapes the map draws, the ground first."""
    return tuple(dict.fromkeys((1, shaped(view.level))))


def _figures(view: View, atlas: Atlas, figures) -> list[Block]:
    rows = [
        (what, value, ". ".join(part.strip(" .") for part in (note, more) if part))
        for what, value, note, more in figures_above.cells(figures, view)
    ]
    blocks: list[Block] = [Facts(tuple(rows))]
    if more := figures_above.coarser(figures, view.language).strip():
        blocks.append(Paragraph(more, note=True))
    held = provenance.withheld(atlas, figures, view.language)[:1]
    return blocks + [Paragraph(text, note=True) for text in held]


def _map(view: View, about: dict, asked: MapAsked, stamp: str, levels) -> list[Block]:
    language = view.language
    shown = _picture(view, about, asked, stamp, levels)
    notes = list(fills(asked.measured, language).notes)
    if asked.binned:
        notes.append(say("report_cells", language, n=number(asked.places, language)))
    if asked.payload["bubbles"]:
        notes.append(say("report_seats", language))
    return [
        Heading(say("report_map", language)),
        Drawing("map", lambda: picture.draw(shown), shown.said),
        Paragraph(shown.said),
        *(Paragraph(note, note=True) for note in notes),
    ]


def _picture(view: View, about: dict, asked: MapAsked, stamp: str, levels) -> MapPicture:
    """The map without a title, with whose the shapes and the data are."""
    language = view.language
    whose = [
        f"{label('source', source['source'], language)} ({', '.join(source['licences'])})"
        for source in about["sources"]
    ]
    drawn = dict.fromkeys(geodata.edition(level).attribution for level in levels)
    if asked.payload["bubbles"]:
        drawn |= {say("report_seats_from", language): None}
    credits = [say("report_shapes", language, attribution="; ".join(drawn))]
    if whose:
        credits.append(say("report_credit", language, sources="; ".join(whose)))
    credits.append(f"{say('report_made_by', language)}. {stamp}")
    said = map_summary.summary(asked.measured, language)
    parts = (asked.payload, seats(asked.measured), levels, asked.window)
    return MapPicture(*parts, None, tuple(credits), language, said, picture.IN_REPORT)


def _timeline(view: View, atlas: Atlas, ask: Ask) -> list[Block]:
    language, filters = view.language, view.filters
    heading = Heading(say("report_timeline", language))
    counts = {by: ask("by_period", atlas, filters, unit=by) for by in ("day", "week", "month")}
    unit = timeline.unit_of({by: len(rows) for by, rows in counts.items()}, view.param("by"))
    periods = counts[unit]
    if periods.empty:
        return [heading, Paragraph(say("report_no_periods", language))]
    whose = ask("by_category", atlas, filters, "source")
    late = events.late(ask("lags", atlas), tuple(whose["word"]))
    last = (with_end(periods, unit)["end"].max() - timedelta(days=1)).date()
    said = _bars_said(periods, unit, last, language)
    notes = [late_sentence(late, last, language), *_bars_notes(periods, unit, language)]
    if atlas.withheld and unit != "month":
        notes.append(say("report_months_more", language))
    return [
        heading,
        Drawing(
            "timeline",
            lambda: timeline.draw(periods, unit, language, late.growing_from),
            said,
        ),
        Paragraph(said),
        *(Paragraph(note, note=True) for note in notes),
    ]


def _bars_said(periods: pd.DataFrame, unit: str, last, language: str) -> str:
    most = periods.loc[periods["incidents"].idxmax()]
    return say(
        "report_timeline_said",
        language,
        first=day(periods["period"].min().date(), language),
        last=day(last, language),
        incidents=counted("incidents", int(periods["incidents"].sum()), language),
        unit=say(f"per_{unit}", language),
        top=day(most["period"].date(), language),
        most=number(most["incidents"], language),
    )


def _bars_notes(periods: pd.DataFrame, unit: str, language: str) -> list[str]:
    wide = int(periods["imprecise"].sum())
    if not wide:
        return []
    incidents = counted("incidents", wide, language)
    per = say(f"per_{unit}", language)
    return [say("report_imprecise", language, incidents=incidents, unit=per)]


def _regions(view: View, asked: MapAsked) -> list[Block]:
    table = tables.regions(asked.measured, view.language, view.filters.unit)
    return [Heading(say("report_regions", view.language)), table]


def _incidents(view: View, atlas: Atlas, ask: Ask) -> list[Block]:
    language = view.language
    heading = Heading(say("report_incidents", language))
    order = SORTS[view.sort]
    page = ask("page", atlas, view.filters, offset=0, limit=tables.INCIDENTS, order=order)
    if page.frame.empty:
        return [heading, Paragraph(say("report_incidents_none", language))]
    links = None
    if ask("linked", atlas):
        links = ask("told_by", atlas, page.frame["incident_id"].tolist())
    table, left = tables.incidents(page, language, view.sort, links)
    blocks: list[Block] = [heading, table]
    if left:
        cut = say("report_incidents_cut", language, left=number(left, language))
        blocks.append(Paragraph(cut, note=True))
    return blocks

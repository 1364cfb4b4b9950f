"""Method, sources and the way to make it again: the sections of a report behind its numbers."""

import shlex
from datetime import date, datetime
from urllib.parse import urlencode

import events
import geodata
from dashboard import state
from dashboard.method import METHOD
from dashboard.report.blocks import Block, Code, Heading, Paragraph, Points
from dashboard.state import View
from dashboard.takeaway.withheld import told
from dashboard.words.writing import LANGUAGES, counted, day, label, say
from events import Atlas, Figures, Filters


def method(view: View, atlas: Atlas, figures: Figures) -> list[Block]:
    """What is counted and how, and what was left out and why."""
    language = view.language
    said = [paragraph[LANGUAGES.index(language)] for paragraph in METHOD]
    said.append(
        say("report_apart" if view.filters.unit == "reports" else "report_linked", language)
    )
    if figures.left_out:
        records = counted("records", figures.left_out, language)
        names = ", ".join(label("source", source, language) for source in _doubtful(view.filters))
        said.append(say("report_doubtful", language, records=records, names=names))
    said.append(say("regions_caption", language))
    if atlas.withheld:
        said.append(say("mode_public", language, least=events.LEAST_TOGETHER))
    said += withheld(atlas, figures, language)
    points = Points(tuple(Paragraph(text) for text in said))
    return [Heading(say("report_method", language)), points]


def _doubtful(filters: Filters) -> tuple[str, ...]:
    """The sources that these filters leave out as doubtful."""
    out = (clause for clause in filters.clauses() if clause.phrase == "doubtful_out")
    return next(out).words["words"]


def withheld(atlas: Atlas, figures: Figures, language: str) -> list[str]:
    """What may not be passed on: whether it counts, and how many records of whom there are."""
    if not atlas.withheld:
        return []
    listed = [
        say(
            "mode_withheld",
            language,
            records=counted("records", records, language),
            name=label("source", source, language),
        )
        for source, records in atlas.withheld.items()
    ]
    return [told(atlas, figures.withheld, language), "; ".join(listed) + "."]


def cautions(about: dict, language: str) -> list[str]:
    """Whose rows the report lists that may not, or not surely, be passed on; see `frame`."""
    found = []
    for may, key in ((False, "caution_no"), (None, "caution_ask")):
        names = [s["source"] for s in about["sources"] if s["may_be_passed_on"] is may]
        if names:
            said = ", ".join(label("source", name, language) for name in names)
            found.append(say(key, language, sources=said))
    return found


def sources(about: dict, language: str) -> list[Block]:
    """Whose the records are: citation, terms and days of retrieval of each source."""
    points = [_source(source, language) for source in about["sources"]]
    found = Points(tuple(points)) if points else Paragraph(say("report_no_rows", language))
    return [Heading(say("report_sources", language)), found]


def _source(source: dict, language: str) -> Paragraph:
    licences = [
        _terms(identifier, name, language) for identifier, name in source["licences"].items()
    ]
    parts = [
        say(
            "report_source",
            language,
            name=label("source", source["source"], language),
            records=counted("records", source["records"], language),
            citation=source["citation"],
            licences=", ".join(licences),
        )
    ]
    parts += _retrieved(source["retrieved"], language)
    may = source["may_be_passed_on"]
    if may is not True:
        parts.append(say("report_may_not" if may is False else "report_may_ask", language))
    if language == "en":
        parts.append(source["note"])
    else:
        parts.append(f"{say('report_in_english', language)} {source['note']}")
    return Paragraph(" ".join(parts))


def _terms(identifier: str, name: str, language: str) -> str:
    if identifier == "not-stated":
        return say("report_terms_unstated", language)
    return name if identifier == name else f"{name} ({identifier})"


def _retrieved(days: list[str] | None, language: str) -> list[str]:
    if not days:
        return []
    first, last = (day(date.fromisoformat(edge), language) for edge in days)
    if first == last:
        return [say("report_retrieved", language, first=first)]
    return [say("report_retrieved_between", language, first=first, last=last)]


def again(view: View, atlas: Atlas, stamp: str, levels: tuple[int, ...]) -> list[Block]:
    """Versions and borders, the address of the view and the commands that make the same again."""
    language = view.language
    linked = atlas.links_version is not None
    links = say("report_links", language, version=atlas.links_version) if linked else ""
    facts = [stamp, links or say("report_unlinked", language)]
    for level in levels:
        edition = geodata.edition(level)
        parts = edition._asdict() | {"level": say(f"level_{level}", language)}
        facts.append(say("report_boundaries", language, **parts))
    address = state.to_params(view) | {"as_of": str(atlas.version)}
    command = "report_command" + ("_public" if atlas.mode == "public" else "")
    return [
        Heading(say("report_again", language)),
        Points(tuple(map(Paragraph, facts))),
        Paragraph(say("report_address", language)),
        Code("/?" + urlencode(address, safe=",:;")),
        Paragraph(say(command, language)),
        Code(export_command(view, atlas)),
        Paragraph(say("report_command_report", language)),
        Code(report_command(view, atlas)),
    ]


def export_command(view: View, atlas: Atlas) -> str:
    """The command that writes the records of the view as CSV."""
    return _command(atlas, "events", "export", "--out", "incidents.csv", *_options(view, atlas))


def report_command(view: View, atlas: Atlas) -> str:
    """The command that makes this report; its map as the view has it."""
    seen = {"lang": view.language, "shade": view.shade, "level": str(view.level), "sort": view.sort}
    usual = {"lang": "en", "shade": "incidents", "level": "1", "sort": "newest"}
    seen |= {name: view.param(name) for name in ("places", "by")}
    usual |= {"places": "dots", "by": "week"}
    chosen = [f"--{name}={value}" for name, value in seen.items() if value != usual[name]]
    options = _options(view, atlas)
    return _command(atlas, "dashboard.report", "--out", "report.pdf", *options, *chosen)


def _options(view: View, atlas: Atlas) -> list[str]:
    filters = [f"--{name}={value}" for name, value in view.filters.to_params().items()]
    return ["--as-of", str(atlas.version), *filters]


def _command(atlas: Atlas, module: str, *words: str) -> str:
    mode = "ATLAS_MODE=public " if atlas.mode == "public" else ""
    return f"{mode}python -m {module} {shlex.join(words)}"


def made(atlas: Atlas) -> datetime:
    """The moment (UTC) at which the version of an atlas was made."""
    return events.versions(events.Store(atlas.path))[atlas.version]

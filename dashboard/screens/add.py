"""The Data page: look at a file, map its columns, try it on the map, import it; and how good the
records of each source are."""

from html import escape

import streamlit as st

import events
from dashboard import data, frame, state
from dashboard.changes import as_of, visits
from dashboard.screens import changes, map
from dashboard.sidebar import sidebar
from dashboard.state import View
from dashboard.style import CSS
from dashboard.upload import editor
from dashboard.upload import kept as upload
from dashboard.upload import report as upload_report
from dashboard.upload.columns import choose
from dashboard.upload.kept import Options, Tried, Upload
from dashboard.upload.panel import accepted_table, map_and_panel
from dashboard.upload.quality_table import last_imports, quality_html
from dashboard.upload.style import upload_css
from dashboard.words import notes as note_words
from dashboard.words.notes import Said
from dashboard.words.writing import counted, number, say
from events import StoreError, UnknownColumns, Unreadable

REFUSED = 100
"""Refused rows that are listed; the file has all."""


def show() -> None:
    """The page, which needs no store: the first upload makes one."""
    st.html(CSS)
    view = as_of.checked(state.begin("data"))
    as_of.banner(view)
    view = sidebar.language_only(view)
    state.remember(view)
    st.html(upload_css(view.language))
    if editor.admitted(view.language):
        _add(view)
    if (atlas := frame.opened(view)) is not None:
        _quality(view.language, atlas)
        visits.keep()


def _add(view: View) -> None:
    """From the file to its import, as far as the reader has come."""
    language = view.language
    st.html(f'<p class="sentence">{say("upload_lead", language)}</p>')
    left, right = st.columns(2, gap="large")
    given = _main_file(left, language)
    if given is None:
        return
    try:
        with st.spinner(say("upload_working", language)):
            looked = data.looked(given)
        given = _with_companions(left, given, looked, language)
        options = _options(right, given, looked, language)
        if options is None:
            return
        with st.spinner(say("upload_working", language)):
            found = data.tried(given, options)
    except (Unreadable, UnknownColumns) as fault:
        _fault("upload_failed", str(fault), language, given)
        return
    right.html(upload_report.terms_html(found.terms, language))
    _report(view, given, found)


def _main_file(place, language: str) -> Upload | None:
    limit = int(st.get_option("server.maxUploadSize"))
    file = place.file_uploader(say("upload_file", language, mb=limit), key="upload_main")
    if file is None:
        return None
    return Upload(upload.uploaded(file.name, file.getvalue()), number=file.file_id)


def _with_companions(place, given: Upload, looked: events.Looked, language: str) -> Upload:
    """The upload with the companion files that its source has."""
    if not looked.source.beside:
        return given
    limit = int(st.get_option("server.maxUploadSize"))
    files = place.file_uploader(
        say("upload_beside", language, mb=limit, names=", ".join(looked.source.beside)),
        accept_multiple_files=True,
        key=f"upload_beside_{given.main.digest[:12]}",
    )
    beside = tuple(upload.uploaded(file.name, file.getvalue()) for file in files)
    return Upload(given.main, beside, "".join([given.number, *(f.file_id for f in files)]))


def _options(place, given: Upload, looked: events.Looked, language: str) -> Options | None:
    """How the file is to be taken; None while the reader has still to say so."""
    by_hand = not looked.source.columns
    with place:
        said = st.empty()
        if not by_hand:
            by_hand = st.toggle(
                say("columns_by_hand", language), key=f"upload_by_hand_{given.main.digest[:12]}"
            )
    options = choose(given, looked, language) if by_hand else Options()
    date = dict(options.mapping).get("date", "") if options else looked.date_column
    said.html(upload_report.recognised_html(looked, date if by_hand else None, language))
    return options


def _report(view: View, given: Upload, found: Tried) -> None:
    """What an import would do or did, the button for it, the map, and the rows left out."""
    language = view.language
    try:
        report = found.done(given) or data.foretold(found)
    except StoreError as fault:
        _fault("upload_not_written", str(fault), language)
        return
    if found.done(given):
        _imported(report, found, language)
    else:
        said = escape(say("dry_run", language, file=given.main.shown))
        st.html(f'<p class="sentence">{said}</p>')
    st.html(upload_report.figures_html(report, language))
    if report.accepted:
        if not found.done(given):
            _import_button(given, found, report, language)
        map_and_panel(found)
        accepted_table(found, language)
    else:
        st.warning(say("upload_nothing", language))
    _rejected(given, found, report, language)
    left, right = st.columns(2, gap="large")
    left.html(upload_report.disagreements_html(report, language))
    notes = [_said(note, language, given) for note in report.notes]
    right.html(upload_report.notes_html(notes, language) or "<p></p>")
    if report.accepted:
        st.markdown(f"#### {say('quality_upload', language)}")
        st.html(quality_html(data.ask("quality", found.atlas), {}, language))


def _import_button(given: Upload, found: Tried, report: events.Report, language: str) -> None:
    rows = counted("rows", report.accepted, language)
    if not st.button(say("import_button", language, rows=rows), type="primary", key="upload_go"):
        return
    try:
        with st.spinner(say("upload_importing", language)):
            found.write(given, events.Store(data.store_path()))
    except StoreError as fault:
        _fault("upload_not_written", str(fault), language)
    except OSError as fault:
        _fault("upload_not_written", fault.strerror or str(fault), language)
    else:
        st.rerun()


def _imported(report: events.Report, found: Tried, language: str) -> None:
    """What the import did, with the ways to its rows on the other pages."""
    written, version = report.new + report.updated, report.store_version
    rows = counted("rows", written, language)
    key = "imported" if written else "imported_same"
    st.success(say(key, language, rows=rows, version=version))
    if found.waiting:
        reports = number(found.waiting, language)
        st.info(say("imported_not_linked", language, n=reports))
    with st.container(horizontal=True, key="upload_done"):
        st.page_link(
            st.Page(map.show, url_path="map", default=True),
            label=say("to_the_map", language),
            query_params={"lang": language, "source": ",".join(found.sources)},
        )
        st.page_link(
            st.Page(changes.show, url_path="changes"),
            label=say("to_the_changes", language),
            query_params={"lang": language, "changed": "import"},
        )


def _rejected(given: Upload, found: Tried, report: events.Report, language: str) -> None:
    if not report.rejected:
        return
    refused = found.prepared.refused
    st.markdown(f"#### {say('rejected_heading', language)}")
    left, right = st.columns([0.4, 0.6], gap="large")
    with left:
        st.html(upload_report.reasons_html(report.rejected, language))
        st.download_button(
            say("rejected_download", language),
            data=lambda: events.rejected_csv(refused),
            file_name=f"{given.main.shown}-rejected.csv",
            mime="text/csv",
            on_click="ignore",
        )
    with right:
        if len(refused) > REFUSED:
            span = {"n": number(REFUSED, language), "total": number(len(refused), language)}
            st.caption(say("rejected_first", language, **span))
        told = upload_report.refused_table(refused.head(REFUSED), language)
        st.dataframe(told, hide_index=True)


def _quality(language: str, atlas: events.Atlas) -> None:
    """How good the records of each source in the store are; for every reader."""
    st.markdown(f"#### {say('quality_heading', language)}")
    table = data.ask("quality", atlas)
    if table.empty:
        st.info(say("quality_empty", language))
        return
    st.html(quality_html(table, last_imports(data.imports()), language))
    st.caption(say("quality_caption", language))


def _said(sentence: str, language: str, given: Upload | None) -> Said:
    """A sentence of the importer in the reader's language, his files called as he calls them."""
    found = note_words.said(sentence, language)
    return found._replace(text=given.told(found.text)) if given else found


def _fault(key: str, sentence: str, language: str, given: Upload | None = None) -> None:
    told = _said(sentence, language, given)
    st.html(upload_report.fault_html(say(key, language), told, language))

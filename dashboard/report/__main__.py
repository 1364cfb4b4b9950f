"""`python -m dashboard.report --out FILE`: a report (.html, .pdf) or the map (.png) by command.

The filters are those of `python -m events export`; what the map shows stands in the address of the
dashboard under the same names. The bytes are those that the dashboard gives.
"""

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from streamlit.logger import set_log_level

import events
from dashboard import report, state
from dashboard.report.asked import straight
from events import StoreError


def main(given: list[str] | None = None) -> int:
    """Write the file; 0 when done, 2 with one sentence when not."""
    arguments = _parser().parse_args(given)
    set_log_level("error")  # Streamlit misses its server, which is not wanted here

    kind = arguments.out.suffix.lower().removeprefix(".")
    if kind not in report.MIME:
        endings = ", ".join(f".{ending}" for ending in report.MIME)
        return _refused(f"The ending of {arguments.out} is none of {endings}. Nothing was written.")
    filters, fault = events.filters_asked(arguments)
    view, problems = _view(arguments)
    faults = [fault] if fault else []
    faults += [f"--{problem.name} {problem.seen!r}: {problem.why}." for problem in problems]
    if faults:
        return _refused(f"{' '.join(faults)} Nothing was written.")
    try:
        atlas = events.open_store(arguments.store, arguments.as_of)
        made = report.made(kind, replace(view, filters=filters), atlas, straight)
        _write(arguments.out, made)
    except (StoreError, OSError) as stopped:
        return _refused(str(stopped))
    print(f"{arguments.out}: {len(made):,} bytes, store version {atlas.version}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m dashboard.report", description="write a report or a map picture"
    )
    parser.add_argument("--out", type=Path, required=True, help="FILE.html, FILE.pdf or FILE.png")
    parser.add_argument("--store", type=Path, help="folder (else ATLAS_STORE, ./store)")
    parser.add_argument("--as-of", type=int, metavar="VERSION", help="an earlier store version")
    parser.add_argument("--lang", default="en", help="en (default) or uk")
    parser.add_argument("--shade", default="incidents", help="what shades the regions")
    parser.add_argument("--level", default="1", help="1 oblasts (default), 2 raions, 3 hromadas")
    parser.add_argument("--places", default="dots", help="dots (default) or hex")
    parser.add_argument("--by", default="week", help="bars by day, week (default) or month")
    parser.add_argument("--sort", default="newest", help="order of the incidents that are listed")
    events.filter_options(parser)
    return parser


def _view(arguments: argparse.Namespace):
    """What the map and the tables show, read as the dashboard reads its address."""
    names = ("lang", "shade", "level", "places", "by", "sort")
    return state.from_params({name: getattr(arguments, name) for name in names})


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all."""
    half = Path(f"{path}.part")
    try:
        half.write_bytes(content)
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)


def _refused(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())

"""Where a page sends a reader who wants the same from a program."""

from html import escape
from urllib.parse import urlencode

from dashboard.state import View
from dashboard.words.writing import say


def for_programs(view: View) -> str:
    """One sentence of HTML with the addresses of the filters in view.

    The addresses are relative to a page, so that they hold under any base path.
    """
    asked = view.filters.to_params()
    asked |= {} if view.as_of is None else {"as_of": str(view.as_of)}
    counts = {"by": "adm1", **asked, "lang": view.language}
    return say(
        "api_text",
        view.language,
        counts=_link("api/counts", counts, say("api_counts", view.language)),
        csv=_link("api/incidents.csv", asked, "CSV"),
        geojson=_link("api/incidents.geojson", asked, "GeoJSON"),
        document=_link("api/openapi.json", {}, "OpenAPI"),
    )


def _link(path: str, asked: dict[str, str], text: str) -> str:
    address = f"{path}?{urlencode(asked)}" if asked else path
    return f'<a href="{escape(address, quote=True)}">{escape(text)}</a>'

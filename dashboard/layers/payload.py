"""One payload of the map as a feature group, and JSON that may stand inside a script."""

import json
import re

import folium
from branca.element import MacroElement
from folium.template import Template

_TEMPLATE_OPENING = re.compile(r"\{(?=[{%#])")

TILES = {
    "url": "https://tile.openstreetmap.org/{z}/{x}/{y}.png",
    "attribution": '<a href="https://www.openstreetmap.org/copyright" target="_blank" '
    'rel="noopener noreferrer">© OpenStreetMap contributors</a>',
}
"""The one online layer; loaded only when the reader switches it on."""


def feature_group(payload: dict) -> folium.FeatureGroup:
    """The feature group of one payload of map.js."""
    group = folium.FeatureGroup(name="atlas")
    group.add_child(_Payload(payload))
    return group


class _Payload(MacroElement):
    """Hands the payload to map.js and puts the layer that it answers into the feature group."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "{{ this._parent.get_name() }}.addLayer(window.atlas.layer({{ this.payload }}));"
        "{% endmacro %}"
    )

    def __init__(self, payload: dict) -> None:
        super().__init__()
        self._name = "atlas"
        self.payload = script_json(payload)


def script_json(value: object) -> str:
    """JSON that may stand inside a script: it can end neither the script nor a line of it.

    Folium compiles each script as a Jinja template, and streamlit-folium fills in {{ 'name' }}:
    so no brace of a text stands before another sign that would open an expression. Outside
    texts JSON has no such pair.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return _TEMPLATE_OPENING.sub(r"\\u007b", text)

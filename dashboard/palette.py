"""Every colour of the screen, light and dark, once.

Rows, layers and charts speak in light colours alone: they stay pure, and a printed report, which
is always light, takes them as they are. The dark partner comes in where a colour meets the screen:
CSS by the custom properties below, Vega's SVG by rules of CSS on its attributes, the map's canvas
by map_theme.js. So a change of theme asks the server for nothing, and the map cannot disagree with
the page: both follow `color-scheme`, which Streamlit sets on the whole app.
"""

import json

ROLES = {
    "text": ("#17222c", "#e6ebf0"),
    "soft": ("#36414b", "#c9d2da"),
    "muted": ("#4a5560", "#a9b5c0"),
    "hint": ("#5b6670", "#98a4af"),
    "ground": ("#ffffff", "#14191f"),
    "side": ("#f3f5f7", "#1b2229"),
    "line": ("#d5dce2", "#36414c"),
    "hair": ("#e3e8ec", "#2a333c"),
    "faint": ("#c9d1d8", "#46525d"),
    "edge": ("#8b98a5", "#72808d"),
    "rule": ("#9aa7b2", "#5f6c78"),
    "accent": ("#1f5f8b", "#7db3dc"),
    "other": ("#b4690e", "#eba04a"),
    "hover": ("#eef2f5", "#232c35"),
    "chosen": ("#d8e5ef", "#2a4359"),
    "chip": ("#e4edf4", "#22313e"),
    "chip-hover": ("#c5d9e8", "#26445c"),
    "warn": ("#fdf3dc", "#33290f"),
    "warn-line": ("#d9b25a", "#8f7430"),
    "warn-text": ("#4d3a08", "#f3dfae"),
    "fault": ("#fbeceb", "#38201d"),
    "fault-line": ("#d9a09a", "#8f4f48"),
    "fault-text": ("#5c211b", "#f3c5bf"),
    "gone": ("#6b2f2f", "#e6abab"),
    "sea": ("#e3eaee", "#0b0f13"),
    "half": ("#9ba0a5", "#70767c"),
}
"""What CSS calls a colour -> (light, dark)."""

ON_ACCENT = ("#ffffff", "#0f1820")
"""Text of a filled button. White is the ground elsewhere, so it stands apart."""

RAMPS = {
    # Regions. More is farther from the ground: darker on light, brighter on dark.
    "#e4edf4": "#22313e",
    "#c5d9e8": "#26445c",
    "#9fc0d8": "#2c587a",
    "#74a3c4": "#346d98",
    "#4b84ab": "#4083b4",
    # Land without an incident, land outside the filters, not known, and none for sure.
    "#fbfbf9": "#1d242b",
    "#e9edee": "#12171c",
    "#d8d2c4": "#45413a",
    "#f5eeb8": "#504a1a",
    # Change: from fewer by way of the same to more; the strongest blue is that of the regions.
    "#a9c7de": "#2b5373",
    "#efe9dd": "#33312c",
    "#f1cf9f": "#65481f",
    "#d98f3e": "#a86b25",
    "#a85f17": "#efa04c",
    # Hexagons.
    "#e6d9ec": "#553a61",
    "#cbb0d6": "#6f4c7e",
    "#a77db6": "#8d63a2",
    "#7d4a91": "#b285c8",
    "#4f2064": "#e0bbf0",
}
"""Fills of areas, light -> dark."""

MARKS = {
    # Dots, signs, milestones, seasons.
    "#b5650a": "#f2a950",
    "#7a3b80": "#d9abe5",
    "#0b6e63": "#58d3c2",
    "#4a4f57": "#ccd3da",
    "#0b4f8a": "#6fb1ea",
    "#00695c": "#45c4b2",
    "#a85400": "#eb9a3c",
    "#2b2f36": "#dfe4ea",
    "#4f6d00": "#a3c44a",
    "#a3246b": "#f08cc0",
    "#5d6873": "#a9b4bf",
    "#5b2d6e": "#cf9fe0",
    "#c9a227": "#d9b63f",
    "#6b7780": "#93a1ad",
    "#9b3b3b": "#e58a84",
    "#4f7f2f": "#8fc266",
    # Facilities.
    "#6b3fa0": "#b796e8",
    "#7a3b12": "#d99a6b",
    "#c05a1c": "#f08f55",
    "#1f6f9f": "#6db9e8",
    "#b58a00": "#e3bd45",
    "#8b6f6f": "#c2a6a6",
    # Bars: of the timeline, of tolls (lower sum, span to the upper).
    "#6494b8": "#5588ac",
    "#6b7681": "#b4bfc9",
    "#b9c1c9": "#5f6c78",
}
"""Marks of the map and of charts, light -> dark."""

CHARTS = (
    *("#1f5f8b", "#c9d1d8", "#d8d2c4", "#6494b8", "#6b7681", "#b9c1c9", "#f1cf9f", "#a85f17"),
    *("#b4690e", "#0b4f8a", "#00695c", "#a85400", "#7a3b80", "#2b2f36", "#4f6d00", "#a3246b"),
    *("#5d6873", "#b5650a", "#0b6e63", "#c9a227", "#6b7780", "#9b3b3b", "#74a3c4", "#4f7f2f"),
    *("#17222c", "#36414b", "#4a5560", "#e6eaee"),
)
"""What the charts draw with, of the light colours."""

_CHARTS_ONLY = {"#e6eaee": "#29323b", "#74a3c4": "#8fb9d6"}
"""Charts: lines of the grid, and one blue that on the map is a step of the ramp."""

DARK = dict(ROLES.values()) | MARKS | RAMPS
"""Light colour -> its dark partner."""

KNOWN = DARK.keys() | _CHARTS_ONLY.keys()
"""Every light colour of the screen."""

TOLL_LOWER = "#6b7681"
"""The bar of the lower sum of a toll."""


def both(light: str) -> str:
    """CSS of a colour that follows the theme, for the style of a single element."""
    return f"light-dark({light},{DARK[light]})"


def page_css() -> str:
    """The custom properties, the colours of Vega's SVG, and light on paper."""
    roles = "".join(
        f"--{name}:light-dark({light},{dark});" for name, (light, dark) in ROLES.items()
    )
    roles += f"--on-accent:light-dark({ON_ACCENT[0]},{ON_ACCENT[1]});"
    rules = []
    for light in CHARTS:
        pair = f"light-dark({light},{_CHARTS_ONLY.get(light) or DARK[light]})"
        rules += [f"[{what}='{light}']{{{what}:{pair}}}" for what in ("fill", "stroke")]
    charts = "".join(f"svg.marks {rule}\n" for rule in rules)
    return f":root {{{roles}}}\n{charts}{_PRINT}"


# Streamlit's own colours stand in classes of the theme, so they are overruled by name.
_PRINT = """@media print {
  .stApp, .stApp * {color-scheme: light !important;}
  .stApp {color: #17222c !important; background: #fff !important;}
  .stApp *:not(svg *, i) {color: inherit !important; background-color: transparent !important;}
  svg.marks text {fill: #17222c !important;}
}
"""


def map_script() -> str:
    """The palette as a script of the map's frame, read by map_theme.js."""
    said = json.dumps({"roles": ROLES, "dark": DARK}, separators=(",", ":"))
    return f"window.atlas.palette = {said};\n"

"""The map alone, with switches for what changes over it; run by test_map_in_browser.py
from a folder of its own with a copy of dashboard/static beside it."""

from types import SimpleNamespace

import pandas as pd
import streamlit as st

from dashboard import layers
from dashboard.map import basemap
from dashboard.style import CSS

HOSTILE = '</script><img src=x onerror="window.top.hit=1">'

st.set_page_config(layout="wide")
st.html(CSS)
language = st.radio("language", ["en", "uk"], horizontal=True)
many = st.toggle("many")
tiles = st.toggle("tiles")
binned = st.toggle("binned")
away = st.toggle("away")
narrowed = st.toggle("narrowed")
regions = pd.DataFrame(
    {
        "code": ["UA63", "UA23", "UA80", None],
        "incidents": [19, 14, 3, 35] if many else [5, 2, 1, 35],
        "killed_min": [40, 12, 1, 5],
        "killed_max": [44, 13, 1, 9],
        "injured_min": [90, 30, 0, None],
        "injured_max": [99, 31, 0, None],
        "coarse": [2, 0, 0, 0],
    }
)
dots = pd.DataFrame(
    {
        "latitude": [49.99350, 47.83880, 50.45010, 50.51800],
        "longitude": [36.23040, 35.13960, 30.52340, 30.80600],
        "incidents": [7, 1, 2, 1] if many else [3, 1, 1, 1],
        "group": ["energy", "recreation", "residential", "residential"],
        "precision": ["settlement", "near", "site", "settlement"],
        "place": [HOSTILE, "Zaporizhzhia", "Kyiv", "Brovary"],
        "place_uk": [HOSTILE, "Запоріжжя", None, "Бровари"],
    }
)
layer = layers.atlas_layer(
    regions,
    SimpleNamespace(frame=dots, binned=binned, cell_degrees=0.5, locations_total=len(dots)),
    shade="incidents",
    selected=st.session_state.get("at", ""),
    tiles=tiles,
    language=language,
    within=("UA63",) if narrowed else (),
)


def clicked(at: str) -> None:
    st.session_state["at"] = at
    st.session_state["clicks"] = st.session_state.get("clicks", 0) + 1


if not away:
    basemap.show(layer, key="map", on_click=clicked)
st.text(f"at={st.session_state.get('at', '')} clicks={st.session_state.get('clicks', 0)}")

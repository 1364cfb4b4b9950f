"""The map picture: its size, what is grey and what is shaded, whose the data are."""

import io
from concurrent.futures import ThreadPoolExecutor

import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from PIL import Image

import geodata
from dashboard.layers import OUTSIDE
from dashboard.report import asked, content, drawing, ground, marks, picture
from tests.dashboard.report.conftest import view_of


@pytest.fixture(scope="module")
def shown(atlas):
    return lambda **params: content.map_picture(view_of(**params), atlas, asked.straight)


def test_twice_the_size_of_a_page_and_the_same_bytes_from_any_thread(make):
    one = make("png")
    seen = Image.open(io.BytesIO(one))
    assert seen.size == (2400, 1500)
    assert [round(each) for each in seen.info["dpi"]] == [200, 200]
    with ThreadPoolExecutor(4) as threads:
        assert set(threads.map(lambda _: make("png"), range(4))) == {one}


def test_it_names_shapes_sources_and_version(shown):
    found = shown()
    told = " ".join(found.credits)
    assert geodata.edition(1).attribution in told
    assert "UCDP GED (CC-BY-4.0)" in told
    assert "Store version 0" in told
    assert found.title.startswith("All incidents")


def painted(found) -> dict[str, str]:
    axes = Figure().add_axes((0, 0, 1, 1))
    seen = ground.seen(1, ground.window(()))
    marks.paint(axes, seen, found.payload)
    colours = [to_hex(colour) for colour in axes.collections[0].get_facecolors()]
    return dict(zip(seen.codes, colours, strict=True))


def test_only_the_regions_of_the_filters_are_shaded(shown):
    everywhere, narrowed = painted(shown()), painted(shown(region="UA63"))
    assert OUTSIDE not in everywhere.values()
    assert narrowed["UA63"] not in (OUTSIDE, narrowed["UA23"])
    assert {code for code, colour in narrowed.items() if colour != OUTSIDE} == {"UA63"}


def test_what_is_seen_is_cut_to_the_regions(shown):
    country, oblast = shown().window, shown(region="UA63").window
    assert country.width > 1300
    assert 250 < oblast.width < 500
    x, y = ground.kilometres(36.23, 49.99)
    assert oblast.left < x[0] < oblast.right
    assert oblast.bottom < y[0] < oblast.top


def test_an_area_is_cut_to_what_lies_in_it(shown):
    window = shown(area="circle:49.99,36.23,20").window
    assert window.width < 60


def test_raions_without_shapes_stand_as_circles_at_their_seats(shown):
    found = shown(level="2")
    assert found.payload["bubbles"]
    assert found.levels == (1,)


def test_a_unit_that_the_filters_ask_for_needs_no_shape(shown):
    assert shown(region="UA6312027", level="3").window == shown(region="UA63", level="3").window


def test_hexagons_are_drawn_too(make):
    assert make("png", places="hex") != make("png")


def test_a_dollar_in_the_title_is_no_formula(atlas):
    view = view_of(words="a$x^{2$ b")
    found = content.map_picture(view, atlas, asked.straight)
    assert "a$x^{2$ b" in found.title
    page = picture.draw(found)
    texts = [text for axes in page.axes for text in axes.texts]
    assert texts
    assert not any(text.get_parse_math() for text in texts)
    assert drawing.drawn(lambda: picture.draw(found), kind="png")


def test_lines_are_no_wider_than_asked_and_lose_nothing():
    text = "Incidents since 1 January 2024 in Zaporizhzhia Oblast " + "x" * 90
    lines = drawing.lines_of(text, 150, 9)
    assert len(lines) > 3
    assert all(drawing.width_of(line, 9) <= 150 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(("wide", "length"), [(1300, 200), (310, 50), (26, 5), (4, 1)])
def test_a_scale_bar_is_round_and_at_most_a_fifth(wide, length):
    assert ground.bar_length(ground.Window(0, 0, wide, wide)) == length


def test_kilometres_are_kilometres():
    """Kyiv to Odesa and Lviv to Luhansk, beside great circles."""
    from math import asin, cos, hypot, radians, sin

    for one, two in (((50.45, 30.52), (46.48, 30.72)), ((49.84, 24.03), (48.57, 39.31))):
        x, y = ground.kilometres([one[1], two[1]], [one[0], two[0]])
        a, b, c, d = map(radians, (*one, *two))
        half = sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2
        assert hypot(x[1] - x[0], y[1] - y[0]) == pytest.approx(
            2 * 6371 * asin(half**0.5), rel=0.01
        )


def test_what_is_seen_of_a_level_is_what_lies_in_the_window():
    window = ground.window(("UA63",))
    codes = ground.seen(1, window).codes
    assert "UA63" in codes
    assert "UA46" not in codes
    south, west, north, east = window.degrees()
    assert south < 49.99 < north
    assert west < 36.23 < east

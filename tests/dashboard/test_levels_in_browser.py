"""Raions and hromadas on the map: switched to, drilled into, and back, in a real Chromium."""

import pytest

from dashboard import assets
from events.intake.intake import BUNDLED, import_file
from events.storage.store import Store
from tests.dashboard.conftest import ROOT, serving
from tests.dashboard.test_map_in_browser import click

pytestmark = pytest.mark.browser

LAYERS = "() => atlas.regions.getLayers().length"
CODES = "() => Object.keys(atlas.payload.regions)"


@pytest.fixture(scope="module")
def dashboard(installed_levels, tmp_path_factory):
    """The bundled incidents placed by raion and hromada shapes of ../shared/data."""
    folder = tmp_path_factory.mktemp("levels")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_DATA", str(installed_levels))
        store = Store(folder / "store")
        import_file(BUNDLED, store)
        assets.prepare()
        places = {"ATLAS_STORE": str(store.path), "ATLAS_DATA": str(installed_levels)}
        with serving(ROOT / "dashboard" / "app.py", **places) as address:
            yield address


@pytest.mark.parametrize(("level", "units", "digits"), [(2, 137, 6), (3, 1466, 9)])
def test_an_address_opens_a_level(dashboard, visit, level, units, digits):
    seen = visit(f"{dashboard}/?level={level}")
    frame = seen.map()
    seen.settle()
    assert frame.evaluate(LAYERS) == units
    codes = frame.evaluate(CODES)
    assert len(codes) > 50
    assert {len(code) for code in codes} == {digits}
    assert "OpenStreetMap" in frame.inner_text(".leaflet-control-attribution")
    assert frame.evaluate("() => atlas.ground.getLayers().length") == 27
    assert seen.faults == []


def test_the_switch_keeps_frame_and_view_and_sends_little(dashboard, visit):
    seen = visit(dashboard)
    frame = seen.map()
    seen.settle()
    frame.evaluate("() => { window.mark = 1; atlas.map.setView([49.9, 36.2], 8); }")
    seen.settle()
    before = seen.on_the_line
    seen.page.get_by_role("radio", name="hromadas").click()
    frame.wait_for_function("() => atlas.level === 3 && atlas.regions.getLayers().length > 1000")
    seen.settle()
    assert seen.on_the_line - before < 100_000
    assert frame.evaluate("() => window.mark") == 1
    assert frame.evaluate("() => atlas.map.getZoom()") == 8
    assert "Incidents per hromada" in frame.inner_text(".atlas-legend")
    seen.page.get_by_role("radio", name="oblasts").click()
    frame.wait_for_function("() => atlas.level === 1 && atlas.regions.getLayers().length === 27")


def test_a_region_is_drilled_into_and_left_again(dashboard, visit):
    seen = visit(dashboard)
    frame = seen.map()
    seen.settle()
    click(seen, frame, [47.2, 35.9])
    seen.page.get_by_role("button", name="Show its raions").click()
    frame.wait_for_function("() => atlas.level === 2")
    seen.settle()
    assert "region=UA23" in seen.page.url
    assert all(code.startswith("UA23") for code in frame.evaluate(CODES))
    seen.page.get_by_role("button", name="Back to All of Ukraine").click()
    frame.wait_for_function("() => atlas.level === 1")
    seen.settle()
    assert "region=" not in seen.page.url


def test_the_regions_page_counts_raions_too(dashboard, visit):
    seen = visit(f"{dashboard}/regions?level=2&lang=uk")
    seen.page.locator("[data-testid='stDataFrame']").wait_for()
    seen.settle()
    assert seen.page.locator("[data-testid='stException']").count() == 0
    assert seen.page.get_by_role("radio", name="райони").get_attribute("aria-checked") == "true"

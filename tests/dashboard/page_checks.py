"""What is looked for on a page in the browser: axe's faults, its words, what is cut or overlaps.

Each function answers a list for the page and for every frame in it; an empty one means fine.
"""

from pathlib import Path

import axe_playwright_python

from tests.dashboard.conftest import Visit

_AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")

OF_OTHERS = {
    ("svg-img-alt", ".span_brush"): (
        "Vega-Lite's own rectangle of the brush on the weekly chart: it has neither size nor name "
        "until a span is dragged, and no setting of Vega-Lite reaches it. The chart has a name, "
        "and the period has its own fields for the keyboard."
    ),
    ("svg-img-alt", ".span_brush_bg"): "The transparent ground that catches the drag; as above.",
}
"""(rule, selector) -> why a fault that is not ours stands. Whole selectors, so that nothing of
ours hides behind one."""

_FAULTS = """async () => {
  const {violations} = await axe.run(document, {resultTypes: ["violations"], iframes: false});
  return violations.filter((fault) => ["serious", "critical"].includes(fault.impact))
    .flatMap((fault) => fault.nodes.map((node) =>
      [fault.id, node.target.join(" "), node.html.slice(0, 200)]));
}"""

_WORDS = """() => {
  const seen = [];
  const shown = (e) => e.checkVisibility({checkVisibilityCSS: true});
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const parent = node.parentElement;
    if (parent.closest("style, script, noscript, title")) continue;
    if (shown(parent)) seen.push(node.textContent);
  }
  for (const element of document.body.querySelectorAll("*")) {
    if (!shown(element)) continue;
    for (const name of ["aria-label", "title", "placeholder", "alt", "aria-roledescription"]) {
      if (element.getAttribute(name)) seen.push(element.getAttribute(name));
    }
  }
  return seen.map((text) => text.trim()).filter(Boolean);
}"""

_WRONG_LAYOUT = """() => {
  const wrong = [], wide = document.documentElement.clientWidth;
  const said = (e) => (e.getAttribute("aria-label") || e.title || e.innerText || e.className || "")
    .toString().trim().slice(0, 40) || e.tagName;
  const shown = (e) => e.checkVisibility({checkVisibilityCSS: true, checkOpacity: true});
  const held = (e) => { // within what scrolls sideways by itself, is laid on top, or is put aside
    for (; e && e !== document.body; e = e.parentElement) {
      const style = getComputedStyle(e);
      if (/auto|scroll/.test(style.overflowX) && e.scrollWidth > e.clientWidth + 1
          && !e.matches("[data-testid=stMain], :has([data-testid=stMain])")) return true;
      if (e.matches("[data-testid=stSidebar], canvas, table[role=grid], [popover]")) return true;
    }
    return false;
  };
  const seenOf = (e) => { // less what an own scroll bar hides
    let {left, right, top, bottom} = e.getBoundingClientRect();
    for (let by = e.parentElement; by && by !== document.body;
        by = by.parentElement) {
      if (by.matches("[data-testid=stMain]")) break;
      if (!/auto|scroll|hidden/.test(getComputedStyle(by).overflowY)) continue;
      const box = by.getBoundingClientRect();
      top = Math.max(top, box.top);
      bottom = Math.min(bottom, box.bottom);
    }
    return {left, right, top, bottom, width: right - left, height: bottom - top};
  };
  for (const e of [document.documentElement, ...document.querySelectorAll("[data-testid=stMain]")])
    if (e.scrollWidth > e.clientWidth) wrong.push(`scrolls sideways: ${said(e).slice(0, 10)}`);
  const parts = [...document.querySelectorAll(
    `button, a[href], summary, iframe, h4, p, dt, dd, li, label, .leaflet-control, .atlas-sheet,
     [data-testid=stDataFrame], [data-testid=stVegaLiteChart], [data-testid=stAlert]`)]
    .filter((e) => shown(e) && !held(e))
    .map((e) => [e, seenOf(e)])
    .filter(([, box]) => box.width > 1 && box.height > 1);
  for (const [e, box] of parts) {
    if (box.left < -1 || box.right > wide + 1) wrong.push(`beyond the edge: ${said(e)}`);
    const style = getComputedStyle(e);
    const cut = style.overflowX !== "visible" || e.matches("button, a, summary");
    if (cut && style.display !== "inline" && e.scrollWidth > e.clientWidth + 1
        && !e.matches("iframe, [data-testid=stVegaLiteChart]")) wrong.push(`cut: ${said(e)}`);
  }
  parts.forEach(([a, x], i) => parts.slice(i + 1).forEach(([b, y]) => {
    if (a.contains(b) || b.contains(a)) return;
    if (a.closest("[data-testid=stVegaLiteChart]") || b.closest("[data-testid=stVegaLiteChart]"))
      if (a.closest("[data-testid=stVegaLiteChart]") === b.closest("[data-testid=stVegaLiteChart]"))
        return;
    const across = Math.min(x.right, y.right) - Math.max(x.left, y.left);
    const down = Math.min(x.bottom, y.bottom) - Math.max(x.top, y.top);
    if (across > 1.5 && down > 1.5) wrong.push(`overlap: ${said(a)} / ${said(b)}`);
  }));
  return wrong;
}"""


def faults(seen: Visit) -> list[str]:
    """Serious and critical faults that axe-core finds, those in OF_OTHERS left out."""
    found = []
    for frame in _frames(seen):
        frame.evaluate(_AXE)
        for rule, selector, html in frame.evaluate(_FAULTS):
            if (rule, selector) not in OF_OTHERS:
                found.append(f"{rule}: {selector}: {html}")
    return found


def words(seen: Visit) -> list[str]:
    """Every text that is shown or that a screen reader speaks."""
    return [text for frame in _frames(seen) for text in frame.evaluate(_WORDS)]


def wrong_layout(seen: Visit) -> list[str]:
    """What is cut, overlaps, or reaches beyond the window's edge."""
    return [wrong for frame in _frames(seen) for wrong in frame.evaluate(_WRONG_LAYOUT)]


def _frames(seen: Visit) -> list:
    return [frame for frame in seen.page.frames if frame.url.startswith("http")]

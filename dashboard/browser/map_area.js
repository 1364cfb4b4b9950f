// The area of interest: its outline on the map, and a polygon drawn by hand. Loaded after map.js,
// which calls atlas.area. A finished polygon goes to Python as a click does, as the text of an
// area (events/filters/area.py).
(function () {
  "use strict";

  const atlas = window.atlas;
  const { text } = atlas;
  const LINE = { color: "#17222c", weight: 1.6, dashArray: "5 4", fill: false, interactive: false };
  const CLOSE = 12; // pixels to the first corner within which a click closes the polygon
  const MOST = 200; // corners, as in events/filters/area.py
  let control = null, button = null, outline = null, corners = null, sheet = null, sketch = null;

  atlas.area = function (payload) {
    if (outline) outline.remove();
    outline = payload.area ? asOutline(payload.area).addTo(atlas.map) : null;
    if (payload.drawable && !control) addButton();
    if (!payload.drawable && control) {
      stop();
      control.remove();
      control = null;
    }
    if (control) nameButton();
  };

  function asOutline({ circle, rings }) {
    if (circle) return L.circle(circle.slice(0, 2), { ...LINE, radius: circle[2] * 1000 });
    return L.polygon(rings, { ...LINE, smoothFactor: 0 });
  }

  // -- drawing ------------------------------------------------------------------------------

  function addButton() {
    control = L.control({ position: "topleft" });
    control.onAdd = () => {
      const bar = L.DomUtil.create("div", "leaflet-bar");
      button = bar.appendChild(text("a", "\u2b20"));
      button.href = "#";
      button.setAttribute("role", "button");
      L.DomEvent.disableClickPropagation(bar);
      L.DomEvent.on(button, "click", (event) => {
        L.DomEvent.preventDefault(event);
        if (corners) stop();
        else start();
      });
      return bar;
    };
    control.addTo(atlas.map);
  }

  function nameButton() {
    const title = word("draw");
    button.title = title;
    button.setAttribute("aria-label", title);
    button.setAttribute("aria-pressed", String(Boolean(corners)));
  }

  // A sheet over the map takes the clicks, so that none of them chooses a region or a dot.
  function start() {
    corners = [];
    sketch = L.polyline([], { ...LINE, dashArray: null }).addTo(atlas.map);
    sheet = document.createElement("div");
    sheet.className = "atlas-sheet";
    const hint = sheet.appendChild(text("p", word("drawHint")));
    hint.setAttribute("role", "status");
    sheet.addEventListener("click", clicked);
    sheet.addEventListener("mousemove", (event) => trace(at(event)));
    L.DomEvent.disableClickPropagation(sheet);
    atlas.map.getContainer().appendChild(sheet);
    document.addEventListener("keydown", typed);
    nameButton();
  }

  function stop() {
    if (!corners) return;
    document.removeEventListener("keydown", typed);
    sheet.remove();
    sketch.remove();
    corners = sheet = sketch = null;
    if (control) nameButton();
  }

  function typed(event) {
    if (event.key === "Escape") stop();
    if (event.key === "Enter" && corners.length >= 3) finish();
  }

  function clicked(event) {
    const here = atlas.map.mouseEventToContainerPoint(event);
    const first = corners.length && atlas.map.latLngToContainerPoint(corners[0]);
    if (corners.length >= 3 && (first.distanceTo(here) <= CLOSE || corners.length === MOST)) {
      finish();
      return;
    }
    corners.push(at(event));
    trace(at(event));
  }

  function at(event) {
    return atlas.map.mouseEventToLatLng(event);
  }

  function trace(end) {
    if (sketch) sketch.setLatLngs([...corners, end]);
  }

  function finish() {
    const said = corners.map(({ lat, lng }) => lat.toFixed(4) + "," + lng.toFixed(4)).join(";");
    stop();
    atlas.tell({ kind: "area", at: "polygon:" + said });
  }

  function word(name) {
    return atlas.words[name][atlas.payload.language === "uk" ? 1 : 0];
  }
})();

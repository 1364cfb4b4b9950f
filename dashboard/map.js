// The atlas's own map layer, run inside the frame that streamlit-folium makes.
//
// atlas.start(map, options)  once, after the base map exists: view, region shapes, and all that
//                            stands around them (map_furniture.js).
// atlas.layer(payload)       at every change: paints the regions and answers a Leaflet layer
//                            of dots and cells, which streamlit-folium adds and later removes.
//                            The signs of changes come from map_changes.js.
// Every text from data goes through textContent; nothing here builds HTML from it.
(function () {
  "use strict";

  const atlas = (window.atlas = {
    map: null, regions: null, labels: null, payload: null, paints: 0, text, level: null,
    UKRAINE: [[44.3, 22.1], [52.4, 40.3]],
  });
  const LAND = { color: "#8b98a5", weight: 0.7, fillColor: "#fbfbf9", fillOpacity: 0.95 };
  const SELECTED = "#17222c";

  atlas.start = function (map, options) {
    atlas.map = map;
    map.attributionControl.setPrefix(false);
    atlas.sets = options.sets;
    atlas.words = options.words;
    atlas.names = options.names;
    showFirst(map);
    atlas.furniture.start(map);
    new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(map.getContainer());
  };

  atlas.layer = function (payload) {
    atlas.payload = payload;
    showLevel(payload.level);
    paintRegions();
    atlas.furniture.paint(payload);
    const group = L.featureGroup();
    const marks = payload.cells.map((cell) => asCell(cell, payload));
    if (payload.bubbles) marks.push(...bubbles(payload));
    marks.push(...payload.dots.map((dot) => asDot(dot, payload)));
    if (payload.changes) marks.push(...atlas.changes(payload));
    marks.forEach((mark) => group.addLayer(Object.assign(mark, { atlasMarks: marks })));
    const chosen = marks.find((mark) => mark.atlasChosen);
    if (chosen) group.on("add", () => chosen.bringToFront());
    atlas.group = group;
    group.atlasBubbled = Boolean(payload.bubbles && atlas.sets[payload.level].points);
    group.bindTooltip(tooltipOf, { sticky: true, className: "atlas-tip" });
    atlas.paints += 1;
    return group;
  };

  // The view before a page turn: another page of the dashboard takes this frame away and brings
  // a new one back. A reload or another address begins with the whole country.
  function showFirst(map) {
    const kept = window.parent.atlasView;
    if (kept) map.setView(kept.centre, kept.zoom);
    else map.fitBounds(atlas.UKRAINE);
    map.on("moveend", () => {
      window.parent.atlasView = { centre: map.getCenter(), zoom: map.getZoom() };
    });
  }

  function fetchShapes(url, tries) {
    const asked = fetch(url).then((answer) => {
      if (!answer.ok) throw new Error("the region shapes answered " + answer.status);
      return answer.json();
    });
    if (tries === 1) return asked;
    const pause = () => new Promise((resolve) => setTimeout(resolve, 1000));
    return asked.catch(() => pause().then(() => fetchShapes(url, tries - 1)));
  }

  // -- regions ------------------------------------------------------------------------------

  // The shapes of each level are fetched once, when the reader first asks for them.
  function showLevel(level) {
    if (atlas.level === level) return;
    const set = atlas.sets[level];
    atlas.level = level;
    if (set.seats) {
      showSeats(set, level);
      return;
    }
    set.layer = set.layer || fetchShapes(set.url, 3).then(asRegions);
    set.layer
      .then((regions) => {
        if (atlas.level === level) changeRegions(regions);
      })
      .catch((fault) => failed(set, fault));
  }

  function failed(set, fault) {
    console.error("atlas: " + fault.message);
    set.layer = null;
    atlas.furniture.regionsFailed();
  }

  // -- units without shapes -----------------------------------------------------------------

  // A level whose borders are not installed: the oblasts stay as ground, and each unit that has
  // incidents gets a circle at its seat. The seats are fetched once.
  function showSeats(set, level) {
    set.layer = set.layer || Promise.all([fetchShapes(set.seats, 3), fetchShapes(atlas.sets[1].url, 3)])
      .then(([seats, oblasts]) => {
        set.points = seats;
        return L.geoJSON(oblasts, { style: LAND, interactive: false });
      });
    set.layer
      .then((ground) => {
        if (atlas.level !== level) return;
        changeRegions(ground);
        if (!atlas.group || atlas.payload.level !== level) return;
        if (!atlas.group.atlasBubbled) bubbles(atlas.payload).forEach((b) => atlas.group.addLayer(b));
        atlas.group.atlasBubbled = true;
      })
      .catch((fault) => failed(set, fault));
  }

  const Bubble = L.CircleMarker.extend({
    _containsPoint(point) {
      return point.distanceTo(this._point) <= Math.max(this._radius, REACH);
    },
  });

  // The count of a bubble, where that has room for it; above all bubbles, so that none hides it.
  const Count = L.CircleMarker.extend({
    _updatePath() {
      const brush = this._renderer._ctx;
      const size = Math.min(12, Math.max(8, this._radius * 1.1));
      if (!this._renderer._drawing || this._empty()) return;
      brush.font = "600 " + size + "px system-ui, sans-serif";
      if (brush.measureText(this.options.count).width > 2 * this._radius - 2) return;
      Object.assign(brush, { textAlign: "center", textBaseline: "middle", lineWidth: 2.5,
        strokeStyle: "rgba(255, 255, 255, 0.75)", fillStyle: SELECTED, globalAlpha: 1 });
      brush.strokeText(this.options.count, this._point.x, this._point.y);
      brush.fillText(this.options.count, this._point.x, this._point.y);
    },
  });

  // Small ones come last and so lie on top of large ones; the largest count lies on top of all.
  function bubbles(payload) {
    const spot = payload.language === "uk" ? 4 : 3;
    const seats = (atlas.sets[payload.level].points || []).filter(([code]) => payload.regions[code]);
    seats.sort((a, b) => payload.regions[b[0]][2] - payload.regions[a[0]][2]);
    const circles = seats.map((seat) => asBubble(seat, seat[spot], payload));
    const counts = circles.map((circle) => new Count(circle.getLatLng(), {
      radius: circle.options.radius, count: circle.options.count, interactive: false,
    }));
    return [...circles, ...counts.reverse()];
  }

  function asBubble([code, latitude, longitude], name, payload) {
    const [colour, said, count] = payload.regions[code];
    const { largest, radius } = payload.bubbles;
    const chosen = payload.selected === code;
    const bubble = new Bubble([latitude, longitude], {
      radius: Math.max(3, radius * Math.sqrt(count / largest)),
      color: chosen ? SELECTED : "#36414b",
      weight: chosen ? 2.4 : 0.8,
      fillColor: colour || payload.fills.none,
      fillOpacity: 0.85,
      count: String(count),
    });
    bubble.atlasChosen = chosen;
    bubble.atlasText = [name, payload.texts[said]];
    choosable(bubble, { kind: "region", at: code });
    return bubble;
  }

  function asRegions(shapes) {
    const regions = L.geoJSON(shapes, { style: LAND, onEachFeature: listenToRegion });
    return regions.bindTooltip(tooltipOf, { sticky: true, className: "atlas-tip" });
  }

  function changeRegions(regions) {
    if (atlas.regions) atlas.regions.remove();
    atlas.regions = regions.addTo(atlas.map);
    if (atlas.level > 1 && !atlas.sets[atlas.level].seats) showGround();
    else if (atlas.ground && atlas.ground.remove) atlas.ground.remove();
    const credit = atlas.map.attributionControl;
    if (atlas.credit) credit.removeAttribution(atlas.credit);
    atlas.credit = text("span", atlas.sets[atlas.level].attribution).innerHTML;
    credit.addAttribution(atlas.credit);
    paintRegions();
    atlas.furniture.regionsCame();
  }

  // The oblasts under finer regions, so that land whose raions or hromadas have no borders here
  // (Crimea has no hromadas in OpenStreetMap) is seen as land and not as sea.
  function showGround() {
    const style = { ...LAND, fillColor: atlas.payload.fills.outside, interactive: false };
    atlas.ground = atlas.ground || fetchShapes(atlas.sets[1].url, 3)
      .then((shapes) => L.geoJSON(shapes, { style, interactive: false }));
    Promise.resolve(atlas.ground).then((ground) => {
      atlas.ground = ground;
      if (atlas.level > 1) ground.addTo(atlas.map).bringToBack();
    }).catch((fault) => console.error("atlas: " + fault.message));
  }

  function listenToRegion(feature, layer) {
    const code = feature.properties.code;
    choosable(layer, { kind: "region", at: code });
    layer.on("mouseover", () => layer.setStyle({ weight: 2, color: "#36414b" }));
    layer.on("mouseout", () => layer.setStyle({ weight: LAND.weight, color: LAND.color }));
  }

  function paintRegions() {
    if (!atlas.regions || !atlas.payload) return;
    if (atlas.outline) atlas.outline.remove();
    atlas.regions.eachLayer((layer) => styleRegion(layer, layer.feature.properties.code));
    atlas.regions.bringToBack(); // under the outline, which itself is under the dots
    if (atlas.ground && atlas.ground.bringToBack) atlas.ground.bringToBack();
  }

  function styleRegion(layer, code) {
    const { regions, inside, fills, none, outside } = atlas.payload;
    const painted = atlas.payload.bubbles ? null : regions[code];
    const near = (other) => code.startsWith(other) || other.startsWith(code);
    const asked = inside === null || inside.some(near);
    layer.setStyle({
      fillColor: (painted && painted[0]) || (asked ? fills.none : fills.outside),
      fillOpacity: atlas.payload.tiles ? 0.45 : 0.95,
      color: LAND.color,
      weight: LAND.weight,
    });
    if (atlas.payload.selected === code) {
      // An outline of its own, because neighbours drawn later would cover the region's border.
      const line = { fill: false, interactive: false, color: SELECTED, weight: 2.4 };
      atlas.outline = L.polygon(layer.getLatLngs(), line).addTo(atlas.map).bringToBack();
    }
    const said = painted ? atlas.payload.texts[painted[1]] : asked ? none : outside;
    layer.atlasText = [regionName(layer.feature), said];
  }

  function regionName(feature) {
    return feature.properties["name_" + atlas.payload.language];
  }

  // -- dots and cells -----------------------------------------------------------------------

  // How far from a mark's middle a finger or a pointer may come down, in pixels: small ones are
  // hard to hit. Leaflet asks each shape on its canvas and takes the topmost that says yes; beside
  // itself only the nearest mark does.
  const REACH = window.matchMedia("(pointer: coarse)").matches ? 14 : 7;
  const Mark = L.CircleMarker.extend({
    _containsPoint(point) {
      const away = point.distanceTo(this._point);
      if (away <= this._radius + this.options.weight / 2) return true;
      const nearer = (other) => other._point && other._point.distanceTo(point) < away;
      return away <= REACH && !this.atlasMarks.some(nearer);
    },
  });

  Object.assign(atlas, { Mark, choosable });

  const PRECISION = { site: 0, settlement: 1, near: 2 };

  function asDot([latitude, longitude, count, group, precision, name], payload) {
    const colour = payload.colours[group];
    const ring = precision === PRECISION.near;
    const at = latitude.toFixed(5) + "," + longitude.toFixed(5);
    const selected = payload.selected === at;
    const dot = new Mark([latitude, longitude], {
      radius: Math.min(4 + 2.2 * Math.log2(count), 16) + (selected ? 2 : 0),
      color: selected ? SELECTED : ring ? colour : "#ffffff",
      weight: selected || ring ? 2 : 1,
      fillColor: colour,
      fillOpacity: ring ? 0.12 : precision === PRECISION.site ? 0.95 : 0.68,
    });
    dot.atlasChosen = selected;
    dot.atlasText = [name || "", payload.counts[count] || String(count)];
    choosable(dot, { kind: "dot", at });
    return dot;
  }

  // A cell's circle stands at its centre; its area, not its width, follows the count.
  function asCell([latitude, longitude, count, radius], payload) {
    const cell = new Mark([latitude, longitude], {
      radius, color: "#ffffff", weight: 0.7, fillColor: payload.cellColour, fillOpacity: 0.8,
    });
    const half = payload.cellDegrees / 2;
    cell.atlasText = [payload.counts[count] || String(count), payload.zoomIn];
    cell.toGeoJSON = () => null; // a cell only zooms in; Python hears of no choice
    cell.on("click", () => {
      const corner = [latitude - half, longitude - half];
      atlas.map.fitBounds([corner, [latitude + half, longitude + half]], { padding: [60, 60] });
    });
    return cell;
  }

  // streamlit-folium answers Python with its own notes of the last click. Ours go there too,
  // because it does not listen to shapes that arrive later, and its map's moveend makes it send
  // them. The count makes a second click on the same thing new. Where it does listen, it asks the
  // layer for GeoJSON: that answers the same few words instead of a whole polygon.
  function choosable(layer, properties) {
    const chosen = { type: "Feature", geometry: null, properties };
    layer.toGeoJSON = () => chosen;
    layer.on("click", () => {
      const notes = window.__GLOBAL_DATA__;
      notes.last_active_drawing = chosen;
      notes.last_object_clicked_count += 1;
      atlas.map.fire("moveend");
    });
  }

  // -- words ----------------------------------------------------------------------------

  function tooltipOf(layer) {
    const box = document.createElement("div");
    (layer.atlasText || []).filter(Boolean).forEach((line, i) => {
      line.split("\n").forEach((part) => box.appendChild(text(i ? "div" : "strong", part)));
    });
    return box;
  }

  function text(tag, content) {
    const element = document.createElement(tag);
    element.textContent = content;
    return element;
  }
})();

// The atlas's own map layer, run inside the frame that streamlit-folium makes.
//
// atlas.start(map, options)  once, after the base map exists: view, region shapes, and all that
//                            stands around them (map_furniture.js).
// atlas.layer(payload)       at every change: paints the regions and answers a Leaflet layer of
//                            marks, which streamlit-folium adds and later removes.
// Light or dark is map_theme.js.
// Marks come from map_marks.js (dots, cells, circles), map_hexagons.js and map_changes.js, the
// hatching of regions from map_hatch.js, frames of a playback from map_play.js,
// the area of interest from map_area.js.
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
    atlas.player.set(payload);
    atlas.area(payload);
    const group = L.featureGroup();
    const marks = payload.hexagons ? atlas.hexagons(payload) : [];
    marks.push(...payload.cells.map((cell) => atlas.marks.cell(cell, payload)));
    if (payload.bubbles) marks.push(...atlas.marks.bubbles(payload));
    marks.push(...payload.dots.map((dot) => atlas.marks.dot(dot, payload)));
    if (payload.changes) marks.push(...atlas.changes(payload));
    if (payload.facilities) marks.push(...atlas.facilities(payload));
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
        if (!atlas.group.atlasBubbled) {
          atlas.marks.bubbles(atlas.payload).forEach((mark) => atlas.group.addLayer(mark));
        }
        atlas.group.atlasBubbled = true;
      })
      .catch((fault) => failed(set, fault));
  }

  // -- units with shapes ------------------------------------------------------------------

  function asRegions(shapes) {
    const regions = L.geoJSON(shapes, { style: LAND, onEachFeature: listenToRegion });
    return regions.bindTooltip(tooltipOf, { sticky: true, className: "atlas-tip" });
  }

  function changeRegions(regions) {
    if (atlas.regions) atlas.regions.remove();
    atlas.regions = regions.addTo(atlas.map);
    if (atlas.level > 1 && !atlas.sets[atlas.level].seats) showGround();
    else if (atlas.ground && atlas.ground.remove) atlas.ground.remove();
    atlas.nameMakers();
    paintRegions();
    atlas.furniture.regionsCame();
  }

  // Whose the borders are, in the reader's language.
  atlas.nameMakers = function () {
    if (!atlas.regions) return;
    const credit = atlas.map.attributionControl;
    if (atlas.credit) credit.removeAttribution(atlas.credit);
    const said = atlas.sets[atlas.level].attribution[atlas.payload.language === "uk" ? 1 : 0];
    atlas.credit = text("span", said).innerHTML;
    credit.addAttribution(atlas.credit);
  };

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
    atlas.choosable(layer, { kind: "region", at: code });
    layer.on("mouseover", () => layer.setStyle({ weight: 2, color: "#36414b" }));
    layer.on("mouseout", () => layer.setStyle({ weight: LAND.weight, color: LAND.color }));
  }

  function paintRegions() {
    if (!atlas.regions || !atlas.payload) return;
    if (atlas.outline) atlas.outline.remove();
    atlas.regions.eachLayer((layer) => styleRegion(layer, layer.feature.properties.code));
    atlas.regions.bringToBack(); // under the outline, which itself is under the dots
    if (atlas.ground && atlas.ground.bringToBack) atlas.ground.bringToBack();
    if (atlas.payload.play) atlas.player.paint();
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
      hatch: Boolean(painted && painted[3]),
    });
    if (atlas.payload.selected === code) {
      // An outline of its own, because neighbours drawn later would cover the region's border.
      const line = { fill: false, interactive: false, color: SELECTED, weight: 2.4 };
      atlas.outline = L.polygon(layer.getLatLngs(), line).addTo(atlas.map).bringToBack();
    }
    const said = painted ? atlas.said(painted) : asked ? none : outside;
    layer.atlasText = [regionName(layer.feature), said];
  }

  // What a tooltip says of a region: one text, or lines that regions share.
  atlas.said = function (painted) {
    const { texts } = atlas.payload;
    return [].concat(painted[1]).map((spot) => texts[spot]).join("\n");
  };

  function regionName(feature) {
    return feature.properties["name_" + atlas.payload.language];
  }

  // -- clicks -----------------------------------------------------------------------------

  // streamlit-folium answers Python with its own notes of the last click. Ours go there too,
  // because it does not listen to shapes that arrive later, and its map's moveend makes it send
  // them. The count makes a second click on the same thing new. Where it does listen, it asks the
  // layer for GeoJSON: that answers the same few words instead of a whole polygon.
  atlas.choosable = function (layer, properties) {
    const chosen = { type: "Feature", geometry: null, properties };
    layer.toGeoJSON = () => chosen;
    layer.on("click", () => tell(chosen));
  };

  atlas.tell = (properties) => tell({ type: "Feature", geometry: null, properties });

  function tell(chosen) {
    const notes = window.__GLOBAL_DATA__;
    notes.last_active_drawing = chosen;
    notes.last_object_clicked_count += 1;
    atlas.map.fire("moveend");
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

// What stands around the regions and dots: names, legend, buttons, the online map, a fault.
// Loaded after map.js, which calls atlas.furniture.
(function () {
  "use strict";

  const atlas = window.atlas;
  const LABELS_FROM_ZOOM = { 1: 6.5, 2: 8, 3: 10 };
  const KIND = / (raion|район|hromada|громада)$/;
  const LEGEND_OPEN_FROM = 520; // pixels; on a narrower map it would hide the country
  const { text } = atlas;
  let legend = null, tiles = null, home = null, fault = null, language = null, scale = null;

  const Scale = L.Control.Scale.extend({
    _updateScale(bar, said, ratio) {
      const told = language === "uk" ? said.replace("km", "км").replace(/ m$/, " м") : said;
      L.Control.Scale.prototype._updateScale.call(this, bar, told, ratio);
    },
  });

  atlas.furniture = {
    start(map) {
      scale = new Scale({ imperial: false, position: "topright" }).addTo(map);
      home = addHomeButton(map);
      map.on("zoomend", showLabels);
      showLabels();
    },

    paint(payload) {
      if (language !== payload.language) {
        language = payload.language;
        paintLabels();
        nameButtons();
        scale._update();
        atlas.nameMakers();
      }
      paintLegend(payload);
      switchTiles(payload.tiles);
    },

    regionsCame() {
      paintLabels();
      showLabels();
    },

    regionsFailed() {
      fault = atlas.map.getContainer().appendChild(text("p", word("failed")));
      fault.className = "atlas-fault";
      fault.setAttribute("role", "alert");
    },
  };

  // -- names of regions -----------------------------------------------------------------------

  function paintLabels() {
    if (!atlas.regions || language === null) return;
    if (atlas.labels) atlas.labels.remove();
    atlas.labels = L.layerGroup();
    atlas.regions.eachLayer((layer) => {
      const name = text("span", shortName(layer.feature.properties));
      const icon = L.divIcon({ className: "atlas-label", html: name, iconSize: null });
      const marker = L.marker(labelSpot(layer), { icon, interactive: false, keyboard: false });
      atlas.labels.addLayer(marker);
    });
    atlas.labels.addTo(atlas.map);
  }

  function shortName(properties) {
    const names = atlas.names[properties.code];
    return names ? names[languageSpot()] : properties["name_" + language].replace(KIND, "");
  }

  // Where a line of text has most room: the middle of the longest stretch that lies inside the
  // region on a few parallels around its middle. Not the seat, where most dots are.
  function labelSpot(layer) {
    const bounds = layer.getBounds();
    const rings = layer.feature.geometry.coordinates.flat(
      layer.feature.geometry.type === "MultiPolygon" ? 1 : 0);
    let best = { room: -1 };
    for (const share of [0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65]) {
      const latitude = bounds.getSouth() + share * (bounds.getNorth() - bounds.getSouth());
      const crossings = rings.flatMap((ring) => crossingsAt(ring, latitude)).sort((a, b) => a - b);
      for (let i = 0; i + 1 < crossings.length; i += 2) {
        const room = crossings[i + 1] - crossings[i];
        const spot = [latitude, (crossings[i] + crossings[i + 1]) / 2];
        if (room > best.room * 1.1) best = { room, spot };
      }
    }
    return best.spot;
  }

  function crossingsAt(ring, latitude) {
    const found = [];
    for (let i = 1; i < ring.length; i += 1) {
      const [[x1, y1], [x2, y2]] = [ring[i - 1], ring[i]];
      if (y1 > latitude !== y2 > latitude) found.push(x1 + ((latitude - y1) / (y2 - y1)) * (x2 - x1));
    }
    return found;
  }

  function showLabels() {
    // Where units have no shapes, the oblasts around them are what is named.
    const { level } = atlas;
    const named = level && !atlas.sets[level].seats ? level : 1;
    const wanted = atlas.map.getZoom() >= LABELS_FROM_ZOOM[named];
    atlas.map.getContainer().classList.toggle("atlas-labelled", wanted);
  }

  // -- legend, buttons, online map ------------------------------------------------------------

  function paintLegend(payload) {
    if (!legend) {
      legend = L.control({ position: "bottomleft" });
      legend.onAdd = () => L.DomUtil.create("details", "atlas-legend");
      legend.addTo(atlas.map);
      legend.getContainer().open = atlas.map.getSize().x > LEGEND_OPEN_FROM;
      L.DomEvent.disableClickPropagation(legend.getContainer());
    }
    const box = legend.getContainer();
    box.replaceChildren(text("summary", payload.legendTitle));
    payload.legend.forEach((part) => {
      box.appendChild(text("div", part.title)).className = "atlas-legend-title";
      const row = box.appendChild(document.createElement("div"));
      row.className = "atlas-legend-row " + part.shape;
      part.items.forEach((item) => {
        const entry = row.appendChild(document.createElement("span"));
        const mark = entry.appendChild(document.createElement("i"));
        mark.className = item.mark || part.shape;
        atlas.swatch(mark, item.colour);
        if (item.size) mark.style.width = mark.style.height = item.size + "px";
        entry.appendChild(text("span", item.text));
      });
      (part.notes || []).forEach((note) => {
        box.appendChild(text("p", note)).className = "atlas-legend-note";
      });
    });
  }

  function switchTiles(wanted) {
    if (wanted && !tiles) {
      tiles = L.tileLayer(wanted.url, { maxZoom: 19, attribution: wanted.attribution });
      tiles.addTo(atlas.map);
    } else if (!wanted && tiles) {
      tiles.remove();
      tiles = null;
    }
  }

  function addHomeButton(map) {
    let button;
    const control = L.control({ position: "topleft" });
    control.onAdd = () => {
      const bar = L.DomUtil.create("div", "leaflet-bar");
      button = bar.appendChild(text("a", "\u2302"));
      button.href = "#";
      button.setAttribute("role", "button");
      L.DomEvent.disableClickPropagation(bar);
      L.DomEvent.on(button, "click", (event) => {
        L.DomEvent.preventDefault(event);
        map.fitBounds(atlas.UKRAINE);
      });
      return bar;
    };
    control.addTo(map);
    return button;
  }

  function nameButtons() {
    const { _zoomInButton: nearer, _zoomOutButton: farther } = atlas.map.zoomControl;
    for (const [button, name] of [[nearer, "nearer"], [farther, "farther"], [home, "home"]]) {
      button.title = word(name);
      button.setAttribute("aria-label", word(name));
    }
    atlas.map.getContainer().setAttribute("aria-label", word("map"));
    if (window.frameElement) window.frameElement.setAttribute("aria-label", word("map"));
    document.documentElement.lang = language;
    if (fault) fault.textContent = word("failed");
  }

  function languageSpot() {
    return language === "uk" ? 1 : 0;
  }

  function word(name) {
    return atlas.words[name][languageSpot()];
  }
})();

// Marks over the regions: dots of places, cells of many, circles at the seats of units. Loaded
// after map.js, which calls atlas.marks; map_hexagons.js and map_changes.js use the classes.
(function () {
  "use strict";

  const atlas = window.atlas;
  const SELECTED = "#17222c";

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
    atlas.choosable(dot, { kind: "dot", at });
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

  // -- circles at the seats of units ---------------------------------------------------------

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
        strokeStyle: atlas.ink("#ffffff"), fillStyle: atlas.ink(SELECTED), globalAlpha: 0.75 });
      brush.strokeText(this.options.count, this._point.x, this._point.y);
      brush.globalAlpha = 1;
      brush.fillText(this.options.count, this._point.x, this._point.y);
    },
  });

  // Small ones come last and so lie on top of large ones; the largest count lies on top of all.
  function bubbles(payload) {
    const spot = payload.language === "uk" ? 4 : 3;
    const found = (code) => payload.regions[code] && payload.regions[code][2] > 0;
    const seats = (atlas.sets[payload.level].points || []).filter(([code]) => found(code));
    seats.sort((a, b) => payload.regions[b[0]][2] - payload.regions[a[0]][2]);
    const circles = seats.map((seat) => asBubble(seat, seat[spot], payload));
    const counts = circles.map((circle) => new Count(circle.getLatLng(), {
      radius: circle.options.radius, count: circle.options.count, interactive: false,
    }));
    return [...circles, ...counts.reverse()];
  }

  function asBubble([code, latitude, longitude], name, payload) {
    const [colour, , count, hatch] = payload.regions[code];
    const { largest, radius } = payload.bubbles;
    const chosen = payload.selected === code;
    const bubble = new Bubble([latitude, longitude], {
      radius: Math.max(3, radius * Math.sqrt(count / largest)),
      color: chosen ? SELECTED : "#36414b",
      weight: chosen ? 2.4 : 0.8,
      fillColor: colour || payload.fills.none,
      fillOpacity: 0.85,
      count: String(count),
      hatch: Boolean(hatch),
    });
    bubble.atlasChosen = chosen;
    bubble.atlasText = [name, atlas.said(payload.regions[code])];
    atlas.choosable(bubble, { kind: "region", at: code });
    return bubble;
  }

  Object.assign(atlas, { Mark, Count });
  atlas.marks = { dot: asDot, cell: asCell, bubbles };
})();

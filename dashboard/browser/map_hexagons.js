// Hexagons of equal ground area, and circles for what is known to a region alone.
// Loaded after map_marks.js; map.js calls atlas.hexagons. The grid is that of events/questions/hexagons.py.
(function () {
  "use strict";

  const atlas = window.atlas;
  const DEGREES = 180 / Math.PI;

  // The outline of the hexagon in a column and a row, as [latitude, longitude] six times.
  function corners([column, row], { width, step, scale }) {
    const x = (column * width) / 2, y = (row * step) / 2, edge = step / 3;
    const right = width / 2, up = edge / 2;
    return [[0, edge], [right, up], [right, -up], [0, -edge], [-right, -up], [-right, up]].map(
      ([dx, dy]) => [Math.asin((y + dy) / scale[1]) * DEGREES, ((x + dx) / scale[0]) * DEGREES]);
  }

  function asHexagon(cell, payload) {
    const { hexagons, counts, zoomIn, tiles } = payload;
    const [, , count, spot] = cell;
    const hexagon = L.polygon(corners(cell, hexagons), {
      color: "#ffffff", weight: 0.6, fillColor: hexagons.colours[spot],
      fillOpacity: tiles ? 0.72 : 0.9, smoothFactor: 0,
    });
    hexagon.atlasText = [counts[count] || String(count), zoomIn];
    hexagon.toGeoJSON = () => null; // it only zooms in; Python hears of no choice
    hexagon.on("click", () => {
      atlas.map.fitBounds(hexagon.getBounds(), { padding: [60, 60] });
    });
    return hexagon;
  }

  // An open, dashed circle: something is here, and nobody knows where.
  function asCircle([latitude, longitude, count, code, name, known], payload, largest) {
    const chosen = payload.selected === code;
    const circle = new atlas.Mark([latitude, longitude], {
      radius: Math.max(6, payload.coarse.radius * Math.sqrt(count / largest)),
      color: chosen ? "#17222c" : "#36414b", weight: chosen ? 2.4 : 1.2,
      dashArray: chosen ? null : "3 2", fillColor: "#ffffff", fillOpacity: 0.72,
      count: String(count),
    });
    circle.atlasText = [name, known];
    atlas.choosable(circle, { kind: "region", at: code });
    return circle;
  }

  atlas.hexagons = function (payload) {
    const cells = payload.hexagons.rows.map((cell) => asHexagon(cell, payload));
    const rows = payload.coarse.rows;
    const circles = rows.map((row) => asCircle(row, payload, rows[0][2]));
    const counts = circles.map((circle) => new atlas.Count(circle.getLatLng(), {
      radius: circle.options.radius, count: circle.options.count, interactive: false,
    }));
    return [...cells, ...circles, ...counts.reverse()];
  };
})();

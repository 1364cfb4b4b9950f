// The signs of the page What changed; loaded after map.js, which calls atlas.changes.
(function () {
  "use strict";

  const atlas = window.atlas;
  const STEP = 13; // pixels between the signs of several kinds at one place
  const PATHS = {
    added: disc,
    revised: polygon([[0, -1.25], [1.25, 0], [0, 1.25], [-1.25, 0]]),
    re_placed: polygon([[0, -1.2], [1.15, 0.9], [-1.15, 0.9]]),
    deleted: polygon(cross(0.38)),
  };

  const Sign = atlas.Mark.extend({
    _project() {
      L.CircleMarker.prototype._project.call(this);
      this._point = this._point.add(this.options.shift);
      this._updateBounds();
    },

    _updatePath() {
      const canvas = this._renderer;
      if (!canvas._drawing || this._empty()) return;
      const brush = canvas._ctx;
      brush.beginPath();
      PATHS[this.options.kind](brush, this._point, this._radius);
      canvas._fillStroke(brush, this);
      if (this.options.kind === "added") plus(brush, this._point, this._radius * 0.55);
    },
  });

  // payload.changes.signs: [latitude, longitude, kind, records, title], ordered by place.
  atlas.changes = function (payload) {
    const { signs } = payload.changes;
    return [...byPlace(signs).values()].flatMap((here) =>
      here.map((sign, i) => asSign(sign, [(i - (here.length - 1) / 2) * STEP, 0], payload)));
  };

  function asSign([latitude, longitude, kind, records, title], shift, payload) {
    const { kinds, counts, binned } = payload.changes;
    const [name, colour, label] = kinds[kind];
    const at = latitude.toFixed(5) + "," + longitude.toFixed(5);
    const selected = !binned && payload.selected === at;
    const open = name === "re_placed";
    const sign = new Sign([latitude, longitude], {
      kind: name,
      shift,
      radius: Math.min(6 + 1.4 * Math.log2(records), 14) + (selected ? 2 : 0),
      color: selected ? "#17222c" : open ? colour : "#ffffff",
      weight: selected || open ? 2 : 1,
      fillColor: open ? "#ffffff" : colour,
      fillOpacity: open ? 0.85 : 0.95,
    });
    sign.atlasChosen = selected;
    sign.atlasText = [title, label + ": " + counts[records]];
    if (binned) {
      sign.atlasText.push(payload.zoomIn);
      sign.toGeoJSON = () => null;
      sign.on("click", () => atlas.map.setView([latitude, longitude], atlas.map.getZoom() + 2));
    } else {
      atlas.choosable(sign, { kind: "sign", at });
    }
    return sign;
  }

  function byPlace(signs) {
    const places = new Map();
    signs.forEach((sign) => {
      const key = sign[0] + "," + sign[1];
      places.set(key, [...(places.get(key) || []), sign]);
    });
    return places;
  }

  // -- shapes, each about a radius wide in every direction ------------------------------------

  function disc(brush, { x, y }, radius) {
    brush.arc(x, y, radius, 0, 2 * Math.PI);
  }

  function polygon(corners) {
    return (brush, { x, y }, radius) => {
      corners.forEach(([dx, dy]) => brush.lineTo(x + dx * radius, y + dy * radius));
      brush.closePath();
    };
  }

  // A cross of two bars, each as wide as twice `half`, turned by 45 degrees.
  function cross(half) {
    const arm = [[half, 1.25], [half, half], [1.25, half]];
    const turned = [[1, 1], [1, -1], [-1, -1], [-1, 1]].flatMap(([sx, sy], i) =>
      (i % 2 ? [...arm].reverse() : arm).map(([x, y]) => [sx * x, sy * y]));
    return turned.map(([x, y]) => [(x - y) * Math.SQRT1_2, (x + y) * Math.SQRT1_2]);
  }

  function plus(brush, { x, y }, arm) {
    brush.save();
    brush.globalAlpha = 1;
    brush.strokeStyle = atlas.ink("#ffffff");
    brush.lineWidth = 1.8;
    brush.beginPath();
    brush.moveTo(x - arm, y);
    brush.lineTo(x + arm, y);
    brush.moveTo(x, y - arm);
    brush.lineTo(x, y + arm);
    brush.stroke();
    brush.restore();
  }
})();

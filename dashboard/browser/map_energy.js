// The facilities of the page Energy; loaded after map.js, which calls atlas.facilities.
(function () {
  "use strict";

  const atlas = window.atlas;
  const SELECTED = "#17222c";
  const PATHS = {
    nuclear: regular(6, 1.15, 0),
    thermal: regular(4, 1.3, Math.PI / 4),
    chp: regular(4, 1.35, 0),
    hydro: regular(3, 1.35, Math.PI / 2),
    gas: regular(5, 1.2, -Math.PI / 2),
    substation: cross(0.42, 1.2),
    solar: star(8, 1.35, 0.75),
    wind: star(3, 1.55, 0.5),
    other: regular(8, 1, Math.PI / 8),
  };

  const Facility = L.CircleMarker.extend({
    _containsPoint(point) {
      const away = point.distanceTo(this._point);
      const nearer = (other) => other instanceof Facility && other !== this && other._point
        && other._point.distanceTo(point) < away;
      return away <= Math.max(this._radius + 2, REACH) && !this.atlasMarks.some(nearer);
    },

    _updatePath() {
      const canvas = this._renderer;
      if (!canvas._drawing || this._empty()) return;
      const { x, y } = this._point;
      canvas._ctx.beginPath();
      PATHS[this.options.kind].forEach(([dx, dy]) =>
        canvas._ctx.lineTo(x + dx * this._radius, y + dy * this._radius));
      canvas._ctx.closePath();
      canvas._fillStroke(canvas._ctx, this);
    },
  });
  const REACH = window.matchMedia("(pointer: coarse)").matches ? 14 : 8;

  // payload.facilities.rows: [id, latitude, longitude, kind, site, settlement, name].
  // Rings are Leaflet circles, whose radius is in metres on the ground; they answer no click.
  atlas.facilities = function (payload) {
    const { rows, rings, km } = payload.facilities;
    const chosen = rows.find(([id]) => payload.selected === "f:" + id);
    const ringed = rings ? rows : chosen ? [chosen] : [];
    const circles = ringed.map((row) => new L.Circle([row[1], row[2]], {
      radius: km * 1000, interactive: false, fill: row === chosen, fillOpacity: 0.05,
      color: row === chosen ? SELECTED : "#8b98a5",
      weight: row === chosen ? 1.6 : 0.7, dashArray: row === chosen ? null : "3 3",
    }));
    const small = rows.length > 200 && atlas.map.getZoom() < 8;
    if (chosen) comeToView(chosen);
    return [...circles, ...rows.map((row) => asFacility(row, payload, small))];
  };

  function comeToView([, latitude, longitude]) {
    const spot = L.latLng(latitude, longitude);
    if (!atlas.map.getBounds().pad(-0.05).contains(spot)) {
      setTimeout(() => atlas.map.panTo(spot), 0); // after the layer has been added
    }
  }

  function asFacility([id, latitude, longitude, spot, site, settlement, name], payload, small) {
    const { kinds, tip } = payload.facilities;
    const [kind, colour, label] = kinds[spot];
    const at = "f:" + id;
    const selected = payload.selected === at;
    const filled = site > 0 ? 0.95 : 0.9;
    const mark = new Facility([latitude, longitude], {
      kind,
      radius: (small ? 4 : 6.5) + (selected ? 3 : 0),
      color: selected ? SELECTED : site > 0 ? "#ffffff" : colour,
      weight: selected ? 2.2 : site > 0 ? 1 : 1.4,
      fillColor: site > 0 || settlement > 0 ? colour : "#ffffff",
      half: !(site > 0) && settlement > 0, // half way to the ground
      fillOpacity: filled,
    });
    mark.atlasChosen = selected;
    const counts = tip.replace("{site}", payload.counts[site]).replace("{town}", settlement);
    mark.atlasText = [name || label, name ? label : "", counts];
    atlas.choosable(mark, { kind: "facility", at });
    return mark;
  }

  // -- shapes: corners around the middle, in radii -----------------------------------------------

  function regular(corners, size, turn) {
    return Array.from({ length: corners }, (_, i) => {
      const angle = turn + (2 * Math.PI * i) / corners;
      return [size * Math.cos(angle), size * Math.sin(angle)];
    });
  }

  function star(points, outer, inner) {
    return Array.from({ length: 2 * points }, (_, i) => {
      const angle = -Math.PI / 2 + (Math.PI * i) / points;
      const size = i % 2 ? inner : outer;
      return [size * Math.cos(angle), size * Math.sin(angle)];
    });
  }

  function cross(half, arm) {
    return [[half, -arm], [half, -half], [arm, -half], [arm, half], [half, half], [half, arm],
      [-half, arm], [-half, half], [-arm, half], [-arm, -half], [-half, -half], [-half, -arm]];
  }
})();

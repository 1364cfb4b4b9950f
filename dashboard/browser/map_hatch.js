// Hatching: a shape whose options say hatch is filled once more, with slanted lines. Each line is
// dark beside light, so that it is seen on any fill, on the online map and in grey print.
// Loaded after map_theme.js, before anything is drawn.
(function () {
  "use strict";

  const SIDE = 8; // pixels between two lines, on the screen
  const { atlas } = window;
  const fillStroke = L.Canvas.prototype._fillStroke;
  let pattern = null, ink = null;

  function made(brush) {
    const ratio = Math.max(2, Math.ceil(window.devicePixelRatio || 1));
    const tile = document.createElement("canvas");
    tile.width = tile.height = SIDE * ratio;
    const pen = tile.getContext("2d");
    pen.scale(ratio, ratio);
    for (const [colour, seen, shift] of [["#ffffff", 0.75, 1.1], ["#17222c", 0.62, 0]]) {
      pen.strokeStyle = atlas.ink(colour);
      pen.globalAlpha = seen;
      pen.lineWidth = 1.1;
      pen.beginPath();
      for (const start of [-SIDE, 0, SIDE]) {
        pen.moveTo(start - 1 + shift, SIDE + 1);
        pen.lineTo(start + SIDE + 1 + shift, -1);
      }
      pen.stroke();
    }
    const found = brush.createPattern(tile, "repeat");
    found.setTransform(new DOMMatrix().scale(1 / ratio));
    return found;
  }

  L.Canvas.include({
    _fillStroke(brush, shape) {
      fillStroke.call(this, brush, shape);
      if (!shape.options.hatch) return;
      if (ink !== atlas.ink("#17222c")) pattern = made(brush);
      ink = atlas.ink("#17222c");
      brush.globalAlpha = 1;
      brush.fillStyle = pattern;
      brush.fill(shape.options.fillRule || "evenodd");
    },
  });
})();

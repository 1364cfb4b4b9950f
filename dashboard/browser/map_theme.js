// Light or dark: the map wears what the page around it wears. Shapes keep the light colours that
// the server knows; the dark partner comes in here, where a colour meets the canvas. So a change of
// theme is a new look at the same shapes, and paper is always light.
// Loaded after map.js and the palette (palette.py writes it), before anything is drawn.
(function () {
  "use strict";

  const atlas = window.atlas;
  const { roles, dark } = atlas.palette;
  const app = window.frameElement && window.frameElement.closest(".stApp");
  let theme = "light";

  atlas.ink = (colour) => (theme === "dark" && dark[colour]) || colour;

  // The colour half way to the ground.
  atlas.halfInk = function (colour) {
    const [from, to] = [atlas.ink(colour), atlas.ink("#ffffff")].map(parts);
    return "rgb(" + from.map((part, i) => Math.round((part + to[i]) / 2)).join(",") + ")";
  };

  function parts(colour) {
    return [1, 3, 5].map((i) => parseInt(colour.slice(i, i + 2), 16));
  }

  // A swatch of the legend has the light colour of what it stands for, like a shape.
  atlas.swatch = function (element, colour) {
    element.dataset.colour = colour;
    element.style.setProperty("--colour", atlas.ink(colour));
  };

  function worn() {
    return app && getComputedStyle(app).colorScheme === "dark" ? "dark" : "light";
  }

  function wear(wanted) {
    theme = wanted;
    const root = document.documentElement;
    root.dataset.theme = theme;
    for (const [name, [light, partner]] of Object.entries(roles)) {
      root.style.setProperty("--" + name, theme === "dark" ? partner : light);
    }
    document.querySelectorAll("[data-colour]").forEach((e) => atlas.swatch(e, e.dataset.colour));
    const canvas = atlas.map && atlas.map._renderer;
    if (canvas && canvas._ctx) canvas._redraw();
  }

  L.Canvas.include({ _fillStroke: inked(L.Canvas.prototype._fillStroke) });

  function inked(fillStroke) {
    return function (brush, shape) {
      const { options } = shape;
      if (theme === "light" && !options.half) return fillStroke.call(this, brush, shape);
      const fill = options.fillColor || options.color;
      const seen = {
        color: atlas.ink(options.color),
        fillColor: options.half ? atlas.halfInk(fill) : atlas.ink(fill),
      };
      // Leaflet keeps its defaults in the options' prototype.
      const dressed = Object.assign(Object.create(options), seen);
      return fillStroke.call(this, brush, { options: dressed });
    };
  }

  wear(worn());
  // Streamlit dresses the app anew by another class.
  if (app) {
    const look = () => worn() !== theme && wear(worn());
    new MutationObserver(look).observe(app, { attributes: true, attributeFilter: ["class"] });
  }
  window.addEventListener("beforeprint", () => wear("light"));
  window.addEventListener("afterprint", () => wear(worn()));
})();

// The playback: frames of days, weeks or months over the regions, and the places of each. All
// frames come at once with the payload; the server is not asked again while they are shown.
// Loaded after map_marks.js; map.js calls atlas.player.
(function () {
  "use strict";

  const atlas = window.atlas;
  const { text } = atlas;
  const player = (atlas.player = { set, paint, show, frame: 0, playing: false, shown: 0 });
  const SPEEDS = [1, 2, 4, 8]; // frames a second
  let bar = null, timer = null, play = null, marks = null, sums = null, speed = 2, spot = 0;

  // A payload without a playback takes the bar away; the same one again changes nothing.
  function set(payload) {
    const before = play;
    play = payload.play || null;
    if (!play) {
      leave();
      return;
    }
    if (before && before.key === play.key) {
      play = before;
      return;
    }
    stop();
    spot = Math.min(spot, play.windows.length - 1);
    sum();
    build();
    show(play.labels.length - 1);
  }

  function leave() {
    stop();
    if (bar) bar.remove();
    if (marks) marks.remove();
    bar = marks = null;
    atlas.map.getContainer().classList.remove("atlas-playing");
  }

  // -- frames -------------------------------------------------------------------------------

  function show(frame) {
    player.frame = Math.max(0, Math.min(frame, play.labels.length - 1));
    paint();
    player.shown += 1;
    const { range, label, total } = bar.parts;
    range.value = player.frame;
    label.textContent = labelOf(player.frame);
    total.textContent = play.words.incidents + ": " + said(windowTotal());
    range.setAttribute("aria-valuetext", label.textContent + ". " + total.textContent);
  }

  function labelOf(frame) {
    const first = Math.max(0, frame - play.windows[spot].frames + 1);
    return first === frame ? play.labels[frame] : play.labels[first] + " \u2013 " + play.labels[frame];
  }

  function said(count) {
    return play.said[count] || String(count);
  }

  function windowTotal() {
    return windowSum(play.totals, player.frame);
  }

  // Regions and places of the frame; places of the earlier frames in the window fade.
  function paint() {
    if (!play || !bar) return;
    const { borders, colours } = play.windows[spot];
    const { fills, language, outside, inside } = atlas.payload;
    if (atlas.regions) {
      atlas.regions.eachLayer((layer) => {
        const { code } = layer.feature.properties;
        const near = (other) => code.startsWith(other) || other.startsWith(code);
        const asked = inside === null || inside.some(near);
        const count = sums[code] ? sums[code][player.frame] : 0;
        const step = borders.findIndex((border) => count <= border);
        const fill = count > 0 ? colours[step] : asked ? fills.none : fills.outside;
        if (layer.options.fillColor !== fill) layer.setStyle({ fillColor: fill });
        const told = play.words.incidents + ": " + said(count);
        layer.atlasText = [layer.feature.properties["name_" + language], asked ? told : outside];
      });
    }
    paintPlaces();
  }

  function paintPlaces() {
    if (marks) marks.remove();
    marks = L.layerGroup();
    const first = player.frame - play.windows[spot].frames + 1;
    for (let frame = Math.max(0, first); frame <= player.frame; frame += 1) {
      const age = player.frame - frame;
      const seen = 1 - (0.75 * age) / play.windows[spot].frames;
      (play.places[frame] || []).forEach((place) => marks.addLayer(asPlace(place, seen)));
    }
    marks.addTo(atlas.map);
  }

  function asPlace([latitude, longitude, count, group, precision], seen) {
    const ring = precision === 2;
    const colour = atlas.payload.colours[group];
    return L.circleMarker([latitude, longitude], {
      radius: Math.min(4 + 2.2 * Math.log2(count), 16),
      color: ring ? colour : "#ffffff",
      weight: ring ? 2 : 1,
      opacity: seen,
      fillColor: colour,
      fillOpacity: (ring ? 0.12 : precision === 0 ? 0.95 : 0.68) * seen,
      interactive: false,
    });
  }

  // code -> the sum over the window that ends with each frame.
  function sum() {
    sums = {};
    for (const [code, counts] of Object.entries(play.counts)) {
      sums[code] = counts.map((_, frame) => windowSum(counts, frame));
    }
  }

  function windowSum(counts, frame) {
    let total = 0;
    for (let i = Math.max(0, frame - play.windows[spot].frames + 1); i <= frame; i += 1) total += counts[i];
    return total;
  }

  // -- playing ------------------------------------------------------------------------------

  function start() {
    if (player.frame >= play.labels.length - 1) show(0);
    player.playing = true;
    nameToggle();
    timer = setInterval(() => {
      if (player.frame >= play.labels.length - 1) stop();
      else show(player.frame + 1);
    }, 1000 / speed);
  }

  function stop() {
    clearInterval(timer);
    player.playing = false;
    if (bar) nameToggle();
  }

  function step(by) {
    stop();
    show(player.frame + by);
  }

  function nameToggle() {
    const { toggle, label } = bar.parts;
    toggle.textContent = player.playing ? "\u275a\u275a" : "\u25b6";
    name(toggle, player.playing ? play.words.pause : play.words.play);
    label.setAttribute("aria-live", player.playing ? "off" : "polite");
  }

  // -- the bar ------------------------------------------------------------------------------

  function build() {
    if (bar) bar.remove();
    bar = document.createElement("div");
    bar.className = "atlas-play";
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", play.words.title);
    const parts = (bar.parts = {});
    const row = bar.appendChild(document.createElement("div"));
    button(row, "\u25c0", play.words.back, () => step(-1));
    parts.toggle = button(row, "", play.words.play, () => (player.playing ? stop() : start()));
    button(row, "\u25b6\u2759", play.words.forth, () => step(1));
    parts.range = row.appendChild(slider());
    const below = bar.appendChild(document.createElement("div"));
    const said = below.appendChild(document.createElement("p"));
    parts.label = said.appendChild(text("strong", ""));
    parts.total = said.appendChild(text("span", ""));
    below.appendChild(choice(play.words.window, play.windows.map((w) => w.label), spot, setWindow));
    below.appendChild(choice(play.words.pace, play.speeds, SPEEDS.indexOf(speed), setSpeed));
    L.DomEvent.disableClickPropagation(bar);
    L.DomEvent.disableScrollPropagation(bar);
    // Leaflet pans with the arrow keys; in the bar they step.
    bar.addEventListener("keydown", (event) => event.stopPropagation());
    atlas.map.getContainer().appendChild(bar);
    atlas.map.getContainer().classList.add("atlas-playing");
    nameToggle();
    makeRoom();
  }

  // The whole country stays above the bar where it is seen as a whole.
  function makeRoom() {
    if (!atlas.map.getBounds().contains(atlas.UKRAINE)) return;
    atlas.map.fitBounds(atlas.UKRAINE, { paddingBottomRight: [0, bar.offsetHeight + 20] });
  }

  function slider() {
    const range = document.createElement("input");
    Object.assign(range, { type: "range", min: 0, max: play.labels.length - 1, step: 1 });
    range.setAttribute("aria-label", play.words.title);
    range.addEventListener("input", () => {
      stop();
      show(Number(range.value));
    });
    range.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      if (player.playing) stop();
      else start();
    });
    return range;
  }

  function setWindow(chosen) {
    spot = chosen;
    sum();
    show(player.frame);
    atlas.furniture.paint({ ...atlas.payload, legend: play.windows[spot].legend });
  }

  function setSpeed(chosen) {
    speed = SPEEDS[chosen];
    if (!player.playing) return;
    stop();
    start();
  }

  function button(parent, sign, label, act) {
    const element = parent.appendChild(text("button", sign));
    element.type = "button";
    name(element, label);
    element.addEventListener("click", act);
    return element;
  }

  function choice(label, options, chosen, act) {
    const select = document.createElement("select");
    select.setAttribute("aria-label", label);
    select.title = label;
    options.forEach((option) => select.appendChild(text("option", option)));
    select.selectedIndex = chosen;
    select.addEventListener("change", () => act(select.selectedIndex));
    return select;
  }

  function name(element, label) {
    element.title = label;
    element.setAttribute("aria-label", label);
  }
})();

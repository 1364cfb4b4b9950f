// The region picker: a combobox whose list the server answers (picker.py says what goes where).
// Streamlit calls this at each new answer with the same element; names only go through textContent.
const PAUSE = 150; // milliseconds without a key before the server is asked

export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".picker");
  root.atlas = root.atlas || start(root);
  root.atlas.say = (said) => setTriggerValue("said", said);
  root.atlas.show(data);
}

function start(root) {
  const id = "regions";
  const label = add(root, "label", { htmlFor: id });
  const input = add(root, "input", { id, type: "text", autocomplete: "off", spellcheck: false });
  const sheet = add(root, "div", { className: "sheet", popover: "manual" });
  const list = add(sheet, "ul", { id: id + "-list" });
  const remark = add(sheet, "p", {});
  const status = add(root, "p", { className: "spoken" });
  const chosen = add(root, "ul", { className: "chosen" });
  attributes(input, { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false",
    "aria-controls": list.id });
  attributes(list, { role: "listbox" });
  attributes(status, { role: "status" });
  attributes(remark, { "aria-hidden": "true" });
  let waiting = 0, active = -1, shown = false;
  const picker = { say: null, show };

  function show({ words, chosen: regions, answer }) {
    label.textContent = words.label;
    input.placeholder = words.hint;
    list.setAttribute("aria-label", words.label);
    chosen.setAttribute("aria-label", words.chosen);
    chosen.replaceChildren(...regions.map(asChosen));
    if (answer && answer.to === input.value.trim() && input.matches(":focus")) open(answer);
  }

  function asChosen(region) {
    const item = entry("li", region);
    const button = add(item, "button", { type: "button", textContent: "\u00d7" });
    attributes(button, { "aria-label": region.remove, title: region.remove });
    button.onclick = () => { input.focus(); picker.say({ drop: region.code }); };
    return item;
  }

  function open({ offers, status: said }) {
    list.replaceChildren(...offers.map((offer, i) => {
      const item = entry("li", offer);
      item.id = id + "-" + i;
      attributes(item, { role: "option", "aria-selected": "false" });
      item.onclick = () => choose(offer.code);
      item.dataset.code = offer.code;
      return item;
    }));
    sheet.classList.remove("older");
    status.textContent = remark.textContent = said;
    unfold(true);
    point(input.value.trim() ? 0 : -1);
    sheet.scrollTop = 0;
  }

  // In the browser's top layer, because Streamlit lays widgets of an older run over their
  // neighbours while a run is under way.
  function unfold(wanted) {
    if (wanted === shown) return;
    shown = wanted;
    input.setAttribute("aria-expanded", String(wanted));
    sheet.togglePopover(wanted);
    document[wanted ? "addEventListener" : "removeEventListener"]("scroll", follow, true);
    if (wanted) follow();
  }

  function follow() {
    const { left, bottom, width } = input.getBoundingClientRect();
    Object.assign(sheet.style, { left: left + "px", top: bottom + 2 + "px", width: width + "px" });
    sheet.style.maxHeight = Math.max(120, Math.min(330, innerHeight - bottom - 12)) + "px";
  }

  function close() {
    clearTimeout(waiting);
    unfold(false);
    status.textContent = "";
    point(-1);
  }

  function point(to) {
    const items = [...list.children];
    active = items.length ? Math.max(-1, Math.min(to, items.length - 1)) : -1;
    items.forEach((item, i) => item.setAttribute("aria-selected", String(i === active)));
    input.removeAttribute("aria-activedescendant");
    if (active < 0) return;
    input.setAttribute("aria-activedescendant", items[active].id);
    items[active].scrollIntoView({ block: "nearest" });
  }

  function ask(pause) {
    clearTimeout(waiting);
    waiting = setTimeout(() => picker.say({ ask: input.value.trim() }), pause);
  }

  function choose(code) {
    input.value = "";
    close();
    picker.say({ add: code });
  }

  // A list that answers an older text is no longer for the keys.
  const older = () => sheet.classList.contains("older");
  const keys = {
    ArrowDown: () => (shown ? older() || point(active + 1) : ask(0)),
    ArrowUp: () => older() || point(active - 1),
    Enter: () => (active < 0 ? ask(0) : choose(list.children[active].dataset.code)),
    Escape: () => { input.value = ""; close(); },
  };
  input.onkeydown = (event) => {
    if (!keys[event.key] || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation(); // Streamlit listens for keys of the whole page
    keys[event.key]();
  };
  input.oninput = () => { point(-1); sheet.classList.add("older"); ask(PAUSE); };
  input.onclick = () => { if (!shown) ask(0); };
  input.onblur = close;
  sheet.onmousedown = (event) => event.preventDefault(); // the field keeps the focus
  return picker;
}

function entry(tag, { name, note }) {
  const item = document.createElement(tag);
  const text = add(item, "span", {});
  add(text, "span", { textContent: name });
  if (note) add(text, "small", { textContent: note });
  return item;
}

function add(parent, tag, properties) {
  return parent.appendChild(Object.assign(document.createElement(tag), properties));
}

function attributes(element, values) {
  Object.entries(values).forEach(([name, value]) => element.setAttribute(name, value));
}

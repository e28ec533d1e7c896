/* The path of steps: done, current, to come, each with a word of state; any of them can be opened at any time.

   state: { title?, label?, across?, items: [{ key, title, words, stand: done | now | to_come, missing: [title], open }] }
   says:  open {key}                                                                                                  */

// --- elements: the same lines in every component -------------------------------------------------------------------

function element(name, attributes = {}, ...inside) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "on") for (const [type, ear] of Object.entries(value)) node.addEventListener(type, ear);
    else set(node, key, value);
  }
  node.append(...inside.flat().filter((one) => one != null && one !== false)); // a string becomes text, never markup
  return node;
}

function set(node, key, value) {
  const wanted = value === true ? "" : value;
  if (wanted == null || wanted === false) node.removeAttribute(key);
  else if (node.getAttribute(key) !== String(wanted)) node.setAttribute(key, wanted);
}

function say(node, text) {
  const wanted = String(text ?? "");
  if (node.textContent !== wanted) node.textContent = wanted;
}

// Puts nodes in order around the one that has the focus, so that it is never taken out of the page.
function place(parent, wanted, isGone = () => true) {
  const kept = new Set(wanted);
  for (const child of [...parent.children]) if (!kept.has(child) && isGone(child)) child.remove();
  if (!wanted.length) return;
  const held = Math.max(0, wanted.findIndex((node) => node.parentNode === parent && node.contains(document.activeElement)));
  if (wanted[held].parentNode !== parent) put(parent, wanted[held], parent.firstChild);
  for (let at = held - 1; at >= 0; at--)
    if (wanted[at + 1].previousSibling !== wanted[at]) put(parent, wanted[at], wanted[at + 1]);
  for (let at = held + 1; at < wanted.length; at++)
    if (wanted[at - 1].nextSibling !== wanted[at]) put(parent, wanted[at], wanted[at - 1].nextSibling);
}

// Where the browser can, a node moves without losing its focus.
function put(parent, node, before) {
  if (parent.moveBefore && parent.isConnected && node.isConnected) parent.moveBefore(node, before);
  else parent.insertBefore(node, before);
}

const drawn = new WeakMap();

// Keeps one part ({ node, patch }) for each key; only what is new is made, only what is gone is removed.
function keyed(parent, items, keyOf, make) {
  const parts = drawn.get(parent) ?? new Map();
  drawn.set(parent, parts);
  const keys = new Set(items.map(keyOf));
  for (const key of [...parts.keys()]) if (!keys.has(key)) parts.delete(key);
  place(parent, items.map((item, at) => {
    const key = keyOf(item);
    if (!parts.has(key)) parts.set(key, make(item, at));
    const part = parts.get(key);
    part.patch?.(item, at);
    return part.node;
  }));
  return parts;
}

function minted() {
  return [...crypto.getRandomValues(new Uint8Array(6))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// --- end of elements -----------------------------------------------------------------------------------------------

const STANDS = { done: "done", now: "now", to_come: "to come" };
const counted = (number, one, many) => `${number} ${number === 1 ? one : many}`;

function step(model) {
  return (first) => {
    const title = element("span", { class: "title" });
    const stand = element("span", { class: "away" });
    const words = element("span", { class: "words" });
    const missing = element("span", { class: "missing" });
    const button = element("button", { type: "button", on: { click: () => model.send({ do: "open", key: first.key }) } },
      element("span", { class: "dot", "aria-hidden": "true" }), element("span", { class: "text" }, title, stand, words, missing));
    const node = element("li", {}, button);
    return {
      node,
      patch(now) {
        node.className = `${now.stand in STANDS ? now.stand : "to_come"}${now.open ? " open" : ""}`;
        say(title, now.title);
        say(stand, `(${STANDS[now.stand] ?? "to come"})`);
        say(words, now.words);
        words.hidden = !now.words;
        say(missing, waitsFor(now));
        missing.hidden = !missing.textContent;
        set(button, "aria-current", now.open && "step");
      },
    };
  };
}

// What comes first is said; it never stops anybody from opening the step.
function waitsFor({ missing = [], open, stand }) {
  if (!missing.length || stand === "done") return "";
  if (open || missing.length === 1) return ` usually after: ${missing.join(", ")}`;
  return ` usually after ${counted(missing.length, "other", "others")}`;
}

function render({ model, el }) {
  const id = `path-${minted()}`;
  const title = element("p", { class: "heading", id });
  const list = element("ol", { id: `${id}-steps` });
  const all = element("button", { type: "button", class: "all", "aria-expanded": "false", "aria-controls": list.id, on: { click: () => turn() } });
  const node = element("nav", { class: "lcspr-path", "aria-labelledby": id }, title, all, list);
  el.append(node);

  function turn(open = !node.classList.contains("whole")) {
    node.classList.toggle("whole", open);
    set(all, "aria-expanded", String(open));
    patch();
  }

  function patch() {
    const state = model.get("state") ?? {};
    const items = state.items ?? state.steps ?? [];
    node.hidden = !items.length;
    node.classList.toggle("across", Boolean(state.across));
    say(title, state.title ?? state.label ?? "Steps");
    say(all, node.classList.contains("whole") ? "Only the open one" : `Show all ${items.length}`);
    all.hidden = items.length < 2;
    keyed(list, items, (one) => one.key, step(model));
  }

  model.on("change:state", patch);
  patch();
  return () => model.off("change:state", patch);
}

export default { render };

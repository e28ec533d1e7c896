// --- elements: what is on the page, made and patched in place --------------------------------------------------------

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

/* A diagram from a display list: nodes that can be chosen, arrows between them, the same as a table and in plain words.

   state: { title, in_words, width, height, bands: [{ title, top, bottom }], chosen,
            nodes: [{ id, x, y, w, h, lines: [text], kind, word, shape, sign, note, level, dashed, bold }],
            arrows: [{ id, from, to, points: [[x, y]], label, label_at: [x, y], kind }] }
   Shapes: rounded, squared, pill, cut, folded, double, barred, circle. Points: a start and three for each Bézier curve,
   else a line through all of them.
   says:  choose {id}                                                                                                   */

// --- parts: elements ------------------------------------------------------------------------------------------------

// --- drawing: nodes of the SVG document, never markup --------------------------------------------------------------------------

const SVG = "http://www.w3.org/2000/svg";
const VOICES = new Set(["fact", "perspective", "pressure", "worry", "good_practice", "idea", "outcome"]);
const HEADS = ["What", "Kind", "Level", "Leads to", "Comes from"];
const LINE = 20; // from one line of text to the next
const ZOOMS = [0.25, 0.35, 0.5, 0.7, 0.85, 1, 1.25, 1.5, 2, 3];

function shape(name, attributes = {}, ...inside) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) set(node, key, value);
  node.append(...inside.flat().filter((one) => one != null && one !== false));
  return node;
}

const polygon = (points) => shape("path", { class: "face", d: `M${points.map((point) => point.join(" ")).join("L")}Z` });
const rect = (x, y, w, h, rx = 0, name = "face") => shape("rect", { class: name, x, y, width: w, height: h, rx });

const SHAPES = {
  rounded: (x, y, w, h) => [rect(x, y, w, h, 6)],
  squared: (x, y, w, h) => [rect(x, y, w, h)],
  pill: (x, y, w, h) => [rect(x, y, w, h, Math.min(h / 2, 22))],
  circle: (x, y, w, h) => [shape("ellipse", { class: "face", cx: x + w / 2, cy: y + h / 2, rx: w / 2, ry: h / 2 })],
  double: (x, y, w, h) => [rect(x, y, w, h), rect(x + 3.5, y + 3.5, w - 7, h - 7, 0, "face inner")],
  barred: (x, y, w, h) => [rect(x, y, w, h), shape("path", { class: "edge", d: `M${x + 6} ${y}V${y + h}` })],
  cut(x, y, w, h) {
    const c = Math.min(10, h / 3);
    return [polygon([[x + c, y], [x + w - c, y], [x + w, y + c], [x + w, y + h - c], [x + w - c, y + h], [x + c, y + h], [x, y + h - c], [x, y + c]])];
  },
  folded(x, y, w, h) {
    const c = Math.min(14, h / 2);
    return [polygon([[x, y], [x + w - c, y], [x + w, y + c], [x + w, y + h], [x, y + h]]), shape("path", { class: "edge", d: `M${x + w - c} ${y}V${y + c}H${x + w}` })];
  },
};

function way(points) {
  const at = points.map(([x, y]) => `${+x} ${+y}`);
  if (at.length < 2) return "";
  if (at.length % 3 !== 1) return `M${at[0]}L${at.slice(1).join(" ")}`;
  return `M${at[0]}${at.slice(1).reduce((text, point, n) => text + (n % 3 ? ` ${point}` : `C${point}`), "")}`;
}

// The head points the way the arrow arrives.
function head(points, size = 11) {
  const [x, y] = points.at(-1);
  const [fx, fy] = points.findLast(([a, b]) => Math.hypot(a - x, b - y) > 0.5) ?? [x, y - 1];
  const turn = Math.atan2(y - fy, x - fx);
  const corner = (side) => `${x - size * Math.cos(turn + side)} ${y - size * Math.sin(turn + side)}`;
  return `M${x} ${y}L${corner(0.45)}L${corner(-0.45)}Z`;
}

function middle(points) {
  const curve = points.length % 3 === 1 && points.length > 3;
  if (!curve) return points[Math.floor(points.length / 2)];
  const from = 3 * Math.floor((points.length - 1) / 6);
  const [a, b, c, d] = points.slice(from, from + 4);
  return [0, 1].map((n) => (a[n] + 3 * b[n] + 3 * c[n] + d[n]) / 8);
}

// --- one node --------------------------------------------------------------------------------------------------------------------

function makeNode(first, diagram) {
  const node = shape("g", { role: "button", tabindex: "-1", "data-node": first.id });
  node.addEventListener("click", () => diagram.choose(first.id));
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    diagram.choose(first.id);
  });
  let shown = "";
  return { node, patch };

  function patch(now) {
    const look = JSON.stringify([now.x, now.y, now.w, now.h, now.lines, now.shape, now.sign, now.note]);
    if (look !== shown) node.replaceChildren(...picture(now));
    shown = look;
    set(node, "class", ["node", VOICES.has(now.kind) ? now.kind : "", now.dashed && "dashed", now.bold && "bold", diagram.stand(now.id)].filter(Boolean).join(" "));
    set(node, "aria-pressed", String(diagram.chosen() === now.id));
    set(node, "aria-label", diagram.describe(now));
  }
}

function picture(now) {
  const box = [now.x, now.y, now.w, now.h].map(Number);
  const lines = now.note ? [...now.lines, now.note] : now.lines;
  const top = box[1] + (box[3] - (lines.length - 1) * LINE) / 2;
  const round = now.shape === "circle";
  const x = round ? box[0] + box[2] / 2 : box[0] + 14;
  const words = lines.map((line, at) => shape("text", {
    x, y: top + at * LINE, "text-anchor": round ? "middle" : "start", "dominant-baseline": "central",
    class: now.note && at === lines.length - 1 ? "note" : "words",
  }, at === 0 && now.sign ? `${now.sign} ${line}` : line));
  const ring = rect(box[0] - 5, box[1] - 5, box[2] + 10, box[3] + 10, 9, "ring");
  const ringInk = rect(box[0] - 2.5, box[1] - 2.5, box[2] + 5, box[3] + 5, 7, "ring ink");
  return [ring, ringInk, ...(SHAPES[now.shape] ?? SHAPES.rounded)(...box), ...words];
}

// --- one arrow -------------------------------------------------------------------------------------------------------------------

function makeArrow() {
  const line = shape("path", { class: "line" });
  const tip = shape("path", { class: "tip" });
  const back = shape("text", { class: "label back", "text-anchor": "middle", "aria-hidden": "true" });
  const label = shape("text", { class: "label", "text-anchor": "middle" });
  const node = shape("g", { class: "arrow" }, line, tip, back, label);
  return { node, patch };

  function patch({ arrow, kind, lit }) {
    set(line, "d", way(arrow.points));
    set(tip, "d", arrow.points.length > 1 ? head(arrow.points) : "");
    const [x, y] = arrow.label_at ?? middle(arrow.points) ?? [0, 0];
    for (const one of [back, label]) {
      say(one, arrow.label);
      set(one, "x", x);
      set(one, "y", y);
    }
    set(node, "class", `arrow kind${kind % 4}${lit ? " lit" : ""}`);
  }
}

// --- the diagram -----------------------------------------------------------------------------------------------------------------

function render({ model, el }) {
  const id = `diagram-${minted()}`;
  const title = element("h3", { id });
  const count = element("p", { class: "count" });
  const button = (text, act, attributes = {}) => element("button", { type: "button", class: "quiet", ...attributes, on: { click: act } }, text);
  const smaller = button("−", () => zoomTo(step(-1)), { "aria-label": "Smaller" });
  const larger = button("+", () => zoomTo(step(1)), { "aria-label": "Larger" });
  const whole = button("Fit", () => zoomTo(0), { "aria-label": "Fit the whole diagram" });
  const asTable = button("As a table", () => turn("table"), { "aria-expanded": "false", "aria-controls": `${id}-table` });
  const inWords = button("In plain words", () => turn("words"), { "aria-expanded": "false", "aria-controls": `${id}-words` });
  const bands = shape("g", { class: "bands" });
  const arrows = shape("g", { class: "arrows" });
  const nodes = shape("g", { class: "nodes" });
  const canvas = shape("svg", { role: "group", "aria-labelledby": id, "aria-describedby": `${id}-help` }, bands, arrows, nodes);
  const box = element("div", { class: "box" }, canvas);
  const help = element("p", { class: "help", id: `${id}-help` }, "Arrow keys go from one to the next, Enter chooses, + and − change the size.");
  const words = element("div", { class: "words-panel", id: `${id}-words`, hidden: true }, element("h4", {}, "In plain words"), element("p"));
  const sheet = element("tbody", { role: "rowgroup" });
  const panel = element("div", { class: "table-panel", id: `${id}-table`, hidden: true, role: "region", "aria-labelledby": id, tabindex: "0" },
    element("table", { role: "table", "aria-labelledby": id }, element("thead", { role: "rowgroup" }, element("tr", { role: "row" }, HEADS.map((text) => element("th", { scope: "col", role: "columnheader" }, text)))), sheet));
  const heard = element("p", { class: "away", role: "status" });
  const node = element("section", { class: "lcspr-diagram", "aria-labelledby": id },
    element("div", { class: "top" }, title, count, element("div", { class: "tools" }, smaller, larger, whole, asTable, inWords)),
    box, help, words, panel, heard);
  el.append(node);
  let zoom = 0; // 0 fits the width there is
  let chosen = "";
  let joined = { from: new Map(), to: new Map(), names: new Map() };
  canvas.addEventListener("keydown", keys);
  canvas.addEventListener("focusin", (event) => roam(event.target.closest("[data-node]")));
  const diagram = { choose, describe, chosen: () => chosen, stand };
  const watch = new ResizeObserver(() => zoom || fit());
  watch.observe(box);

  const state = () => model.get("state") ?? {};
  const nameOf = (one) => (one.lines ?? []).join(" ");

  function choose(one) {
    chosen = one;
    model.send({ do: "choose", id: one });
    patch();
    say(heard, `Chosen: ${joined.names.get(one) ?? ""}.`);
  }

  function stand(one) {
    if (one === chosen) return "chosen";
    if (joined.from.get(chosen)?.has(one) || joined.to.get(chosen)?.has(one)) return "near";
    return "";
  }

  function describe(one) {
    const list = (ids) => [...(ids ?? [])].map((each) => joined.names.get(each)).filter(Boolean).join("; ");
    const onwards = list(joined.from.get(one.id));
    const said = [one.word || (VOICES.has(one.kind) ? one.kind.replace("_", " ") : one.kind), one.level].filter(Boolean).join(", ");
    return `${nameOf(one)}${said ? `. ${said}` : ""}${one.note ? `. ${one.note}` : ""}${onwards ? `. Leads to: ${onwards}` : ""}`;
  }

  // -- size ------------------------------------------------------------------------------------------------------------------------------

  function fit() {
    const { width = 100, height = 100 } = state();
    const scale = zoom || Math.min(1, Math.max(0.25, (box.clientWidth - 2) / width));
    canvas.setAttribute("width", Math.round(width * scale));
    canvas.setAttribute("height", Math.round(height * scale));
  }

  function step(by) {
    const now = canvas.clientWidth / (state().width || 100);
    return (by > 0 ? ZOOMS.find((one) => one > now + 0.01) : ZOOMS.findLast((one) => one < now - 0.01)) ?? now;
  }

  function zoomTo(scale) {
    zoom = scale;
    fit();
    say(heard, scale ? `${Math.round(scale * 100)} per cent.` : "The whole diagram.");
    nodes.querySelector(".chosen")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  // -- keys -------------------------------------------------------------------------------------------------------------------------------

  function keys(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "+" || event.key === "=") zoomTo(step(1));
    else if (event.key === "-") zoomTo(step(-1));
    else if (event.key === "0") zoomTo(0);
    else if (!towards(event)) return;
    event.preventDefault();
  }

  // The nearest node in the arrow's direction; what lies aside counts double, and what lies mostly aside comes last.
  function towards(event) {
    const way = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[event.key];
    const here = event.target.closest("[data-node]")?.dataset.node;
    const all = state().nodes ?? [];
    const from = all.find((one) => one.id === here);
    if (!way || !from) return false;
    const centre = (one) => [one.x + one.w / 2, one.y + one.h / 2];
    const [fx, fy] = centre(from);
    const far = (one) => {
      const [dx, dy] = [centre(one)[0] - fx, centre(one)[1] - fy];
      const ahead = dx * way[0] + dy * way[1];
      const aside = Math.abs(dx * way[1] + dy * way[0]);
      return ahead > 1 ? ahead + 2 * aside + (aside > 1.2 * ahead ? 1e6 : 0) : Infinity;
    };
    const best = all.filter((one) => one !== from).map((one) => [far(one), one]).sort((a, b) => a[0] - b[0])[0];
    if (best && best[0] < Infinity) focus(best[1].id);
    return true;
  }

  function focus(one) {
    const to = nodes.querySelector(`[data-node="${CSS.escape(one)}"]`);
    roam(to);
    to?.focus();
    to?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  function roam(to) {
    if (!to) return;
    for (const one of nodes.querySelectorAll('[tabindex="0"]')) if (one !== to) one.setAttribute("tabindex", "-1");
    to.setAttribute("tabindex", "0");
  }

  // -- what a person sees ----------------------------------------------------------------------------------------------------------------------

  function turn(what) {
    const [part, button] = what === "table" ? [panel, asTable] : [words, inWords];
    part.hidden = !part.hidden;
    set(button, "aria-expanded", String(!part.hidden));
    patch();
    if (!part.hidden) part.scrollIntoView({ block: "nearest" });
  }

  function join(now) {
    joined = { from: new Map(), to: new Map(), names: new Map((now.nodes ?? []).map((one) => [one.id, nameOf(one)])) };
    for (const arrow of now.arrows ?? []) {
      joined.from.set(arrow.from, (joined.from.get(arrow.from) ?? new Set()).add(arrow.to));
      joined.to.set(arrow.to, (joined.to.get(arrow.to) ?? new Set()).add(arrow.from));
    }
  }

  function changedState() {
    chosen = state().chosen ?? "";
    patch();
  }

  function patch() {
    const now = state();
    const all = now.nodes ?? [];
    join(now);
    say(title, now.title);
    const many = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;
    say(count, all.length ? `${many(all.length, "box").replace("boxs", "boxes")}, ${many((now.arrows ?? []).length, "arrow")}` : "Nothing on it yet.");
    set(canvas, "viewBox", `0 0 ${+now.width || 100} ${+now.height || 100}`);
    box.hidden = !all.length;
    help.hidden = !all.length;
    keyed(bands, now.bands ?? [], (one) => one.title, band);
    keyed(arrows, drawable(now), ({ arrow }) => arrow.id ?? `${arrow.from} ${arrow.to} ${arrow.kind}`, makeArrow);
    keyed(nodes, all, (one) => one.id, (one) => makeNode(one, diagram));
    if (!nodes.querySelector('[tabindex="0"]')) roam(nodes.querySelector(".chosen") ?? nodes.firstElementChild);
    say(words.lastChild, now.in_words);
    inWords.hidden = !now.in_words;
    if (!panel.hidden) patchTable(now);
    fit();
  }

  function drawable({ arrows: all = [] }) {
    const kinds = [...new Set(all.map((one) => one.kind))];
    const lit = (arrow) => Boolean(chosen) && (arrow.from === chosen || arrow.to === chosen);
    return all.filter((one) => one.points?.length).map((arrow) => ({ arrow, kind: kinds.indexOf(arrow.kind), lit: lit(arrow) }));
  }

  function band() {
    const line = shape("path", { class: "band" });
    const label = shape("text", { class: "band-title", x: 14 });
    return {
      node: shape("g", {}, line, label),
      patch(now) {
        say(label, now.title);
        set(label, "y", now.top + 22);
        set(line, "d", `M0 ${now.top}H${+state().width || 100}`);
      },
    };
  }

  function patchTable(now) {
    const texts = (one) => {
      const list = (ids) => [...(ids ?? [])].map((each) => joined.names.get(each)).join("; ");
      return [one.word || one.kind, one.level ?? "", list(joined.from.get(one.id)), list(joined.to.get(one.id))];
    };
    keyed(sheet, now.nodes ?? [], (one) => one.id, (first) => {
      const name = element("button", { type: "button", class: "link", on: { click: () => choose(first.id) } });
      const cells = HEADS.slice(1).map((text) => element("td", { role: "cell", "data-label": text }));
      return {
        node: element("tr", { role: "row" }, element("th", { scope: "row", role: "rowheader" }, name), cells),
        patch(one) {
          say(name, [one.sign, nameOf(one)].filter(Boolean).join(" "));
          set(name, "aria-pressed", String(one.id === chosen));
          texts(one).forEach((text, at) => say(cells[at], text));
        },
      };
    });
  }

  model.on("change:state", changedState);
  changedState();
  return () => {
    watch.disconnect();
    model.off("change:state", changedState);
  };
}

export default { render };

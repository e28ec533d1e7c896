/* What stands beside a form: what to look at first, how to do the step well, a worked example. Text and lists only.

   state: { before: [{ sentence, source, way_out: text | {label, do}, severity, dismiss }], more, wanting: [{ path, sentence }],
            sections: [{ title, text | paragraphs: [text | [item] | { text, source, label, do }], list }],
            example: { title, lines: [{ label, text }] } }
   Text: a blank line ends a paragraph; lines that begin with - or 1. make a list; **strong**, *emphasis*.
   says:  command {name} · dismiss {id}; a wanting field is found by the event `lcspr-reveal` on the document.                         */

// --- parts: elements ------------------------------------------------------------------------------------------------

// --- small Markdown, as nodes ----------------------------------------------------------------------------------------

const ITEM = /^\s*(?:[-*•]|(\d+)[.)])\s+/;
const STRESS = /\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*|_([^_\s][^_]*)_(?!\w)/g;

function spans(text) {
  const made = [];
  let from = 0;
  for (const found of text.matchAll(STRESS)) {
    made.push(text.slice(from, found.index), found[1] ? element("strong", {}, found[1]) : element("em", {}, found[2] ?? found[3]));
    from = found.index + found[0].length;
  }
  return [...made, text.slice(from)].filter((one) => one !== "");
}

function blocks(text) {
  return String(text ?? "").split(/\n\s*\n/).filter((part) => part.trim()).flatMap(block);
}

function block(part) {
  const made = [];
  for (const line of part.trim().split("\n")) {
    const item = ITEM.exec(line);
    const last = made.at(-1);
    const tag = item && (item[1] ? "ol" : "ul");
    if (item && last?.tag === tag) last.items.push(line.slice(item[0].length));
    else if (item) made.push({ tag, items: [line.slice(item[0].length)] });
    else if (last?.tag) last.items[last.items.length - 1] += ` ${line.trim()}`;
    else if (last) last.text += ` ${line.trim()}`;
    else made.push({ text: line.trim() });
  }
  return made.map((one) => (one.tag ? element(one.tag, {}, one.items.map((item) => element("li", {}, spans(item)))) : element("p", {}, spans(one.text))));
}

function paragraph(one, model) {
  if (typeof one === "string") return blocks(one);
  if (Array.isArray(one)) return [element("ul", {}, one.map((item) => element("li", {}, spans(String(item)))))];
  const source = one.source && element("span", { class: "source" }, ` (${one.source})`);
  return [element("p", {}, spans(String(one.text ?? "")), source, one.do && " ", one.do && wayOut(one, model))];
}

function wayOut(one, model) {
  return element("button", { type: "button", class: "link", on: { click: () => model.send({ do: "command", name: String(one.do) }) } }, String(one.label ?? one.text));
}

// --- the column -------------------------------------------------------------------------------------------------------

function caution(one, model) {
  const words = element("p", {}, spans(String(one.sentence ?? "")));
  if (one.source) words.append(element("span", { class: "source" }, ` (${one.source})`));
  const out = one.way_out && (typeof one.way_out === "object" ? element("p", {}, wayOut(one.way_out, model)) : element("p", { class: "out" }, spans(String(one.way_out))));
  const aside = one.dismiss && element("p", {}, element("button", { type: "button", class: "link", on: { click: () => model.send({ do: "dismiss", id: String(one.dismiss) }) } }, "Leave the wording, with a reason"));
  return element("li", { class: one.severity === "block" ? "stops" : "" }, one.severity === "block" && element("p", { class: "stop" }, "This has to be settled first"), words, out, aside);
}

function before({ before: cautions = [], more = 0 }, model) {
  if (!cautions.length) return null;
  return element("section", { class: "before" }, element("h3", {}, "Before you go on"),
    element("ul", {}, cautions.map((one) => caution(one, model))),
    more > 0 && element("p", { class: "more" }, `And ${more} more, once these are looked at.`));
}

function wanting({ wanting: fields = [] }) {
  if (!fields.length) return null;
  const reveal = (path) => () => document.dispatchEvent(new CustomEvent("lcspr-reveal", { detail: { path } }));
  const link = (one) => element("li", {}, element("button", { type: "button", class: "link", on: { click: reveal(one.path) } }, String(one.sentence)));
  return element("section", {}, element("h3", {}, "Still to write"), element("ul", { class: "wanting" }, fields.map(link)));
}

function section(one, model) {
  return element("section", {}, element("h3", {}, String(one.title ?? "")), blocks(one.text),
    (one.paragraphs ?? []).flatMap((each) => paragraph(each, model)),
    one.list?.length && element("ul", {}, one.list.map((item) => element("li", {}, spans(String(item))))));
}

function example({ example: given }, open) {
  if (!given?.lines?.length) return null;
  const lines = given.lines.flatMap((one) => [element("dt", {}, String(one.label)), element("dd", {}, String(one.text))]);
  return element("details", { open }, element("summary", {}, String(given.title ?? "A worked example")), element("dl", {}, lines));
}

function render({ model, el }) {
  const node = element("aside", { class: "lcspr-guidance", "aria-label": "Guidance" });
  const parts = Object.fromEntries(["before", "wanting", "sections", "example"].map((name) => [name, element("div")]));
  const shown = {};
  node.append(...Object.values(parts));
  el.append(node);

  // Only a part whose content changed is drawn anew, so that nobody's place in the text is lost.
  function redraw(name, given, draw) {
    const now = JSON.stringify(given ?? null);
    if (shown[name] === now) return;
    shown[name] = now;
    const open = parts[name].querySelector("details")?.open;
    parts[name].replaceChildren(...[draw(open)].flat().filter(Boolean));
  }

  function patch() {
    const state = model.get("state") ?? {};
    redraw("before", [state.before, state.more], () => before(state, model));
    redraw("wanting", state.wanting, () => wanting(state));
    redraw("sections", state.sections, () => (state.sections ?? []).map((one) => section(one, model)));
    redraw("example", state.example, (open) => example(state, open));
  }

  model.on("change:state", patch);
  patch();
  return () => model.off("change:state", patch);
}

export default { render };

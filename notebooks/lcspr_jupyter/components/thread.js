/* The thread: what a recommendation rests on, down to the words that were said, and what came of it.

   state: { chosen, columns: [{ title, items: [{ id, title, kind, sign, word, who, when, note, loose, tags: [text | {text, kind}] }] }],
            links: [{ from, to, how }], outline, summary, title? }      `from` rests on `to`
   says:  choose {id} · outline {on}                                                                                   */

// --- parts: elements, calm ------------------------------------------------------------------------------------------

const VOICES = new Set(["fact", "perspective", "pressure", "worry", "good_practice", "idea"]);
const AGAINST = /against|contradict|question|doubt/i;
const tagOf = (one) => (typeof one === "string" ? { text: one, kind: "plain" } : one);
const plain = (how) => (how === "supports" ? "" : how ?? ""); // that it supports goes without saying

function gist(text, most = 90) {
  return text.length > most ? `${text.slice(0, most).replace(/\s+\S*$/, "")}…` : text;
}

// --- what hangs together -------------------------------------------------------------------------------------------------

function woven(state) {
  const items = new Map((state.columns ?? []).flatMap((column) => column.items ?? []).map((one) => [one.id, one]));
  const links = (state.links ?? []).filter((link) => items.has(link.from) && items.has(link.to));
  const down = grouped(links, "from", "to");
  const up = grouped(links, "to", "from");
  return { items, down, up };
}

function grouped(links, by, other) {
  const found = new Map();
  for (const link of links) found.set(link[by], [...(found.get(link[by]) ?? []), { id: link[other], how: link.how }]);
  return found;
}

function reached(from, ways) {
  const seen = new Set();
  const open = [from];
  while (open.length) {
    for (const { id } of ways.get(open.pop()) ?? []) {
      if (seen.has(id) || id === from) continue;
      seen.add(id);
      open.push(id);
    }
  }
  return seen;
}

// --- one thing on the thread -----------------------------------------------------------------------------------------------

function makeItem(first, thread) {
  const sign = element("span", { class: "sign" });
  const who = element("span", { class: "whose" });
  const head = element("span", { class: "who" }, sign, who);
  const title = element("span", { class: "words" });
  const note = element("span", { class: "note" });
  const loose = element("span", { class: "loose" });
  const how = element("span", { class: "how" });
  const tags = element("span", { class: "tags" });
  const button = element("button", { type: "button", "data-item": first.id, tabindex: "-1", on: { click: () => thread.choose(first.id) } },
    head, title, tags, note, how, loose);
  return { node: element("li", {}, button), button, patch };

  function patch(now, stand) {
    const voiced = VOICES.has(now.kind);
    button.className = `item ${voiced ? `card ${now.kind}` : "box"} ${stand.place}${now.loose ? " broken" : ""}`;
    set(button, "aria-current", stand.place === "chosen" && "true");
    say(sign, voiced ? `${now.sign} ${now.word}` : "");
    say(who, voiced ? [now.who, now.when].filter(Boolean).join(", ") : "");
    head.hidden = !voiced;
    say(title, now.title);
    say(note, [now.note, !voiced && [now.who, now.when].filter(Boolean).join(", ")].filter(Boolean).join(" · "));
    note.hidden = !note.textContent;
    say(loose, now.loose);
    loose.hidden = !now.loose;
    say(how, stand.how ?? "");
    how.className = `how ${AGAINST.test(stand.how ?? "") ? "against" : ""}`;
    how.hidden = !stand.how;
    const kinds = ["done", "soon", "late", "plain"];
    keyed(tags, (now.tags ?? []).map(tagOf), (one) => one.text, (one) => {
      const tag = element("span", { class: `tag ${kinds.includes(one.kind) ? one.kind : "plain"}` });
      return { node: tag, patch: (each) => say(tag, each.text) };
    });
    tags.hidden = !tags.children.length;
  }
}

// --- the outline: the same, as nested lists -------------------------------------------------------------------------------------

function outline(state, thread) {
  const { items, down, up } = woven(state);
  const chosen = items.get(state.chosen);
  const mine = new Set([state.chosen, ...reached(state.chosen, down), ...reached(state.chosen, up)]);
  const others = [...items.values()].filter((one) => !mine.has(one.id));
  const tree = (ways, empty) => {
    const told = new Set();
    const branch = (id) => {
      const below = ways.get(id) ?? [];
      return below.length ? element("ul", {}, below.map((one) => {
        const again = told.has(one.id);
        told.add(one.id);
        return element("li", {}, line(items.get(one.id), one.how, again), !again && branch(one.id));
      })) : null;
    };
    return branch(state.chosen) ?? element("p", { class: "soft" }, empty);
  };
  return [
    chosen && element("p", { class: "start" }, line(chosen)),
    element("h3", {}, "What it rests on"), tree(down, "Nothing. Whoever reads it cannot see where it comes from."),
    element("h3", {}, "What came of it"), tree(up, "Nothing yet."),
    others.length > 0 && element("h3", {}, "Beside it"),
    others.length > 0 && element("ul", {}, others.map((one) => element("li", {}, line(one)))),
  ];

  function line(one, how = "", again = false) {
    const said = [[one.sign, one.word].filter(Boolean).join(" "), one.who, one.when].filter(Boolean).join(", ");
    const tags = (one.tags ?? []).map((tag) => tagOf(tag).text);
    const more = [plain(how), one.note, ...tags, one.loose, again && "told above"].filter(Boolean).join("; ");
    const button = element("button", { type: "button", class: "link", "data-item": one.id, on: { click: () => thread.choose(one.id) } }, gist(one.title, 200));
    set(button, "aria-current", one.id === state.chosen && "true");
    return element("span", { class: one.loose ? "broken" : "" }, said && element("span", { class: "said" }, `${said}: `), button, more && element("span", { class: "more" }, ` (${more})`));
  }
}

// --- the thread ---------------------------------------------------------------------------------------------------------------------

function render({ model, el }) {
  const id = `thread-${minted()}`;
  const patch = calm(draw);
  const title = element("h2", { id });
  const summary = element("p", { class: "summary" });
  const words = element("span");
  const turn = element("button", { type: "button", class: "link turn", on: { click: () => outlined(!shown.outline) } });
  const columns = element("div", { class: "columns" });
  const tree = element("div", { class: "outline" });
  const empty = element("p", { class: "soft" }, "Nothing is on the thread yet. It begins with what somebody said or recorded: cards on the wall, or rows of a chronology.");
  const heard = element("p", { class: "away", role: "status" });
  const node = element("section", { class: "lcspr-thread", "aria-labelledby": id },
    element("div", { class: "top" }, element("div", {}, title, element("p", { class: "lead" }, words, " ", turn)), summary),
    empty, columns, tree, heard);
  const parts = new Map();
  const shown = { chosen: "", outline: false, tree: "" };
  let stand = null; // how each thing stands to the chosen one
  el.append(node);
  columns.addEventListener("keydown", arrows);
  columns.addEventListener("focusin", (event) => roam(event.target.closest("[data-item]")));

  function choose(chosen) {
    if (chosen !== shown.chosen) model.send({ do: "choose", id: chosen });
    shown.chosen = chosen;
    patch();
    const item = woven(model.get("state") ?? {}).items.get(chosen);
    if (item) say(heard, `Chosen: ${gist(item.title)}.`);
  }

  function outlined(on) {
    shown.outline = on;
    model.send({ do: "outline", on });
    patch();
  }

  function changedState() {
    const state = model.get("state") ?? {};
    shown.chosen = state.chosen ?? "";
    shown.outline = Boolean(state.outline);
    patch();
  }

  function draw() {
    const state = { ...(model.get("state") ?? {}), chosen: shown.chosen };
    const web = woven(state);
    const item = web.items.get(state.chosen);
    say(title, state.title || "What does this rest on?");
    say(summary, state.summary);
    say(words, item ? `Chosen: “${gist(item.title, 70)}” Before it stands what it rests on, after it what came of it.` : "Choose anything to see what it rests on and what came of it.");
    say(turn, shown.outline ? "As columns" : "As an outline");
    empty.hidden = web.items.size > 0;
    words.parentNode.hidden = !web.items.size;
    columns.hidden = shown.outline || !web.items.size;
    tree.hidden = !shown.outline || !web.items.size;
    patchColumns(state, web);
    patchTree(state);
  }

  function patchColumns(state, web) {
    const below = reached(state.chosen, web.down);
    const above = reached(state.chosen, web.up);
    const hows = new Map([state.chosen, ...below].flatMap((one) => web.down.get(one) ?? []).filter((one) => plain(one.how)).map((one) => [one.id, one.how]));
    stand = (name) => ({
      place: name === state.chosen ? "chosen" : below.has(name) ? "below" : above.has(name) ? "above" : "beside",
      how: hows.get(name),
    });
    keyed(columns, (state.columns ?? []).map((column, at) => ({ ...column, at })), (column) => `${column.at} ${column.title}`, makeColumn);
    for (const key of [...parts.keys()]) if (!web.items.has(key)) parts.delete(key);
    settleTabs();
  }

  function makeColumn() {
    const heading = element("h3", { id: `${id}-${minted()}` });
    const list = element("ul");
    const none = element("p", { class: "soft none" }, "Nothing here yet.");
    const section = element("section", { "aria-labelledby": heading.id }, heading, list, none);
    return {
      node: section,
      patch({ title: words, items = [] }) {
        say(heading, words);
        none.hidden = items.length > 0;
        place(list, items.map(itemNode));
      },
    };
  }

  function itemNode(one) {
    if (!parts.has(one.id)) parts.set(one.id, makeItem(one, { choose }));
    parts.get(one.id).patch(one, stand(one.id));
    return parts.get(one.id).node;
  }

  // The outline is drawn anew only when it differs, and whoever stood in it stands there still.
  function patchTree(state) {
    if (!shown.outline) return;
    const now = JSON.stringify([state.chosen, state.columns, state.links]);
    if (now === shown.tree) return;
    shown.tree = now;
    const held = tree.contains(document.activeElement) ? document.activeElement.dataset.item : null;
    tree.replaceChildren(...outline(state, { choose }).filter(Boolean));
    if (held != null) (tree.querySelector(`[data-item="${CSS.escape(held)}"]`) ?? tree.querySelector("button"))?.focus();
  }

  // -- keys: arrows go from thing to thing, the tab key from column to column ----------------------------------------------

  const itemsIn = (section) => [...section.querySelectorAll("[data-item]")];

  function arrows(event) {
    const item = event.target.closest("[data-item]");
    const to = item && neighbour(item, event.key);
    if (!to || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    to.focus();
  }

  function neighbour(item, key) {
    const column = itemsIn(item.closest("section"));
    const at = column.indexOf(item);
    const inColumn = { ArrowDown: column[at + 1], ArrowUp: column[at - 1], Home: column[0], End: column.at(-1) };
    if (key in inColumn) return inColumn[key];
    const step = { ArrowLeft: "previousElementSibling", ArrowRight: "nextElementSibling" }[key];
    let next = step && item.closest("section")[step];
    while (next && !itemsIn(next).length) next = next[step];
    const across = next ? itemsIn(next) : [];
    return across.find((one) => one.matches(".below, .above, .chosen")) ?? across[Math.min(at, across.length - 1)];
  }

  function roam(item) {
    if (!item) return;
    for (const one of itemsIn(item.closest("section"))) one.setAttribute("tabindex", one === item ? "0" : "-1");
  }

  function settleTabs() {
    for (const section of columns.children) {
      const all = itemsIn(section);
      const held = all.find((one) => one === document.activeElement);
      roam(held ?? all.find((one) => one.matches(".chosen")) ?? all.find((one) => one.matches(".below, .above")) ?? all[0]);
    }
  }

  model.on("change:state", changedState);
  changedState();
  return () => {
    patch.stop();
    model.off("change:state", changedState);
  };
}

export default { render };

/* The path of steps: done, current, to come, each with a word of state; any of them can be opened at any time.

   state: { title?, label?, across?, items: [{ key, title, words, stand: done | now | to_come, missing: [title], open }] }
   says:  open {key}                                                                                                  */

// --- parts: elements ------------------------------------------------------------------------------------------------

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

  // A link from another page may name the step to open; the page alone reads it, and asks as a click would.
  function asked() {
    const key = decodeURIComponent(location.hash.slice(1));
    const found = (model.get("state")?.items ?? []).find((one) => one.key === key && !one.open);
    if (found) model.send({ do: "open", key });
  }

  model.on("change:state", patch);
  patch();
  asked();
  return () => model.off("change:state", patch);
}

export default { render };

/* The path of steps: done, current, to come, each with a word of state; any of them can be opened at any time.

   state: { title?, label?, across?, counted?: [one, many],
            items: [{ key, title, words, stand: done | now | to_come, missing: [title], open, phase? }] }
   Items that name a phase stand under its heading, which is folded but where the open step is.
   says:  open {key}
   hears: {sorry: sentence}: the step that was open stays open, and any can be chosen again.
   link:  #KEY opens a step, #KEY@OF the one of an agency (or person, or episode), and ~QUESTION goes to a question.     */

// --- parts: elements ------------------------------------------------------------------------------------------------

const STANDS = { done: "done", now: "now", to_come: "to come" };
const counted = (number, one, many) => `${number} ${number === 1 ? one : many}`;

function step(choose) {
  return (first) => {
    const title = element("span", { class: "title" });
    const stand = element("span", { class: "away" });
    const words = element("span", { class: "words" });
    const missing = element("span", { class: "missing" });
    const button = element("button", { type: "button", on: { click: () => choose(first.key) } },
      element("span", { class: "dot", "aria-hidden": "true" }), element("span", { class: "text" }, title, stand, words, missing));
    button.dataset.key = first.key;
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

// Steps that stand under the same phase, in the order they come.
function phased({ items, counted }) {
  const found = new Map();
  for (const one of items) found.set(one.phase, [...(found.get(one.phase) ?? []), one]);
  return [...found].map(([title, some]) => ({ title, items: some, what: counted?.[some.length === 1 ? 0 : 1] }));
}

// A phase: its heading with how far it is, and its steps, unfolded while one of them is open.
function phase(choose) {
  return () => {
    const title = element("span", { class: "phase-title" });
    const count = element("span", { class: "count" });
    const steps = element("ol");
    const fold = element("details", {}, element("summary", {}, element("h2", {}, title, " ", count)), steps);
    const node = element("li", {}, fold);
    let held = "";
    return {
      node,
      patch(now) {
        const open = now.items.find((one) => one.open)?.key ?? "";
        say(title, now.title);
        const done = now.items.filter((one) => one.stand === "done").length;
        say(count, [done, "of", now.items.length, now.what, "done"].filter((one) => one !== undefined).join(" "));
        node.className = `phase${open ? " here" : ""}`;
        if (open !== held) fold.open = Boolean(open) || (fold.open && !held);
        held = open;
        keyed(steps, now.items, (one) => one.key, step(choose));
      },
    };
  };
}

function linked() {
  const [, key = "", of = "", question = ""] = /^#([^@~]*)(?:@([^~]*))?(?:~(.*))?$/.exec(decodeURIComponent(location.hash)) ?? [];
  return { key, of, question, done: !key };
}

const current = (key) => document.querySelector(`.lcspr-path [data-key="${CSS.escape(key)}"][aria-current]`);

function render({ model, el }) {
  const id = `path-${minted()}`;
  const title = element("p", { class: "heading", id });
  const list = element("ol", { id: `${id}-steps` });
  const all = element("button", { type: "button", class: "all", "aria-expanded": "false", "aria-controls": list.id, on: { click: () => turn() } });
  const sorry = element("p", { class: "sorry", role: "alert" });
  const node = element("nav", { class: "lcspr-path", "aria-labelledby": id }, title, all, sorry, list);
  let link = linked();
  let looking = 0;
  el.append(node);

  function choose(key) {
    say(sorry, "");
    model.send({ do: "open", key });
  }

  function hear(message) {
    if (message?.sorry) say(sorry, message.sorry);
  }

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
    if (items[0]?.phase) keyed(list, phased({ ...state, items }), (one) => one.title, phase(choose));
    else keyed(list, items, (one) => one.key, step(choose));
    node.classList.toggle("phases", Boolean(items[0]?.phase));
    asked();
  }

  // A link from another page may name the step to open; the page alone reads it, and asks as a click would.
  function asked() {
    if (link.done) return;
    const items = model.get("state")?.items ?? [];
    const step = items.find((one) => one.key === link.key);
    const thing = link.of && current(link.key) && items.find((one) => one.key === link.of);
    const found = step ?? thing;
    if (!found) return;
    link.done = true;
    if (!found.open) choose(found.key);
    if (step && link.question) look({ ...link }, 0);
  }

  // The question is there once the form is: it is looked for a while, and then left alone.
  function look(wanted, tries) {
    const there = current(wanted.key) && (!wanted.of || current(wanted.of)) && document.querySelector(`[data-path="${CSS.escape(wanted.question)}"]`);
    if (there) looking = setTimeout(() => document.dispatchEvent(new CustomEvent("lcspr-reveal", { detail: { path: wanted.question } })), 300);
    else if (tries < 60) looking = setTimeout(() => look(wanted, tries + 1), 250);
  }

  function moved() {
    link = linked();
    asked();
  }

  addEventListener("hashchange", moved);
  model.on("change:state", patch);
  model.on("msg:custom", hear);
  patch();
  return () => {
    clearTimeout(looking);
    removeEventListener("hashchange", moved);
    model.off("change:state", patch);
    model.off("msg:custom", hear);
  };
}

export default { render };

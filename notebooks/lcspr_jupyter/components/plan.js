/* The plan of a review: each strand's steps, what was changed and why, and native forms that change it.

   state: { lead, may, undo: label | "", doubts: [{ sentence, way_out }],
            strands: [{ key, title, role, can_remove, steps: [{ title, words, whose }],
                        changes: [{ key, sentence, why }],
                        go: [{ key, title }], come: [{ key, title, whose }], after: [{ key, title }] }],
            offers: [{ key, title, hint }], rescue, target, begun: { strand: { name: text } } }
   says:  change {strand, how, step, new, after, reason, edit} · take_back {change, edit} · add_strand {methodology, edit}
          remove_strand {strand, edit} · undo {edit} · begin {row: strand, cells, edit}
   told:  { saved: edit, at } | { sorry, edit }                                                                       */

// --- parts: elements, saving, begun -----------------------------------------------------------------------------------

let made = 0;

// `holds` names a node across drawings, so that the focus and what was typed stay where they were.
function button(label, holds, act, kind = "btn quiet") {
  return element("button", { type: "button", class: kind, "data-holds": holds, on: { click: act } }, label);
}

function field(label, control, hint) {
  control.id = `plan-${(made += 1)}`;
  if (hint) control.setAttribute("aria-describedby", `${control.id}-hint`);
  return element("div", { class: "field" }, element("label", { for: control.id }, label),
    hint && element("p", { class: "hint", id: `${control.id}-hint` }, hint), control);
}

function choice(holds, options, first) {
  const groups = new Map();
  const node = element("select", { "data-holds": holds }, element("option", { value: "" }, first));
  for (const one of options) {
    const option = element("option", { value: one.key }, one.title);
    if (!one.whose) node.append(option);
    else {
      if (!groups.has(one.whose)) groups.set(one.whose, node.appendChild(element("optgroup", { label: one.whose })));
      groups.get(one.whose).append(option);
    }
  }
  return node;
}

// --- what is shown --------------------------------------------------------------------------------------------------

function doubts(state) {
  if (!state.doubts.length) return null;
  const lines = state.doubts.map((one) => element("li", {}, element("p", {}, one.sentence), element("p", { class: "out" }, one.way_out)));
  return element("section", { class: "doubts" }, element("h2", {}, "To settle before going on"), element("ul", {}, lines));
}

function steps(strand) {
  const lines = strand.steps.map((one) => element("li", {}, element("span", { class: "title" }, one.title),
    one.whose && element("span", { class: "tag plain" }, one.whose), element("span", { class: "words" }, one.words)));
  return element("ol", { class: "steps" }, lines);
}

function changes(strand, state, model) {
  if (!strand.changes.length) return element("p", { class: "soft" }, "Every step is taken as the methodology has it.");
  const lines = strand.changes.map((one) => element("li", {}, element("p", { class: "what" }, one.sentence), element("p", { class: "why" }, one.why),
    state.may && button(`Take this back`, `back ${one.key}`, () => model.send({ do: "take_back", change: one.key, edit: `at ${strand.key}` }), "link")));
  return element("ul", { class: "changes" }, lines);
}

// --- changing a step ------------------------------------------------------------------------------------------------

const HOWS = [["dropped", "Leave a step out"], ["replaced", "Put another step in its place"], ["added", "Add a step"]];

function changing(strand, model, saver, begun) {
  const holds = (name) => `${name} ${strand.key}`;
  const how = element("select", { "data-holds": holds("how") }, HOWS.map(([key, title]) => element("option", { value: key }, title)));
  const step = choice(holds("step"), strand.go, "Choose a step");
  const fresh = choice(holds("new"), strand.come, "Choose a step");
  const after = choice(holds("after"), strand.after, "Where it usually stands");
  const reason = element("input", { type: "text", maxlength: "500", autocomplete: "off", required: true, "data-holds": holds("reason") });
  const fields = { step: field("Which step", step), fresh: field("Which step comes in", fresh), after: field("After which step", after) };
  const form = element("form", { novalidate: true }, field("What changes", how), fields.step, fields.fresh, fields.after,
    field("Why", reason, "One line. It is kept with your name and the day, and stands with how the review was done."),
    element("button", { type: "submit", class: "btn", "data-holds": holds("change") }, "Change the plan"));
  const fit = () => {
    fields.step.hidden = how.value === "added";
    fields.fresh.hidden = how.value === "dropped";
    fields.after.hidden = how.value !== "added";
  };
  how.addEventListener("change", fit);
  form.addEventListener("fit", fit);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const wanted = [...(how.value === "added" ? [] : [[step, "Choose the step."]]), ...(how.value === "dropped" ? [] : [[fresh, "Choose the step that comes in."]]), [reason, "Say why: the reason is kept with the change."]];
    const missing = wanted.find(([control]) => !control.value.trim());
    form.dispatchEvent(new CustomEvent("complain", { bubbles: true, detail: { strand: strand.key, words: missing?.[1] ?? "", at: missing?.[0] } }));
    saver.flush(); // the words first, so that they are kept whatever comes of the change
    if (!missing) model.send({ do: "change", strand: strand.key, how: how.value, step: how.value === "added" ? "" : step.value, new: how.value === "dropped" ? "" : fresh.value, after: how.value === "added" ? after.value : "", reason: reason.value.trim(), edit: `in ${strand.key}` });
  });
  begun.held(strand.key, { how, step, new: fresh, after, reason });
  fit();
  return element("details", { "data-holds": holds("details") }, element("summary", { "data-holds": holds("summary") }, "Change a step"), form);
}

function strandOf(strand, state, model, saver, begun) {
  const id = `plan-strand-${(made += 1)}`;
  return element("section", { class: "panel strand", "aria-labelledby": id },
    element("p", { class: "role" }, strand.role), element("h2", { id }, strand.title), steps(strand),
    element("h3", {}, "What was changed"), changes(strand, state, model),
    element("p", { class: "sorry-line", role: "alert", "data-alert": strand.key }),
    state.may && changing(strand, model, saver, begun),
    state.may && strand.can_remove && button("Take this methodology off the plan", `off ${strand.key}`, () => model.send({ do: "remove_strand", strand: strand.key, edit: `at ${strand.key}` }), "link"));
}

function beside(state, model) {
  if (!state.may) return null;
  const sorry = element("p", { class: "sorry-line", role: "alert", "data-alert": "" });
  if (!state.offers.length)
    return element("section", { class: "panel" }, element("h2", {}, "Another methodology beside it"), element("p", { class: "soft" }, "No other methodology is installed here."), sorry);
  const which = choice("which", state.offers, "Choose a methodology");
  const form = element("form", { novalidate: true }, field("Which methodology", which, "It works over the same evidence. Its steps stand under their own heading on the Review page."),
    element("button", { type: "submit", class: "btn quiet", "data-holds": "beside" }, "Add it beside the lead"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    form.dispatchEvent(new CustomEvent("complain", { bubbles: true, detail: { strand: "", words: which.value ? "" : "Choose the methodology.", at: which.value ? null : which } }));
    if (which.value) model.send({ do: "add_strand", methodology: which.value, edit: "in " });
  });
  return element("section", { class: "panel" }, element("h2", {}, "Another methodology beside it"), form, sorry);
}

// --- the page -------------------------------------------------------------------------------------------------------

function render({ model, el }) {
  const told = element("p", { class: "told", role: "status", tabindex: "-1" });
  const page = element("div");
  el.classList.add("lcspr-plan");
  const saver = saving({ model, sent() {}, settled() {}, changed: () => bad.patch() });
  const begun = beginning({ model, saver, changed: () => draw() });
  const bad = alarm(saver);
  el.append(bad.node, page, told);

  function held() {
    const kept = new Map();
    for (const one of page.querySelectorAll("[data-holds]")) kept.set(one.dataset.holds, one.tagName === "DETAILS" ? one.open : one.value);
    return { kept, focus: page.contains(document.activeElement) ? document.activeElement.dataset.holds : null };
  }

  function restore({ kept, focus }) {
    for (const one of page.querySelectorAll("[data-holds]")) {
      const was = kept.get(one.dataset.holds);
      if (one.tagName === "DETAILS") one.open = Boolean(was);
      else if (was && (one.tagName === "INPUT" || [...(one.options ?? [])].some((option) => option.value === was))) one.value = was;
    }
    for (const form of page.querySelectorAll("form")) form.dispatchEvent(new Event("fit"));
    if (focus != null) ([...page.querySelectorAll("[data-holds]")].find((one) => one.dataset.holds === focus) ?? told).focus();
  }

  function draw() {
    const state = model.get("state");
    if (!state?.strands) return;
    const before = held();
    page.replaceChildren(...[element("p", { class: "lead" }, state.lead), doubts(state),
      state.undo && element("p", {}, button(state.undo, "undo", () => model.send({ do: "undo", edit: "at " }))),
      ...state.strands.map((one) => strandOf(one, state, model, saver, begun)), beside(state, model),
      ...begun.places().filter((place) => !state.strands.some((one) => one.key === place)).map(begun.left)].filter(Boolean));
    restore(before);
  }

  function complain({ strand, words, at }) {
    for (const one of page.querySelectorAll("[data-alert]")) one.textContent = one.dataset.alert === strand ? words : "";
    for (const one of page.querySelectorAll("[aria-invalid]")) one.removeAttribute("aria-invalid");
    at?.setAttribute("aria-invalid", "true");
    at?.focus();
  }

  // A change that is saved leaves its form empty for the next one.
  function settled(strand) {
    complain({ strand: "", words: "" });
    for (const name of ["step", "new", "after", "reason"]) for (const one of page.querySelectorAll("[data-holds]")) if (one.dataset.holds === `${name} ${strand}`) one.value = "";
    begun.done(strand);
    if (!strand) for (const one of page.querySelectorAll('[data-holds="which"]')) one.value = "";
  }

  function heard(message) {
    const [, how, strand] = /^(in|at|) ?(.*)$/.exec(String(message.edit ?? message.saved ?? "")) ?? [];
    if (how === undefined || (strand && !how)) return; // of words that were begun: the saver answers for those
    if (message.sorry) complain({ strand, words: String(message.sorry) });
    if (message.saved && how === "in") settled(strand); // what is only taken back leaves what is being written
    if (message.saved) told.textContent = `✓ Saved ${message.at ?? ""}`.trim();
  }

  page.addEventListener("complain", (event) => complain(event.detail));
  model.on("change:state", draw);
  model.on("msg:custom", heard);
  draw();
  return () => {
    saver.stop();
    model.off("change:state", draw);
    model.off("msg:custom", heard);
  };
}

export default { render };

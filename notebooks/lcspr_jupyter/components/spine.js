/* Where a case stands, in one look: the phases every case goes through, its few great days, and what is next.

   state: { phases: [{ key, title, words, stand: done | past | now | to_come }], facts: [{ label, value, words, sort }],
            next: [{ day, what, late, href }], more: { label, href } }                                                        */

// --- parts: elements --------------------------------------------------------------------------------------------------

const STANDS = { done: "done", past: "passed", now: "under way", to_come: "to come" };

function phase(one) {
  return element("li", { class: one.stand, "aria-current": one.stand === "now" && "step" },
    element("span", { class: "bead", "aria-hidden": "true" }),
    element("span", { class: "title" }, one.title),
    element("span", { class: "words" }, one.words || STANDS[one.stand]));
}

function fact(one) {
  return [element("dt", {}, one.label), element("dd", {}, element("strong", {}, one.value), one.words && element("span", { class: `tag ${one.sort || "plain"}` }, one.words))];
}

function upcoming(one) {
  return element("li", { class: one.late ? "late" : "" }, one.day && [element("span", { class: "day" }, one.day), " "], one.late && [element("span", { class: "tag late" }, "late"), " "], one.href ? element("a", { href: one.href }, one.what) : one.what);
}

function render({ model, el }) {
  const node = element("section", { class: "lcspr-spine", "aria-label": "Where this case stands" });
  el.append(node);

  function patch() {
    const state = model.get("state") ?? {};
    if (!state.phases) return;
    node.replaceChildren(
      element("ol", { class: "phases", "aria-label": "Phases" }, state.phases.map(phase)),
      element("div", { class: "both" },
        element("dl", { class: "facts" }, (state.facts ?? []).flatMap(fact)),
        element("div", { class: "next" }, element("h2", {}, "Next"),
          state.next?.length ? element("ul", {}, state.next.map(upcoming)) : element("p", {}, "Nothing has a date."),
          state.more && element("p", {}, element("a", { href: state.more.href }, state.more.label)))));
  }

  model.on("change:state", patch);
  patch();
  return () => model.off("change:state", patch);
}

export default { render };

/* The register of reviews: what needs somebody now, and every review with its stage, its next date and who has to act.

   state: { headline, lead, sorry, go: { label, href } | null, commands: [{ label, do }],
            due: [{ day, review, href, what, who, source }], counting: { left, of } | null,
            stages: [title], roles: [{ key, title }], reviews: [row] }
   row:   { id, title, href, reference, method, rules, folded, course, phase, phases, stage, place, six_months, order,
            due, due_day, due_tag, due_state, due_what, who, late, late_words, owing: [role key] }
   says:  new {} · refresh {}                                                                                            */

// --- parts: elements ---------------------------------------------------------------------------------------------------

const AT_ONCE = 40; // rows that are there with the page; the others follow while nothing else is asked for
const MORE = 60;
const LEAP = 10; // rows for Page Up and Page Down
const AGAIN = 4000; // milliseconds until the page asks how far the dates are
const SHOWS = [
  ["", "All that are open"],
  ["late", "With something late"],
  ["soon", "With a date in 14 days"],
  ["put off", "Put off"],
  ["published", "Report out, actions go on"],
];
const SORTS = [
  ["press", "What presses first"],
  ["title", "By name"],
  ["stage", "By stage"],
  ["new", "Newest first"],
];
const BY_NAME = new Intl.Collator("en-GB", { numeric: true });
const PUT = {
  press: (a, b) => PUT.due(a.due || "9999", b.due || "9999") || b.late - a.late || PUT.title(a, b),
  due: (a, b) => (a < b ? -1 : a > b ? 1 : 0),
  title: (a, b) => BY_NAME.compare(a.title, b.title),
  stage: (a, b) => a.phase - b.phase || PUT.press(a, b),
  new: (a, b) => b.order - a.order,
};

// --- one review --------------------------------------------------------------------------------------------------------

function spine(review) {
  const parts = Array.from({ length: review.phases }, (_, at) =>
    element("span", { class: `home-spine-part ${at < review.phase ? "done" : at === review.phase ? "now" : "to-come"}` }));
  return element("div", { class: "home-spine", "aria-hidden": "true" }, parts);
}

function due(review) {
  return element("div", { class: "home-due small" },
    review.due_day && element("p", {}, element("strong", {}, review.due_day), " ",
      review.due_tag && element("span", { class: `tag ${review.due_state}` }, review.due_tag)),
    review.due_what && element("p", {}, review.due_what),
    review.who && element("p", { class: "soft" }, review.who),
    review.late_words && element("p", {}, element("span", { class: "tag late" }, review.late_words)));
}

function row(review) {
  return element("li", { class: "home-review", "data-id": review.id },
    element("div", { class: "home-name" },
      element("a", { href: review.href }, review.title),
      element("p", { class: "small soft" }, review.reference),
      element("p", { class: "small soft" }, review.method),
      element("p", { class: "small soft" }, review.rules)),
    element("div", { class: "home-place" }, spine(review), element("p", { class: "small" }, review.stage),
      review.place && element("p", { class: "small soft" }, review.place),
      review.six_months && element("p", { class: "small soft" }, review.six_months)),
    due(review));
}

// --- above the register ------------------------------------------------------------------------------------------------

function next(state) {
  const one = (due) => element("li", {}, element("span", { class: "home-day" }, due.day),
    element("span", { class: "home-what" }, element("a", { href: due.href }, `${due.review}: ${due.what}`)),
    element("span", { class: "small soft" }, [due.who, due.source].filter(Boolean).join(" · ")));
  return element("aside", { class: "panel home-next", "aria-labelledby": "home-next-title" },
    element("h2", { id: "home-next-title" }, "Due next"),
    state.due.length ? element("ol", { class: "home-dues" }, state.due.map(one)) : element("p", { class: "soft" }, "Nothing has a date yet."),
    state.due.length > 0 && element("p", {}, element("a", { href: "/due" }, "All that is due, across all reviews")));
}

function greeting(state, model) {
  const ask = (one) => element("button", { type: "button", class: state.go ? "btn quiet" : "btn", on: { click: () => model.send({ do: one.do }) } }, one.label);
  return element("div", { class: "home-greeting" },
    element("h2", { class: "home-headline" }, state.headline), element("p", { class: "soft" }, state.lead),
    element("div", { class: "home-commands" }, state.go && element("a", { class: "btn", href: state.go.href }, state.go.label), state.commands.map(ask)),
    state.sorry && element("p", { class: "home-sorry", role: "alert" }, state.sorry));
}

// --- the register ------------------------------------------------------------------------------------------------------

function labelled(label, field, wide = "") {
  field.id = `home-${label.split(" ")[0].toLowerCase()}`;
  return element("div", { class: `home-field ${wide}` }, element("label", { for: field.id }, label), field);
}

function select(label, options, changed) {
  const field = element("select", { on: { change: changed } });
  const fill = (some) => {
    const held = field.value;
    field.replaceChildren(...some.map(([key, title]) => element("option", { value: key }, title)));
    field.value = some.some(([key]) => key === held) ? held : some[0][0];
  };
  fill(options);
  return { field, fill, node: labelled(label, field) };
}

// A list of rows of which the first are drawn at once and the others bit by bit; nodes are made once for each review.
function listed(made) {
  const node = element("ul", { class: "home-reviews" });
  let waiting = [];
  let turn = 0;
  function nodeOf(review) {
    const before = made.get(review.id);
    if (before?.review === review) return before.node;
    const same = before && JSON.stringify(before.review) === JSON.stringify(review);
    made.set(review.id, { review, node: same ? before.node : row(review) });
    return made.get(review.id).node;
  }
  function more(many) {
    node.append(...waiting.splice(0, many).map(nodeOf));
    if (waiting.length) turn = setTimeout(more, 0, MORE);
  }
  return {
    node,
    show(reviews) {
      clearTimeout(turn);
      const held = node.contains(document.activeElement) ? document.activeElement.closest("li")?.dataset.id : "";
      waiting = reviews.slice(AT_ONCE);
      node.replaceChildren(...reviews.slice(0, AT_ONCE).map(nodeOf));
      if (held && waiting.some((one) => one.id === held)) this.whole();
      else if (waiting.length) turn = setTimeout(more, 0, MORE);
      if (held) made.get(held)?.node.querySelector("a").focus();
    },
    whole() {
      clearTimeout(turn);
      more(waiting.length);
    },
    stop: () => clearTimeout(turn),
  };
}

function register(changed) {
  const made = new Map();
  const open = listed(made);
  const closed = listed(made);
  const find = element("input", { type: "search", autocomplete: "off", on: { input: changed, keydown: intoList } });
  const stage = select("Stage", [["", "Every stage"]], changed);
  const who = select("Who has to act", [["", "Anybody"]], changed);
  const shows = select("Show", SHOWS, changed);
  const sort = select("Order", SORTS, changed);
  const clear = element("button", { type: "button", class: "link home-clear", on: { click: cleared } }, "Show all again");
  const count = element("p", { class: "home-count", role: "status" });
  const none = element("p", { class: "panel" });
  const folded = element("summary", {});
  const away = element("details", { class: "home-closed", on: { toggle: drawClosed } }, folded, closed.node);
  const filters = element("div", { class: "home-filters", role: "search", "aria-label": "Reviews" },
    labelled("Find by name, reference or methodology", find, "home-find"),
    stage.node, who.node, shows.node, sort.node);
  const node = element("section", { class: "home-register", "aria-labelledby": "home-register-title", on: { keydown: along } },
    element("h2", { id: "home-register-title" }, "Reviews"), filters,
    element("div", { class: "home-counted" }, count, clear), none, open.node, away);
  const texts = new WeakMap();
  let shut = [];

  function textOf(review) {
    if (!texts.has(review)) texts.set(review, `${review.title} ${review.reference} ${review.method} ${review.rules}`.toLowerCase());
    return texts.get(review);
  }

  function fits(review, words) {
    return words.every((word) => textOf(review).includes(word))
      && (stage.field.value === "" || review.phase === Number(stage.field.value))
      && (who.field.value === "" || review.owing.includes(who.field.value));
  }

  function shown(review) {
    const wanted = shows.field.value;
    if (wanted === "late") return review.late > 0;
    if (wanted === "soon") return review.due_state === "soon";
    return !wanted || review.course === wanted;
  }

  function patch(state) {
    stage.fill([["", "Every stage"], ...state.stages.map((title, at) => [String(at), title])]);
    who.fill([["", "Anybody"], ...state.roles.map((role) => [role.key, role.title])]);
    const words = find.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const every = state.reviews.filter((review) => !review.folded);
    const here = every.filter((review) => fits(review, words) && shown(review)).sort(PUT[sort.field.value]);
    shut = state.reviews.filter((review) => review.folded && fits(review, words)).sort(PUT[sort.field.value]);
    filters.hidden = state.reviews.length < 2;
    clear.hidden = !isNarrowed();
    say(count, every.length < 2 && !isNarrowed() ? "" : here.length === every.length ? `${every.length} open reviews` : `${here.length} of ${every.length} open reviews`);
    none.hidden = here.length > 0;
    say(none, !state.reviews.length
      ? "No review is open yet. Open the first one above; everything stays on this computer, encrypted."
      : every.length ? "No open review fits this. Choose less, or show all again." : "No review is open now; those that have ended are below.");
    open.node.hidden = !here.length;
    open.show(here);
    away.hidden = !shut.length;
    say(folded, `Ended: no review, or closed (${shut.length})`);
    drawClosed();
  }

  function isNarrowed() {
    return Boolean(find.value.trim() || stage.field.value || who.field.value || shows.field.value);
  }

  function cleared() {
    find.value = stage.field.value = who.field.value = shows.field.value = "";
    changed();
    find.focus();
  }

  function drawClosed() {
    closed.show(away.open ? shut : []);
  }

  function intoList(event) {
    if (event.key === "ArrowDown") (open.node.querySelector("a")?.focus(), event.preventDefault());
    if (event.key === "Escape" && find.value) ((find.value = ""), changed(), event.preventDefault());
  }

  // From review to review by the arrow keys, ten by Page Up and Page Down, to either end by Home and End.
  function along(event) {
    const list = event.target.closest?.(".home-reviews");
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: LEAP, PageUp: -LEAP, Home: -Infinity, End: Infinity };
    if (!list || !(event.key in steps)) return;
    if (event.key === "End") (list === open.node ? open : closed).whole();
    const links = [...list.querySelectorAll("a")];
    const at = links.indexOf(event.target) + steps[event.key];
    event.preventDefault();
    if (at < 0 && event.key === "ArrowUp") return find.focus();
    links[Math.min(Math.max(at, 0), links.length - 1)].focus();
  }

  return { node, patch, stop: () => (open.stop(), closed.stop()) };
}

function render({ model, el }) {
  el.classList.add("lcspr-home");
  const top = element("div", { class: "home-top" });
  const counting = element("div", { class: "home-counting" });
  const bar = element("progress", { "aria-label": "Dates worked out" });
  const words = element("p", { class: "small soft", role: "status" });
  counting.append(words, bar);
  const list = register(() => list.patch(model.get("state")));
  let above = "";
  let timer = 0;
  el.append(top, counting, list.node);

  function patch() {
    const state = model.get("state") ?? {};
    if (!state.headline) return;
    const now = JSON.stringify([state.headline, state.lead, state.sorry, state.go, state.commands, state.due]);
    if (above !== now) top.replaceChildren(greeting(state, model), next(state));
    above = now;
    counted(state.counting);
    list.patch(state);
  }

  // Dates grow older with each day: what is shown stays, and says how many are still to be worked out for today.
  function counted(left) {
    counting.hidden = !left;
    clearTimeout(timer);
    if (!left) return;
    say(words, `The dates of ${left.left} of ${left.of} reviews are being worked out for today. Those below may be a day old.`);
    set(bar, "max", left.of);
    set(bar, "value", left.of - left.left);
    timer = setTimeout(refresh, AGAIN);
  }

  function refresh() {
    if (!document.hidden) model.send({ do: "refresh" });
  }

  model.on("change:state", patch);
  document.addEventListener("visibilitychange", refresh);
  patch();
  return () => {
    clearTimeout(timer);
    list.stop();
    document.removeEventListener("visibilitychange", refresh);
    model.off("change:state", patch);
  };
}

export default { render };

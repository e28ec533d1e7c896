/* What is due: a list by how it presses, and beside it the one that was chosen, with how its date comes about, what
   happens if it is late, and the way out.

   state: { lead, filters: [{ key, label, chosen }], groups: [{ key, title, words, folded, long, items: [item] }], empty, chosen: detail,
            more: label of what shows more, rescue, target, begun: { key: { name: text } }, calendar: the text of a calendar file }
   item:  { key, day, tag, tag_sort, what, review, who, paragraph, rule, chosen }
   detail: { key, above, day, below, steps: [text], why, late, way_out, go: { label, href }, also: { label, href }, source: [text], put: text,
             may_put, may_waive, today }
   says:  choose {key} · filter {key} · more {} · put {duty, put: done | not_needed, on, how, edit} · begin {row: key, cells, edit}
   told:  { saved: edit, at } | { sorry, edit }                                                                          */

// --- parts: elements, saving, begun -----------------------------------------------------------------------------------

function tag(one) {
  return one.tag && element("span", { class: `tag ${one.tag_sort || "plain"}` }, one.tag);
}

function line(item, choose) {
  const name = element("button", { type: "button", class: "link what", "aria-pressed": String(Boolean(item.chosen)), on: { click: () => choose(item.key) } }, item.what);
  return element("tr", { class: item.chosen ? "chosen" : "" },
    element("th", { scope: "row" }, element("span", { class: "day" }, item.day || "No date"), tag(item)),
    element("td", {}, name, item.review && element("p", { class: "small soft" }, item.review)),
    element("td", {}, item.who),
    element("td", {}, element("span", { class: "paragraph" }, item.paragraph), " ", element("span", { class: "small soft" }, item.rule)));
}

const AT_FIRST = 20; // of what has no date of its own; the rest is one press away

function table(group, choose) {
  const heads = ["Act by", "What", "Who", "Rule"].map((head) => element("th", { scope: "col" }, head));
  return element("table", {},
    element("caption", {}, group.title, " ", element("span", { class: "count" }, group.words)),
    element("thead", {}, element("tr", {}, heads)),
    element("tbody", {}, group.items.map((item) => line(item, choose))));
}

// A long list shows its first lines, and all of them once that is asked for, or once one of the others is chosen.
function shortened(group, drawn, whole) {
  const rest = [...drawn.querySelectorAll("tbody tr")].slice(AT_FIRST);
  if (!group.long || !rest.length || whole.has(group.key) || group.items.slice(AT_FIRST).some((item) => item.chosen)) return drawn;
  for (const row of rest) row.hidden = true;
  const ask = element("button", { type: "button", class: "btn quiet rest", on: { click: () => {
    whole.add(group.key);
    for (const row of rest) row.hidden = false;
    ask.remove();
    rest[0].querySelector("button").focus();
  } } }, `Show all ${group.items.length}`);
  return element("div", {}, drawn, ask);
}

// What is settled can wait behind its heading.
function folded(group, drawn, open) {
  if (!group.folded) return drawn;
  drawn.querySelector("caption").className = "away";
  return element("details", { open }, element("summary", {}, group.title, " ", element("span", { class: "count" }, group.words)), drawn);
}

function told(detail) {
  return [
    element("p", { class: "small soft above" }, detail.above),
    element("h2", { tabindex: "-1" }, detail.day),
    detail.below && element("p", { class: "below" }, detail.below),
    detail.why && element("p", { class: "why" }, detail.why),
    detail.steps?.length && [element("h3", {}, "How this date comes about"), element("ol", {}, detail.steps.map((one) => element("li", {}, one)))],
    detail.late && element("div", { class: "note" }, element("h3", {}, "If it is late"), element("p", {}, detail.late)),
    element("h3", {}, "What to do"), element("p", {}, detail.way_out),
    detail.go && element("p", {}, element("a", { class: "btn", href: detail.go.href }, detail.go.label)),
    detail.also && element("p", {}, element("a", { href: detail.also.href }, detail.also.label)),
    element("p", { class: "small soft" }, (detail.source ?? []).join(" · ")),
  ];
}

// What somebody puts down about a duty. Each duty keeps its own form, so that words begun here wait for one's return.
function putting(detail, saver, begun) {
  const on = element("input", { type: "text", id: `on-${detail.key}`, value: detail.today, autocomplete: "off" });
  const how = element("textarea", { id: `how-${detail.key}`, rows: "3", "aria-describedby": `sorry-${detail.key}` });
  const sorry = element("p", { class: "sorry-line", id: `sorry-${detail.key}`, role: "alert" });
  const status = element("span", { class: "status", role: "status" });
  const send = (put) => () => {
    const words = how.value.trim();
    say(sorry, !words ? "Write how it was done, or why it is not needed: that is what is kept." : !on.value.trim() ? "Give the day, as in 12 March 2026." : "");
    saver.flush();
    if (words && on.value.trim()) saver.now(detail.key, { do: "put", duty: detail.key, put, on: on.value.trim(), how: words });
    else (words ? on : how).focus();
  };
  const node = element("form", { class: "putting", "aria-label": `Put something down about this`, on: { submit: (event) => event.preventDefault() } },
    element("h3", {}, "Put it down"),
    element("label", { for: on.id }, "On which day"), on,
    element("label", { for: how.id }, "How it was done, and what shows it"), how, sorry,
    element("div", { class: "commands" },
      detail.may_put && element("button", { type: "button", class: "btn", on: { click: send("done") } }, "Put it down as done"),
      detail.may_waive && element("button", { type: "button", class: "btn quiet", on: { click: send("not_needed") } }, "It is not needed here"),
      status));
  begun.held(detail.key, { on, how });
  function patch() {
    const { text, sentence } = saver.status(detail.key);
    say(status, text);
    if (sentence) say(sorry, sentence);
  }
  return { node, patch };
}

function render({ model, el }) {
  const lead = element("p", { class: "lead" });
  const calendar = element("button", { type: "button", class: "link what", on: { click: save } }, "Put these dates in my calendar");
  const filters = element("div", { class: "filters", role: "group", "aria-label": "For whom" });
  const list = element("div", { class: "list" });
  const more = element("button", { type: "button", class: "btn quiet", hidden: true, on: { click: () => model.send({ do: "more" }) } });
  const words = element("div", { class: "told" });
  const asked = element("div");
  const side = element("aside", { class: "panel", "aria-label": "Why this is due" }, words, asked);
  const forms = new Map();
  const whole = new Set();
  let shown = "";
  const saver = saving({ model, sent() {}, settled, changed: () => [...forms.values()].forEach((one) => one.patch()) });
  const begun = beginning({ model, saver, changed: () => show(model.get("state").chosen, true) });
  const bad = alarm(saver);
  const node = element("div", { class: "lcspr-due" }, bad.node, lead, element("p", {}, calendar), filters, element("div", { class: "both" }, element("div", {}, list, more), side));
  el.append(node);

  // The file is made on the page and kept nowhere; it names no child and no review.
  function save() {
    const address = URL.createObjectURL(new Blob([model.get("state").calendar], { type: "text/calendar" }));
    const link = element("a", { href: address, download: "dates-to-keep.ics" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  }

  function settled(entry, how) {
    if (entry.message.do === "put" && how !== "refused") begun.done(entry.message.duty);
  }

  function choose(key) {
    model.send({ do: "choose", key });
  }

  const asks = (detail) => Boolean(detail && (detail.may_put || detail.may_waive));

  function show(detail, anew = false) {
    const now = JSON.stringify(detail ?? null);
    side.hidden = !detail;
    if (now === shown && !(anew && !asks(detail))) return;
    const turned = detail && shown && JSON.parse(shown)?.key !== detail.key;
    shown = now;
    words.replaceChildren(...(detail ? told(detail).flat().filter(Boolean) : []));
    if (asks(detail) && !forms.has(detail.key)) forms.set(detail.key, putting(detail, saver, begun));
    const form = asks(detail) ? forms.get(detail.key) : null;
    asked.replaceChildren(...(detail?.put ? [element("p", { class: "put" }, detail.put)] : []), ...[form ? form.node : detail && begun.left(detail.key)].filter(Boolean));
    form?.patch();
    if (turned && list.contains(document.activeElement)) words.querySelector("h2").focus();
  }

  function patch() {
    const state = model.get("state") ?? {};
    if (!state.groups) return;
    say(lead, state.lead);
    calendar.hidden = !state.calendar;
    filters.hidden = (state.filters ?? []).length < 2;
    keyed(filters, state.filters ?? [], (one) => one.key, (one) => {
      const button = element("button", { type: "button", class: "chip", on: { click: () => model.send({ do: "filter", key: one.key }) } }, one.label);
      return { node: button, patch: (item) => (set(button, "aria-pressed", String(Boolean(item.chosen))), say(button, item.label)) };
    });
    draw(state);
    more.hidden = !state.more;
    say(more, state.more);
    show(state.chosen);
    bad.patch();
  }

  function draw(state) {
    const held = list.contains(document.activeElement) ? document.activeElement.textContent : "";
    const now = JSON.stringify([state.groups, state.empty]);
    if (list.dataset.shown === now) return;
    list.dataset.shown = now;
    const open = list.querySelector("details")?.open;
    const tables = state.groups.filter((group) => group.items.length).map((group) => folded(group, shortened(group, table(group, choose), whole), open));
    list.replaceChildren(...(tables.length ? tables : [element("p", { class: "panel" }, state.empty)]));
    if (held) [...list.querySelectorAll("button")].find((one) => one.textContent === held)?.focus();
  }

  model.on("change:state", patch);
  patch();
  return () => {
    saver.stop();
    model.off("change:state", patch);
  };
}

export default { render };

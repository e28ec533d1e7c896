/* Lines under headings. Each says in a word how it stands, opens to say why with the way out, and takes what is done.

   state: { lead, counts: [{ word, sort, number }], groups: [{ key, title, words, items: [item] }], empty,
            begun: { key: { name: text } }, go: { label, href }, undo: label | "", undone?: words, rescue, target }
   item:  { key, tag, tag_sort, what, small, ask: text of the question, facts: [{ label, text }], go: { label, href },
            act: { words: label | "", more: label of a second text | "", on: label | "", day, commands: [{ name, label, needs: words | "", looks? }] } | null }
   A command that `looks` saves nothing.
   says:  act {key, name, words, more, on, edit} · undo {edit} · begin {row: key, cells, edit}
   told:  { saved: edit, at } | { sorry, edit }                                                                          */

// --- parts: elements, saving, begun -----------------------------------------------------------------------------------

function tag(word, sort) {
  return word && element("span", { class: `tag ${sort || "plain"}` }, word);
}

function way(go) {
  return go && element("p", {}, element("a", { class: "btn quiet", href: go.href }, go.label));
}

function told(item) {
  const facts = (item.facts ?? []).filter((one) => one.text);
  return [
    facts.length && element("dl", {}, facts.flatMap((one) => [element("dt", {}, one.label), element("dd", {}, one.text)])),
    way(item.go),
  ].filter(Boolean);
}

// What somebody does about one line; words begun here stay while others change the rest of the page, or what is offered.
function acting(item, saver, begun, look) {
  const id = minted();
  const { act } = item;
  const on = element("input", { type: "text", id: `on-${id}`, value: act.day, autocomplete: "off" });
  const words = element("textarea", { id: `words-${id}`, rows: "2", "aria-describedby": `sorry-${id}` });
  const more = element("textarea", { id: `more-${id}`, rows: "2", "aria-describedby": `sorry-${id}` });
  const sorry = element("p", { class: "sorry-line", id: `sorry-${id}`, role: "alert" });
  const status = element("span", { class: "status", role: "status" });
  const send = (command) => () => {
    const typed = words.value.trim();
    say(sorry, command.needs && !typed ? command.needs : "");
    if (command.needs && !typed) return words.focus();
    if (command.looks) return look({ do: "act", key: item.key, name: command.name, words: "", on: "" });
    saver.flush();
    saver.now(item.key, { do: "act", key: item.key, name: command.name, words: typed, on: on.value.trim(), ...(act.more ? { more: more.value.trim() } : {}) });
  };
  const buttons = act.commands.map((one) => element("button", { type: "button", class: "btn quiet", on: { click: send(one) } }, one.label));
  const node = element("form", { "aria-label": item.what, on: { submit: (event) => event.preventDefault() } },
    act.on && [element("label", { for: on.id }, act.on), on],
    act.words && [element("label", { for: words.id }, act.words), words],
    act.more && [element("label", { for: more.id }, act.more), more], sorry,
    element("div", { class: "commands" }, buttons, status));
  const fields = { ...(act.on && { on }), ...(act.words && { words }), ...(act.more && { more }) };
  begun.held(item.key, fields);
  function patch() {
    const { text, sentence } = saver.status(item.key);
    say(status, text);
    if (sentence) say(sorry, sentence);
  }
  return { node, patch, fields };
}

// Where somebody writes on in a form that is drawn anew.
function caretIn(fields = {}) {
  const [name, field] = Object.entries(fields).find(([, one]) => one === document.activeElement) ?? [];
  const at = field && [field.selectionStart, field.selectionEnd];
  return (anew = {}) => {
    anew[name]?.focus();
    anew[name]?.setSelectionRange(...at);
  };
}

function lineOf(saver, begun, forms, look) {
  const head = element("span", { class: "head" });
  const words = element("div");
  const asked = element("div");
  const node = element("li", {}, element("details", {}, element("summary", {}, head), words, asked));
  let shown = "";
  let offered = "";
  function patch(item) {
    const [now, offer] = [JSON.stringify(item), JSON.stringify(item.act ?? null)];
    if (now !== shown) {
      head.replaceChildren(...[tag(item.tag, item.tag_sort), element("span", { class: "what" }, item.what),
        item.small && element("span", { class: "small soft" }, item.small), element("span", { class: "why" }, item.ask)].filter(Boolean));
      words.replaceChildren(...told(item));
    }
    if (offer !== offered) {
      const back = caretIn(forms.get(item.key)?.fields);
      forms.delete(item.key);
      if (item.act) forms.set(item.key, acting(item, saver, begun, look));
      asked.replaceChildren(...(item.act ? [forms.get(item.key).node] : []));
      back(forms.get(item.key)?.fields);
    }
    [shown, offered] = [now, offer];
  }
  return { node, patch };
}

function render({ model, el }) {
  const forms = new Map();
  const saver = saving({ model, sent() {}, settled, changed: () => [bad, ...forms.values()].forEach((one) => one.patch()) });
  const begun = beginning({ model, saver, changed: () => patch() });
  const bad = alarm(saver);
  const lead = element("p", { class: "lead" });
  const counts = element("ul", { class: "counts" });
  const go = element("div");
  const groups = element("div");
  const left = element("div");
  const empty = element("p", { class: "panel" });
  const undo = element("button", { type: "button", class: "btn quiet", on: { click: () => saver.now("undo", { do: "undo" }) } });
  const undone = element("span", { role: "status" });
  const node = element("div", { class: "lcspr-lines" }, bad.node, lead, counts, go, left, groups, empty, element("p", { class: "back" }, undo, " ", undone));
  el.append(node);

  function settled(entry, how) {
    if (entry.message.do === "act" && how !== "refused") begun.done(entry.message.key);
  }

  // What was begun where a line, or its form, is there no longer.
  function leave(items) {
    const asked = new Map(items.map((one) => [one.key, one.act ?? {}]));
    const gone = begun.places().filter((place) => !(asked.get(place)?.words || asked.get(place)?.on));
    left.replaceChildren(...gone.map(begun.left).filter(Boolean));
  }

  function groupOf() {
    const title = element("h2");
    const list = element("ul", { class: "lines" });
    return {
      node: element("section", {}, title, list),
      patch(group) {
        title.replaceChildren(group.title, " ", element("span", { class: "count" }, group.words));
        keyed(list, group.items, (one) => one.key, () => lineOf(saver, begun, forms, (said) => model.send(said)));
      },
    };
  }

  function patch() {
    const state = model.get("state") ?? {};
    const filled = (state.groups ?? []).filter((group) => group.items.length);
    say(lead, state.lead);
    lead.hidden = !state.lead;
    counts.hidden = !state.counts?.length;
    counts.replaceChildren(...(state.counts ?? []).map((one) => element("li", {}, tag(one.word, one.sort), element("strong", {}, String(one.number)))));
    if (go.dataset.href !== (state.go?.href ?? "")) {
      go.dataset.href = state.go?.href ?? "";
      go.replaceChildren(...[way(state.go)].filter(Boolean));
    }
    keyed(groups, filled, (one) => one.key, groupOf);
    leave(filled.flatMap((group) => group.items));
    say(empty, state.empty);
    empty.hidden = filled.length > 0 || !state.empty;
    say(undo, state.undo);
    undo.hidden = !state.undo;
    say(undone, state.undone ?? "");
    bad.patch();
  }

  model.on("change:state", patch);
  patch();
  return () => {
    saver.stop();
    model.off("change:state", patch);
  };
}

export default { render };

// The documents of a review: what each one is, how it stands, and its files once they are made.

// --- parts: elements, saving, begun -----------------------------------------------------------------------------------

function make(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

function command(label, className, act) {
  const button = make("button", className, label);
  button.type = "button";
  button.addEventListener("click", act);
  return button;
}

function files(one) {
  const list = make("ul", "documents-files");
  for (const file of one.files) {
    const item = make("li");
    const link = make("a", "", file.name);
    link.href = file.url;
    link.setAttribute("download", "");
    item.append(link);
    if (file.sha256) item.append(make("span", "documents-hash", `SHA-256 ${file.sha256}`));
    list.append(item);
  }
  return list;
}

function leaks(one) {
  const box = make("div", "documents-stopped");
  box.setAttribute("role", "alert");
  box.append(make("p", "", one.sorry));
  const list = make("ul");
  for (const leak of one.leaks) list.append(make("li", "", leak));
  if (one.leaks.length) box.append(list);
  return box;
}

// What the scan asks about: each stays until somebody says why it may stand.
function asks(one, model, begun) {
  const box = make("div", "documents-asks");
  for (const asked of new Map(one.asks.map((each) => [each.key, each])).values()) {
    const line = make("form", "documents-ask");
    const label = make("label", "", `${asked.file}: ${asked.where} Why may it stand?`);
    const reason = make("input");
    reason.type = "text";
    reason.required = true;
    reason.dataset.holds = `reason ${asked.key}`;
    begun.held(asked.key, { reason });
    label.append(reason);
    const go = make("button", "btn", "Let it stand");
    go.type = "submit";
    go.dataset.holds = `stand ${asked.key}`;
    line.addEventListener("submit", (event) => {
      event.preventDefault();
      begun.flush();
      model.send({ do: "stand", key: asked.key, what: asked.what, reason: reason.value });
    });
    line.append(label, go);
    box.append(line);
  }
  return box;
}

function maker(one, edition, words, may, model) {
  const go = command(words, edition === "public" ? "btn quiet" : "btn", () => one.busy || model.send({ do: "export", key: one.key, edition }));
  go.dataset.holds = `export ${edition} ${one.key}`;
  go.disabled = !may;
  if (one.busy) go.setAttribute("aria-disabled", "true"); // still there for whoever pressed it by keyboard
  return go;
}

function appendix(one, publication, model, begun) {
  const box = make("section", "panel documents-one");
  const title = make("h2", "", one.title);
  box.append(title, make("p", "soft", one.lead));
  const row = make("div", "documents-commands");
  row.append(maker(one, "internal", one.busy ? "Making the files…" : "Make Word, PDF and HTML", one.may, model));
  row.append(maker(one, "public", "Make the edition for publication", publication.may, model));
  box.append(row, ...outcome(one, model, begun));
  return box;
}

// How the making of a file stands, or how it ended.
function outcome(one, model, begun) {
  const status = make("p", "small", one.status);
  status.setAttribute("role", "status");
  const parts = [status];
  if (one.busy) {
    const progress = make("progress");
    progress.setAttribute("aria-label", `Making “${one.title}”`);
    parts.push(progress);
  }
  if (one.sorry) parts.push(leaks(one));
  if (one.asks.length) parts.push(asks(one, model, begun));
  if (one.files.length) parts.push(files(one));
  return parts;
}

// The edition for publication: why it cannot be made yet, and the check of its content.
function publishing(state, model, chosen) {
  const box = make("section", "panel documents-one");
  box.append(make("h2", "", "Edition for publication"));
  box.append(make("p", "soft", "It holds codes agreed for reports, staff by role, agencies by what they do and months for days. Nobody is quoted unless you say so here."));
  if (state.sentence) box.append(make("p", "documents-waits", state.sentence));
  if (state.checked && state.checked !== state.sentence) box.append(make("p", "", state.checked));
  const form = make("form");
  const ticked = (quote) => (chosen.has(quote.id) ? chosen.get(quote.id) : quote.chosen);
  const fold = make("details", "documents-quotes");
  fold.open = chosen.open ?? false;
  fold.addEventListener("toggle", () => (chosen.open = fold.open)); // the page is drawn anew at each change
  const count = make("summary");
  const counted = () => (count.textContent = `Choose words that may be quoted (${state.quotes.filter(ticked).length} of ${state.quotes.length} chosen)`);
  const set = make("fieldset");
  set.append(make("legend", "", "These words may be quoted, without agency and day"));
  for (const quote of state.quotes) {
    const label = make("label", "documents-quote");
    const tick = make("input");
    tick.type = "checkbox";
    tick.checked = ticked(quote);
    tick.dataset.holds = `quote ${quote.id}`;
    tick.addEventListener("change", () => {
      chosen.set(quote.id, tick.checked);
      counted();
    });
    label.append(tick, make("span", "", quote.words));
    set.append(label);
  }
  const record = make("button", "btn quiet", "Record that the content was checked");
  record.type = "submit";
  record.dataset.holds = "check";
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const quotes = state.quotes.filter(ticked).map((one) => one.id);
    model.send({ do: "check", quotes });
  });
  counted();
  fold.append(count, set);
  if (state.quotes.length) form.append(fold);
  form.append(record);
  box.append(form);
  return box;
}

// One letter at a time is chosen from the list; what it came to stays with it.
function letters(state, model, begun, picked) {
  const box = make("section", "panel documents-one");
  box.append(make("h2", "", "Letters, notices and forms"));
  box.append(make("p", "soft", "Each is filled from the forms of this case. What is not written there yet is said in brackets, and nothing is made up."));
  const label = make("label", "documents-letter", "Which one");
  const list = make("select");
  list.dataset.holds = "letter";
  for (const one of state.letters) {
    const option = make("option", "", one.title);
    option.value = one.key;
    list.append(option);
  }
  if (state.letters.some((one) => one.key === picked.key)) list.value = picked.key;
  label.append(list);
  const shown = make("div");
  function show() {
    picked.key = list.value;
    const one = state.letters.find((each) => each.key === list.value);
    shown.replaceChildren();
    if (one.lead) shown.append(make("p", "documents-waits", one.lead));
    const row = make("div", "documents-commands");
    row.append(maker(one, "internal", one.busy ? "Making the letter…" : "Make the letter as Word, PDF and HTML", one.may, model));
    shown.append(row, ...outcome(one, model, begun));
  }
  list.addEventListener("change", show);
  show();
  box.append(label, shown);
  return box;
}

function artefacts(state, model) {
  const section = make("section", "documents-artefacts");
  section.append(make("h2", "", "Documents of the methodology"));
  const list = make("ul", "documents-list");
  for (const one of state.artefacts) {
    const item = make("li");
    const button = command(one.title, "documents-open", () => model.send({ do: "read", key: one.key }));
    button.dataset.holds = `read ${one.key}`;
    button.setAttribute("aria-pressed", String(one.open));
    item.append(button);
    list.append(item);
  }
  section.append(list);
  return section;
}

export default {
  render({ model, el }) {
    el.classList.add("lcspr-documents");
    const chosen = new Map(); // words being chosen, while the page is drawn again
    const saver = saving({ model, sent() {}, settled() {}, changed: () => bad.patch() });
    const begun = beginning({ model, saver });
    const bad = alarm(saver);
    const picked = { key: "" };
    const sorry = make("p", "documents-waits");
    sorry.setAttribute("role", "alert");
    sorry.hidden = true;
    function tell(sentence) {
      sorry.textContent = sentence;
      sorry.hidden = !sentence;
    }
    function heard(content) {
      if (content.sorry && !content.edit) tell(content.sorry);
    }
    function draw() {
      const state = model.get("state");
      if (!state.lead) return;
      const focused = el.contains(document.activeElement) ? document.activeElement.dataset.holds : "";
      tell("");
      el.replaceChildren(bad.node, make("p", "soft", state.lead), sorry);
      el.append(...state.appendices.map((one) => appendix(one, state.publication, model, begun)));
      if (state.appendices.some((one) => one.may)) el.append(publishing(state.publication, model, chosen));
      if (state.letters?.length) el.append(letters(state, model, begun, picked));
      el.append(artefacts(state, model));
      if (focused) [...el.querySelectorAll("button, input, select")].find((one) => one.dataset.holds === focused)?.focus();
    }
    model.on("change:state", draw);
    model.on("msg:custom", heard);
    draw();
    return () => {
      saver.stop();
      model.off("change:state", draw);
      model.off("msg:custom", heard);
    };
  },
};

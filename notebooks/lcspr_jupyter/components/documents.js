// The documents of a review: what each one is, how it stands, and its files once they are made.

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
  box.append(list);
  return box;
}

function appendix(one, model) {
  const box = make("section", "panel documents-one");
  const title = make("h2", "", one.title);
  box.append(title, make("p", "soft", one.lead));
  const row = make("div", "documents-commands");
  const go = command(one.busy ? "Making the files…" : "Make Word, PDF and HTML", "btn", () => one.busy || model.send({ do: "export", key: one.key }));
  go.dataset.holds = `export ${one.key}`;
  go.disabled = !one.may;
  if (one.busy) go.setAttribute("aria-disabled", "true"); // still there for whoever pressed it by keyboard
  row.append(go);
  box.append(row);
  const status = make("p", "small", one.status);
  status.setAttribute("role", "status");
  box.append(status);
  if (one.busy) {
    const progress = make("progress");
    progress.setAttribute("aria-label", `Making “${one.title}”`);
    box.append(progress);
  }
  if (one.sorry) box.append(leaks(one));
  if (one.files.length) box.append(files(one));
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
    function draw() {
      const state = model.get("state");
      if (!state.lead) return;
      const focused = el.contains(document.activeElement) ? document.activeElement.dataset.holds : "";
      el.replaceChildren(make("p", "soft", state.lead));
      el.append(...state.appendices.map((one) => appendix(one, model)), artefacts(state, model));
      if (focused) [...el.querySelectorAll("button")].find((one) => one.dataset.holds === focused)?.focus();
    }
    model.on("change:state", draw);
    draw();
    return () => model.off("change:state", draw);
  },
};

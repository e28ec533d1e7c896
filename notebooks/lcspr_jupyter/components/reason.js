/* One line that is asked for before something is put down: why it will not come, say. What was typed stays until it is
   saved: on the page, and among what its writer has begun.

   state: { key, name: of what it is the reason for, label, hint, go, rescue, target, begun: { key: { reason: text } } } while it is asked; { said } once it is
          put down; {} else
   says:  give {key, name, reason, edit} · leave · begin {row: key, cells, edit}
   told:  { saved: edit } | { sorry, edit }                                                                           */

// --- parts: elements, saving, begun -----------------------------------------------------------------------------------

const NEEDED = "Write the reason first: it is kept with your name and the day.";
const KEPT = "The reason is kept. Load the page again to go on.";

function render({ model, el }) {
  const id = `reason-${minted()}`;
  const label = element("label", { for: id });
  const hint = element("p", { class: "hint", id: `${id}-hint` });
  const place = element("div"); // of the line, which is a new one for each thing that is asked
  const sorry = element("p", { class: "sorry-line", id: `${id}-sorry`, role: "alert" });
  const go = element("button", { type: "submit", class: "btn" });
  const leave = element("button", { type: "button", class: "btn quiet" }, "Leave it as it is");
  const said = element("p", { class: "said", role: "status", tabindex: "-1" });
  const saver = saving({ model, sent() {}, settled, changed: () => bad.patch() });
  const begun = beginning({ model, saver });
  const bad = alarm(saver);
  const form = element("form", { novalidate: true }, label, hint, place, sorry, bad.node, element("div", { class: "commands" }, go, leave));
  const node = element("div", { class: "lcspr-reason" }, form, said);
  let line = null;
  let key = "";
  el.append(node);

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const reason = line.value.trim();
    complain(reason ? "" : NEEDED);
    saver.flush();
    if (reason && saver.status(key).word !== "saving") saver.now(key, { do: "give", key, name: model.get("state").name ?? "", reason });
  });
  leave.addEventListener("click", () => model.send({ do: "leave" }));
  form.addEventListener("keydown", (event) => event.key === "Escape" && model.send({ do: "leave" }));

  function settled(entry, how) {
    if (entry.message.do !== "give") return;
    if (how === "refused") return complain(entry.sentence);
    begun.done(entry.message.key);
    if (how === "rescue" && entry.message.key === key) put(KEPT); // nobody is there to say what comes of it
  }

  function complain(words) {
    sorry.textContent = words;
    line?.setAttribute("aria-invalid", String(Boolean(words)));
    if (words) line?.focus();
  }

  function heard(message) {
    if (message.sorry && !message.edit) complain(String(message.sorry));
  }

  function ask(state) {
    key = state.key;
    line = element("input", { type: "text", id, maxlength: "500", autocomplete: "off", required: true, "aria-describedby": `${id}-hint ${id}-sorry` });
    place.replaceChildren(line);
    begun.held(key, { reason: line });
    complain("");
    line.focus();
  }

  function put(words) {
    const held = node.contains(document.activeElement);
    said.textContent = words;
    said.hidden = !words;
    form.hidden = true;
    key = "";
    if (words && held) said.focus();
  }

  function patch() {
    const state = model.get("state") ?? {};
    if (!state.label) return put(state.said ?? "");
    label.textContent = state.label;
    hint.textContent = state.hint ?? "";
    go.textContent = state.go ?? "";
    said.textContent = "";
    said.hidden = true;
    form.hidden = false;
    if (state.key !== key) ask(state);
  }

  model.on("change:state", patch);
  model.on("msg:custom", heard);
  patch();
  return () => {
    saver.stop();
    model.off("change:state", patch);
    model.off("msg:custom", heard);
  };
}

export default { render };

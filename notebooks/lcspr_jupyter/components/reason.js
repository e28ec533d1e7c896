/* One line that is asked for before something is put down: why it will not come, say. What was typed stays until it is
   saved.

   state: { key, label, hint, go } while it is asked; { said } once it is put down; {} else
   says:  give {reason, edit} · leave
   told:  { saved: edit } | { sorry, edit }                                                                           */

// --- parts: elements ------------------------------------------------------------------------------------------------

const NEEDED = "Write the reason first: it is kept with your name and the day.";

function render({ model, el }) {
  const id = `reason-${minted()}`;
  const label = element("label", { for: id });
  const hint = element("p", { class: "hint", id: `${id}-hint` });
  const line = element("input", { type: "text", id, maxlength: "500", autocomplete: "off", required: true, "aria-describedby": `${id}-hint ${id}-sorry` });
  const sorry = element("p", { class: "sorry-line", id: `${id}-sorry`, role: "alert" });
  const go = element("button", { type: "submit", class: "btn" });
  const leave = element("button", { type: "button", class: "btn quiet" }, "Leave it as it is");
  const form = element("form", { novalidate: true }, label, hint, line, sorry, element("div", { class: "commands" }, go, leave));
  const said = element("p", { class: "said", role: "status", tabindex: "-1" });
  const node = element("div", { class: "lcspr-reason" }, form, said);
  let key = "";
  el.append(node);

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    complain(line.value.trim() ? "" : NEEDED);
    if (line.value.trim()) model.send({ do: "give", reason: line.value.trim(), edit: id });
  });
  leave.addEventListener("click", () => model.send({ do: "leave" }));
  form.addEventListener("keydown", (event) => event.key === "Escape" && model.send({ do: "leave" }));

  function complain(words) {
    sorry.textContent = words;
    line.setAttribute("aria-invalid", String(Boolean(words)));
    if (words) line.focus();
  }

  function heard(message) {
    if (message.sorry) complain(String(message.sorry));
  }

  function patch() {
    const state = model.get("state") ?? {};
    const asked = Boolean(state.label);
    const held = node.contains(document.activeElement);
    label.textContent = state.label ?? "";
    hint.textContent = state.hint ?? "";
    go.textContent = state.go ?? "";
    said.textContent = state.said ?? "";
    form.hidden = !asked;
    said.hidden = !state.said;
    if (asked && state.key !== key) {
      line.value = "";
      complain("");
      line.focus();
    }
    if (!asked && state.said && held) said.focus();
    key = asked ? state.key : "";
  }

  model.on("change:state", patch);
  model.on("msg:custom", heard);
  patch();
  return () => {
    model.off("change:state", patch);
    model.off("msg:custom", heard);
  };
}

export default { render };

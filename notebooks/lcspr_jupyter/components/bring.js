/* A file from outside: it goes to the server as it is, and what could not be read is said row by row.

   state: { label, hint, upload }      says: done, once the server has taken in what it could                          */

function element(name, attributes = {}, ...inside) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...inside); // a string becomes text, never markup
  return node;
}

const LOST = "The file did not arrive: the connection was cut. Nothing was kept; choose it again.";
const UNREAD = "The file could not be read by the server. Nothing was kept; choose it again.";

function answer(request) {
  try {
    return JSON.parse(request.responseText);
  } catch {
    return { sentence: UNREAD };
  }
}

function render({ model, el }) {
  const id = `bring-${crypto.getRandomValues(new Uint32Array(1))[0].toString(16)}`;
  const label = element("label", { for: id });
  const hint = element("p", { class: "hint", id: `${id}-hint` });
  const file = element("input", { type: "file", id, accept: ".csv,.tsv,.txt", "aria-describedby": `${id}-hint` });
  const bar = element("progress", { max: "100", hidden: "", "aria-label": "Bringing in the file" });
  const told = element("div", { role: "status", class: "told" });
  const node = element("div", { class: "lcspr-bring" }, label, hint, file, bar, told);
  file.addEventListener("change", send);
  el.append(node);

  function send() {
    const chosen = file.files[0];
    if (!chosen) return;
    const body = new FormData();
    body.append("file", chosen);
    const request = new XMLHttpRequest(); // fetch cannot say how far an upload is
    request.open("POST", model.get("state").upload);
    request.setRequestHeader("X-XSRFToken", decodeURIComponent(/(?:^|; )_xsrf=([^;]*)/.exec(document.cookie)?.[1] ?? ""));
    request.upload.onprogress = (event) => { bar.value = event.total ? (100 * event.loaded) / event.total : 0; };
    request.onload = () => tell(answer(request));
    request.onerror = () => tell({ sentence: LOST });
    request.onloadend = () => { bar.hidden = true; file.value = ""; };
    bar.hidden = false;
    told.replaceChildren();
    request.send(body);
  }

  function tell({ sentence, kept = 0, problems = [] }) {
    const words = sentence || `${kept} ${kept === 1 ? "row" : "rows"} kept${problems.length ? `, ${problems.length} to look at` : ""}.`;
    told.replaceChildren(element("p", {}, words));
    if (problems.length) told.append(element("ul", {}, ...problems.map((one) => element("li", {}, String(one)))));
    if (!sentence) model.send({ do: "done" });
  }

  function patch() {
    const state = model.get("state") ?? {};
    label.textContent = state.label ?? "";
    hint.textContent = state.hint ?? "";
    node.hidden = !state.upload;
  }

  model.on("change:state", patch);
  patch();
  return () => model.off("change:state", patch);
}

export default { render };

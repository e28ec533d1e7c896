/* A methodology's own drawing: its module is run apart from the page's own lines, and what stops is taken away again.

   state: { title, module, data, sorry }      `module` is the text of a file that the methodology's plugin ships
   says:  stopped {}      once, when the module throws or is none: the words that stand for it are then shown in full

   The module gets { model, el }: model.get("data") is all of its data, model.get(name) one part of it, and
   model.on("change:data", act) tells when it is new. It can tell Python nothing.                                    */

// --- parts: elements ------------------------------------------------------------------------------------------------

// A module is imported from a blob, as the page's policy has it: nothing in line, nothing from another place.
async function imported(text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  try {
    const made = (await import(address)).default;
    const drawing = typeof made === "function" ? await made() : made;
    if (typeof drawing?.render !== "function") throw new TypeError("no default export with a render");
    return drawing;
  } finally {
    URL.revokeObjectURL(address);
  }
}

// What a module may know: a copy of its data, and when there is other.
function modelOn(dataOf) {
  const ears = new Map();
  const copy = (value) => (value === undefined ? undefined : structuredClone(value));
  return {
    get: (name) => copy(name === "data" ? dataOf() : dataOf()?.[name]),
    set() {},
    save_changes() {},
    send() {},
    on: (name, ear) => ears.set(name, [...(ears.get(name) ?? []), ear]),
    off: (name, ear) => ears.set(name, ear ? (ears.get(name) ?? []).filter((one) => one !== ear) : []),
    tell(names) {
      for (const name of names) for (const ear of ears.get(`change:${name}`) ?? []) ear();
    },
  };
}

function render({ model, el }) {
  const id = `drawing-${minted()}`;
  const title = element("figcaption", { id });
  const place = element("div", { class: "place" });
  const sorry = element("p", { class: "sorry-line", role: "status" });
  const figure = element("figure", { class: "lcspr-drawing", role: "group", "aria-labelledby": id }, title, place, sorry);
  const data = () => model.get("state")?.data;
  let running = ""; // the module that stands on the page
  let known = "";
  let own = null;
  let leave = null;
  let turn = 0;
  el.append(figure);

  function clear() {
    try {
      leave?.();
    } catch {
      // what it leaves behind is taken away with its place
    }
    leave = own = null;
    place.replaceChildren();
  }

  // Its place has a root of its own, so that its style and the page's do not reach each other.
  async function run(module) {
    const mine = (turn += 1);
    clear();
    try {
      const drawing = await imported(module);
      if (mine !== turn) return;
      const host = place.appendChild(element("div"));
      const inside = host.attachShadow({ mode: "open" }).appendChild(element("div"));
      own = modelOn(data);
      await drawing.initialize?.({ model: own });
      const left = await drawing.render({ model: own, el: inside });
      leave = typeof left === "function" ? left : null;
    } catch {
      if (mine === turn) stop();
    }
  }

  function stop() {
    clear();
    figure.classList.add("stopped");
    say(sorry, model.get("state")?.sorry);
    model.send({ do: "stopped" });
  }

  function renew(now) {
    const fresh = JSON.stringify(now ?? null);
    if (fresh === known) return;
    const names = ["data", ...Object.keys(now ?? {})];
    known = fresh;
    try {
      own?.tell(names);
    } catch {
      stop();
    }
  }

  function patch() {
    const state = model.get("state") ?? {};
    say(title, state.title);
    if (state.module && state.module !== running) {
      running = state.module;
      known = JSON.stringify(state.data ?? null);
      figure.classList.remove("stopped");
      say(sorry, "");
      run(running);
    } else if (state.module) renew(state.data);
    else {
      running = "";
      turn += 1;
      clear();
      figure.classList.add("stopped");
      say(sorry, state.sorry);
    }
  }

  model.on("change:state", patch);
  patch();
  return () => {
    model.off("change:state", patch);
    turn += 1;
    clear();
  };
}

export default { render };

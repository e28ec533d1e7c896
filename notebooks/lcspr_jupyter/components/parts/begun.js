// --- begun: words that wait for a button, saved as they are typed and put back wherever they are asked for -------------

/* state.begun: { place: { name: text } }, what this person began before; says: begin {row: place, cells: {name: text}}.
   `held` puts the texts of a place in its fields, and keeps what is written on; `done` once they are put down.      */
function beginning({ model, saver, changed = () => {} }) {
  const here = new Map(); // place -> its texts, once they are written on this page
  const key = (place) => `begun ${place}`;
  const texts = (place) => here.get(place) ?? model.get("state")?.begun?.[place] ?? {};
  const holds = (place) => Object.values(texts(place)).some(Boolean);

  function held(place, fields) {
    for (const [name, field] of Object.entries(fields)) {
      if (texts(place)[name]) field.value = texts(place)[name];
      field.addEventListener("input", () => {
        here.set(place, { ...texts(place), [name]: field.value === field.defaultValue ? "" : field.value });
        saver.later(key(place), () => ({ do: "begin", row: place, cells: texts(place) }));
      });
    }
  }

  function done(place) {
    const kept = holds(place);
    saver.drop(key(place));
    here.set(place, {});
    if (kept) saver.now(key(place), { do: "begin", row: place, cells: {} });
    changed();
  }

  // What was begun where nothing is asked any more: it is shown until its writer lets it go.
  function left(place) {
    if (!holds(place)) return null;
    const words = Object.values(texts(place)).filter(Boolean).join(" ");
    const go = element("button", { type: "button", class: "btn quiet", on: { click: () => done(place) } }, "Let it go");
    return element("div", { class: "panel begun" }, element("p", {}, `Begun by you, and not put down, as this is not asked any more: “${words}”`), go);
  }

  const places = () => [...new Set([...here.keys(), ...Object.keys(model.get("state")?.begun ?? {})])].filter(holds);
  return { held, done, left, places, flush: () => saver.flush() };
}

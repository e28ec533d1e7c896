// --- saving: what is typed is sent at once, and rescued when nobody answers --------------------------------------------

const PAUSE = 400; // typing rests this long before it is sent
const PATIENCE = 3000; // Python has this long to answer before the edit goes to the server itself
const LONGEST_WAIT = 30000;
const DEFINITE = new Set([400, 403, 404, 409, 413, 422]); // trying again would change nothing
const WORDED = new Set(["edit", "put", "add_row", "add_card", "edit_card", "new_group", "rename_group", "edit_cell", "act", "begin"]);

const NOT_YET = Symbol("not yet"); // what is made of something typed that has no place to go to so far: it is held on

/* Each edit is sent at once, and counts as saved only when somebody answers for it: Python, or the rescue address.
   `sent(message)` is called as an edit goes out, `settled(entry, how, told)` once it is decided, `changed()` when a
   status may look different.                                                                                        */
function saving({ model, sent, settled, changed: told }) {
  const held = new Map(); // key -> what was typed and is not sent yet
  const waiting = new Map(); // edit -> what was sent and is not answered yet
  const saved = new Map(); // key -> when
  let telling = false;
  let rescuing = false;
  let retry = 0;
  let wait = 1000;
  const lost = () => document.documentElement.dataset.connection === "lost";
  const here = () => ({ rescue: model.get("state")?.rescue, target: model.get("state")?.target });
  const clock = () => new Date().toTimeString().slice(0, 5);

  function changed() {
    if (!telling) queueMicrotask(() => (telling = false, told()));
    telling = true;
  }

  function later(key, make) {
    clearTimeout(held.get(key)?.timer);
    held.set(key, { make, from: held.get(key)?.from ?? here(), timer: setTimeout(() => flush(key), PAUSE) });
    changed();
  }

  function flush(only) {
    for (const [key, { make, from, timer }] of [...held]) {
      if (only != null && key !== only) continue;
      clearTimeout(timer);
      const message = make();
      held.get(key).waits = message === NOT_YET;
      if (message === NOT_YET) {
        held.get(key).timer = setTimeout(() => flush(key), PAUSE);
        continue;
      }
      held.delete(key);
      if (message) now(key, message, from);
    }
    changed();
  }

  function now(key, message, from = here()) {
    for (const [edit, entry] of waiting) // what was refused is written anew, over what stood before it was tried
      if (entry.key === key && entry.sentence && entry.message.do === message.do) {
        waiting.delete(edit);
        if ("before" in entry.message && !entry.clashed) message = { ...message, before: entry.message.before };
      }
    const edit = minted();
    const entry = { edit, key, message: { ...message, edit }, rescue: from.rescue, since: Date.now() };
    if (from.target) entry.message.target = from.target;
    waiting.set(edit, entry);
    entry.timer = setTimeout(() => overdue(entry), PATIENCE);
    sent(entry.message);
    try {
      model.send(entry.message);
    } catch {
      entry.late = true; // the line to Python is closed
    }
    if (entry.late || lost()) save();
    changed();
    return edit;
  }

  function overdue(entry) {
    entry.late = true;
    save();
  }

  function answered(edit, how, told = {}) {
    const entry = waiting.get(edit);
    if (!entry) return;
    clearTimeout(entry.timer);
    waiting.delete(edit);
    saved.set(entry.key, told.at || clock());
    settled(entry, how, told);
    changed();
  }

  function refused(edit, told) {
    const entry = waiting.get(edit);
    if (!entry) return;
    clearTimeout(entry.timer);
    entry.clashed = Boolean(told.clashes?.length); // then it is their text that is written over, and the component says so
    entry.sentence = told.sorry || told.sentence || "This could not be saved.";
    if (!WORDED.has(entry.message.do)) waiting.delete(edit); // no words are lost with it
    settled(entry, "refused", told);
    changed();
  }

  // Sends what is late to the rescue address, oldest first, one at a time; tries again, less and less often.
  async function save() {
    if (rescuing) return;
    rescuing = true;
    clearTimeout(retry);
    let failed = false;
    for (const entry of [...waiting.values()]) {
      if (!waiting.has(entry.edit) || entry.sentence || !(entry.late || lost())) continue;
      failed = !(await rescued(entry));
      entry.failed = failed;
      if (failed) break;
    }
    rescuing = false;
    wait = failed ? Math.min(wait * 2, LONGEST_WAIT) : 1000;
    const more = [...waiting.values()].some((entry) => entry.late && !entry.failed && !entry.sentence);
    if (failed || more) retry = setTimeout(save, failed ? wait : 0);
    changed();
  }

  async function rescued(entry) {
    if (!entry.rescue) return again(entry);
    try {
      const reply = await post(entry);
      const told = await reply.json();
      if (reply.ok && !reply.redirected && (told.saved === entry.edit || "seq" in told)) answered(entry.edit, "rescue", told);
      else if (DEFINITE.has(reply.status)) refused(entry.edit, told);
      else {
        entry.why = reply.ok ? "" : told.sentence ?? ""; // the server's own words, as for a full disk
        return false;
      }
      return true;
    } catch {
      return false; // no network, or no JSON: the edit stays, and is tried again
    }
  }

  function again(entry) {
    try {
      model.send(entry.message); // the same edit twice is one edit
    } catch {
      // still closed
    }
    return !waiting.has(entry.edit);
  }

  function post(entry, keepalive = false) {
    const xsrf = /(?:^|; )_xsrf=([^;]*)/.exec(document.cookie)?.[1] ?? "";
    return fetch(entry.rescue, {
      method: "POST",
      credentials: "same-origin",
      keepalive,
      signal: keepalive ? undefined : AbortSignal.timeout(PATIENCE * 4),
      headers: { "Content-Type": "application/json", "X-XSRFToken": xsrf },
      body: JSON.stringify(entry.message),
    });
  }

  function hear(told) {
    if (told?.saved) answered(told.saved, "python", told);
    else if (told?.sorry && told.edit) refused(told.edit, told);
  }

  function look() {
    for (const [edit, at] of Object.entries(model.get("state")?.saved ?? {})) answered(edit, "state", { at });
  }

  function status(key) {
    const mine = [...waiting.values()].filter((entry) => entry.key === key);
    const wrong = mine.find((entry) => entry.sentence || entry.failed);
    if (wrong) return { word: "unsaved", text: "Not saved yet", sentence: wrong.sentence };
    if (mine.length || held.has(key)) return { word: "saving", text: "saving…" };
    return saved.has(key) ? { word: "saved", text: `✓ Saved ${saved.get(key)}` } : { word: "", text: "" };
  }

  function overall() {
    const all = [...waiting.values()];
    const wrong = all.filter((entry) => entry.sentence || entry.failed);
    const at = [...saved.values()].sort().at(-1);
    const why = wrong.find((one) => one.why)?.why;
    return { busy: all.length + held.size, wrong: wrong.length, sentence: wrong.find((one) => one.sentence)?.sentence, why, at };
  }

  function unsafe() {
    const all = [...waiting.values()];
    return [...held.values()].some((one) => one.waits) || all.some((one) => one.failed || one.sentence || one.late || !one.rescue || Date.now() - one.since > 1000) ||
      ((all.length || held.size) > 0 && (lost() || !here().rescue));
  }

  function goAgain() {
    wait = 1000;
    for (const entry of [...waiting.values()]) if (entry.sentence) entry.sentence = "";
    for (const entry of waiting.values()) entry.late = true;
    save();
  }

  const hidden = () => document.visibilityState === "hidden" && flush();
  const leaving = () => {
    flush();
    for (const entry of waiting.values()) if (entry.rescue && !entry.sentence) post(entry, true).catch(() => {});
  };
  const warn = (event) => {
    flush();
    if (unsafe()) event.preventDefault();
  };
  const watch = new MutationObserver(() => lost() && save());
  watch.observe(document.documentElement, { attributes: true, attributeFilter: ["data-connection"] });
  document.addEventListener("visibilitychange", hidden);
  addEventListener("pagehide", leaving);
  addEventListener("beforeunload", warn);
  model.on("msg:custom", hear);

  function stop() {
    flush();
    watch.disconnect();
    document.removeEventListener("visibilitychange", hidden);
    removeEventListener("pagehide", leaving);
    removeEventListener("beforeunload", warn);
    model.off("msg:custom", hear);
  }

  const forget = (edit) => waiting.delete(edit) && changed();
  const busy = (key) => held.has(key) || [...waiting.values()].some((entry) => entry.key === key);
  const touched = () => new Set([...held.keys(), ...saved.keys(), ...[...waiting.values()].map((entry) => entry.key)]);

  // What goes by another name from now on keeps what is held, and what is said, under it.
  function rename(from, to) {
    const kept = held.get(from);
    if (kept) {
      drop(from);
      held.set(to, { ...kept, timer: setTimeout(() => flush(to), PAUSE) });
    }
    if (saved.has(from)) saved.set(to, saved.get(from));
    saved.delete(from);
    for (const entry of waiting.values()) if (entry.key === from) entry.key = to;
  }

  // What went out with something else, and is safe with it.
  const went = (key) => saved.set(key, clock());

  const drop = (key) => {
    clearTimeout(held.get(key)?.timer);
    held.delete(key);
    changed();
  };
  return { later, now, flush, status, overall, busy, forget, drop, look, goAgain, touched, rename, went, stop };
}

// The line that says "not saved yet": there only while it is true.
function alarm(saver) {
  const words = element("span");
  const again = element("button", { type: "button", on: { click: saver.goAgain } }, "Try again now");
  const node = element("div", { role: "alert", class: "unsaved" });
  function patch() {
    const { wrong, sentence, why } = saver.overall();
    if (!wrong) return node.replaceChildren();
    const going = `${why ? `${why} ` : ""}What you wrote is still here, and is tried again by itself.`;
    say(words, `Not saved yet: keep this page open. ${sentence || going}`);
    if (!node.firstChild) node.append(words, again);
  }
  return { node, patch };
}

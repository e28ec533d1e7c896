/* A table: sorts, filters, keeps its head in view, is a list on a phone, copies into Excel, and can be written in.

   state: { key, title, row_title, empty, columns: [{ key, title, control: text | line | number | date | choice | fixed, options: [{key, title}] }],
            rows: [{ id, cells: {column: text | number | [text] | {typed}}, tag?: {text, kind} }],
            can_edit, can_add, can_remove, rescue, target }
   says:  edit_cell {row, column, before, value} · add_row {row: {id, cells}} · remove_row {row}; each with an `edit`
          to be answered for.
   hears: {saved: edit, at} · {sorry: sentence, edit?}                                                                  */

// --- elements: the same lines in every component -------------------------------------------------------------------

function element(name, attributes = {}, ...inside) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "on") for (const [type, ear] of Object.entries(value)) node.addEventListener(type, ear);
    else set(node, key, value);
  }
  node.append(...inside.flat().filter((one) => one != null && one !== false)); // a string becomes text, never markup
  return node;
}

function set(node, key, value) {
  const wanted = value === true ? "" : value;
  if (wanted == null || wanted === false) node.removeAttribute(key);
  else if (node.getAttribute(key) !== String(wanted)) node.setAttribute(key, wanted);
}

function say(node, text) {
  const wanted = String(text ?? "");
  if (node.textContent !== wanted) node.textContent = wanted;
}

// Puts nodes in order around the one that has the focus, so that it is never taken out of the page.
function place(parent, wanted, isGone = () => true) {
  const kept = new Set(wanted);
  for (const child of [...parent.children]) if (!kept.has(child) && isGone(child)) child.remove();
  if (!wanted.length) return;
  const held = Math.max(0, wanted.findIndex((node) => node.parentNode === parent && node.contains(document.activeElement)));
  if (wanted[held].parentNode !== parent) put(parent, wanted[held], parent.firstChild);
  for (let at = held - 1; at >= 0; at--)
    if (wanted[at + 1].previousSibling !== wanted[at]) put(parent, wanted[at], wanted[at + 1]);
  for (let at = held + 1; at < wanted.length; at++)
    if (wanted[at - 1].nextSibling !== wanted[at]) put(parent, wanted[at], wanted[at - 1].nextSibling);
}

// Where the browser can, a node moves without losing its focus.
function put(parent, node, before) {
  if (parent.moveBefore && parent.isConnected && node.isConnected) parent.moveBefore(node, before);
  else parent.insertBefore(node, before);
}

const drawn = new WeakMap();

// Keeps one part ({ node, patch }) for each key; only what is new is made, only what is gone is removed.
function keyed(parent, items, keyOf, make) {
  const parts = drawn.get(parent) ?? new Map();
  drawn.set(parent, parts);
  const keys = new Set(items.map(keyOf));
  for (const key of [...parts.keys()]) if (!keys.has(key)) parts.delete(key);
  place(parent, items.map((item, at) => {
    const key = keyOf(item);
    if (!parts.has(key)) parts.set(key, make(item, at));
    const part = parts.get(key);
    part.patch?.(item, at);
    return part.node;
  }));
  return parts;
}

function minted() {
  return [...crypto.getRandomValues(new Uint8Array(6))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// --- end of elements -----------------------------------------------------------------------------------------------

// --- calm: the same lines in form.js, wall.js, table.js and thread.js ------------------------------------------------

// Holds back what would move things while a button is pressed: else a click would land beside what it was meant for.
function calm(act) {
  let until = 0;
  let due = 0;
  const ears = {
    pointerdown: () => { until = performance.now() + 700; },
    pointerup: () => release(),
    pointercancel: () => release(),
  };
  for (const [type, ear] of Object.entries(ears)) document.addEventListener(type, ear, true);
  function release() {
    until = 0;
    if (due) due = setTimeout(run);
  }
  function run() {
    const wait = until - performance.now();
    clearTimeout(due);
    due = wait > 0 ? setTimeout(run, wait) : 0;
    if (!due) act();
  }
  run.stop = () => {
    clearTimeout(due);
    for (const [type, ear] of Object.entries(ears)) document.removeEventListener(type, ear, true);
  };
  return run;
}

// --- end of calm ----------------------------------------------------------------------------------------------------

// --- saving: the same lines in form.js, wall.js and table.js --------------------------------------------------------

const PAUSE = 400; // typing rests this long before it is sent
const PATIENCE = 3000; // Python has this long to answer before the edit goes to the server itself
const LONGEST_WAIT = 30000;
const DEFINITE = new Set([400, 403, 404, 409, 413, 422]); // trying again would change nothing
const WORDED = new Set(["edit", "add_row", "add_card", "edit_card", "new_group", "rename_group", "edit_cell"]);

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
      held.delete(key);
      const message = make();
      if (message) now(key, message, from);
    }
    changed();
  }

  function now(key, message, from = here()) {
    for (const [edit, entry] of waiting) // what was refused is written anew
      if (entry.key === key && entry.sentence && entry.message.do === message.do) waiting.delete(edit);
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
      else return false;
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
    return { busy: all.length + held.size, wrong: wrong.length, sentence: wrong.find((one) => one.sentence)?.sentence, at };
  }

  function unsafe() {
    const all = [...waiting.values()];
    return all.some((one) => one.failed || one.sentence || one.late || !one.rescue || Date.now() - one.since > 1000) ||
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
  return { later, now, flush, status, overall, busy, forget, look, goAgain, stop };
}

// The line that says "not saved yet": there only while it is true.
function alarm(saver) {
  const words = element("span");
  const again = element("button", { type: "button", on: { click: saver.goAgain } }, "Try again now");
  const node = element("div", { role: "alert", class: "unsaved" });
  function patch() {
    const { wrong, sentence } = saver.overall();
    if (!wrong) return node.replaceChildren();
    say(words, `Not saved yet: keep this page open. ${sentence || "What you wrote is still here, and is tried again by itself."}`);
    if (!node.firstChild) node.append(words, again);
  }
  return { node, patch };
}

// --- end of saving --------------------------------------------------------------------------------------------------

// --- words in cells ---------------------------------------------------------------------------------------------------------

const FIXED = "fixed";
const FORMULA = /^[=+\-@\t\r\0＝＋－＠]/; // what a spreadsheet would run instead of showing
const counted = (number, one, many) => `${number} ${number === 1 ? one : many}`;
const plural = (noun) => (/[^aeiou]y$/.test(noun) ? noun.replace(/y$/, "ies") : noun === "person" ? "people" : `${noun}s`);
const article = (noun) => (/^[aeio]/i.test(noun) ? "an" : "a");
const editable = (column) => column.control !== FIXED;

function worded(column, value) {
  if (Array.isArray(value)) return value.map((one) => worded(column, one)).join(", ");
  if (value && typeof value === "object") return String(value.typed ?? value.text ?? "");
  const found = (column.options ?? []).find((one) => one.key === value);
  return found ? found.title : String(value ?? "");
}

function forExcel(text) {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /["\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedFromField(text); // a page that is not served over https has no clipboard of its own
  }
}

function copiedFromField(text) {
  const held = document.activeElement;
  const field = element("textarea", { "aria-hidden": "true", class: "lcspr-table-copy" });
  field.value = text;
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  held?.focus();
  return done;
}

// --- one cell -----------------------------------------------------------------------------------------------------------------

function makeCell(row, column, table) {
  const head = table.columns()[0]?.key === column.key;
  const text = element("span", { class: "text" });
  const mark = element("span", { class: "mark" });
  const node = element(head ? "th" : "td", { role: head ? "rowheader" : table.grid() ? "gridcell" : "cell", scope: head && "row", "data-cell": `${row.id} ${column.key}`, "data-label": column.title }, text, mark);
  const key = `${row.id} ${column.key}`;
  const now = { row, column };
  let field = null;
  node.addEventListener("dblclick", () => write());
  node.addEventListener("click", () => table.grid() && (document.activeElement === node ? write() : field || table.go(node)));
  node.addEventListener("keydown", keys);
  return { node, patch, mark: patchMark, write, isOpen: () => Boolean(field) };

  function patch(fresh, freshColumn) {
    now.row = fresh;
    now.column = freshColumn;
    const words = worded(freshColumn, fresh.cells?.[column.key]);
    say(text, words);
    set(node, "data-label", freshColumn.title);
    if (table.grid()) set(node, "aria-readonly", editable(freshColumn) ? null : "true");
    node.classList.toggle("numeric", freshColumn.control === "number");
    node.classList.toggle("void", !words);
    patchMark();
  }

  function patchMark() {
    const { word, text: said, sentence } = table.saver.status(key);
    say(mark, sentence ? `${said}: ${sentence}` : said);
    mark.className = `mark ${word}`;
    mark.hidden = !said;
  }

  function keys(event) {
    if (field || !table.grid() || event.ctrlKey || event.metaKey || event.altKey) return;
    const begins = event.key === "Enter" || event.key === "F2" || (event.key.length === 1 && event.key !== " ");
    if (!begins || !editable(now.column)) return;
    if (event.key.length > 1) event.preventDefault();
    write(); // the letter that was pressed goes into the field that opens
  }

  function write() {
    if (field || !table.grid() || !editable(now.column)) return;
    let before = now.row.cells?.[column.key] ?? "";
    field = control(now.column, before);
    set(field, "aria-label", `${now.column.title}, ${table.nameOf(now.row)}`);
    const send = () => {
      if (!field || field.value === String(before?.typed ?? before)) return null;
      const message = { do: "edit_cell", row: row.id, column: column.key, before, value: field.value };
      before = field.value;
      return message;
    };
    field.addEventListener(field.matches("select") ? "change" : "input", () => table.saver.later(key, send));
    field.addEventListener("blur", done);
    field.addEventListener("keydown", fieldKeys);
    text.hidden = true;
    node.prepend(field);
    field.focus();
    field.setSelectionRange?.(field.value.length, field.value.length);
  }

  function fieldKeys(event) {
    event.stopPropagation();
    if (event.isComposing) return;
    const ends = event.key === "Escape" || (event.key === "Enter" && !(event.shiftKey && field.matches("textarea")));
    if (!ends && event.key !== "Tab") return;
    event.preventDefault();
    const next = event.key === "Tab" ? table.beside(node, event.shiftKey ? -1 : 1) : null;
    table.go(node);
    if (next) table.open(next);
  }

  function done() {
    table.saver.flush(key);
    field.remove();
    field = null;
    text.hidden = false;
    setTimeout(table.patch);
  }
}

function control(column, value) {
  if (column.control === "choice") {
    const options = [{ key: "", title: "" }, ...(column.options ?? [])];
    if (value && !options.some((one) => one.key === value)) options.push({ key: value, title: `${value} (no longer offered)` });
    const menu = element("select", {}, options.map((one) => element("option", { value: one.key }, one.title)));
    menu.value = value;
    return menu;
  }
  const field = column.control === "text" ? element("textarea", { rows: 1 }) : element("input", { type: "text", autocomplete: "off" });
  if (column.control === "number") set(field, "inputmode", "decimal");
  field.value = String(value?.typed ?? value);
  return field;
}

// --- the table ------------------------------------------------------------------------------------------------------------------

function render({ model, el }) {
  const id = `table-${minted()}`;
  const patch = calm(draw);
  const told = []; // what a person did that Python's state may not show yet
  const removed = new Map();
  const sort = { column: "", up: true, order: [] };
  let awaited = null; // the ids there were before a row was added
  let shownKey = null;
  const saver = saving({ model, sent, settled, changed: marks });
  const { node: unsaved, patch: patchUnsaved } = alarm(saver);
  const title = element("h3", { id });
  const count = element("p", { class: "count", role: "status" });
  const search = element("input", { type: "search", id: `${id}-find`, autocomplete: "off", on: { input: () => patch() } });
  const copy = element("button", { type: "button", class: "quiet", on: { click: () => copyAll() } }, "Copy for Excel");
  const heads = element("tr", { role: "row" });
  const body = element("tbody", { role: "rowgroup" });
  const sheet = element("table", { "aria-labelledby": id }, element("thead", { role: "rowgroup" }, heads), body);
  const box = element("div", { class: "box", role: "region", "aria-labelledby": id, tabindex: "0" }, sheet);
  const empty = element("p", { class: "empty" });
  const help = element("p", { class: "help" }, "Arrow keys go from cell to cell; Enter writes in one, Tab goes on to the next.");
  const add = element("button", { type: "button", class: "quiet", on: { click: () => addRow() } });
  const gone = element("ul", { class: "gone" });
  const heard = element("p", { class: "away", role: "status" });
  const sorry = element("p", { class: "sorry", role: "alert" });
  const node = element("section", { class: "lcspr-table", "aria-labelledby": id }, unsaved,
    element("div", { class: "top" }, title, count, element("div", { class: "tools" }, element("label", { for: search.id }, "Find"), search, copy)),
    help, box, empty, gone, element("div", { class: "buttons" }, add), sorry, heard);
  el.append(node);
  const parts = new Map();
  const table = {
    saver, patch, go, beside, open: (cell) => parts.get(cell.dataset.cell)?.write(),
    columns: () => model.get("state")?.columns ?? [],
    grid: () => Boolean(model.get("state")?.can_edit),
    nameOf: (row) => worded(table.columns()[0] ?? {}, row.cells?.[table.columns()[0]?.key]) || noun(),
  };
  const noun = () => model.get("state")?.row_title || "row";
  body.addEventListener("keydown", arrows);
  body.addEventListener("focusin", (event) => roam(event.target.closest("[data-cell]")));

  // -- saying and hearing ------------------------------------------------------------------------------------------------------

  function sent(message) {
    told.push(message);
    queueMicrotask(patch);
  }

  function settled(entry, how) {
    const one = told.find((each) => each.edit === entry.edit);
    if (!one) return;
    one.how = how;
    const shown = how === "state" || (how === "python" && one.seen && (one.do !== "edit_cell" || confirms(one)));
    if (shown || (how === "refused" && one.do === "remove_row")) told.splice(told.indexOf(one), 1);
    if (how !== "refused") return queueMicrotask(patch);
    if (one.do === "add_row") awaited = null;
    say(sorry, entry.sentence);
    queueMicrotask(patch);
  }

  function confirms(one) {
    const row = (model.get("state")?.rows ?? []).find((each) => each.id === (one.row?.id ?? one.row));
    if (one.do === "edit_cell") return !row || JSON.stringify(row.cells?.[one.column]) !== JSON.stringify(one.before);
    return one.do === "add_row" ? Boolean(row) : !row;
  }

  function changedState() {
    saver.look();
    for (const one of [...told]) {
      one.seen = true;
      if (one.how === "python" || (one.how === "rescue" && confirms(one))) told.splice(told.indexOf(one), 1);
    }
    patch();
    if (awaited) focusNew();
  }

  function hear(message) {
    if (message?.sorry && !message.edit) say(sorry, message.sorry);
  }

  // -- what a person does --------------------------------------------------------------------------------------------------------

  function addRow(values = null) {
    const row = values ?? { id: minted(), cells: {} };
    search.value = "";
    say(sorry, "");
    awaited = new Set(rows().map((one) => one.id));
    saver.now(`add ${row.id}`, { do: "add_row", row });
    patch();
  }

  // Python may give a new row an id of its own, so whatever is new is gone to.
  function focusNew() {
    const fresh = rows().find((one) => !awaited.has(one.id));
    if (!fresh) return;
    awaited = null;
    const first = table.columns().find(editable);
    const cell = first && parts.get(`${fresh.id} ${first.key}`);
    cell?.node.scrollIntoView({ block: "nearest" });
    cell?.write();
  }

  function removeRow(row) {
    const near = body.querySelector(`[data-row="${CSS.escape(row.id)}"]`);
    const next = near?.nextElementSibling ?? near?.previousElementSibling;
    removed.set(row.id, { id: row.id, cells: row.cells, name: table.nameOf(row) });
    saver.flush();
    saver.now(`remove ${row.id}`, { do: "remove_row", row: row.id });
    patch();
    say(heard, `${removed.get(row.id)?.name} removed. It can be put back below the table.`);
    (next?.querySelector(".off") ?? add).focus();
  }

  function putBack(row) {
    removed.delete(row.id);
    addRow({ id: row.id, cells: row.cells });
  }

  function sortBy(key) {
    const column = table.columns().find((one) => one.key === key);
    sort.up = sort.column === column.key ? !sort.up : true;
    sort.column = column.key;
    const told = new Intl.Collator("en-GB", { numeric: true, sensitivity: "base" });
    const words = (row) => worded(column, row.cells?.[column.key]);
    const blank = (row) => (words(row) ? 0 : 1);
    sort.order = [...rows()].sort((a, b) => blank(a) - blank(b) || (sort.up ? 1 : -1) * told.compare(words(a), words(b))).map((row) => row.id);
    patch();
    say(heard, `Sorted by ${column.title}, ${sort.up ? "first to last" : "last to first"}.`);
  }

  async function copyAll() {
    const columns = table.columns();
    const lines = [columns.map((one) => one.title), ...visible().map((row) => columns.map((one) => worded(one, row.cells?.[one.key])))];
    const done = await copied(lines.map((line) => line.map(forExcel).join("\t")).join("\r\n"));
    say(count, done ? `${counted(lines.length - 1, noun(), plural(noun()))} copied. Paste into Excel.` : "The browser did not allow copying. Select the table and copy it.");
  }

  // -- what there is ---------------------------------------------------------------------------------------------------------------

  function rows() {
    let found = model.get("state")?.rows ?? [];
    for (const one of told) {
      if (one.do === "edit_cell") found = found.map((row) => (row.id === one.row ? { ...row, cells: { ...row.cells, [one.column]: one.value } } : row));
      if (one.do === "remove_row") found = found.filter((row) => row.id !== one.row);
      if (one.do === "add_row" && one.how === "rescue" && !found.some((row) => row.id === one.row.id)) found = [...found, one.row];
    }
    return found;
  }

  function visible() {
    const order = new Map(sort.order.map((each, at) => [each, at]));
    const wanted = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const fits = (row) => {
      const text = table.columns().map((one) => worded(one, row.cells?.[one.key])).join(" ").toLowerCase();
      return wanted.every((word) => text.includes(word));
    };
    return rows().filter(fits).sort((a, b) => (order.get(a.id) ?? Infinity) - (order.get(b.id) ?? Infinity) || 0);
  }

  // -- keys ------------------------------------------------------------------------------------------------------------------------------

  const cellsOf = (line) => [...line.querySelectorAll("[data-cell]")];

  function arrows(event) {
    const cell = event.target;
    if (event.defaultPrevented || !table.grid() || !cell.matches("[data-cell]") || event.ctrlKey || event.metaKey || event.altKey) return;
    const line = cellsOf(cell.parentNode);
    const at = line.indexOf(cell);
    const across = { ArrowLeft: line[at - 1], ArrowRight: line[at + 1], Home: line[0], End: line.at(-1) };
    const step = { ArrowUp: cell.parentNode.previousElementSibling, ArrowDown: cell.parentNode.nextElementSibling }[event.key];
    const to = across[event.key] ?? (step && cellsOf(step)[at]);
    if (!to) return;
    event.preventDefault();
    go(to);
  }

  function go(cell) {
    roam(cell);
    cell.focus();
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  function beside(cell, step) {
    const all = [...body.querySelectorAll("[data-cell]")].filter((one) => one.getAttribute("aria-readonly") !== "true");
    return all[all.indexOf(cell) + step];
  }

  function roam(cell) {
    if (!table.grid() || !cell) return;
    for (const one of body.querySelectorAll('[data-cell][tabindex="0"]')) if (one !== cell) one.setAttribute("tabindex", "-1");
    cell.setAttribute("tabindex", "0");
  }

  // -- what a person sees ------------------------------------------------------------------------------------------------------------------

  function draw() {
    const state = model.get("state") ?? {};
    if (shownKey !== state.key) begin(state);
    const [all, shown] = [rows(), visible()];
    say(title, state.title);
    title.hidden = !state.title;
    say(count, shown.length === all.length ? counted(all.length, noun(), plural(noun())) : `${shown.length} of ${counted(all.length, noun(), plural(noun()))}`);
    say(empty, all.length ? "Nothing fits what you are looking for." : state.empty || "Nothing here yet.");
    empty.hidden = shown.length > 0;
    box.hidden = !shown.length;
    search.parentNode.hidden = all.length < 2;
    help.hidden = !table.grid() || !shown.length;
    sheet.setAttribute("role", table.grid() ? "grid" : "table");
    patchHeads(state);
    keyed(body, shown, (row) => row.id, makeRow);
    if (table.grid() && !body.querySelector('[data-cell][tabindex="0"]')) roam(body.querySelector("[data-cell]"));
    say(add, `Add ${article(noun())} ${noun()}`);
    add.hidden = !state.can_add;
    patchGone(all);
    marks();
  }

  // Another table in the same place: nothing of the last one is carried over.
  function begin(state) {
    if (shownKey !== null) saver.flush();
    shownKey = state.key;
    told.length = 0;
    removed.clear();
    parts.clear();
    Object.assign(sort, { column: "", order: [] });
    search.value = "";
    for (const place of [heads, body]) {
      drawn.delete(place);
      place.replaceChildren();
    }
  }

  function patchHeads(state) {
    const columns = [...table.columns(), ...(state.can_remove ? [{ key: "", title: "" }] : [])];
    keyed(heads, columns, (one) => one.key, (one) => {
      const button = one.key ? element("button", { type: "button", class: "sort", on: { click: () => sortBy(one.key) } }) : element("span", { class: "away" }, "Remove");
      const head = element("th", { scope: "col", role: "columnheader" }, button);
      return {
        node: head,
        patch(now) {
          if (!now.key) return;
          say(button, now.title);
          const sorted = sort.column === now.key;
          set(head, "aria-sort", sorted ? (sort.up ? "ascending" : "descending") : "none");
        },
      };
    });
  }

  function makeRow(first) {
    const line = element("tr", { role: "row", "data-row": first.id });
    let now = first;
    const off = element("button", { type: "button", class: "off", on: { click: () => removeRow(now) } }, "Remove");
    const last = element("td", { role: table.grid() ? "gridcell" : "cell", class: "acts" }, off);
    return {
      node: line,
      patch(row) {
        now = row;
        const cells = table.columns().map((column) => {
          const key = `${row.id} ${column.key}`;
          if (!parts.get(key)?.node.isConnected) parts.set(key, fresh(key, row, column));
          parts.get(key).patch(row, column);
          return parts.get(key).node;
        });
        const removable = Boolean(model.get("state")?.can_remove);
        set(off, "aria-label", `Remove ${table.nameOf(row)}`);
        place(line, removable ? [...cells, last] : cells);
      },
    };
  }

  function fresh(key, row, column) {
    const part = makeCell(row, column, table);
    if (table.grid()) part.node.setAttribute("tabindex", "-1");
    return part;
  }

  function patchGone(all) {
    for (const row of all) removed.delete(row.id);
    keyed(gone, [...removed.values()], (one) => one.id, (one) => {
      const words = element("span");
      const back = element("button", { type: "button", class: "quiet", on: { click: () => putBack(one) } }, "Put it back");
      return { node: element("li", {}, words, back), patch: (each) => say(words, `“${each.name}” removed.`) };
    });
    gone.hidden = !removed.size || !model.get("state")?.can_add;
  }

  function marks() {
    for (const [key, part] of parts) part.node.isConnected ? part.mark() : parts.delete(key);
    patchUnsaved();
  }

  model.on("change:state", changedState);
  model.on("msg:custom", hear);
  patch();
  return () => {
    patch.stop();
    saver.stop();
    model.off("change:state", changedState);
    model.off("msg:custom", hear);
  };
}

export default { render };

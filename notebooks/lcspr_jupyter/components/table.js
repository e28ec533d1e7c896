/* A table: sorts, filters, keeps its head in view, is a list on a phone, copies into Excel, and can be written in.

   state: { key, title, level?, row_title, empty, columns: [{ key, title, control: text | line | number | date | choice | fixed, options: [{key, title}] }],
            rows: [{ id, cells: {column: text | number | [text] | {typed}}, tag?: {text, kind}, begun? }],
            can_edit, can_add, can_remove, rescue, target }
   says:  edit_cell {row, column, before, value} · add_row {row: {id, cells}} · remove_row {row}; each with an `edit`
          to be answered for, and with the `begun` of its row: what the server makes it of if it is stored nowhere yet.
   hears: {saved: edit, at} · {sorry: sentence, edit?, clashes?: [{path, theirs}]}; the rescue address may add
          row: {id, cells}, what a new row became.                                                                      */

// --- parts: elements, calm, saving ----------------------------------------------------------------------------------

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
    const other = table.theirs.has(key) && word === "unsaved"; // the whole of it is said above the table
    say(mark, other ? `${said}: theirs is “${worded(column, table.theirs.get(key))}”` : sentence ? `${said}: ${sentence}` : said);
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
    before = table.theirs.get(key) ?? before; // what somebody else wrote meanwhile, and is written over knowingly
    set(field, "aria-label", `${now.column.title}, ${table.nameOf(now.row)}`);
    const send = () => {
      if (!field || (field.value === String(before?.typed ?? before) && !table.theirs.has(key))) return null;
      const message = { do: "edit_cell", row: row.id, column: column.key, before, value: field.value, ...begunOf(now.row) };
      table.theirs.delete(key);
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

const begunOf = (row) => (row.begun ? { begun: row.begun } : {});

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
  const theirs = new Map(); // cell -> what somebody else wrote in it, while it is still to be chosen
  const sort = { column: "", up: true, order: [] };
  let awaited = null; // the ids there were before a row was added
  let shownKey = null;
  const saver = saving({ model, sent, settled, changed: marks });
  const { node: unsaved, patch: patchUnsaved } = alarm(saver);
  const title = element(`h${model.get("state")?.level || 3}`, { id });
  const count = element("p", { class: "count", role: "status" });
  const search = element("input", { type: "search", id: `${id}-find`, autocomplete: "off", on: { input: () => patch() } });
  const copy = element("button", { type: "button", class: "quiet", on: { click: () => copyAll() } }, "Copy for Excel");
  const heads = element("tr", { role: "row" });
  const body = element("tbody", { role: "rowgroup" });
  const sheet = element("table", { "aria-labelledby": id }, element("thead", { role: "rowgroup" }, heads), body);
  const box = element("div", { class: "box", role: "group", "aria-labelledby": id, tabindex: "0" }, sheet);
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
    saver, patch, go, beside, theirs, open: (cell) => parts.get(cell.dataset.cell)?.write(),
    columns: () => model.get("state")?.columns ?? [],
    grid: () => Boolean(model.get("state")?.can_edit),
    nameOf: (row) => worded(table.columns()[0] ?? {}, row.cells?.[table.columns()[0]?.key]) || noun(),
  };
  const noun = () => model.get("state")?.row_title || "row";
  body.addEventListener("keydown", arrows);
  body.addEventListener("focusin", (event) => roam(event.target.closest("[data-cell]")));

  // -- saying and hearing ------------------------------------------------------------------------------------------------------

  function sent(message) {
    const same = (one) => one.how === "refused" && one.do === message.do && one.row === message.row && one.column === message.column;
    for (const one of told.filter(same)) told.splice(told.indexOf(one), 1); // what was refused is written anew
    say(sorry, "");
    told.push(message);
    queueMicrotask(patch);
  }

  function settled(entry, how, reply = {}) {
    const one = told.find((each) => each.edit === entry.edit);
    if (!one) return;
    one.how = how;
    if (one.do === "add_row" && how === "rescue") becomes(one, reply.row);
    if (how === "refused") contest(entry, one, reply);
    const shown = how === "state" || (how === "python" && one.seen && (one.do !== "edit_cell" || confirms(one)));
    if (shown || (how === "refused" && one.do === "remove_row")) told.splice(told.indexOf(one), 1);
    if (how !== "refused") return queueMicrotask(patch);
    if (one.do === "add_row") awaited = null;
    say(sorry, entry.sentence);
    queueMicrotask(patch);
  }

  // Somebody else wrote in the cell: both texts are said, and what is written next goes in the place of theirs.
  function contest(entry, one, reply) {
    const place = reply.clashes?.find((each) => each.path === one.column);
    const column = place && table.columns().find((each) => each.key === one.column);
    if (!column) return;
    theirs.set(`${one.row} ${one.column}`, place.theirs ?? "");
    entry.sentence = `Somebody else wrote “${worded(column, place.theirs ?? "")}” here meanwhile. Yours stands on this page alone: write in this cell again to keep it, or write theirs.`;
  }

  // The server may give a new row an id of its own, as Python may; from then on it goes by that.
  function becomes(one, row) {
    if (row) one.row = { ...one.row, ...row };
    setTimeout(() => {
      patch();
      if (awaited) focusNew();
    });
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
    saver.now(`remove ${row.id}`, { do: "remove_row", row: row.id, ...begunOf(row) });
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
    theirs.clear();
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

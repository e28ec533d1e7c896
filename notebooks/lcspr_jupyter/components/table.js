/* A table: sorts, filters, keeps its head in view, is a list on a phone, copies into Excel, and can be written in.

   state: { key, title, level?, row_title, empty, columns: [{ key, title, control: text | line | number | date | choice | fixed, options: [{key, title}] }],
            rows: [{ id, cells: {column: text | number | [text] | {typed}}, tag?: {text, kind}, begun? }],
            can_edit, can_add, can_remove, rescue, target }
   says:  edit_cell {row, column, before, value} · add_row {row: {id, cells}} · remove_row {row}; each with an `edit`
          to be answered for, and with the `begun` of its row: what the server makes it of if it is stored nowhere yet.
   hears: {saved: edit, at, row?} · {sorry: sentence, edit?, clashes?: [{path, theirs}]}; `row` is {id, cells?}, what a
          new row became: it is on the page and written in before anybody answers, and then goes by that id.

   Every row is on the page, so that it is found, printed and read out; the browser draws those in view (table.css).
   On a phone, where they stand as a list, some are shown at first and the others as they are asked for or gone to.    */

// --- parts: elements, calm, saving ----------------------------------------------------------------------------------

// --- words in cells ---------------------------------------------------------------------------------------------------------

const FIXED = "fixed";
const FORMULA = /^[=+\-@\t\r\0＝＋－＠]/; // what a spreadsheet would run instead of showing
const counted = (number, one, many) => `${number} ${number === 1 ? one : many}`;
const plural = (noun) => (/[^aeiou]y$/.test(noun) ? noun.replace(/y$/, "ies") : noun === "person" ? "people" : `${noun}s`);
const article = (noun) => (/^[aeio]/i.test(noun) ? "an" : "a");
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const editable = (column) => column.control !== FIXED;

const titles = new WeakMap(); // of what a column offers: read once, not for each of a thousand rows

function titlesOf(column) {
  if (!titles.has(column)) titles.set(column, new Map((column.options ?? []).map((one) => [one.key, one.title])));
  return titles.get(column);
}

function worded(column, value) {
  if (Array.isArray(value)) return value.map((one) => worded(column, one)).join(", ");
  if (value && typeof value === "object") return String(value.typed ?? value.text ?? "");
  return titlesOf(column).get(value) ?? String(value ?? "");
}

// --- widths: of what stands in them when the table begins; rows that are not drawn have a place all the same ---------

const ACTS = "6.5rem";
const SAMPLE = 200;
const FEW = 25; // rows at a time on a phone
const within = (least, number, most) => Math.max(least, Math.min(number, most));

function widthsOf(columns, rows) {
  const some = rows.slice(0, SAMPLE);
  return columns.map((column) => {
    const words = some.map((row) => worded(column, row.cells?.[column.key]));
    const lengths = words.map((one) => one.length).sort((a, b) => a - b);
    const usual = lengths[Math.floor(lengths.length * 0.8)] ?? 0;
    const share = within(9, Math.max(usual, column.title.length), 48);
    const longest = Math.max(0, ...words.flatMap((one) => one.split(/[\s-]+/)).map((one) => one.length)); // is not broken
    return { share, least: within(7, Math.max(share * 0.35, column.title.length * 0.8 + 2, within(0, longest, 16) * 0.92), 15) };
  });
}

function fit(sheet, widths, acts) {
  const least = (one) => `calc(${one.least.toFixed(1)}ch + 24px)`;
  sheet.style.setProperty("--columns", widths.map((one) => `minmax(${least(one)}, ${one.share}fr)`).join(" "));
  sheet.style.setProperty("--first", widths.length ? least(widths[0]) : "0px"); // what stands over a cell that is gone to
  sheet.style.setProperty("--acts", acts ? ACTS : "0px");
  sheet.style.setProperty("--least", `calc(${[...widths.map(least), acts ? ACTS : "0px"].join(" + ")})`);
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
  const node = element(head ? "th" : "td", { role: head ? "rowheader" : table.grid() ? "gridcell" : "cell", scope: head && "row" }, text, mark);
  const now = { row, column };
  const key = () => `${now.row.id} ${column.key}`;
  let shown = null; // the words that are drawn
  let field = null;
  let before = "";
  let typed = null; // what stands in the field, or stood there last
  set(node, "data-cell", key());
  return { node, patch, mark: patchMark, write, press, keys, rename, rebase };

  function patch(fresh, freshColumn) {
    now.row = fresh;
    if (now.column !== freshColumn || shown === null) {
      now.column = freshColumn;
      set(node, "data-label", freshColumn.title);
      if (table.grid()) set(node, "aria-readonly", editable(freshColumn) ? null : "true");
      node.classList.toggle("numeric", freshColumn.control === "number");
    }
    const words = worded(freshColumn, fresh.cells?.[column.key]);
    if (words === shown) return;
    text.textContent = shown = words;
    node.classList.toggle("void", !words);
  }

  function patchMark() {
    const { word, text: said, sentence } = table.saver.status(key());
    const other = table.theirs.has(key()) && word === "unsaved"; // the whole of it is said above the table
    say(mark, other ? `${said}: theirs is “${worded(column, table.theirs.get(key()))}”` : sentence ? `${said}: ${sentence}` : said);
    mark.className = `mark ${word}`;
    mark.hidden = !said;
  }

  // Its row goes by another id from now on.
  function rename(id) {
    const old = key();
    now.row = { ...now.row, id };
    set(node, "data-cell", key());
    table.saver.rename(old, key());
  }

  // What the row became where nobody had written: that is built on, and is not somebody else's text.
  function rebase(value) {
    before = value ?? "";
    if (field && typed === null) field.value = String(before?.typed ?? before);
  }

  function press() {
    if (document.activeElement === node) write();
    else if (!field) table.go(node);
  }

  function keys(event) {
    if (field || event.ctrlKey || event.metaKey || event.altKey) return;
    const begins = event.key === "Enter" || event.key === "F2" || (event.key.length === 1 && event.key !== " ");
    if (!begins || !editable(now.column)) return;
    if (event.key.length > 1) event.preventDefault();
    write(); // the letter that was pressed goes into the field that opens
  }

  function write() {
    if (field || !table.grid() || !editable(now.column)) return;
    const value = now.row.cells?.[column.key] ?? "";
    const held = typed !== null && table.waits(now.row.id); // written already, and to be sent once the row has a place
    if (!held) before = table.theirs.get(key()) ?? value; // what somebody else wrote meanwhile is written over knowingly
    if (!held) typed = null;
    field = control(now.column, value);
    set(field, "aria-label", `${now.column.title}, ${table.nameOf(now.row)}`);
    field.addEventListener(field.matches("select") ? "change" : "input", wrote);
    field.addEventListener("blur", done);
    field.addEventListener("keydown", fieldKeys);
    text.hidden = true;
    node.prepend(field);
    field.focus();
    field.setSelectionRange?.(field.value.length, field.value.length);
  }

  function wrote() {
    typed = field.value;
    table.draft(now.row.id, column.key, typed);
    table.saver.later(key(), send);
  }

  function send() {
    if (table.waits(now.row.id)) return NOT_YET;
    if (typed === null || (typed === String(before?.typed ?? before) && !table.theirs.has(key()))) return null;
    const message = { do: "edit_cell", row: now.row.id, column: column.key, before, value: typed, ...begunOf(now.row) };
    table.theirs.delete(key());
    before = typed;
    return message;
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
    table.saver.flush(key());
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
  const news = new Map(); // edit -> the ids there were before a row was added, until that row has its place
  let shape = { of: null, told: "" }; // what all rows have in common; another object only where that has changed
  let lined = ""; // the rows in their order, as they were drawn last
  let marked = new Set();
  const own = new Set(); // rows that were added here: never left out on a phone
  let most = FEW; // rows that a phone shows
  let current = null; // the cell that Tab comes to
  let fitted = "";
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
  const tally = element("p", { role: "status" });
  const more = element("button", { type: "button", class: "quiet", on: { click: () => showMore() } });
  const rest = element("div", { class: "rest" }, tally, more);
  const empty = element("p", { class: "empty" });
  const help = element("p", { class: "help" }, "Arrow keys go from cell to cell; Enter writes in one, Tab goes on to the next.");
  const add = element("button", { type: "button", class: "quiet", on: { click: () => addRow() } });
  const gone = element("ul", { class: "gone" });
  const heard = element("p", { class: "away", role: "status" });
  const sorry = element("p", { class: "sorry", role: "alert" });
  const node = element("section", { class: "lcspr-table", "aria-labelledby": id }, unsaved,
    element("div", { class: "top" }, title, count, element("div", { class: "tools" }, element("label", { for: search.id }, "Find"), search, copy)),
    help, box, rest, empty, gone, element("div", { class: "buttons" }, add), sorry, heard);
  el.append(node);
  const parts = new Map();
  const table = {
    saver, patch, go, beside, theirs, waits, draft, open,
    columns: () => model.get("state")?.columns ?? [],
    grid: () => Boolean(model.get("state")?.can_edit),
    nameOf: (row) => worded(table.columns()[0] ?? {}, row.cells?.[table.columns()[0]?.key]) || noun(),
  };
  const noun = () => model.get("state")?.row_title || "row";
  const partAt = (event) => table.grid() && parts.get(event.target.closest("[data-cell]")?.dataset.cell);
  body.addEventListener("dblclick", (event) => partAt(event)?.write?.());
  body.addEventListener("click", (event) => partAt(event)?.press?.());
  body.addEventListener("keydown", (event) => { partAt(event)?.keys?.(event); arrows(event); });
  body.addEventListener("focusin", (event) => roam(event.target.closest("[data-cell]") ?? cellsOf(event.target.closest("tr"))[0]));

  // -- saying and hearing ------------------------------------------------------------------------------------------------------

  function sent(message) {
    const same = (one) => one.how === "refused" && one.do === message.do && one.row === message.row && one.column === message.column;
    for (const one of told.filter(same)) told.splice(told.indexOf(one), 1); // what was refused is written anew
    say(sorry, "");
    if (message.do === "add_row") news.set(message.edit, new Set(rows().map((one) => one.id)));
    told.push(message);
    queueMicrotask(patch);
  }

  function settled(entry, how, reply = {}) {
    const one = told.find((each) => each.edit === entry.edit);
    if (!one) return;
    one.how = how;
    if (how === "refused") return refused(entry, one, reply);
    if (one.do === "add_row") placed(one, reply.row);
    else if (how === "state" || (how === "python" && one.seen && (one.do !== "edit_cell" || confirms(one)))) drop(one);
    queueMicrotask(patch);
  }

  function refused(entry, one, reply) {
    contest(entry, one, reply);
    if (one.do === "remove_row") drop(one);
    if (one.do === "add_row" && !written(one)) dismiss(one);
    say(sorry, entry.sentence);
    queueMicrotask(patch);
  }

  function drop(one) {
    if (told.includes(one)) told.splice(told.indexOf(one), 1);
    news.delete(one.edit);
  }

  // Somebody else wrote in the cell: both texts are said, and what is written next goes in the place of theirs.
  function contest(entry, one, reply) {
    const place = reply.clashes?.find((each) => each.path === one.column);
    const column = place && table.columns().find((each) => each.key === one.column);
    if (!column) return;
    theirs.set(`${one.row} ${one.column}`, place.theirs ?? "");
    entry.sentence = `Somebody else wrote “${worded(column, place.theirs ?? "")}” here meanwhile. Yours stands on this page alone: write in this cell again to keep it, or write theirs.`;
  }

  // -- a new row: on the page at once; what is typed in it is held until it has its place -------------------------------

  const added = (id) => told.find((one) => one.do === "add_row" && one.row.id === id && news.has(one.edit));

  function waits(id) {
    return Boolean(added(id));
  }

  function draft(id, column, value) {
    const one = added(id); // should the row have to be sent again, it goes with what is written in it
    if (one) one.row = { ...one.row, cells: { ...one.row.cells, [column]: value } };
  }

  // A row has its place once it is known by which id it goes: the server may give it one of its own, as Python may.
  function placed(one, row = null) {
    if (!news.has(one.edit)) return;
    if (row?.id) named(one, row.id);
    const became = row?.cells ? row : asShown(one);
    if (!became) return;
    named(one, became.id ?? one.row.id);
    news.delete(one.edit);
    for (const { key } of table.columns()) {
      const [mine, now] = [one.row.cells?.[key], became.cells?.[key]];
      parts.get(`${one.row.id} ${key}`)?.rebase(now);
      if (mine && same(mine, now)) saver.went(`${one.row.id} ${key}`); // it was sent again with what was written in it
    }
    one.row = { ...one.row, ...became };
    saver.flush(); // what was typed in it meanwhile
    if (confirms(one)) drop(one);
  }

  // The row as the state shows it; where nobody said by which id, whatever is new once it is saved.
  function asShown(one) {
    const there = model.get("state")?.rows ?? [];
    const fresh = there.filter((each) => !news.get(one.edit).has(each.id)).at(-1);
    return there.find((each) => each.id === one.row.id) ?? (one.how === "python" && one.seen && !one.named ? fresh : null);
  }

  function named(one, id) {
    one.named = true;
    if (id === one.row.id) return;
    if (own.has(one.row.id)) own.add(id);
    renamed(one.row.id, id);
    one.row = { ...one.row, id };
  }

  // Its line stays where it is, and with it the field that somebody writes in.
  function renamed(from, to) {
    const lines = drawn.get(body);
    const line = lines?.get(from);
    if (!line) return;
    lines.get(to)?.node.remove();
    lines.delete(from);
    lines.set(to, line);
    line.rename(to);
    lined = "";
  }

  // A row that was refused and holds no word is taken away again.
  function dismiss(one) {
    const held = body.contains(document.activeElement) && document.activeElement.closest("tr")?.dataset.row === one.row.id;
    saver.forget(one.edit);
    for (const column of table.columns()) saver.drop(`${one.row.id} ${column.key}`);
    drop(one);
    patch();
    if (held) add.focus();
  }

  const written = (one) => Object.values(one.row.cells ?? {}).some(Boolean);

  function confirms(one) {
    const row = (model.get("state")?.rows ?? []).find((each) => each.id === (one.row?.id ?? one.row));
    if (one.do === "edit_cell") return (!row && !added(one.row)) || JSON.stringify(row?.cells?.[one.column]) !== JSON.stringify(one.before);
    return one.do === "add_row" ? Boolean(row) : !row;
  }

  function changedState() {
    saver.look();
    for (const one of [...told]) {
      one.seen = true;
      if (news.has(one.edit)) placed(one);
      else if ((one.how === "python" && one.do !== "add_row") || (["python", "rescue"].includes(one.how) && confirms(one))) drop(one);
    }
    patch();
  }

  function hear(message) {
    if (message?.sorry && !message.edit) say(sorry, message.sorry);
  }

  // -- what a person does --------------------------------------------------------------------------------------------------------

  function addRow(values = null) {
    const row = values ?? { id: minted(), cells: {} };
    own.add(row.id);
    search.value = "";
    say(sorry, "");
    saver.now(`add ${row.id}`, { do: "add_row", row });
    patch();
    const first = table.columns().find(editable);
    const cell = first && parts.get(`${row.id} ${first.key}`);
    cell?.node.scrollIntoView({ block: "nearest" });
    cell?.write();
  }

  function removeRow(row) {
    const near = body.querySelector(`[data-row="${CSS.escape(row.id)}"]`);
    const next = near?.nextElementSibling ?? near?.previousElementSibling;
    const one = added(row.id);
    removed.set(row.id, { id: row.id, cells: row.cells, name: table.nameOf(row) });
    saver.flush();
    if (one?.how === "refused") dismiss(one);
    else saver.now(`remove ${row.id}`, { do: "remove_row", row: row.id, ...begunOf(row) });
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
      if (one.do === "add_row" && !found.some((row) => row.id === one.row.id)) found = [...found, one.row];
    }
    return found;
  }

  function visible(all = rows()) {
    const wanted = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    if (!wanted.length && !sort.column) return all;
    const order = new Map(sort.order.map((each, at) => [each, at]));
    const fits = (row) => {
      const text = table.columns().map((one) => worded(one, row.cells?.[one.key])).join(" ").toLowerCase();
      return wanted.every((word) => text.includes(word));
    };
    return all.filter(fits).sort((a, b) => (order.get(a.id) ?? Infinity) - (order.get(b.id) ?? Infinity) || 0);
  }

  // -- keys ------------------------------------------------------------------------------------------------------------------------------

  const cellsOf = (line) => [...line.querySelectorAll("[data-cell]")];

  function arrows(event) {
    const cell = event.target;
    if (event.defaultPrevented || !table.grid() || !cell.matches("[data-cell]") || event.metaKey || event.altKey) return;
    const [line, lines] = [cellsOf(cell.parentNode), [...body.children]];
    const [at, row] = [line.indexOf(cell), lines.indexOf(cell.parentNode)];
    const page = Math.max(1, Math.floor(box.clientHeight / cell.parentNode.offsetHeight) - 1);
    const down = { ArrowUp: -1, ArrowDown: 1, PageUp: -page, PageDown: page }[event.key];
    const across = { ArrowLeft: line[at - 1], ArrowRight: line[at + 1], Home: line[0], End: line.at(-1) };
    const ends = { Home: cellsOf(lines[0])[0], End: cellsOf(lines.at(-1)).at(-1) };
    const to = event.ctrlKey ? ends[event.key] : down ? cellsOf(lines[within(0, row + down, lines.length - 1)])[at] : across[event.key];
    if (!to || to === cell) return;
    event.preventDefault();
    go(to);
  }

  function go(cell) {
    reveal(cell);
    roam(cell);
    cell.focus();
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  function open(cell) {
    reveal(cell);
    parts.get(cell.dataset.cell)?.write();
  }

  // The next cell that can be written in, in the same row or past its end.
  function beside(cell, step) {
    const across = step < 0 ? "previousElementSibling" : "nextElementSibling";
    let at = cell;
    do {
      const line = at.parentNode[across];
      at = at[across]?.matches("[data-cell]") ? at[across] : line && cellsOf(line).at(step < 0 ? -1 : 0);
    } while (at && at.getAttribute("aria-readonly") === "true");
    return at;
  }

  // One cell at a time is come to by Tab, and from there the button of its own row.
  function roam(cell) {
    if (!table.grid() || !cell || cell === current) return;
    for (const [one, tab] of [[current, "-1"], [cell, "0"]]) {
      one?.setAttribute("tabindex", tab);
      one?.parentNode?.querySelector(".off")?.setAttribute("tabindex", tab);
    }
    current = cell;
  }

  // -- what a person sees ------------------------------------------------------------------------------------------------------------------

  function draw() {
    const state = model.get("state") ?? {};
    if (shownKey !== state.key) begin(state);
    const all = rows();
    const shown = visible(all);
    say(title, state.title);
    title.hidden = !state.title;
    say(count, shown.length === all.length ? counted(all.length, noun(), plural(noun())) : `${shown.length} of ${counted(all.length, noun(), plural(noun()))}`);
    say(empty, all.length ? "Nothing fits what you are looking for." : state.empty || "Nothing here yet.");
    empty.hidden = shown.length > 0;
    box.hidden = !shown.length;
    search.parentNode.hidden = all.length < 2;
    help.hidden = !table.grid() || !shown.length;
    sheet.setAttribute("role", table.grid() ? "grid" : "table");
    patchShape(state);
    patchHeads(state);
    patchWidths(all, state);
    patchRows(shown);
    patchRest();
    if (!current?.isConnected) roam(body.querySelector("[data-cell]"));
    say(add, `Add ${article(noun())} ${noun()}`);
    add.hidden = !state.can_add;
    patchGone(all);
    marks();
  }

  // -- on a phone: some rows at first, the others as they are asked for or gone to ---------------------------------------------

  function patchRest() {
    const lines = [...body.children];
    lines.forEach((line, at) => line.toggleAttribute("data-later", at >= most && !own.has(line.dataset.row)));
    const left = lines.filter((line) => line.hasAttribute("data-later")).length;
    rest.hidden = lines.length <= FEW;
    say(tally, `${lines.length - left} of ${counted(lines.length, noun(), plural(noun()))} shown.`);
    say(more, `Show ${Math.min(FEW, left)} more`);
    more.hidden = !left;
  }

  function reveal(cell) {
    const line = cell.parentNode;
    if (!line.hasAttribute("data-later")) return;
    most = [...body.children].indexOf(line) + 1;
    patchRest();
  }

  // What was asked for is come to: by keyboard in a table that is written in, else the button is pressed again.
  function showMore() {
    const first = body.querySelector("[data-later]");
    most += FEW;
    patchRest();
    if (first && table.grid()) go(cellsOf(first)[0]);
    else if (more.hidden) box.focus();
  }

  // Another table in the same place: nothing of the last one is carried over.
  function begin(state) {
    if (shownKey !== null) saver.flush();
    shownKey = state.key;
    told.length = 0;
    removed.clear();
    theirs.clear();
    news.clear();
    parts.clear();
    own.clear();
    most = FEW;
    marked = new Set();
    current = null;
    lined = fitted = "";
    Object.assign(sort, { column: "", order: [] });
    search.value = "";
    for (const place of [heads, body]) {
      drawn.delete(place);
      place.replaceChildren();
    }
  }

  function patchShape(state) {
    if (shape.of === state) return;
    const told = JSON.stringify([state.columns, state.can_edit, state.can_remove]);
    if (told === shape.told) shape.of = state;
    else shape = { of: state, told };
  }

  // Columns keep their widths while the table is written in: nothing jumps, and a long table is not laid out anew.
  function patchWidths(all, state) {
    const told = JSON.stringify([table.columns().map((one) => one.key), Boolean(state.can_remove), all.length > 0]);
    if (told !== fitted) fit(sheet, widthsOf(table.columns(), all), state.can_remove);
    fitted = told;
  }

  // While the rows and their order stay, only those are looked at; each draws what is new in it.
  function patchRows(shown) {
    const order = shown.map((row) => row.id).join("\n");
    const lines = drawn.get(body);
    if (lines && order === lined) return shown.forEach((row) => lines.get(row.id).patch(row));
    keyed(body, shown, (row) => row.id, makeRow);
    lined = order;
    for (const [key, part] of parts) if (!body.contains(part.node)) parts.delete(key);
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
    const cells = new Map();
    let now = first;
    let was = { told: "", shape: null };
    const off = element("button", { type: "button", class: "off", tabindex: table.grid() && "-1", on: { click: () => removeRow(now) } }, "Remove");
    const last = element("td", { role: table.grid() ? "gridcell" : "cell", class: "acts" }, off);
    let undrawn = false;
    const named = () => set(line, "aria-label", undrawn && table.columns().map((one) => worded(one, now.cells?.[one.key])).filter(Boolean).join(", "));
    // Of a row that is not drawn a screen reader is given no cell, so the row itself says them until it is drawn.
    line.addEventListener("contentvisibilityautostatechange", (event) => {
      undrawn = event.skipped;
      named();
    });
    return {
      node: line,
      rename(id) {
        now = { ...now, id };
        was.told = "";
        set(line, "data-row", id);
        for (const [column, part] of cells) {
          part.rename(id);
          parts.set(`${id} ${column}`, part);
        }
      },
      patch(row) {
        const told = JSON.stringify(row);
        if (told === was.told && shape === was.shape) return;
        [was, now] = [{ told, shape }, row];
        const drawnCells = table.columns().map((column) => {
          if (!cells.has(column.key)) cells.set(column.key, fresh(row, column));
          cells.get(column.key).patch(row, column);
          return cells.get(column.key).node;
        });
        set(off, "aria-label", `Remove ${table.nameOf(row)}`);
        place(line, model.get("state")?.can_remove ? [...drawnCells, last] : drawnCells);
        named();
      },
    };
  }

  function fresh(row, column) {
    const part = makeCell(row, column, table);
    if (table.grid()) set(part.node, "tabindex", "-1");
    parts.set(part.node.dataset.cell, part);
    part.mark();
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
    const touched = saver.touched();
    for (const key of new Set([...marked, ...touched])) parts.get(key)?.mark(); // the others have nothing to say
    marked = touched;
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

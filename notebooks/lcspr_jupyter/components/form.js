/* A form: questions as native, labelled controls, each saved as it is written.

   state: { key, title, lead, saved_at, locked, rescue, target, problems_summary,
            main_command: {label, do} | null, other_commands: [{label, do}],
            offered: [[{key, title, hint, kind, sign, word, who}]], each a list to choose from,
            questions: [{ name, path?, control, label, hint, needed, options?: which list of those offered,
                          value, problem, understood, clash: {mine, theirs, by, at} | null,
                          rows: { title, questions, items: [{ id, questions | values, problems, understood, clashes }] } }] }
   says:  edit {path, before, value} · add_row {path, row} · remove_row {path, row} · move_row {path, row, before}
          settle {path, keep: mine | theirs | both} · command {name} · begin {row, cells}: lines that are not rows yet;
          all but the command with an `edit` to be answered for.
   hears: {saved: edit, at} · {sorry: sentence, edit?, reasons?: [{sentence, source, way_out}]} · {go: "/r/REVIEW/PAGE"}                                                                */

// --- parts: elements, calm, saving, begun ----------------------------------------------------------------------------------

// --- the questions -------------------------------------------------------------------------------------------------

// Past so many to choose from, one is chosen from a menu, and several are found in a list.
const MOST = { choice: 5, choices: 9 };
const PAST = { choice: "menu", choices: "refs" };
const OPEN_ROWS = 2; // past this many, rows begin folded to their titles
const MOST_FOUND = 200; // a list to choose from shows no more than this at once
const YOU = "You"; // whoever reads the page
const GROUPED = new Set(["choice", "choices", "scale", "yes_no_unclear", "ref", "refs", "rows"]);
const LINED = new Set(["line", "text", "number", "date"]);

const same = (one, other) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
const typed = (value) => (value && typeof value === "object" && !Array.isArray(value) ? value.typed ?? "" : value ?? "");
const gist = (text, most = 90) => (text.length > most ? `${text.slice(0, most).trimEnd()}…` : text);
const counted = (number, one, many) => `${number} ${number === 1 ? one : many}`;
const plural = (word) =>
  /(advice|evidence|learning)$/.test(word) ? word : `${word.replace(/([^aeiou])y$/, "$1ie").replace(/(s|x|ch|sh)$/, "$1e")}s`;
const article = (noun) => (/^[aeio]|^u[^ns]/i.test(noun) ? "an" : "a");
const inside = (noun) => (/^[A-Z][a-z ]/.test(noun) ? noun[0].toLowerCase() + noun.slice(1) : noun);

const asDrawn = ({ control, options }) => (options.length > MOST[control] ? PAST[control] : control);

// The questions of one row, whether they came drawn or as values under the row's own questions.
function questionsOf(question, item, path) {
  const given = item.questions ?? (question.rows.questions ?? []).map((one) => ({
    ...one,
    value: item.values?.[one.name],
    problem: item.problems?.[one.name],
    understood: item.understood?.[one.name],
    clash: item.clashes?.[one.name],
  }));
  return given.map((one) => ({ ...one, path: one.path ?? `${path}.${item.id}.${one.name}` }));
}

function valuesOf(item) {
  const given = item.questions ? Object.fromEntries(item.questions.map((one) => [one.name, one.value])) : item.values;
  return { ...given, id: item.id };
}

// What a person did lies over what Python last showed, until Python shows it too.
function overlaid(questions, told, offered = []) {
  return questions.map((given) => {
    const question = { ...given, path: given.path ?? given.name, options: offered[given.options] ?? [] };
    if (question.control === "rows") return { ...question, rows: rowsOf(question, told, offered) };
    const edit = told.findLast((one) => one.do === "edit" && one.path === question.path);
    return edit ? { ...question, value: edit.value, clash: edit.clash ?? question.clash } : question;
  });
}

function rowsOf(question, told, offered) {
  const { path, rows } = question;
  let items = rows.items ?? [];
  for (const one of told.filter((each) => each.path === path)) {
    const kept = items.filter((item) => item.id !== (one.row?.id ?? one.row));
    if (one.do === "remove_row") items = kept;
    if (one.do === "add_row" && kept.length === items.length) items = [...items, { id: one.row.id, values: one.row }];
    if (one.do === "move_row") {
      const at = kept.findIndex((item) => item.id === one.before);
      kept.splice(at < 0 ? kept.length : at, 0, ...items.filter((item) => item.id === one.row));
      items = kept;
    }
  }
  const drawn = (item) => ({ id: item.id, questions: overlaid(questionsOf(question, item, path), told, offered) });
  return { ...rows, questions: overlaid(rows.questions ?? [], [], offered), items: items.map(drawn) };
}

function confirms(questions, one) {
  if (one.do === "edit") {
    const found = find(questions, one.path); // what is written in a new row is not shown before the row is
    return Boolean(found) && !same(typed(found.value), typed(one.before));
  }
  const ids = (find(questions, one.path)?.rows?.items ?? []).map((item) => item.id);
  return one.do === "add_row" ? ids.includes(one.row.id) : one.do === "remove_row" && !ids.includes(one.row);
}

function find(questions, path) {
  for (const one of questions) {
    if (one.path === path) return one;
    for (const item of one.rows?.items ?? []) {
      const found = path.startsWith(`${one.path}.${item.id}.`) && find(item.questions, path);
      if (found) return found;
    }
  }
  return null;
}

function problemsOf(questions, before = "") {
  return questions.flatMap((one) => [
    ...(one.problem || one.clash ? [{ path: one.path, where: `${before}“${one.label}”`, sentence: one.problem || "Two people wrote here; choose what to keep." }] : []),
    ...(one.rows?.items ?? []).flatMap((item, at) => problemsOf(item.questions, `${one.rows.title || one.label} ${at + 1}, `)),
  ]);
}

// --- one question ---------------------------------------------------------------------------------------------------

function ask(question, form) {
  const id = `${form.id}-${question.path.replaceAll(".", "-")}`;
  const drawnAs = asDrawn(question);
  const grouped = GROUPED.has(drawnAs);
  const name = element("span", { class: "name" });
  const wanted = element("span", { class: "wanted" });
  const mark = element("span", { class: "mark" });
  const hint = element("p", { class: "hint", id: `${id}-hint` });
  const problem = element("p", { class: "problem", id: `${id}-problem` });
  const body = element("div", { class: "answer" });
  const clash = element("div", { class: "clash" });
  const head = grouped
    ? element("legend", {}, name, wanted, mark)
    : element("div", { class: "asked" }, element("label", { for: id }, name, wanted), mark);
  const node = element(grouped ? "fieldset" : "div", { class: `question ${drawnAs}`, "data-path": question.path },
    head, hint, problem, body, clash);
  if (grouped) node.id = id;
  const asked = { id, question, form, node, body, shown: null };
  const control = CONTROLS[drawnAs](asked);
  node.addEventListener("focusout", () => form.saver.flush(question.path));
  return { node, patch, focus: control.focus, reveal: control.reveal, mark: patchMark };

  function patch(now) {
    asked.question = now;
    say(name, now.label);
    say(wanted, now.needed ? "\u00a0(needed)" : ""); // never on a line of its own
    say(hint, now.hint);
    hint.hidden = !now.hint;
    patchProblem(now);
    const described = [now.hint && hint.id, !problem.hidden && problem.id].filter(Boolean).join(" ");
    if (grouped) set(node, "aria-describedby", described);
    control.patch(now, { described, invalid: !problem.hidden });
    settle(asked, clash, now);
    patchMark();
  }

  // A problem waits until the person has left the field, so that nobody is corrected in the middle of a word.
  function patchProblem(now) {
    const sentence = now.problem || (now.clash ? "Two people wrote here at the same time. Both texts are kept until one is chosen." : "");
    if (sentence && problem.hidden && body.contains(document.activeElement) && !now.clash) return;
    say(problem, sentence);
    problem.hidden = !sentence;
    node.classList.toggle("wrong", Boolean(sentence));
  }

  function patchMark() {
    const { word, text, sentence } = form.saver.status(asked.saves ?? question.path);
    say(mark, sentence ? `${text}: ${sentence}` : text);
    mark.className = `mark ${word}`;
  }
}

// Both texts side by side, until a person chooses.
function settle(asked, place, now) {
  const { question, form } = asked;
  if (!now.clash) return place.replaceChildren();
  if (!place.firstChild) place.append(...clashParts());
  const [mine, theirs] = place.querySelectorAll(".words");
  say(mine, readable(question, now.clash.mine) || "(empty)");
  say(theirs, readable(question, now.clash.theirs) || "(empty)");
  const writers = { mine: now.clash.mine_by || YOU, theirs: now.clash.by || "Somebody else" };
  const own = ["mine", "theirs"].find((side) => writers[side] === YOU);
  const twice = writers.mine === YOU && writers.theirs === YOU; // on two pages at once
  say(place.querySelector(".side"), `${writers.mine} wrote`);
  say(place.querySelector(".by"), [twice ? "You, elsewhere" : writers.theirs, when(now.clash.at)].filter(Boolean).join(", "));
  for (const [at, side] of ["mine", "theirs"].entries())
    say(place.querySelectorAll(".buttons button")[at], !own ? `Keep what ${writers[side]} wrote` : side === own ? "Keep mine" : "Keep theirs");

  function clashParts() {
    const keep = (what) => () => {
      asked.takes = true;
      form.settle(question, what);
      form.parts.get(question.path)?.focus();
    };
    const button = (what, text) => element("button", { type: "button", class: "quiet", on: { click: keep(what) } }, text);
    const side = (head, attributes = {}) => element("div", {}, element("p", { class: "side", ...attributes }, head), element("p", { class: "words" }));
    const both = LINED.has(question.control) || ["choices", "refs"].includes(question.control);
    return [
      element("div", { class: "sides" }, side(""), side("", { class: "side by" })),
      element("div", { class: "buttons" }, button("mine", ""), button("theirs", ""), both && button("both", "Keep both")),
    ];
  }
}

function readable(question, value) {
  const titles = new Map(question.options.map((one) => [one.key, one.title]));
  const words = (one) => titles.get(one) ?? String(typed(one));
  return Array.isArray(value) ? value.map(words).join("; ") : words(value);
}

function when(at) {
  const read = /^\d{4}-\d\d-\d\dT/.test(at ?? "") ? new Date(at) : null;
  return read ? read.toLocaleString("en-GB", { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" }) : at ?? "";
}

// --- controls: each is { patch(question, {described, invalid}), focus() } ---------------------------------------------

// A control keeps what the person did until somebody answers for it.
const isKept = ({ form, question: { path } }) => form.saver.busy(path) && form.settling !== path;

function written(asked, field) {
  const { form, question } = asked;
  const edit = () => {
    const value = field.value;
    if (same(typed(asked.shown), value)) return null;
    const message = { do: "edit", path: question.path, before: asked.shown ?? null, value };
    asked.shown = value;
    return message;
  };
  field.addEventListener("input", () => form.saver.later(question.path, edit));
  // Whoever chose between two texts stands in the field, which takes what came of it until they write on.
  field.addEventListener("input", () => { asked.takes = false; });
  asked.body.append(field);
  return {
    focus: () => field.focus(),
    patch(now, { described, invalid }) {
      set(field, "aria-describedby", described);
      set(field, "aria-invalid", invalid && "true");
      set(field, "aria-required", now.needed && "true");
      field.readOnly = Boolean(form.locked) || Boolean(now.clash && field !== document.activeElement);
      if ((field === document.activeElement && !asked.takes) || isKept(asked)) return;
      asked.shown = now.value ?? null;
      const text = String(typed(now.value));
      if (field.value !== text) field.value = text;
      field.dispatchEvent(new Event("grow"));
    },
  };
}

function line(asked) {
  return written(asked, element("input", { id: asked.id, type: "text", autocomplete: "off" }));
}

function number(asked) {
  return written(asked, element("input", { id: asked.id, type: "text", inputmode: "decimal", autocomplete: "off", class: "short" }));
}

function text(asked) {
  const field = element("textarea", { id: asked.id, rows: 3 });
  const grow = () => {
    if (CSS.supports("field-sizing", "content")) return;
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight + 4}px`;
  };
  field.addEventListener("input", grow);
  field.addEventListener("grow", grow);
  return written(asked, field);
}

function date(asked) {
  const field = element("input", { id: asked.id, type: "text", autocomplete: "off", class: "short" });
  const understood = element("output", { for: asked.id, class: "understood" });
  const control = written(asked, field);
  asked.body.append(understood);
  return {
    ...control,
    patch(now, how) {
      control.patch(now, how);
      say(understood, now.understood && field.value ? `= ${now.understood}` : "");
    },
  };
}

function chose(asked, value) {
  const { form, question } = asked;
  if (same(asked.shown, value)) return;
  const before = asked.shown ?? null;
  asked.shown = value;
  form.saver.now(question.path, { do: "edit", path: question.path, before, value });
}

function menu(asked) {
  const field = element("select", { id: asked.id, on: { change: () => chose(asked, field.value) } });
  asked.body.append(field);
  return {
    focus: () => field.focus(),
    patch(now, { described, invalid }) {
      set(field, "aria-describedby", described);
      set(field, "aria-invalid", invalid && "true");
      set(field, "aria-required", now.needed && "true");
      field.disabled = Boolean(asked.form.locked);
      const stray = now.value && !now.options.some((one) => one.key === now.value);
      const options = [{ key: "", title: "Choose…" }, ...now.options, ...(stray ? [{ key: now.value, title: `${now.value} (no longer offered)` }] : [])];
      keyed(field, options, (one) => one.key, (one) => {
        const option = element("option", { value: one.key });
        return { node: option, patch: (each) => say(option, each.title) };
      });
      if (isKept(asked)) return;
      asked.shown = now.value ?? "";
      if (field.value !== String(asked.shown)) field.value = asked.shown;
    },
  };
}

function radios(asked) {
  const list = element("div", { class: "options" });
  const clear = element("button", { type: "button", class: "link clear", on: { click: () => { chose(asked, ""); tick(""); first()?.focus(); } } }, "Clear");
  const first = () => list.querySelector("input:checked") ?? list.querySelector("input");
  const tick = (value) => {
    for (const input of list.querySelectorAll("input")) input.checked = input.value === value;
    clear.hidden = !value || asked.question.needed || Boolean(asked.form.locked);
  };
  asked.body.append(element("div", { class: "row-of-options" }, list, clear));
  return {
    focus: () => first()?.focus(),
    patch(now) {
      list.classList.toggle("stacked", now.options.some((one) => one.hint));
      keyed(list, now.options, (one) => one.key, (one) => option(asked, one, "radio", () => { chose(asked, one.key); tick(one.key); }));
      if (!isKept(asked)) asked.shown = now.value ?? "";
      tick(String(asked.shown ?? ""));
    },
  };
}

function option(asked, one, type, changed) {
  const id = `${asked.id}-${one.key}`;
  const input = element("input", { type, id, name: asked.id, value: one.key, on: { change: changed } });
  const title = element("span", { class: "title" });
  const hint = element("span", { class: "hint", id: `${id}-hint` });
  const node = element("label", { class: "option", for: id }, input, element("span", { class: "face" }, title, hint));
  const patch = (now) => {
    say(title, now.title);
    say(hint, now.hint);
    hint.hidden = !now.hint;
    set(input, "aria-describedby", now.hint && hint.id);
    input.disabled = Boolean(asked.form.locked);
  };
  return { node, patch };
}

function choices(asked) {
  const list = element("div", { class: "options" });
  const ticked = () => [...list.querySelectorAll("input:checked")].map((input) => input.value);
  asked.body.append(list);
  return {
    focus: () => list.querySelector("input")?.focus(),
    patch(now) {
      list.classList.toggle("stacked", now.options.some((one) => one.hint) || now.options.length > 8);
      keyed(list, now.options, (one) => one.key, (one) => option(asked, one, "checkbox", () => chose(asked, ticked())));
      if (isKept(asked)) return;
      asked.shown = [...(now.value ?? [])];
      for (const input of list.querySelectorAll("input")) input.checked = asked.shown.includes(input.value);
    },
  };
}

// --- references: what is chosen stands as cards, the rest is found in a list ---------------------------------------------

function references(many) {
  return (asked) => {
    const cards = element("ul", { class: "cards" });
    const toggle = element("button", { type: "button", class: "quiet", "aria-expanded": "false", on: { click: () => turn() } });
    const panel = element("div", { class: "panel", id: `${asked.id}-panel`, hidden: true });
    const bar = element("div", { class: "buttons" }, toggle);
    set(toggle, "aria-controls", panel.id);
    asked.body.append(cards, bar, panel);
    let list = null;
    const keys = () => [asked.shown ?? []].flat().filter(Boolean);
    const choose = (wanted) => {
      chose(asked, many ? wanted : wanted.at(-1) ?? "");
      draw(asked.question);
    };

    function turn(open = panel.hidden) {
      panel.hidden = !open;
      set(toggle, "aria-expanded", String(open));
      panel.replaceChildren();
      list = open ? finder(asked, many, keys, choose, () => turn(false)) : null;
      if (list) panel.append(...list.nodes);
      draw(asked.question);
      (list ?? toggle).focus();
    }

    function draw(now) {
      const known = new Map(now.options.map((one) => [one.key, one]));
      const chosen = keys().map((key) => known.get(key) ?? { key, title: "This is no longer there.", gone: true });
      cards.hidden = !chosen.length;
      keyed(cards, chosen, (one) => one.key, (one) => card(one, () => off(one.key)));
      for (const button of cards.querySelectorAll("button")) button.hidden = Boolean(asked.form.locked);
      say(toggle, panel.hidden ? label(now, chosen.length) : "Close the list");
      bar.hidden = Boolean(asked.form.locked);
      set(toggle, "aria-label", `${toggle.textContent}: ${now.label}`);
      list?.patch(now);
    }

    function off(key) {
      const at = keys().indexOf(key);
      choose(keys().filter((one) => one !== key));
      (cards.querySelectorAll("button")[Math.min(at, keys().length - 1)] ?? toggle).focus();
    }

    return {
      focus: () => toggle.focus(),
      patch(now) {
        if (!isKept(asked)) asked.shown = now.value ?? (many ? [] : "");
        draw(now);
      },
    };

    function label(now, chosen) {
      if (!now.options.length) return "Nothing to choose from yet";
      return chosen && !many ? "Choose another" : `Choose from ${now.options.length}`;
    }
  };
}

function card(one, off) {
  const sign = element("span", { class: "sign" });
  const who = element("span", { class: "whose" });
  const title = element("p", { class: "words" });
  const button = element("button", { type: "button", class: "off", on: { click: off } }, "Take off");
  const node = element("li", {}, element("div", { class: "who" }, sign, who), title, button);
  return {
    node,
    patch(now) {
      node.className = `card ${now.gone ? "gone" : kindOf(now)}`;
      say(sign, [now.sign, now.word].filter(Boolean).join(" "));
      say(who, now.who ?? now.hint);
      sign.parentNode.hidden = !sign.textContent && !who.textContent;
      say(title, now.title);
      set(button, "aria-label", `Take off: ${gist(now.title, 60)}`);
    },
  };
}

const KINDS = new Set(["fact", "perspective", "pressure", "worry", "good_practice", "idea"]);
const kindOf = (one) => (KINDS.has(one.kind) ? one.kind : "plain");

function finder(asked, many, keys, choose, close) {
  const id = `${asked.id}-find`;
  const search = element("input", { type: "search", id, autocomplete: "off", on: { input: () => patch(asked.question) } });
  const count = element("p", { class: "count", role: "status" });
  const list = element("ul", { class: "found" });
  const done = element("button", { type: "button", class: "quiet", on: { click: close } }, "Done");
  const finding = element("div", {}, element("label", { for: id }, "Find by any word"), search);
  const nodes = [finding, count, list, done];
  for (const node of nodes) node.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    close();
  });

  function patch(now) {
    finding.hidden = now.options.length <= MOST.choices && !search.value;
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const text = (one) => [one.title, one.word, one.who, one.hint].join(" ").toLowerCase();
    const found = now.options.filter((one) => words.every((word) => text(one).includes(word)));
    const more = found.length > MOST_FOUND ? "; write another word to see fewer" : "";
    say(count, `${counted(found.length, "is", "are")} here${words.length ? ` of ${now.options.length}` : ""}, ${keys().length} chosen${more}`);
    keyed(list, found.slice(0, MOST_FOUND), (one) => one.key, line);
  }

  function line(one) {
    const inputId = `${asked.id}-pick-${one.key}`;
    const input = element("input", { type: many ? "checkbox" : "radio", name: `${asked.id}-pick`, id: inputId, on: { change: () => pick(one.key, input.checked) } });
    const sign = element("span", { class: "sign" });
    const title = element("span", { class: "title" });
    const who = element("span", { class: "whose" });
    const label = element("label", { for: inputId }, input, element("span", {}, sign, title, who));
    const draw = (now) => {
      label.className = `pick ${kindOf(now)}`;
      say(sign, [now.sign, now.word].filter(Boolean).join(" "));
      say(title, now.title);
      say(who, now.who ?? now.hint);
      input.checked = keys().includes(now.key);
    };
    return { node: element("li", {}, label), patch: draw };
  }

  function pick(key, on) {
    choose(many ? [...keys().filter((one) => one !== key), ...(on ? [key] : [])] : [key]);
  }

  const focus = () => (finding.hidden ? list.querySelector("input") ?? done : search).focus();
  return { nodes, focus, patch };
}

// --- rows --------------------------------------------------------------------------------------------------------------

function rows(asked) {
  const { form, question } = asked;
  const path = question.path;
  const list = element("ol", { class: "rows" });
  const aside = element("p", { class: "aside" });
  const add = element("button", { type: "button", class: "quiet", on: { click: () => added() } });
  const many = element("button", { type: "button", class: "link", "aria-expanded": "false", on: { click: () => paste.turn() } }, "Paste a list");
  const folding = element("button", { type: "button", class: "link", on: { click: () => foldAll() } });
  const bar = element("div", { class: "buttons" }, add, many);
  const heard = element("p", { class: "away", role: "status" });
  const open = new Set();
  const removed = new Map();
  const paste = paster(asked, many, addMany);
  paste.resume();
  list.addEventListener("paste", (event) => {
    const copied = event.clipboardData?.getData("text/plain") ?? "";
    if (!event.target.matches("input[type=text]") || copied.trim().split("\n").length < 2 || bar.hidden) return;
    event.preventDefault();
    paste.turn(true, copied, event.target.closest("[data-row]")?.dataset.row);
  });
  let begun = false;
  asked.body.append(element("div", { class: "listing" }, aside, folding), list, bar, paste.node, heard);

  const noun = () => asked.question.rows.title || "Row";
  const items = () => asked.question.rows.items;
  const send = (message) => {
    asked.saves = `${path}#${message.row.id ?? message.row}`;
    form.saver.now(asked.saves, { path, name: question.name, ...message });
  };

  function added(values = {}, focus = true) {
    const row = { ...values, id: minted() };
    open.add(row.id);
    send({ do: "add_row", row });
    form.patch();
    if (focus) focusRow(row.id);
    return row.id;
  }

  function addMany(lines, into) {
    const empty = items().find((one) => one.id === into && !one.questions.some((each) => typed(each.value)?.length));
    if (empty) send({ do: "remove_row", row: empty.id });
    for (const values of lines) added(values, false);
    for (const one of items().slice(-lines.length)) open.delete(one.id);
    form.patch();
    say(heard, `${counted(lines.length, "row", "rows")} added.`);
    list.querySelectorAll(":scope > li .fold")[items().length - lines.length]?.focus();
  }

  function focusRow(id) {
    const part = [...list.children].find((node) => node.dataset.row === id);
    (part?.querySelector(".answer input, .answer textarea, .answer select") ?? part?.querySelector("button"))?.focus();
  }

  function remove(item) {
    const at = items().findIndex((one) => one.id === item.id);
    const next = items()[at + 1]?.id ?? "";
    removed.set(item.id, { at, next, values: valuesOf(item), name: nameOf(item, at) });
    form.saver.flush();
    send({ do: "remove_row", row: item.id });
    form.patch();
    say(heard, `${removed.get(item.id).name} removed. It can be put back.`);
    list.querySelector(`[data-removed="${item.id}"] button`)?.focus();
  }

  function putBack(id) {
    const { values, next } = removed.get(id);
    removed.delete(id);
    open.add(id);
    send({ do: "add_row", row: values });
    if (next && items().some((one) => one.id === next)) send({ do: "move_row", row: id, before: next });
    form.patch();
    focusRow(id);
  }

  function move(id, by, button) {
    const ids = items().map((one) => one.id);
    const at = ids.indexOf(id);
    const to = at + by;
    if (to < 0 || to >= ids.length) return;
    ids.splice(to, 0, ...ids.splice(at, 1));
    send({ do: "move_row", row: id, before: ids[to + 1] ?? "" });
    form.patch();
    say(heard, `Now number ${to + 1} of ${ids.length}.`);
    button.focus();
  }

  function foldAll() {
    const all = items().every((one) => open.has(one.id));
    for (const one of items()) all ? open.delete(one.id) : open.add(one.id);
    form.patch();
  }

  function nameOf(item, at) {
    return `${noun()} ${at + 1}`;
  }

  function rowOf(item) {
    const id = `${asked.id}-row-${item.id}`;
    const name = element("span", { class: "name" });
    const summary = element("span", { class: "gist" });
    const wrong = element("span", { class: "tag" });
    const fold = element("button", { type: "button", class: "fold", "aria-controls": id, on: { click: () => turn() } },
      element("span", { class: "turn", "aria-hidden": "true" }), name, summary, wrong);
    const tool = (text, act) => element("button", { type: "button", class: "tool", on: { click: act } }, text);
    const up = tool("↑", () => move(item.id, -1, up));
    const down = tool("↓", () => move(item.id, 1, down));
    const off = tool("Remove", () => remove(now.item));
    const legend = element("legend", { class: "away" });
    const body = element("div", { class: "body", id });
    const node = element("li", { class: "row", "data-row": item.id },
      element("fieldset", {}, legend, element("div", { class: "rowhead" }, fold, up, down, off), body));
    const now = { item };
    node.firstChild.addEventListener("keydown", (event) => {
      if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key) || event.target.matches("select")) return;
      event.preventDefault();
      move(item.id, event.key === "ArrowUp" ? -1 : 1, document.activeElement);
    });
    return { node, patch, body: () => drawn.get(body) };

    function turn() {
      open.has(item.id) ? open.delete(item.id) : open.add(item.id);
      form.patch();
    }

    function patch(fresh, at) {
      now.item = fresh;
      const shown = open.has(fresh.id);
      const called = nameOf(fresh, at);
      const problems = problemsOf(fresh.questions).length;
      say(name, called);
      say(legend, called);
      say(summary, shown ? "" : gist(firstWords(fresh), 160) || "nothing written yet");
      say(wrong, problems ? `${problems} to put right` : "");
      wrong.hidden = !problems;
      set(fold, "aria-expanded", String(shown));
      body.hidden = !shown;
      for (const [button, words, no] of [[up, "Move up", at === 0], [down, "Move down", at === items().length - 1], [off, "Remove", false]]) {
        set(button, "aria-label", `${words}: ${called}`);
        set(button, "aria-disabled", no && "true");
        button.hidden = Boolean(form.locked) || (button === off && asked.question.rows.can_remove === false);
      }
      node.classList.toggle("open", shown);
      if (shown || drawn.has(body)) drawQuestions(body, fresh.questions, form);
    }
  }

  function firstWords(item) {
    const told = (one) => (one.control === "rows" ? "" : readable(one, one.value));
    const lined = item.questions.find((one) => ["line", "text"].includes(one.control) && typed(one.value));
    return lined ? String(lined.value) : item.questions.map(told).find(Boolean) ?? "";
  }

  function goneOf(gone) {
    const words = element("span");
    const button = element("button", { type: "button", class: "quiet", on: { click: () => putBack(gone.id) } }, "Put it back");
    return { node: element("li", { class: "removed", "data-removed": gone.id }, words, button), patch: (one) => say(words, `${one.name} removed.`) };
  }

  return {
    focus: () => (list.querySelector(".fold") ?? add).focus(),
    patch(fresh) {
      asked.question = fresh;
      const present = items();
      if (!begun && present.length) {
        begun = true;
        if (present.length <= OPEN_ROWS) for (const one of present) open.add(one.id);
      }
      for (const one of present) removed.delete(one.id);
      say(aside, present.length ? counted(present.length, inside(noun()), plural(inside(noun()))) : `None yet. ${fresh.hint ? "" : `Each ${inside(noun())} is a row of its own.`}`);
      folding.hidden = present.length < 2;
      say(folding, present.every((one) => open.has(one.id)) ? "Fold all" : "Open all");
      say(add, `Add ${article(noun())} ${inside(noun())}`);
      bar.hidden = Boolean(form.locked) || fresh.rows.can_add === false;
      paste.node.hidden ||= bar.hidden;
      const shown = present.map((one, at) => ({ key: one.id, item: one, at }));
      for (const [id, gone] of [...removed].sort((a, b) => a[1].at - b[1].at)) shown.splice(Math.min(gone.at, shown.length), 0, { key: `removed ${id}`, gone: { ...gone, id } });
      keyed(list, shown, (one) => one.key, (one) => {
        const part = one.gone ? goneOf(one.gone) : rowOf(one.item);
        return { ...part, patch: (each) => part.patch(each.gone ?? each.item, each.at) };
      });
    },
    reveal(id) {
      open.add(id);
      form.patch();
    },
  };
}

// Many lines become many rows; columns copied from a spreadsheet fill the questions in order.
function paster(asked, toggle, make) {
  const id = `${asked.id}-paste`;
  const { begun, key } = asked.form;
  const place = `${key()} ${asked.question.path}`;
  const field = element("textarea", { id, rows: 5, on: { input: () => count() } });
  const button = element("button", { type: "button", on: { click: () => accept() } });
  const leave = element("button", { type: "button", class: "link", on: { click: () => drop() } }, "Never mind");
  const node = element("div", { class: "panel", hidden: true },
    element("label", { for: id }, "Paste or write one on each line"),
    element("p", { class: "hint" }, "Columns copied from a spreadsheet fill the questions in their order."),
    field, element("div", { class: "buttons" }, button, leave));
  const lines = () => field.value.split(/\r?\n/).filter((line) => line.trim());

  function count() {
    const number = lines().length;
    say(button, `Make ${counted(number, "row", "rows")}`);
    set(button, "aria-disabled", !number && "true");
  }

  let into = "";

  function turn(open = node.hidden, copied = "", row = "") {
    node.hidden = !open;
    set(toggle, "aria-expanded", String(open));
    if (copied) {
      [field.value, into] = [copied, row];
      field.dispatchEvent(new Event("input"));
    }
    count();
    (open ? (copied ? button : field) : toggle).focus();
  }

  function accept() {
    if (!lines().length) return field.focus();
    const made = lines().map((line) => valuesFrom(asked.question.rows.questions, line.split("\t")));
    drop();
    make(made, into);
    into = "";
  }

  function drop() {
    field.value = "";
    begun.done(place);
    turn(false);
  }

  // Lines that were begun here before, and are not rows yet.
  function resume() {
    begun.held(place, { lines: field });
    node.hidden = !field.value;
    set(toggle, "aria-expanded", String(!node.hidden));
    count();
  }

  return { node, turn, resume };
}

function valuesFrom(questions, cells) {
  const open = questions.filter((one) => LINED.has(one.control) || (one.options.length && !["refs", "choices"].includes(one.control)));
  const taken = cells.map((cell, at) => [open[at], cell.trim()]).filter(([one, cell]) => one && cell);
  return Object.fromEntries(taken.map(([one, cell]) => [one.name, LINED.has(one.control) ? cell : keyFor(one, cell)]));
}

function keyFor(question, cell) {
  const wanted = cell.toLowerCase();
  return question.options.find((one) => one.title.toLowerCase() === wanted || one.key === cell)?.key ?? "";
}

const CONTROLS = {
  line, text, number, date, menu, choice: radios, scale: radios, yes_no_unclear: radios, choices,
  ref: references(false), refs: references(true), rows,
};

function drawQuestions(place, questions, form) {
  return keyed(place, questions, (one) => `${one.path} ${asDrawn(one)}`, (one) => {
    const part = ask(one, form);
    form.parts.set(one.path, part);
    return part;
  });
}

function reasonFor(one) {
  const source = one.source && element("span", { class: "source" }, ` (${one.source})`);
  return element("li", {}, element("p", { class: "why" }, String(one.sentence ?? ""), source), one.way_out && element("p", { class: "out" }, String(one.way_out)));
}

// --- the form ----------------------------------------------------------------------------------------------------------

function render({ model, el }) {
  const title = element("h2", { class: "heading" });
  const savedAt = element("p", { class: "mark saved", role: "status" });
  const lead = element("p", { class: "lead" });
  const locked = element("p", { class: "locked" });
  const summary = element("div", { class: "problems", tabindex: "-1", hidden: true });
  const body = element("div", { class: "questions" });
  const commands = element("div", { class: "commands" });
  const sorry = element("p", { class: "sorry" });
  const reasons = element("ul", { class: "reasons", hidden: true });
  const refused = element("div", { class: "refused", role: "alert" }, sorry, reasons);
  const told = []; // what a person did that Python's state may not show yet
  const patch = calm(draw);
  let shownKey = null;
  let asking = false;
  let refusal = ""; // what the last edit was refused for, until one is saved
  const sent = (message) => message.do === "begin" || told.push({ ...message, key: shownKey });
  const saver = saving({ model, sent, settled, changed: marks });
  const begun = beginning({ model, saver });
  const { node: unsaved, patch: patchUnsaved } = alarm(saver);
  const form = { id: `form-${minted()}`, parts: new Map(), locked: "", saver, begun, key: () => shownKey, patch, settle: choose };
  form.node = element("form", { class: "lcspr-form", novalidate: true, on: { submit: (event) => event.preventDefault() } },
    element("div", { class: "top" }, title, savedAt), unsaved, lead, locked, summary, body, commands, refused);
  el.append(form.node);
  form.node.addEventListener("focusout", () => queueMicrotask(patch));

  // An edit that was answered for lies over the state until the state has caught up with it.
  function settled(entry, how, answer) {
    if (how !== "refused" && refusal && !saver.overall().wrong) tell((refusal = ""));
    const one = told.find((each) => each.edit === entry.edit);
    if (!one) return;
    one.how = how;
    const shown = how === "state" || (how === "python" && one.seen && confirms(asPythonHasIt(), one));
    if (shown || (how === "refused" && !("value" in one || one.do === "add_row"))) drop((each) => each === one);
    if (how !== "refused") return;
    one.clash = answer.clashes?.find((each) => each.path === one.path) ?? answer.clashes?.[0];
    tell((refusal = entry.sentence));
    queueMicrotask(patch);
  }

  // A clash that Python knows of is settled there; one that only the rescue address told of, by writing again.
  function choose(question, keep) {
    const local = told.findLast((one) => one.path === question.path && one.clash);
    if (!local) return saver.now(`${question.path}#settle`, { do: "settle", path: question.path, keep });
    const { mine, theirs } = { theirs: local.clash.theirs, mine: local.value };
    const both = Array.isArray(mine) ? [...new Set([...(theirs ?? []), ...mine])] : `${typed(theirs)}
${typed(mine)}`;
    saver.forget(local.edit);
    drop((one) => one === local);
    const value = { mine, theirs, both }[keep];
    saver.now(question.path, { do: "edit", path: question.path, before: theirs ?? null, value });
    document.activeElement?.blur?.();
    form.settling = question.path;
    patch();
    form.settling = "";
  }

  // Why something was not done: one sentence, or a list where there are several reasons, so that all are mended at once.
  function tell(words, why = []) {
    const several = why.length > 1;
    say(sorry, several ? `This is not done yet. ${why.length} things stand in the way:` : words);
    reasons.replaceChildren(...(several ? why : []).map(reasonFor));
    reasons.hidden = !several;
    if (several) refused.scrollIntoView({ block: "nearest" });
  }

  function drop(test) {
    for (let at = told.length - 1; at >= 0; at--) if (test(told[at])) told.splice(at, 1);
  }

  const view = (laid = told) => {
    const state = model.get("state") ?? {};
    return overlaid(state.questions ?? [], laid.filter((one) => one.key === state.key), state.offered);
  };

  const asPythonHasIt = () => view([]);

  function changedState() {
    saver.look();
    const state = model.get("state") ?? {};
    for (const one of told) one.seen = true;
    drop((one) => one.key === state.key && (one.how === "python" || (one.how === "rescue" && confirms(asPythonHasIt(), one))));
    patch();
    if (asking && !summary.hidden) summary.focus();
    asking = false;
  }

  function draw() {
    const state = model.get("state") ?? {};
    if (shownKey !== state.key) begin(state);
    form.locked = state.locked || "";
    say(title, state.title);
    title.hidden = !state.title;
    say(lead, state.lead);
    lead.hidden = !state.lead;
    say(locked, form.locked);
    locked.hidden = !form.locked;
    const questions = view();
    drawQuestions(body, questions, form);
    patchSummary(state, questions);
    patchCommands(state);
    marks();
  }

  // Another step's form: what was typed in the last one is sent first, and nothing of it is carried over.
  function begin(state) {
    if (shownKey !== null) saver.flush();
    shownKey = state.key;
    form.parts.clear();
    drawn.delete(body);
    body.replaceChildren();
    tell("");
  }

  function patchSummary(state, questions) {
    const busy = form.node.contains(document.activeElement) && document.activeElement.matches("input[type=text], textarea");
    const problems = state.problems_summary === false ? [] : problemsOf(questions);
    if (busy && problems.length && !asking) return;
    summary.hidden = !problems.length;
    if (!summary.firstChild) summary.append(element("h3"), element("ul"));
    say(summary.firstChild, `${counted(problems.length, "thing", "things")} to put right`);
    keyed(summary.lastChild, problems, (one) => one.path, (one) => {
      const link = element("a", { href: `#${form.id}-${one.path.replaceAll(".", "-")}`, on: { click: (event) => { event.preventDefault(); reveal(one.path); } } });
      return { node: element("li", {}, link), patch: (now) => say(link, `${now.where}: ${now.sentence}`) };
    });
  }

  // Opens the row that a question stands in, if it does, and goes to it.
  function reveal(path) {
    const steps = path.split(".");
    for (let at = 1; at < steps.length; at += 2) form.parts.get(steps.slice(0, at).join("."))?.reveal?.(steps[at]);
    form.parts.get(path)?.focus();
  }

  function patchCommands(state) {
    const all = [state.main_command && { ...state.main_command, main: true }, ...(state.other_commands ?? [])].filter(Boolean);
    keyed(commands, all, (one) => `${one.do} ${Boolean(one.main)}`, (one) => {
      const button = element("button", { type: "button", class: one.main ? "main" : "quiet", on: { click: () => command(one.do) } });
      return { node: button, patch: (now) => say(button, now.label) };
    });
    commands.hidden = !all.length;
  }

  function command(name) {
    saver.flush();
    tell("");
    if (saver.overall().wrong) return tell("Not everything is saved yet. This waits until it is, so that nothing is left behind.");
    asking = true;
    model.send({ do: "command", name });
  }

  function marks() {
    // Whether the form stands on the page is not asked: a kernel's page draws it first and puts it there after.
    for (const [path, part] of form.parts) form.node.contains(part.node) ? part.mark() : form.parts.delete(path);
    patchUnsaved();
    const { busy, wrong, at } = saver.overall();
    const since = at || model.get("state")?.saved_at;
    if (!busy || wrong) say(savedAt, since && !wrong ? `✓ Saved ${since}` : "");
  }

  function hear(message) {
    if (message?.sorry && !message.edit) tell(message.sorry, message.reasons);
    if (/^\/r\/[\w-]+\/\w+$/.test(message?.go ?? "")) location.assign(message.go);
  }

  const asked = (event) => reveal(String(event.detail?.path ?? ""));
  model.on("change:state", changedState);
  model.on("msg:custom", hear);
  document.addEventListener("lcspr-reveal", asked);
  patch();
  return () => {
    patch.stop();
    saver.stop();
    model.off("change:state", changedState);
    model.off("msg:custom", hear);
    document.removeEventListener("lcspr-reveal", asked);
  };
}

export default { render };

/* The wall of a learning event: cards in groups that are named as sentences; a recorder keeps up with the room above it.

   state: { groups: [{ id, title }], cards: [{ id, words, voice, agency, who, role, when, episode, anonymous, group, mine }],
            voices: [{ key, word, sign }], agencies: [{ key, title }], episodes: [{ key, title } | text],
            can: { write, group, take_down, make }, undo: { label } | null, recorder, upload, rescue, target, begun: { card: { words } } }
   says:  add_card {card} · edit_card {id, before, words} · move {card, from, group | null} · take_down {card} · undo
          new_group {id, title, cards} · rename_group {id, before, title} · remove_group {id} · make {group, what}
          begin {row, cells}: the words of a card that is not kept yet;
          each with an `edit` to be answered for.
   hears: {saved: edit, at} · {sorry: sentence, edit?} · {made: sentence}                                              */

// --- parts: elements, calm, saving, begun ---------------------------------------------------------------------------

// --- what the wall looks like now --------------------------------------------------------------------------------------

const RECENT = 6;
const CARD = "card";
const NOT_PLACED = "Not yet placed";
const VOICES = new Set(["fact", "perspective", "pressure", "worry", "good_practice", "idea"]);
const REWRITES = new Set(["edit_card", "rename_group"]); // what is written in the place of other words
const counted = (number, one, many) => `${number} ${number === 1 ? one : many}`;
const gist = (text, most = 60) => (text.length > most ? `${text.slice(0, most).trimEnd()}…` : text);
const lines = (text) => text.split(/\r?\n/).map((line) => line.trim()).filter(Boolean);

// What a person did, laid over what Python last showed.
const LAID = {
  add_card: (wall, { card }) => (wall.cards.has(card.id) ? null : wall.cards.set(card.id, { ...card, group: null, mine: true })),
  edit_card: (wall, { id, words }) => change(wall.cards, id, { words }),
  move: (wall, { card, group }) => change(wall.cards, card, { group: group || null }),
  take_down: (wall, { card }) => wall.cards.delete(card),
  new_group(wall, { id, title, cards }) {
    if (!wall.groups.has(id)) wall.groups.set(id, { id, title });
    for (const card of cards) change(wall.cards, card, { group: id });
  },
  rename_group: (wall, { id, title }) => change(wall.groups, id, { title }),
  remove_group(wall, { id }) {
    wall.groups.delete(id);
    for (const card of wall.cards.values()) if (card.group === id) change(wall.cards, card.id, { group: null });
  },
};

const CONFIRMED = {
  add_card: (wall, { card }) => wall.cards.has(card.id),
  edit_card: (wall, { id, before }) => wall.cards.get(id)?.words !== before,
  move: (wall, { card, group }) => (wall.cards.get(card)?.group || null) === (group || null),
  take_down: (wall, { card }) => !wall.cards.has(card),
  new_group: (wall, { id }) => wall.groups.has(id),
  rename_group: (wall, { id, before }) => wall.groups.get(id)?.title !== before,
  remove_group: (wall, { id }) => !wall.groups.has(id),
};

function change(things, id, news) {
  if (things.has(id)) things.set(id, { ...things.get(id), ...news });
}

function read(state, told = []) {
  const byId = (things) => new Map((things ?? []).map((one) => [one.id, one]));
  const wall = { groups: byId(state.groups), cards: byId(state.cards) };
  for (const one of told) LAID[one.do]?.(wall, one);
  return wall;
}

function counts(cards) {
  const agencies = new Set(cards.map((one) => one.agency ?? (one.anonymous ? "" : one.who)).filter(Boolean)).size;
  return [counted(cards.length, "card", "cards"), agencies && counted(agencies, "agency", "agencies")].filter(Boolean).join(" · ");
}

// --- one card ------------------------------------------------------------------------------------------------------------

function makeCard(first, wall) {
  const id = `${wall.id}-${first.id}`;
  const sign = element("span", { class: "sign", id: `${id}-sign` });
  const who = element("span", { class: "whose", id: `${id}-who` });
  const words = element("p", { class: "words", id: `${id}-words` });
  const mark = element("span", { class: "mark" });
  const tool = (text, act) => element("button", { type: "button", tabindex: "-1", on: { click: act } }, text);
  const moving = tool("Move to…", () => wall.menu(now.card, moving));
  const editing = tool("Edit", () => edit());
  const down = tool("Take down", () => wall.takeDown(now.card));
  set(moving, "aria-haspopup", "menu");
  const acts = element("div", { class: "acts" }, moving, editing, down);
  const card = element("article", { tabindex: "-1", "data-card": first.id, "aria-labelledby": `${id}-sign ${id}-who ${id}-words` },
    element("div", { class: "who" }, sign, who), words, mark, acts);
  const node = element("li", {}, card);
  const now = { card: first };
  let field = null;
  card.addEventListener("keydown", keys);
  card.addEventListener("dragstart", (event) => wall.dragged(event, now.card, card));
  card.addEventListener("dragend", () => wall.dropped());
  return { node, card, patch, mark: patchMark };

  function patch(fresh, can) {
    now.card = fresh;
    const voice = wall.voice(fresh.voice);
    card.className = `card ${VOICES.has(fresh.voice) ? fresh.voice : "plain"}`;
    say(sign, `${voice.sign} ${voice.word}`.trim());
    say(who, fresh.who);
    say(words, fresh.words);
    set(card, "title", [fresh.role, fresh.when, wall.episode(fresh.episode)].filter(Boolean).join(" · "));
    set(card, "draggable", can.group && !field && "true");
    moving.hidden = !can.group;
    editing.hidden = Boolean(field) || !(can.write || fresh.mine);
    down.hidden = !(can.take_down || fresh.mine);
    for (const [button, what] of [[moving, "Move to"], [editing, "Edit"], [down, "Take down"]]) set(button, "aria-label", `${what}: ${gist(fresh.words, 50)}`);
    patchMark();
  }

  function patchMark() {
    const { word, text, sentence } = wall.saver.status(`card ${first.id}`);
    say(mark, word === "unsaved" ? `${text}${sentence ? `: ${sentence}` : ""}` : field ? text : "");
    mark.className = `mark ${word}`;
    mark.hidden = !mark.textContent;
  }

  function keys(event) {
    if (event.target !== card || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = { m: moving, M: moving, Enter: moving, e: editing, E: editing, Delete: down }[event.key];
    if (!act || act.hidden) return;
    event.preventDefault();
    act.click();
  }

  // The words become a field in their place; each pause in typing is saved.
  function edit() {
    const key = `card ${first.id}`;
    let before = wall.theirs.get(key) ?? now.card.words;
    field = element("textarea", { rows: 2, "aria-label": "Words on this card", "aria-description": "Enter ends, Shift and Enter makes a new line" });
    field.value = now.card.words;
    const send = () => {
      const text = field?.value.trim() ?? "";
      const contested = Boolean(text) && wall.theirs.delete(key);
      if (!text || (text === before && !contested)) return null;
      const message = { do: "edit_card", id: first.id, before, words: text };
      before = text;
      return message;
    };
    field.addEventListener("input", () => wall.saver.later(key, send));
    field.addEventListener("blur", done);
    field.addEventListener("keydown", (event) => {
      if (event.key === "Escape" || (event.key === "Enter" && !event.shiftKey && !event.isComposing)) {
        event.preventDefault();
        card.focus();
      }
    });
    words.hidden = true;
    words.after(field);
    patch(now.card, wall.can());
    field.focus();

    function done() {
      if (wall.isPatching()) return; // the card is on its way to another column, and so is the person
      wall.saver.flush(key);
      field.remove();
      field = null;
      words.hidden = false;
      wall.patch();
    }
  }
}

// --- one group ---------------------------------------------------------------------------------------------------------------

function makeGroup(first, wall) {
  const id = `${wall.id}-group-${first.id || "none"}`;
  const heading = element("h3", { id });
  const name = first.id ? element("textarea", { class: "name", rows: 1, "aria-label": "This group, as a sentence", placeholder: "Name it as a sentence" }) : null;
  const mark = element("span", { class: "mark" });
  const count = element("p", { class: "count" });
  const note = element("p", { class: "note", role: "status" });
  const list = element("ul", { class: "list" });
  const empty = element("p", { class: "empty" });
  const make = element("button", { type: "button", class: "link", on: { click: () => wall.make(now.group, note) } }, "Make a learning point");
  const remove = element("button", { type: "button", class: "link", on: { click: () => wall.removeGroup(now.group) } }, "Remove this group");
  const begin = first.id ? null : element("button", { type: "button", class: "begin", on: { click: () => wall.begin([]) } }, "New group");
  const node = element("section", { class: first.id ? "group" : "group unplaced", "aria-labelledby": id },
    element("div", { class: "top" }, heading, name, element("div", { class: "line" }, count, mark), first.id && element("div", { class: "does" }, make, remove), note),
    begin, list, empty);
  const now = { group: first };
  let shown = first.draft ? "" : first.title;
  node.addEventListener("dragover", (event) => wall.over(event, node));
  node.addEventListener("dragleave", (event) => node.contains(event.relatedTarget) || node.classList.remove("over"));
  node.addEventListener("drop", (event) => wall.drop(event, now.group, node));
  name?.addEventListener("focus", () => { shown = wall.theirs.get(`group ${first.id}`) ?? shown; });
  name?.addEventListener("input", () => { fit(); wall.saver.later(`group ${first.id}`, send); });
  name?.addEventListener("blur", () => {
    wall.saver.flush(`group ${first.id}`);
    setTimeout(wall.patch);
  });
  name?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    wall.saver.flush(`group ${first.id}`);
    (list.querySelector("[data-card]") ?? name).focus();
  });
  return { node, list, patch, name, mark: patchMark };

  function send() {
    const title = name.value.trim();
    const contested = Boolean(title) && wall.theirs.delete(`group ${first.id}`);
    if (!title || (title === shown && !contested)) return null;
    const before = shown;
    shown = title;
    if (now.group.draft) return wall.named(now.group, title);
    return wall.again(first.id, title) ?? { do: "rename_group", id: first.id, before, title };
  }

  function fit() {
    if (CSS.supports("field-sizing", "content")) return;
    name.style.height = "auto";
    name.style.height = `${name.scrollHeight}px`;
  }

  function patch(group, cards, visible, can) {
    now.group = group;
    say(heading, group.id ? group.title || "A new group" : NOT_PLACED);
    heading.classList.toggle("away", Boolean(name) && can.group);
    if (name) patchName(group, can);
    say(count, visible.length === cards.length ? counts(cards) : `${visible.length} of ${counts(cards)}`);
    say(empty, emptyWords(group, cards, visible));
    empty.hidden = !empty.textContent;
    say(make, typeof can.make === "string" ? can.make : "Make a learning point");
    make.hidden = !can.make || !can.group || group.draft || !cards.length;
    remove.hidden = !can.group || cards.length > 0;
    say(remove, group.draft ? "Never mind" : "Remove this group");
    make.parentNode && (make.parentNode.hidden = make.hidden && remove.hidden);
    if (begin) begin.hidden = !can.group;
    patchMark();
  }

  function patchName(group, can) {
    name.hidden = !can.group;
    if (name === document.activeElement || wall.saver.busy(`group ${first.id}`)) return;
    shown = group.title ?? "";
    if (name.value !== shown) name.value = shown;
    fit();
  }

  function patchMark() {
    const { word, text, sentence } = wall.saver.status(`group ${first.id}`);
    const draft = now.group.draft && !word ? "kept once it has a name" : "";
    say(mark, sentence ? `${text}: ${sentence}` : text || draft);
    mark.className = `mark ${word}`;
  }

  function emptyWords(group, cards, visible) {
    if (cards.length && !visible.length) return "No card here fits what you are looking for.";
    if (cards.length) return "";
    return group.id ? "Drag cards here, or choose “Move to…” on a card." : "Every card has been placed.";
  }
}

// --- the menu that says where a card can go ------------------------------------------------------------------------------------

function makeMenu(wall) {
  const node = element("div", { class: "menu", role: "menu", hidden: true, "aria-label": "Move to" });
  let opened = null;
  node.addEventListener("keydown", keys);
  node.addEventListener("focusout", (event) => node.contains(event.relatedTarget) || close(false));
  return { node, open, close };

  function open(card, from) {
    const choices = wall.destinations(card);
    node.replaceChildren(...choices.map((one, at) =>
      element("button", { type: "button", role: "menuitem", tabindex: "-1", on: { click: () => choose(one) } },
        at < 9 && element("span", { class: "key", "aria-hidden": "true" }, String(at + 1)), one.title)));
    opened = { card, choices };
    node.hidden = false;
    const [near, width] = [from.getBoundingClientRect(), Math.min(340, innerWidth - 16)];
    node.style.width = `${width}px`;
    node.style.left = `${Math.max(8, Math.min(near.left, innerWidth - width - 8))}px`;
    const below = innerHeight - near.bottom > Math.min(node.offsetHeight, 260) || near.top < innerHeight / 2;
    node.style.top = below ? `${near.bottom + 4}px` : `${Math.max(8, near.top - node.offsetHeight - 4)}px`;
    node.style.maxHeight = `${below ? innerHeight - near.bottom - 12 : near.top - 12}px`;
    node.firstChild?.focus();
  }

  function close(back = true) {
    if (!opened) return;
    const { card } = opened;
    opened = null;
    node.hidden = true;
    if (back) wall.focus(card.id);
  }

  function choose(one) {
    const { card } = opened;
    opened = null;
    node.hidden = true;
    one.go(card);
  }

  function keys(event) {
    const items = [...node.children];
    const at = items.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 + items.length, Home: 0, End: items.length - 1 }[event.key];
    if (to != null) items[to % items.length].focus();
    else if (event.key === "Escape" || event.key === "Tab") close();
    else if (/^[1-9]$/.test(event.key)) items[event.key - 1]?.click();
    else if (event.key.length === 1 && /\p{L}/u.test(event.key)) letter(items, at, event.key.toLowerCase());
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function letter(items, at, key) {
    const order = [...items.slice(at + 1), ...items.slice(0, at + 1)];
    order.find((_, n) => opened.choices[(at + 1 + n) % items.length].title.toLowerCase().startsWith(key))?.focus();
  }
}

// --- the recorder's strip -----------------------------------------------------------------------------------------------------------

function makeRecorder(wall) {
  const id = `${wall.id}-record`;
  const agency = element("select", { id: `${id}-agency` });
  const kinds = element("div", { class: "kinds" });
  const field = element("textarea", { id: `${id}-words`, rows: 2, "aria-describedby": `${id}-help` });
  const hide = element("input", { type: "checkbox", id: `${id}-hide` });
  const add = element("button", { type: "button", class: "main", on: { click: () => { keep(); field.focus(); } } }, "Add card");
  const offer = element("div", { class: "offer", role: "status" });
  const recent = element("ul", { class: "recent" });
  const upload = makeUpload(wall, id);
  const node = element("section", { class: "recorder", "aria-labelledby": id },
    element("h2", { id, class: "away" }, "Write down what is said"),
    element("div", { class: "fields" },
      element("div", { class: "from" }, element("label", { for: agency.id, accesskey: "a" }, "From"), agency,
        element("label", { class: "hide", for: hide.id }, hide, "Show as “a colleague”")),
      element("fieldset", {}, element("legend", {}, "This card is"), kinds),
      element("div", { class: "said" }, element("label", { for: field.id }, "In their words"), field,
        offer, element("div", { class: "line" }, add, upload.node),
        element("p", { class: "help", id: `${id}-help` }, "Enter keeps the card and begins the next. Alt and 1 to 6 say what kind it is."))),
    recent);
  const mine = [];
  wall.begun.held(CARD, { words: field });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    keep();
  });
  field.addEventListener("paste", (event) => {
    const pasted = lines(event.clipboardData?.getData("text/plain") ?? "");
    if (pasted.length > 1) setTimeout(() => propose());
  });
  node.addEventListener("keydown", (event) => {
    const digit = event.altKey && /^Digit([1-9])$/.exec(event.code);
    const radio = digit && kinds.querySelectorAll("input")[digit[1] - 1];
    if (!radio) return;
    event.preventDefault();
    radio.checked = true;
  });
  return { node, patch, marks };

  function keep() {
    if (!field.value.trim()) return field.focus();
    addOne(field.value.trim());
    empty();
    offer.replaceChildren();
  }

  function empty() {
    field.value = "";
    wall.begun.done(CARD);
  }

  function addOne(words) {
    const voice = kinds.querySelector("input:checked")?.value ?? "fact";
    const anonymous = hide.checked;
    const who = anonymous ? "a colleague" : agency.selectedOptions[0]?.value ? agency.selectedOptions[0].textContent : "";
    const card = { id: minted(), words, voice, agency: agency.value, anonymous };
    mine.unshift(card.id);
    mine.splice(RECENT);
    wall.add(card, who);
  }

  function propose() {
    const number = lines(field.value).length;
    if (number < 2) return;
    const many = element("button", { type: "button", on: { click: () => makeMany() } }, `Make ${number} cards`);
    const one = element("button", { type: "button", class: "link", on: { click: () => { offer.replaceChildren(); field.focus(); } } }, "Keep it as one");
    offer.replaceChildren(element("span", {}, `These are ${number} lines. Make ${number} cards?`), many, one);
  }

  function makeMany() {
    for (const words of lines(field.value)) addOne(words);
    empty();
    offer.replaceChildren();
    field.focus();
  }

  function patch(state, cards) {
    node.hidden = !state.recorder;
    keyed(agency, [{ key: "", title: "Not said" }, ...(state.agencies ?? [])], (one) => one.key, (one) => {
      const option = element("option", { value: one.key });
      return { node: option, patch: (now) => say(option, now.title) };
    });
    keyed(kinds, state.voices ?? [], (one) => one.key, kind);
    if (!kinds.querySelector("input:checked")) kinds.querySelector("input")?.click();
    upload.patch(state);
    keyed(recent, mine.filter((key) => cards.has(key)).map((key) => cards.get(key)), (one) => one.id, line);
    recent.hidden = !recent.children.length;
  }

  function kind(one, at) {
    const input = element("input", { type: "radio", name: id, id: `${id}-${one.key}`, value: one.key });
    const face = element("span", { class: "face" });
    const label = element("label", { class: `kind ${VOICES.has(one.key) ? one.key : "plain"}`, for: input.id, title: `Alt+${at + 1}` }, input, face);
    return { node: label, patch: (now) => say(face, `${now.sign} ${now.word}`) };
  }

  function line(one) {
    const sign = element("span", { class: "sign" });
    const words = element("span", { class: "words" });
    const mark = element("span", { class: "mark" });
    const go = element("button", { type: "button", class: "link", on: { click: () => wall.edit(one.id) } }, "Correct");
    const part = element("li", {}, sign, words, mark, go);
    return {
      node: part,
      patch(now) {
        part.className = VOICES.has(now.voice) ? now.voice : "plain";
        say(sign, wall.voice(now.voice).sign);
        say(words, gist(now.words, 110));
        set(go, "aria-label", `Correct: ${gist(now.words, 50)}`);
        const { word, text } = wall.saver.status(`card ${now.id}`);
        say(mark, text);
        mark.className = `mark ${word}`;
      },
    };
  }

  function marks(cards) {
    const parts = drawn.get(recent);
    for (const key of mine) if (cards.has(key)) parts?.get(key)?.patch(cards.get(key));
  }
}

// Cards from a file: how far it is, then what was kept and what could not be read.
function makeUpload(wall, id) {
  const file = element("input", { type: "file", id: `${id}-file`, accept: ".csv,text/csv", class: "away", on: { change: () => send() } });
  const label = element("label", { for: file.id, class: "file" }, "Bring in a cards.csv");
  const bar = element("progress", { max: 100, value: 0, hidden: true, "aria-label": "How far the file is" });
  const told = element("div", { class: "told", role: "status" });
  const node = element("div", { class: "upload" }, file, label, bar, told);
  return { node, patch: (state) => { node.hidden = !state.upload; } };

  function send() {
    const chosen = file.files[0];
    if (!chosen) return;
    const body = new FormData();
    body.append("file", chosen);
    const request = new XMLHttpRequest(); // fetch cannot say how far an upload is
    request.open("POST", wall.state().upload);
    request.setRequestHeader("X-XSRFToken", /(?:^|; )_xsrf=([^;]*)/.exec(document.cookie)?.[1] ?? "");
    request.upload.onprogress = (event) => { bar.value = event.total ? (100 * event.loaded) / event.total : 0; };
    request.onload = () => tell(answer(request));
    request.onerror = () => tell({ sentence: "The file did not arrive: the connection was cut. Nothing was kept; choose it again." });
    request.onloadend = () => { bar.hidden = true; file.value = ""; };
    bar.hidden = false;
    say(told, "");
    request.send(body);
  }

  function answer(request) {
    try {
      return JSON.parse(request.responseText);
    } catch {
      return { sentence: "The file could not be read by the server. Nothing was kept; choose it again." };
    }
  }

  function tell({ sentence, kept, problems = [] }) {
    const words = sentence || `${counted(kept ?? 0, "card", "cards")} kept${problems.length ? `, ${counted(problems.length, "line", "lines")} not` : ""}.`;
    const text = (one) => (typeof one === "string" ? one : [one.row != null && `Line ${one.row}`, one.sentence].filter(Boolean).join(": "));
    told.replaceChildren(element("p", {}, words), ...(problems.length ? [element("ul", {}, problems.map((one) => element("li", {}, text(one))))] : []));
  }
}

// --- looking for cards -----------------------------------------------------------------------------------------------------------------

function makeFilter(wall) {
  const id = `${wall.id}-filter`;
  const search = element("input", { type: "search", id: `${id}-text`, autocomplete: "off", on: { input: () => wall.patch() } });
  const menus = { agency: "All agencies", voice: "All kinds", episode: "All episodes" };
  const select = (name) => element("select", { id: `${id}-${name}`, "aria-label": `Show ${menus[name].toLowerCase()}, or one`, on: { change: () => wall.patch() } });
  const selects = Object.fromEntries(Object.keys(menus).map((name) => [name, select(name)]));
  const all = element("button", { type: "button", class: "link", on: { click: () => clear() } }, "Show all");
  const node = element("div", { class: "filter", role: "search", "aria-label": "Find cards" },
    element("div", { class: "words" }, element("label", { for: search.id }, "Find"), search), ...Object.values(selects), all);
  return { node, patch, fits, active };

  function clear() {
    search.value = "";
    for (const select of Object.values(selects)) select.value = "";
    wall.patch();
    search.focus();
  }

  function active() {
    return Boolean(search.value.trim() || Object.values(selects).some((one) => one.value));
  }

  function fits(card) {
    const text = [card.words, card.who, card.role].join(" ").toLowerCase();
    return Object.entries(selects).every(([name, select]) => !select.value || card[name] === select.value) &&
      search.value.toLowerCase().split(/\s+/).every((word) => text.includes(word));
  }

  function patch(state) {
    const offered = { agency: state.agencies, voice: (state.voices ?? []).map((one) => ({ key: one.key, title: `${one.sign} ${one.word}` })), episode: (state.episodes ?? []).map((one) => (typeof one === "string" ? { key: one, title: one } : one)) };
    for (const [name, select] of Object.entries(selects)) {
      keyed(select, [{ key: "", title: menus[name] }, ...(offered[name] ?? [])], (one) => one.key, (one) => {
        const option = element("option", { value: one.key });
        return { node: option, patch: (now) => say(option, now.title) };
      });
    }
    all.hidden = !active();
  }
}

// --- the wall ----------------------------------------------------------------------------------------------------------------------------

function render({ model, el }) {
  const patch = calm(draw);
  const told = []; // what a person did that Python's state may not show yet
  const drafts = []; // groups that have no name yet
  const who = new Map(); // whose a card is, until Python says it
  const theirs = new Map(); // what somebody else wrote where this person did, until it is written anew
  const parts = new Map();
  const sent = (message) => {
    const of = (one) => JSON.stringify([one.do, one.id ?? one.card?.id ?? one.card ?? one.group]);
    for (const one of told.filter((each) => each.how === "refused" && of(each) === of(message))) told.splice(told.indexOf(one), 1); // written anew
    told.push(message);
    queueMicrotask(patch);
  };
  const saver = saving({ model, sent, settled, changed: marks });
  const begun = beginning({ model, saver });
  const { node: unsaved, patch: patchUnsaved } = alarm(saver);
  const count = element("p", { class: "summary" });
  const savedAt = element("p", { class: "mark" }); // a card that was moved bears no mark of its own
  const undo = element("button", { type: "button", class: "quiet undo", on: { click: () => takeBack() } });
  const columns = element("div", { class: "columns" });
  const heard = element("p", { class: "away", role: "status" });
  const sorry = element("p", { class: "sorry", role: "alert" });
  const help = element("p", { class: "help" }, "Drag cards, or go from card to card with the arrow keys: M moves one, E corrects it.");
  let dragging = null;
  let patching = false;
  let news = null; // what was known before others changed something
  const current = new Map(); // column -> the card in it that the tab key reaches
  let known = null;

  const wall = {
    id: `wall-${minted()}`, saver, begun, theirs, patch, focus, named, begin, add, edit, over, drop, dragged, dropped, make, again, removeGroup, takeDown, destinations,
    state: () => model.get("state") ?? {},
    can: () => model.get("state")?.can ?? {},
    voice: (key) => (model.get("state")?.voices ?? []).find((one) => one.key === key) ?? { sign: "", word: key ?? "" },
    episode: (key) => (model.get("state")?.episodes ?? []).find((one) => one.key === key)?.title ?? key ?? "",
    menu: (card, from) => menu.open(card, from),
    isPatching: () => patching,
  };
  const menu = makeMenu(wall);
  const recorder = makeRecorder(wall);
  const filter = makeFilter(wall);
  const node = element("div", { class: "lcspr-wall" }, unsaved, recorder.node,
    element("div", { class: "bar" }, count, savedAt, filter.node, undo), help, sorry, columns, menu.node, heard);
  el.append(node);
  columns.addEventListener("keydown", arrows);
  columns.addEventListener("focusin", (event) => roam(event.target.closest("[data-card]")?.dataset.card));
  node.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.key.toLowerCase() !== "z") return;
    if (event.target.matches("input, textarea, select") || undo.hidden) return;
    event.preventDefault();
    takeBack();
  });

  // -- saying and hearing -------------------------------------------------------------------------------------------------------------------

  function settled(entry, how, reply) {
    const one = told.find((each) => each.edit === entry.edit);
    if (!one) return;
    one.how = how;
    const worded = "words" in one || "title" in one || "card" in one && typeof one.card === "object";
    const shown = how === "state" || (how === "python" && one.seen && (CONFIRMED[one.do]?.(read(wall.state()), one) ?? true));
    if (shown || (how === "refused" && !worded)) told.splice(told.indexOf(one), 1);
    if (how !== "refused") return;
    contest(entry, reply.clashes?.[0]);
    say(sorry, entry.sentence);
    queueMicrotask(patch);
  }

  // Somebody else wrote there: both texts are said, and what is written next goes in the place of theirs.
  function contest(entry, place) {
    if (!place || !REWRITES.has(entry.message.do)) return;
    theirs.set(entry.key, place.theirs ?? "");
    entry.sentence = `Somebody else wrote “${place.theirs ?? ""}” here meanwhile. Yours stands on this page alone: write here again to keep it, or write theirs.`;
  }

  function changedState() {
    saver.look();
    const fresh = read(model.get("state") ?? {});
    for (const one of [...told]) {
      one.seen = true;
      if (one.how === "python" || (one.how === "rescue" && (CONFIRMED[one.do]?.(fresh, one) ?? true))) told.splice(told.indexOf(one), 1);
    }
    news ??= known;
    patch();
  }

  // What others did is said once, and quietly.
  function tellNews(before, now) {
    const fresh = [...now.keys()].filter((key) => !before.has(key)).length;
    const gone = [...before.keys()].filter((key) => !now.has(key)).length;
    const moved = [...now].filter(([key, one]) => before.has(key) && (before.get(key).group || null) !== (one.group || null)).length;
    const news = [fresh && counted(fresh, "new card", "new cards"), gone && `${counted(gone, "card", "cards")} taken down`, moved && `${counted(moved, "card", "cards")} moved by somebody else`];
    if (news.some(Boolean)) say(heard, `${news.filter(Boolean).join(", ")}.`);
  }

  function tell(key, message, words) {
    say(sorry, "");
    saver.now(key, message);
    patch();
    if (words) say(heard, words);
  }

  function hear(message) {
    if (message?.sorry && !message.edit) say(sorry, message.sorry);
    if (message?.made) say(makes ?? heard, message.made);
  }
  let makes = null;

  // -- what a person does ---------------------------------------------------------------------------------------------------------------------

  function add(card, whose) {
    who.set(card.id, whose);
    tell(`card ${card.id}`, { do: "add_card", card }, `Card ${known.size + 1} kept.`);
  }

  function move(card, group) {
    if ((card.group || null) === (group?.id ?? null)) return focus(card.id);
    if (group?.draft) {
      group.cards.push(card.id);
      patch();
    } else {
      forgetDrafts(card.id);
      tell(`card ${card.id}`, { do: "move", card: card.id, from: card.group || null, group: group?.id ?? null }, `Moved to ${group ? `“${group.title}”` : "those not yet placed"}.`);
    }
    focus(card.id);
  }

  function forgetDrafts(id) {
    for (const draft of drafts) draft.cards = draft.cards.filter((one) => one !== id);
  }

  function begin(cards) {
    for (const one of cards) forgetDrafts(one);
    const draft = { id: minted(), title: "", draft: true, cards: [...cards] };
    drafts.push(draft);
    patch();
    const name = parts.get(`group ${draft.id}`).name;
    name.focus();
    name.scrollIntoView({ block: "nearest", inline: "nearest" });
    say(heard, "A new group. Write what it says, as a sentence.");
  }

  function named(draft, title) {
    drafts.splice(drafts.findIndex((one) => one.id === draft.id), 1);
    return { do: "new_group", id: draft.id, title, cards: draft.cards };
  }

  // A new group that was refused is begun again under its new name: there is nothing to rename yet.
  function again(id, title) {
    const one = told.findLast((each) => each.do === "new_group" && each.id === id && each.how === "refused");
    return one ? { do: "new_group", id, title, cards: one.cards } : null;
  }

  function removeGroup(group) {
    const neighbour = [...columns.children].find((one) => one.contains(document.activeElement))?.nextElementSibling;
    if (group.draft) {
      drafts.splice(drafts.findIndex((one) => one.id === group.id), 1);
      patch();
    } else tell(`group ${group.id}`, { do: "remove_group", id: group.id }, "The group was removed.");
    neighbour?.querySelector("[data-card], button:not([hidden]), textarea")?.focus();
  }

  function takeDown(card) {
    const near = beside(card.id);
    tell(`card ${card.id}`, { do: "take_down", card: card.id }, "The card was taken down. It can be put back with Undo.");
    if (near) focus(near);
    else undo.focus();
  }

  function make(group, note) {
    makes = note;
    tell(`make ${group.id}`, { do: "make", group: group.id, what: "learning_point" });
  }

  function takeBack() {
    saver.flush();
    say(heard, "Undone.");
    tell("undo", { do: "undo" });
  }

  function edit(id) {
    const button = [...parts.get(`card ${id}`).node.querySelectorAll(".acts button")][1];
    focus(id);
    button.click();
  }

  function destinations(card) {
    const groups = [...view().groups.values(), ...drafts].filter((one) => one.id !== card.group);
    const places = groups.map((group) => ({ title: group.title || "The new group without a name", go: (one) => move(one, group) }));
    return [...places, ...(card.group ? [{ title: NOT_PLACED, go: (one) => move(one, null) }] : []), { title: "A new group…", go: (one) => begin([one.id]) }];
  }

  // -- drag -------------------------------------------------------------------------------------------------------------------------------------

  function dragged(event, card, from) {
    dragging = card.id;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", card.words);
    setTimeout(() => from.classList.add("lifted"));
    node.classList.add("dragging");
  }

  function dropped() {
    dragging = null;
    node.classList.remove("dragging");
    for (const one of node.querySelectorAll(".over, .lifted")) one.classList.remove("over", "lifted");
  }

  function over(event, group) {
    if (!dragging) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "move";
    group.classList.add("over");
  }

  function drop(event, group, place) {
    if (!dragging) return;
    event.preventDefault();
    const card = known.get(dragging);
    dropped();
    place.classList.remove("over");
    if (!card) return;
    if (!group.id && event.target.closest(".begin")) begin([card.id]);
    else move(card, group.id ? drafts.find((one) => one.id === group.id) ?? group : null);
  }

  // -- keys: arrows go from card to card, the tab key from column to column ---------------------------------------------------------------

  function arrows(event) {
    const card = event.target.closest("[data-card]");
    if (event.defaultPrevented || !card || event.target !== card || event.ctrlKey || event.metaKey || event.altKey) return;
    const to = neighbour(card, event.key);
    if (!to) return;
    event.preventDefault();
    focus(to.dataset.card);
  }

  const cardsIn = (section) => [...section.querySelectorAll("[data-card]")];

  function neighbour(card, key) {
    const section = card.closest("section");
    const column = cardsIn(section);
    const at = column.indexOf(card);
    if (key === "ArrowDown") return column[at + 1];
    if (key === "ArrowUp") return column[at - 1];
    if (key === "Home") return column[0];
    if (key === "End") return column.at(-1);
    const step = { ArrowLeft: "previousElementSibling", ArrowRight: "nextElementSibling" }[key];
    let next = step && section[step];
    while (next && !cardsIn(next).length) next = next[step];
    const across = next ? cardsIn(next) : [];
    return across[Math.min(at, across.length - 1)];
  }

  function beside(id) {
    const card = parts.get(`card ${id}`)?.card;
    return card && (neighbour(card, "ArrowDown") ?? neighbour(card, "ArrowUp"))?.dataset.card;
  }

  function focus(id) {
    const part = parts.get(`card ${id}`);
    if (!part?.card.isConnected) return;
    roam(id);
    part.card.focus();
    part.card.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  function roam(id) {
    const column = parts.get(`card ${id}`)?.card.closest("section");
    if (!column || current.get(column) === id) return;
    within(current.get(column), "-1");
    current.set(column, id);
    within(id, "0");
  }

  // Each column has one card that the tab key reaches, whatever came and went.
  function settleTabs() {
    for (const column of columns.children) {
      const cards = cardsIn(column);
      const chosen = cards.find((card) => card.dataset.card === current.get(column)) ?? cards[0];
      for (const card of cards) if (card !== chosen && card.getAttribute("tabindex") === "0") within(card.dataset.card, "-1");
      if (!chosen) continue;
      current.set(column, chosen.dataset.card);
      within(chosen.dataset.card, "0");
    }
  }

  function within(id, tabindex) {
    const card = parts.get(`card ${id}`)?.card;
    for (const one of card ? [card, ...card.querySelectorAll(".acts button")] : []) one.setAttribute("tabindex", tabindex);
  }

  // -- what a person sees ---------------------------------------------------------------------------------------------------------------------------

  function view() {
    const wallNow = read(model.get("state") ?? {}, told);
    for (const draft of drafts) {
      draft.cards = draft.cards.filter((id) => wallNow.cards.has(id));
      for (const id of draft.cards) change(wallNow.cards, id, { group: draft.id });
    }
    return wallNow;
  }

  function draw() {
    const state = model.get("state") ?? {};
    const can = state.can ?? {};
    const now = view();
    const held = document.activeElement;
    patching = true;
    for (const [id, one] of now.cards) if (one.who == null) now.cards.set(id, { ...one, who: who.get(id) ?? "" });
    known = now.cards;
    recorder.patch(state, known);
    filter.patch(state);
    patchBar(state);
    const groups = [...now.groups.values(), ...drafts, { id: "" }];
    const inGroup = new Map(groups.map((one) => [one.id, []]));
    for (const one of known.values()) (inGroup.get(one.group || "") ?? inGroup.get("")).push(one);
    const shown = new Set([...known.values()].filter(filter.fits).map((card) => patchCard(card, can)));
    place(columns, groups.map((group) => patchGroup(group, inGroup.get(group.id), can, shown)));
    for (const key of [...parts.keys()]) if (!parts.get(key).node.isConnected && !known.has(key.slice(5)) && !inGroup.has(key.slice(6))) parts.delete(key);
    settleTabs();
    if (held !== document.activeElement && held?.isConnected && node.contains(held)) held.focus({ preventScroll: true });
    patching = false;
    if (news) tellNews(news, known);
    news = null;
    marks();
  }

  function patchGroup(group, cards, can, shown) {
    const key = `group ${group.id}`;
    if (!parts.has(key)) parts.set(key, makeGroup(group, wall));
    const part = parts.get(key);
    const visible = cards.filter(filter.fits);
    part.patch(group, cards, visible, can);
    place(part.list, visible.map((card) => parts.get(`card ${card.id}`).node), (node) => !shown.has(node));
    part.list.hidden = !visible.length;
    return part.node;
  }

  function patchCard(card, can) {
    const key = `card ${card.id}`;
    if (!parts.has(key)) parts.set(key, makeCard(card, wall));
    const part = parts.get(key);
    part.patch(card, can);
    return part.node;
  }

  function patchBar(state) {
    const all = [...known.values()];
    const written = new Set(all.map((one) => one.agency).filter(Boolean));
    const silent = (state.agencies ?? []).filter((one) => !written.has(one.key)).length;
    const found = filter.active() ? `${all.filter(filter.fits).length} of ` : "";
    say(count, `${found}${counted(all.length, "card", "cards")}${silent ? ` · ${counted(silent, "agency has", "agencies have")} none yet` : ""}`);
    undo.hidden = !state.undo;
    say(undo, state.undo?.label || "Undo");
    help.hidden = !all.length || !(state.can ?? {}).group;
  }

  function marks() {
    for (const part of parts.values()) part.mark();
    if (known) recorder.marks(known);
    const { busy, wrong, at } = saver.overall();
    say(savedAt, wrong ? "" : busy ? "saving…" : at ? `✓ Saved ${at}` : "");
    savedAt.classList.toggle("saved", !busy);
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

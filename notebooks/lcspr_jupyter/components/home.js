// The register of reviews: what needs me now, and where each review stands.

function make(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

function spine(review) {
  const bar = make("div", "home-spine");
  bar.setAttribute("aria-hidden", "true");
  for (let at = 0; at < review.phases; at += 1) {
    const stand = at < review.phase ? "done" : at === review.phase ? "now" : "to-come";
    bar.append(make("span", `home-spine-part ${stand}`));
  }
  return bar;
}

function place(review) {
  const cell = make("div", "home-place");
  cell.append(spine(review));
  const words = review.steps ? `${review.step} · step ${review.place} of ${review.steps}` : review.words;
  cell.append(make("p", "small soft", words));
  if (review.steps && review.words) cell.append(make("p", "small soft", review.words));
  return cell;
}

function due(review) {
  const cell = make("div", "home-due small");
  if (!review.due) return cell;
  const line = make("p");
  line.append(make("strong", "", review.due_words), document.createTextNode(` ${review.due_what}`));
  cell.append(line, make("span", `tag ${review.due_state}`, review.due_tag));
  return cell;
}

function row(review) {
  const item = make("li", "home-review");
  const name = make("div", "home-name");
  const link = make("a", "", review.title);
  link.href = review.href;
  name.append(link, make("p", "small soft", review.method));
  item.append(name, place(review), due(review));
  return item;
}

function next(state) {
  const box = make("aside", "panel home-next");
  box.setAttribute("aria-labelledby", "home-next-title");
  const title = make("h2", "", "Due next");
  title.id = "home-next-title";
  box.append(title);
  if (!state.due.length) box.append(make("p", "soft", "Nothing has a date yet."));
  const list = make("ol", "home-dues");
  for (const one of state.due) {
    const item = make("li");
    item.append(make("span", "home-day", one.day), make("span", "", one.what));
    if (one.source) item.append(make("span", "tag plain", one.source));
    list.append(item);
  }
  box.append(list);
  return box;
}

function greeting(state, model) {
  const box = make("div", "home-greeting");
  box.append(make("h2", "home-headline", state.headline), make("p", "soft", state.lead));
  const commands = make("div", "home-commands");
  if (state.go) {
    const go = make("a", "btn", state.go.label);
    go.href = state.go.href;
    commands.append(go);
  }
  for (const one of state.commands) {
    const button = make("button", state.go ? "btn quiet" : "btn", one.label);
    button.type = "button";
    button.addEventListener("click", () => model.send({ do: one.do }));
    commands.append(button);
  }
  box.append(commands);
  if (state.sorry) {
    const sorry = make("p", "home-sorry", state.sorry);
    sorry.setAttribute("role", "alert");
    box.append(sorry);
  }
  return box;
}

function register(state) {
  const section = make("section", "home-register");
  section.setAttribute("aria-labelledby", "home-register-title");
  const title = make("h2", "", "Reviews");
  title.id = "home-register-title";
  section.append(title);
  if (!state.reviews.length) {
    section.append(make("p", "panel", "No review is open yet. Open the first one above; everything stays on this computer, encrypted."));
    return section;
  }
  const list = make("ul", "home-reviews");
  list.append(...state.reviews.map(row));
  section.append(list);
  return section;
}

export default {
  render({ model, el }) {
    el.classList.add("lcspr-home");
    function draw() {
      const state = model.get("state");
      if (!state.headline) return;
      const top = make("div", "home-top");
      top.append(greeting(state, model), next(state));
      el.replaceChildren(top, register(state));
    }
    model.on("change:state", draw);
    draw();
    return () => model.off("change:state", draw);
  },
};

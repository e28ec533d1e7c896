/* A component on a plain page, without a kernel: a small model with the same get / set / on / off / send.

   import { plainModel, show } from "./plain_host.js";
   const model = plainModel({ state, said: postsTo("/event/said") });
   const leave = await show(component, model, document.querySelector("main"));
   model.show(newState);            // as when Python sets `state`
   model.tell({ saved: edit, at }); // as when Python sends a message                                              */

export function plainModel({ state = {}, said = () => {} } = {}) {
  const values = { state };
  const ears = new Map();
  const sound = (name, ...news) => [...(ears.get(name) ?? [])].forEach((ear) => ear(...news));
  const model = {
    get: (name) => values[name],
    set(name, value) {
      values[name] = value;
      sound(`change:${name}`, model, value);
      sound("change", model);
    },
    save_changes() {},
    on(name, ear) {
      ears.set(name, [...(ears.get(name) ?? []), ear]);
    },
    off(name, ear) {
      if (name == null) ears.clear();
      else if (ear == null) ears.delete(name);
      else ears.set(name, (ears.get(name) ?? []).filter((one) => one !== ear));
    },
    send(content) {
      Promise.resolve(said(content)).then((reply) => {
        if (reply?.state) model.set("state", reply.state);
        if (reply?.saved || reply?.sorry) model.tell(reply);
      }, () => {}); // no answer: the component notices by itself, and keeps what was typed
    },
    show: (newState) => model.set("state", newState),
    tell: (content) => sound("msg:custom", content, []),
  };
  return model;
}

/* Answers each message by a POST to our own server; what comes back is {saved, at}, {sorry, edit} or {state}. */
export function postsTo(address) {
  return async (content) => {
    const reply = await fetch(address, {
      method: "POST",
      credentials: "same-origin",
      headers: { "Content-Type": "application/json", "X-XSRFToken": xsrf() },
      body: JSON.stringify(content),
    });
    if (reply.redirected || reply.status >= 500) throw new Error("no answer");
    const told = await reply.json();
    return reply.ok ? told : { sorry: told.sentence, edit: content.edit };
  };
}

export function xsrf() {
  return /(?:^|; )_xsrf=([^;]*)/.exec(document.cookie)?.[1] ?? "";
}

/* Draws a component (a module's default export) into a place on the page; returns what takes it away again. */
export async function show(component, model, place) {
  await component.initialize?.({ model });
  return component.render({ model, el: place });
}

export default { plainModel, postsTo, show };

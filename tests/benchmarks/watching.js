// Put into a page before its own scripts: when its content came, and when each message went and came over its socket.
(() => {
  const told = (data) => {
    const text = typeof data === "string" ? data : new TextDecoder().decode(data);
    const [, sort] = /"msg_type": ?"([a-z_]+)"/.exec(text) ?? [];
    const [, date, micro] = /"date": ?"([^"]+?\.\d{3})(\d{3})/.exec(text) ?? [];
    return { sort, made: date ? Date.parse(`${date}Z`) + micro / 1000 - performance.timeOrigin : 0 };
  };
  const Socket = window.WebSocket;
  const came = [];
  window.WebSocket = class extends Socket {
    constructor(...words) {
      super(...words);
      this.addEventListener("message", ({ data }) => came.push({ at: performance.now(), data }));
    }
  };

  window.benchReady = (selector) => {
    new MutationObserver((_, watch) => {
      if (!document.querySelector(selector)) return;
      window.benchReadyAt = performance.now();
      watch.disconnect();
    }).observe(document, { subtree: true, childList: true });
  };

  // Presses a button, and returns when the words were in their place, when they were painted, and who took how long.
  window.benchClick = async ({ press, place, words }) => {
    const here = () => [...document.querySelectorAll(place)].some((one) => one.textContent.includes(words));
    const button = [...document.querySelectorAll(press)].find((one) => place === press || one.textContent.includes(words));
    if (here() || !button) throw new Error(`nothing would change: ${words}`);
    came.length = 0;
    const begun = performance.now();
    const answered = new Promise((done) => {
      const watch = new MutationObserver(() => here() && (watch.disconnect(), done(performance.now())));
      watch.observe(document.body, { subtree: true, childList: true, characterData: true });
    });
    button.click();
    const at = await answered;
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const painted = performance.now() - begun;
    const all = came.map((one) => ({ at: one.at, ...told(one.data) }));
    const busy = all.find((one) => one.sort === "status");
    const reply = all.findLast((one) => one.sort === "comm_msg" && one.at <= at);
    const kernel = reply.made - busy.made;
    const browser = at - reply.at;
    return { answered: at - begun, painted, kernel, browser, between: at - begun - kernel - browser };
  };

  // Does something that is saved, and returns when it was, and for how long at most the page then stood still.
  window.benchSaved = async ({ cell, text, press, rest }) => {
    came.length = 0;
    let longest = 0;
    const watch = new PerformanceObserver((some) => some.getEntries().forEach((one) => (longest = Math.max(longest, one.duration))));
    watch.observe({ type: "longtask" });
    const begun = act({ cell, text, press });
    while (!came.some((one) => saved(one.data))) {
      if (performance.now() - begun > 20000) throw new Error(`never saved: ${press ?? cell}`);
      await new Promise((done) => setTimeout(done, 1));
    }
    const at = came.find((one) => saved(one.data)).at;
    await new Promise((done) => setTimeout(done, rest));
    watch.disconnect();
    const heard = came.filter((one) => one.at >= begun).reduce((sum, one) => sum + (one.data.byteLength ?? one.data.length), 0);
    return { saved: at - begun, longest, heard };
  };

  const saved = (data) => {
    const text = typeof data === "string" ? data : new TextDecoder().decode(data);
    const [, sorry] = /"sorry": ?"([^"]+)"/.exec(text) ?? [];
    if (sorry) throw new Error(`not saved: ${sorry}`);
    return text.includes('"saved":');
  };

  // Writes in a cell and leaves it, or presses a button.
  function act({ cell, text, press }) {
    const button = press && [...document.querySelectorAll("button")].find((one) => one.textContent.trim() === press);
    const pressed = performance.now();
    if (button) return button.click(), pressed;
    const place = document.querySelector(`[data-cell="${cell}"]`);
    place.dispatchEvent(new MouseEvent("dblclick", { bubbles: true }));
    const field = place.querySelector("textarea, select, input");
    field.value = text;
    field.dispatchEvent(new Event(field.matches("select") ? "change" : "input", { bubbles: true }));
    const begun = performance.now();
    field.blur();
    return begun;
  }
})();

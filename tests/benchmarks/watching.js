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
})();

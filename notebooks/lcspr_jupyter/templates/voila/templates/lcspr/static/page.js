/* Watches over an open page: says when it is ready, and says it plainly when the line to the server or to the page's own
   program is lost. Components read document.documentElement.dataset.connection ("ok" or "lost").                    */
(() => {
  const BEAT = 5000;
  const root = document.documentElement;
  let kernel = "";
  let missed = 0;
  let cut = 0;
  let ended = false;
  let amiss = ""; // what is wrong with the page itself, while its line is well
  let well = clock();
  let timer = 0;

  // The front end calls these by name while it opens.
  window.cellLoaded = true;
  window.voila_heartbeat = window.voila_process = window.update_loading_text = () => {};
  window.voila_finish = window.display_cells = () => {};

  // The front end ends the kernel as soon as somebody is asked whether to leave, even if they then stay. It shall wait
  // until the page is really left.
  const listen = window.addEventListener;
  window.addEventListener = function (type, ear, ...more) {
    const ends = type === "beforeunload" && String(ear).includes("voila/api/shutdown");
    return listen.call(this ?? window, ends ? "pagehide" : type, ear, ...more);
  };

  function clock() {
    return new Date().toTimeString().slice(0, 5);
  }

  function say(words, reload) {
    const banner = document.getElementById("lost");
    if (!banner || banner.dataset.words === words) return;
    banner.dataset.words = words;
    const text = document.createElement("span");
    text.textContent = words;
    const link = document.createElement("a");
    link.href = "";
    link.textContent = "Load the page again";
    banner.replaceChildren(...(words ? [text] : []), ...(words && reload ? [link] : []));
  }

  function lost(why, reload) {
    root.dataset.connection = "lost";
    say(`${why} What you typed up to ${well} is saved. You can go on typing: it is kept on this page, and saved as soon as that is possible.`, reload);
  }

  function found() {
    missed = 0;
    well = clock();
    root.dataset.connection = "ok";
    say(amiss, Boolean(amiss));
  }

  async function beat() {
    clearTimeout(timer);
    if (kernel && !ended) await ask();
    timer = setTimeout(beat, missed || cut ? BEAT / 2 : BEAT);
  }

  async function ask() {
    try {
      const reply = await fetch(`/healthz?kernel=${kernel}`, { cache: "no-store", signal: AbortSignal.timeout(BEAT) });
      if (reply.ok) return line() === "connected" ? found() : apart();
      if (reply.status === 403) return lost("You are no longer logged in.", true);
      if (reply.status === 404) return gone();
      missed += 1;
    } catch {
      missed += 1;
    }
    if (missed > 1) lost("The connection was lost.", true);
  }

  // The socket to the page's program: it mends itself after a short drop, so only a longer one is said.
  function line() {
    const status = window.jupyterapp?.widgetManager?.kernel?.connectionStatus ?? "connected";
    cut = status === "connected" ? 0 : cut + 1;
    return status;
  }

  function apart() {
    if (cut > 1) lost("This page has lost touch with its program.", true);
  }

  function gone() {
    ended = true;
    lost("This page has been open too long, or its program stopped.", true);
  }

  // On a very busy computer the front end can miss what its own program has made, and says so in words of its own.
  const BROKEN = "Error displaying widget";
  const broken = (main) => [...main.querySelectorAll(".output .jupyter-widgets")].some((one) => !one.children.length && one.textContent.startsWith(BROKEN));

  // Nobody has typed anything yet, so the page is loaded once more by itself, and asks for it the next time.
  function again() {
    amiss = "This page could not be drawn. Everything that was saved is safe.";
    if (history.state?.again) return say(amiss, true);
    history.replaceState({ again: true }, "");
    location.reload();
  }

  // Ready as soon as the front end has drawn the cell's output, or has said that it cannot.
  function watch() {
    const main = document.getElementById("content");
    kernel = JSON.parse(document.getElementById("jupyter-config-data")?.textContent ?? "{}").kernelId ?? "";
    const look = () => {
      const drawn = main.querySelector(".output .jupyter-widgets, .output .jp-OutputArea-output > *, .sorry");
      if (!drawn && main.querySelector(".output")) return;
      if (broken(main)) return again();
      root.dataset.state = "open";
      amiss = "";
      if (history.state?.again) history.replaceState(null, "");
      const status = document.getElementById("opening");
      if (status) status.textContent = "The page is open.";
      seen.disconnect();
    };
    const seen = new MutationObserver(look);
    seen.observe(main, { childList: true, subtree: true });
    look();
    beat();
  }

  // A form would be sent without saying where from, and so be refused.
  async function logOut() {
    const token = decodeURIComponent(/(?:^|; )_xsrf=([^;]*)/.exec(document.cookie)?.[1] ?? "");
    const reply = await fetch("/logout", { method: "POST", headers: { "X-XSRFToken": token } }).catch(() => null);
    if (reply?.ok || reply?.status === 403) location.assign("/goodbye");
    else lost("Logging out did not work: the server does not answer.", true);
  }

  // In a narrow window the bars are rows that are pushed aside: where one is, is in sight from the first.
  function show() {
    for (const here of document.querySelectorAll("nav a[aria-current]")) here.scrollIntoView({ block: "nearest", inline: "center" });
  }

  addEventListener("DOMContentLoaded", show);
  addEventListener("DOMContentLoaded", watch);
  addEventListener("DOMContentLoaded", () => document.getElementById("logout")?.addEventListener("click", logOut));
  addEventListener("online", beat);
  addEventListener("offline", () => lost("This computer is offline.", false));
  // A page that the browser kept and shows again, as by its back button, has lost its program when it was left.
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && beat());
})();

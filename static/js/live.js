// The connection every face shares: newest scene by socket, healed by polling, swapped in
// without losing focus or typed text. A scene is whole; nothing is added up here.
import { io } from "/static/vendor/socket.io.esm.min.js";
import { Idiomorph } from "/static/vendor/idiomorph.esm.js";

const POLL_EVERY = 5000;
const POLL_AGAIN = 2000; // without a socket
const POLL_WITHIN = 4000;
const ALIVE_WITHIN = 2000;
const CONNECT_WITHIN = 6000;
const CSRF_PLACE = "@@csrf@@";

export const csrfToken = () => document.querySelector('meta[name="csrf-token"]')?.content ?? "";

/**
 * Keep `root` showing the newest scene.
 * @param {object} options
 * @param {string} options.namespace   "/phone", "/wall" or "/desk"
 * @param {HTMLElement} options.root   its children are the scene; data-version and data-boot
 * @param {object} [options.auth]      which council, for faces where the cookie doesn't say it
 * @param {string} options.poll        address that answers {version, boot, html?, title?, seat?}
 * @param {(change: object) => void} [options.onScene]   after a swap
 * @param {(online: boolean) => void} [options.onConnection]
 * @param {(element: Element, newer: Element) => boolean} [options.keep]  true: leave this element as it is
 * @param {(element: Element) => boolean} [options.stay]  true: not even the newest scene takes it away
 */
export function connect({ namespace, auth, root, poll, onScene, onSeat, onTally, onNotice, onConnection, keep, stay }) {
  const socket = io(namespace, { auth, transports: ["websocket", "polling"], tryAllTransports: true, timeout: CONNECT_WITHIN });
  const state = { version: Number(root.dataset.version), boot: root.dataset.boot };
  let reached = true;
  let asked = 0;
  let contact = 0; // how many polls had been sent when something was last heard from the server
  let probing = null; // a question to the socket that is on its way
  let told = 0; // the same for the seat's state: an older poll's answer must not undo it

  const isNews = (scene) => scene.boot !== state.boot || scene.version > state.version;

  function showScene(scene) {
    if (!isNews(scene)) return;
    Object.assign(state, { version: scene.version, boot: scene.boot });
    Object.assign(root.dataset, { version: scene.version, boot: scene.boot });
    swap(root, scene.html.replaceAll(CSRF_PLACE, csrfToken()), keep, stay);
    if (scene.title) document.title = scene.title;
    onScene?.(scene);
  }

  function heard(online) {
    if (online) contact = asked;
    if (online !== reached) onConnection?.(online);
    reached = online;
  }

  /** The server has answered elsewhere, and what it said about the seat is newer than any poll on its way. */
  function answered() {
    told = asked;
    heard(true);
  }

  async function ask() {
    asked += 1;
    const turn = asked;
    try {
      const separator = poll.includes("?") ? "&" : "?";
      const answer = await fetch(`${poll}${separator}version=${state.version}&boot=${state.boot}`, {
        headers: { Accept: "application/json" }, cache: "no-store", signal: AbortSignal.timeout(POLL_WITHIN),
      });
      // Signed out, moved, or deleted (a rehearsal): the page itself says which.
      if ([401, 403, 404].includes(answer.status)) return location.reload();
      if (!answer.ok) throw new Error(String(answer.status));
      const news = await answer.json();
      if (!reached || (news.html && isNews(news))) probe(); // the socket should have said so
      heard(true);
      if (news.html) showScene(news);
      if (turn <= told) return;
      told = turn;
      if (news.seat) onSeat?.(news.seat);
    } catch {
      if (turn > contact && !(await probe()) && turn > contact) heard(false);
    }
  }

  /**
   * For a minute a dead socket looks connected: one that doesn't answer makes room for a new one.
   * @returns {Promise<boolean>} whether it leads to the server
   */
  function probe() {
    probing ??= question().finally(() => { probing = null; });
    return probing;
  }

  async function question() {
    const { id } = socket;
    try {
      await request(socket, "alive", {}, ALIVE_WITHIN);
      heard(true);
      return true;
    } catch {
      if (socket.connected && socket.id === id) socket.disconnect().connect();
      return false;
    }
  }

  /** Everything anew, now: after sleep, or when something goes unanswered. */
  function look() {
    ask();
    probe();
  }

  function askAgain() {
    const pause = reached && socket.connected ? POLL_EVERY : POLL_AGAIN;
    setTimeout(() => { ask(); askAgain(); }, pause * (0.9 + 0.2 * Math.random()));
  }

  socket.on("connect", () => heard(true));
  socket.onAny(() => heard(true));
  socket.on("scene", showScene);
  socket.on("seat", (seat) => { told = asked; onSeat?.(seat); });
  socket.on("tally", (tally) => onTally?.(tally));
  socket.on("ask", (_question, answer) => answer()); // „sind Sie noch da?“
  socket.on("news", ask); // shared tablets and helpers: each has a page of its own
  socket.on("notice", (notice) => onNotice?.(notice));
  socket.on("connect_error", () => { if (!socket.active) setTimeout(() => socket.connect(), 2000); });
  socket.on("disconnect", (reason) => {
    if (reason === "io server disconnect") setTimeout(() => socket.connect(), 2000);
    ask();
  });
  askAgain();
  document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
  window.addEventListener("pageshow", (event) => { if (event.persisted) look(); });
  window.addEventListener("online", look);

  return { socket, ask, answered, look, probe };
}

/** Ask over the socket and wait for the answer; rejects when there is none in time. */
export function request(socket, name, message, timeout = 5000) {
  return new Promise((resolve, reject) => {
    if (!socket.connected) return reject(new Error("offline"));
    socket.timeout(timeout).emit(name, message, (error, answer) => (error ? reject(error) : resolve(answer)));
  });
}

/** Swap the scene in; elements for which `keep` is true stay, with what was typed in them. Whoever
    lays something of their own over the scene hears of it by the event `swapped`. */
export function swap(root, html, keep, stay) {
  const opened = new Set([...root.querySelectorAll("details[open][id]")].map((element) => element.id));
  Idiomorph.morph(root, html, {
    morphStyle: "innerHTML",
    ignoreActiveValue: isTyping(document.activeElement),
    callbacks: {
      beforeNodeMorphed: (before, after) =>
        !(before instanceof Element && before.id && before.id === after.id && (keep?.(before, after) || isTyped(before))),
      beforeNodeRemoved: (node) => !(node instanceof Element && (stay?.(node) || isTyped(node))),
    },
  });
  for (const id of opened) document.getElementById(id)?.setAttribute("open", "");
  root.dispatchEvent(new Event("swapped"));
}

/** A part of the scene that somebody has written into and not sent yet, as its own script says. */
const isTyped = (element) => element.hasAttribute("data-typed");

/** Idiomorph leaves the active element's content as it is: right for fields, wrong for headings. */
const isTyping = (element) => element?.matches("input, textarea, select, [contenteditable]") ?? false;

// The cockpit: commands over the socket, the one big button and its keys, clock and connection.
// Without this file every button is a form that works.
import { connect, csrfToken, request } from "/static/js/live.js";
import { agendaRows } from "/static/js/agenda-rows.js";
import { editors } from "/static/js/desk-editor.js";
import { listenToKeys } from "/static/js/desk-keys.js";
import { listenToWall, settleRegie } from "/static/js/desk-regie.js";
import { listenToStacks } from "/static/js/desk-stack.js";
import { notice, words } from "/static/js/desk-words.js";

const MOMENT = 300;
const root = document.getElementById("scene");
const cockpit = () => document.getElementById("cockpit");
const typedIn = new WeakSet();
let live = null;
let restUntil = 0;
let resting = 0;
let refused = false;

const writing = editors(() => {
  live?.ask();
  writing.tidy();
});

const rows = agendaRows({
  saved: () => live?.ask(),
  say: (text) => speak(text),
  warn: (text) => notice(text),
  moved: words.moved,
  unheard: words.unheard,
});

/** True: a scene leaves this element as it is. */
function keep(element, newer) {
  return "keep" in element.dataset || typedIn.has(element) || element.matches("form.row-form") || writing.holds(element, newer);
}

/** The big button counts once in 800 ms, and longer after closing a vote; it looks like it. */
function rested(button) {
  const now = performance.now();
  if (now < restUntil) return false;
  const rest = Number(button.dataset.rest ?? 0);
  restUntil = now + rest;
  clearTimeout(resting);
  document.body.classList.add("resting"); // on the page: the scene is swapped meanwhile
  resting = setTimeout(() => document.body.classList.remove("resting"), rest);
  return true;
}

async function send(form, submitter) {
  const { command, from_state = "", csrf_token, step, ...fields } = Object.fromEntries(new FormData(form, submitter));
  if (live?.socket.connected) {
    const message = { name: command, from_state, meeting: Number(cockpit().dataset.meeting), fields, step: Boolean(step) };
    return request(live.socket, "command", message);
  }
  const answer = await fetch(form.action, {
    method: "POST",
    headers: { Accept: "application/json", "X-CSRFToken": csrfToken() },
    body: new URLSearchParams(new FormData(form, submitter)),
    signal: AbortSignal.timeout(5000),
  });
  return answer.json();
}

async function command(form, submitter) {
  submitter?.setAttribute("aria-disabled", "true");
  // In a place that scenes leave alone: one that comes before the answer would keep the words.
  const waiting = setTimeout(() => { document.getElementById("moment").textContent = words.moment; }, MOMENT);
  try {
    const answer = await send(form, submitter);
    if (answer.code === "signed_out") return location.reload();
    tell(form, answer);
    if (answer.ok && (form.id === "pair-form" || "reset" in form.dataset)) form.reset();
    if (answer.ok && form.id === "pair-form") {
      form.closest("details").open = false;
      document.activeElement?.blur(); // so that the space bar leads on
    }
  } catch {
    notice(words.unheard);
  } finally {
    clearTimeout(waiting);
    document.getElementById("moment").textContent = "";
    submitter?.removeAttribute("aria-disabled");
    live.ask();
  }
}

function tell(form, answer) {
  if (answer.ok) typedIn.delete(form);
  if (answer.code === "twice") return; // one press of a clicker that bounces: nothing to say
  if (answer.ok && form.id === "pair-form") notice(words.paired);
  else if (!answer.ok) notice(answer.message);
  else if (refused) notice("");
  refused = !answer.ok;
}

function onSubmit(event) {
  const form = event.target;
  const submitter = event.submitter;
  if (!form.classList.contains("order")) return;
  const busy = submitter?.getAttribute("aria-disabled") === "true";
  if (busy || (submitter?.id === "next" && !rested(submitter))) return event.preventDefault();
  if (!live) return;
  event.preventDefault();
  command(form, submitter);
}

function openPanel(id) {
  const panel = document.getElementById(id);
  if (panel instanceof HTMLDetailsElement) panel.open = true;
  panel?.scrollIntoView({ block: "nearest" });
  (panel?.querySelector("[data-first], li button:not([disabled])") ?? panel)?.focus();
  return Boolean(panel);
}

function onScene() {
  if (cockpit().dataset.meeting !== root.dataset.number) return location.reload();
  settleRegie();
  document.querySelector(".run [aria-current]")?.scrollIntoView({ block: "nearest" });
  writing.tidy();
  rows.settle();
  announce(cockpit().dataset.announce);
  tick();
}

let said = cockpit()?.dataset.announce;
let announcing = 0;
function announce(text) {
  if (text === said) return;
  said = text;
  clearTimeout(announcing);
  announcing = setTimeout(() => { document.getElementById("announce").textContent = text; }, 700);
}

/** Said at once, because somebody has just asked for it. */
function speak(text) {
  clearTimeout(announcing);
  document.getElementById("announce").textContent = "";
  requestAnimationFrame(() => { document.getElementById("announce").textContent = text; });
}

function showConnection(online) {
  const pill = document.getElementById("connection");
  pill.hidden = false;
  pill.className = online ? "pill go" : "pill warn";
  pill.textContent = online ? `● ${words.connected}` : `○ ${words.offline}`;
}

function onConnection(online) {
  showConnection(online);
  notice(online ? words.back : words.gone, online ? 8000 : 0);
  if (online) writing.retry();
}

const two = (number) => String(number).padStart(2, "0");
function tick() {
  const now = new Date();
  const hall = new Intl.DateTimeFormat("de", { timeZone: "Europe/Berlin", hour: "2-digit", minute: "2-digit" });
  document.getElementById("clock").textContent = hall.format(now);
  for (const since of document.querySelectorAll("[data-since]")) {
    const seconds = Math.max(0, Math.floor((now - new Date(since.dataset.since)) / 1000));
    since.textContent = words.minutes
      .replace("{minutes}", String(Math.floor(seconds / 60)))
      .replace("{seconds}", two(seconds % 60));
  }
}

document.addEventListener("submit", onSubmit);
document.addEventListener("input", (event) => {
  const form = event.target.closest("form.order[id]");
  if (form) typedIn.add(form);
});
document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#"]');
  if (link && openPanel(link.getAttribute("href").slice(1))) event.preventDefault();
  // After a click the keys of the big button work again; whoever tabs keeps the focus.
  if (event.detail > 0) event.target.closest("a, button, summary")?.blur();
});
document.addEventListener("keydown", (event) => {
  const panel = document.getElementById("aufholen");
  if (event.key !== "Escape" || !panel?.open) return;
  panel.open = false;
  panel.querySelector("summary").focus();
});
document.addEventListener("settled", () => document.activeElement?.blur());
document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-discard]")) return;
  event.preventDefault();
  location.reload();
});
listenToKeys({ openPanel });
listenToWall();
listenToStacks();

if (root.dataset.live === "yes") {
  live = connect({
    namespace: "/desk",
    auth: { council: root.dataset.council },
    root,
    poll: `/mod/${root.dataset.council}/s/${root.dataset.number}/stand`,
    onScene,
    onNotice: (news) => notice(news.message),
    onConnection,
    keep,
    stay: (element) => rows.holds(element) || writing.holds(element),
  });
  showConnection(true);
  setInterval(tick, 1000);
  tick();
}
document.querySelector(".run [aria-current]")?.scrollIntoView({ block: "nearest" });

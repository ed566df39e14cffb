// The wall: shows the newest slide, sets long texts smaller, writes arriving numbers into the ring.
import { connect } from "/static/js/live.js";

const SMALLEST = 4;
const POINTER_STAYS = 2000;
const ASK_FOR_PAIRING = 2000;
const REVEAL = 1300;
const THEME = "ratschlag-wall-theme";
const page = document.documentElement;
const scene = document.getElementById("scene");
const pairing = document.getElementById("pairing");
const preview = document.body.classList.contains("preview");

const hallTime = new Intl.DateTimeFormat("de", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Berlin" });

/** Set the slide in the largest of five steps in which all of it is to be seen. */
function fit() {
  const slide = document.querySelector(".slide");
  const content = slide?.querySelector(".content");
  const strip = slide?.querySelector(".strip");
  if (!content || !strip) return; // black: nothing to fit
  delete strip.dataset.fit;
  const way = strip.querySelector(".way");
  if (way && way.scrollWidth > way.clientWidth) strip.dataset.fit = "1";
  const tooLong = () => content.scrollHeight > content.clientHeight || content.scrollWidth > content.clientWidth || touchesTheEdge(content);
  delete slide.dataset.tight;
  for (let step = 0; step <= SMALLEST; step += 1) {
    slide.dataset.fit = String(step);
    if (!tooLong()) return;
  }
  slide.dataset.tight = ""; // names in one line, where a list can do with that
}

/** Whether less than 2 % of the height (or the slide's own margin, where it is smaller) stay free below. */
function touchesTheEdge(content) {
  const margin = Math.min(2 * parseFloat(getComputedStyle(page).fontSize), parseFloat(getComputedStyle(content).paddingBottom));
  const lowest = Math.max(...[...content.children].map((child) => child.getBoundingClientRect().bottom));
  return lowest > content.getBoundingClientRect().bottom - margin + 1;
}

function tick() {
  const clock = document.getElementById("clock");
  if (clock) clock.textContent = hallTime.format(new Date());
  for (const line of document.querySelectorAll("[data-until]")) {
    line.hidden = Date.parse(line.dataset.until) < Date.now(); // a passed end helps nobody
  }
}

function drawTally({ round, arrived, almost }) {
  const ring = document.getElementById("ring");
  if (!ring || ring.dataset.round !== String(round)) return;
  ring.classList.toggle("almost", almost);
  ring.querySelectorAll(".dot").forEach((dot, at) => dot.classList.toggle("in", !almost && at < arrived));
  document.getElementById("arrived").textContent = almost ? "" : arrived;
}

let shown = document.querySelector(".slide")?.dataset.slide;

function arranged() {
  tick();
  fit();
  const slide = document.querySelector(".slide");
  if (slide.dataset.slide === shown) return;
  shown = slide.dataset.slide;
  if (!slide.classList.contains("result")) return;
  slide.classList.add("revealing");
  setTimeout(() => slide.classList.remove("revealing"), REVEAL);
}

function showTheme(theme) {
  page.dataset.theme = theme;
  try {
    localStorage.setItem(THEME, theme);
  } catch { /* a browser without storage forgets it, that is all */ }
}

function rememberedTheme() {
  try {
    return localStorage.getItem(THEME);
  } catch {
    return null;
  }
}

/** A window that was opened from the cockpit hands the clicker's keys on to it (screens.md § 6.8). */
const FORWARDED = [" ", "arrowright", "pagedown", "arrowleft", "pageup", ".", "b", "n", "a", "+", "-"];
const desk = scene?.dataset.team === "yes" ? new BroadcastChannel(`ratschlag-desk-${scene.dataset.council}`) : null;

function forward(event) {
  if (!FORWARDED.includes(event.key.toLowerCase())) return;
  event.preventDefault();
  if (!event.repeat) desk.postMessage({ key: event.key });
}

function listenToKeys() {
  document.addEventListener("keydown", (event) => {
    // The start button of many clickers sends F5; whoever wants to reload takes Ctrl+R.
    if (event.key === "F5") event.preventDefault();
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (desk) forward(event);
    const key = event.key.toLowerCase();
    if (key === "d") showTheme(page.dataset.theme === "dark" ? "light" : "dark");
    if (key === "f") {
      if (document.fullscreenElement) document.exitFullscreen();
      else page.requestFullscreen?.().catch(() => {});
    }
  });
}

function hideIdlePointer() {
  let timer;
  const moved = () => {
    page.classList.remove("idle");
    clearTimeout(timer);
    timer = setTimeout(() => page.classList.add("idle"), POINTER_STAYS);
  };
  document.addEventListener("pointermove", moved);
  moved();
}

async function stayAwake() {
  try {
    await navigator.wakeLock?.request("screen");
  } catch { /* without TLS there is no such thing; the hall's computer is set not to sleep */ }
}

async function waitForPairing() {
  try {
    const answer = await fetch(pairing.dataset.poll, { headers: { Accept: "application/json" }, cache: "no-store" });
    const { open, code } = await answer.json();
    if (open || code !== pairing.dataset.code) return location.reload();
  } catch { /* the code stays; the next try comes */ }
  setTimeout(waitForPairing, ASK_FOR_PAIRING);
}

const theme = rememberedTheme();
if (theme) page.dataset.theme = theme;
arranged();
setInterval(tick, 1000);
window.addEventListener("resize", fit);
document.fonts?.ready.then(fit);

if (!preview) {
  listenToKeys();
  hideIdlePointer();
  stayAwake();
  document.addEventListener("visibilitychange", () => { if (!document.hidden) stayAwake(); });
}

if (pairing) setTimeout(waitForPairing, ASK_FOR_PAIRING);

if (scene) {
  connect({
    namespace: "/wall",
    auth: { council: scene.dataset.council, preview },
    root: scene,
    poll: scene.dataset.poll,
    onScene: arranged,
    onTally: drawTally,
    onConnection: (online) => page.classList.toggle("offline", !online),
  });
}

// The inbox of ideas: keys, and new ideas appear by themselves without taking typed text or
// ticks away. Without this file every button is a form that works.
import { newKey } from "/static/js/ballot.js";
import { csrfToken, swap } from "/static/js/live.js";
import { notice, words } from "/static/js/desk-words.js";

const EVERY = 3000;
const OFF = "ratschlag-desk-keys-off";
const CSRF_PLACE = "@@csrf@@";
const board = document.getElementById("board");
const chosenForm = () => document.getElementById("chosen");
const off = document.getElementById("keys-off");
const isDirty = (field) =>
  field.matches?.("input:not([type=checkbox], [type=hidden]), textarea") ? field.value !== field.defaultValue
    : field.matches?.("select") && ![...field.options].every((option) => option.selected === option.defaultSelected);
let asking = false;

const say = (text) => { document.getElementById("said").textContent = text; };
const ticked = () => [...board.querySelectorAll("input[type=checkbox]:checked")].map((tick) => tick.id);

function drawCount() {
  const number = ticked().length;
  const place = board.querySelector("[data-chosen]");
  place.hidden = number === 0;
  place.textContent = `${number} ${words.chosen}`;
  board.querySelector("[data-unchosen]").hidden = number > 0;
  for (const button of chosenForm().querySelectorAll("button[name=do]")) {
    button.toggleAttribute("data-idle", number === 0);
  }
}

function show({ version, html }) {
  if (!html || version === board.dataset.version) return;
  const before = new Set(ticked());
  const focused = document.activeElement?.id;
  swap(board, html.replaceAll(CSRF_PLACE, csrfToken()), isDirty);
  for (const tick of board.querySelectorAll("input[type=checkbox]")) tick.checked = before.has(tick.id);
  if (focused && document.activeElement?.id !== focused) document.getElementById(focused)?.focus();
  board.dataset.version = version;
  drawCount();
}

async function ask() {
  if (asking) return;
  asking = true;
  try {
    const answer = await fetch(`${board.dataset.poll}?version=${board.dataset.version}`, {
      headers: { Accept: "application/json" }, cache: "no-store", signal: AbortSignal.timeout(5000),
    });
    if (answer.status === 401 || answer.status === 403) return;
    if (answer.ok) show(await answer.json());
  } catch { /* the next try comes; what is on the page stays */ } finally {
    asking = false;
  }
}

/** Fields of a form that was saved are no longer „typed“, so that the board may redraw them. */
function settle(form) {
  for (const field of form.elements) {
    if ("defaultValue" in field) field.defaultValue = field.value;
    for (const option of field.options ?? []) option.defaultSelected = option.selected;
  }
  if (form === chosenForm()) for (const tick of form.querySelectorAll("input:checked")) tick.checked = false;
  if (!("resets" in form.dataset)) return;
  for (const field of form.querySelectorAll("textarea, input:not([type=hidden])")) field.value = field.defaultValue = "";
  form.elements.key.value = newKey();
}

async function act(form, submitter) {
  if (form.getAttribute("aria-busy") === "true") return;
  form.setAttribute("aria-busy", "true");
  try {
    const sent = await fetch(form.action, {
      method: "POST",
      headers: { Accept: "application/json", "X-CSRFToken": csrfToken() },
      body: new URLSearchParams(new FormData(form, submitter)),
      signal: AbortSignal.timeout(8000),
    });
    const answer = await sent.json();
    if (!answer.ok) return notice(answer.message);
    settle(form);
    notice("");
    await ask();
    say(answer.message);
    const next = answer.focus ? document.getElementById(answer.focus) : null;
    if (next) next.focus();
    if (next?.matches("input")) next.select();
  } catch {
    notice(words.unheard);
  } finally {
    form.removeAttribute("aria-busy");
    drawCount();
  }
}

document.addEventListener("submit", (event) => {
  if (!event.target.classList.contains("act")) return;
  event.preventDefault();
  event.stopPropagation();
  act(event.target, event.submitter);
});

// A tick is no typed text: nobody is asked about it before the page is left.
board.addEventListener("input", (event) => { if (event.target.type === "checkbox") event.stopPropagation(); });
board.addEventListener("change", (event) => { if (event.target.type === "checkbox") drawCount(); });

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || off.checked) return;
  if (event.target.closest?.("textarea, select, input:not([type=checkbox]), [contenteditable]")) return;
  const button = chosenForm().querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!button) return;
  event.preventDefault();
  if (!event.repeat) chosenForm().requestSubmit(button);
});

try {
  off.checked = localStorage.getItem(OFF) === "yes";
  off.addEventListener("change", () => localStorage.setItem(OFF, off.checked ? "yes" : "no"));
} catch { /* a browser without storage forgets it */ }
document.getElementById("keys-switch").hidden = false;
drawCount();
setInterval(() => { if (!document.hidden) ask(); }, EVERY);
document.addEventListener("visibilitychange", () => { if (!document.hidden) ask(); });

// Keys and clicker (screens.md § 6.8). In fields and on other buttons keys do only the usual.
import { leads, sayWhoLeads } from "/static/js/desk-regie.js";

import { openPresence } from "/static/js/desk-presence.js";

const OFF = "ratschlag-desk-keys-off";
const FORWARD = [" ", "ArrowRight", "PageDown"];
const BACKWARD = ["ArrowLeft", "PageUp"];
const BUSY = "input, textarea, select, [contenteditable], button, a, summary, [role=button], dialog";

function isTaken(target) {
  if (!(target instanceof Element)) return false;
  const place = target.closest(BUSY);
  return place !== null && place.id !== "next";
}

function goForward(event) {
  if (!leads()) {
    event.preventDefault();
    if (!event.repeat) sayWhoLeads();
    return;
  }
  const button = document.getElementById("next");
  if (!button || button.dataset.byKey !== "yes") return;
  if (event.key === " " && event.target.id === "next" && button.tagName === "BUTTON") return; // does it itself
  event.preventDefault();
  if (!event.repeat) button.click();
}

function goBack(event) {
  event.preventDefault();
  const form = document.getElementById("back");
  if (form && !event.repeat) form.requestSubmit(form.querySelector("button"));
}

function press(selector) {
  document.querySelector(selector)?.click();
}

/** A key that a clicker may send twice: the second one within a moment is the first one. */
let coveredAt = -Infinity;
function cover(which) {
  if (performance.now() - coveredAt < 800) return;
  coveredAt = performance.now();
  press(`#cover-${which} button`);
}

function lastCall() {
  if (document.querySelector('#next-form [name="command"][value="last_call"]')) press("#next");
}

function resize(by) {
  const sizes = [...document.querySelectorAll("#wall-size button")];
  const now = sizes.findIndex((button) => button.getAttribute("aria-pressed") === "true");
  sizes[now + by]?.click();
}

/** F6: the parts of the page one after another, as in every desktop program. */
function nextRegion(by) {
  const regions = [...document.querySelectorAll("#cockpit > .top, .columns > *, #cockpit > .bottom")];
  const here = regions.findIndex((region) => region.contains(document.activeElement));
  const from = here < 0 && by < 0 ? 0 : here;
  const region = regions[(from + by + regions.length) % regions.length];
  if (!region.hasAttribute("tabindex")) region.tabIndex = -1;
  region.focus();
}

function showKeys() {
  document.getElementById("keys").showModal();
}

/** Listen; `openPanel(id)` opens a part of the page and puts the focus there. */
export function listenToKeys({ openPanel }) {
  const off = document.getElementById("keys-off");
  off.checked = localStorage.getItem(OFF) === "yes";
  off.addEventListener("change", () => localStorage.setItem(OFF, off.checked ? "yes" : "no"));
  const button = document.getElementById("show-keys");
  if (button) button.hidden = false;
  document.addEventListener("click", (event) => { if (event.target.closest("#show-keys")) showKeys(); });

  const letters = {
    "?": showKeys,
    n: () => cover("neutral"),
    b: () => cover("black"),
    ".": () => cover("black"),
    a: lastCall,
    "+": () => resize(1),
    "-": () => resize(-1),
    p: () => openPanel("papier"),
    t: openPresence,
    e: () => document.querySelector("#editors textarea")?.focus(),
    q: () => openPanel("schnelle-frage"),
    i: () => document.getElementById("ideas-link")?.click(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      document.body.classList.add("no-hints");
      if (event.target.matches?.("input, textarea, select")) event.target.blur();
      return;
    }
    if (event.key === "F6") {
      event.preventDefault();
      return nextRegion(event.shiftKey ? -1 : 1);
    }
    const inField = event.target.matches?.("input, textarea, select, [contenteditable]");
    if ((event.ctrlKey || event.metaKey) && event.key === "z" && !event.shiftKey && !inField) {
      event.preventDefault();
      if (!event.repeat) press("#undo button");
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isTaken(event.target)) return;
    if (FORWARD.includes(event.key)) return goForward(event);
    if (BACKWARD.includes(event.key)) return goBack(event);
    const act = off.checked ? undefined : letters[event.key.toLowerCase()];
    if (act) {
      event.preventDefault();
      act();
    }
  });
  for (const again of ["pointermove", "focusin"]) {
    document.addEventListener(again, () => document.body.classList.remove("no-hints"));
  }
}

// Keys and clicker (screens.md § 6.8). In fields and on other buttons keys do only the usual.
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
    p: () => openPanel("papier"),
    t: () => openPanel("anwesenheit"),
    e: () => document.querySelector("#editors textarea")?.focus(),
    i: () => document.getElementById("ideas-link")?.click(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      document.body.classList.add("no-hints");
      if (event.target.matches?.("input, textarea, select")) event.target.blur();
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

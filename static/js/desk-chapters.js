// Chapters: Alt+↑/↓ moves one, Ctrl+S saves a text, and its preview follows the typing.
import { csrfToken } from "/static/js/live.js";

const AFTER_TYPING = 300;
const ARROWS = { ArrowUp: "up:", ArrowDown: "down:" };

document.addEventListener("keydown", (event) => {
  const way = event.altKey && ARROWS[event.key];
  const button = way && event.target.closest?.(".chapter-line")?.querySelector(`button[value^="${way}"]`);
  if (button) {
    event.preventDefault();
    button.click();
  }
  const form = document.querySelector("form[data-save-keys]");
  if (form && (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
    event.preventDefault();
    form.requestSubmit();
  }
});

// Saved without leaving the page; a conflict or an error is shown by the page itself.
const saving = document.querySelector("form[data-save-keys]");
const state = saving?.querySelector("[data-state]");

saving?.addEventListener("submit", async (event) => {
  if ("plain" in saving.dataset || document.querySelector(".summary")) return;
  event.preventDefault();
  state.textContent = state.dataset.saving;
  let answer;
  try {
    answer = await fetch(saving.action, { method: "POST", body: new URLSearchParams(new FormData(saving)) });
  } catch {
    state.textContent = state.dataset.failed;
    saving.elements.text.dispatchEvent(new Event("input", { bubbles: true })); // still unsaved
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const seen = page.querySelector('#chapter input[name="seen"]');
  if (answer.ok && answer.redirected && seen) {
    saving.elements.seen.value = seen.value;
    state.textContent = state.dataset.saved;
  } else {
    saving.dataset.plain = "";
    saving.requestSubmit();
  }
});

const preview = document.getElementById("preview");
const field = document.getElementById("text");
let timer;
let asked = 0;

async function show() {
  const number = (asked += 1);
  let answer;
  try {
    answer = await fetch(preview.dataset.ask, {
      method: "POST",
      headers: { "X-CSRFToken": csrfToken() },
      body: new URLSearchParams({ text: field.value }),
    });
  } catch {
    answer = { ok: false };
  }
  if (number !== asked) return; // a newer one is on its way
  if (!answer.ok) preview.textContent = preview.dataset.failed;
  else preview.innerHTML = (await answer.text()) || preview.dataset.empty; // escaped on the server
}

if (preview && field) {
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(show, AFTER_TYPING);
  });
}

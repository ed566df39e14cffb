// The presence panel: search by seat number, and a large view over the middle of the cockpit.
// Without this file the panel stands in the right column and the search is a form that works.
import { notice } from "/static/js/desk-words.js";

const LARGE = "presence-large";
const find = (id) => document.getElementById(id);

function showButton() {
  const button = find("presence-size");
  if (!button) return;
  button.hidden = false;
  button.setAttribute("aria-expanded", String(document.body.classList.contains(LARGE)));
}

function resize(large) {
  document.body.classList.toggle(LARGE, large);
  showButton();
}

/** To the button that says how the seat is now, so that the arrow of Tab leads to the others. */
function goTo(number) {
  const row = document.querySelector(`.presence-tables li[data-number="${Number(number)}"]`);
  const pressed = row?.querySelector('.presence-states [aria-pressed="true"]');
  pressed?.scrollIntoView({ block: "center" });
  pressed?.focus();
  return Boolean(pressed);
}

/** Key T, and the button: the panel large, the cursor in its search field. */
export function openPresence() {
  resize(true);
  const field = find("seat-wanted") ?? find("anwesenheit");
  field?.focus();
  field?.select?.();
}

document.addEventListener("submit", (event) => {
  if (event.target.id !== "seat-search") return;
  event.preventDefault();
  const field = find("seat-wanted");
  if (!goTo(field.value)) notice(event.target.dataset.unknown);
  field.value = "";
});
document.addEventListener("click", (event) => {
  if (!event.target.closest("#presence-size")) return;
  if (document.body.classList.contains(LARGE)) resize(false);
  else openPresence();
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !document.body.classList.contains(LARGE) || find("keys").open) return;
  resize(false);
  document.activeElement?.blur();
});
// A newer scene comes with the button hidden, as it is without this file.
document.body.classList.add("presence-js");
new MutationObserver(() => { if (find("presence-size")?.hidden) showButton(); })
  .observe(find("scene"), { subtree: true, childList: true, attributes: true, attributeFilter: ["hidden"] });
showButton();

// Lines of an agenda edited where they stand and moved by keys: in the cockpit and in the set-up.
// Without this file a line's title leads to the item's own page, and its buttons are forms.
import { csrfToken } from "/static/js/live.js";

const ROW = "[data-item]";
const FORM = "form.row-form";
const FIELDS = "input, textarea, select";
const LONGEST_MOVE = 5000;

/**
 * Look after the lines of the page.
 * @param {object} options
 * @param {(row: HTMLElement) => void} options.saved   a line was stored
 * @param {(text: string) => void} options.say         read out
 * @param {(text: string) => void} options.warn        show and read out
 * @param {string} options.moved                       „{title} jetzt auf Platz {place} von {of}“
 * @param {string} options.unheard                     no connection
 */
export function agendaRows({ saved, say, warn, moved, unheard }) {
  const changed = new WeakSet();
  let waiting = null; // the line that was asked to move: what it was, and where the focus was

  const rowOf = (target) => (target instanceof Element ? target.closest(ROW) : null);
  const linkOf = (row) => row?.querySelector("a[data-row]");

  /** Several presses may be under way; a mouse leaves no focus behind, and gets none back. */
  function expect(row) {
    const place = waiting?.item === row.dataset.item ? waiting.place : row.dataset.place;
    waiting = { item: row.dataset.item, place, focus: document.activeElement?.id, until: Date.now() + LONGEST_MOVE };
  }

  async function open(row) {
    const link = linkOf(row);
    if (!link) return;
    const present = row.querySelector(FORM);
    if (present) return present.elements.title.focus();
    try {
      const answer = await fetch(link.dataset.row, { headers: { Accept: "text/html" }, cache: "no-store", signal: AbortSignal.timeout(5000) });
      if (!answer.ok) return location.assign(link.href);
      put(row, await answer.text());
      row.querySelector(FORM).elements.title.select();
    } catch {
      warn(unheard);
    }
  }

  function put(row, html) {
    const place = document.createElement("template");
    place.innerHTML = html;
    row.querySelector(FORM)?.remove();
    row.append(place.content.querySelector(FORM));
    row.classList.add("row-open");
    row.scrollIntoView({ block: "nearest" });
  }

  function close(form) {
    const row = rowOf(form);
    form.remove();
    row.classList.remove("row-open");
    linkOf(row)?.focus();
    return row;
  }

  async function save(form) {
    const button = form.querySelector("button");
    if (button.getAttribute("aria-disabled") === "true") return;
    button.setAttribute("aria-disabled", "true");
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        headers: { Accept: "application/json", "X-CSRFToken": csrfToken() },
        body: new URLSearchParams(new FormData(form)),
        signal: AbortSignal.timeout(8000),
      });
      heard(form, await answer.json());
    } catch {
      warn(unheard);
    } finally {
      button.removeAttribute("aria-disabled");
    }
  }

  function heard(form, answer) {
    if (answer.ok) return saved(close(form), answer.message);
    if (!answer.html) return warn(answer.message);
    const row = rowOf(form);
    put(row, answer.html);
    changed.add(row.querySelector(FORM));
    row.querySelector(".row-trouble")?.focus();
  }

  function move(row, way) {
    const form = row.querySelector(`form[data-move="${way}"]`);
    if (!form) return say(spoken(row));
    form.requestSubmit();
  }

  const spoken = (row) => moved
    .replace("{title}", row.dataset.title).replace("{place}", row.dataset.place).replace("{of}", row.dataset.of);

  function onKey(event) {
    const form = event.target.closest?.(FORM);
    if (form) return keyInForm(event, form);
    const row = rowOf(event.target);
    if (!row || event.target.matches(FIELDS)) return;
    const act = keys(event, row);
    if (!act) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    act();
  }

  function keyInForm(event, form) {
    const store = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s";
    if (event.key !== "Escape" && !store) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (store) form.requestSubmit();
    else close(form);
  }

  function keys(event, row) {
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (event.altKey && event.key === "ArrowUp") return () => move(row, "up");
    if (event.altKey && event.key === "ArrowDown") return () => move(row, "down");
    if (plain && event.key === "F2") return () => open(row);
    if (plain && event.key === "Delete") return () => askToRemove(row);
    const twin = row.querySelector("form[data-double]");
    if (twin && event.ctrlKey && event.key.toLowerCase() === "d") return () => { if (!event.repeat) twin.requestSubmit(); };
    return null;
  }

  function askToRemove(row) {
    const asked = row.querySelector(".run-remove");
    if (!asked) return;
    for (const details of row.querySelectorAll("details")) details.open = true;
    asked.querySelector("button").focus();
  }

  document.addEventListener("keydown", onKey, true);
  document.addEventListener("click", (event) => {
    const cancel = event.target.closest?.("[data-cancel]");
    const link = event.target.closest?.("a[data-row]");
    if (event.ctrlKey || event.metaKey || event.shiftKey || !(cancel || link)) return;
    event.preventDefault();
    if (cancel) close(cancel.closest(FORM));
    else open(rowOf(link));
  });
  document.addEventListener("submit", (event) => {
    if (event.target.dataset?.move) expect(rowOf(event.target));
    if (!event.target.matches(FORM)) return;
    event.preventDefault();
    save(event.target);
  });
  document.addEventListener("input", (event) => {
    const form = event.target.closest?.(FORM);
    if (form) changed.add(form);
  });
  window.addEventListener("beforeunload", (event) => {
    if ([...document.querySelectorAll(FORM)].some((form) => changed.has(form))) event.preventDefault();
  });

  return {
    open,
    spoken,
    /** True: not even a newer page takes this away, since somebody writes in it. */
    holds: (element) => element.matches(FORM) || (element.matches(ROW) && element.querySelector(FORM) !== null),
    /** The page is new: a line that was moved keeps the focus and says where it is. */
    settle() {
      for (const form of document.querySelectorAll(FORM)) rowOf(form).classList.add("row-open");
      if (!waiting || Date.now() > waiting.until) return;
      const row = document.querySelector(`[data-item="${waiting.item}"]`);
      if (!row || row.dataset.place === waiting.place) return;
      waiting.place = row.dataset.place;
      if (waiting.focus && document.activeElement === document.body) {
        (document.getElementById(waiting.focus) ?? linkOf(row))?.focus();
      }
      row.scrollIntoView({ block: "nearest" });
      say(spoken(row));
    },
  };
}

// The recommendation's editor: saves by itself, never over somebody else, keeps unsent text.
import { csrfToken } from "/static/js/live.js";
import { forget, known, merge, remember, textsOf } from "/static/js/desk-merge.js";
import { words } from "/static/js/desk-words.js";

const AFTER_TYPING = 1500;
const RETRY = 3000;

/** Look after all editors of the page; `afterSave` is told when something was stored. */
export function editors(afterSave) {
  const changed = new Map(); // form → how many times typed since it was stored
  const timers = new Map();
  const sending = new Set();

  const formOf = (target) => (target instanceof Element ? target.closest("form[data-editor]") : null);
  const stateOf = (form) => form.querySelector(".editor-state");
  const isFocused = (form) => form.contains(document.activeElement) && document.activeElement.matches("input, textarea, select");

  function say(form, text, look) {
    const state = stateOf(form);
    state.textContent = text;
    state.className = `editor-state ${look}`;
  }

  function later(form, wait) {
    clearTimeout(timers.get(form));
    timers.set(form, setTimeout(() => save(form), wait));
  }

  async function save(form) {
    clearTimeout(timers.get(form));
    if (sending.has(form) || !form.isConnected) return;
    const typed = changed.get(form) ?? 0;
    const before = known(form);
    remember(form, textsOf(form));
    sending.add(form);
    say(form, words.saving, "waiting");
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        headers: { Accept: "application/json", "X-CSRFToken": csrfToken() },
        body: new URLSearchParams(new FormData(form)),
        signal: AbortSignal.timeout(8000),
      });
      heard(form, typed, before, await answer.json());
    } catch {
      remember(form, before);
      say(form, words.unsaved, "trouble");
      later(form, RETRY);
    } finally {
      sending.delete(form);
    }
  }

  function heard(form, typed, before, answer) {
    if (answer.ok) return stored(form, typed, answer);
    remember(form, before);
    if (!answer.html) return say(form, answer.message, "trouble");
    const conflict = "conflict" in form.dataset;
    if (!conflict && takeOver(form, answer.current, answer.version)) return later(form, 0);
    if (!conflict && (changed.get(form) ?? 0) !== typed) return later(form, AFTER_TYPING); // still typing
    showBoth(form, answer.html);
  }

  function stored(form, typed, answer) {
    const conflict = "conflict" in form.dataset;
    form.elements.from_version.value = answer.version;
    say(form, answer.saved, "ok");
    if ((changed.get(form) ?? 0) !== typed) return later(form, AFTER_TYPING);
    changed.delete(form);
    if (conflict) form.dispatchEvent(new CustomEvent("settled", { bubbles: true }));
    afterSave();
  }

  /** True: nobody changed the same field, and what the other laptop saved stands here too. */
  function takeOver(form, theirs, version) {
    const taken = merge(form, theirs, version);
    if (taken?.length) say(form, words.merged.replace("{fields}", taken.join(", ")), "waiting");
    return taken !== null;
  }

  function showBoth(form, html) {
    const place = document.createElement("template");
    place.innerHTML = html;
    const both = place.content.firstElementChild;
    for (const button of both.querySelectorAll("[data-take]")) button.hidden = false;
    changed.delete(form);
    form.replaceWith(both);
    changed.set(both, 1);
    both.querySelector(".conflict-head").focus();
  }

  document.addEventListener("input", (event) => {
    const form = formOf(event.target);
    if (!form) return;
    changed.set(form, (changed.get(form) ?? 0) + 1);
    say(form, words.typing, "waiting");
    if (!("conflict" in form.dataset)) later(form, AFTER_TYPING);
  });
  document.addEventListener("submit", (event) => {
    const form = formOf(event.target);
    if (!form) return;
    event.preventDefault();
    save(form);
  });
  document.addEventListener("click", (event) => {
    const take = event.target.closest?.("[data-take]");
    if (take) document.getElementById(take.dataset.take).value = take.dataset.value;
    const discard = event.target.closest?.("[data-discard]");
    if (discard) changed.delete(formOf(discard));
  });
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s") return;
    const form = formOf(document.activeElement) ?? [...changed.keys()][0] ?? document.querySelector("form[data-editor]");
    if (!form) return;
    event.preventDefault();
    save(form);
  });
  document.addEventListener("focusout", (event) => {
    const form = formOf(event.target);
    if (form?.classList.contains("orphan") && !changed.has(form)) setTimeout(afterSave);
    if (form && changed.has(form) && !("conflict" in form.dataset) && !form.contains(event.relatedTarget)) save(form);
  });
  window.addEventListener("beforeunload", (event) => {
    if ([...changed.keys()].some((form) => form.isConnected)) event.preventDefault();
  });

  return {
    /** Whether a scene must leave `element` alone: somebody is writing in it. What others saved
        in other fields meanwhile is taken over from `newer`. */
    holds(element, newer) {
      if (!element.matches("form[data-editor]")) return false;
      const held = changed.has(element) || sending.has(element) || isFocused(element);
      if (!held) forget(element);
      else if (newer && !("conflict" in element.dataset)) takeOver(element, textsOf(newer), newer.elements.from_version.value);
      return held;
    },
    retry: () => { for (const form of changed.keys()) if (!("conflict" in form.dataset)) save(form); },
    /** Take stored editors away that belong to an earlier scene. */
    tidy() {
      const shown = document.getElementById("editors")?.dataset.editors;
      for (const form of document.querySelectorAll("#editors form[data-editor]")) {
        const orphan = form.id !== `editor-${shown}`;
        form.classList.toggle("orphan", orphan);
        if (orphan && !this.holds(form)) form.remove();
      }
    },
  };
}

// A person's own answers: on this phone only, for the seat that is signed in on it. Each knows the
// seq that it has arrived with: where another one counts by now, it isn't shown as the person's own.
import { word } from "./announce.js";

const PREFIX = "ratschlag.answers.";

/** A person's own mark for one cell of a result: a step, points, a rank, a tick; else undefined. */
export function ownMark(marks, cell) {
  const [key, criterion] = cell.split(".");
  if (criterion) return marks?.[key]?.[criterion] ?? undefined;
  if (marks?.chosen) return marks.chosen.includes(key) ? "✓" : undefined;
  if (marks?.ranked) return marks.ranked.indexOf(key) + 1 || undefined;
  return marks?.[key] ?? undefined;
}

/** Lay a person's own answer over the scene: in words, in a table's cells, and when it was sent. */
export function drawOwn(root, own) {
  for (const place of root.querySelectorAll("[data-own-answer]")) {
    place.hidden = !own?.at; // a draft is no answer yet
    const name = place.querySelector("[data-own-name]"); // a list marks its cells instead
    if (own?.at && name) name.textContent = own.name ?? "";
  }
  for (const place of root.querySelectorAll("[data-own-cell]")) {
    const mark = ownMark(own?.marks, place.dataset.ownCell);
    place.hidden = mark === undefined;
    place.querySelector("[data-own-mark]").textContent = mark === "abstain" ? word("abstain") : (mark ?? "");
  }
  const sent = root.querySelector("[data-sent]");
  if (!sent) return;
  sent.hidden = !own?.at;
  if (own?.at) sent.textContent = sent.textContent.replace(/–|\d\d:\d\d/, own.at);
}

export const hallTime = () =>
  new Date().toLocaleTimeString("de-DE", { timeZone: "Europe/Berlin", hour: "2-digit", minute: "2-digit" });

/** The answers of one seat; those of other seats on this phone are deleted. */
export class OwnAnswers {
  /** @param {boolean} kept  false on a shared device: nothing is read, nothing is written */
  constructor(seat, kept = true) {
    this.name = PREFIX + seat;
    this.answers = {};
    this.kept = kept;
    if (!kept) return;
    try {
      for (const name of Object.keys(localStorage)) {
        if (name.startsWith(PREFIX) && name !== this.name) localStorage.removeItem(name);
      }
    } catch { /* private window: there are none */ }
    this.reread();
  }

  /** At the start, and when another tab has changed something. */
  reread() {
    if (!this.kept) return;
    try {
      const kept = JSON.parse(localStorage.getItem(this.name));
      if (kept instanceof Object && !Array.isArray(kept)) this.answers = kept;
    } catch { /* private window or spoiled entry: nothing is remembered */ }
  }

  /** @returns {{value: string, name: string, at: string, seq: number, marks: object, draft: object} | undefined} */
  of(round) {
    return Object.hasOwn(this.answers, round) ? this.answers[round] : undefined;
  }

  /** The same, as long as it is the one that counts. */
  counted(round, seq) {
    const own = this.of(round);
    return own?.seq === seq ? own : undefined;
  }

  remember(round, answer) {
    this.answers[round] = answer;
    this.#keep();
  }

  /** A ballot of the outbox has arrived; `at` is when a finished one did. */
  arrived({ round, done, words: { about, held, ...words } }, { seq }) {
    const before = done ? { at: hallTime() } : { ...this.of(round), draft: undefined };
    this.remember(round, { ...before, ...words, seq });
  }

  forget(round) {
    delete this.answers[round];
    this.#keep();
  }

  #keep() {
    if (!this.kept) return;
    try {
      localStorage.setItem(this.name, JSON.stringify(this.answers));
    } catch { /* no room or not allowed: the vote itself is not touched by that */ }
  }
}

// A rating on the phone: one screen at a time, every tap is sent, „Fertig“ hands it in.
// What was tapped is kept on this phone, so that a reload goes on where it was.
import { clock } from "./clock.js";

const chosenIn = (form) => [...form.querySelectorAll("input[type=radio]:checked")];

/** What a field says: a step as a number, a word as it is, nothing as „keine Angabe“. */
const markOf = (typed) => (typed === "" ? null : /^-?\d+$/.test(typed) ? Number(typed) : typed);

/**
 * The marks of a form: {"M1": {"benefit": 4, "effort": null}}, without criteria {"M1": 4};
 * what is untouched is left out.
 */
export function marksOf(form) {
  const marks = {};
  for (const { name, value } of chosenIn(form)) {
    const [key, criterion] = name.split(".");
    if (criterion) (marks[key] ??= {})[criterion] = markOf(value);
    else marks[key] = markOf(value);
  }
  return marks;
}

/** In words, for „Meine Antwort anzeigen“: a line per cell, „M1: +2 sehr dafür“. */
export function wordsOf(form) {
  return chosenIn(form).map((input) => `${input.dataset.about}: ${input.dataset.label}`).join("\n");
}

export class Rating {
  /**
   * @param {HTMLElement} root   the scene
   * @param {object} ways
   * @param {(round: number) => object | undefined} ways.kept   marks remembered for a round
   * @param {(marks: object) => void} ways.onTap   a cell was tapped; marks are the whole ballot
   * @param {(name: string, values?: object) => string} ways.word
   */
  constructor(root, { kept, onTap, word }) {
    Object.assign(this, { root, kept, onTap, word, round: 0, at: 0, marks: {} });
    root.addEventListener("change", (event) => {
      if (!event.target.closest(".rating")) return;
      this.marks = marksOf(this.form);
      this.onTap(this.marks);
      this.draw(this.round);
    });
    root.addEventListener("click", (event) => {
      const button = event.target.closest("[data-next], [data-back], [data-go]");
      if (!button || !this.form) return;
      const step = button.matches("[data-next]") ? this.at + 1 : this.at - 1;
      this.go("go" in button.dataset ? Number(button.dataset.go) : step);
    });
  }

  get form() {
    return this.root.querySelector("form.rating");
  }

  get screens() {
    return [...this.form.querySelectorAll("[data-screen]")];
  }

  /** Show the scene's rating, if it has one, as far as it has come. */
  draw(round) {
    if (!this.form) return;
    if (round !== this.round) {
      this.round = round;
      this.at = 0;
      this.marks = this.kept(round) ?? {};
    }
    this.#restore(this.marks);
    const last = this.screens.length;
    this.at = Math.max(0, Math.min(this.at, last));
    this.screens.forEach((screen, index) => { screen.hidden = index !== this.at; });
    const overview = this.form.querySelector("[data-overview]");
    overview.hidden = this.at !== last;
    for (const part of overview.querySelectorAll("[data-scripted]")) part.hidden = false;
    this.form.classList.add("scripted");
    this.#drawBar(last);
    this.#drawOverview();
  }

  go(at) {
    this.at = at;
    this.draw(this.round);
    window.scrollTo(0, 0);
    const heading = this.at < this.screens.length
      ? this.screens[this.at].querySelector(".screen-title")
      : this.form.querySelector("#overview-title");
    heading.focus({ preventScroll: true });
  }

  /** Take again what is remembered: another tab of this seat has changed it. */
  reread() {
    this.marks = this.kept(this.round) ?? {};
  }

  /** A tap on this screen is on its way. */
  sending() {
    const place = this.screens[this.at]?.querySelector("[data-saved]");
    if (place) this.#say(place, "sending");
  }

  /** All that was tapped has been taken. */
  saved() {
    for (const place of this.#onTheWay()) this.#say(place, "saved");
  }

  /** It wasn't taken; why stands elsewhere. */
  notSaved() {
    for (const place of this.#onTheWay()) this.#say(place, "");
  }

  #onTheWay() {
    return this.form?.querySelectorAll("[data-saved][data-state=sending]") ?? [];
  }

  #say(place, state) {
    place.hidden = !state;
    place.dataset.state = state;
    place.replaceChildren(...(state === "sending" ? [clock()] : []), state && this.word(state));
  }

  #restore(marks) {
    this.form.reset();
    for (const [key, cells] of Object.entries(marks)) {
      const named = cells instanceof Object ? Object.entries(cells) : [["", cells]];
      for (const [criterion, mark] of named) {
        const name = CSS.escape(criterion ? `${key}.${criterion}` : key);
        const input = this.form.querySelector(`[name=${name}][value="${mark ?? ""}"]`);
        if (input) input.checked = true;
      }
    }
  }

  #drawBar(last) {
    const bar = this.form.querySelector("[data-bar]");
    bar.hidden = false;
    bar.querySelector("[data-back]").disabled = this.at === 0;
    const next = bar.querySelector("[data-next]");
    next.hidden = this.at === last;
    bar.querySelector("[data-finish]").hidden = this.at !== last;
    const words = this.at + 1 === last ? this.word("overview") : this.word("next");
    next.querySelector("[data-next-words]").textContent = words;
    const progress = this.form.querySelector("[data-progress]");
    progress.hidden = this.at === last;
    if (this.at < last) {
      const place = this.screens[this.at].dataset.place;
      progress.querySelector("[data-progress-words]").textContent = place;
      progress.querySelector("progress").value = Number.parseInt(place, 10);
    }
  }

  #drawOverview() {
    let open = 0;
    for (const line of this.form.querySelectorAll("[data-line]")) {
      const chosen = this.form.querySelector(`[name=${CSS.escape(line.dataset.line)}]:checked`);
      line.querySelector("[data-value]").textContent = chosen ? chosen.dataset.label : this.word("unrated");
      if (!chosen) open += 1;
    }
    const gaps = this.form.querySelector("[data-gaps]");
    gaps.textContent = open ? this.word("gaps", { n: open }) : this.word("no_gaps");
  }
}

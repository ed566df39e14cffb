// A ballot that is filled in and then handed in as a whole: points, a choice, an answer in words.
// What is on it is a draft, kept on this phone only, over reloads; it is no ballot yet and counts
// for nothing. A kind says: read, tap, draw, ask, missing, names (see dots.js); where taps move
// things, also state, told and next (see ranking.js). Its sentences stand at the form: data-say-left="Noch {n} von {m} Punkten".
import { fill, say } from "./announce.js";
import * as answerText from "./answer_text.js";
import * as choice from "./choice.js";
import * as dots from "./dots.js";
import * as ranking from "./ranking.js";

const KINDS = { dots, choice, ranking, text: answerText };
const SAY_AFTER = 700; // a count is read out once the tapping has stopped

export class Sheet {
  #timer = 0;
  #asking = false;

  /**
   * @param {HTMLElement} root   the scene
   * @param {object} ways
   * @param {(round: number) => object | undefined} ways.kept   draft or answer remembered for a round
   * @param {(marks: object) => void} ways.onDraft   something was changed; marks are the whole ballot
   * @param {(round: number) => Promise} ways.onBegun   a draft stands here; rejects where nobody heard it
   */
  constructor(root, { kept, onDraft, onBegun }) {
    Object.assign(this, { root, kept, onDraft, onBegun, told: 0, round: 0, marks: {}, touched: false, sending: false });
    root.addEventListener("click", (event) => {
      const button = event.target.closest("[data-step], [data-put], [data-take-out], [data-not-yet]");
      if (!button || !this.form?.contains(button)) return;
      if (button.matches("[data-not-yet]")) this.#wait();
      else this.#change(button);
    });
    root.addEventListener("input", (event) => {
      if (this.form?.contains(event.target)) this.#change(event.target);
    });
  }

  get form() {
    return this.root.querySelector("form[data-sheet]");
  }

  get kind() {
    return KINDS[this.form.dataset.sheet];
  }

  /** In words, for „Meine Antwort anzeigen“. */
  get names() {
    return this.kind.names(this.form, this.marks);
  }

  /** Show the scene's sheet, if it has one, with what is on it. */
  draw(round, sending) {
    if (!this.form) return;
    this.sending = sending;
    if (round !== this.round) this.reread(round);
    const values = this.kind.draw(this.form, this.marks);
    const state = this.form.querySelector("[data-state-words]");
    state.textContent = this.#state(values);
    state.hidden = false;
    this.form.classList.add("scripted");
    if (this.touched) this.#tell(round);
    this.#drawQuestion(values);
    for (const band of this.form.querySelectorAll("[data-unsent]")) band.hidden = !this.touched;
    for (const button of this.form.querySelectorAll("[data-hand-in]")) {
      button.setAttribute("aria-disabled", String(sending));
      button.querySelector("[data-label]").hidden = sending;
      button.querySelector("[data-sending]").hidden = !sending;
    }
  }

  /** Take again what is remembered: another round, or a change that was given up. */
  reread(round) {
    const { marks, draft } = this.kept(round) ?? {};
    this.round = round;
    this.touched = draft !== undefined;
    this.#asking = false;
    this.marks = this.form ? this.kind.read(this.form, draft ?? marks ?? {}) : {};
  }

  /** It has arrived: no draft any more. */
  handedIn() {
    this.touched = false;
    this.#asking = false;
  }

  /** Whether it may go now; else the form says what is missing, or asks. */
  ready() {
    const missing = this.kind.missing(this.form, this.marks);
    if (missing) {
      this.#explain(this.#words(missing, this.kind.draw(this.form, this.marks)));
      this.form.querySelector("[data-first], input:not([type=hidden]), textarea")?.focus();
      return false;
    }
    if (this.#asking || !this.kind.ask(this.form, this.marks)) return true;
    this.#asking = true;
    this.draw(this.round, false);
    this.form.querySelector("[data-question-words]").focus();
    return false;
  }

  #change(control) {
    if (this.sending) return this.draw(this.round, true); // what is on its way stays as it is
    const { marks, refused } = this.kind.tap(this.form, this.marks, control);
    this.#asking = false;
    this.marks = marks;
    if (!refused) {
      this.touched = true;
      this.onDraft(marks);
    }
    this.draw(this.round, false);
    const values = this.kind.draw(this.form, marks);
    this.#explain(refused ? this.#words(refused, values) : "");
    if (!refused) this.#goOn(control, values);
  }

  /** What has become of it, and the focus where the control has moved or is gone. */
  #goOn(control, values) {
    this.#sayLater(this.kind.told?.(this.form, this.marks, control) ?? this.#state(values));
    this.kind.next?.(this.form, control).focus({ preventScroll: true });
  }

  /** The desk may know that something is begun; it is no news and no harm when it doesn't hear. */
  async #tell(round) {
    if (this.told === round) return;
    this.told = round;
    try {
      await this.onBegun(round);
    } catch {
      this.told = 0; // the next tap tells it again
    }
  }

  #wait() {
    this.#asking = false;
    this.draw(this.round, false);
    this.form.querySelector("[data-hand-in]").focus();
  }

  #drawQuestion(values) {
    const question = this.form.querySelector("[data-question]");
    if (!question) return;
    question.hidden = !this.#asking;
    question.querySelector("[data-question-words]").textContent = this.#words("ask", values);
    this.form.querySelector("[data-main]").hidden = this.#asking;
  }

  /** Seen and heard at once: why a tap changed nothing. */
  #explain(text) {
    const place = this.form.querySelector("[data-why]");
    place.textContent = text;
    place.hidden = !text;
    if (!text) return;
    clearTimeout(this.#timer);
    say(text);
  }

  #sayLater(text) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => say(text), SAY_AFTER);
  }

  /** How far it has come, in words. */
  #state(values) {
    return this.#words(this.kind.state?.(this.form, this.marks) ?? "left", values);
  }

  /** The form's own sentence for `name`; one for exactly one where there is a singular. */
  #words(name, values) {
    const said = this.form.dataset;
    const key = `say${name[0].toUpperCase()}${name.slice(1)}`;
    return fill((values.n === 1 && said[`${key}One`]) || said[key] || "", values);
  }
}

// The connection band: after four seconds without contact, so that nothing flickers.
import { say, word } from "./announce.js";

const AFTER = 4000;
const GOOD_FOR = 5000;

export class Band {
  #band = document.getElementById("band");
  #words = document.getElementById("band-words");
  #timer = 0;

  /**
   * @param {() => void} retry
   * @param {object} [ballots]
   * @param {() => boolean} [ballots.waiting]  whether one hasn't been acknowledged yet
   * @param {() => boolean} [ballots.kept]     whether it survives when the page is left
   * @param {() => void} [ballots.onChange]    the band says something, or falls silent
   */
  constructor(retry, { waiting = () => false, kept = () => false, onChange = () => {} } = {}) {
    Object.assign(this, { waiting, kept, onChange });
    document.getElementById("band-retry").addEventListener("click", retry);
  }

  lost() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#show(word(this.#lostWords()), false), AFTER);
  }

  back() {
    clearTimeout(this.#timer);
    if (this.#band.hidden) return;
    this.#show(word("back"), true);
    this.#timer = setTimeout(() => { if (!this.waiting()) this.#band.hidden = true; }, GOOD_FOR);
  }

  /** Whether it says nothing about a lost connection right now. */
  get silent() {
    return this.#band.hidden || this.#band.classList.contains("band-good");
  }

  /** A ballot is being sent while there is no connection: say that it waits here. */
  refresh() {
    if (!this.silent) this.#show(word(this.#lostWords()), false);
  }

  #lostWords() {
    if (!this.waiting()) return "offline";
    return this.kept() ? "offline_kept" : "offline_ballot";
  }

  #show(text, good) {
    this.#band.classList.toggle("band-good", good);
    this.#band.hidden = false;
    this.#words.textContent = text;
    say(text);
    this.onChange();
  }
}

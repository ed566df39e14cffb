// The connection band: after four seconds without contact, so that nothing flickers.
import { say, word } from "./announce.js";

const AFTER = 4000;
const GOOD_FOR = 5000;

export class Band {
  #band = document.getElementById("band");
  #words = document.getElementById("band-words");
  #timer = 0;

  constructor(retry) {
    document.getElementById("band-retry").addEventListener("click", retry);
  }

  /** @param {() => boolean} waiting  whether a ballot hasn't been acknowledged yet */
  lost(waiting) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#show(word(waiting() ? "offline_ballot" : "offline"), false);
    }, AFTER);
  }

  back(waiting) {
    clearTimeout(this.#timer);
    if (this.#band.hidden) return;
    this.#show(word("back"), true);
    this.#timer = setTimeout(() => { if (!waiting()) this.#band.hidden = true; }, GOOD_FOR);
  }

  /** Whether it says nothing about a lost connection right now. */
  get silent() {
    return this.#band.hidden || this.#band.classList.contains("band-good");
  }

  /** A ballot is being sent while there is no connection: say that it waits here. */
  refresh(waiting) {
    if (!this.silent) this.lost(waiting);
  }

  #show(text, good) {
    this.#band.classList.toggle("band-good", good);
    this.#band.hidden = false;
    this.#words.textContent = text;
    say(text);
  }
}

// A person's own answers: on this phone only, for the seat that is signed in on it.
const PREFIX = "ratschlag.answers.";

/** The answers of one seat; those of other seats on this phone are deleted. */
export class OwnAnswers {
  constructor(seat) {
    this.name = PREFIX + seat;
    this.answers = {};
    try {
      for (const name of Object.keys(localStorage)) {
        if (name.startsWith(PREFIX) && name !== this.name) localStorage.removeItem(name);
      }
      const kept = JSON.parse(localStorage.getItem(this.name));
      if (kept instanceof Object && !Array.isArray(kept)) this.answers = kept;
    } catch { /* private window or spoiled entry: nothing is remembered */ }
  }

  /** @returns {{value: string, name: string, at: string} | undefined} */
  of(round) {
    return Object.hasOwn(this.answers, round) ? this.answers[round] : undefined;
  }

  remember(round, answer) {
    this.answers[round] = answer;
    this.#keep();
  }

  forget(round) {
    delete this.answers[round];
    this.#keep();
  }

  #keep() {
    try {
      localStorage.setItem(this.name, JSON.stringify(this.answers));
    } catch { /* no room or not allowed: the vote itself is not touched by that */ }
  }
}

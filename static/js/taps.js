// Taps that come faster than they can be sent: one on its way, and only the newest waits.

export class Taps {
  #newest = null;
  #running = null;

  /** @param {(marks: object) => Promise<void>} send */
  constructor(send) {
    this.send = send;
  }

  get waiting() {
    return this.#newest !== null;
  }

  add(marks) {
    this.#newest = marks;
    this.#running ??= this.#run();
  }

  /** The same once more, unless a newer one is waiting. */
  addAgain(marks) {
    this.#newest ??= marks;
  }

  /** When nothing is on its way any more. */
  settled() {
    return this.#running ?? Promise.resolve();
  }

  async #run() {
    while (this.#newest !== null) {
      const marks = this.#newest;
      this.#newest = null;
      await this.send(marks);
    }
    this.#running = null;
  }
}

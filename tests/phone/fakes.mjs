// What tests of the phone's scripts pass in: time that passes at once, and a browser's storage.

const settled = () => new Promise((resolve) => { setImmediate(resolve); });

/** Time stands still until nothing else happens, then jumps to whoever waits next. */
export class Clock {
  now = 0;
  #waiting = [];

  wait(milliseconds) {
    return new Promise((resolve) => { this.#waiting.push({ at: this.now + milliseconds, resolve }); });
  }

  /** Let time pass until `promise` is settled; a promise that never is fails. */
  async until(promise, latest = 600_000) {
    let over = false;
    promise.finally(() => { over = true; }).catch(() => {});
    for (await settled(); !over; await settled()) {
      this.#jump();
      if (this.now > latest) throw new Error(`still waiting after ${latest} ms`);
    }
    return promise;
  }

  /** Let as much time pass. */
  pass(milliseconds) {
    return this.until(this.wait(milliseconds));
  }

  #jump() {
    if (!this.#waiting.length) throw new Error("nobody waits, and nothing happens");
    this.now = Math.max(this.now, Math.min(...this.#waiting.map(({ at }) => at)));
    for (const { resolve } of this.#waiting.filter(({ at }) => at <= this.now)) resolve();
    this.#waiting = this.#waiting.filter(({ at }) => at > this.now);
  }
}

/** localStorage as a browser has it, so that Object.keys finds its entries. */
export function storage(entries = {}) {
  const kept = { ...entries };
  Object.defineProperties(kept, {
    getItem: { value: (name) => (Object.hasOwn(kept, name) ? kept[name] : null) },
    setItem: { value: (name, text) => { kept[name] = text; } },
    removeItem: { value: (name) => { delete kept[name]; } },
  });
  return kept;
}

export const keep = (value) => { Object.defineProperty(globalThis, "localStorage", { value, configurable: true }); };

/** A browser in which storage is switched off. */
export const denyStorage = () => {
  Object.defineProperty(globalThis, "localStorage", { get() { throw new Error("denied"); }, configurable: true });
};

// The screen stays on while a ballot waits for this person: asked for only by a tap of theirs, as
// phones want it, and only where the page was served securely. A phone that was put away gives the
// lock up by itself; the next tap asks again.

export class WakeLock {
  #lock = null;
  #asking = false;
  #wanted = false;

  /**
   * @param {EventTarget} page      where taps are heard
   * @param {WakeLock | null} [screen]   navigator.wakeLock; missing where it can't be
   */
  constructor(page = document, screen = navigator.wakeLock) {
    this.screen = screen;
    if (screen) page.addEventListener("click", () => this.#take());
  }

  /** @param {boolean} wanted   whether a ballot is open here and hasn't arrived */
  keep(wanted) {
    this.#wanted = wanted;
    if (!wanted) this.#release();
  }

  async #take() {
    if (!this.#wanted || this.#asking || (this.#lock && !this.#lock.released)) return;
    this.#asking = true;
    try {
      this.#lock = await this.screen.request("screen");
    } catch { /* little battery, or not allowed: then the screen goes dark as always */ }
    this.#asking = false;
    if (!this.#wanted) this.#release(); // it is over by now
  }

  #release() {
    this.#lock?.release().catch(() => {});
    this.#lock = null;
  }
}

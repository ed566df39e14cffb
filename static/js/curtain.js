// The privacy curtain of a shared tablet: after a minute without a touch it covers the ballot,
// after another one the next person finds the tiles. An answer that is on its way isn't lost.
const AFTER = 60_000;

export class Curtain {
  #curtain = document.getElementById("curtain");
  #hidden = [...document.querySelectorAll("#scene, .not-me, header")];
  #timer = 0;

  /**
   * @param {() => boolean} busy  whether a ballot hasn't been acknowledged yet
   * @param {string} home         where the tiles are
   */
  constructor(busy, home) {
    Object.assign(this, { busy, home });
    for (const sign of ["pointerdown", "keydown", "input", "scroll"]) {
      document.addEventListener(sign, () => { if (this.#curtain.hidden) this.#wait(); }, { capture: true, passive: true });
    }
    document.getElementById("curtain-open").addEventListener("click", () => this.#open());
    // Back from another page: what the browser had kept of this one isn't shown again.
    window.addEventListener("pageshow", (event) => { if (event.persisted) location.replace(home); });
    window.addEventListener("pagehide", () => document.getElementById("ballot")?.reset());
    this.#wait();
  }

  #wait() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#close(), AFTER);
  }

  #close() {
    for (const part of this.#hidden) part.hidden = true;
    this.#curtain.hidden = false;
    document.getElementById("curtain-title").focus();
    this.#timer = setTimeout(() => this.#giveUp(), AFTER);
  }

  #open() {
    this.#curtain.hidden = true;
    for (const part of this.#hidden) part.hidden = false;
    document.querySelector("#scene h1")?.focus();
    this.#wait();
  }

  #giveUp() {
    if (this.busy()) this.#timer = setTimeout(() => this.#giveUp(), AFTER);
    else location.replace(this.home);
  }
}

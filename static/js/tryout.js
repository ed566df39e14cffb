// „Probieren Sie es aus“: resistance against three pizzas, which nobody counts and which never
// leaves this phone. Shown before the first real ballot of that kind, until it was tried or skipped.

const NAME = "ratschlag.tried";

export class Tryout {
  /**
   * @param {HTMLElement} root   the scene
   * @param {object} ways
   * @param {string} ways.seat
   * @param {(text: string) => void} ways.say
   * @param {() => void} ways.onDone
   */
  constructor(root, { seat, say, onDone }) {
    Object.assign(this, { root, seat, say, onDone, given: {} });
    root.addEventListener("click", (event) => {
      const button = event.target.closest("[data-try], [data-try-done]");
      if (!button || !this.part) return;
      if ("try" in button.dataset) this.#rate(Number(button.dataset.try));
      else this.#done();
    });
  }

  get part() {
    return this.root.querySelector("[data-tryout]");
  }

  /** Show it in place of `form`; not to whoever has begun already. */
  draw(form, begun) {
    if (!this.part) return;
    const on = !begun && !this.#tried();
    this.part.hidden = !on;
    if (form) form.hidden = on;
    if (on) this.#draw();
    this.form = form;
  }

  #rate(value) {
    const line = this.#open();
    if (!line) return;
    this.given[line.dataset.topping] = value;
    this.#draw();
    const next = this.#open();
    this.say(next ? next.textContent : this.part.querySelector("[data-try-lesson]").textContent);
    if (!next) this.part.querySelector("[data-try-done]").focus({ preventScroll: true });
  }

  #lines() {
    return [...this.part.querySelectorAll("[data-topping]")];
  }

  #open() {
    return this.#lines().find((line) => !(line.dataset.topping in this.given));
  }

  #draw() {
    const open = this.#open();
    for (const line of this.#lines()) {
      line.setAttribute("aria-current", String(line === open));
      line.querySelector("b").textContent = this.given[line.dataset.topping] ?? "–";
    }
    this.part.querySelector("[data-try-pad]").hidden = !open;
    const lesson = this.part.querySelector("[data-try-lesson]");
    lesson.hidden = Boolean(open);
    if (!open) lesson.querySelector("[data-least]").textContent = this.#least().join(", ");
    for (const words of this.part.querySelectorAll("[data-try-done] span")) {
      words.hidden = words.hasAttribute("data-skip") !== Boolean(open);
    }
  }

  #least() {
    const smallest = Math.min(...Object.values(this.given));
    return Object.keys(this.given).filter((topping) => this.given[topping] === smallest);
  }

  #done() {
    try {
      localStorage.setItem(NAME, this.seat);
    } catch { /* it is shown again, that is all */ }
    this.skipped = true;
    this.draw(this.form, true);
    this.onDone();
  }

  #tried() {
    try {
      return this.skipped || localStorage.getItem(NAME) === this.seat;
    } catch {
      return this.skipped;
    }
  }
}

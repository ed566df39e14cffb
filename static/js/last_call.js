// „Bitte jetzt abstimmen“ is said once when it appears, to whoever can still vote.
export class LastCall {
  #root;
  #say;
  #called;

  /** `root` holds the scene, `say` speaks politely. What stands there already is read with the page. */
  constructor(root, say) {
    this.#root = root;
    this.#say = say;
    this.#called = Boolean(this.#notice);
  }

  /** After each change of the scene; `voting` says whether this seat still has something to do. */
  watch(voting) {
    const notice = this.#notice;
    if (notice && voting && !this.#called) this.#say(notice.textContent.trim());
    this.#called = Boolean(notice);
  }

  get #notice() {
    return this.#root.querySelector("[data-last-call]");
  }
}

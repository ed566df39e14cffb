// „Zu den Antworten“ as long as none of them is on the screen.

export class ToAnswers {
  /** @param {HTMLElement} root   the scene */
  constructor(root) {
    this.root = root;
    this.observer = new IntersectionObserver((entries) => {
      const link = root.querySelector("#to-answers");
      if (link) link.hidden = entries.some((entry) => entry.isIntersecting || entry.boundingClientRect.top < 0);
    });
  }

  /** The first answer of the scene that is on now. */
  watch() {
    this.observer.disconnect();
    const first = this.root.querySelector(".answer");
    if (first) this.observer.observe(first);
  }
}

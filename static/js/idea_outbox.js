// Ideas of this phone: the draft, what waits for a connection, and what has arrived.
// They survive reloading; a key of its own makes each arrive once.
const PREFIX = "ratschlag.ideas.";
const MOST = 50;

/** What this phone keeps for the seat that is signed in on it. */
export class Outbox {
  constructor(seat) {
    this.name = PREFIX + seat;
    this.#forgetOthers();
  }

  /** @returns {{draft: object | null, waiting: object[], sent: object[]}} */
  get kept() {
    const empty = { draft: null, waiting: [], sent: [] };
    try {
      const kept = JSON.parse(localStorage.getItem(this.name));
      if (!Array.isArray(kept?.waiting) || !Array.isArray(kept?.sent)) return empty;
      return { ...empty, ...kept };
    } catch {
      return empty; // private window or spoiled entry
    }
  }

  /** @returns {boolean} whether it is kept */
  change(act) {
    const kept = this.kept;
    act(kept);
    try {
      localStorage.setItem(this.name, JSON.stringify(kept));
      return true;
    } catch {
      return false; // no room or not allowed
    }
  }

  keepDraft(draft) {
    return this.change((kept) => { kept.draft = draft; });
  }

  /** @returns {boolean} whether it survives a reload */
  add(idea) {
    return this.change((kept) => {
      kept.waiting.push(idea);
      kept.draft = null;
    });
  }

  /** It has arrived; the key has done its work and is forgotten. */
  arrived(key, at) {
    this.change((kept) => {
      const idea = kept.waiting.find((one) => one.key === key);
      kept.waiting = kept.waiting.filter((one) => one.key !== key);
      if (idea) kept.sent = [{ text: idea.text, at }, ...kept.sent].slice(0, MOST);
    });
  }

  /** It was refused: out of the queue, back into the field as the draft. */
  giveBack(key) {
    const idea = this.kept.waiting.find((one) => one.key === key);
    this.change((kept) => {
      kept.waiting = kept.waiting.filter((one) => one.key !== key);
      if (idea) kept.draft = { text: idea.text, why: idea.why, about: idea.about, kind: idea.kind };
    });
    return idea;
  }

  /** On a phone that is handed on, only what hasn't been sent yet stays for the other seat. */
  #forgetOthers() {
    try {
      for (const name of Object.keys(localStorage)) {
        if (!name.startsWith(PREFIX) || name === this.name) continue;
        const { waiting = [] } = JSON.parse(localStorage.getItem(name)) ?? {};
        if (waiting.length) localStorage.setItem(name, JSON.stringify({ draft: null, waiting, sent: [] }));
        else localStorage.removeItem(name);
      }
    } catch { /* nothing can be kept here anyway */ }
  }
}

// The ballots of this phone that the server hasn't answered yet, of every kind: a tap, a sheet, a
// rating's taps, the questions of a Sammelabstimmung. They are kept per seat over reload, crash and
// an empty battery, and sent by themselves until they are answered (voting.md § 7).
//
// What was decided, and why:
// - An entry goes when the server has answered, and only then. Whoever is signed out or has gone on
//   on another device got no answer about the ballot: it waits for the seat to come back.
// - A ballot is sent again as it was sent first, with its key and its seq. So any number of copies,
//   from any number of tabs, count once; and none of them gets over a ballot that came in between.
// - What is tapped while another ballot of the round is on its way waits behind it, only the newest,
//   and follows with the seq after that one's. If that one is answered with „stale“, another device
//   or tab was quicker: both are dropped, the newer ballot counts, and the person is asked again.
//   Nothing is put over it by itself.
// - Tabs of one seat share the entries. Each sends what is there; a tab that finds an entry gone
//   learns from the server, not from the other tab, what has become of it.
// - An entry of another seat stays where it is and is never looked at. A shared device keeps
//   nothing; neither does a browser without storage, where ballots wait on the open page only and a
//   page that was loaded anew shows what the server says.
import { deliver, newKey } from "./ballot.js";

const PREFIX = "ratschlag.outbox.";
const OTHER_TAB = 3000; // time for the tab where it was tapped
const NOT_HERE = new Set(["signed_out", "moved", "device"]);

const isEntry = (entry) => typeof entry?.first?.key === "string" && entry.first.marks instanceof Object;

export class Outbox {
  #entries = {};
  #running = new Set();
  #struggling = new Set();

  /**
   * @param {string} seat
   * @param {object} options
   * @param {boolean} [options.kept]   false on a shared device
   * @param {object} options.ways      how to send: ask, post, wait, renew as in ballot.js
   * @param {(ballot: object, answer: object) => void} options.onAnswer   about the newest ballot of a round
   * @param {() => void} [options.onChange]     something waits, or doesn't any more
   * @param {(round: number) => void} [options.onStruggle]   it takes longer than usual
   */
  constructor(seat, { kept = true, ways, onAnswer, onChange = () => {}, onStruggle = () => {} }) {
    Object.assign(this, { name: PREFIX + seat, kept, ways, onAnswer, onChange, onStruggle });
    this.#read();
  }

  get waiting() {
    return Object.keys(this.#entries).length > 0;
  }

  /** The newest ballot of a round that hasn't been answered: {round, marks, done, words, …}. */
  of(round) {
    const entry = this.#entries[round];
    return entry?.next ?? entry?.first;
  }

  struggles(round) {
    return this.#struggling.has(round);
  }

  /**
   * Take a ballot and send it.
   * @param {object} ballot
   * @param {number} ballot.round
   * @param {object} ballot.marks
   * @param {number} ballot.seq    one more than that of the ballot which the person knows to count
   * @param {boolean} [ballot.done]
   * @param {object} ballot.words  what to show: {value, name, about, …}; not sent
   */
  add(ballot) {
    const fresh = { done: true, ...ballot, key: newKey() };
    this.#change((entries) => {
      const entry = entries[ballot.round];
      entries[ballot.round] = entry ? { ...entry, next: fresh } : { first: fresh };
    });
    this.#run(ballot.round);
  }

  /** Send what waits from before. */
  start() {
    for (const round of Object.keys(this.#entries)) this.#run(Number(round));
  }

  /** Another tab has changed something: look, and send what nobody has sent by then. */
  async reread() {
    this.#read();
    this.onChange();
    await this.ways.wait(OTHER_TAB);
    this.start();
  }

  async #run(round) {
    if (this.#running.has(round)) return;
    this.#running.add(round);
    try {
      while (this.#entries[round] && (await this.#send(round, this.#entries[round].first)));
    } finally {
      this.#running.delete(round);
    }
  }

  /** @returns {Promise<boolean>} whether to go on with what waits now */
  async #send(round, { words, ...ballot }) {
    const isFirst = () => this.#entries[round]?.first.key === ballot.key;
    const answer = await deliver(ballot, {
      ...this.ways,
      still: isFirst,
      onStruggle: () => {
        this.#struggling.add(round);
        this.onStruggle(round);
      },
    });
    this.#struggling.delete(round);
    this.#read();
    if (!answer || !isFirst()) return true; // settled by another tab
    if (NOT_HERE.has(answer.code)) {
      this.onAnswer(this.of(round), answer);
      return false;
    }
    this.#settle(round, { words, ...ballot }, answer);
    return true;
  }

  #settle(round, sent, answer) {
    const { next } = this.#entries[round];
    const newest = next ?? sent;
    this.#change((entries) => {
      delete entries[round];
      if (next && answer.ok) entries[round] = { first: { ...next, seq: answer.seq + 1 } };
    });
    if (this.#entries[round]) this.onChange();
    else this.onAnswer(newest, answer);
  }

  #change(act) {
    this.#read();
    act(this.#entries);
    if (!this.kept) return;
    try {
      if (this.waiting) localStorage.setItem(this.name, JSON.stringify(this.#entries));
      else localStorage.removeItem(this.name);
      this.isDurable = true;
    } catch {
      this.isDurable = false; // no room or not allowed: it waits on this page
    }
  }

  /** What is stored is the truth, as long as it could be stored. */
  #read() {
    if (!this.kept || this.isDurable === false) return;
    try {
      const stored = Object.entries(JSON.parse(localStorage.getItem(this.name)) ?? {});
      this.#entries = Object.fromEntries(stored.filter(([, entry]) => isEntry(entry)));
    } catch { /* a spoiled entry, or no storage: what this page knows */ }
  }
}

// Several questions held together: one per screen, a tap is the vote, an overview at the end.
// Each has a ballot of its own with key and seq. What hasn't arrived waits on this phone and is
// sent by itself, also after a reload.
import * as acting from "./acting.js";
import { newKey } from "./ballot.js";
import { clock } from "./clock.js";

const OPEN = ["vote", "late", "arrived"];
const ELSEWHERE = ["paper", "tablet", "helper"];

export class Together {
  #busy = new Set();
  #seqs = new Map();
  #states = new Map();
  #struggling = new Set();
  #resent = false;
  #round = 0;

  /**
   * @param {HTMLElement} root   the scene
   * @param {object} ways
   * @param {import("./own_answers.js").OwnAnswers} ways.answers
   * @param {(ballot: object, onStruggle: () => void) => Promise<object>} ways.send
   * @param {(round: number, answer: object) => void} ways.onRefused
   * @param {() => void} ways.onChange   something has arrived or waits
   * @param {(name: string, values?: object) => string} ways.word
   * @param {(text: string) => void} ways.say
   */
  constructor(root, ways) {
    Object.assign(this, { root, ...ways, at: null });
    root.addEventListener("submit", (event) => {
      if (!event.target.matches("[data-question]")) return;
      event.preventDefault();
      if (event.submitter) this.#tap(event.target, event.submitter);
    });
    root.addEventListener("click", (event) => {
      const button = event.target.closest("[data-next], [data-back], [data-go], [data-to-overview]");
      if (!button || !this.form) return;
      if ("go" in button.dataset) return this.#go(Number(button.dataset.go));
      if ("toOverview" in button.dataset) return this.#go(this.screens.length);
      if ("back" in button.dataset) return this.#go(this.at - 1);
      if (this.at < this.screens.length) return this.#go(this.at + 1);
      if (!this.waiting) handBack();
    });
  }

  get form() {
    return this.root.querySelector("#questions");
  }

  get screens() {
    return [...this.form.querySelectorAll("[data-screen]")];
  }

  get waiting() {
    return this.#busy.size > 0;
  }

  /** Whether everything that this seat may answer has arrived. */
  get #complete() {
    const states = this.screens.map((screen) => this.#stateOf(screen));
    return states.includes("arrived") && !states.some((state) => ["vote", "late", "sending"].includes(state));
  }

  /** Lay over the scene what this seat has answered; `rounds` come with the seat's message. */
  draw(round, rounds) {
    for (const one of rounds ?? []) {
      this.#seqs.set(one.round, Math.max(one.seq, this.#seqs.get(one.round) ?? 0));
      this.#states.set(one.round, one.state);
    }
    this.#resend();
    if (!this.form) return;
    if (round !== this.#round) {
      this.#round = round;
      this.at = null;
    }
    // The scene may be here before this seat's states are: where to begin is decided with them.
    if (this.at === null && this.screens.some((screen) => this.#stateOf(screen) !== "none")) this.at = this.#firstGap();
    this.#drawScreens();
    this.#drawOverview();
    const place = this.form.querySelector("#struggle");
    place.hidden = !(this.#struggling.size && this.waiting);
  }

  #go(at) {
    this.at = at;
    this.#drawScreens();
    window.scrollTo(0, 0);
    const heading = at < this.screens.length
      ? this.screens[at].querySelector(".screen-title")
      : this.form.querySelector("#questions-overview");
    heading.focus({ preventScroll: true });
  }

  #firstGap() {
    const gap = this.screens.findIndex((screen) => this.#stateOf(screen) === "vote");
    return gap < 0 ? this.screens.length : gap;
  }

  /** An answer that waits for its acknowledgement is no gap. */
  #stateOf(screen) {
    const round = Number(screen.dataset.round);
    return this.answers.of(round)?.unsent?.key ? "sending" : (this.#states.get(round) ?? "none");
  }

  #tap(form, button) {
    const round = Number(form.closest("[data-screen]").dataset.round);
    const unsent = { marks: { [button.name]: button.value }, key: newKey(), value: button.value, name: button.dataset.name };
    this.answers.remember(round, { ...this.answers.of(round), unsent });
    this.say(this.word("sending"));
    this.#deliver(round);
    this.onChange();
  }

  /** What waited on this phone when the page was left goes on its way again, once. */
  #resend() {
    if (this.#resent) return;
    this.#resent = true;
    for (const round of this.answers.rounds()) {
      if (this.answers.of(round)?.unsent?.key) this.#deliver(round);
    }
  }

  /** One ballot of a round on its way, and only the newest waits. */
  async #deliver(round) {
    if (this.#busy.has(round)) return;
    this.#busy.add(round);
    for (let waits = this.#waits(round); waits; waits = this.#waits(round)) {
      const ballot = { round, marks: waits.marks, key: waits.key, seq: (this.#seqs.get(round) ?? 0) + 1, done: true };
      const answer = await this.send(ballot, () => {
        this.#struggling.add(round);
        this.onChange();
      });
      this.#heard(round, waits, answer);
    }
    this.#struggling.delete(round);
    this.#busy.delete(round);
    if (acting.kind === "helper" && this.form && this.#complete) return handBack(); // the help is over with it
    this.onChange();
  }

  #waits(round) {
    const unsent = this.answers.of(round)?.unsent;
    return unsent?.key ? unsent : null;
  }

  #heard(round, sent, answer) {
    if (answer.code === "stale") return this.#seqs.set(round, answer.current); // then it comes after that one
    const { unsent, ...kept } = this.answers.of(round) ?? {};
    const newest = unsent?.key === sent.key;
    if (answer.ok) {
      this.#seqs.set(round, Math.max(answer.seq, this.#seqs.get(round) ?? 0));
      this.#states.set(round, "arrived");
      this.answers.remember(round, { ...kept, value: sent.value, name: sent.name, at: hallTime(), ...(newest ? {} : { unsent }) });
      this.say(this.word("arrived_answer"));
    } else {
      this.answers.remember(round, newest ? kept : { ...kept, unsent });
      this.onRefused(round, answer);
    }
  }

  #drawScreens() {
    const last = this.screens.length;
    const at = Math.max(0, Math.min(this.at ?? 0, last));
    this.form.classList.add("scripted");
    this.screens.forEach((screen, index) => {
      screen.hidden = index !== at;
      this.#drawQuestion(screen);
    });
    const overview = this.form.querySelector("[data-overview]");
    overview.hidden = at !== last;
    for (const part of overview.querySelectorAll("[data-scripted]")) part.hidden = false;
    const bar = this.form.querySelector("[data-bar]");
    bar.hidden = false;
    bar.querySelector("[data-back]").disabled = at === 0;
    const next = bar.querySelector("[data-next]");
    next.hidden = at === last && !acting.isShared;
    next.querySelector("[data-next-words]").textContent = this.word(at === last ? "finish" : at + 1 === last ? "overview" : "next");
    const progress = this.form.querySelector("[data-progress]");
    progress.hidden = at === last;
    progress.querySelector("progress").value = at + 1;
  }

  #drawQuestion(screen) {
    const round = Number(screen.dataset.round);
    const state = this.#states.get(round) ?? "none";
    const own = this.answers.of(round);
    const unsent = own?.unsent?.key ? own.unsent : null;
    for (const words of screen.querySelectorAll("[data-aside]")) words.hidden = words.dataset.aside !== state;
    const form = screen.querySelector("[data-question]");
    form.hidden = !OPEN.includes(state);
    form.setAttribute("aria-busy", String(Boolean(unsent)));
    const chosen = unsent?.value ?? (state === "arrived" ? own?.value : undefined);
    for (const button of form.querySelectorAll(".answer")) {
      const mine = button.value === chosen;
      const note = button.querySelector(".answer-note");
      button.setAttribute("aria-pressed", String(mine));
      note.hidden = !mine;
      note.classList.toggle("answer-arrived", mine && !unsent);
      note.replaceChildren(...(mine && unsent ? [clock()] : []), mine ? this.word(unsent ? "sending" : "answered") : "");
    }
  }

  #drawOverview() {
    const counted = { open: 0, of: 0 };
    this.screens.forEach((screen) => {
      const round = Number(screen.dataset.round);
      const state = this.#stateOf(screen);
      const own = this.answers.of(round);
      const line = this.form.querySelector(`[data-line="${round}"]`);
      line.dataset.state = state;
      line.querySelector("[data-value]").textContent = this.#valueWords(state, own);
      const way = { arrived: "change", sending: "change", vote: "answer", late: "answer" }[state] ?? "read";
      line.querySelector("[data-go-words]").textContent = this.word(way);
      counted.of += ["vote", "late", "arrived", "sending"].includes(state) ? 1 : 0;
      counted.open += ["vote", "late"].includes(state) ? 1 : 0;
    });
    const gaps = this.form.querySelector("[data-gaps]");
    const words = counted.open ? "questions_open" : this.waiting ? "sending" : "questions_done";
    gaps.textContent = this.word(words, { n: counted.open, of: counted.of });
  }

  #valueWords(state, own) {
    if (state === "sending") return this.word("sending");
    if (state === "arrived") return own?.name ?? this.word("answered");
    if (state === "vote" || state === "late") return this.word("open_question");
    return this.word(ELSEWHERE.includes(state) ? "elsewhere" : "aside");
  }
}

/** A shared device shows nothing of the answers to whoever comes next. */
const handBack = () => location.replace(acting.thanksPath);

function hallTime() {
  return new Date().toLocaleTimeString("de-DE", { timeZone: "Europe/Berlin", hour: "2-digit", minute: "2-digit" });
}

// Several questions held together: one per screen, a tap is the vote, an overview at the end.
// Each has a ballot of its own, which waits in the outbox until it has arrived.
import * as acting from "./acting.js";
import { markAnswers } from "./answer_marks.js";

const OPEN = ["vote", "late", "arrived"];
const ELSEWHERE = ["paper", "tablet", "helper"];

export class Together {
  #seqs = new Map();
  #states = new Map();
  #round = 0;

  /**
   * @param {HTMLElement} root   the scene
   * @param {object} ways
   * @param {import("./own_answers.js").OwnAnswers} ways.answers
   * @param {import("./outbox.js").Outbox} ways.outbox
   * @param {() => void} ways.onChange   something was tapped
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
      if (!this.#waiting.length) handBack();
    });
  }

  get form() {
    return this.root.querySelector("#questions");
  }

  get screens() {
    return [...this.form.querySelectorAll("[data-screen]")];
  }

  /** What hasn't arrived yet of these questions. */
  get #waiting() {
    return this.screens.map((screen) => Number(screen.dataset.round)).filter((round) => this.outbox.of(round));
  }

  /** Whether everything that this seat may answer has arrived. */
  get #complete() {
    const states = this.screens.map((screen) => this.#stateOf(screen));
    return states.includes("arrived") && !states.some((state) => ["vote", "late", "sending"].includes(state));
  }

  /** What the seat's message says about each question. */
  hear(rounds) {
    for (const { round, seq, state } of rounds ?? []) {
      this.#seqs.set(round, seq);
      this.#states.set(round, state);
    }
  }

  /** Lay over the scene what this seat has answered. */
  draw(round) {
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
    place.hidden = !this.#waiting.some((each) => this.outbox.struggles(each));
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
    return this.outbox.of(round) ? "sending" : (this.#states.get(round) ?? "none");
  }

  #tap(form, button) {
    const screen = form.closest("[data-screen]");
    const round = Number(screen.dataset.round);
    this.outbox.add({
      round,
      marks: { [button.name]: button.value },
      seq: (this.#seqs.get(round) ?? 0) + 1,
      words: { value: button.value, name: button.dataset.name, held: true, about: screen.querySelector(".screen-title").innerText },
    });
    this.say(this.word("sending"));
    this.onChange();
  }

  /** One of these ballots has arrived. */
  arrived(round, seq) {
    this.#seqs.set(round, seq);
    this.#states.set(round, "arrived");
    this.say(this.word("arrived_answer"));
    if (acting.kind === "helper" && this.form && this.#complete) handBack(); // the help is over with it
  }

  /** Another device's or tab's ballot counts; the next one comes after it. */
  outdated(round, current) {
    this.#seqs.set(round, current);
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
    const unsent = this.outbox.of(round);
    for (const words of screen.querySelectorAll("[data-aside]")) words.hidden = words.dataset.aside !== state;
    const form = screen.querySelector("[data-question]");
    form.hidden = !OPEN.includes(state);
    const value = unsent?.words.value ?? (state === "arrived" ? this.#own(round)?.value : undefined);
    markAnswers(form, { value, sending: Boolean(unsent), words: this.word(unsent ? "sending" : "answered") });
    for (const note of form.querySelectorAll(".answer-note")) note.classList.toggle("answer-arrived", !unsent && !note.hidden);
  }

  /** What this phone has sent, as long as it is what counts. */
  #own(round) {
    return this.answers.counted(round, this.#seqs.get(round));
  }

  #drawOverview() {
    const counted = { open: 0, of: 0 };
    this.screens.forEach((screen) => {
      const round = Number(screen.dataset.round);
      const state = this.#stateOf(screen);
      const line = this.form.querySelector(`[data-line="${round}"]`);
      line.dataset.state = state;
      line.querySelector("[data-value]").textContent = this.#valueWords(state, this.#own(round));
      const way = { arrived: "change", sending: "change", vote: "answer", late: "answer" }[state] ?? "read";
      line.querySelector("[data-go-words]").textContent = this.word(way);
      counted.of += ["vote", "late", "arrived", "sending"].includes(state) ? 1 : 0;
      counted.open += ["vote", "late"].includes(state) ? 1 : 0;
    });
    const gaps = this.form.querySelector("[data-gaps]");
    const words = counted.open ? "questions_open" : this.#waiting.length ? "sending" : "questions_done";
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

// The living page: shows the shared scene, switches this seat's part of it on, sends ballots.
import { connect, request } from "./live.js";
import * as acting from "./acting.js";
import { say, warn, word } from "./announce.js";
import { markAnswers } from "./answer_marks.js";
import { pause, postBallot, renewToken } from "./ballot_post.js";
import { Band } from "./band.js";
import { Curtain } from "./curtain.js";
import { Outbox } from "./outbox.js";
import { LastCall } from "./last_call.js";
import { drawOwn, OwnAnswers } from "./own_answers.js";
import { marksOf, Rating, wordsOf } from "./rating.js";
import { Sheet } from "./sheet.js";
import { ToAnswers } from "./to_answers.js";
import { Together } from "./together.js";
import { Tryout } from "./tryout.js";
import { WakeLock } from "./wake_lock.js";

const root = document.getElementById("scene");
const whose = document.body.dataset.seat ?? "guest";
const answers = new OwnAnswers(whose, !acting.isShared);
const find = (selector) => root.querySelector(selector);
const task = () => find(".task");
const round = () => Number(task()?.dataset.round ?? 0);

const begunBefore = Number(root.dataset.seq ?? 0) > 0;
let seat = { seq: Number(root.dataset.seq ?? 0), state: root.dataset.state, round: round() };
let changing = root.hasAttribute("data-changing") ? round() : 0;
if (changing) seat.state = "arrived";
const GONE = ["moved", "device", "signed_out", "forbidden"];
let warned = null; // {round}: what was on when a refusal was said; it stays until something else is
let shown = "";
let title = document.title;

const outbox = new Outbox(whose, {
  kept: !acting.isShared,
  ways: { ask: sendBySocket, post: sendByPost, wait: pause, renew: renewToken },
  onAnswer: answered,
  onChange: draw,
  onStruggle: () => {
    live.look();
    draw();
  },
});
const live = connect({
  ...acting.connection,
  root,
  poll: acting.pollPath,
  onScene: (scene) => {
    if (scene.title) title = scene.title;
    draw();
  },
  onSeat: (message) => {
    if (message.state === "moved") return location.replace("/jetzt");
    seat = message;
    together.hear(seat.rounds);
    showTable(message.table);
    draw();
  },
  onConnection: (online) => (online ? band.back() : band.lost()),
});
const band = new Band(live.look, { waiting: () => outbox.waiting, kept: () => outbox.isDurable, onChange: draw });
const rating = new Rating(root, { kept: (number) => answers.of(number)?.draft ?? answers.of(number)?.marks, onTap: tapped, word });
const lastCall = new LastCall(root, say);
const toAnswers = new ToAnswers(root);
const tryout = new Tryout(root, { seat: whose, say, onDone: () => rating.go(0) });
const together = new Together(root, { answers, outbox, word, say, onChange: () => { band.refresh(); draw(); } });
const sheet = new Sheet(root, {
  kept: (number) => answers.of(number),
  onDraft: (draft) => answers.remember(round(), { ...answers.of(round()), draft }),
  onBegun: (number) => request(live.socket, "begun", { round: number }),
});
const screen = new WakeLock();

/** A whole ballot of the round that is on, on its way; a rating's taps don't keep anybody waiting. */
function sending() {
  const waits = outbox.of(round());
  return waits?.done && !waits.words.held ? waits : null;
}

/** What this phone has sent, as long as it is what counts. */
const counted = () => (seat.round === round() ? answers.counted(round(), seat.seq) : undefined);

/** Everything personal, laid over the scene again after each change of either. */
function draw() {
  if (acting.isShared) standIn();
  if (changing && (changing !== round() || task().dataset.kind !== "ballot")) changing = 0;
  const again = changing && seat.state === "arrived";
  if (document.body.dataset.seat) root.dataset.state = again || sending() ? "vote" : ownState();
  root.toggleAttribute("data-changing", Boolean(again));
  root.toggleAttribute("data-again", seat.seq > 1 && !rating.form);
  if (seat.channel) root.dataset.channel = seat.channel;
  drawAnswers();
  rating.draw(round());
  if (rating.form && outbox.of(round())) rating.sending();
  tryout.draw(rating.form, acting.isShared || outbox.waiting || seat.seq > 0);
  sheet.draw(round(), Boolean(sending()));
  drawOwn(root, counted());
  drawStruggle();
  together.draw(round());
  document.title = root.dataset.state === "arrived" ? (task().dataset.arrivedTitle ?? title) : title;
  toAnswers.watch();
  lastCall.watch(root.dataset.state === "vote");
  screen.keep(task()?.dataset.kind === "ballot" && ["vote", "late"].includes(root.dataset.state));
  follow();
}

/** On a shared device: always the ballot, never a confirmation; a tablet without one shows its tiles
    again, but what was refused is read first. */
function standIn() {
  if (seat.arrived) changing = round();
  const over = task()?.dataset.kind !== "ballot" || (seat.round === round() && !["vote", "arrived"].includes(seat.state));
  if (acting.kind === "tablet" && over && !outbox.waiting && !warned) location.replace(acting.homePath);
}

/** What was said about another round says nothing about this one. */
const ownState = () => (round() && seat.round !== round() ? "none" : seat.state);

function drawAnswers() {
  const waits = sending();
  const value = waits ? waits.words.value : changing ? counted()?.value : undefined;
  markAnswers(find("#ballot"), { value, sending: Boolean(waits), words: word(waits ? (band.silent ? "sending" : "waiting") : "current") });
  for (const button of root.querySelectorAll("#ballot .answer")) button.setAttribute("aria-disabled", String(Boolean(waits)));
}

/** With a connection and still no answer: the band is silent then, so it is said here. */
function drawStruggle() {
  const place = find("#ballot #struggle");
  if (place) place.hidden = !(outbox.struggles(round()) && band.silent);
}

/** The focus goes to the new heading when there is something else to do, never over typing. */
function follow() {
  const answering = together.form && ["vote", "arrived"].includes(root.dataset.state);
  const now = `${task()?.dataset.task} ${answering ? "answering" : root.dataset.state}`;
  const heading = [...root.querySelectorAll("h1")].find((one) => one.offsetParent !== null);
  if (!heading) return; // the scene is here, this seat's state follows at once
  const reopened = task().dataset.kind === "ballot" && shown.startsWith("closed");
  if (warned?.round !== undefined && (warned.round !== round() || reopened)) stopWarning();
  if (shown && now !== shown) {
    if (!/^(INPUT|TEXTAREA)$/.test(document.activeElement?.tagName ?? "")) {
      window.scrollTo(0, 0);
      heading.focus({ preventScroll: true });
    }
    if (task().dataset.kind === "ballot" && root.dataset.state === "vote" && !shown.startsWith(task().dataset.task)) {
      say(`${word("new_ballot")} ${heading.textContent}`);
      if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.(60);
    }
  }
  shown = now;
}

root.addEventListener("submit", (event) => {
  if (event.target.id !== "ballot") return;
  event.preventDefault();
  if (sending()) return;
  if (rating.form) handIn(marksOf(rating.form), { marks: marksOf(rating.form), name: wordsOf(rating.form) });
  else if (sheet.form) sheet.ready() && handIn(sheet.marks, { marks: sheet.marks, name: sheet.names });
  else if (event.submitter) vote(event.submitter);
});

root.addEventListener("click", (event) => {
  const link = event.target.closest("[data-change], [data-keep], [data-forget], #to-answers");
  if (!link) return;
  event.preventDefault();
  if (acting.isShared && link.matches("[data-keep]")) return location.replace(acting.homePath);
  if (link.matches("#to-answers")) return find("#question").scrollIntoView();
  if (link.matches("[data-forget]")) {
    answers.forget(round());
    sheet.reread(round());
    say(word("deleted"));
  } else {
    changing = link.matches("[data-change]") ? round() : 0;
    if (!changing && sheet.form) {
      answers.remember(round(), { ...answers.of(round()), draft: undefined });
      sheet.reread(round());
    }
    history.replaceState(null, "", "/jetzt");
  }
  draw();
});

/** Shared devices send by POST; so does whoever gets no answer here. */
function sendBySocket(ballot) {
  return acting.isShared ? Promise.reject(new Error("no socket")) : request(live.socket, "ballot", ballot);
}

/** Where the socket looks connected and still doesn't answer, it is looked after, too. */
function sendByPost(ballot, signal) {
  live.probe();
  return postBallot(ballot, signal);
}

function vote(button) {
  const mark = "number" in button.dataset ? Number(button.value) : button.value;
  handIn({ [button.name]: mark }, { value: button.value, name: button.dataset.name });
}

function handIn(marks, words) {
  stopWarning();
  put(marks, words, true);
  say(word("sending"));
  band.refresh();
  draw();
}

/** Every tap of a rating sends the whole ballot so far; it counts even without „Fertig“. */
function tapped(marks) {
  // On a shared device earlier answers aren't shown again: only a finished ballot replaces them.
  if (acting.isShared && begunBefore) return;
  answers.remember(round(), { ...answers.of(round()), draft: marks });
  put(marks, { marks, name: wordsOf(rating.form) }, Boolean(sending())); // „Fertig“ stays said
  rating.sending();
}

function put(marks, words, done) {
  const about = find("h1").textContent.trim();
  outbox.add({ round: round(), marks, seq: (seat.round === round() ? seat.seq : 0) + 1, done, words: { ...words, about } });
}

/** The server has decided about the newest ballot of a round, sent by this page or by one before it. */
function answered(ballot, answer) {
  if (GONE.includes(answer.code)) return location.replace(acting.homePath);
  live.answered();
  if (changing === ballot.round) changing = 0;
  if (!answer.ok) return refused(ballot, answer);
  answers.arrived(ballot, answer);
  if (ballot.words.held) together.arrived(ballot.round, answer.seq);
  else if (acting.isShared && ballot.done) return location.replace(acting.thanksPath);
  else arrived(ballot, answer);
  draw();
}

function arrived({ round: number, done, words }, { seq }) {
  if ([round(), seat.round].includes(number)) {
    seat = { ...seat, round: number, seq, ...(done ? { arrived: true, state: "arrived" } : {}) };
  }
  if (!done) return rating.saved();
  sheet.handedIn();
  const again = seq > 1 && !rating.form;
  const kind = "decides" in task().dataset ? "" : "_answer";
  const about = round() === number ? "" : `„${words.about}“: `;
  say(about + word(`${again ? "changed" : "arrived"}${kind}`));
}

async function refused(ballot, answer) {
  const isStale = answer.code === "stale";
  warned = {};
  rating.notSaved();
  if (isStale) together.outdated(ballot.round, answer.current);
  await live.ask(); // the refusal is read beside what is on now
  if (isStale && round() === ballot.round && !ballot.words.held && seat.state === "arrived") changing = round();
  warned = { round: round() };
  draw();
  const about = find(`[data-round="${ballot.round}"]`) ? "" : `„${ballot.words.about}“: `;
  warn(about + refusal(ballot, answer));
  window.scrollTo(0, 0);
}

function refusal({ seq }, { code, message }) {
  if (code === "closed" && seq > 1) return word("change_late");
  return code === "stale" ? `${message} ${word("ask_again")}` : message;
}

function stopWarning() {
  if (warned) warn("");
  warned = null;
}

function showTable(number) {
  const place = document.getElementById("table");
  if (place && number) place.textContent = `${word("table")} ${number}`;
}

/** Another tab of this seat has sent or heard something, or this page was away. */
function catchUp() {
  answers.reread();
  rating.reread();
  sheet.reread(round());
  outbox.reread();
}

window.addEventListener("storage", ({ key }) => {
  if (key !== null && key !== outbox.name && key !== answers.name) return;
  catchUp();
  if (key !== answers.name) live.ask();
});
window.addEventListener("pageshow", (event) => { if (event.persisted) catchUp(); });
if (acting.kind === "tablet") new Curtain(() => outbox.waiting, acting.homePath);
const flash = document.querySelector(".flash");
if (flash) setTimeout(() => flash.remove(), 8000);
together.hear(JSON.parse(root.dataset.rounds ?? "[]"));
draw();
outbox.start();

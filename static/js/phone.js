// The living page: shows the shared scene, switches this seat's part of it on, sends ballots.
import { connect, request } from "./live.js";
import * as acting from "./acting.js";
import { say, warn, word } from "./announce.js";
import { clock } from "./clock.js";
import { deliver, newKey } from "./ballot.js";
import { pause, postBallot, renewToken } from "./ballot_post.js";
import { Band } from "./band.js";
import { Curtain } from "./curtain.js";
import { drawOwn, OwnAnswers } from "./own_answers.js";
import { marksOf, Rating, wordsOf } from "./rating.js";
import { Sheet } from "./sheet.js";
import { Taps } from "./taps.js";
import { ToAnswers } from "./to_answers.js";
import { Together } from "./together.js";
import { Tryout } from "./tryout.js";

const root = document.getElementById("scene");
const whose = document.body.dataset.seat ?? "guest";
const answers = new OwnAnswers(whose, !acting.isShared);
const find = (selector) => root.querySelector(selector);
const task = () => find(".task");
const round = () => Number(task()?.dataset.round ?? 0);
const waiting = () => sending !== null || together.waiting;

const begunBefore = Number(root.dataset.seq ?? 0) > 0;
const rounds = JSON.parse(root.dataset.rounds ?? "[]");
let seat = { seq: Number(root.dataset.seq ?? 0), state: root.dataset.state, round: round(), rounds };
let changing = root.hasAttribute("data-changing") ? round() : 0;
if (changing) seat.state = "arrived";
const GONE = ["moved", "device", "signed_out", "forbidden"];
let sending = null;
let struggling = false;
let warned = 0;
let resent = 0;
let shown = "";
let title = document.title;

const { socket, ask } = connect({
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
    showTable(message.table);
    draw();
  },
  onConnection: (online) => (online ? band.back(waiting) : band.lost(waiting)),
});
const band = new Band(ask);
const rating = new Rating(root, { kept: (number) => answers.of(number)?.marks, onTap: tapped, word });
const taps = new Taps(sendTaps);
const toAnswers = new ToAnswers(root);
const tryout = new Tryout(root, { seat: whose, say, onDone: () => rating.go(0) });
const together = new Together(root, { answers, send, word, say, onRefused: refusedOne, onChange: () => { band.refresh(waiting); draw(); } });
const sheet = new Sheet(root, {
  kept: (number) => answers.of(number),
  onDraft: (draft) => answers.remember(round(), { ...answers.of(round()), draft }),
  onBegun: (number) => request(socket, "begun", { round: number }),
});

/** Everything personal, laid over the scene again after each change of either. */
function draw() {
  if (acting.isShared) standIn();
  if (changing && (changing !== round() || task().dataset.kind !== "ballot")) changing = 0;
  const again = changing && seat.state === "arrived";
  if (document.body.dataset.seat) root.dataset.state = again || sending ? "vote" : ownState();
  root.toggleAttribute("data-changing", Boolean(again));
  root.toggleAttribute("data-again", seat.seq > 1 && !rating.form);
  if (seat.channel) root.dataset.channel = seat.channel;
  drawAnswers();
  rating.draw(round());
  tryout.draw(rating.form, acting.isShared || waiting() || seat.seq > 0);
  sheet.draw(round(), waiting());
  resend();
  drawOwn(root, answers.of(round()));
  drawStruggle();
  together.draw(round(), seat.rounds);
  document.title = root.dataset.state === "arrived" ? (task().dataset.arrivedTitle ?? title) : title;
  toAnswers.watch();
  follow();
}

/** On a shared device: always the ballot, never a confirmation; a tablet without one shows its tiles
    again, but what was refused is read first. */
function standIn() {
  if (seat.arrived) changing = round();
  const over = task()?.dataset.kind !== "ballot" || (seat.round === round() && !["vote", "arrived"].includes(seat.state));
  if (acting.kind === "tablet" && over && !waiting() && !warned) location.replace(acting.homePath);
}

/** What was said about another round says nothing about this one. */
const ownState = () => (round() && seat.round !== round() ? "none" : seat.state);

function drawAnswers() {
  const own = answers.of(round());
  const chosen = sending?.value ?? (changing ? own?.value : undefined);
  for (const button of root.querySelectorAll("#ballot .answer")) {
    const note = button.querySelector(".answer-note");
    const mine = button.value === chosen;
    button.setAttribute("aria-pressed", String(mine));
    button.setAttribute("aria-disabled", String(waiting()));
    note.hidden = !mine;
    note.replaceChildren(...(mine && sending ? [clock()] : []), mine ? word(sending ? "sending" : "current") : "");
  }
  find("#ballot")?.setAttribute("aria-busy", String(waiting()));
}

/** With a connection and still no answer: the band is silent then, so it is said here. */
function drawStruggle() {
  const place = find("#struggle");
  if (place) place.hidden = !(sending && struggling && band.silent);
}

/** The focus goes to the new heading when there is something else to do, never over typing. */
function follow() {
  const answering = together.form && ["vote", "arrived"].includes(root.dataset.state);
  const now = `${task()?.dataset.task} ${answering ? "answering" : root.dataset.state}`;
  const heading = [...root.querySelectorAll("h1")].find((one) => one.offsetParent !== null);
  if (!heading) return; // the scene is here, this seat's state follows at once
  const reopened = task().dataset.kind === "ballot" && shown.startsWith("closed");
  if (warned && (warned !== round() || reopened)) {
    warned = 0;
    warn("");
  }
  if (shown && now !== shown) {
    if (!/^(INPUT|TEXTAREA)$/.test(document.activeElement?.tagName ?? "")) {
      window.scrollTo(0, 0);
      heading.focus({ preventScroll: true });
    }
    if (root.dataset.state === "vote" && !shown.startsWith(task().dataset.task)) {
      say(`${word("new_ballot")} ${heading.textContent}`);
      if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.(60);
    }
  }
  shown = now;
}

root.addEventListener("submit", (event) => {
  if (event.target.id !== "ballot") return;
  event.preventDefault();
  if (waiting()) return;
  if (rating.form) finish(event.target);
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

const ballotOf = (marks, done = true) => ({ round: round(), marks, key: newKey(), seq: seat.seq + 1, done });

function send(ballot, onStruggle = () => {}) {
  return deliver(ballot, {
    ask: () => (acting.isShared ? Promise.reject() : request(socket, "ballot", ballot)), post: postBallot, wait: pause, renew: renewToken, onStruggle,
  });
}

function vote(button) {
  const mark = "number" in button.dataset ? Number(button.value) : button.value;
  return handIn({ [button.name]: mark }, { value: button.value, name: button.dataset.name });
}

/** „Fertig“: what was tapped last goes first, then the whole rating as finished. */
async function finish(form) {
  const rated = round();
  const marks = marksOf(form);
  sending = { marks, name: wordsOf(form) };
  draw();
  await taps.settled();
  if (round() === rated) return handIn(marks, sending);
  sending = null; // something else is on by now; the last tap has been answered
  draw();
}

/** Every tap of a rating sends the whole ballot so far; it counts even without „Fertig“. */
function tapped(marks) {
  // On a shared device earlier answers aren't shown again: only a finished ballot replaces them.
  if (acting.isShared && begunBefore) return;
  answers.remember(round(), { ...answers.of(round()), marks, unsent: true });
  taps.add({ rated: round(), marks });
}

async function sendTaps({ rated, marks }) {
  if (rated !== round()) return;
  const ballot = ballotOf(marks, false);
  rating.say("sending");
  const answer = await send(ballot);
  if (answer.code === "stale") {
    // Another device or an older tap was counted in between: this one comes after it.
    seat = { ...seat, seq: Math.max(answer.current, seat.seq) };
    return taps.addAgain({ rated, marks });
  }
  if (!answer.ok) return refused(ballot, answer);
  if (seat.round === rated) seat = { ...seat, seq: Math.max(answer.seq, seat.seq) };
  if (taps.waiting) return;
  answers.remember(rated, { ...answers.of(rated), unsent: false });
  rating.say("saved");
}

/** A tap that wasn't answered before the page was loaded anew is sent again, once. */
function resend() {
  const own = answers.of(round());
  if (!rating.form || resent === round() || seat.round !== round() || seat.state !== "vote") return;
  resent = round();
  if (own?.unsent) taps.add({ rated: round(), marks: own.marks });
}

async function handIn(marks, chosen) {
  const ballot = ballotOf(marks);
  sending = chosen;
  struggling = false;
  if (warned) warn("");
  warned = 0;
  draw();
  say(word("sending"));
  band.refresh(waiting);
  const onStruggle = () => {
    struggling = true;
    drawStruggle();
  };
  const answer = await send(ballot, onStruggle);
  const sent = sending;
  sending = null;
  changing = 0;
  if (answer.ok) arrived(ballot, sent, answer);
  else refused(ballot, answer);
}

function arrived(ballot, sent, answer) {
  if (acting.isShared) return location.replace(acting.thanksPath);
  const at = new Date().toLocaleTimeString("de-DE", { timeZone: "Europe/Berlin", hour: "2-digit", minute: "2-digit" });
  answers.remember(ballot.round, { ...sent, at, unsent: false });
  sheet.handedIn();
  if (seat.round === ballot.round || round() === ballot.round) {
    seat = { ...seat, round: ballot.round, seq: Math.max(answer.seq, seat.seq), arrived: true, state: "arrived" };
  }
  draw();
  const again = answer.seq > 1 && !rating.form;
  const kind = "decides" in task().dataset ? "" : "_answer";
  say(word(`${again ? "changed" : "arrived"}${kind}`));
}

function refused(ballot, answer) {
  if (GONE.includes(answer.code)) return location.replace(acting.homePath);
  // A newer ballot of this seat counts; the next one has to come after it.
  if (answer.code === "stale") seat = { ...seat, seq: answer.current, arrived: true, state: "arrived" };
  draw();
  warned = ballot.round;
  warn(answer.message);
  window.scrollTo(0, 0);
  ask();
}

/** One of several questions: the others go on. */
function refusedOne(number, answer) {
  if (GONE.includes(answer.code)) return location.replace(acting.homePath);
  warned = round();
  warn(answer.message);
  return ask();
}

function showTable(number) {
  const place = document.getElementById("table");
  if (place && number) place.textContent = `${word("table")} ${number}`;
}

if (acting.kind === "tablet") new Curtain(waiting, acting.homePath);
const flash = document.querySelector(".flash");
if (flash) setTimeout(() => flash.remove(), 8000);
draw();

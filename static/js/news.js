// While somebody reads elsewhere, a band says that there is something to vote on, and ballots that
// wait in the outbox are sent from there.
import { say, warn } from "./announce.js";
import { pause, postBallot, renewToken } from "./ballot_post.js";
import { Outbox } from "./outbox.js";
import { OwnAnswers } from "./own_answers.js";

const EVERY = 5000;
const band = document.getElementById("news");
const whose = document.body.dataset.seat ?? "guest";
const answers = new OwnAnswers(whose);
const outbox = new Outbox(whose, {
  ways: { ask: () => Promise.reject(new Error("no socket here")), post: postBallot, wait: pause, renew: renewToken },
  onAnswer: answered,
});

function answered(ballot, answer) {
  if (!answer.ok) return warn(`„${ballot.words.about}“: ${answer.message}`);
  answers.arrived(ballot, answer);
  say(`„${ballot.words.about}“: ${band.dataset.arrived}`);
}

async function look() {
  try {
    const answer = await fetch("/api/stand", { headers: { Accept: "application/json" }, cache: "no-store" });
    if (answer.status === 401 || answer.status === 403) return location.replace("/jetzt");
    const stand = await answer.json();
    band.hidden = stand.seat?.state !== "vote" || outbox.waiting;
  } catch { /* without a connection the text stays readable */ }
}

outbox.start();
look();
setInterval(() => { if (!document.hidden) look(); }, EVERY);
document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
window.addEventListener("storage", ({ key }) => {
  if (key === answers.name) answers.reread();
  if (key === outbox.name) outbox.reread();
});

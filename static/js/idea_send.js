// Sends what waits in the outbox, on every page of the phone, as soon as there is a connection.
import { newKey } from "./ballot.js";
import { renewToken } from "./ballot_post.js";
import { Outbox } from "./idea_outbox.js";

const EVERY = 5000;
// These say nothing about the idea itself: it is sent again later.
const AGAIN = new Set(["refused", "broken", "too_soon", "expired", "signed_out", "moved"]);

export const outbox = new Outbox(document.body.dataset.seat ?? "");
let listener = {};
let sending = false;

/** Be told: `arrived(idea)`, `refused(idea, message)`, `waits()`. */
export const listen = (told) => { listener = told; };

/** Put an idea into the outbox and send it. */
export function send(idea) {
  const whole = { ...idea, key: newKey() };
  if (outbox.add(whole)) return flush();
  return deliver(whole, () => {}); // nothing can be kept here: at least it is sent
}

/** Send all that waits, one after the other; what doesn't get through stays. */
export async function flush() {
  if (sending) return;
  sending = true;
  try {
    for (let idea = outbox.kept.waiting[0]; idea; idea = outbox.kept.waiting[0]) {
      if (!(await deliver(idea, () => outbox.giveBack(idea.key)))) return;
    }
  } finally {
    sending = false;
  }
}

/** @returns {Promise<boolean>} whether the server has decided about it */
async function deliver(idea, giveBack) {
  let answer = await post(idea);
  if (answer?.code === "expired") {
    await renewToken();
    answer = await post(idea);
  }
  if (typeof answer?.ok !== "boolean" || AGAIN.has(answer.code)) {
    listener.waits?.(idea);
    return false;
  }
  if (answer.ok) {
    outbox.arrived(idea.key, new Date().toLocaleTimeString("de-DE", { timeZone: "Europe/Berlin", hour: "2-digit", minute: "2-digit" }));
    listener.arrived?.(idea);
  } else {
    giveBack();
    listener.refused?.(idea, answer.message);
  }
  return true;
}

async function post(idea) {
  try {
    const answer = await fetch("/idee", {
      method: "POST",
      headers: {
        Accept: "application/json",
        "Content-Type": "application/json",
        "X-CSRFToken": document.querySelector('meta[name="csrf-token"]').content,
      },
      body: JSON.stringify(idea),
      signal: AbortSignal.timeout(8000),
    });
    return await answer.json();
  } catch {
    return null;
  }
}

const retry = () => { if (outbox.kept.waiting.length) flush(); };
retry();
setInterval(retry, EVERY);
window.addEventListener("online", retry);
document.addEventListener("visibilitychange", () => { if (!document.hidden) retry(); });

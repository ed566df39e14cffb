// One ballot on its way: sent over the socket, else by POST, and again with the same key
// until the server has acknowledged or refused it. „Angekommen“ is never a guess.
import { csrfToken, request } from "./live.js";

const WAITS = [500, 1500, 3000, 5000];
// These say nothing about the ballot itself: it is sent again.
const AGAIN = new Set(["refused", "broken", "too_soon", "expired"]);

export const newKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

/**
 * Send until there is an answer.
 * @param {object} ballot  {round, marks, key, seq}
 * @param {object} ways    {socket, post, wait, onStruggle}
 * @returns {Promise<{ok: boolean, seq?: number, code?: string, message?: string, current?: number}>}
 */
export async function deliver(ballot, { socket, post = postBallot, wait = pause, onStruggle = () => {} }) {
  for (let tries = 0; ; tries += 1) {
    const answer = await attempt(ballot, socket, post);
    if (answer && (answer.ok || !AGAIN.has(answer.code))) return answer;
    if (answer?.code === "expired") await renewToken();
    if (tries === 1) onStruggle();
    await wait(WAITS[Math.min(tries, WAITS.length - 1)]);
  }
}

async function attempt(ballot, socket, post) {
  try {
    return await request(socket, "ballot", ballot);
  } catch { /* no socket, or no answer in time: by POST, with the same key */ }
  try {
    return await post(ballot);
  } catch {
    return null;
  }
}

async function postBallot({ round, ...body }) {
  const answer = await fetch(`/stimme/${round}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": csrfToken() },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(8000),
  });
  return answer.json();
}

/** The page's token is older than the server's session: take a fresh one. */
async function renewToken() {
  try {
    const page = await (await fetch("/jetzt", { cache: "no-store" })).text();
    const fresh = new DOMParser().parseFromString(page, "text/html").querySelector('meta[name="csrf-token"]');
    if (fresh) document.querySelector('meta[name="csrf-token"]').content = fresh.content;
  } catch { /* the next try says more */ }
}

/** Wait, but not longer than until the phone is online or looked at again. */
function pause(milliseconds) {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds);
    function done() {
      clearTimeout(timer);
      window.removeEventListener("online", done);
      document.removeEventListener("visibilitychange", done);
      resolve();
    }
    window.addEventListener("online", done);
    document.addEventListener("visibilitychange", done);
  });
}

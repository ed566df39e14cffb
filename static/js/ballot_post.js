// The ballot's second way: by POST, as it would go without a socket; and waiting for a better moment.
import { ballotPath, pagePath } from "./acting.js";

const RENEWED_WITHIN = 4000;
const token = () => document.querySelector('meta[name="csrf-token"]');

/** Rejects when there is no answer. */
export async function postBallot({ round, ...body }, signal) {
  const answer = await fetch(ballotPath(round), {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token().content },
    body: JSON.stringify(body),
    signal,
  });
  return answer.json();
}

/** The page's token is older than the server's session: take a fresh one. */
export async function renewToken() {
  try {
    const answer = await fetch(pagePath, { cache: "no-store", signal: AbortSignal.timeout(RENEWED_WITHIN) });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector('meta[name="csrf-token"]');
    if (fresh) token().content = fresh.content;
  } catch { /* the next try says more */ }
}

/** Wait, but not longer than until the phone is online or looked at again. */
export function pause(milliseconds) {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds * (0.8 + 0.4 * Math.random())); // a whole hall doesn't knock at once
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

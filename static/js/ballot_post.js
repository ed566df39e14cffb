// The ballot's second way: by POST, as it would go without a socket; and waiting for a better moment.
import { ballotPath, pagePath } from "./acting.js";
import { csrfToken } from "./live.js";

/** Rejects when there is no answer. */
export async function postBallot({ round, ...body }) {
  const answer = await fetch(ballotPath(round), {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": csrfToken() },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(8000),
  });
  return answer.json();
}

/** The page's token is older than the server's session: take a fresh one. */
export async function renewToken() {
  try {
    const page = await (await fetch(pagePath, { cache: "no-store" })).text();
    const fresh = new DOMParser().parseFromString(page, "text/html").querySelector('meta[name="csrf-token"]');
    if (fresh) document.querySelector('meta[name="csrf-token"]').content = fresh.content;
  } catch { /* the next try says more */ }
}

/** Wait, but not longer than until the phone is online or looked at again. */
export function pause(milliseconds) {
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

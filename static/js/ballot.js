// One ballot on its way: sent over the socket, else by POST, and again with the same key
// until the server has acknowledged or refused it. „Angekommen“ is never a guess.

const WAITS = [500, 1500, 3000, 5000];
// These say nothing about the ballot itself: it is sent again.
const AGAIN = new Set(["refused", "broken", "too_soon", "expired"]);

export const newKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

/**
 * Send until there is an answer.
 * @param {object} ballot  {round, marks, key, seq}
 * @param {object} ways
 * @param {(ballot: object) => Promise<object>} ways.ask   over the socket; rejects without an answer
 * @param {(ballot: object) => Promise<object>} ways.post  by POST; rejects without an answer
 * @param {(milliseconds: number) => Promise<void>} ways.wait
 * @param {() => Promise<void>} ways.renew      takes a fresh CSRF token
 * @param {() => void} ways.onStruggle          called once, when it takes longer than usual
 * @returns {Promise<{ok: boolean, seq?: number, code?: string, message?: string, current?: number}>}
 */
export async function deliver(ballot, { ask, post, wait, renew, onStruggle }) {
  for (let tries = 0; ; tries += 1) {
    const answer = await attempt(ballot, ask, post);
    if (typeof answer?.ok === "boolean" && (answer.ok || !AGAIN.has(answer.code))) return answer;
    if (answer?.code === "expired") await renew();
    if (tries === 1) onStruggle();
    await wait(WAITS[Math.min(tries, WAITS.length - 1)]);
  }
}

async function attempt(ballot, ask, post) {
  try {
    return await ask(ballot);
  } catch { /* no socket, or no answer in time: by POST, with the same key */ }
  try {
    return await post(ballot);
  } catch {
    return null;
  }
}

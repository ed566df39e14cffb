// One ballot on its way: over the socket first, then by POST, again and again with the same key
// until the server has acknowledged or refused it. „Angekommen“ is never a guess.
//
// A try that isn't answered isn't given up at once, since a slow network would never get through;
// another one starts beside it, since one that fell into a black hole hears nothing when the
// network is back. The first answer counts, and the server takes the same key only once.

const PATIENCE = 2000; // then another try starts beside this one
const PAUSES = [500, 1000, 2000]; // after a try that has failed
const MOST = 3; // tries that wait for an answer at the same time
const STRUGGLE = 2; // tries without an answer: time to say so
// These say nothing about the ballot itself: it is sent again.
const AGAIN = new Set(["refused", "broken", "too_soon", "expired"]);

export const newKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

const decides = (answer) => typeof answer?.ok === "boolean" && (answer.ok || !AGAIN.has(answer.code));

/**
 * Send until there is an answer.
 * @param {object} ballot  {round, marks, key, seq, done}
 * @param {object} ways
 * @param {(ballot: object) => Promise<object>} ways.ask   over the socket; rejects without an answer
 * @param {(ballot: object, signal: AbortSignal) => Promise<object>} ways.post  the same by POST
 * @param {(milliseconds: number) => Promise<void>} ways.wait
 * @param {() => Promise<void>} ways.renew      takes a fresh CSRF token
 * @param {() => void} ways.onStruggle          called once, when it takes longer than usual
 * @param {() => boolean} [ways.still]          whether it has to be sent at all any more
 * @returns {Promise<{ok: boolean, seq?: number, code?: string, message?: string, current?: number} | null>}
 *   null: it hadn't to be sent any more
 */
export async function deliver(ballot, { ask, post, wait, renew, onStruggle, still = () => true }) {
  const flying = new Set();
  let decided = null;
  let wake;
  const decision = new Promise((resolve) => { wake = resolve; });

  /** One try; null without an answer. */
  async function fly(way) {
    const flight = new AbortController();
    flying.add(flight);
    try {
      const answer = (await way(ballot, flight.signal)) ?? null;
      if (decides(answer)) wake(decided ??= answer);
      return answer;
    } catch {
      return null;
    } finally {
      flying.delete(flight);
    }
  }

  for (let tries = 0; !decided && still(); tries += 1) {
    if (tries === STRUGGLE) onStruggle();
    const [oldest] = flying;
    if (flying.size === MOST) oldest.abort();
    const answer = await Promise.race([decision, fly(tries ? post : ask), wait(PATIENCE)]);
    if (decided || answer === undefined) continue; // undefined: it may still be answered
    if (answer?.code === "expired") await renew();
    if (tries) await Promise.race([decision, wait(PAUSES[Math.min(tries, PAUSES.length) - 1])]);
  }
  for (const flight of flying) flight.abort();
  return decided;
}

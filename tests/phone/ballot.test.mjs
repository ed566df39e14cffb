// A ballot is sent until it is acknowledged or refused, always with the same key, whatever the network does.
import assert from "node:assert/strict";
import { test } from "node:test";
import { deliver, newKey } from "../../static/js/ballot.js";
import { Clock } from "./fakes.mjs";

const BALLOT = { round: 5, marks: { M7: "yes" }, key: "0123456789abcdef", seq: 1, done: true };
const OK = { ok: true, seq: 1 };
const silent = () => Promise.reject(new Error("offline"));
const never = (_ballot, signal) => new Promise((_resolve, reject) => { signal.addEventListener("abort", () => reject(signal.reason)); });

/** Answers one after the other; a function is called, and nothing left is no answer. */
function ways(clock, { ask = [], post = [] } = {}) {
  const log = [];
  const take = (name, script) => (ballot, signal) => {
    log.push([name, clock.now]);
    assert.deepEqual(ballot, BALLOT);
    const next = script.length > 1 ? script.shift() : script[0];
    if (typeof next === "function") return next(ballot, signal);
    return next === undefined ? silent() : Promise.resolve(next);
  };
  return {
    log,
    ask: take("ask", ask),
    post: take("post", post),
    wait: (milliseconds) => clock.wait(milliseconds),
    renew: async () => { log.push(["renew", clock.now]); },
    onStruggle: () => { log.push(["struggle", clock.now]); },
  };
}

const names = (given) => given.log.map(([name]) => name);

test("acknowledged over the socket", async () => {
  const clock = new Clock();
  const given = ways(clock, { ask: [OK] });
  assert.deepEqual(await clock.until(deliver(BALLOT, given)), OK);
  assert.deepEqual(names(given), ["ask"]);
});

test("no answer on the socket: the same ballot by POST at once", async () => {
  const clock = new Clock();
  const given = ways(clock, { post: [OK] });
  await clock.until(deliver(BALLOT, given));
  assert.deepEqual(given.log, [["ask", 0], ["post", 0]]);
});

test("without any connection it goes on until there is one", async () => {
  const clock = new Clock();
  const given = ways(clock, { post: [() => (clock.now < 60_000 ? silent() : Promise.resolve(OK))] });
  assert.deepEqual(await clock.until(deliver(BALLOT, given)), OK);
  assert.ok(clock.now < 62_500, `answered ${clock.now - 60_000} ms after the network was back`);
  assert.deepEqual(names(given).slice(0, 5), ["ask", "post", "struggle", "post", "post"]);
  assert.equal(names(given).filter((name) => name === "struggle").length, 1);
});

test("a socket that leads nowhere: by POST after two seconds", async () => {
  const clock = new Clock();
  const given = ways(clock, { ask: [never], post: [OK] });
  await clock.until(deliver(BALLOT, given));
  assert.deepEqual(given.log, [["ask", 0], ["post", 2000]]);
});

test("tries that fell into a black hole don't keep the next one waiting", async () => {
  const clock = new Clock();
  const given = ways(clock, { ask: [never], post: [(...sent) => (clock.now < 31_000 ? never(...sent) : Promise.resolve(OK))] });
  await clock.until(deliver(BALLOT, given));
  assert.ok(clock.now <= 33_000, `answered at ${clock.now}`);
});

test("a slow network gets through: the first answer counts, whichever try it belongs to", async () => {
  const clock = new Clock();
  const late = async () => { await clock.wait(5500); return OK; };
  const given = ways(clock, { post: [late] });
  assert.deepEqual(await clock.until(deliver(BALLOT, given)), OK);
  assert.equal(clock.now, 5500);
});

test("at most three tries wait at the same time, and none once there is an answer", async () => {
  const clock = new Clock();
  const signals = [];
  const open = () => signals.filter((signal) => !signal.aborted).length;
  let most = 0;
  const hole = (ballot, signal) => {
    signals.push(signal);
    most = Math.max(most, open());
    return never(ballot, signal);
  };
  const given = ways(clock, { ask: [hole], post: [(...sent) => (clock.now < 20_000 ? hole(...sent) : Promise.resolve(OK))] });
  await clock.until(deliver(BALLOT, given));
  assert.deepEqual([most, open()], [3, 0]);
});

test("what hasn't to be sent any more isn't", async () => {
  const clock = new Clock();
  const given = ways(clock);
  assert.equal(await clock.until(deliver(BALLOT, { ...given, still: () => clock.now < 3000 })), null);
  assert.ok(clock.now < 5500);
});

for (const code of ["closed", "stale", "not_entitled", "channel", "device", "moved", "signed_out", "invalid", "not_found", "forbidden"]) {
  test(`${code} is an answer`, async () => {
    const clock = new Clock();
    const given = ways(clock, { ask: [{ ok: false, code }] });
    assert.equal((await clock.until(deliver(BALLOT, given))).code, code);
    assert.deepEqual(names(given), ["ask"]);
  });
}

for (const code of ["refused", "broken", "too_soon"]) {
  test(`${code} says nothing about the ballot: it is sent again`, async () => {
    const clock = new Clock();
    const given = ways(clock, { ask: [{ ok: false, code }], post: [{ ok: false, code }, OK] });
    assert.equal((await clock.until(deliver(BALLOT, given))).ok, true);
    assert.deepEqual(names(given), ["ask", "post", "struggle", "post"]);
  });
}

test("something in between that isn't our server says nothing", async () => {
  const clock = new Clock();
  const given = ways(clock, { post: [{ login: "wifi" }, [], "x", 0, OK] });
  assert.equal((await clock.until(deliver(BALLOT, given))).seq, 1);
});

test("an old token is renewed first", async () => {
  const clock = new Clock();
  const given = ways(clock, { post: [{ ok: false, code: "expired" }, OK] });
  await clock.until(deliver(BALLOT, given));
  assert.deepEqual(names(given), ["ask", "post", "renew", "struggle", "post"]);
});

test("keys fit the server's shape and differ", () => {
  const keys = new Set(Array.from({ length: 100 }, newKey));
  assert.equal(keys.size, 100);
  for (const key of keys) assert.match(key, /^[A-Za-z0-9_-]{8,64}$/);
});

// A ballot is sent until it is acknowledged or refused, always with the same key.
import assert from "node:assert/strict";
import { test } from "node:test";
import { deliver, newKey } from "../../static/js/ballot.js";

const BALLOT = { round: 5, marks: { M7: "yes" }, key: "0123456789abcdef", seq: 1 };
const silent = () => Promise.reject(new Error("offline"));

function ways(script) {
  const log = [];
  const take = (name) => (ballot) => {
    log.push([name, ballot]);
    const next = (script[name] ?? []).shift();
    return next === undefined ? silent() : Promise.resolve(next);
  };
  return {
    log,
    ask: take("ask"),
    post: take("post"),
    wait: async (milliseconds) => { log.push(["wait", milliseconds]); },
    renew: async () => { log.push(["renew"]); },
    onStruggle: () => { log.push(["struggle"]); },
  };
}

const names = (given) => given.log.map(([name]) => name);

test("acknowledged over the socket", async () => {
  const given = ways({ ask: [{ ok: true, seq: 1 }] });
  assert.deepEqual(await deliver(BALLOT, given), { ok: true, seq: 1 });
  assert.deepEqual(names(given), ["ask"]);
});

test("no answer on the socket: the same ballot by POST", async () => {
  const given = ways({ post: [{ ok: true, seq: 1 }] });
  await deliver(BALLOT, given);
  assert.deepEqual(given.log, [["ask", BALLOT], ["post", BALLOT]]);
});

test("without any connection it goes on until there is one", async () => {
  const given = ways({ ask: [], post: [] });
  let left = 6;
  given.post = () => (left-- ? silent() : Promise.resolve({ ok: true, seq: 1 }));
  assert.equal((await deliver(BALLOT, given)).ok, true);
  assert.equal(names(given).filter((name) => name === "ask").length, 7);
  assert.equal(names(given).filter((name) => name === "struggle").length, 1);
  assert.deepEqual(given.log.filter(([name]) => name === "wait").map(([, time]) => time), [500, 1500, 3000, 5000, 5000, 5000]);
});

for (const code of ["closed", "stale", "not_entitled", "channel", "device", "moved", "signed_out", "invalid", "not_found", "forbidden"]) {
  test(`${code} is an answer`, async () => {
    const given = ways({ ask: [{ ok: false, code }] });
    assert.equal((await deliver(BALLOT, given)).code, code);
    assert.deepEqual(names(given), ["ask"]);
  });
}

for (const code of ["refused", "broken", "too_soon"]) {
  test(`${code} says nothing about the ballot: it is sent again`, async () => {
    const given = ways({ ask: [{ ok: false, code }, { ok: true, seq: 1 }] });
    assert.equal((await deliver(BALLOT, given)).ok, true);
  });
}

test("something in between that isn't our server says nothing", async () => {
  const given = ways({ post: [{ login: "wifi" }, [], "x", 0, { ok: true, seq: 1 }] });
  assert.equal((await deliver(BALLOT, given)).seq, 1);
});

test("an old token is renewed first", async () => {
  const given = ways({ post: [{ ok: false, code: "expired" }, { ok: true, seq: 1 }] });
  await deliver(BALLOT, given);
  assert.deepEqual(names(given), ["ask", "post", "renew", "wait", "ask", "post"]);
});

test("keys fit the server's shape and differ", () => {
  const keys = new Set(Array.from({ length: 100 }, newKey));
  assert.equal(keys.size, 100);
  for (const key of keys) assert.match(key, /^[A-Za-z0-9_-]{8,64}$/);
});

// The screen is kept on by a tap while a ballot is open, and by nothing else.
import assert from "node:assert/strict";
import { test } from "node:test";
import { WakeLock } from "../../static/js/wake_lock.js";

const turn = () => new Promise((resolve) => { setImmediate(resolve); });

function phone({ refuses = false } = {}) {
  const locks = [];
  const screen = {
    async request(kind) {
      if (refuses) throw new Error("NotAllowedError");
      const lock = { kind, released: false, async release() { lock.released = true; } };
      locks.push(lock);
      return lock;
    },
  };
  const page = new EventTarget();
  const tap = () => { page.dispatchEvent(new Event("click")); return turn(); };
  return { locks, tap, lock: new WakeLock(page, screen) };
}

const states = ({ locks }) => locks.map(({ released }) => released);

test("asked for by the first tap while a ballot is open, once", async () => {
  const given = phone();
  await given.tap();
  given.lock.keep(true);
  await turn();
  assert.deepEqual(states(given), []);
  await given.tap();
  await given.tap();
  assert.deepEqual(states(given), [false]);
  assert.equal(given.locks[0].kind, "screen");
});

test("released when the ballot is over", async () => {
  const given = phone();
  given.lock.keep(true);
  await given.tap();
  given.lock.keep(false);
  await given.tap();
  assert.deepEqual(states(given), [true]);
});

test("over before the phone has answered: released all the same", async () => {
  const given = phone();
  given.lock.keep(true);
  const asked = given.tap();
  given.lock.keep(false);
  await asked;
  assert.deepEqual(states(given), [true]);
});

test("put away and back: the next tap asks again", async () => {
  const given = phone();
  given.lock.keep(true);
  await given.tap();
  given.locks[0].released = true; // as phones do it
  given.lock.keep(true);
  assert.equal(given.locks.length, 1);
  await given.tap();
  assert.deepEqual(states(given), [true, false]);
});

test("refused, or served without TLS: nothing happens", async () => {
  const given = phone({ refuses: true });
  given.lock.keep(true);
  await given.tap();
  assert.deepEqual(states(given), []);
  const insecure = new WakeLock(new EventTarget(), null);
  insecure.keep(true);
  insecure.keep(false);
});

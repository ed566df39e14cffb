// Taps of a rating: one on its way, only the newest waits, nothing is sent twice.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Taps } from "../../static/js/taps.js";

/** A way whose answers are given by hand. */
function slow() {
  const sent = [];
  const answer = [];
  const send = (marks) => new Promise((resolve) => { sent.push(marks); answer.push(resolve); });
  return { sent, answer, send };
}

const turn = () => new Promise((resolve) => { setImmediate(resolve); });

test("the first goes at once, of those that follow only the newest", async () => {
  const { sent, answer, send } = slow();
  const taps = new Taps(send);
  taps.add(1);
  taps.add(2);
  taps.add(3);
  assert.deepEqual(sent, [1]);
  assert.equal(taps.waiting, true);

  answer[0]();
  await turn();
  assert.deepEqual(sent, [1, 3]);
  assert.equal(taps.waiting, false);
});

test("settled when everything was answered", async () => {
  const { answer, send } = slow();
  const taps = new Taps(send);
  await taps.settled();
  taps.add(1);
  taps.add(2);
  let settled = false;
  taps.settled().then(() => { settled = true; });
  answer[0]();
  await turn();
  assert.equal(settled, false);
  answer[1]();
  await turn();
  assert.equal(settled, true);
});

test("once more only where nothing newer waits", async () => {
  const sent = [];
  const taps = new Taps(async (marks) => {
    sent.push(marks);
    if (sent.length === 1) taps.addAgain(marks);
    if (sent.length === 2) {
      taps.add("newer");
      taps.addAgain(marks);
    }
  });
  taps.add("old");
  await taps.settled();
  assert.deepEqual(sent, ["old", "old", "newer"]);
});

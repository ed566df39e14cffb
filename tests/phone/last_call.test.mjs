// „Bitte jetzt abstimmen“ is heard when it appears, once, and only by whoever can still vote.
import assert from "node:assert/strict";
import { test } from "node:test";
import { LastCall } from "../../static/js/last_call.js";

const CALL = { textContent: " Bitte jetzt abstimmen. " };

function phone(notice = null) {
  const said = [];
  const scene = { notice, querySelector: () => scene.notice };
  return { scene, said, call: new LastCall(scene, (words) => said.push(words)) };
}

test("said once when it appears, and again after it was taken back", () => {
  const { scene, said, call } = phone();
  call.watch(true);
  scene.notice = CALL;
  call.watch(true);
  call.watch(true);
  assert.deepEqual(said, ["Bitte jetzt abstimmen."]);
  scene.notice = null;
  call.watch(true);
  scene.notice = CALL;
  call.watch(true);
  assert.equal(said.length, 2);
});

test("not said to whoever has voted, nor where it is read with the page", () => {
  const voted = phone();
  voted.scene.notice = CALL;
  voted.call.watch(false);
  voted.call.watch(true);
  assert.deepEqual(voted.said, []);

  const loaded = phone(CALL);
  loaded.call.watch(true);
  assert.deepEqual(loaded.said, []);
});

// The outbox of ideas survives reloading, gives back what was refused, and forgets other seats.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Outbox } from "../../static/js/idea_outbox.js";
import { keep, storage } from "./fakes.mjs";

const IDEA = { key: "k1", text: "Mehr Bänke", why: "", about: "", kind: "idea" };

beforeEach(() => keep(storage()));

test("draft and waiting ideas survive a reload", () => {
  new Outbox("kassel-17").keepDraft({ text: "Halb" });
  assert.equal(new Outbox("kassel-17").kept.draft.text, "Halb");
  new Outbox("kassel-17").add(IDEA);
  const { draft, waiting } = new Outbox("kassel-17").kept;
  assert.equal(draft, null);
  assert.deepEqual(waiting, [IDEA]);
});

test("arrived: on the list, and the key is forgotten", () => {
  const outbox = new Outbox("kassel-17");
  outbox.add(IDEA);
  outbox.arrived("k1", "15:14");
  outbox.arrived("k1", "15:15"); // a second window heard it too
  assert.deepEqual(outbox.kept, { draft: null, waiting: [], sent: [{ text: "Mehr Bänke", at: "15:14" }] });
});

test("refused: back in the field, not in the queue", () => {
  const outbox = new Outbox("kassel-17");
  outbox.add(IDEA);
  outbox.giveBack("k1");
  assert.deepEqual(outbox.kept.waiting, []);
  assert.equal(outbox.kept.draft.text, "Mehr Bänke");
});

test("another seat on this phone sees nothing; what waits stays for its own seat", () => {
  const first = new Outbox("kassel-17");
  first.add(IDEA);
  first.arrived("k1", "15:14");
  first.add({ ...IDEA, key: "k2" });
  localStorage.setItem("something.else", "stays");
  assert.deepEqual(new Outbox("kassel-18").kept, { draft: null, waiting: [], sent: [] });
  const { waiting, sent } = JSON.parse(localStorage.getItem("ratschlag.ideas.kassel-17"));
  assert.deepEqual([waiting.length, sent.length], [1, 0]);
  assert.equal(localStorage.getItem("something.else"), "stays");
});

test("nothing waits: nothing is left of another seat", () => {
  new Outbox("kassel-17").keepDraft({ text: "Halb" });
  new Outbox("kassel-18");
  assert.deepEqual(Object.keys(localStorage), []);
});

test("a spoiled entry or a full storage breaks nothing", () => {
  keep(storage({ "ratschlag.ideas.kassel-17": "{" }));
  assert.deepEqual(new Outbox("kassel-17").kept.waiting, []);
  keep({ getItem: () => null, setItem: () => { throw new Error("full"); } });
  assert.equal(new Outbox("kassel-17").add(IDEA), false);
});

// An order of options: put, moved, taken out; nothing stands in it twice.
import assert from "node:assert/strict";
import { test } from "node:test";
import { known, moved, put, takenOut } from "../../static/js/ranking.js";

test("what is tapped comes last, and once", () => {
  assert.deepEqual(put(["A"], "B"), ["A", "B"]);
  assert.deepEqual(put(["A", "B"], "A"), ["A", "B"]);
});

test("an option moves by one place and pushes its neighbour", () => {
  assert.deepEqual(moved(["A", "B", "C"], "C", -1), ["A", "C", "B"]);
  assert.deepEqual(moved(["A", "B", "C"], "A", 1), ["B", "A", "C"]);
});

test("at the ends it stays, and a foreign option moves nothing", () => {
  assert.deepEqual(moved(["A", "B"], "A", -1), ["A", "B"]);
  assert.deepEqual(moved(["A", "B"], "B", 1), ["A", "B"]);
  assert.deepEqual(moved(["A", "B"], "X", 1), ["A", "B"]);
});

test("what is taken out closes the gap", () => {
  assert.deepEqual(takenOut(["A", "B", "C"], "B"), ["A", "C"]);
});

test("a move leaves the order it came from alone", () => {
  const order = Object.freeze(["A", "B"]);
  assert.deepEqual(moved(order, "B", -1), ["B", "A"]);
});

test("a spoiled or older draft keeps only what can be ranked, once", () => {
  assert.deepEqual(known(["A", "X", "B", "A"], ["A", "B", "C"]), ["A", "B"]);
  for (const spoiled of [undefined, null, "AB", 3, {}]) assert.deepEqual(known(spoiled, ["A"]), []);
});

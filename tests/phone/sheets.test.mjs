// Points and choices as pure rules: what a tap changes, and what it can't.
import assert from "node:assert/strict";
import { test } from "node:test";
import { toggle } from "../../static/js/choice.js";
import { spent, step } from "../../static/js/dots.js";
import { ownMark } from "../../static/js/own_answers.js";

const LIMITS = { points: 5, most: 3 };

test("one point more, one less, and no key without a point", () => {
  const one = step({}, "M1", 1, LIMITS);
  assert.deepEqual(one, { marks: { M1: 1 }, refused: "" });
  assert.deepEqual(step({ M1: 1, M2: 2 }, "M1", -1, LIMITS), { marks: { M2: 2 }, refused: "" });
});

test("never more for one option than is allowed", () => {
  const marks = { M1: 3 };
  assert.deepEqual(step(marks, "M1", 1, LIMITS), { marks, refused: "most" });
});

test("never more than there are", () => {
  const marks = { M1: 3, M2: 2 };
  assert.deepEqual(step(marks, "M3", 1, LIMITS), { marks, refused: "all" });
  assert.equal(spent(marks), 5);
});

test("never less than nothing", () => {
  assert.deepEqual(step({ M1: 1 }, "M2", -1, LIMITS), { marks: { M1: 1 }, refused: "none" });
});

test("any row of taps stays within the limits", () => {
  let marks = {};
  for (let tap = 0; tap < 200; tap += 1) {
    ({ marks } = step(marks, `M${(tap * 7) % 5}`, tap % 3 ? 1 : -1, LIMITS));
    assert.ok(spent(marks) <= LIMITS.points);
    assert.ok(Object.values(marks).every((points) => points > 0 && points <= LIMITS.most));
  }
});

test("one of several takes the place of the other; several fill up and then say so", () => {
  assert.deepEqual(toggle({ chosen: ["A"] }, "B", 1).marks, { chosen: ["B"] });
  assert.deepEqual(toggle({}, "A", 2).marks, { chosen: ["A"] });
  assert.deepEqual(toggle({ chosen: ["A", "B"] }, "C", 2), { marks: { chosen: ["A", "B"] }, refused: "most" });
  assert.deepEqual(toggle({ chosen: ["A", "B"] }, "A", 2), { marks: { chosen: ["B"] }, refused: "" });
});

test("one's own mark in a result, whatever the way of voting", () => {
  assert.equal(ownMark({ M1: { benefit: 4, effort: null } }, "M1.benefit"), 4);
  assert.equal(ownMark({ M1: { benefit: 4, effort: null } }, "M1.effort"), undefined);
  assert.equal(ownMark({ M1: 3 }, "M1"), 3);
  assert.equal(ownMark({ M1: 3 }, "M2"), undefined);
  assert.equal(ownMark({ chosen: ["B"] }, "B"), "✓");
  assert.equal(ownMark({ chosen: ["B"] }, "A"), undefined);
  assert.equal(ownMark({ ranked: ["B", "A"] }, "A"), 2);
  assert.equal(ownMark(undefined, "A"), undefined);
});

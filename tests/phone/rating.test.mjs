// What a rating's fields say, with criteria and without.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ownMark } from "../../static/js/own_answers.js";
import { marksOf, wordsOf } from "../../static/js/rating.js";

const form = (...chosen) => ({ querySelectorAll: () => chosen });

test("marks are read with and without criteria", () => {
  const read = marksOf(form(
    { name: "M1.benefit", value: "4" }, { name: "M1.effort", value: "" },
    { name: "P0", value: "-2" }, { name: "P1", value: "abstain" },
  ));
  assert.deepEqual(read, { M1: { benefit: 4, effort: null }, P0: -2, P1: "abstain" });
});

test("own answers are told a line each", () => {
  const told = wordsOf(form(
    { dataset: { about: "M1", label: "3 von 10" } }, { dataset: { about: "P0", label: "Enthaltung" } },
  ));
  assert.equal(told, "M1: 3 von 10\nP0: Enthaltung");
});

test("an own mark of a resistance is found, a zero and an abstention too", () => {
  assert.equal(ownMark({ P0: 0 }, "P0"), 0);
  assert.equal(ownMark({ P0: "abstain" }, "P0"), "abstain");
  assert.equal(ownMark({ ranked: ["C", "A"] }, "A"), 2);
});

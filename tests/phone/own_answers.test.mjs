// Own answers stay on this phone, for the seat that is signed in, and never break a page.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { OwnAnswers } from "../../static/js/own_answers.js";
import { denyStorage, keep, storage } from "./fakes.mjs";

const ANSWER = { value: "yes", name: "Ja", at: "15:14", seq: 1 };

beforeEach(() => keep(storage()));

test("remembered over a reload", () => {
  new OwnAnswers("kassel-17").remember(5, ANSWER);
  assert.deepEqual(new OwnAnswers("kassel-17").of(5), ANSWER);
  assert.equal(new OwnAnswers("kassel-17").of(6), undefined);
});

test("another seat on the same phone finds nothing, and nothing is left", () => {
  new OwnAnswers("kassel-17").remember(5, ANSWER);
  localStorage.setItem("something.else", "stays");
  assert.equal(new OwnAnswers("kassel-18").of(5), undefined);
  assert.deepEqual(Object.keys(localStorage), ["something.else"]);
});

test("deleted here", () => {
  const answers = new OwnAnswers("kassel-17");
  answers.remember(5, ANSWER);
  answers.forget(5);
  assert.equal(new OwnAnswers("kassel-17").of(5), undefined);
});

for (const spoiled of ["{", "null", "[]", '"x"']) {
  test(`a spoiled entry is nothing: ${spoiled}`, () => {
    keep(storage({ "ratschlag.answers.kassel-17": spoiled }));
    assert.equal(new OwnAnswers("kassel-17").of("toString"), undefined);
    new OwnAnswers("kassel-17").remember(5, ANSWER);
    assert.deepEqual(new OwnAnswers("kassel-17").of(5), ANSWER);
  });
}

test("without storage the page still works", () => {
  denyStorage();
  const answers = new OwnAnswers("kassel-17");
  answers.remember(5, ANSWER);
  assert.deepEqual(answers.of(5), ANSWER);
});

test("a shared device reads nothing, writes nothing, and leaves its owner's answers alone", () => {
  new OwnAnswers("kassel-4").remember(5, ANSWER);
  const before = JSON.stringify(localStorage);
  const shared = new OwnAnswers("kassel-9", false);
  shared.remember(5, { ...ANSWER, value: "no" });
  assert.equal(shared.of(5).value, "no");
  assert.equal(JSON.stringify(localStorage), before);
  assert.equal(new OwnAnswers("kassel-9", false).of(5), undefined);
});

test("another device's answer counts by now: this phone's isn't shown as the person's own", () => {
  const answers = new OwnAnswers("kassel-17");
  answers.remember(5, ANSWER);
  assert.deepEqual(answers.counted(5, 1), ANSWER);
  assert.equal(answers.counted(5, 2), undefined);
  assert.equal(answers.counted(6, 1), undefined);
});

test("what has arrived is remembered with its seq and its words, and is no draft any more", () => {
  const answers = new OwnAnswers("kassel-17");
  answers.remember(5, { draft: { M7: 2 } });
  const words = { marks: { M7: 2 }, name: "M7: 2", about: "Maßnahme 7", held: true };
  answers.arrived({ round: 5, done: false, words }, { ok: true, seq: 3 });
  assert.deepEqual({ ...answers.of(5) }, { marks: { M7: 2 }, name: "M7: 2", seq: 3, draft: undefined });
  answers.arrived({ round: 5, done: true, words }, { ok: true, seq: 4 });
  assert.match(answers.of(5).at, /^\d\d:\d\d$/);
});

test("another tab's answers are there once they are read again", () => {
  const [one, other] = [new OwnAnswers("kassel-17"), new OwnAnswers("kassel-17")];
  one.remember(5, ANSWER);
  assert.equal(other.of(5), undefined);
  other.reread();
  assert.deepEqual(other.of(5), ANSWER);
});

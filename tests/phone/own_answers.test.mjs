// Own answers stay on this phone, for the seat that is signed in, and never break a page.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { OwnAnswers } from "../../static/js/own_answers.js";

const ANSWER = { value: "yes", name: "Ja", at: "15:14" };

function storage(entries = {}) {
  const kept = { ...entries };
  Object.defineProperties(kept, {
    getItem: { value: (name) => (Object.hasOwn(kept, name) ? kept[name] : null) },
    setItem: { value: (name, text) => { kept[name] = text; } },
    removeItem: { value: (name) => { delete kept[name]; } },
  });
  return kept;
}

const keep = (value) => { Object.defineProperty(globalThis, "localStorage", { value, configurable: true }); };

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
  Object.defineProperty(globalThis, "localStorage", { get() { throw new Error("denied"); }, configurable: true });
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

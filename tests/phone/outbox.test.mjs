// What waits in the outbox survives, is sent by itself, counts once, and never gets over a newer ballot.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Outbox } from "../../static/js/outbox.js";
import { Clock, denyStorage, keep, storage } from "./fakes.mjs";

const SEAT = "kassel-17";
const TAP = { round: 5, marks: { M7: "yes" }, seq: 1, words: { value: "yes", name: "Ja" } };
const NO = { ...TAP, marks: { M7: "no" }, words: { value: "no", name: "Nein" } };

/** The rules of voting/casting.py for one seat, and a network that can be taken away. */
class Server {
  reachable = true;
  deaf = false; // takes the ballot, but its answer gets lost
  open = true;
  counts = null;
  heard = [];

  async take(ballot) {
    if (!this.reachable) throw new Error("offline");
    this.heard.push(ballot);
    const answer = this.#decide(ballot);
    if (this.deaf) throw new Error("no answer");
    return answer;
  }

  #decide(ballot) {
    if (this.counts?.key === ballot.key) return { ok: true, seq: this.counts.seq };
    if (!this.open) return { ok: false, code: "closed", message: "zu" };
    if (ballot.seq <= (this.counts?.seq ?? 0)) return { ok: false, code: "stale", message: "neuer", current: this.counts.seq };
    this.counts = ballot;
    return { ok: true, seq: ballot.seq };
  }
}

let clock;
let server;

/** One page of a phone; its log says what the person was told. */
function page(options = {}) {
  const log = [];
  const post = (ballot) => server.take(ballot);
  const outbox = new Outbox(options.seat ?? SEAT, {
    ways: { ask: () => Promise.reject(new Error("no socket")), post, wait: (milliseconds) => clock.wait(milliseconds), renew: async () => {} },
    onAnswer: ({ words }, { ok, code }) => { log.push(`${words.name} ${ok ? "angekommen" : code}`); },
    ...options,
  });
  return { outbox, log };
}

beforeEach(() => {
  keep(storage());
  clock = new Clock();
  server = new Server();
});

test("a tap is sent at once, and nothing is left", async () => {
  const { outbox, log } = page();
  outbox.add(TAP);
  assert.equal(outbox.of(5).words.name, "Ja");
  await clock.pass(100);
  assert.deepEqual(log, ["Ja angekommen"]);
  assert.equal(outbox.waiting, false);
  assert.deepEqual(Object.keys(localStorage), []);
  assert.deepEqual(Object.keys(server.counts).sort(), ["done", "key", "marks", "round", "seq"], "the words stay here");
});

test("a tap survives the page: the next one shows it and sends it with the same key and seq", async () => {
  server.reachable = false;
  page().outbox.add(TAP);
  const { first } = JSON.parse(localStorage.getItem("ratschlag.outbox.kassel-17"))[5];
  await clock.pass(60_000);

  const { outbox, log } = page();
  assert.equal(outbox.of(5).words.value, "yes");
  assert.deepEqual(log, []);
  server.reachable = true;
  outbox.start();
  await clock.pass(2500);
  assert.deepEqual(log, ["Ja angekommen"]);
  assert.deepEqual([server.counts.key, server.counts.seq], [first.key, 1]);
});

test("it had arrived, only the answer got lost: it counts once and is confirmed", async () => {
  server.deaf = true;
  page().outbox.add(TAP);
  await clock.pass(5000);
  const { outbox, log } = page();
  outbox.start();
  server.deaf = false;
  await clock.pass(2500);
  assert.deepEqual(log, ["Ja angekommen"]);
  assert.equal(new Set(server.heard.map(({ key, seq }) => `${key} ${seq}`)).size, 1);
});

test("closed meanwhile: it is said, and nothing waits any more", async () => {
  server.reachable = false;
  const { outbox, log } = page();
  outbox.add(TAP);
  await clock.pass(10_000);
  server.open = false;
  server.reachable = true;
  await clock.pass(2500);
  assert.deepEqual(log, ["Ja closed"]);
  assert.equal(outbox.waiting, false);
  assert.equal(server.counts, null);
});

test("closed after it had arrived: the same key is still confirmed", async () => {
  server.deaf = true;
  const { outbox, log } = page();
  outbox.add(TAP);
  await clock.pass(1000);
  server.open = server.deaf = false;
  await clock.pass(2500);
  assert.deepEqual(log, ["Ja angekommen"]);
  assert.equal(outbox.waiting, false);
});

test("a second thought waits behind the first and comes after it", async () => {
  server.reachable = false;
  const { outbox, log } = page();
  outbox.add(TAP);
  outbox.add({ ...NO, marks: { M7: "abstain" } });
  outbox.add(NO);
  assert.equal(outbox.of(5).words.name, "Nein");
  await clock.pass(5000);
  server.reachable = true;
  await clock.pass(2500);
  assert.deepEqual(log, ["Nein angekommen"]);
  assert.deepEqual(server.heard.map(({ marks, seq }) => [marks.M7, seq]), [["yes", 1], ["no", 2]]);
});

test("another device was quicker: its ballot stays, and the person is asked", async () => {
  server.reachable = false;
  const { outbox, log } = page();
  outbox.add(TAP);
  outbox.add(NO);
  await clock.pass(3000);
  server.counts = { key: "of another device", seq: 1, marks: { M7: "abstain" } };
  server.reachable = true;
  await clock.pass(2500);
  assert.deepEqual(log, ["Nein stale"]);
  assert.equal(server.counts.key, "of another device");
  assert.equal(outbox.waiting, false);
});

for (const code of ["signed_out", "moved", "device"]) {
  test(`${code} is no answer about the ballot: it waits for the seat to come back`, async () => {
    const { outbox, log } = page({ ways: { ...page().outbox.ways, post: async () => ({ ok: false, code }) } });
    outbox.add(TAP);
    await clock.pass(5000);
    assert.deepEqual(log, [`Ja ${code}`]);
    const back = page();
    back.outbox.start();
    await clock.pass(100);
    assert.deepEqual(back.log, ["Ja angekommen"]);
  });
}

test("rounds don't wait for each other", async () => {
  const { outbox, log } = page();
  outbox.add(TAP);
  outbox.add({ ...TAP, round: 6, words: { name: "Sechs" } });
  await clock.pass(100);
  assert.deepEqual(log, ["Ja angekommen", "Sechs stale"], "one seat's server in this test: seq 1 is taken");
});

test("two tabs send the same ballot: one counts, both say the truth", async () => {
  server.reachable = false;
  const one = page();
  const other = page();
  one.outbox.add(TAP);
  other.outbox.reread(); // the browser's storage event
  assert.equal(other.outbox.of(5).words.name, "Ja");
  await clock.pass(20_000);
  server.reachable = true;
  await clock.pass(3000);
  assert.deepEqual([...one.log, ...other.log], ["Ja angekommen"], "the other tab asks the server");
  other.outbox.reread();
  await clock.pass(5000);
  assert.deepEqual([one.outbox.waiting, other.outbox.waiting], [false, false]);
  assert.equal(new Set(server.heard.map(({ key }) => key)).size, 1);
});

test("a tab that was closed with a ballot on its way: the other one sends it", async () => {
  server.reachable = false;
  page({ ways: { ...page().outbox.ways, post: () => new Promise(() => {}), wait: () => new Promise(() => {}) } }).outbox.add(TAP);
  const { outbox, log } = page();
  server.reachable = true;
  outbox.reread();
  await clock.pass(4000);
  assert.deepEqual(log, ["Ja angekommen"]);
});

test("a change of mind in one tab while both are sending: the last tap counts", async () => {
  server.reachable = false;
  const one = page();
  const other = page();
  one.outbox.add(TAP);
  other.outbox.reread();
  await clock.pass(10_000);
  other.outbox.add(NO);
  one.outbox.reread();
  server.reachable = true;
  await clock.pass(10_000);
  one.outbox.reread();
  other.outbox.reread();
  await clock.pass(5000);
  assert.deepEqual(server.counts.marks, { M7: "no" });
  assert.equal(server.counts.seq, 2);
  assert.deepEqual([...one.log, ...other.log], ["Nein angekommen"]);
});

test("another seat's ballot stays and is never sent for this one", async () => {
  server.reachable = false;
  page().outbox.add(TAP);
  await clock.pass(1000);
  const before = localStorage.getItem("ratschlag.outbox.kassel-17");
  const sent = [];
  const { outbox, log } = page({ seat: "kassel-18", ways: { ...page().outbox.ways, post: async (ballot) => sent.push(ballot) } });
  outbox.start();
  assert.equal(outbox.waiting, false);
  await clock.pass(5000);
  assert.deepEqual([sent, log], [[], []]);
  assert.equal(localStorage.getItem("ratschlag.outbox.kassel-17"), before);
});

for (const [name, deny] of [["switched off", denyStorage], ["full", () => keep({ getItem: () => null, setItem: () => { throw new Error("full"); } })]]) {
  test(`with storage ${name} the ballot waits on the page and goes with it`, async () => {
    deny();
    server.reachable = false;
    const { outbox, log } = page();
    outbox.add(TAP);
    await clock.pass(5000);
    assert.equal(outbox.isDurable, false);
    assert.equal(page().outbox.waiting, false);
    server.reachable = true;
    await clock.pass(2500);
    assert.deepEqual(log, ["Ja angekommen"]);
    assert.equal(outbox.waiting, false);
  });
}

test("a shared device keeps nothing and finds nothing", async () => {
  page().outbox.add(TAP);
  const before = JSON.stringify(localStorage);
  const { outbox, log } = page({ kept: false });
  assert.equal(outbox.waiting, false);
  outbox.add({ ...NO, round: 7 });
  assert.equal(JSON.stringify(localStorage), before);
  await clock.pass(100);
  assert.deepEqual(log.length, 1);
});

for (const spoiled of ["{", "null", "[]", '"x"', '{"5": {"first": {"key": 1}}}', '{"5": null}']) {
  test(`a spoiled entry is nothing: ${spoiled}`, async () => {
    keep(storage({ "ratschlag.outbox.kassel-17": spoiled }));
    const { outbox, log } = page();
    outbox.start();
    outbox.add(TAP);
    await clock.pass(100);
    assert.deepEqual(log, ["Ja angekommen"]);
  });
}

test("given back or cleared meanwhile: it is not sent any more", async () => {
  server.reachable = false;
  const { outbox, log } = page();
  outbox.add(TAP);
  await clock.pass(3000);
  keep(storage());
  outbox.reread();
  server.reachable = true;
  await clock.pass(6000);
  assert.deepEqual([server.heard, log, outbox.waiting], [[], [], false]);
});

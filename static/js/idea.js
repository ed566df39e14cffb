// Writing an idea down: counter, draft, „Danke“, and the list of what was sent from this phone.
import { say, word } from "./announce.js";
import { focusErrors } from "./errors.js";
import { listen, outbox, send } from "./idea_send.js";

const WARN_AT = 20;
const form = document.getElementById("idea");
const thanks = document.getElementById("thanks");
const place = document.getElementById("write");
const field = (name) => form.elements[name];
const length = (name) => [...field(name).value.trim().normalize("NFC")].length;
const limit = (name) => Number(field(name).dataset.limit);
const counted = ["text", "why"];

function count(name) {
  const line = document.querySelector(`[data-count-of="${name}"]`);
  const left = limit(name) - length(name);
  line.hidden = length(name) === 0;
  line.classList.toggle("over", left < 0);
  line.textContent = word(left < 0 ? "over" : "left", { n: Math.abs(left) });
  const before = Number(line.dataset.left ?? limit(name));
  if (before > WARN_AT && left <= WARN_AT && left > 0) say(line.textContent);
  if (before > 0 && left === 0) say(word("none_left"));
  if (before >= 0 && left < 0) say(line.textContent);
  line.dataset.left = left;
}

function complain(name, message) {
  const error = document.getElementById(`${name}-error`);
  error.textContent = message ?? "";
  error.hidden = !message;
  form.querySelector(`[data-field="${name}"]`).classList.toggle("field-wrong", Boolean(message));
  field(name).toggleAttribute("aria-invalid", Boolean(message));
  if (message) field(name).setAttribute("aria-invalid", "true");
}

/** @returns {boolean} whether it can be sent */
function sound() {
  let wrong = "";
  for (const name of counted) {
    const over = length(name) - limit(name);
    const message = over > 0 ? word("too_long", { n: over }) : "";
    complain(name, message);
    if (message) wrong ||= name;
  }
  if (!length("text")) {
    complain("text", word("empty"));
    wrong = "text";
  }
  if (wrong) field(wrong).focus();
  return !wrong;
}

const typed = () => ({
  text: field("text").value, why: field("why").value, about: field("about")?.value ?? "", kind: field("kind").value,
});

function fill(draft) {
  for (const name of ["text", "why", "about"]) if (field(name)) field(name).value = draft?.[name] ?? "";
  if (draft?.kind) field("kind").value = draft.kind;
  counted.forEach(count);
}

function showForm() {
  thanks.hidden = true;
  place.hidden = form.hidden = false;
}

function showThanks(state) {
  for (const sign of thanks.querySelectorAll("[data-sign]")) sign.hidden = (sign.dataset.sign === "arrived") !== (state === "arrived");
  document.getElementById("thanks-words").textContent = word(state);
  document.getElementById("thanks-more").textContent = word(`${state}_more`);
  place.hidden = true;
  thanks.hidden = false;
}

function line(idea, state, mark) {
  const made = document.getElementById("idea-line").content.cloneNode(true);
  made.querySelector(".idea-mark").append(document.getElementById(mark).content.cloneNode(true));
  made.querySelector("[data-text]").textContent = idea.text;
  made.querySelector("[data-state]").textContent = state;
  return made;
}

function list() {
  const { waiting, sent } = outbox.kept;
  document.getElementById("mine").hidden = !waiting.length && !sent.length;
  document.getElementById("forget").hidden = !sent.length;
  document.getElementById("waiting").replaceChildren(
    ...waiting.map((idea) => line(idea, word("line_waiting"), "mark-waiting")),
  );
  document.getElementById("sent").replaceChildren(
    ...sent.map((idea) => line(idea, `${word("line_sent")} ${idea.at}`, "mark-sent")),
  );
}

listen({
  arrived: () => {
    list();
    if (outbox.kept.waiting.length) return;
    if (!thanks.hidden) showThanks("arrived");
    say(word("arrived"));
  },
  waits: () => {
    list();
    if (thanks.hidden || document.getElementById("thanks-words").textContent === word("waiting")) return;
    showThanks("waiting");
    say(word("waiting"));
  },
  refused: (idea, message) => {
    list();
    if (!length("text")) fill(idea);
    showForm();
    complain("text", message);
    field("text").focus();
  },
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (!sound()) return;
  const idea = typed();
  fill(null);
  showThanks("sending");
  document.getElementById("thanks-words").focus();
  send(idea);
  list();
});

form.addEventListener("input", () => {
  outbox.keepDraft(typed().text || typed().why ? typed() : null);
  counted.forEach(count);
});

document.getElementById("another")?.addEventListener("click", (event) => {
  event.preventDefault();
  history.replaceState(null, "", "/idee");
  showForm();
  field("text").focus();
});

document.getElementById("forget").addEventListener("click", () => {
  outbox.change((kept) => { kept.sent = []; });
  list();
  say(word("forgotten"));
});

const { draft } = outbox.kept;
if (draft && !form.hasAttribute("data-refused")) {
  fill(draft);
  showForm();
  const note = document.getElementById("not-now");
  if (note) note.textContent = word("draft");
} else {
  counted.forEach(count);
}
list();
focusErrors();

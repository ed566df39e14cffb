// „Möchten Sie sagen, warum?“ under a result: sent without cookie, so that nobody knows from whom.
// The phone only remembers how many it has sent about which result, never what.
import { fill, say } from "./announce.js";
import { newKey } from "./ballot.js";

const PREFIX = "ratschlag.reasons.";
const MOST = 3;
const WARN_AT = 20;
const scene = document.getElementById("scene");
const name = PREFIX + (document.body.dataset.seat ?? "");
const again = new Set(); // rounds of which another reason is being written
const keys = new Map(); // round → {text, key}: the same text sent twice arrives once
const busy = new Set();
let sent = kept();

/** How many reasons this phone has sent, by round; those of other seats are forgotten. */
function kept() {
  try {
    for (const other of Object.keys(localStorage)) {
      if (other.startsWith(PREFIX) && other !== name) localStorage.removeItem(other);
    }
    const found = JSON.parse(localStorage.getItem(name));
    return found instanceof Object && !Array.isArray(found) ? found : {};
  } catch {
    return {}; // private window or spoiled entry
  }
}

function remember(round) {
  sent = { ...sent, [round]: (sent[round] ?? 0) + 1 };
  try {
    localStorage.setItem(name, JSON.stringify(sent));
  } catch { /* no room or not allowed: it has arrived all the same */ }
}

const sections = () => scene.querySelectorAll(".give-reason");
const part = (section, selector) => section.querySelector(selector);
const word = (section, key, values = {}) => fill(part(section, `[data-say="${key}"]`).textContent, values);
const length = (text) => [...text.trim().normalize("NFC")].length;
const set = (element, text) => { if (element.textContent !== text) element.textContent = text; };

/** Lay what this phone knows over the scene again, after each change of it. */
function draw() {
  for (const section of sections()) {
    const { round } = section.dataset;
    const done = (sent[round] ?? 0) > 0 && !again.has(round);
    const enough = (sent[round] ?? 0) >= MOST;
    part(section, "form").hidden = done;
    part(section, "[data-about]").hidden = scene.querySelector(".task")?.dataset.round === round;
    part(section, "[data-thanks]").hidden = !done;
    part(section, "[data-another]").hidden = enough;
    part(section, "[data-enough]").hidden = !enough;
    count(section);
  }
}

function count(section) {
  const text = part(section, "textarea").value;
  const left = Number(section.dataset.limit) - length(text);
  const line = part(section, "[data-count]");
  line.hidden = !text.trim();
  line.classList.toggle("over", left < 0);
  set(line, word(section, left < 0 ? "over" : "left", { n: Math.abs(left) }));
  const before = Number(line.dataset.left ?? left);
  if (before > WARN_AT && left <= WARN_AT) say(line.textContent);
  if (before >= 0 && left < 0) say(line.textContent);
  line.dataset.left = left;
  // Whatever comes on meanwhile, what somebody is writing isn't taken away (see live.js).
  section.toggleAttribute("data-typed", Boolean(text.trim()));
}

function complain(section, message) {
  const error = part(section, "[data-error]");
  error.hidden = !message;
  set(error, message);
  part(section, ".field").classList.toggle("field-wrong", Boolean(message));
  if (message) part(section, "textarea").setAttribute("aria-invalid", "true");
  else part(section, "textarea").removeAttribute("aria-invalid");
}

/** Why it can't be sent as it is, or nothing. */
function wrong(section, text) {
  const over = length(text) - Number(section.dataset.limit);
  if (over > 0) return word(section, "too_long", { n: over });
  return text.trim() ? "" : word(section, "empty");
}

async function post(form, text, key) {
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      credentials: "omit",
      headers: { Accept: "application/json" },
      body: new URLSearchParams({ token: form.elements.token.value, text, key }),
      signal: AbortSignal.timeout(8000),
    });
    return await answer.json();
  } catch {
    return null;
  }
}

function keyOf(round, text) {
  if (keys.get(round)?.text !== text) keys.set(round, { text, key: newKey() });
  return keys.get(round).key;
}

async function send(section) {
  const { round } = section.dataset;
  const field = part(section, "textarea");
  const text = field.value;
  if (busy.has(round)) return;
  const found = wrong(section, text);
  complain(section, found);
  if (found) return field.focus();
  busy.add(round);
  const button = part(section, "form button");
  button.setAttribute("aria-disabled", "true");
  say(word(section, "sending"));
  const answer = await post(part(section, "form"), text, keyOf(round, text));
  busy.delete(round);
  button.removeAttribute("aria-disabled");
  if (answer?.ok) return arrived(section, field);
  complain(section, answer?.message ?? word(section, "offline"));
  field.focus();
}

function arrived(section, field) {
  const { round } = section.dataset;
  field.value = "";
  again.delete(round);
  keys.delete(round);
  remember(round);
  draw();
  part(section, "[data-thanks-words]").focus();
}

scene.addEventListener("submit", (event) => {
  const section = event.target.closest(".give-reason");
  if (!section) return;
  event.preventDefault();
  send(section);
});
scene.addEventListener("input", (event) => {
  const section = event.target.closest(".give-reason");
  if (!section) return;
  complain(section, "");
  count(section);
});
scene.addEventListener("click", (event) => {
  const section = event.target.closest("[data-another]")?.closest(".give-reason");
  if (!section) return;
  again.add(section.dataset.round);
  draw();
  part(section, "textarea").focus();
});
scene.addEventListener("swapped", draw);
draw();

// An order of options: tapped one after another, corrected with ▲ and ▼. {"ranked": ["C", "A"]}
import { fill } from "./announce.js";

/** With `key` behind all others; what is ranked already stays where it is. */
export const put = (order, key) => (order.includes(key) ? order : [...order, key]);

export const takenOut = (order, key) => order.filter((one) => one !== key);

/** With `key` moved by `by` places, never beyond the ends. */
export function moved(order, key, by) {
  const from = order.indexOf(key);
  if (from < 0) return order;
  const to = Math.max(0, Math.min(order.length - 1, from + by));
  const rest = takenOut(order, key);
  return [...rest.slice(0, to), key, ...rest.slice(to)];
}

/** What is left of a kept order where options are others by now. */
export const known = (order, keys) =>
  Array.isArray(order) ? order.filter((key, at) => keys.includes(key) && order.indexOf(key) === at) : [];

const lines = (form) => [...form.querySelectorAll("[data-ranked]")];
const line = (form, key) => lines(form).find((one) => one.dataset.ranked === key);
const title = (form, key) => line(form, key).dataset.title;
const least = (form) => Number(form.dataset.least);
const orderOf = (marks) => marks.ranked ?? [];

export const read = (form, { ranked }) => ({ ranked: known(ranked, lines(form).map((one) => one.dataset.ranked)) });

/** A tap below puts an option last; a number takes it out again; ▲ and ▼ move it by one. */
export function tap(form, marks, button) {
  const key = button.dataset.key;
  const by = Number(button.dataset.step);
  const before = orderOf(marks);
  if (button.matches("[data-put]")) return { marks: { ranked: put(before, key) }, refused: "" };
  if (button.matches("[data-take-out]")) return { marks: { ranked: takenOut(before, key) }, refused: "" };
  const after = moved(before, key, by);
  const stayed = after.indexOf(key) === before.indexOf(key);
  return { marks: { ranked: after }, refused: stayed ? (by < 0 ? "first" : "last") : "" };
}

/** What is said at once after a tap: where the option stands now. */
export function told(form, marks, button) {
  const { key } = button.dataset;
  const place = orderOf(marks).indexOf(key) + 1;
  const said = place ? form.dataset.sayMoved : form.dataset.sayOut;
  return fill(said, { title: title(form, key), place, of: lines(form).length });
}

/** The button that was tapped has moved or is gone: where to go on. */
export function next(form, button) {
  if (button.matches("[data-put]")) return form.querySelector("[data-open] li:not([hidden]) button") ?? form.querySelector("[data-hand-in]");
  if (button.matches("[data-take-out]")) return form.querySelector(`[data-put][data-key="${CSS.escape(button.dataset.key)}"]`);
  return button;
}

export function draw(form, marks) {
  const order = orderOf(marks);
  for (const part of form.querySelectorAll("[data-scripted]")) part.hidden = false;
  form.querySelector("[data-plain]").hidden = true;
  drawOrder(form, order);
  for (const button of form.querySelectorAll("[data-put]")) {
    button.parentElement.hidden = order.includes(button.dataset.key);
    button.querySelector("[data-next-place]").textContent = order.length + 1;
  }
  form.querySelector("[data-open-title]").hidden = order.length === lines(form).length;
  return { n: order.length, m: lines(form).length, least: least(form) };
}

function drawOrder(form, order) {
  const list = form.querySelector("[data-order]");
  for (const one of lines(form)) one.hidden = !order.includes(one.dataset.ranked);
  order.forEach((key, at) => {
    const one = line(form, key);
    if (list.children[at] !== one) list.insertBefore(one, list.children[at]);
    const number = one.querySelector("[data-take-out]");
    number.textContent = at + 1;
    number.setAttribute("aria-label", fill(form.dataset.sayTakeOut, { place: at + 1, title: one.dataset.title }));
    const [up, down] = one.querySelectorAll("[data-step='-1'], [data-step='1']");
    up.setAttribute("aria-disabled", String(at === 0));
    down.setAttribute("aria-disabled", String(at === order.length - 1));
  });
  form.querySelector("[data-empty]").hidden = order.length > 0;
}

/** Which sentence says how far it has come. */
export function state(form, marks) {
  const n = orderOf(marks).length;
  if (n === lines(form).length) return "all";
  return n < least(form) ? "few" : "enough";
}

/** Too few is said before it goes; more than that is nobody's business. */
export const ask = () => "";
export const missing = (form, marks) => (orderOf(marks).length < least(form) ? "missing" : "");

export const names = (form, marks) => orderOf(marks).map((key, at) => `${at + 1}. ${title(form, key)}`).join("\n");

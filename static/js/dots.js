// Points on options: one more, one less, never more than there are. {"M1": 3}; no key, no point.

export const spent = (marks) => Object.values(marks).reduce((sum, points) => sum + points, 0);

/**
 * One point more or less for an option.
 * @returns {{marks: object, refused: string}}  the same marks with "all", "most" or "none" where it can't be
 */
export function step(marks, key, by, { points, most }) {
  const now = marks[key] ?? 0;
  if (by < 0 && now === 0) return { marks, refused: "none" };
  if (by > 0 && now >= most) return { marks, refused: "most" };
  if (by > 0 && spent(marks) >= points) return { marks, refused: "all" };
  const { [key]: _, ...others } = marks;
  return { marks: now + by ? { ...others, [key]: now + by } : others, refused: "" };
}

const limits = (form) => ({ points: Number(form.dataset.points), most: Number(form.dataset.most) });

/** Only what this ballot knows, and only as much as there is: a draft may be older than the form. */
export function read(form, marks) {
  let left = limits(form).points;
  const kept = {};
  for (const row of form.querySelectorAll("[data-row]")) {
    const points = Math.min(Number(marks[row.dataset.row]) || 0, limits(form).most, left);
    if (points > 0) kept[row.dataset.row] = points;
    left -= Math.max(points, 0);
  }
  return kept;
}

export function tap(form, marks, button) {
  return step(marks, button.closest("[data-row]").dataset.row, Number(button.dataset.step), limits(form));
}

export function draw(form, marks) {
  const { points, most } = limits(form);
  const left = points - spent(marks);
  for (const row of form.querySelectorAll("[data-row]")) {
    const count = marks[row.dataset.row] ?? 0;
    const field = row.querySelector("input");
    field.value = count;
    field.hidden = true;
    row.querySelector("output").textContent = count;
    for (const part of row.querySelectorAll("output, [data-step]")) part.hidden = false;
    row.querySelector("[data-step='-1']").setAttribute("aria-disabled", String(count === 0));
    row.querySelector("[data-step='1']").setAttribute("aria-disabled", String(left === 0 || count === most));
  }
  form.querySelectorAll(".pips circle").forEach((pip, at) => pip.classList.toggle("given", at < points - left));
  return { n: left, m: points };
}

/** What is asked before it goes: points that are left; nothing where none is. */
export const ask = (form, marks) => (spent(marks) < limits(form).points ? "left" : "");
export const missing = () => "";

export function names(form, marks) {
  return Object.entries(marks).map(([key, n]) => `${form.querySelector(`[data-row="${CSS.escape(key)}"]`).dataset.name}: ${n}`).join("\n");
}

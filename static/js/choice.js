// A choice of options: ticks between a least and a most. {"chosen": ["A", "C"]}

/**
 * Tick or untick an option.
 * @returns {{marks: object, refused: string}}  the same marks with "most" where there are enough
 */
export function toggle({ chosen = [] }, key, most) {
  if (chosen.includes(key)) return { marks: { chosen: chosen.filter((one) => one !== key) }, refused: "" };
  if (most === 1) return { marks: { chosen: [key] }, refused: "" };
  if (chosen.length >= most) return { marks: { chosen }, refused: "most" };
  return { marks: { chosen: [...chosen, key] }, refused: "" };
}

const most = (form) => Number(form.dataset.most);
const least = (form) => Number(form.dataset.least);
const fields = (form) => [...form.querySelectorAll("input[data-row]")];

/** Only what this ballot knows: a draft may be older than the form. */
export function read(form, { chosen }) {
  if (!Array.isArray(chosen)) return {};
  return { chosen: fields(form).map((field) => field.dataset.row).filter((key) => key && chosen.includes(key)).slice(0, most(form)) };
}

export function tap(form, marks, field) {
  if (field.type === "radio") return { marks: { chosen: field.dataset.row ? [field.dataset.row] : [] }, refused: "" };
  return toggle(marks, field.dataset.row, most(form));
}

export function draw(form, marks) {
  const { chosen } = marks;
  for (const field of fields(form)) {
    field.checked = field.dataset.row ? Boolean(chosen?.includes(field.dataset.row)) : chosen?.length === 0;
  }
  return { n: chosen?.length ?? 0, m: most(form), least: least(form) };
}

/** What is asked before it goes: whether nothing is meant. */
export const ask = (form, { chosen = [] }) => (chosen.length === 0 && fields(form).every((field) => field.type === "checkbox") ? "left" : "");
/** What keeps it from going: too few. */
export const missing = (form, { chosen = [] }) => (chosen.length < least(form) ? "missing" : "");

export function names(form, { chosen = [] }) {
  if (!chosen.length) return form.dataset.none;
  return fields(form).filter((field) => chosen.includes(field.dataset.row)).map((field) => field.dataset.name).join("\n");
}

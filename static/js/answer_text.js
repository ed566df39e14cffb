// An answer in one's own words. {"text": "…"}

const field = (form) => form.querySelector("textarea");

export const read = (_form, { text }) => (typeof text === "string" ? { text } : {});

export const tap = (form) => ({ marks: { text: field(form).value }, refused: "" });

export function draw(form, { text = "" }) {
  const area = field(form);
  if (area.value !== text) area.value = text; // never moves the cursor of whoever is typing
  const n = [...text.trim()].length;
  area.setAttribute("aria-invalid", String(n > Number(form.dataset.most)));
  return { n, m: Number(form.dataset.most) };
}

export const ask = () => "";

/** What keeps it from going: nothing written, or too much. */
export function missing(form, { text = "" }) {
  const n = [...text.trim()].length;
  if (n > Number(form.dataset.most)) return "most";
  return n ? "" : "missing";
}

export const names = (_form, { text = "" }) => text.trim();

// Two laptops in one recommendation: a field that only the other one changed is taken over; a
// field that both changed is left alone, and saving then shows both texts (409).
const OURS = ["csrf_token", "from_version"];
const bases = new WeakMap(); // form → the texts that the server and this page last agreed on

/** As the server keeps a text, so that a space at the end is no difference. */
const tidy = (text) => text.replace(/\r\n?/g, "\n").replace(/[ \t]+$/gm, "").replace(/\n{3,}/g, "\n\n").trim();

const controls = (form) => [...form.elements].filter((control) => control.name && !OURS.includes(control.name));

/** What stands in the fields now. */
export const textsOf = (form) => Object.fromEntries(controls(form).map((control) => [control.name, control.value]));

/** What stood in them when the server last had a say. */
export function known(form) {
  return bases.get(form) ?? Object.fromEntries(controls(form).map((control) => [control.name, drawn(control)]));
}

function drawn(control) {
  if (!(control instanceof HTMLSelectElement)) return control.defaultValue;
  return ([...control.options].find((option) => option.defaultSelected) ?? control.options[0])?.value ?? "";
}

export const remember = (form, texts) => bases.set(form, texts);
export const forget = (form) => bases.delete(form);

/**
 * Take over what only the other side changed. Returns the names of those fields in words, or
 * null where both changed the same one: then nothing is touched.
 */
export function merge(form, theirs, version) {
  const base = known(form);
  const differing = controls(form).filter((control) => tidy(theirs[control.name] ?? "") !== tidy(base[control.name] ?? ""));
  const isMine = (control) => tidy(control.value) !== tidy(base[control.name] ?? "");
  if (differing.some((control) => isMine(control) && tidy(control.value) !== tidy(theirs[control.name]))) return null;
  const taken = differing.filter((control) => !isMine(control));
  for (const control of taken) control.value = theirs[control.name];
  form.elements.from_version.value = version;
  remember(form, theirs);
  return taken.map((control) => control.labels[0]?.textContent.trim() ?? control.name);
}

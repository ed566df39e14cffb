// The two live regions of a page, and the words that the server has put into it.

/** The text for `key`, in the language of the page, its `{places}` filled from `values`. */
export function word(key, values = {}) {
  return fill(document.querySelector(`#words [data-word="${key}"]`)?.textContent ?? "", values);
}

/** `text` with its `{places}` filled from `values`. */
export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

/** Say something politely. The same text twice is cleared first, so that it is heard twice. */
export const say = (text) => write("status", text);

/** Say something that must not be missed, and leave it to be read. */
export const warn = (text) => write("alert", text);

function write(id, text) {
  const region = document.getElementById(id);
  region.textContent = "";
  requestAnimationFrame(() => { region.textContent = text; });
}

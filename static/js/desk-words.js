// Sentences come from the page, where they went through the catalogue; and the one message box.
export const words = { ...document.getElementById("words").dataset };

let hiding = 0;

/** Show a sentence for a while; `stay` 0: until the next one or until it is closed. */
export function notice(text, stay = 10000) {
  const box = document.getElementById("notice");
  clearTimeout(hiding);
  box.replaceChildren();
  if (!text) return;
  const close = document.createElement("button");
  close.type = "button";
  close.className = "button small";
  close.textContent = words.close;
  close.addEventListener("click", () => box.replaceChildren());
  const sentence = document.createElement("span");
  sentence.textContent = text;
  box.append(sentence, close);
  if (stay) hiding = setTimeout(() => box.replaceChildren(), stay);
  box.onmouseenter = () => clearTimeout(hiding);
}

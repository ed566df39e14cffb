// Groups of a trait: more rows, and cells from a spreadsheet that find their places.
const body = document.querySelector(".rows tbody");
const button = document.querySelector("[data-add-row]");

function addRow() {
  const row = body.lastElementChild.cloneNode(true);
  const number = body.children.length + 1;
  for (const error of row.querySelectorAll(".field-error")) error.remove();
  for (const input of row.querySelectorAll("input")) {
    input.value = "";
    input.id = input.id.replace(/\d+/, number);
    input.setAttribute("aria-label", input.getAttribute("aria-label").replace(/\d+/, number));
    input.removeAttribute("aria-invalid");
    input.removeAttribute("aria-describedby");
  }
  body.append(row);
  return row;
}

/** Lines and tabulators as a spreadsheet copies them; nothing when it is a plain word. */
export function cells(text) {
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "").split("\n").map((line) => line.split("\t"));
  return lines.length > 1 || lines[0].length > 1 ? lines : [];
}

if (body && button) {
  button.hidden = false;
  button.addEventListener("click", () => addRow().querySelector("input").focus());
  body.addEventListener("paste", (event) => {
    const pasted = cells(event.clipboardData.getData("text/plain"));
    if (!pasted.length) return;
    event.preventDefault();
    const start = event.target.closest("td").cellIndex;
    let row = event.target.closest("tr");
    for (const line of pasted) {
      const inputs = row.querySelectorAll("input");
      line.forEach((value, at) => {
        const input = inputs[start + at];
        if (!input) return;
        input.value = value.trim();
        input.dispatchEvent(new Event("input", { bubbles: true }));
      });
      row = row.nextElementSibling ?? addRow();
    }
  });
}

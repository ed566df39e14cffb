// A stack of paper or a show of hands: while somebody types, the sum stands beside the number of
// papers. The server checks it again; without this file it is the only one.
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_all, name) => values[name]);
const value = (input) => Number.parseInt(input?.value, 10) || 0;
const sum = (inputs) => [...inputs].reduce((total, input) => total + value(input), 0);

function papersOf(form, check) {
  const people = form.querySelector("[data-people]");
  if (people) return value(people);
  const boxes = form.querySelectorAll("[data-paper]");
  return boxes.length ? form.querySelectorAll("[data-paper]:checked").length : Number(check.dataset.papers);
}

/** The line that is furthest from fitting decides what is said. */
function worst(form, papers, exact) {
  const without = value(form.querySelector('[name="stack:without"]'));
  const totals = [...form.querySelectorAll("[data-line]")].map((line) => {
    const marked = line.querySelectorAll("[data-summed]");
    return sum(marked) + without;
  });
  const off = (total) => (exact || total > papers ? Math.abs(total - papers) : 0);
  return totals.reduce((one, other) => (off(other) > off(one) ? other : one), totals[0] ?? 0);
}

/** Of several questions the first line that somebody has begun and that doesn't fit yet. */
function sayTogether(form, check) {
  const boxes = [...form.querySelectorAll("[data-paper]:checked")];
  const lines = [...form.querySelectorAll("[data-line]")].map((line) => {
    const marked = [...line.querySelectorAll("[data-summed]")];
    const notOf = line.dataset.notOf.split(" ");
    const papers = boxes.filter((box) => !notOf.includes(box.value)).length;
    return { name: line.dataset.name, begun: marked.some((input) => input.value.trim()), n: sum(marked), papers };
  });
  const off = lines.find((line) => line.begun && line.n !== line.papers);
  const fits = lines.filter((line) => line.n === line.papers).length;
  const words = check.dataset;
  check.classList.toggle("off", Boolean(off));
  check.classList.toggle("fits", fits === lines.length);
  if (!off) {
    check.textContent = `${fill(words.done, { n: fits, of: lines.length })}${fits === lines.length ? " ✓" : ""}`;
    return;
  }
  const papers = fill(off.papers === 1 ? words.one : words.many, { n: off.papers });
  const by = fill(off.n > off.papers ? words.more : words.less, { d: Math.abs(off.n - off.papers) });
  check.textContent = `${fill(words.typed, { ...off, papers })}, ${by}`;
}

function say(form) {
  const check = form.querySelector("[data-check]");
  if (!check) return;
  if ("together" in check.dataset) {
    sayTogether(form, check);
    return;
  }
  const papers = papersOf(form, check);
  const exact = "exact" in check.dataset;
  const n = worst(form, papers, exact);
  const words = check.dataset;
  const base = fill(words.typed, { papers: fill(papers === 1 ? words.one : words.many, { n: papers }), n });
  const fits = exact ? n === papers : n <= papers;
  check.classList.toggle("fits", fits && n > 0);
  check.classList.toggle("off", !fits && n > 0);
  if (fits) check.textContent = n > 0 ? `${base} ✓` : base;
  else check.textContent = `${base}, ${fill(n > papers ? words.more : words.less, { d: Math.abs(n - papers) })}`;
}

/** Listen; forms come and go with the scenes. */
export function listenToStacks() {
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-stack]");
    if (form) say(form);
  });
  document.addEventListener("reset", (event) => {
    const form = event.target;
    if (!form.matches("form[data-stack]")) return;
    const check = form.querySelector("[data-check]");
    if (check) check.textContent = "";
  });
}

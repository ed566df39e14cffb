// Small helps for the desk's forms; every form works without them.

// What was typed and not saved is asked for before another page takes its place.
const unsaved = new Set();
document.addEventListener("input", (event) => { if (event.target.form?.method === "post") unsaved.add(event.target.form); });
document.addEventListener("submit", () => { unsaved.clear(); });
window.addEventListener("beforeunload", (event) => { if ([...unsaved].some((form) => form.isConnected)) event.preventDefault(); });

for (const shown of document.querySelectorAll("[data-mirror]")) {
  const field = document.getElementById(shown.dataset.mirror);
  field?.addEventListener("input", () => {
    shown.textContent = field.value.trim().replace(/\.$/, "") || shown.dataset.else || "";
  });
}

for (const line of document.querySelectorAll("[data-count-of]")) {
  const field = document.getElementById(line.dataset.countOf);
  const limit = Number(field.dataset.count);
  const count = () => {
    const length = [...field.value].length;
    line.hidden = length < limit * 0.75;
    line.textContent = line.dataset.words.replace("{n}", length).replace("{limit}", limit);
    line.classList.toggle("over", length > limit);
  };
  field.addEventListener("input", count);
  count();
}

for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      document.execCommand("copy"); // no clipboard over plain HTTP
    }
    button.textContent = `${button.dataset.done} ✓`;
  });
}

for (const rule of document.querySelectorAll("[data-rule]")) {
  const form = rule.closest("form");
  const show = (name, text) => {
    const place = rule.querySelector(`[data-rule-${name}]`);
    place.textContent = text;
    place.hidden = !text;
  };
  let newest = 0;
  const ask = async () => {
    const mine = (newest += 1);
    const names = ["preset", "threshold", "compare", "base", "also", "turnout"];
    const query = new URLSearchParams([...new FormData(form)].filter(([name]) => names.includes(name)));
    query.set("way", form.querySelector('[name="method"]:checked')?.value ?? rule.dataset.way);
    const answer = await fetch(`${rule.dataset.rule}?${query}`, { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    const said = await answer.json();
    if (mine !== newest) return; // a slower answer to what was chosen before
    show("sentence", said.sentence);
    show("warning", said.warning);
  };
  rule.addEventListener("input", (event) => {
    if (["threshold", "compare", "base", "also"].includes(event.target.name)) {
      rule.querySelector('[name="preset"][value="own"]').checked = true;
    }
    ask();
  });
  // In another method's words, where that is chosen outside of the rule.
  form.addEventListener("change", (event) => { if (event.target.name === "method") ask(); });
}

/** The pictures of a vote follow what is typed and chosen; they load once, then at each change. */
for (const previews of document.querySelectorAll("[data-previews]")) {
  const form = previews.closest("form");
  const names = previews.dataset.previews.split(" ");
  const draw = () => {
    const chosen = [...new FormData(form)].filter(([name]) => names.includes(name));
    for (const frame of previews.querySelectorAll("iframe")) {
      const address = new URL(frame.dataset.path, location.href);
      for (const name of names) address.searchParams.delete(name);
      for (const [name, value] of chosen) address.searchParams.append(name, value);
      const method = names.includes("method") && address.searchParams.get("method");
      if (method) address.pathname = address.pathname.replace(/[^/]+(?=\/[^/]+$)/, method);
      frame.src = address;
    }
  };
  form?.addEventListener("change", (event) => { if (names.includes(event.target.name)) draw(); });
}

document.querySelector(".summary")?.focus();

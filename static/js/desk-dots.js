// How many points a list needs: the server proposes, whenever something is added or taken away.
const place = document.querySelector("[data-points-for]");
const form = place.closest("form");
const sentence = place.querySelector("[data-proposal]");
let newest = 0;

function options() {
  const ticked = form.querySelectorAll("input[name=measures]:checked, input[name=groups]:checked").length;
  const lines = new Set(form.elements.lines.value.split("\n").map((line) => line.trim()).filter(Boolean));
  return ticked + lines.size;
}

async function propose() {
  const mine = (newest += 1);
  const answer = await fetch(`${place.dataset.pointsFor}?options=${options()}`, { headers: { Accept: "application/json" } });
  if (mine !== newest) return;
  const said = answer.ok ? await answer.json() : { points: "", sentence: "" };
  sentence.textContent = said.sentence;
  form.elements.points.placeholder = said.points;
}

form.addEventListener("change", (event) => {
  if (["measures", "groups", "lines"].includes(event.target.name)) propose();
});
if (options() > 1) propose();

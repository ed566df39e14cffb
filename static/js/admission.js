// Waiting without a card: asks whether the moderators have decided, and comes in by itself.
const EVERY = 3000;
const place = document.getElementById("admission");

async function look() {
  try {
    const answer = await fetch("/ohne-karte/stand", { cache: "no-store", signal: AbortSignal.timeout(4000) });
    const { state } = await answer.json();
    if (state === "admitted") return document.getElementById("come-in").submit();
    if (state !== "waiting") return location.reload();
  } catch {
    // No connection just now: the next look may reach the server.
  }
  setTimeout(look, EVERY);
}

if (place.dataset.state === "waiting") setTimeout(look, EVERY);
if (place.dataset.state === "admitted") document.getElementById("come-in").submit();

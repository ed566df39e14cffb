// While somebody reads elsewhere, a band says that there is something to vote on.
const EVERY = 5000;
const band = document.getElementById("news");

async function look() {
  try {
    const answer = await fetch("/api/stand", { headers: { Accept: "application/json" }, cache: "no-store" });
    if (answer.status === 401 || answer.status === 403) return location.replace("/jetzt");
    const stand = await answer.json();
    band.hidden = stand.seat?.state !== "vote";
  } catch { /* without a connection the text stays readable */ }
}

look();
setInterval(() => { if (!document.hidden) look(); }, EVERY);
document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });

// While a file is being built, ask how it goes and show the page anew when it is done.
const work = document.getElementById("work");

if (work?.dataset.state === "running") {
  const timer = setInterval(async () => {
    const answer = await fetch(work.dataset.ask, { headers: { Accept: "application/json" } });
    if (answer.ok && (await answer.json()).state === "running") return;
    clearInterval(timer);
    location.reload();
  }, 1000);
}

// „Danke“: empty after three seconds, or with the next touch anywhere.
const go = () => location.replace("/tisch");

document.querySelector("#thanks h1").focus();
document.addEventListener("click", (event) => { event.preventDefault(); go(); });
setTimeout(go, 3000);

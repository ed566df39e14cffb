// The print pages' button; without scripts the browser's own command does it.
const button = document.getElementById("print");
button.hidden = false;
button.addEventListener("click", () => window.print());

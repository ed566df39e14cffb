// A recommendation's own page: the same editor as in the cockpit, without a socket.
import { editors } from "/static/js/desk-editor.js";

editors(() => {});
for (const button of document.querySelectorAll("[data-take]")) button.hidden = false;
document.addEventListener("settled", () => location.assign(document.querySelector("form[data-editor]").action));
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!("once" in form.dataset)) return;
  if (form.dataset.once === "sent") event.preventDefault();
  form.dataset.once = "sent";
});

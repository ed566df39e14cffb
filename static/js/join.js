// Joining: hands the token of a scanned card over and clears the address bar.
import { focusErrors } from "./errors.js";

const form = document.querySelector("form[data-card]");
const token = decodeURIComponent(location.hash.slice(1)).replace(/[^0-9A-Za-z]/g, "");

if (form && token) {
  history.replaceState(null, "", location.pathname);
  document.getElementById("card-reading").hidden = false;
  form.hidden = true;
  form.elements.token.value = token;
  form.elements.code.value = "";
  form.submit();
}

// Back from the next page: the field again, not „wird gelesen“ for ever.
window.addEventListener("pageshow", (event) => {
  if (!event.persisted || !form) return;
  document.getElementById("card-reading").hidden = true;
  form.hidden = false;
});

const code = document.getElementById("code");
if (!focusErrors() && code && matchMedia("(min-width: 48em) and (hover: hover)").matches) code.focus();

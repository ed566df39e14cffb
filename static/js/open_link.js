// A link that opens once: hands over what stands behind the # and clears the address bar.
import { focusErrors } from "./errors.js";

const form = document.querySelector("form[data-link]");
const token = decodeURIComponent(location.hash.slice(1)).replace(/[^0-9A-Za-z]/g, "");

if (form && token) {
  history.replaceState(null, "", location.pathname);
  document.getElementById("link-reading").hidden = false;
  form.hidden = true;
  form.elements.token.value = token;
  form.submit();
}
focusErrors();

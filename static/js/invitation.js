// The token stands behind # so that no server and no log sees it; here it goes into the form.
const form = document.getElementById("invitation");
const token = decodeURIComponent(location.hash.slice(1));

if (form && token) {
  history.replaceState(null, "", location.pathname);
  form.elements.code.value = token;
  form.requestSubmit();
}

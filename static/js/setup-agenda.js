// The set-up's agenda: a line is edited where it stands and moved by Alt and an arrow. The page is
// loaded again after each change, so what moved is found again by the address.
import { agendaRows } from "/static/js/agenda-rows.js";

const status = document.getElementById("announce");

function say(text) {
  status.textContent = "";
  requestAnimationFrame(() => { status.textContent = text; });
}

function again(row) {
  history.replaceState(null, "", `#${row.id}`);
  location.reload();
}

if (status) {
  const rows = agendaRows({
    saved: again,
    say,
    warn: (text) => { say(text); window.alert(text); },
    moved: status.dataset.moved,
    unheard: status.dataset.unheard,
  });
  for (const hint of document.querySelectorAll(".agenda-keys")) hint.hidden = false;
  const marked = document.getElementById(location.hash.slice(1));
  const moved = marked?.matches("[data-item]") ? marked : null;
  const settle = () => {
    moved.querySelector("a[data-row]")?.focus();
    say(rows.spoken(moved));
  };
  // Only after the browser has gone to the address's mark, which takes the focus away again.
  if (moved) window.addEventListener("load", () => setTimeout(settle, 50));
}

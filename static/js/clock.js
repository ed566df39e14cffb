// A clock beside what is on its way; it never looks like a tick.

export function clock() {
  const icon = document.createElement("span");
  icon.className = "sending";
  icon.setAttribute("aria-hidden", "true");
  return icon;
}

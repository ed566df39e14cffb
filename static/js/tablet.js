// The tiles of a shared tablet: newest by socket and polling; without a connection none leads on.
import { connection } from "./acting.js";
import { say, word } from "./announce.js";
import { Band } from "./band.js";
import { connect } from "./live.js";

const root = document.getElementById("scene");
let online = true;

const { ask } = connect({
  ...connection,
  root,
  poll: "/tisch/stand",
  onScene: drawTiles,
  onConnection: (reached) => {
    online = reached;
    drawTiles();
    if (online) band.back();
    else band.lost();
  },
});
const band = new Band(ask);

function drawTiles() {
  for (const tile of root.querySelectorAll("a.tile")) {
    if (online) tile.removeAttribute("aria-disabled");
    else tile.setAttribute("aria-disabled", "true");
  }
  const reason = document.getElementById("tiles-offline");
  if (reason) reason.hidden = online;
}

root.addEventListener("click", (event) => {
  if (!event.target.closest("a.tile") || online) return;
  event.preventDefault();
  say(word("offline"));
});

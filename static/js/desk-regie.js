// Who leads: the scene is one for all desks, the page knows whose it is. And keys that come
// from the wall's window.
import { notice, words } from "/static/js/desk-words.js";

const root = document.getElementById("scene");
const cockpit = () => document.getElementById("cockpit");

export const leads = () => root.dataset.leads === "yes";

const named = (sentence) => sentence.replace("{name}", cockpit().dataset.leaderName);

/** Show what is for whoever leads, or what is for the others; say so when it has changed hands. */
export function settleRegie() {
  const { leader } = cockpit().dataset;
  if (leader === "0") return; // the first who presses will lead
  const mine = leader === root.dataset.account;
  if (leads() && !mine) notice(named(words.taken), 0);
  if (!leads() && mine) notice("");
  root.dataset.leads = mine ? "yes" : "no";
}

/** The big button's key on a laptop that doesn't lead. */
export function sayWhoLeads() {
  notice(named(words.not_leading));
}

/** The wall's window in this browser has the focus, and with it the clicker. */
export function listenToWall() {
  if (root.dataset.live !== "yes") return;
  const wall = new BroadcastChannel(`ratschlag-desk-${root.dataset.council}`);
  wall.onmessage = ({ data }) => {
    document.dispatchEvent(new KeyboardEvent("keydown", { key: String(data.key), bubbles: true, cancelable: true }));
  };
}

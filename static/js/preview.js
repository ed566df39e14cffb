// A ballot at the desk, drawn by the members' own script as it is before the first tap.
// Nothing is connected, sent or kept; the page around it is inert.
import { word } from "./announce.js";
import { Rating } from "./rating.js";
import { Sheet } from "./sheet.js";

const root = document.getElementById("scene");
const nothing = () => undefined;
const ANY_ROUND = 1;

new Rating(root, { kept: nothing, onTap: nothing, word }).draw(ANY_ROUND);
new Sheet(root, { kept: nothing, onDraft: nothing, onBegun: nothing }).draw(ANY_ROUND, false);

// An observer would ask whether the desk's own window shows the answers; here the phone's counts.
const toAnswers = root.querySelector("#to-answers");
const first = root.querySelector(".answer");
if (toAnswers && first) toAnswers.hidden = first.getBoundingClientRect().top < window.innerHeight;

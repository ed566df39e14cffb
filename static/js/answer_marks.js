// Which of the answers that can be tapped is the person's own, and whether it is on its way.
import { clock } from "./clock.js";

/**
 * @param {Element | null} place   holds the answers' buttons
 * @param {object} own
 * @param {string | undefined} own.value   the answer; none is marked without one
 * @param {boolean} own.sending   a clock beside the words, which never looks like a tick
 * @param {string} own.words
 */
export function markAnswers(place, { value, sending, words }) {
  for (const button of place?.querySelectorAll(".answer") ?? []) {
    const mine = button.value === value;
    const note = button.querySelector(".answer-note");
    button.setAttribute("aria-pressed", String(mine));
    note.hidden = !mine;
    note.replaceChildren(...(mine && sending ? [clock()] : []), mine ? words : "");
  }
  place?.setAttribute("aria-busy", String(sending));
}

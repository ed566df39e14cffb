"""The phone's preview at the desk is the ballot that a member will get, drawn by the same script."""

from urllib.parse import urlencode

import pytest

from facilitation import db
from facilitation.desk.forms.ranked import PASSIVE
from facilitation.desk.samples import LINES
from facilitation.live import publish
from facilitation.meetings.models import Item, Meeting
from facilitation.voting import planned, polls, wording
from facilitation.voting.methods.text import LONGEST
from facilitation.voting.words.resistance import STATUS_QUO

from .. import factories
from ..desk.cockpits import desk
from ..projector.test_legibility import DRAWN
from .test_steps import Screen

pytestmark = pytest.mark.browser

QUESTION = "Was ist Ihnen am wichtigsten?"
STEPS = ["sehr gering", "eher gering", "mittel", "eher groß", "sehr groß"]
TITLE = "Was zuerst?"
ASKED = {
    "dots": ({"points": 5, "per_option": 3}, {"points": 5, "per_option": 3}),
    "choice": ({"min": 1, "max": 2}, {"how": "between", "least": 1, "most": 2}),
    "ranking": ({"min": 2}, {"least": 2}),
    "rating": (
        {"criteria": ["k1"], "scale": [1, 5], "less_is_better": []},
        {"label_1": "Nutzen", "words_1": "size", "scale": "1,5"},
    ),
    "resistance": ({"status_quo": PASSIVE}, {}),
    "text": ({"most": LONGEST}, {"title": ""}),
}
"""By method: its settings, and the fields of its form that say the same."""
SEEN = """() => [...document.querySelectorAll("#scene *")]
  .filter((one) => one.checkVisibility() && !one.closest("details, .kicker") && !one.children.length)
  .map((one) => [one.tagName, (one.innerText ?? "").trim(), one.getAttribute("aria-label"),
    one.offsetWidth, one.offsetHeight])
  .filter(([, words, label]) => words || label)"""
"""Its numbering apart: the poll is one of several by then."""
FOCUSABLE = """() => {
  const fields = [...document.querySelectorAll("a, button, input, select, textarea, summary")];
  fields.forEach((one) => one.focus());
  return [fields.length, fields.filter((one) => one === document.activeElement).length, localStorage.length];
}"""


def open_poll(evening, method):
    """The poll that the preview is an example of."""
    lines = [("F1", "text", 0, QUESTION)] if method == "text" else [
        (f"F{at}", "text", 0, line) for at, line in enumerate(LINES, start=1)
    ]  # fmt: skip
    passive = [(PASSIVE, "text", 0, STATUS_QUO)] if method == "resistance" else []
    criteria = [{"key": "k1", "label": "Nutzen", "question": "", "steps": STEPS}]
    with db.transaction() as session:
        poll = planned.ask(
            session,
            session.get_one(Item, evening.item_ids[1]),
            method,
            [*lines, *passive],
            title="" if method == "text" else TITLE,
            question=QUESTION,
            settings=ASKED[method][0],
            labels={"criteria": criteria} if method == "rating" else {},
        )
        meeting = session.get_one(Meeting, evening.meeting_id)
        text = wording.current(session, poll)
        polls.open_round(session, poll.latest, meeting, text, from_state="ready")
        return poll.latest.id


def called_off(round_id):
    with db.transaction() as session:
        around = session.get_one(polls.Round, round_id)
        polls.cancel(session, around, "Das nächste Verfahren.", from_state="open")


def test_the_preview_is_the_ballot_that_a_member_will_get(app, browser, database):
    evening = factories.evening("vorschau", members=17, per_table=5)
    member = app.test_client()
    factories.join(member, evening.card(17))
    phone, team = Screen(browser, member), Screen(browser, desk(app, evening).client)
    phone.context.add_init_script(f"localStorage.setItem('ratschlag.tried', '{evening.slug}-17')")
    evening.start()
    evening.arrive()
    evening.move_on()
    evening.move_on()

    for method, (_settings, fields) in ASKED.items():
        around = open_poll(evening, method)
        publish.scenes().outdate(evening.council_id)
        phone.look("/jetzt", "phone", f"{method}-ballot")
        query = urlencode({"title": TITLE, "question": QUESTION} | fields)
        root = f"/mod/{evening.slug}/vorschau/{method}"
        team.look(f"{root}/handy?{query}", "phone", f"{method}-preview")

        assert team.page.evaluate(SEEN) == phone.page.evaluate(SEEN), method
        controls, focused, kept = team.page.evaluate(FOCUSABLE)
        assert controls > 3
        assert (focused, kept) == (0, 0)
        called_off(around)

    setup = f"/mod/{evening.slug}/vorbereitung/4/punkt/{evening.item_ids[1]}"
    team.look(f"{setup}/abstimmen?verfahren=levels", "desk")
    frame = next(each for each in team.page.frames if "/handy" in each.url)
    frame.wait_for_load_state()
    frame.evaluate(DRAWN)
    assert frame.evaluate("document.querySelector('#to-answers').hidden")
    for screen in (phone, team):
        screen.context.close()

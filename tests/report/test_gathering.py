"""From the database to what an outline holds beside votes: ideas, log, attendance, chapters, lot."""

import pytest

from facilitation import db
from facilitation.chapters import chapters
from facilitation.councils.models import Council
from facilitation.ideas import groups, inbox
from facilitation.meetings import log
from facilitation.meetings.models import Meeting
from facilitation.participants import membership, presence
from facilitation.participants.models import Seat
from facilitation.recommendations import drafting
from facilitation.recommendations.models import Recommendation
from facilitation.report.document import build
from facilitation.report.gather import gather
from facilitation.selection import selection
from facilitation.selection.pasting import TypedRow

from .outlines import NB
from .reading import Read

OPENED = log.declare("test_opened", "Abstimmung zu %(code)s geöffnet")


def outline(evening):
    with db.reading() as session:
        return gather(session, evening.council_id, version=1)


def change(evening, action):
    with db.transaction() as session:
        return action(session, session.get_one(Council, evening.council_id))


def test_ideas_stand_by_kind_and_group_with_what_became_of_them(evening):
    def write(session, council):
        first, second, parked, hidden, vision = (
            inbox.write(session, council.id, text=text, kind=kind)
            for text, kind in (("Bänke", "idea"), ("Schatten", "idea"), ("Später", "idea"), ("Böse", "idea"),
                               ("Eine Stadt für alle", "vision"))
        )  # fmt: skip
        made = groups.group(session, council.id, [first, second], "Orte zum Sitzen")
        groups.link_measure(session, made, evening.measure_ids[0])
        inbox.park(session, [parked])
        inbox.hide(session, [hidden], "beleidigend")
        return vision.id

    change(evening, write)
    told = outline(evening)
    assert [(group.kind, group.title, group.count) for group in told.ideas] == [
        ("idea", "Orte zum Sitzen", 2),
        ("idea", "", 1),
        ("vision", "", 1),
    ]
    assert {idea.fate for idea in told.ideas[0].ideas} == {"in M7"}
    assert [idea.fate for idea in told.ideas[1].ideas] == ["geparkt"]
    assert told.hidden_ideas == 1
    assert "Böse" not in repr(told)
    text = "\n".join(Read(build(told)).paragraphs())
    assert "Ein Beitrag ist ausgeblendet" in text
    assert "Eine Stadt für alle" in text


def test_log_tells_what_was_done_and_by_which_function(evening):
    def write(session, council):
        log.write(session, council.id, OPENED, meeting_id=evening.meeting_id, code="M7")

    change(evening, write)
    line = outline(evening).log[-1]
    assert (line.meeting, line.who, line.said) == (1, "–", "Abstimmung zu M7 geöffnet")
    assert line.at.tzinfo is not None


def test_attendance_counts_who_came_and_who_stayed(evening):
    evening.begin_vote()

    def come_and_go(session, council):
        meeting = session.get_one(Meeting, evening.meeting_id)
        first, second = (session.get_one(Seat, seat_id) for seat_id in evening.seat_ids[:2])
        presence.mark(session, meeting, first, "left")
        membership.join(session, council.id, number=33, replaces=second)

    change(evening, come_and_go)
    (meeting,) = outline(evening).meetings
    assert (meeting.present, meeting.members, meeting.at_end) == (6, 6, None)
    assert meeting.changes == (f"Platz{NB}33 für Platz{NB}2",)


def test_lot_and_composition_come_as_they_were_typed(evening):
    def typed(session, council):
        selection.save_figures(session, council.id, invited=1656, first_stage="Aus dem Register.")
        selection.save_trait(
            session, council.id, None, [TypedRow("Frauen", "50,8", "17"), TypedRow("Männer", "49,2", "15")],
            title="Geschlecht", unit="share", others=False, members=None, population=None, base="", source="",
            as_of="", explanation="",
        )  # fmt: skip

    change(evening, typed)
    lot = outline(evening).lot
    assert lot.figures == (("angeschrieben", 1656),)
    assert [group.label for group in lot.compositions[0].groups] == ["Frauen", "Männer"]


def test_chapters_come_in_the_councils_order(evening):
    def arrange(session, council):
        chapters.write(session, council.id, "foreword", "Liebe **Leute**")
        chapters.move(session, council.id, "foreword", up=True)

    change(evening, arrange)
    told = outline(evening)
    assert told.parts[0].key == "foreword"
    assert told.part("foreword").text == "Liebe **Leute**"
    assert Read(build(told)).paragraphs("Heading1")[0] == "Vorwort"


@pytest.mark.parametrize("withdrawn", [False, True])
def test_guiding_sentences_are_those_that_stand(evening, withdrawn):
    def draft(session, council):
        made = drafting.capture(
            session, council, measure=None, around=None, account_id=None,
            texts={"kind": "guiding", "title": "Technik dient", "wording": "Technik dient den Menschen."},
        )  # fmt: skip
        if withdrawn:
            drafting.withdraw(session, session.get_one(Recommendation, made.id))

    change(evening, draft)
    assert len(outline(evening).guiding) == (0 if withdrawn else 1)


def test_imprint_comes_from_the_set_up(evening):
    def write(session, council):
        council.imprint = "Herausgeberin: Stadt"

    change(evening, write)
    assert Read(build(outline(evening))).paragraphs("Heading1")[0] == "Impressum"

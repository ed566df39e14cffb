"""A Sammelabstimmung on paper: one printed ballot, and a stack as numbers per question."""

import html
import re

import pytest
from sqlalchemy import func, select

from facilitation import db
from facilitation.participants.models import Seat
from facilitation.voting.models import RollEntry, Round, Stack

from ..together import bundle, plan_lines, put_together
from .cockpit_fixtures import mo, stranger
from .cockpits import desk
from .test_cockpit import words
from .test_together import cast, press

__all__ = ["mo", "stranger"]
CODES = ("M7", "M8")


@pytest.fixture
def held(mo, evening):
    """Two votes, open; seats 2 and 5 vote on paper, seat 5 is left out of the second."""
    with db.transaction() as session:
        for number in (2, 5):
            session.get_one(Seat, evening.seat_ids[number - 1]).channel = "paper"
    rounds = bundle(evening)
    press(mo)
    mo.command("leave_out", "text_shown", round=rounds[1], seat=5, reason="conflict")
    press(mo)
    return rounds


def numbers(held, *lines, seats=(), evening=None, blank=()):
    """Fields of the stack's form; a line is (Ja, Nein, Enthaltung)."""
    fields = {}
    for around, code, line in zip(held, CODES, lines, strict=True):
        for name, typed in zip(("yes", "no", "abstain"), line, strict=True):
            fields[f"stack:n.{around}.{code}.{name}"] = str(typed)
    fields |= {f"stack:without.{held[at]}": str(n) for at, n in enumerate(blank)}
    return fields | {f"stack:seat.{evening.seat_ids[n - 1]}": "1" for n in seats}


def enter(mo, evening, held, *lines, seats=(2, 5), state="open", **more):
    fields = numbers(held, *lines, seats=seats, evening=evening, **more)
    return mo.command("stack_together", state, round=held[0], **fields)


def stored():
    with db.reading() as session:
        return {stack.round_id: dict(stack.counted) for stack in session.query(Stack)}


def test_a_stack_is_entered_as_numbers_per_question(mo, evening, held):
    page = mo.page()
    assert f'name="stack:n.{held[1]}.M8.yes"' in page
    assert 'data-name="M8" data-not-of="' + str(evening.seat_ids[4]) in page
    assert enter(mo, evening, held, (1, 1, 0), (0, 0, 0), blank=("", 1)).json == {"ok": True}
    assert stored() == {
        held[0]: {"ballots": 2, "M7": {"yes": 1, "no": 1, "abstain": 0}},
        held[1]: {"ballots": 1, "M8": {"yes": 0, "no": 0, "abstain": 0}},
    }
    assert mo.picture().poll.paper_missing == []
    assert "Platz 5 liegt im Stapel" in words(mo.page())
    for around, code in zip(held, CODES, strict=True):
        cast(around, evening.seat_ids[0], "yes", code)
    mo.command("close", "open", round=held[0])
    press(mo)
    press(mo)
    with db.reading() as session:
        shown = [session.get_one(Round, around) for around in held]
        assert [
            each.result["options"][code]["counts"]["yes"]
            for each, code in zip(shown, CODES, strict=True)
        ] == [2, 1]
        assert [each.channels for each in shown] == [
            {"phone": 1, "paper": 2},
            {"phone": 1, "paper": 1},
        ]


@pytest.mark.parametrize(
    ("lines", "seats", "status", "sentence"),
    [
        (((2, 1, 0), (1, 0, 0)), (2, 5), 422, "M7: Das sind 3 Stimmen, aber 2 Papier-Plätze: 1 zu viel."),
        (((2, 0, 0), (2, 0, 0)), (2, 5), 422, "M8: Das sind 2 Stimmen, aber 1 Papier-Platz: 1 zu viel."),
        (((1, 0, 0), (1, 0, 0)), (5,), 422, "M8: Das ist 1 Stimme, aber 0 Papier-Plätze: 1 zu viel."),
        (((1, 0, 0), (1, 0, 0)), (1,), 400, "Für Platz 1 ist kein Papier vorgemerkt."),
        (((0, 0, 0), (0, 0, 0)), (), 422, "wessen Stimmzettel im Stapel liegen"),
        ((("x", 0, 0), (0, 0, 0)), (2,), 422, "ganze Zahl"),
    ],
)  # fmt: skip
def test_nothing_is_kept_of_a_stack_that_does_not_add_up(
    mo, evening, held, lines, seats, status, sentence
):
    answer = enter(mo, evening, held, *lines, seats=seats)
    assert (answer.status_code, sentence in answer.json["message"]) == (status, True), answer.json
    assert stored() == {}
    assert mo.picture().poll.paper_missing == [2, 5]


def test_fields_of_other_questions_are_refused(mo, evening, held):
    one = {f"stack:n.{held[0]}.M7.{name}": "0" for name in ("yes", "no", "abstain")}
    seat = {f"stack:seat.{evening.seat_ids[1]}": "1"}
    for more in ({}, {"stack:n.999.M8.yes": "1"}, {"stack:n..M8.yes": "1"}, {"stack:n.x": "1"}):
        answer = mo.command("stack_together", "open", round=held[0], **one, **seat, **more)
        assert answer.status_code in (409, 422), answer.json
    assert stored() == {}


def test_a_paper_is_entered_singly_or_lies_in_the_stack(mo, evening, held):
    single = {"round": held[0], "seat": evening.seat_ids[1], f"mark:{held[0]}": "yes"}
    assert mo.command("paper_together", "open", **single).status_code == 200
    answer = enter(mo, evening, held, (2, 0, 0), (1, 0, 0))
    assert "Platz 2 ist schon einzeln erfasst" in answer.json["message"]
    assert enter(mo, evening, held, (1, 0, 0), (0, 0, 0), seats=(5,)).status_code == 200
    answer = mo.command("paper_together", "open", **single | {"seat": evening.seat_ids[4]})
    assert "liegt im Stapel" in answer.json["message"]


def test_a_stack_is_replaced_and_put_away_while_all_are_closed(mo, evening, held):
    enter(mo, evening, held, (2, 0, 0), (1, 0, 0))
    mo.command("close", "open", round=held[0])
    assert enter(mo, evening, held, (0, 1, 0), (0, 1, 0), seats=(2,)).status_code == 200
    assert mo.picture().poll.paper_missing == [5]
    assert mo.command("drop_stack_together", "closed", round=held[0]).status_code == 200
    assert stored() == {}
    assert mo.picture().poll.paper_missing == [2, 5]
    assert mo.command("drop_stack_together", "closed", round=held[0]).status_code == 409


def test_a_second_person_reads_which_questions_differ(app, mo, evening, held):
    enter(mo, evening, held, (2, 0, 0), (1, 0, 0))

    def confirm(by, *lines):
        fields = numbers(held, *lines, evening=evening)
        return by.command("confirm_stack_together", "open", round=held[1], **fields)

    assert "selbst eingegeben" in confirm(mo, (2, 0, 0), (1, 0, 0)).json["message"]
    other = desk(app, evening, "minutes", "Zweite")
    answer = confirm(other, (2, 0, 0), (0, 1, 0))
    assert (answer.status_code, "bei: M8." in answer.json["message"]) == (409, True)
    assert "Vier Augen: Eine zweite Person zählt nach" in words(mo.page())
    assert confirm(other, (2, 0, 0), (1, 0, 0)).status_code == 200
    assert "Eine zweite Person hat dieselben Zahlen gezählt" in words(other.page())


def test_who_is_still_typing_a_paper_while_it_closes_has_lost_nothing(mo, evening, held):
    mo.command("close", "open", round=held[0])
    single = {"round": held[0], "seat": evening.seat_ids[1], f"mark:{held[0]}": "yes"}
    assert mo.command("paper_together", "open", **single).status_code == 200
    with db.reading() as session:
        entered = select(func.count(RollEntry.id)).where(RollEntry.seq > 0)
        assert session.scalar(entered) == 1


def test_one_ballot_is_printed_with_all_questions(mo, stranger, evening):
    plan_lines(evening, 1, method="doubt", question="Trägt das der Rat?")
    held = put_together(evening, plan_more(evening))
    with db.reading() as session:
        number = session.get_one(Round, held[0]).bundle_id
    path = f"/druck/stimmzettel/zusammen/{number}"
    for query in ("", "?gross", "?gross&platz"):
        answer = mo.get(f"{mo.root}{path}{query}")
        seen = words(answer.get_data(as_text=True))
        assert seen.index("1. Vorschlag 1") < seen.index("2. Idee A") < seen.index("3. Idee B")
        assert "Trägt das der Rat?" in seen
        assert answer.get_data(as_text=True).count('class="tick"') == 4 + 3 + 3
    assert stranger.get(f"{stranger.root}{path}").status_code == 404
    assert mo.get(f"{mo.root}/druck/stimmzettel/zusammen/999").status_code == 404
    item = f"{mo.root}/vorbereitung/4/punkt/{evening.item_ids[1]}"
    assert path in mo.page(item)


def plan_more(evening):
    """Two plain votes behind the one that is there; all of them."""
    from facilitation.meetings.models import Item
    from facilitation.voting import polls

    with db.transaction() as session:
        item = session.get_one(Item, evening.item_ids[1])
        for title in ("Idee A", "Idee B"):
            polls.plan(
                session,
                item,
                method="yes_no",
                mode="simple",
                question="Soll der Rat das empfehlen?",
                subjects=[("F1", "text", 0, title)],
            )
        return [poll.id for poll in polls.of_item(session, item.id)]


def test_the_paper_panel_leads_to_the_ballot_with_all_questions(mo, evening, held):
    with db.reading() as session:
        number = session.get_one(Round, held[0]).bundle_id
    found = re.findall(r'href="([^"]+/druck/stimmzettel/[^"]+)"', html.unescape(mo.page()))
    assert found == [f"{mo.root}/druck/stimmzettel/zusammen/{number}"]

"""Counts typed in at the cockpit: stacks of paper, a second person."""

import pytest

from facilitation import db
from facilitation.meetings import log
from facilitation.participants.models import Seat
from facilitation.voting.models import RollEntry, Round, Stack

from .cockpit_fixtures import mo, stranger
from .cockpits import desk
from .test_cockpit import fresh, words

__all__ = ["mo", "stranger"]

NUMBERS = ("yes", "no", "abstain")


@pytest.fixture
def around(evening):
    """An open round in which seats 2 and 5 vote on paper."""
    with db.transaction() as session:
        for number in (2, 5):
            session.get_one(Seat, evening.seat_ids[number - 1]).channel = "paper"
    return evening.begin_vote()


def typed(yes="", no="", abstain="", **more):
    numbers = dict(zip(NUMBERS, (yes, no, abstain), strict=True))
    fields = {f"stack:n.M7.{name}": str(number) for name, number in numbers.items()}
    return fields | {f"stack:{name}": str(value) for name, value in more.items()}


def seats(evening, *numbers):
    return {f"stack:seat.{evening.seat_ids[number - 1]}": "1" for number in numbers}


def stack(mo, evening, around, *numbers, from_state="open", **counts):
    fields = seats(evening, *numbers) | typed(**counts)
    return mo.command("stack", from_state, round=around, **fields)


def stored():
    with db.reading() as session:
        return [dict(stack.counted) for stack in session.query(Stack)]


def test_a_stack_is_stored_and_its_seats_have_arrived(mo, evening, around):
    evening.cast(1, "yes")
    assert stack(mo, evening, around, 2, 5, yes=1, no=1).json == {"ok": True}
    assert stored() == [{"ballots": 2, "M7": {"yes": 1, "no": 1, "abstain": 0}}]
    page = words(fresh(mo))
    assert "2 von 2 erfasst" in page
    assert "Platz 2 liegt im Stapel" in page
    assert mo.picture().poll.arrived == 3


def test_a_stack_that_does_not_add_up_says_by_how_much(mo, evening, around):
    refused = stack(mo, evening, around, 2, 5, yes=2, no=1)
    assert refused.status_code == 422
    assert refused.json["message"] == "Das sind 3 Stimmen, aber 2 Papier-Plätze: 1 zu viel."
    assert stored() == []
    with db.reading() as session:
        assert session.query(RollEntry).filter_by(arrived=True).count() == 0


@pytest.mark.parametrize(
    "bad",
    [
        {"yes": "-1", "no": "3"},
        {"yes": "99999"},
        {"yes": "zwei"},
        {"yes": "1", "no": "1", "without": "1"},
        {"yes": "1", "no": "1", "seat.0": "1"},
        {"yes": "1", "no": "1", "seat.x": "1"},
        {"yes": "1", "no": "1", "n.M8.yes": "1"},
        {"yes": "1", "no": "1", "seat." + "9" * 40: "1"},
    ],
)
def test_bad_numbers_are_refused_with_a_sentence(mo, evening, around, bad):
    refused = stack(mo, evening, around, 2, 5, **bad)
    assert refused.status_code in (404, 422)
    assert len(refused.json["message"]) > 20
    assert stored() == []


def test_typing_goes_on_while_the_round_is_closed_and_ends_with_the_count(mo, evening, around):
    evening.command("close")
    assert stack(mo, evening, around, 2, 5, yes=2).status_code == 200
    assert stack(mo, evening, around, 2, from_state="closed", no=1).status_code == 200
    evening.command("count")
    for state in ("open", "closed", "counted"):
        assert stack(mo, evening, around, 2, from_state=state, yes=1).status_code == 409
    assert [entry["ballots"] for entry in stored()] == [1]


def test_foreign_rounds_and_seats_are_not_found(mo, stranger, evening, around):
    stranger.evening.begin_vote()
    assert stack(stranger, evening, around, 2, 5, yes=2).status_code == 404
    own = stranger.evening.round_id
    assert stack(stranger, evening, own, 2, 5, yes=2).status_code == 404
    assert stored() == []


def test_no_page_tells_what_lies_in_a_stack(mo, evening, around):
    looks = []
    for counts in ({"yes": 2}, {"no": 2}, {"yes": 1, "abstain": 1}):
        stack(mo, evening, around, 2, 5, **counts)
        page = words(fresh(mo))
        looks.append(page[page.index("Papierstimmen") : page.index("Wer fehlt noch?")])
    assert len(set(looks)) == 1


def test_the_log_tells_of_the_stack_and_of_no_answer(mo, evening, around):
    stack(mo, evening, around, 2, 5, yes=2)
    mo.command("drop_stack", "open", round=around)
    with db.reading() as session:
        told = [log.sentence(entry) for entry in log.entries(session, evening.council_id)]
    assert told[-2:] == [
        "Maßnahme 7: Stapel erfasst, 2 Stimmzettel auf Papier",
        "Maßnahme 7: eingegebene Zahlen wieder verworfen",
    ]
    assert stored() == []


def test_who_typed_it_in_cannot_confirm_it_and_a_second_person_can(app, mo, evening, around):
    stack(mo, evening, around, 2, 5, yes=1, no=1)
    refused = mo.command("confirm_stack", "open", round=around, **typed(yes=1, no=1))
    assert (refused.status_code, "zweite Person" in refused.json["message"]) == (400, True)
    second = desk(app, evening, "minutes", "Eva")
    different = second.command("confirm_stack", "open", round=around, **typed(yes=2))
    assert different.status_code == 409
    assert "andere als die zuerst eingegebenen" in different.json["message"]
    assert "Vier Augen: Eine zweite Person zählt nach" in words(fresh(mo))
    assert second.command("confirm_stack", "open", round=around, **typed(yes=1, no=1)).json == {
        "ok": True
    }
    assert "Eine zweite Person hat dieselben Zahlen gezählt" in words(fresh(mo))


def test_the_big_button_leads_to_missing_paper_until_the_stack_is_in(mo, evening, around):
    evening.command("close")
    page = words(fresh(mo))
    assert "2 Papierstimmen fehlen noch" in page
    assert "Papierstimmen erfassen" in page
    stack(mo, evening, around, 2, 5, from_state="closed", yes=2)
    page = words(fresh(mo))
    assert "fehlen noch" not in page
    assert "Ergebnis zeigen auf Beamer und Handys" in page


def test_a_roll_call_has_no_stack_since_each_seat_is_shown_with_its_vote(mo, evening, around):
    with db.transaction() as session:
        session.get_one(Round, around).poll.mode = "roll_call"
    refused = stack(mo, evening, around, 2, 5, yes=2)
    assert "Bei einer namentlichen Abstimmung" in refused.json["message"]
    page = words(fresh(mo))
    assert "Bei einer namentlichen Abstimmung" in page
    assert "Als Stapel erfassen" not in page
    assert stored() == []


def test_the_panel_says_that_little_paper_is_not_confidential(mo, evening, around):
    assert "sind dem Team gegenüber nicht vertraulich" in words(fresh(mo))


def test_a_rating_on_paper_can_be_a_stack(mo, evening):
    evening.start()
    evening.arrive()
    evening.move_on()
    evening.move_on()
    mo.command("seat_channel", seat=evening.seat_ids[0], channel="paper")
    mo.command("seat_channel", seat=evening.seat_ids[1], channel="paper")
    around = evening.rate([])
    names = [
        f"stack:n.{measure}.{criterion}.{step}"
        for measure in ("M7", "M8")
        for criterion in ("nutzen", "aufwand")
        for step in range(1, 6)
    ]
    numbers = dict.fromkeys(names, "") | {
        "stack:n.M7.nutzen.5": "2",
        "stack:n.M8.aufwand.1": "1",
    }
    fields = seats(evening, 1, 2) | numbers
    wrong = mo.command("stack", "open", round=around, **fields | {"stack:n.M7.nutzen.4": "1"})
    assert (
        wrong.json["message"] == "M7, Nutzen: Das sind 3 Stimmen, aber 2 Papier-Plätze: 1 zu viel."
    )
    assert mo.command("stack", "open", round=around, **fields).status_code == 200
    evening.finish(around, "close", "show")
    with db.reading() as session:
        found = session.get_one(Round, around).result["options"]["M7"]["criteria"]["nutzen"]
    assert (found["n"], found["mean"]) == (2, "5")

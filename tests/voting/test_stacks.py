"""A stack of paper beside the ballots: added up like one pile, never half-stored."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitation import db
from facilitation.councils.models import Council
from facilitation.errors import Conflict, Invalid, NotFound, Refused
from facilitation.participants.models import Seat
from facilitation.report import archive
from facilitation.voting import recount, roll, stacks, tally, typed_counts
from facilitation.voting.methods import METHODS, Question
from facilitation.voting.models import RollEntry, Round, Stack
from facilitation.voting.typed_counts import DoesNotAddUp, Paper

from . import polls as examples

METHODS_WITH_STACKS = [method for method in examples.POLLS if method != "ranking"]


def question_of(method):
    way = METHODS[method]
    settings = examples.POLLS[method].get("settings") or {}
    return Question(tuple(examples.OPTIONS), way.settings(settings, examples.OPTIONS))


def wording_of(method):
    options = [{"key": key, "code": key, "title": key} for key in examples.OPTIONS]
    return {"options": options, "settings": dict(question_of(method).settings)}


def typed_from(method, ballots):
    """What somebody types who has counted these ballots by hand."""
    counted = METHODS[method].tally(ballots, question_of(method))
    fields = {}
    for each in typed_counts.numbers(method, wording_of(method)):
        place = counted
        for step in each.path:
            place = place[step]
        fields |= {each.field(name): str(place[name]) for name in each.names}
    return fields


def whole_ballots(method):
    """Ballots as people may hand them in; where each option wants an answer, all have one."""
    if typed_counts.is_exact(method, wording_of(method)):
        return st.lists(
            st.fixed_dictionaries(dict.fromkeys(examples.OPTIONS, examples.MARKS[method])),
            max_size=12,
        )
    return examples.ballots(method, most=12)


@pytest.mark.parametrize("method", METHODS_WITH_STACKS)
@given(data=st.data())
def test_a_stack_beside_ballots_counts_like_all_of_them_together(method, data):
    by_phone = data.draw(whole_ballots(method))
    on_paper = data.draw(whole_ballots(method))
    rule = examples.POLLS[method].get("rule")
    seats = {"members": 40, "present": 30}
    read = typed_counts.read(
        method, wording_of(method), typed_from(method, on_paper), Paper(len(on_paper)), 0
    )
    assert read["ballots"] == len(on_paper)

    number = read["ballots"]
    given_counts = {key: value for key, value in read.items() if key != "ballots"}
    together = tally.count(
        method,
        by_phone,
        question_of(method),
        rule=rule,
        counted=METHODS[method].read_counted(given_counts, question_of(method), number),
        more=number,
        **seats,
    )

    alone = tally.count(method, [*on_paper, *by_phone], question_of(method), rule=rule, **seats)
    assert together == alone
    poll = examples.poll(method, by_phone, counted=read, seats=seats)
    assert recount.recount(poll) == alone


def test_rankings_and_texts_are_entered_one_by_one():
    assert typed_counts.numbers("ranking", wording_of("ranking")) == []
    assert typed_counts.numbers("text", {"options": []}) == []


@pytest.mark.parametrize(
    ("typed", "paper", "without", "sentence"),
    [
        ((5, 3, 1), Paper(8), 0, "Das sind 9 Stimmen, aber 8 Papier-Plätze: 1 zu viel."),
        ((1, 0, 0), Paper(2), 0, "Das ist 1 Stimme, aber 2 Papier-Plätze: 1 zu wenig."),
        (
            (1, 0, 0),
            Paper(3),
            1,
            "Das ist 1 Stimme und 1 ohne gültige, aber 3 Papier-Plätze: 1 zu wenig.",
        ),
        (
            (20, 8, 1),
            Paper(28, hands=True),
            0,
            "Das sind 29 Stimmen, aber 28 Personen im Raum: 1 zu viel.",
        ),
    ],
)
def test_numbers_that_do_not_add_up_are_refused_with_the_difference(
    typed, paper, without, sentence
):
    wording = {"options": [{"key": "M7", "code": "M7", "title": "-"}]}
    fields = dict(zip(("M7.yes", "M7.no", "M7.abstain"), map(str, typed), strict=True))
    with pytest.raises(DoesNotAddUp) as refused:
        typed_counts.read("yes_no", wording, fields, paper, without)
    assert refused.value.sentence() == sentence


@pytest.mark.parametrize(
    ("method", "changed", "words"),
    [
        ("rating", {"A.gain.2": "3"}, "A: Das sind 3 Stimmen, aber 2 Papier-Plätze: 1 zu viel."),
        ("resistance", {"B.10": "3"}, "B: Das sind 3 Stimmen"),
        ("choice", {"A.count": "3"}, "A: Das sind 3 Stimmen"),
        ("choice", {"A.count": "2", "B.count": "2", "C.count": "1"}, "höchstens 4 passen dazu, 1 zu viel"),
        ("dots", {"A.points": "6", "A.people": "2", "B.points": "5", "B.people": "2"}, "höchstens 10 passen dazu, 1 zu viel"),
        ("dots", {"A.points": "1", "A.people": "2"}, "A: Punkte und Personen passen nicht zusammen."),
    ],
)  # fmt: skip
def test_each_method_refuses_what_its_ballots_cannot_give(method, changed, words):
    with pytest.raises(DoesNotAddUp) as refused:
        typed_counts.read(method, wording_of(method), typed_from(method, []) | changed, Paper(2), 0)
    assert words in refused.value.sentence()


@pytest.mark.parametrize(
    "typed", ["-1", "1.5", "viele", "99999", "９", "1e3", "0x1", "🗳", "1" * 9000]
)
def test_what_is_no_number_is_refused(typed):
    wording = {"options": [{"key": "M7", "code": "M7", "title": "-"}]}
    with pytest.raises(Invalid):
        typed_counts.read(
            "yes_no", wording, {"M7.yes": typed, "M7.no": "", "M7.abstain": ""}, Paper(1), 0
        )


@pytest.mark.parametrize("fields", [{}, {"M7.yes": "1"}, {"M7.yes": "1", "M8.yes": "1"}])
def test_fields_that_were_not_asked_for_are_refused(fields):
    wording = {"options": [{"key": "M7", "code": "M7", "title": "-"}]}
    with pytest.raises(Invalid):
        typed_counts.read("yes_no", wording, fields, Paper(1), 0)


def test_an_invalid_paper_of_a_vote_counts_as_a_blank_ballot():
    wording = {"options": [{"key": "M7", "code": "M7", "title": "-"}]}
    fields = {"M7.yes": "1", "M7.no": "", "M7.abstain": ""}
    read = typed_counts.read("yes_no", wording, fields, Paper(2), 1)
    assert read == {"ballots": 2, "M7": {"yes": 1, "no": 0, "abstain": 0}}


# With rows -----------------------------------------------------------------------------------


@pytest.fixture
def around(evening):
    """An open round in which seats 2, 4 and 5 vote on paper."""
    with db.transaction() as session:
        for number in (2, 4, 5):
            session.get_one(Seat, evening.seat_ids[number - 1]).channel = "paper"
    return evening.begin_vote()


def fields(yes=0, no=0, abstain=0):
    return {"M7.yes": str(yes), "M7.no": str(no), "M7.abstain": str(abstain)}


def enter(evening, around, numbers, *, blank="", account_id=None, **counts):
    with db.transaction() as session:
        seats = [evening.seat_ids[number - 1] for number in numbers]
        stacks.enter_paper(
            session,
            session.get_one(Round, around),
            seats,
            fields(**counts),
            blank=blank,
            account_id=account_id,
        )


def arrived(evening, around):
    """Numbers of the seats whose ballot is in."""
    with db.reading() as session:
        there = session.query(RollEntry).filter_by(round_id=around, arrived=True)
        return sorted(evening.seat_ids.index(entry.seat_id) + 1 for entry in there)


def result(around):
    with db.reading() as session:
        found = session.get_one(Round, around)
        return found.result["options"]["M7"]["counts"], found.channels


def test_a_stack_is_counted_with_the_phones_and_marks_its_seats(evening, around):
    evening.cast(1, "yes")
    evening.cast(3, "no")
    enter(evening, around, (2, 4, 5), yes=2, abstain=1)
    assert arrived(evening, around) == [1, 2, 3, 4, 5]
    evening.command("close")
    evening.command("show")
    assert result(around) == ({"yes": 3, "no": 1, "abstain": 1}, {"phone": 2, "paper": 3})


def test_a_newer_stack_replaces_the_older_one(evening, around):
    enter(evening, around, (2, 4, 5), yes=3)
    enter(evening, around, (2, 5), no=2)
    assert arrived(evening, around) == [2, 5]
    evening.command("close")
    enter(evening, around, (2,), no=1)
    evening.command("show")
    assert result(around) == ({"yes": 0, "no": 1, "abstain": 0}, {"paper": 1})


def test_nothing_of_a_stack_that_does_not_add_up_is_kept(evening, around):
    enter(evening, around, (2,), yes=1)
    with pytest.raises(DoesNotAddUp):
        enter(evening, around, (2, 4), yes=3)
    assert arrived(evening, around) == [2]
    with db.reading() as session:
        assert [stack.counted["ballots"] for stack in session.query(Stack)] == [1]


def test_a_ballot_is_entered_singly_or_lies_in_the_stack(evening, around):
    evening.cast(2, "yes", channel="paper")
    with pytest.raises(Refused, match="Platz %\\(seat\\)s ist schon einzeln"):
        enter(evening, around, (2, 4), yes=2)
    enter(evening, around, (4, 5), yes=2)
    with pytest.raises(Refused, match="liegt im Stapel"):
        evening.cast(4, "no", channel="paper")
    enter(evening, around, (5,), yes=1)
    evening.cast(4, "no", channel="paper")
    evening.command("close")
    evening.command("show")
    assert result(around) == ({"yes": 2, "no": 1, "abstain": 0}, {"paper": 3})


def test_who_voted_with_a_phone_has_no_second_ballot_on_paper(evening, around):
    evening.cast(1, "yes")
    with pytest.raises(Refused, match="schon mit einem Gerät"):
        evening.cast(1, "yes", channel="paper", seq=2)
    with pytest.raises(Refused, match="schon mit einem Gerät"):
        enter(evening, around, (1, 2), yes=2)
    with pytest.raises(Refused, match="kein Papier vorgemerkt"):
        enter(evening, around, (2, 3), yes=2)


def test_a_foreign_seat_is_not_found(evening, around):
    with db.transaction() as session, pytest.raises(NotFound):
        stacks.enter_paper(session, session.get_one(Round, around), [10**6], fields(yes=1))


@pytest.mark.parametrize("state", ["text_shown", "counted", "shown", "cancelled"])
def test_a_stack_is_entered_while_the_round_is_open_or_closed(evening, around, state):
    with db.transaction() as session:
        session.get_one(Round, around).state = state
    with pytest.raises(Conflict):
        enter(evening, around, (2,), yes=1)


def test_seats_of_a_stack_stay_on_paper_and_opening_stays_done(evening, around):
    enter(evening, around, (2,), yes=1)
    with db.transaction() as session:
        found = session.get_one(Round, around)
        with pytest.raises(Refused):
            roll.switch_channel(session, found, evening.seat_ids[1], "phone")
    with pytest.raises(Refused, match="schon Stimmen da"):
        evening.command("undo_open")


def test_a_stack_that_is_put_away_leaves_its_seats_open(evening, around):
    enter(evening, around, (2, 4, 5), yes=3)
    with db.transaction() as session:
        stacks.take_back(session, session.get_one(Round, around))
    assert arrived(evening, around) == []
    evening.cast(2, "yes", channel="paper")
    assert arrived(evening, around) == [2]


def test_a_cancelled_round_keeps_no_stack(evening, around):
    enter(evening, around, (2,), yes=1)
    evening.command("cancel", "Feueralarm")
    with db.reading() as session:
        assert session.query(Stack).count() == 0


def test_a_second_person_confirms_by_counting_the_same(evening, around):
    enter(evening, around, (2, 4), yes=1, no=1)

    def confirm(**counts):
        with db.transaction() as session:
            found = session.get_one(Round, around)
            stacks.confirm(session, found, fields(**counts), account_id=7)

    with pytest.raises(Conflict, match="andere als die zuerst"):
        confirm(yes=2)
    confirm(yes=1, no=1)
    with db.reading() as session:
        assert session.query(Stack).one().confirmed_at
    enter(evening, around, (2, 4), yes=2)
    with db.reading() as session:
        assert session.query(Stack).one().confirmed_at is None


def test_the_archive_holds_ballots_and_stack_and_counts_to_the_same(evening, around):
    evening.cast(1, "yes")
    evening.cast(3, "no")
    enter(evening, around, (2, 4, 5), blank="1", yes=2)
    evening.command("close")
    evening.command("show")
    with db.reading() as session:
        kept = archive.archive(session, session.get_one(Council, evening.council_id))
    entry = next(poll for poll in kept["polls"] if poll["id"] == f"round-{around}")
    assert entry["ballots"] == [{"M7": "no"}, {"M7": "yes"}]
    assert entry["counted"] == {"ballots": 3, "M7": {"yes": 2, "no": 0, "abstain": 0}}
    again = recount.recount(recount.read(archive_text(kept)))
    assert list(recount.compare(kept, again)) == []
    entry["counted"]["M7"]["yes"] = 1
    assert list(recount.compare(kept, recount.recount(kept)))


def archive_text(kept):
    import json

    return json.dumps(kept)

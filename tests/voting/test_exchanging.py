"""A ranking is corrected ballot by ballot; every figure is what a recount of them gives."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitation import db
from facilitation.errors import Invalid, Refused
from facilitation.participants.models import Seat
from facilitation.voting import correcting, exchanging, tally, words
from facilitation.voting.casting import Cast
from facilitation.voting.methods import METHODS, Question
from facilitation.voting.models import Round
from facilitation.voting.writer import writer

OPTIONS = ("M7", "M8", "F1")
QUESTION = Question(OPTIONS, {"min": 1})
RANKED = st.lists(st.sampled_from(OPTIONS), min_size=1, max_size=3, unique=True).map(
    lambda ranked: {"ranked": ranked}
)


@given(ballots=st.lists(RANKED, min_size=1, max_size=8), into=RANKED)
def test_exchanged_figures_are_those_of_the_other_ballots(ballots, into):
    def counted(of):
        given_counts = exchanging._as_counts(METHODS["ranking"].tally(of, QUESTION))
        return {"ballots": len(of), **given_counts}

    less = exchanging._added(counted(ballots), counted(ballots[:1]), -1)
    more = exchanging._added(less, counted([into]), 1)
    assert less == counted(ballots[1:])
    assert more == counted([*ballots[1:], into])
    given_counts = {key: value for key, value in more.items() if key != "ballots"}
    read = METHODS["ranking"].read_counted(given_counts, QUESTION, more["ballots"])
    assert read == METHODS["ranking"].tally([*ballots[1:], into], QUESTION)


@pytest.fixture
def around(evening):
    """A sealed ranking, shown: five by phone say M7 before M8, the sixth came on paper: M8."""
    evening.begin_vote()
    evening.command("close")
    evening.command("show")
    with db.transaction() as session:
        session.get_one(Seat, evening.seat_ids[5]).channel = "paper"
    by_phone = [{"ranked": ["M7", "M8"]}] * 5
    found = evening.ask("ranking", {"min": 1}, by_phone, lines=("Bäume",), mode="sealed")
    writer.cast(Cast(found, evening.seat_ids[5], "paper", {"ranked": ["M8"]}, "paper-key-1"))
    evening.finish(found, "close", "show")
    return found


def exchange(around, out=None, into=None, reason="Vertippt."):
    with db.transaction() as session:
        exchanging.exchange(
            session,
            session.get_one(Round, around),
            out and {"ranked": out},
            into and {"ranked": into},
            reason,
            role="minutes",
        )


def stands(around):
    with db.reading() as session:
        found = session.get_one(Round, around)
        return found.stands.result, found.stands.channels, words.addenda(found, 6)


def naive(*ranked):
    ballots = [{"ranked": list(each)} for each in ranked]
    return tally.count("ranking", ballots, QUESTION, rule=None, members=6, present=6)


PHONES = (("M7", "M8"),) * 5


def test_a_mistyped_ballot_is_exchanged(around):
    exchange(around, ["M8"], ["F1", "M8", "M7"])
    result, channels, [addendum] = stands(around)
    assert result == naive(*PHONES, ("F1", "M8", "M7"))
    assert channels == {"phone": 5, "paper": 1}
    assert [name for name, _counts in addendum.changed] == [
        "M7 Sensoren melden, wann Stadtbäume Wasser brauchen",
        "M8 Eine Karte zeigt freie Parkplätze",
        "Bäume",
    ]
    assert "Vorher: M7 Sensoren" in addendum.told_of_all()


def test_a_ballot_too_much_goes_and_a_forgotten_one_comes(around):
    exchange(around, out=["M8"])
    assert stands(around)[:2] == (naive(*PHONES), {"phone": 5})
    exchange(around, into=["F1"])
    assert stands(around)[:2] == (naive(*PHONES, ("F1",)), {"phone": 5, "paper": 1})


@pytest.mark.parametrize(
    ("out", "into", "sentence"),
    [
        (["F1"], ["M7"], "kann nicht unter den gezählten sein"),
        (["M8", "M7"], ["M7"], "kann nicht unter den gezählten sein"),
        (["M8"], ["M8"], "dieselben Zahlen"),
        (None, ["M7"], "mehr Stimmzettel als Plätze"),
        (["M8"], ["M8", "M8"], ""),
    ],
)
def test_what_cannot_be_is_refused(around, out, into, sentence):
    with pytest.raises(Invalid) as refused:
        exchange(around, out, into)
    assert sentence in refused.value.sentence()
    assert stands(around)[2] == ()


def test_what_no_hand_has_typed_in_is_left_alone(around):
    exchange(around, out=["M8"])
    with pytest.raises(Refused, match="Auf Papier kam hier kein"):
        exchange(around, out=["M7", "M8"])


def test_free_answers_have_nothing_to_correct(evening):
    evening.begin_vote()
    evening.command("close")
    evening.command("show")
    with db.transaction() as session:
        found = session.get_one(Round, evening.round_id)
        found.poll.method = "text"
        with pytest.raises(Refused, match="deshalb gibt es hier nichts zu berichtigen"):
            correcting.refuse_uncorrectable(found)

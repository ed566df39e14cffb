"""A correction stands beside what was shown, and is checked like any count."""

import pytest

from facilitation import db
from facilitation.errors import Invalid, Refused
from facilitation.voting import correcting, words
from facilitation.voting.models import Round

REASON = "Ein Stapel war vertippt."


@pytest.fixture
def around(evening):
    """Three Ja by phone, one Nein on paper, shown: 3 of 4, adopted."""
    evening.begin_vote()
    for number, mark in enumerate(("yes", "yes", "yes"), start=1):
        evening.cast(number, mark)
    from facilitation.voting import roll

    with db.transaction() as session:
        found = session.get_one(Round, evening.round_id)
        roll.switch_channel(session, found, evening.seat_ids[3], "paper")
    evening.cast(4, "no", channel="paper")
    evening.finish(evening.round_id, "close", "show")
    return evening.round_id


def correct(round_id, ballots, reason=REASON, **counts):
    with db.transaction() as session:
        found = session.get_one(Round, round_id)
        correcting.correct(
            session, found, {"ballots": ballots, "M7": counts}, reason, role="minutes"
        )


def said(round_id):
    with db.reading() as session:
        found = session.get_one(Round, round_id)
        return words.result_words(words.shown(found, 6), "M7"), words.addenda(found, 6)


def test_the_corrected_figure_decides_and_what_was_shown_stays(around):
    with db.reading() as session:
        shown = dict(session.get_one(Round, around).result)
    correct(around, 5, yes=3, no=2, abstain=0)

    result, [addendum] = said(around)
    assert result.counts.startswith("3\N{NO-BREAK SPACE}Ja · 2\N{NO-BREAK SPACE}Nein")
    assert result.adopted is False
    assert "Angenommen" not in result.verdict
    assert addendum.told("M7").endswith(
        "Grund: Ein Stapel war vertippt. Vorher: 3\N{NO-BREAK SPACE}Ja · 1\N{NO-BREAK SPACE}Nein"
        " · 0\N{NO-BREAK SPACE}Enthaltungen, angenommen."
    )
    assert "(Protokoll)" in addendum.sentence
    assert "2 auf Papier" in result.channels
    with db.reading() as session:
        assert session.get_one(Round, around).result == shown


def test_a_second_correction_stands_beside_the_first(around):
    correct(around, 5, yes=3, no=2, abstain=0)
    correct(around, 5, yes=4, no=1, abstain=0)
    result, addenda = said(around)
    assert result.adopted is True
    assert [each.was("M7")[:4] for each in addenda] == ["3\N{NO-BREAK SPACE}Ja"] * 2


@pytest.mark.parametrize(
    ("ballots", "counts", "sentence"),
    [
        (4, {"yes": 3, "no": 1, "abstain": 0}, "dieselben Zahlen"),
        (5, {"yes": 3, "no": 1, "abstain": 0}, "ergeben zusammen 4, Stimmzettel sind es 5"),
        (4, {"yes": 3, "no": 2, "abstain": 0}, "mehr Antworten als Stimmzettel"),
        (7, {"yes": 6, "no": 1, "abstain": 0}, "mehr Stimmzettel als Plätze"),
        (2, {"yes": 2, "no": 0, "abstain": 0}, "Handys zählen sich selbst"),
        (4, {"yes": 3, "maybe": 1}, "passen nicht zu dieser Abstimmung"),
    ],
)
def test_counts_that_cannot_be_are_refused_with_the_reason(around, ballots, counts, sentence):
    with pytest.raises(Invalid) as refused:
        correct(around, ballots, **counts)
    assert sentence in refused.value.sentence()
    assert said(around)[1] == ()


def test_it_needs_a_reason_and_a_shown_result(around, evening):
    with pytest.raises(Invalid):
        correct(around, 5, reason="", yes=3, no=2, abstain=0)
    with db.reading() as session, pytest.raises(Refused):
        correcting.refuse_uncorrectable(session.get_one(Round, evening.round_of(1)))


def test_every_method_types_what_it_counts():
    entries = {
        "rating": {"criteria": {"benefit": {"counts": {"1": 2}, "n": 2}}},
        "resistance": {"counts": {"0": 1}, "abstained": 2, "n": 1},
        "dots": {"points": 5, "people": 2, "n": 3},
        "choice": {"count": 4, "n": 5},
        "yes_no": {"counts": {"yes": 1}, "n": 1},
    }
    assert {method: correcting._counted(method, entry) for method, entry in entries.items()} == {
        "rating": {"benefit": {"1": 2}},
        "resistance": {"0": 1, "abstain": 2},
        "dots": {"points": 5, "people": 2},
        "choice": {"count": 4},
        "yes_no": {"yes": 1},
    }

"""Sentences about rules and results, as people read them."""

from fractions import Fraction

import pytest

from facilitation.voting import tally, words
from facilitation.voting.methods import Question
from facilitation.voting.models import CHANNELS
from facilitation.voting.rules import PRESETS, Rule


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ")


def result(yes, no, abstain, rule="two_thirds", present=28):
    data = PRESETS[rule].to_data() if PRESETS[rule] else None
    ballots = [{"M7": "yes"}] * yes + [{"M7": "no"}] * no + [{"M7": "abstain"}] * abstain
    counted = tally.count(
        "yes_no", ballots, Question(("M7",)), rule=data, members=32, present=present
    )
    held = words.Shown(
        method="yes_no",
        result=counted,
        wording={},
        rule=data,
        channels={"phone": len(ballots)},
        present=present,
        mode="simple",
    )
    return words.result_words(held, "M7")


def test_a_result_is_told_in_counts_with_their_base():
    told = result(21, 4, 2)

    assert plain(told.counts) == "21 Ja · 4 Nein · 2 Enthaltungen"
    assert plain(told.share) == "21 von 25 (84 %) Ja, nötig 17"
    assert told.verdict == "Angenommen."
    assert told.turnout == "27 von 28 Anwesenden haben abgestimmt."
    assert told.channels == "27 per Handy: 27 von 28 Anwesenden"


@pytest.mark.parametrize(
    ("channels", "said"),
    [
        ({}, ""),
        ({"phone": 27}, "27 per Handy: 27 von 32 Anwesenden"),
        ({"paper": 3, "phone": 29}, "29 per Handy, 3 auf Papier: 32 von 32 Anwesenden"),
        (
            {"helper": 1, "device": 1, "paper": 3, "tablet": 2, "phone": 25},
            "25 per Handy, 2 am Tablet, 1 mit Leihgerät, 1 mit Hilfe, 3 auf Papier: "
            "32 von 32 Anwesenden",
        ),
        ({"tablet": 0, "paper": 1}, "1 auf Papier: 1 von 32 Anwesenden"),
        ({"hands": 32}, "32 per Handzeichen: 32 von 32 Anwesenden"),
    ],
)
def test_a_result_names_the_ways_that_occur_in_one_order(channels, said):
    assert words.channel_words(channels, 32) == said


def test_every_way_on_the_roll_has_a_name():
    assert set(words.CHANNEL_NAMES) == set(CHANNELS)
    for channel in CHANNELS:
        assert words.per_channel({channel: 1}) == {channel: 1}
        assert words.channel_words({channel: 1}, 1).startswith("1 ")


def test_own_phones_are_not_among_the_other_ways():
    assert words.other_ways({"phone": 25, "tablet": 1, "paper": 2}) == "1 am Tablet, 2 auf Papier"
    assert words.other_ways({"phone": 25}) == ""


def test_one_abstention_is_singular():
    assert plain(result(1, 0, 1).counts) == "1 Ja · 0 Nein · 1 Enthaltung"


def test_small_bases_get_no_share():
    assert plain(result(10, 9, 0).share) == "10 von 19 Ja, nötig 13"


def test_no_decided_vote_is_said_in_words():
    told = result(0, 0, 5)

    assert told.share == "Es gab weder Ja- noch Nein-Stimmen."
    assert told.verdict == "Nicht angenommen."


def test_without_a_rule_no_verdict_is_printed():
    told = result(21, 4, 2, rule="none")

    assert (told.verdict, told.share, told.rule) == ("", "", "")


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (Rule(Fraction(2, 3)), "mindestens zwei Drittel der Ja- und Nein-Stimmen"),
        (Rule(Fraction(1, 2), ">"), "mehr als die Hälfte der Ja- und Nein-Stimmen"),
        (Rule(Fraction(3, 5)), "mindestens 60 % der Ja- und Nein-Stimmen"),
        (Rule(Fraction(5, 7), base="members"), "mindestens 5/7 aller Mitglieder"),
        (Rule(Fraction(1, 2), ">", "present"), "mehr als die Hälfte der Anwesenden"),
    ],
)
def test_a_rule_becomes_a_sentence(rule, sentence):
    assert plain(words.rule_words(rule)) == sentence


def test_before_opening_the_needed_count_names_its_condition():
    told = words.rule_before(PRESETS["two_thirds"], present=28, members=32)

    assert told == (
        "Nötig: mindestens zwei Drittel der Ja- und Nein-Stimmen. "
        "Wenn alle 28 mit Ja oder Nein stimmen: 19."
    )


@pytest.mark.parametrize(
    ("part", "base", "share"), [(1, 8, 13), (1, 3, 33), (2, 3, 67), (5, 200, 3)]
)
def test_shares_are_rounded_half_up(part, base, share):
    assert words.percent(part, base) == share

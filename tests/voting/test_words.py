"""Sentences about rules and results, as people read them."""

from fractions import Fraction

import pytest

from facilitation.voting import tally, words
from facilitation.voting.methods import METHODS, Question
from facilitation.voting.models import CHANNELS
from facilitation.voting.rules import PRESETS, Rule, needed


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
        ({"hands": 32}, "Handzeichen: 32 von 32 Anwesenden"),
    ],
)
def test_a_result_names_the_ways_that_occur_in_one_order(channels, said):
    assert words.channel_words(channels, 32) == said


def test_every_way_on_the_roll_has_a_name():
    assert set(words.CHANNEL_NAMES) == set(CHANNELS)
    for channel in CHANNELS:
        assert words.per_channel({channel: 1}) == {channel: 1}
        assert words.channel_words({channel: 1}, 1).endswith("1 von 1 Anwesenden")


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


def told(method, counts, rule=None, *, members=32, present=28, **wording):
    """A result in words, from so many ballots per answer."""
    settings = METHODS[method].settings(wording.pop("settings", {}), ["E1"])
    ballots = [{"E1": mark} for mark, number in counts.items() for _ in range(number)]
    data = rule.to_data() if rule else None
    counted = tally.count(
        method, ballots, Question(("E1",), settings), rule=data, members=members, present=present
    )
    held = words.Shown(
        method=method,
        result=counted,
        wording={"settings": settings, **wording},
        rule=data,
        channels={"phone": len(ballots)},
        present=present,
        mode="simple",
        members=members,
    )
    return words.result_words(held, "E1")


def test_a_doubt_is_told_with_stuttgarts_second_condition():
    said = told(
        "doubt", {"for": 40, "with_doubts": 12, "against": 8}, PRESETS["stuttgart"], present=60
    )

    assert plain(said.counts) == "Dafür 40 · Dafür mit Zweifel 12 · Dagegen 8 · Enthaltung 0"
    assert plain(said.share) == (
        "52 von 60 (87 %) dafür oder dafür mit Zweifel, nötig 40 · 40 zu 8"
    )
    assert said.sentence == (
        "60 von 60 Anwesenden haben abgestimmt. Nötig: Dafür und Dafür mit Zweifel zusammen "
        "mindestens zwei Drittel der Stimmen ohne Enthaltungen, also 40 von 60, "
        "und mehr Dafür als Dagegen (40 zu 8)."
    )
    assert (said.verdict, said.against, plain(said.mark)) == ("Angenommen.", 8, "nötig 40")


def test_enough_doubts_do_not_beat_those_against():
    said = told("doubt", {"for": 4, "with_doubts": 9, "against": 5}, PRESETS["stuttgart"])

    assert (said.verdict, said.adopted) == ("Nicht angenommen.", False)
    assert plain(said.share).endswith("nötig 12 · 4 zu 5")


def test_an_answer_that_is_not_offered_is_not_told():
    said = told("doubt", {"for": 3}, without=["abstain"])

    assert [step.key for step in said.steps] == ["for", "with_doubts", "against"]


@pytest.mark.parametrize(
    ("counts", "rule", "finding", "verdict", "adopted"),
    [
        ({"full": 20, "concerns": 5}, None,
         "Konsens: niemand hat ein Veto oder schwere Bedenken.", "Konsens.", True),
        ({"full": 20, "veto": 1}, None,
         "Kein Konsens. Vorschlag: eine weitere Runde.", "Kein Konsens.", None),
        ({"full": 20, "strong_concerns": 1}, "two_thirds",
         "Kein Konsens.", "Angenommen.", True),
        ({"abstain": 3}, "two_thirds",
         "Kein Konsens: Niemand hat eine Stufe gewählt, die etwas entscheidet.",
         "Nicht angenommen.", False),
        ({"full": 1, "aside": 9}, "two_thirds",
         "Konsens: niemand hat ein Veto oder schwere Bedenken.", "Angenommen.", True),
    ],
)  # fmt: skip
def test_levels_tell_consensus_and_rule_beside_each_other(counts, rule, finding, verdict, adopted):
    said = told("levels", counts, PRESETS[rule] if rule else None)

    assert (said.finding, said.verdict, said.adopted) == (finding, verdict, adopted)
    assert said.unsettled is not finding.startswith("Konsens:")


@pytest.mark.parametrize(
    ("method", "counts", "rule", "ruling"),
    [
        ("levels", {"full": 20, "strong_concerns": 1}, "two_thirds", "Nach der Regel: Angenommen."),
        ("levels", {"full": 1, "veto": 4}, "two_thirds", "Nach der Regel: Nicht angenommen."),
        ("levels", {"full": 20, "veto": 1}, None, ""),
        ("consent", {"none": 3}, None, ""),
        ("yes_no", {"yes": 3}, "two_thirds", "Angenommen."),
        ("yes_no", {"yes": 3}, None, ""),
    ],
)
def test_beside_a_finding_the_verdict_says_that_it_is_the_rules(method, counts, rule, ruling):
    assert told(method, counts, PRESETS[rule] if rule else None).ruling == ruling


def test_levels_without_a_veto_never_name_it():
    said = told("levels", {"full": 5}, settings={"veto": False})

    assert said.finding == "Konsens: niemand hat schwere Bedenken."
    assert "Veto" not in said.counts


@pytest.mark.parametrize(
    ("counts", "finding", "verdict"),
    [
        ({"none": 9, "minor": 2}, "Angenommen: keine schwerwiegenden Einwände.", "Angenommen."),
        ({"none": 9, "serious": 1},
         "Noch nicht: 1 schwerwiegender Einwand. Bitte anhören und überarbeiten.",
         "Noch nicht angenommen."),
        ({"serious": 2},
         "Noch nicht: 2 schwerwiegende Einwände. Bitte anhören und überarbeiten.",
         "Noch nicht angenommen."),
        ({}, "Noch nicht: Es gab keine Antworten.", "Noch nicht angenommen."),
    ],
)  # fmt: skip
def test_a_consent_tells_its_objections(counts, finding, verdict):
    said = told("consent", counts)

    assert (said.finding, said.verdict, said.rule) == (finding, verdict, "")


@pytest.mark.parametrize(
    ("method", "name"),
    [
        (method, name)
        for method in ("yes_no", "doubt", "levels")
        for name, rule in PRESETS.items()
        if rule and (METHODS[method].BEATS or not rule.also)
    ],
)
def test_every_preset_is_told_before_and_with_the_result(method, name):
    rule = PRESETS[name]
    names = {"yes_no": "Nein-Stimmen", "doubt": "Dafür mit Zweifel", "levels": "leichte Bedenken"}
    best = METHODS[method].MARKS[0]

    before = words.rule_before(rule, method, present=28, members=32)
    said = told(method, {best: 28}, rule)

    base = 32 if rule.base == "members" else 28
    assert str(needed(rule, base)) in before
    if rule.base == "yes_and_no" or method != "yes_no":
        assert names[method] in before
    assert f"also {needed(rule, base)} von {base}" in said.sentence
    assert (said.verdict, said.base) == ("Angenommen.", base)


def test_too_few_votes_are_told_with_their_figures():
    rule = Rule(Fraction(1, 2), ">", turnout=Fraction(1, 2))
    said = told("yes_no", {"yes": 12}, rule, members=32, present=12)

    assert words.rule_words(rule) == (
        "mehr als die Hälfte der Ja- und Nein-Stimmen, "
        "und eine Beteiligung von mindestens 50\N{NO-BREAK SPACE}% der Mitglieder"
    )
    assert said.sentence.endswith(
        "Zu wenige haben abgestimmt: 12 von 32 Mitgliedern, nötig sind 16."
    )
    assert said.verdict == "Nicht angenommen."
    assert told("yes_no", {}, rule).share == "zu wenige haben abgestimmt"


@pytest.mark.parametrize(
    ("rule", "present", "missing"),
    [
        (Rule(Fraction(1, 2), ">", "members"), 15, 16),
        (Rule(Fraction(1, 2), ">", "members"), 16, 0),
        (Rule(Fraction(1, 2), turnout=Fraction(2, 3)), 19, 20),
        (Rule(Fraction(1, 2), turnout=Fraction(2, 3)), 20, 0),
        (Rule(Fraction(1), base="members", turnout=Fraction(1, 2)), 29, 30),
        (Rule(Fraction(1), base="present"), 1, 0),
        (None, 1, 0),
        (Rule(Fraction(1, 2), ">", "members"), 0, 0),
    ],
)
def test_a_rule_that_nobody_can_meet_today_says_so(rule, present, missing):
    said = words.rule_warning(rule, present=present, members=30)

    assert said == (
        "Diese Regel lässt sich heute nicht erfüllen: "
        f"Nötig sind {missing} von 30 Mitgliedern, da sind nur {present}."
        if missing
        else ""
    )

"""What is said about Konsensieren and Rangfolge, as people read it."""

from facilitation.voting import tally, words
from facilitation.voting.methods import Question

TITLES = {"A": "Baumkübel", "B": "Sonnensegel", "C": "Markthalle", "P0": "Alles bleibt, wie es ist"}


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ")


def told(method, ballots, settings, keys="ABC", present=28):
    """The words of each option by its key."""
    options = [*keys] + (["P0"] if method == "resistance" else [])
    counted = tally.count(
        method,
        ballots,
        Question(tuple(options), settings),
        rule=None,
        members=32,
        present=present,
    )
    held = words.Shown(
        method=method,
        result=counted,
        wording={
            "settings": settings,
            "options": [{"key": key, "title": TITLES[key]} for key in options],
        },
        rule=None,
        channels={"phone": len(ballots)},
        present=present,
        mode="simple",
    )
    return {key: words.result_words(held, key) for key in options}


def resisted(ballots):
    return told("resistance", ballots, {"status_quo": "P0"})


def ranked(ballots, keys="ABC"):
    return told("ranking", [{"ranked": [*ballot]} for ballot in ballots], {"min": 0}, keys)


def test_resistance_is_told_as_a_mean_with_a_comma():
    said = resisted([{"A": 1}, {"A": 2}, {"A": 2}])["A"]

    assert said.bold == "1,7"
    assert (said.total, said.n, said.most) == (5, 3, 2)
    assert plain(said.counts) == "Widerstand im Mittel 1,7 von 10 (3 Bewertungen)"


def test_acceptance_is_a_share_and_needs_twenty_ratings():
    assert resisted([{"A": 1}] * 19)["A"].acceptance == ""
    assert plain(resisted([{"A": 1}] * 20)["A"].acceptance) == "90 %"


def test_abstaining_and_leaving_out_are_told_apart():
    said = resisted([{"A": 4}, {"A": "abstain"}, {}, {}])["A"]

    assert (said.n, said.abstained, said.unrated) == (1, 1, 2)
    assert plain(said.counts) == "Widerstand im Mittel 4,0 von 10 (1 Bewertung) · 1 Enthaltung"


def test_counts_are_shaded_by_how_many_they_are():
    said = resisted([{"A": 0}] * 9 + [{"A": 3}] * 4 + [{"B": 10}])

    assert [shade for _head, _count, shade in said["A"].shaded] == [6, 0, 0, 3, *[0] * 7]
    assert said["B"].shaded[10] == ("10", 1, 1)


def test_the_highest_single_value_is_named():
    assert resisted([{"A": 1}, {"A": 9}, {"A": 9}])["A"].highest == ("9 (2 Personen)")


def test_what_meets_more_resistance_than_the_passive_solution_is_marked():
    said = resisted([{"A": 2, "B": 6, "C": 5, "P0": 5}])

    assert said["A"].note == ""
    assert said["B"].note == "mehr Widerstand als gegen „Alles bleibt, wie es ist“"
    assert (said["B"].beyond, said["C"].beyond) == (said["B"].note, "")
    assert (said["P0"].note, said["P0"].is_status_quo) == ("Passivlösung", True)


def test_without_a_rated_passive_solution_nothing_is_marked():
    assert not resisted([{"A": 10, "P0": "abstain"}])["A"].beyond


def test_the_least_resistance_is_said_in_a_sentence():
    assert resisted([{"A": 2, "B": 6, "P0": 5}])["A"].sentence == (
        "1 von 28 Anwesenden hat geantwortet. Am wenigsten Widerstand: „Baumkübel“, im Mittel 2,0."
    )


def test_equal_resistance_stays_equal():
    assert resisted([{"A": 2, "B": 2, "P0": 5}])["C"].sentence.endswith(
        "Gleich wenig Widerstand: „Baumkübel“ und „Sonnensegel“, im Mittel je 2,0."
    )


def test_when_nothing_beats_the_passive_solution_it_is_said():
    assert resisted([{"A": 2, "B": 1, "C": 9, "P0": 0}])["A"].sentence.endswith(
        "Am wenigsten Widerstand: „Alles bleibt, wie es ist“, im Mittel 0,0. "
        "Gegen jeden Vorschlag ist der Widerstand größer."
    )


def test_a_proposal_without_a_rating_is_not_said_to_meet_more_resistance():
    assert resisted([{"A": 2, "B": 1, "C": "abstain", "P0": 0}])["A"].sentence.endswith(
        "Am wenigsten Widerstand: „Alles bleibt, wie es ist“, im Mittel 0,0. "
        "Gegen jeden bewerteten Vorschlag ist der Widerstand größer."
    )


def test_a_passive_solution_that_was_rated_alone_is_compared_with_nothing():
    assert resisted([{"P0": 3}])["A"].sentence.endswith(
        "Nur „Alles bleibt, wie es ist“ wurde bewertet, mit einem Widerstand von im Mittel 3,0."
    )


def test_where_everybody_abstains_nobody_leads():
    said = resisted([dict.fromkeys(("A", "B", "C", "P0"), "abstain")] * 3)["A"]

    assert said.sentence == "3 von 28 Anwesenden haben geantwortet."
    assert (said.bold, said.acceptance, said.highest) == ("–", "", "")
    assert plain(said.counts) == "noch ohne Bewertung · 3 Enthaltungen"


def test_a_rank_is_told_in_points_and_places():
    said = ranked(["ABC", "A", "BA", "C"])["A"]

    assert (said.figure, said.n, said.unranked, said.most) == (5, 3, 1, 2)
    assert plain(said.counts) == "5 Punkte · 2-mal Platz 1, 1-mal Platz 2 · 1 ohne Platz"


def test_points_and_comparisons_that_agree_are_one_sentence():
    assert ranked(["ABC", "ABC", "ABC", "BCA"])["A"].sentence == (
        "4 von 28 Anwesenden haben geantwortet. "
        "„Baumkübel“ liegt nach Punkten vorn und gewinnt auch jeden direkten Vergleich."
    )


def test_another_winner_of_the_comparisons_is_named():
    said = ranked(["ABC"] * 3 + ["BCA"] * 2)

    assert said["B"].sentence.endswith(
        "Nach Punkten liegt „Sonnensegel“ vorn. Jeden direkten Vergleich gewinnt aber "
        "„Baumkübel“: Mehr Mitglieder ziehen es der jeweils anderen Möglichkeit vor."
    )
    assert (said["A"].wins_all, said["A"].note) == (True, "gewinnt jeden direkten Vergleich")
    assert (said["B"].wins_all, said["B"].note) == (False, "")


def test_comparisons_that_go_round_are_told():
    assert ranked(["ABC", "BCA", "CAB"])["A"].sentence.endswith(
        "Nach Punkten liegen „Baumkübel“, „Sonnensegel“ und „Markthalle“ gleichauf vorn. "
        "Keine Möglichkeit gewinnt jeden direkten Vergleich; die Vergleiche drehen sich im Kreis."
    )


def test_a_draw_at_the_top_is_no_circle():
    assert ranked(["ABC", "BAC"])["A"].sentence.endswith(
        "Keine Möglichkeit gewinnt jeden direkten Vergleich; an der Spitze steht es unentschieden."
    )


def test_without_any_rank_nothing_is_said_about_a_winner():
    assert ranked(["", ""])["A"].sentence == "2 von 28 Anwesenden haben geantwortet."

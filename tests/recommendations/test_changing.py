"""The wording that was voted on stands fixed; later it is changed in the open or not at all."""

import pytest

from facilitation import db
from facilitation.errors import Conflict, Invalid
from facilitation.recommendations import changing, drafting
from facilitation.recommendations.changing import Locked
from facilitation.voting.models import Poll, Round

YES = ("yes", "yes", "yes")


def test_after_the_vote_only_a_change_alters_the_wording(decision):
    decision.decide(*YES)
    for text in ({"wording": "Neu."}, {"title": "Neu"}):
        with pytest.raises(Locked, match="Begründung"):
            decision.reword(**text)
    assert decision.row().wording == "Alter Wortlaut."


def test_hints_concerns_and_reasons_may_still_be_written(decision):
    decision.decide(*YES)
    decision.reword(hints="Abends öffnen", concerns="Kosten", reasons="Darum.")
    assert decision.row().version == 2


def test_a_change_keeps_old_and_new_and_why(decision):
    decision.decide(*YES)
    decision.change("Schreibfehler", wording="Neuer Wortlaut.", title="Bäume gießen")
    [change] = decision.stands().changes

    assert (change.old, change.new) == (
        {"wording": "Alter Wortlaut."},
        {"wording": "Neuer Wortlaut."},
    )
    assert (change.why, change.version) == ("Schreibfehler", 2)
    assert change.round_id == decision.stands().vote.round_id
    assert decision.stands().state == "adopted"


def test_without_a_reason_nothing_is_changed(decision):
    decision.decide(*YES)
    with pytest.raises(Invalid):
        decision.change("", wording="Neuer Wortlaut.")
    assert decision.row().wording == "Alter Wortlaut."
    assert decision.row().version == 1


def test_before_the_vote_there_is_nothing_to_change(decision):
    with pytest.raises(Conflict, match="noch nicht abgestimmt"):
        decision.change("Darum", wording="Neu.")


def test_the_same_text_is_no_change(decision):
    decision.decide(*YES)
    decision.change("Darum", wording="Alter Wortlaut.")
    assert decision.stands().changes == ()


def test_a_round_about_the_changed_wording_settles_it(decision):
    poll = decision.decide(*YES)
    decision.change("Schreibfehler", wording="Neuer Wortlaut.")
    decision.again(poll, "no", "no")

    assert decision.stands().state == "rejected"
    assert decision.stands().changes == ()
    with db.reading() as session:
        assert len(changing.all_changes(session, decision.evening.council_id)) == 1
        assert [
            r.wording["options"][0]["sentence"] for r in session.get_one(Poll, poll).rounds
        ] == [
            "Alter Wortlaut.",
            "Neuer Wortlaut.",
        ]
    with pytest.raises(Locked):
        decision.reword(wording="Noch einer.")


@pytest.mark.parametrize("state", ["text_shown", "open", "closed", "counted"])
def test_while_it_is_voted_on_nobody_touches_what_is_read(decision, state):
    around = decision.show_text(decision.ask())
    if state == "open":
        decision.open(around)
    elif state != "text_shown":
        decision.vote(around, *YES, until="count" if state == "counted" else "close")
    for text in ({"wording": "Neu."}, {"title": "Neu"}, {"reasons": "Neu"}):
        with pytest.raises(Locked, match="gerade abgestimmt"):
            decision.reword(**text)
    decision.reword(hints="Das geht.")


def test_a_wording_may_be_changed_until_its_text_is_shown(decision):
    poll = decision.ask()
    decision.reword(wording="Kurz vorher geändert.")
    around = decision.show_text(poll)
    with db.reading() as session:
        [option] = session.get_one(Round, around).wording["options"]
    assert option["sentence"] == "Kurz vorher geändert."


def test_a_text_left_behind_at_an_earlier_point_is_shown_anew_once_it_changes(
    decision, on_next_item
):
    around = decision.show_text(decision.ask())
    on_next_item()
    decision.reword(wording="Später geändert.")
    with db.reading() as session:
        found = session.get_one(Round, around)
        assert (found.state, found.wording) == ("ready", {})


def test_a_change_names_a_function_and_no_name(decision):
    decision.decide(*YES)
    decision.change("Schreibfehler", wording="Neuer Wortlaut.")
    [change] = decision.stands().changes
    assert changing.function(change) == "Team"
    change.role = "minutes"
    assert changing.function(change) == "Protokoll"


def test_two_changes_at_once_are_noticed(decision):
    decision.decide(*YES)
    decision.change("eins", wording="Eins.")
    with db.transaction() as session:
        found = drafting.find(session, decision.evening.council_id, decision.id)
        with pytest.raises(drafting.EditConflict):
            drafting.change(
                session, decision._council(session), found, {"wording": "Zwei."},
                why="zwei", from_version=1, account_id=None,
            )  # fmt: skip

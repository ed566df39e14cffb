"""Where a recommendation stands: its last shown round decides, and nothing else is kept."""

import pytest

from facilitation import db
from facilitation.errors import Conflict, Refused
from facilitation.recommendations import asking, drafting
from facilitation.recommendations.models import Recommendation
from facilitation.voting import undoing
from facilitation.voting.models import Poll, Round

YES, NO = ("yes", "yes", "yes"), ("no", "no", "yes")


def test_a_draft_is_a_draft_until_it_is_put_to_the_vote(decision):
    assert decision.stands().state == "draft"
    decision.ask()
    assert decision.stands().state == "final"


@pytest.mark.parametrize(("marks", "state"), [(YES, "adopted"), (NO, "rejected")])
def test_the_shown_result_decides(decision, marks, state):
    decision.decide(*marks)
    stands = decision.stands()

    assert stands.state == state
    assert stands.vote.words.adopted is (state == "adopted")
    assert stands.running is None


@pytest.mark.parametrize("until", ["count", None])
def test_a_result_that_nobody_has_seen_decides_nothing(decision, until):
    around = decision.show_text(decision.ask())
    if until:
        decision.vote(around, *YES, until=until)
    else:
        decision.open(around)
    stands = decision.stands()

    assert (stands.state, stands.votes) == ("final", ())
    assert stands.running.id == around


def test_a_second_round_turns_the_result_and_the_first_stays_told(decision):
    poll = decision.decide(*YES)
    decision.again(poll, *NO)
    stands = decision.stands()

    assert stands.state == "rejected"
    assert [vote.words.adopted for vote in stands.votes] == [True, False]


def test_as_long_as_a_further_round_runs_the_last_shown_one_holds(decision):
    decision.decide(*YES)
    around = decision.show_text(decision.ask())
    decision.open(around)
    stands = decision.stands()

    assert stands.state == "adopted"
    assert stands.running.id == around


def test_without_a_rule_it_was_voted_on_and_there_is_no_verdict(decision):
    decision.decide(*YES, rule=None)
    assert decision.stands().state == "voted"


def test_a_covered_result_is_none_yet_for_everybody_but_the_team(decision):
    poll = decision.decide(*YES)
    with db.transaction() as session:
        around = session.get_one(Poll, poll).latest
        undoing.cover(around)

    assert decision.stands().state == "adopted"
    assert decision.stands(outside=True).state == "final"
    assert decision.stands(outside=True).votes == ()


def test_a_vote_that_its_session_never_came_to_leaves_a_draft(decision):
    decision.ask()
    decision.evening.end()
    assert decision.stands().state == "draft"


def test_what_is_voted_on_is_the_exact_wording_with_its_reasons(decision):
    around = decision.show_text(decision.ask())
    with db.reading() as session:
        [option] = session.get_one(Round, around).wording["options"]

    assert option["code"] == "E\N{NO-BREAK SPACE}1"
    assert (option["kind"], option["id"]) == ("recommendation", decision.id)
    assert (option["title"], option["sentence"]) == ("Bäume gießen", "Alter Wortlaut.")
    assert option["text"] == "Es ist heiß."


def test_nothing_is_asked_twice_at_once(decision):
    decision.ask()
    with pytest.raises(Conflict, match="steht schon zur Abstimmung"):
        decision.ask()


def test_an_empty_wording_is_not_put_to_the_vote(decision):
    decision.reword(wording="")
    with pytest.raises(Conflict, match="keinen Wortlaut"):
        decision.ask()


def test_in_the_break_nothing_is_asked(decision):
    with pytest.raises(Refused, match="Redaktion"):
        decision.ask(item=2)


def test_withdrawing_takes_a_planned_vote_off(decision):
    poll = decision.ask()
    assert decision.withdraw() == 1
    assert decision.stands().state == "withdrawn"
    with db.reading() as session:
        assert session.get(Poll, poll) is None
    with pytest.raises(Conflict, match="zurückgezogen"):
        decision.ask()


def test_during_a_vote_nothing_is_withdrawn(decision):
    decision.show_text(decision.ask())
    with pytest.raises(Conflict, match="gerade abgestimmt"):
        decision.withdraw()


def test_withdrawn_after_its_vote_the_vote_stays_and_the_number_too(decision):
    decision.decide(*YES)
    decision.withdraw()
    stands = decision.stands()

    assert (stands.state, len(stands.votes)) == ("withdrawn", 1)
    decision.withdraw(back=True)
    assert decision.stands().state == "adopted"
    with db.reading() as session:
        assert asking.offered(session, decision.evening.council_id)


def test_the_same_page_sent_twice_makes_one(decision):
    with db.transaction() as session:
        council = session.get_one(Recommendation, decision.id).council_id
        made = [
            drafting.capture(
                session, decision._council(session), measure=None, around=None, account_id=None,
                texts={"title": "Neu"}, key="page-1",
            ).number
            for _twice in range(2)
        ]  # fmt: skip
        assert made == [2, 2]
        assert len(drafting.all_recommendations(session, council)) == 2

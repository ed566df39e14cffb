"""Recommendations: prefilled beside a result, and no wording is ever lost."""

from contextlib import contextmanager

import gevent
import pytest

from facilitation import db
from facilitation.councils.models import Council
from facilitation.errors import Invalid, NotFound
from facilitation.measures import measures
from facilitation.measures.models import Measure
from facilitation.recommendations import drafting
from facilitation.recommendations.drafting import EditConflict
from facilitation.recommendations.models import Recommendation
from facilitation.voting.models import Round

from .. import factories

INFINITIVE = "400 Stadtbäume mit Sensoren auszustatten"


@contextmanager
def desk(evening):
    """A session and the council in it."""
    with db.transaction() as session:
        yield session, session.get_one(Council, evening.council_id)


def capture(evening, *, measure=True, around=None, **texts):
    """Capture a draft; returns its id."""
    with desk(evening) as (session, council):
        return drafting.capture(
            session,
            council,
            measure=session.get_one(Measure, evening.measure_ids[0]) if measure else None,
            around=session.get_one(Round, around) if around else None,
            account_id=None,
            texts=texts,
        ).id


def reword(evening, draft, *, from_version, **texts):
    with desk(evening) as (session, council):
        found = drafting.find(session, council.id, draft)
        return drafting.reword(
            session, council, found, texts, from_version=from_version, account_id=None
        ).version


def read(draft):
    with db.reading() as session:
        return session.get_one(Recommendation, draft)


def kept(draft, name="title"):
    """One text in all its versions, oldest first."""
    with db.reading() as session:
        found = drafting.versions(session, session.get_one(Recommendation, draft))
        return [version.texts[name] for version in reversed(found)]


def vote(evening, *marks):
    """Vote and show the result; returns the round."""
    around = evening.begin_vote()
    for number, mark in enumerate(marks, 1):
        evening.cast(number, mark)
    evening.command("close")
    evening.command("show")
    return around


@pytest.mark.parametrize(
    ("marks", "stance", "wording"),
    [
        (("yes", "yes"), "agree", f"Der Bürgerrat empfiehlt der Stadt, {INFINITIVE}."),
        (
            ("no", "yes"),
            "reject",
            f"Der Bürgerrat empfiehlt der Stadt, davon abzusehen, {INFINITIVE}.",
        ),
    ],
)
def test_a_draft_begins_with_what_the_result_says(evening, marks, stance, wording):
    around = vote(evening, *marks)
    draft = read(capture(evening, around=around))

    assert (draft.title, draft.wording) == (factories.TITLE, wording)
    assert (draft.stance, draft.kind, draft.addressee) == (stance, "measure", "der Stadt")
    assert (draft.measure_id, draft.round_id) == (evening.measure_ids[0], around)
    assert draft.code == "E\N{NO-BREAK SPACE}1"


def test_a_measure_may_get_another_number_after_its_vote(evening):
    around = vote(evening, "yes", "yes")
    with db.transaction() as session:
        session.get_one(Measure, evening.measure_ids[0]).number = 17

    assert read(capture(evening, around=around)).stance == "agree"


def test_a_result_without_a_rule_leaves_the_stance_open(database):
    evening = factories.evening(rule=None)
    draft = read(capture(evening, around=vote(evening, "yes", "no")))

    assert draft.stance == "open"
    assert "davon abzusehen" not in draft.wording


def test_a_result_that_is_not_shown_yet_says_nothing(evening):
    around = evening.begin_vote()
    evening.cast(1, "no")
    evening.command("close")
    evening.command("count")

    assert read(capture(evening, around=around)).stance == "open"


def test_a_draft_without_a_measure_begins_empty(evening):
    draft = read(capture(evening, measure=False, title="Eigene Idee"))

    assert (draft.title, draft.wording, draft.kind) == ("Eigene Idee", "", "overarching")
    assert draft.addressee == "der Stadt"


@pytest.mark.parametrize(
    ("infinitive", "addressee", "stance", "wording"),
    [
        ("Bänke aufzustellen.", "", "agree", "Der Bürgerrat empfiehlt, Bänke aufzustellen."),
        (
            "Bänke aufzustellen",
            "dem Land",
            "open",
            "Der Bürgerrat empfiehlt dem Land, Bänke aufzustellen.",
        ),
        ("", "dem Land", "agree", ""),
    ],
)
def test_the_first_wording_is_a_sentence(infinitive, addressee, stance, wording):
    council = Council(council_word="Bürgerrat", addressee=addressee)

    assert drafting.wording(council, Measure(infinitive=infinitive), stance) == wording


def test_what_was_typed_wins_over_what_is_proposed(evening):
    draft = read(capture(evening, title="Anders", stance="change"))

    assert (draft.title, draft.stance) == ("Anders", "change")
    assert draft.wording


def test_numbers_are_given_once_even_after_a_withdrawal(evening):
    first, second = capture(evening), capture(evening)
    with desk(evening) as (session, council):
        drafting.withdraw(session, drafting.find(session, council.id, second))
    third = capture(evening)
    neighbour = factories.evening("nachbarstadt")

    assert [read(draft).number for draft in (first, second, third)] == [1, 2, 3]
    assert read(capture(neighbour)).number == 1


def test_a_withdrawn_draft_is_still_there_and_comes_back(evening):
    draft = capture(evening)
    for back, state in ((False, "withdrawn"), (True, "draft")):
        with desk(evening) as (session, council):
            drafting.withdraw(session, drafting.find(session, council.id, draft), back=back)
            assert [r.state for r in drafting.all_recommendations(session, council.id)] == [state]


def test_every_wording_is_kept(evening):
    draft = capture(evening, title="eins")
    assert reword(evening, draft, from_version=1, title="zwei", reasons="Darum.") == 2
    assert reword(evening, draft, from_version=2, title="drei") == 3

    assert kept(draft) == ["eins", "zwei", "drei"]
    assert kept(draft, "reasons") == ["", "Darum.", "Darum."]


def test_who_was_slower_gets_the_text_that_was_saved(evening):
    draft = capture(evening, title="eins")
    reword(evening, draft, from_version=1, title="Annas Titel")

    with pytest.raises(EditConflict) as conflict:
        reword(evening, draft, from_version=1, title="Bens Titel")
    assert conflict.value.current["version"] == 2
    assert conflict.value.current["title"] == "Annas Titel"
    assert kept(draft) == ["eins", "Annas Titel"]
    assert reword(evening, draft, from_version=2, title="Beider Titel") == 3


def test_saving_the_same_twice_is_one_version(evening):
    draft = capture(evening, title="eins")

    assert reword(evening, draft, from_version=1, title="zwei") == 2
    assert reword(evening, draft, from_version=1, title="zwei") == 2
    assert kept(draft) == ["eins", "zwei"]


def test_of_many_who_save_at_once_one_wins_and_all_others_hear_of_it(evening):
    draft = capture(evening, title="eins")

    def save(number):
        try:
            return reword(evening, draft, from_version=1, title=f"Titel {number}")
        except EditConflict as conflict:
            return conflict.current["title"]

    saving = [gevent.spawn(save, number) for number in range(20)]
    gevent.joinall(saving, raise_error=True)
    heard = [each.value for each in saving]

    assert heard.count(2) == 1
    assert set(heard) == {2, read(draft).title}
    assert len(kept(draft)) == 2


@pytest.mark.parametrize(
    ("texts", "refusal"),
    [
        ({"number": 7}, Invalid),
        ({"state": "withdrawn"}, Invalid),
        ({"council_id": 1}, Invalid),
        ({"kind": "decree"}, Invalid),
        ({"stance": None}, Invalid),
        ({"field_id": 9999}, NotFound),
    ],
)
def test_fields_that_do_not_fit_are_refused_and_nothing_is_kept(evening, texts, refusal):
    draft = capture(evening, title="eins")

    with pytest.raises(refusal):
        reword(evening, draft, from_version=1, **texts)
    with pytest.raises(refusal):
        capture(evening, **texts)
    assert kept(draft) == ["eins"]


def test_a_field_of_another_council_is_not_found(evening):
    neighbour = factories.evening("nachbarstadt")
    with desk(neighbour) as (session, council):
        foreign = measures.all_fields(session, council.id)[0].id

    with pytest.raises(NotFound):
        capture(evening, field_id=foreign)


def test_a_foreign_recommendation_is_not_found(evening):
    draft = capture(factories.evening("nachbarstadt"))

    with desk(evening) as (session, council), pytest.raises(NotFound):
        drafting.find(session, council.id, draft)


def test_what_was_captured_beside_a_round_is_found_there(evening):
    around = vote(evening, "yes")
    beside = [capture(evening, around=around), capture(evening, around=around)]
    capture(evening)

    with db.reading() as session:
        found = drafting.beside(session, session.get_one(Round, around))
    assert [draft.id for draft in found] == beside

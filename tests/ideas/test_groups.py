"""Groups: the originals stay inside, an empty group is none."""

import pytest
from sqlalchemy import func, select

from facilitation import db
from facilitation.errors import Invalid, NotFound, Refused
from facilitation.ideas import groups, inbox, titles
from facilitation.ideas.models import Group, Idea

from .. import factories

TREES = ("Mehr Bäume auf dem Schulhof", "Der Schulhof braucht Bäume", "Bäume statt Asphalt")


def grouped(evening, ids, title=""):
    with db.transaction() as session:
        ideas = inbox.find_several(session, evening.council_id, ids)
        return groups.group(session, evening.council_id, ideas, title).id


def inside(group_id):
    with db.reading() as session:
        return {idea.text for idea in session.scalars(select(Idea).filter_by(group_id=group_id))}


def kind_of(group_id):
    with db.reading() as session:
        return session.get_one(Group, group_id).kind


def number_of_groups():
    with db.reading() as session:
        return session.scalar(select(func.count()).select_from(Group))


def test_a_group_gets_the_words_in_common_as_title(evening, written):
    made = grouped(evening, written(*TREES))
    with db.reading() as session:
        assert session.get_one(Group, made).title == "Bäume · Schulhof"
    assert inside(made) == set(TREES)


@pytest.mark.parametrize(
    ("texts", "title"),
    [
        (["Ein Repaircafé", "Radwege"], "Radwege"),
        (["Mehr Licht am Weg"], "Mehr Licht am Weg"),
        (["aber dann", "dann aber"], "aber dann"),
        (["a" * 200], "a" * 118 + " …"),
        ([], ""),
    ],
)
def test_without_common_words_the_shortest_text_is_proposed(texts, title):
    assert titles.propose(texts, 120) == title


def test_grouping_twice_leaves_one_group(evening, written):
    ids = written(*TREES)
    grouped(evening, ids)
    again = grouped(evening, ids, "Bäume")
    assert number_of_groups() == 1
    assert inside(again) == set(TREES)


def test_merging_needs_two(evening, written):
    ids = written("Bänke")
    with db.transaction() as session:
        ideas = inbox.find_several(session, evening.council_id, ids)
        with pytest.raises(Refused, match="zwei"):
            groups.merge(session, evening.council_id, [], ideas)


def test_merging_groups_keeps_the_first_and_what_was_made_of_the_others(evening, written):
    first, second = grouped(evening, written("Bänke")), grouped(evening, written("Stühle"))
    loose = written("Hocker")
    with db.transaction() as session:
        both = [groups.find(session, evening.council_id, one) for one in (first, second)]
        groups.link_recommendation(session, both[1], 7)
        ideas = inbox.find_several(session, evening.council_id, loose)
        groups.merge(session, evening.council_id, both, ideas, "Sitzen")
    with db.reading() as session:
        kept = session.scalars(select(Group)).one()
        assert (kept.id, kept.title, kept.recommendation_id) == (first, "Sitzen", 7)
    assert inside(first) == {"Bänke", "Stühle", "Hocker"}


def test_taking_apart_makes_ideas_new_and_the_group_goes(evening, written):
    made = grouped(evening, written(*TREES))
    with db.transaction() as session:
        groups.ungroup(session, groups.find(session, evening.council_id, made))
    assert number_of_groups() == 0
    with db.reading() as session:
        assert inbox.counts(session, evening.council_id)["new"] == len(TREES)


def test_hiding_the_last_idea_takes_the_group_away(evening, written):
    ids = written("Bänke")
    grouped(evening, ids)
    with db.transaction() as session:
        inbox.hide(session, inbox.find_several(session, evening.council_id, ids), "doppelt")
    assert number_of_groups() == 0


def test_a_parked_group_stays_a_group(evening, written):
    made = grouped(evening, written(*TREES))
    with db.transaction() as session:
        groups.park(session, groups.find(session, evening.council_id, made))
    with db.reading() as session:
        fates = {told.fate for told in inbox.all_ideas(session, evening.council_id).told}
    assert fates == {"parked"}
    assert inside(made) == set(TREES)


def test_a_group_needs_a_title(evening, written):
    made = grouped(evening, written("Bänke"))
    with db.transaction() as session:
        found = groups.find(session, evening.council_id, made)
        with pytest.raises(Invalid):
            groups.rename(session, found, " ")
        with pytest.raises(Invalid):
            groups.rename(session, found, "a" * 121)
        groups.rename(session, found, "Sitzen")
    with db.reading() as session:
        assert session.get_one(Group, made).title == "Sitzen"


def test_a_foreign_group_or_measure_is_not_found(evening, written):
    other = factories.evening("anderswo")
    made = grouped(evening, written("Bänke"))
    with db.transaction() as session:
        with pytest.raises(NotFound):
            groups.find(session, other.council_id, made)
        with pytest.raises(NotFound):
            groups.link_measure(
                session, groups.find(session, evening.council_id, made), other.measure_ids[0]
            )


def test_goals_make_a_group_of_goals_and_a_mixture_one_of_ideas(evening, written):
    goals, ideas = written("Kurze Wege", "Klare Luft", kind="goal"), written("Bänke")
    assert kind_of(grouped(evening, goals)) == "goal"
    assert kind_of(grouped(evening, [*goals, *ideas])) == "idea"

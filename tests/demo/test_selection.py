"""The example's lot and composition: figures that fit together."""

import pytest

from facilitation.demo.selection import selection_text
from facilitation.demo.texts import texts
from facilitation.selection import selection
from facilitation.selection.composition import composition


def test_every_trait_is_about_all_members():
    seats = len(texts().members.seats)
    assert selection_text().took_part == seats
    for trait in selection_text().trait:
        counted = sum(int(panel) for _label, _population, panel in trait.rows)
        assert trait.members == seats if trait.members else counted == seats, trait.title


@pytest.mark.parametrize("council", ["prepared", "session-3-voting"], indirect=True)
def test_the_example_has_its_composition(council):
    traits = selection.traits(council.session, council.council.id)
    compared = [composition(trait) for trait in traits]
    assert [each.title for each in compared] == [trait.title for trait in selection_text().trait]
    assert all(each.has_population and each.source and each.explanation for each in compared)


def test_nothing_claims_that_they_are_representative():
    assert "repräsentativ" not in repr(selection_text()).lower()

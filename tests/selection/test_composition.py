"""Shares and deviations: exact, and rounded only at the end."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitation.selection.composition import composition, rounded
from facilitation.selection.models import Trait, TraitRow


def compare(rows, **values):
    trait = Trait(**{"title": "Alter", "unit": "share", "others": False, "base": "", "source": "", "as_of": "",
                     "explanation": ""} | values)  # fmt: skip
    trait.rows = [
        TraitRow(position=n, label=f"g{n}", population=pop, panel=panel)
        for n, (pop, panel) in enumerate(rows)
    ]
    return composition(trait)


def test_shares_are_rebased_on_the_rows():
    """Kassel 2015 from 14 years on: 88.4 % of all residents."""
    compared = compare([(3500, 2), (3600, 2), (10_200, 4), (51_500, 18), (19_600, 6)])
    assert compared.members == 32
    assert compared.rebased_from == Fraction(884, 1000)
    assert compared.groups[3].population_share == Fraction(515, 884)
    assert compared.groups[3].deviation == 18 - 32 * Fraction(515, 884)


def test_rounding_of_the_source_isnt_rebasing():
    assert compare([(33_300, 1), (33_300, 1), (33_300, 1)]).rebased_from is None


def test_counts_are_compared_by_their_sum():
    compared = compare([(45_997, 7), (52_090, 8)], unit="count")
    assert compared.groups[0].population_share == Fraction(45_997, 98_087)
    assert compared.rebased_from is None


def test_a_part_of_all_is_compared_with_all():
    compared = compare([(22_500, 6)], others=True, members=32)
    assert compared.groups[0].panel_share == Fraction(6, 32)
    assert compared.groups[0].deviation == 6 - Fraction(72, 10)
    counted = compare([(46_714, 6)], unit="count", others=True, members=32, population=207_622)
    assert counted.groups[0].population_share == Fraction(46_714, 207_622)


def test_a_group_that_nobody_counted_has_no_deviation():
    compared = compare([(50_800, 17), (49_200, 14), (None, 1)])
    assert compared.groups[2].deviation is None
    assert compared.groups[2].panel_share == Fraction(1, 32)


@pytest.mark.parametrize("rows", [[(None, 3), (None, 4)], [(0, 0)], [(50_000, 0), (50_000, 0)]])
def test_nothing_known_divides_by_nothing(rows):
    compared = compare(rows)
    assert compared.furthest is None
    assert not any(group.is_small for group in compared.groups if group.panel == 0)


def test_furthest_is_the_largest_by_exact_size_and_at_least_one_person():
    assert compare([(50_000, 17), (50_000, 15)]).furthest.label == "g0"
    assert compare([(50_000, 16), (50_000, 16)]).furthest is None


@pytest.mark.parametrize(("panel", "small"), [(0, False), (1, True), (4, True), (5, False)])
def test_fewer_than_five_are_named_small(panel, small):
    assert compare([(50_000, panel), (50_000, 9)]).groups[0].is_small is small


@given(st.lists(st.tuples(st.integers(1, 10**6), st.integers(0, 60)), min_size=1, max_size=20))
def test_deviations_of_a_whole_sum_up_to_nothing(rows):
    compared = compare(rows, unit="count")
    assert sum(group.deviation for group in compared.groups) == 0
    assert sum(group.population_share for group in compared.groups) == 1


@pytest.mark.parametrize(
    ("value", "digits", "expected"),
    [(Fraction(1, 2), 0, 1), (Fraction(-1, 2), 0, -1), (Fraction(5, 4), 1, Fraction(13, 10)), (Fraction(1, 3), 0, 0)],
)  # fmt: skip
def test_a_half_goes_away_from_zero(value, digits, expected):
    assert rounded(value, digits) == expected

"""Figures and rows as people type and paste them."""

import pytest

from facilitation.errors import Invalid
from facilitation.selection.pasting import TypedRow, count, read, share, share_as_typed, split


@pytest.mark.parametrize(
    ("typed", "persons"),
    [("12", 12), ("1.656", 1656), ("207 622", 207_622), ("1'000", 1000), ("0", 0), ("207622", 207_622)],
)  # fmt: skip
def test_persons(typed, persons):
    assert count(typed) == persons


@pytest.mark.parametrize(
    "typed", ["", "-1", "1,5", "1.5", "12.34", "zwölf", "٣", "1e3", "9" * 12, "999999999", "😀"]
)
def test_no_number_of_persons(typed):
    with pytest.raises(Invalid):
        count(typed)


@pytest.mark.parametrize(
    ("typed", "thousandths"),
    [("22,5 %", 22_500), ("22.5", 22_500), ("100", 100_000), ("0", 0), ("3,125%", 3125), ("50 %", 50_000)],
)  # fmt: skip
def test_shares(typed, thousandths):
    assert share(typed) == thousandths
    assert share(share_as_typed(thousandths)) == thousandths


@pytest.mark.parametrize("typed", ["", "101", "-3", "1/3", "3,1234", "1.234,5", "viel", "1e1", "%"])
def test_no_share(typed):
    with pytest.raises(Invalid):
        share(typed)


def test_a_copied_table_is_read_with_or_without_its_headline():
    text = "Alter\tBevölkerung\tMitglieder\r\n14–17\t3,5 %\t2\r\n\r\n65+\t19,6\t6\t Bemerkung\r\n"
    assert split(text) == [TypedRow("14–17", "3,5 %", "2"), TypedRow("65+", "19,6", "6")]
    assert split("a; 50; 3\nb") == [TypedRow("a", "50", "3"), TypedRow("b", "", "")]


def test_a_row_says_by_cell_what_is_wrong_and_keeps_what_was_typed():
    row = read(TypedRow("", "viel", "drei"), "share")
    assert set(row.errors) == {"label", "population", "panel"}
    assert (row.population, row.panel) == ("viel", "drei")


@pytest.mark.parametrize("nothing", ["", "–", "-", "k. A."])
def test_nobody_counted_is_allowed(nothing):
    row = read(TypedRow("divers", nothing, "1"), "share")
    assert (row.errors, row.population_figure, row.panel_figure) == ({}, None, 1)


def test_hostile_rows_are_cleaned():
    (row,) = split("a\x00\u202eb\t1\t2")
    assert row.label == "ab"
    assert read(TypedRow("x" * 300, "1", "2"), "share").errors["label"]

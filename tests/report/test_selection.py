"""Chapter 3 and Annex F: the lot, panel beside population, who was there."""

from dataclasses import replace
from fractions import Fraction

import pytest

from facilitation.report.comparison_chart import MOST, comparison_chart, has_chart
from facilitation.report.document import build
from facilitation.report.german import percent, signed

from .outline_parts import full, lot, trait
from .outlines import NB, small
from .reading import NS, Read


@pytest.fixture(scope="module")
def whole() -> Read:
    return Read(build(full()))


def table(read: Read, first: str) -> list[list[str]]:
    return next(rows for rows in read.tables() if rows[0][0] == first)


def test_lot_is_told_in_figures_and_words(whole):
    assert list(whole.paragraphs("Kennzahl"))[-4:] == ["1.656", "178", "34", "32"]
    assert f"Rücklauf: 178 von 1.656 (11{NB}%)." in whole.paragraphs("Quelle")
    assert any(
        text.startswith("Erste Stufe\tAus dem Melderegister")
        for text in whole.paragraphs("Merkmal")
    )


def test_every_group_stands_beside_the_population(whole):
    rows = table(whole, "Merkmal")
    assert rows[0] == [
        "Merkmal", "Mitglieder", "Anteil im Bürgerrat", "Anteil in der Bevölkerung", "Abweichung in Personen",
    ]  # fmt: skip
    assert ["27 bis 64 Jahre", "18", f"56{NB}%", f"58{NB}%", "−1"] in rows
    assert ["divers", "1", f"3{NB}%", "–", "–"] in rows
    assert ["ohne deutsche Staatsangehörigkeit", "6", f"19{NB}%", f"23{NB}%", "−1"] in rows


def test_annex_f_has_exact_figures_and_sources(whole):
    rows = table(whole, "Gruppe")
    assert rows[4] == [
        "27 bis 64 Jahre", "18", f"56,3{NB}%", f"51,5{NB}%", f"58,3{NB}%", "18,6", "−0,6",
    ]  # fmt: skip
    (note,) = [
        text for text in whole.paragraphs("Quelle") if text.startswith("Alter: Melderegister")
    ]
    assert f"88,4{NB}% der gezählten Bevölkerung" in note
    assert f"auf 100{NB}% umgerechnet" in note


def test_without_annex_f_the_sources_stand_below_the_table():
    off = tuple(replace(part, is_on=part.key != "annex_f") for part in full().parts)
    read = Read(build(full(parts=off)))
    assert any(text.startswith("Alter: Melderegister") for text in read.paragraphs("Quelle"))
    assert not any("Anhang F" in text.replace(NB, " ") for text in read.paragraphs())


def test_deviation_is_said_in_a_sentence_with_its_explanation(whole):
    texts = whole.paragraphs("BodyText")
    at = texts.index("Junge Menschen haben häufiger geantwortet als in anderen Städten.")
    assert texts[at - 1].startswith(
        "Am weitesten liegen beide bei „65 Jahre und älter“ auseinander: 1 Mitglied weniger"
    )


def test_no_sentence_claims_that_they_are_representative(whole):
    assert "repräsentativ" not in "\n".join(whole.paragraphs()).lower()


def test_charts_are_native_wide_and_described(whole):
    drawings = whole.find("//w:p[w:pPr/w:pStyle/@w:val='Diagramm']//wp:docPr/@descr")
    assert len(drawings) == 3  # one group alone is no chart
    assert drawings[0].startswith(
        "Balkenpaare zu Alter, Bürgerrat und Bevölkerung. 14 bis 17 Jahre: 6 % und 4 %;"
    )
    assert "divers: 3 % und ohne Angabe" in drawings[1]
    captions = [text for text in whole.paragraphs("Caption") if text.startswith("Abbildung")]
    assert captions[0] == f"Abbildung{NB}1: Alter: Bürgerrat und Bevölkerung (Anteile in Prozent)"


def test_chart_holds_the_whole_percents_in_pairs():
    chart = Read(build(full())).xml("word/charts/chart1.xml")
    values = [
        [int(point) for point in series.xpath("c:val//c:v/text()", namespaces=NS)]
        for series in chart.iter("{http://schemas.openxmlformats.org/drawingml/2006/chart}ser")
    ]
    assert values == [[6, 6, 13, 56, 19], [4, 4, 12, 58, 22]]


@pytest.mark.parametrize(
    ("rows", "drawn"),
    [((("a", 50_000, 1),), False), ((("a", None, 1), ("b", None, 1)), False), ((("a", 50_000, 0), ("b", 50_000, 0)), False),
     (tuple((f"g{n}", 1000, 1) for n in range(MOST + 1)), False), ((("a", 50_000, 1), ("b", 50_000, 3)), True)],
)  # fmt: skip
def test_chart_only_where_it_shows_something(rows, drawn):
    compared = trait(rows=rows)
    assert has_chart(compared) is drawn
    assert (
        "selection.compositions"
        in Read(build(small(lot=replace(lot(), compositions=(compared,))))).tags()
    )


def test_long_labels_leave_room_for_bars():
    compared = trait(rows=(("sehr lange Bezeichnung " * 8, 50_000, 1), ("b", 50_000, 3)))
    assert comparison_chart(compared, "Bürgerrat").width == 16


def test_attendance_and_replacements_are_told_without_names(whole):
    rows = table(whole, "Sitzung")
    assert rows[0] == ["Sitzung", "Datum", "Mitglieder", "anwesend", "am Ende"]
    assert rows[1][2:] == ["32", "27", "27"]
    assert f"Sitzung{NB}2: Platz 33 für Platz 7" in whole.paragraphs("ListBullet")


def test_only_what_is_known_is_printed():
    only_invited = replace(
        lot(),
        replied=None,
        drawn=None,
        took_part=None,
        compositions=(),
        first_stage="",
        second_stage="",
    )
    texts = Read(build(small(lot=only_invited))).paragraphs()
    assert "1.656" in texts
    assert not any("Rücklauf" in text or "Zusammensetzung im Vergleich" in text for text in texts)


@pytest.mark.parametrize(
    ("value", "digits", "said"),
    [(Fraction(5, 4), 0, "+1"), (Fraction(-1, 2), 0, "−1"), (Fraction(0), 1, "0,0"), (Fraction(-1, 30), 1, "0,0"),
     (None, 0, "–"), (Fraction(1005, 100), 1, "+10,1")],
)  # fmt: skip
def test_deviations_have_signs(value, digits, said):
    assert signed(value, digits) == said


def test_shares_are_rounded_half_up():
    assert percent(Fraction(1, 8), 1) == f"12,5{NB}%"
    assert percent(Fraction(25, 1000)) == f"3{NB}%"

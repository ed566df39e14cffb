"""Any text arrives in the file, and none breaks it."""

import io
import re

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from facilitation.report.blocks import lines, run
from facilitation.report.document import build
from facilitation.report.outline import Cancelled, FieldSection, MeasureSection, Point
from facilitation.report.xml import glued, safe

from .outlines import NB, recommendation, small, vote
from .reading import Read, W, text_of

ANY = st.text(st.characters(exclude_categories=()), max_size=80)
KINDS = {
    "emoji": "Ein Baum 🌳 und eine Familie 👨‍👩‍👧",
    "rtl": "مجلس المواطنين يوصي المدينة",
    "zero width": "Zusammen\u200bgesetzt\u200d",
    "controls": "vor\x00\x0b\x1bnach",
    "surrogate": "vor\ud800nach",
    "nonsense": "\ufffe\uffff<w:p>&amp;]]>\"'",
    "long word": "x" * 100_000,
    "long text": "Das ist uns wichtig. " * 5_000,
    "lines": "eins\n\n\nzwei\r\ndrei\u2028vier",
    "formula": '=HYPERLINK("x")',
}


def filled(text: str):
    """An outline that has ``text`` wherever a person can type something."""
    cast = vote(title=text, wording=text, subject="M7")
    each = recommendation(
        title=text, wording=text, reasons=text, hints=(text, text), concerns=text, details=(text,)
    )
    base = small()
    meeting = type(base.meetings[0])(
        1, text, text, 3, 4, text, (Point("10:00", text, text, text),), (text,), text, (cast,)
    )
    measure = MeasureSection(7, text, text, text, (cast,), (each,))
    return small(
        title=text, question=text, client=text, place=text, conducted_by=text, mandate=text,
        follow_up=text, imprint=text, meetings=(meeting,),
        fields=(FieldSection("C", text, (measure,)),),
        cancelled=(Cancelled("M7", text, 1, 1, text),),
    )  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ANY)
def test_any_text_gives_a_file_that_opens(text):
    opened = docx.Document(io.BytesIO(build(filled(text))))
    assert opened.paragraphs


@pytest.mark.parametrize("kind", KINDS)
def test_accepted_text_arrives(kind):
    text = KINDS[kind]
    read = Read(build(filled(text)))
    found = "".join(read.paragraphs("Merkmal")).replace(NB, " ")
    for line in lines(text):
        assert line.replace(NB, " ") in found


@given(ANY)
def test_guard_lets_through_only_what_xml_allows(text):
    kept = safe(text)
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", kept)
    assert safe(kept) == kept
    assert text_of(run_in_paragraph(kept)).split() == kept.split()


def run_in_paragraph(text: str):
    paragraph = etree.Element(f"{W}p")
    paragraph.append(run(text))
    return paragraph


@pytest.mark.parametrize(
    ("loose", "kept"),
    [
        ("siehe E 12 und M7", f"siehe E{NB}12 und M7"),
        ("87 % von Tabelle 3", f"87{NB}% von Tabelle{NB}3"),
        ("um 10:00 Uhr, nötig 17", f"um 10:00{NB}Uhr, nötig{NB}17"),
        ("in Anhang C steht", f"in Anhang{NB}C steht"),
        ("Die 12 Affen", "Die 12 Affen"),
    ],
)
def test_what_belongs_together_stays_on_one_line(loose, kept):
    assert glued(loose) == kept

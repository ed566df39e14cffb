"""What of a typed text is kept: whatever comes in, what comes out fits XML and is composed."""

import unicodedata
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitation.errors import Invalid
from facilitation.text import LINE, clean_line, clean_text

AWKWARD = "\x00\x01\x08\t\n\x0b\x0c\r\x1b\x1f \x7f\x85\xa0\u0300\u0301\u1161\u2028\u2029\u202e\u2066\ufeff\ufffe\uffff"
anything = st.text(
    st.one_of(st.characters(codec=None), st.sampled_from(AWKWARD + "aAeE\U0001fffe"))
)
both = pytest.mark.parametrize("lines", [True, False])


@both
@given(anything)
def test_result_is_always_safe_in_xml(lines, typed):
    kept = clean_text(typed, lines=lines)
    document = ET.Element("t")
    document.text = kept

    assert ET.fromstring(ET.tostring(document, "utf-8")).text == (kept or None)


@both
@given(anything)
def test_result_is_composed_trimmed_and_stays_the_same(lines, typed):
    kept = clean_text(typed, lines=lines)

    assert unicodedata.is_normalized("NFC", kept)
    assert kept == kept.strip()
    assert clean_text(kept, lines=lines) == kept
    assert lines or "\n" not in kept


@both
@given(anything)
def test_result_is_never_longer_than_the_composed_text(lines, typed):
    """Composing may lengthen by itself: a few letters of Hindi and Hebrew come apart in NFC."""
    assert len(clean_text(typed, lines=lines)) <= len(unicodedata.normalize("NFC", typed))


@pytest.mark.parametrize(
    "typed",
    [
        "Öffentliche Plätze für ßüße Ziele",
        "👩‍👩‍👧‍👦 und 🏳️‍🌈 und 👍🏽",
        "مجلس المواطنين في كاسل",
        "אזרחים",
        "नागरिक परिषद्",
        "<b>fett</b> & {{ 7*7 }} %(n)s",
        "E\N{NO-BREAK SPACE}12",
        "Zeile eins\n\nZeile zwei",
    ],
)
def test_what_people_write_survives(typed):
    assert clean_text(typed) == typed


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  eins  \r\nzwei\r", "eins\nzwei"),
        ("eins\n\n\n\n\nzwei", "eins\n\nzwei"),
        ("weich\x0bgebrochen\u2028in Word", "weich\ngebrochen\nin Word"),
        ("a\u0308", "ä"),
        ("e\U0001fffe\u0301", "é"),
        ("rot\u202enelhüw", "rotnelhüw"),
        ("vorn\x00hinten\ud800", "vornhinten"),
    ],
)
def test_lines_are_tidied_and_controls_go(typed, kept):
    assert clean_text(typed) == kept


def test_a_line_has_no_breaks():
    assert clean_line(" Bürgerrat\t \nKassel\x0b2022 ") == "Bürgerrat Kassel 2022"


def test_too_long_is_refused_with_both_numbers():
    assert len(clean_line("x" * LINE + "   ")) == LINE
    with pytest.raises(Invalid) as refused:
        clean_line("x" * (LINE + 1))

    assert "201 Zeichen, möglich sind 200" in refused.value.sentence()

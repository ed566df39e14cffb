"""A long wording comes in pages: whole, in order, and cut where a reader breathes."""

from hypothesis import given
from hypothesis import strategies as st

from facilitation.live.paging import PARAGRAPH, WORDING_LINES, lines_of, pages

SENTENCE = "Der Bürgerrat empfiehlt der Stadt Kassel, die Wege am Fluss zu beleuchten. "


def test_a_short_wording_is_one_page():
    assert pages(SENTENCE.strip()) == [SENTENCE.strip()]


def test_no_wording_has_no_pages():
    assert pages("") == []


def test_1500_characters_are_three_pages_about_equally_full():
    found = pages(SENTENCE * 20)

    assert len(SENTENCE * 20) >= 1500
    assert len(found) == 3
    lines = [lines_of(page) for page in found]
    assert max(lines) <= WORDING_LINES
    assert max(lines) - min(lines) <= 3


def test_pages_end_with_sentences():
    assert all(page.endswith(".") for page in pages(SENTENCE * 20))


def test_paragraphs_stay_paragraphs():
    assert pages("Erstens.\n\nZweitens. Drittens.") == [f"Erstens.{PARAGRAPH}Zweitens. Drittens."]


@given(st.text(alphabet="abc .!?\n🌳", max_size=3000), st.integers(2, 12))
def test_nothing_is_lost_and_no_page_is_too_long(text, lines):
    found = pages(text, lines)

    assert "".join("".join(found).split()) == "".join(text.split())
    assert all(lines_of(page) <= lines for page in found)

"""How much of a text goes on a slide."""

from hypothesis import given
from hypothesis import strategies as st

from facilitation.projector import fitting

SENTENCE = "Freiwillige und der Gartenbetrieb sehen auf einer Karte, welcher Baum Wasser braucht."


def test_a_short_text_is_kept_with_its_paragraphs():
    text = f"{SENTENCE}\n\n{SENTENCE}"
    assert fitting.opening(text) == text


def test_a_long_text_ends_with_a_whole_sentence():
    assert fitting.opening(" ".join([SENTENCE] * 20)) == " ".join([SENTENCE] * 4)


def test_a_sentence_without_end_is_cut_between_words():
    cut = fitting.opening("Baum " * 300)
    assert cut.endswith("Baum …")
    assert fitting.fits(cut)


@given(st.text(max_size=3000), st.integers(1, 12))
def test_what_is_shown_always_fits(text, lines):
    assert fitting.lines_of(fitting.opening(text, lines)) <= lines

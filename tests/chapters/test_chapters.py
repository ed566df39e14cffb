"""Order, titles and texts of the chapters."""

import pytest

from facilitation import db
from facilitation.chapters import chapters
from facilitation.errors import NotFound

KEYS = [part.key for part in chapters.USUAL]


def parts(evening):
    with db.reading() as session:
        return chapters.all_parts(session, evening.council_id)


def change(evening, action, *args, **kwargs):
    with db.transaction() as session:
        return action(session, evening.council_id, *args, **kwargs)


def test_a_new_council_has_all_chapters_in_the_usual_order(evening):
    assert parts(evening) == list(chapters.USUAL)


def test_annexes_stand_in_the_order_of_their_letters(evening):
    letters = [part.letter for part in parts(evening)]
    assert letters == sorted(letters)


def test_moving_goes_one_place_and_stops_at_the_ends(evening):
    change(evening, chapters.move, "foreword", up=True)
    assert [part.key for part in parts(evening)][:2] == ["foreword", "overview"]
    change(evening, chapters.move, "foreword", up=True)
    change(evening, chapters.move, "outlook", up=False)
    assert [part.key for part in parts(evening)] == ["foreword", "overview", *KEYS[2:]]


@pytest.mark.parametrize("key", ["annex_c", "gibtsnicht"])
def test_an_annex_isnt_moved(evening, key):
    with pytest.raises(NotFound):
        change(evening, chapters.move, key, up=True)


def test_titles_and_ticks(evening):
    on = [key for key in KEYS if key != "voices"]
    change(evening, chapters.arrange, {"outlook": "Wie es weitergeht", "results": "Ergebnisse"}, on)
    found = {part.key: part for part in parts(evening)}
    assert found["outlook"].heading == "Wie es weitergeht"
    assert found["results"].title == ""  # the usual one
    assert [part.key for part in parts(evening) if not part.is_on] == ["voices"]


def test_writing_keeps_the_place(evening):
    change(evening, chapters.move, "voices", up=True)
    before = [part.key for part in parts(evening)]
    change(evening, chapters.write, "voices", "> Man hat uns zugehört.")
    assert [part.key for part in parts(evening)] == before
    assert chapters.USUAL[6].text == ""
    with db.reading() as session:
        assert chapters.find_free(session, evening.council_id, "voices").text.startswith("> Man")


@pytest.mark.parametrize("key", ["results", "annex_c", "gibtsnicht"])
def test_only_free_chapters_are_written(evening, key):
    with pytest.raises(NotFound):
        change(evening, chapters.write, key, "Text")

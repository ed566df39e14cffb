"""Two texts word by word, merged, side by side, and cut into pages."""

import random

from facilitation.voting import differing
from facilitation.voting.differing import Piece, cut, pieces, said, sides

OLD = "Die Stadt stellt Mülleimer auf. Sie kosten wenig."
NEW = "Die Stadt stellt Mülleimer mit offenen Daten auf. Sie kosten wenig."


def test_new_words_stand_between_those_that_stayed():
    assert pieces(OLD, NEW) == (
        Piece("same", "Die Stadt stellt Mülleimer "),
        Piece("new", "mit offenen Daten "),
        Piece("same", "auf. Sie kosten wenig."),
    )
    assert said(pieces(OLD, NEW)) == (["mit offenen Daten"], [])


def test_what_is_gone_stands_before_what_replaces_it_and_runs_into_nothing():
    assert pieces("ein Wort", "ein Satz") == (
        Piece("same", "ein "),
        Piece("gone", "Wort "),
        Piece("new", "Satz"),
    )
    assert "".join(piece.text for piece in pieces("Ende", "Ende und mehr")) == "Ende und mehr"
    assert "".join(piece.text for piece in pieces("Ende und mehr", "Ende")) == "Ende und mehr"


def test_other_gaps_are_no_change():
    assert {piece.kind for piece in pieces("a b\n\nc", "a\nb c")} == {"same"}


def test_both_texts_come_back_from_the_pieces():
    """Whatever was changed: without what is gone it reads as the new text, and the other way round."""
    rng = random.Random(7)
    for _ in range(200):
        old, new = (" ".join(rng.choices("abcd", k=rng.randrange(0, 9))) for _ in range(2))
        merged = pieces(old, new)
        assert _without(merged, "gone").split() == new.split()
        assert _without(merged, "new").split() == old.split()
        left, right = sides(old, new)
        assert "".join(piece.text for piece in left) == old
        assert "".join(piece.text for piece in right) == new


def test_pages_keep_the_marks():
    merged = pieces(OLD, NEW)
    whole = "".join(piece.text for piece in merged)
    first, second = cut(merged, [whole[:38].strip(), whole[38:]])
    assert first[1] == Piece("new", "mit offenen")
    assert second[0] == Piece("new", "Daten ")
    assert _without(second, "gone") == whole[38:].lstrip()


def test_very_long_texts_are_marked_whole():
    old, new = "alt " * differing.LONGEST, "neu " * 3
    assert [piece.kind for piece in pieces(old, new)] == ["gone", "new"]


def _without(found, kind):
    return "".join(piece.text for piece in found if piece.kind != kind)

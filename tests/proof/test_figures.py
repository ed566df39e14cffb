"""The table: what holds, what doesn't, and that README keeps everything around it."""

from types import SimpleNamespace

import pytest

from .__main__ import BEGIN, END, with_table
from .figures import Figures, Line, table
from .history import Verdict

PROOF = SimpleNamespace(PROMISE="P2", FAULT="SIGKILL", CONTROL="Bestätigung zu früh")


def line(verdict, control):
    return Line(PROOF, Figures.of(verdict, 20), Figures.of(control, 3))


def test_a_line_holds_when_nothing_is_wrong_and_the_control_was_found_out():
    assert line(Verdict(acknowledged=9), Verdict(acknowledged=4, lost=2)).holds
    assert not line(Verdict(acknowledged=9, ghosts=1), Verdict(lost=2)).holds
    assert not line(Verdict(acknowledged=9), Verdict(acknowledged=4)).holds, "it can't fail"
    assert not line(Verdict(), Verdict(lost=2)).holds, "nothing was tried"


def test_the_table_says_what_the_control_came_to():
    made = table([line(Verdict(acknowledged=1234), Verdict(acknowledged=4, lost=2))])
    assert made.splitlines()[-1] == (
        "| P2 | SIGKILL | 20 | 1.234 | 0 | 0 | 0 | 0 | – | – | – | – "
        "| Bestätigung zu früh: 2 verloren in 3 Läufen |"
    )


def test_readme_keeps_what_stands_around_the_table():
    text = f"before\n{BEGIN}\nold\n{END}\nafter\n"
    assert with_table(text, "| new |", "Seed 7.") == (
        f"before\n{BEGIN}\n| new |\n\nSeed 7.\n{END}\nafter\n"
    )
    with pytest.raises(ValueError, match="Zahlen"):
        with_table("no markers", "", "")

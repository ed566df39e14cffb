"""The wording that is voted on, on the wall: whole, page by page, and large enough to read."""

import pytest

from facilitation import db
from facilitation.live.paging import pages
from facilitation.recommendations.models import Recommendation
from facilitation.voting import turns
from facilitation.voting.models import Round

from ..recommendations.conftest import Decision, decision
from .conftest import LONGEST_LINE
from .test_legibility import SMALLEST, hall

__all__ = ["Decision", "decision", "hall"]

SENTENCE = "Der Bürgerrat empfiehlt der Stadt Kassel, die Wege am Fluss bis 2026 zu beleuchten. "
WORDING = (SENTENCE * 20)[:1500].rsplit(". ", 1)[0] + "."


def turn(around, page):
    with db.transaction() as session:
        turns.turn_page(session.get_one(Round, around), page)


@pytest.mark.browser
@pytest.mark.parametrize("title", ["Wege am Fluss beleuchten", LONGEST_LINE])
def test_1500_characters_can_be_read_from_the_last_row(hall, wall, decision, title):
    decision.reword(wording=WORDING, title=title)
    around = decision.show_text(decision.ask())
    for page in range(len(pages(WORDING))):
        turn(around, page)
        wall.newest()
        for size, seen in hall.looks(wall.path):
            assert seen["outside"] == [], (page, size)
            assert seen["smallest"] >= SMALLEST - 0.01, (page, size, seen)


def test_all_pages_together_are_the_whole_wording(wall, decision):
    decision.reword(wording=WORDING)
    around = decision.show_text(decision.ask())
    said = []
    for page in range(len(pages(WORDING))):
        turn(around, page)
        html = wall.slide()
        assert f"Seite {page + 1} von 3" in html
        assert "Die Begründung lesen Sie auf dem Handy." in html
        said.append(html.split('<div class="text changed"><p>')[1].split("</p></div>")[0])
    assert " ".join(said) == WORDING


def test_a_short_wording_has_no_page_number(wall, decision):
    decision.show_text(decision.ask())
    html = wall.slide()
    assert "Alter Wortlaut." in html
    assert "Seite" not in html
    assert "Empfehlung E\N{NO-BREAK SPACE}1" in html


@pytest.mark.parametrize(
    ("after", "said"),
    [
        ((), "Entwurf: Über diesen Wortlaut ist noch nicht abgestimmt."),
        (("decide",), "Angenommen."),
        (("decide", "change"), "Nach der Abstimmung geändert."),
        (("withdraw",), "Diese Empfehlung ist zurückgezogen."),
    ],
)
def test_read_along_says_whether_it_was_voted_on(wall, decision, after, said):
    if "decide" in after:
        decision.decide("yes", "yes")
    if "change" in after:
        decision.change("Schreibfehler", wording="Neuer Wortlaut.")
    if "withdraw" in after:
        decision.withdraw()
    with db.reading() as session:
        assert session.get_one(Recommendation, decision.id)
    wall.choose("recommendation", decision.id)
    assert said in wall.slide()

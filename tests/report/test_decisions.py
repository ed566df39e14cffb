"""A recommendation's own vote in the Gutachten, never mixed with its measure's, and later changes."""

import pytest
from lxml import etree

from facilitation import db
from facilitation.councils.models import Council
from facilitation.recommendations.models import Recommendation
from facilitation.report import archive
from facilitation.report.document import build
from facilitation.report.gather import gather
from facilitation.voting.recount import recount

from ..recommendations.conftest import Decision, decision
from .reading import Read

__all__ = ["Decision", "decision"]

YES, NO = ("yes", "yes", "yes", "yes", "no"), ("no", "no", "no", "yes")


def outline(decision):
    with db.reading() as session:
        return gather(session, decision.evening.council_id, version=1)


def section(decision):
    [found] = outline(decision).recommendations
    return found


def document(decision):
    return Read(build(outline(decision)))


@pytest.fixture
def about_measure(decision):
    """M 7 was rejected; E 1 is about it."""
    evening = decision.evening
    evening.open()
    for number, mark in enumerate(("no", "no", "yes"), 1):
        evening.cast(number, mark)
    evening.command("close")
    evening.command("show")
    with db.transaction() as session:
        found = session.get_one(Recommendation, decision.id)
        found.measure_id, found.kind = evening.measure_ids[0], "measure"
    return decision


@pytest.mark.parametrize(("marks", "state"), [(YES, "adopted"), (NO, "rejected")])
def test_the_state_is_that_of_the_last_shown_round(decision, marks, state):
    assert section(decision).state == "draft"
    decision.decide(*marks)
    assert section(decision).state == state


def test_a_second_round_turns_it_and_both_are_told(decision):
    poll = decision.decide(*YES)
    decision.again(poll, *NO)
    found = section(decision)

    assert found.state == "rejected"
    assert [vote.adopted for vote in found.votes] == [True, False]
    text = "\n".join(document(decision).paragraphs()).replace("\N{NO-BREAK SPACE}", " ")
    assert "Nicht angenommene Empfehlungen" in text
    assert "Runde 1 in Sitzung 1: 4 Ja" in text


def test_two_results_stand_apart(about_measure):
    about_measure.decide(*YES)
    found = section(about_measure)

    assert [vote.line[0] for vote in (*found.measure_votes, *found.votes)] == ["1", "4"]
    assert (found.measure_votes[-1].adopted, found.votes[-1].adopted) == (False, True)
    piece = document(about_measure).piece("E1.result")
    said = "".join(piece.itertext())
    assert said.index("Zur Maßnahme M7") < said.index("Zu dieser Empfehlung")
    assert "Angenommen." in said


def test_the_measures_verdict_never_becomes_the_recommendations(about_measure):
    assert section(about_measure).state == "draft"
    assert "noch nicht abgestimmt" in "".join(document(about_measure).piece("E1.result").itertext())


def test_the_table_of_all_shows_the_result(decision):
    decision.decide(*YES)
    rows = [row for table in document(decision).tables() for row in table]
    [line] = [row for row in rows if row[0].startswith("E") and "Bäume gießen" in row[1]][:1]
    assert line[2:] == ["4", "1", "0", "angenommen"]


def test_annex_c_has_the_exact_wording(decision):
    decision.decide(*YES)
    [vote] = outline(decision).votes
    assert vote.subject == "E\N{NO-BREAK SPACE}1"
    assert vote.wording.endswith("\nAlter Wortlaut.")


def test_a_change_is_marked_at_its_place_and_listed_in_annex_c(decision):
    decision.decide(*YES)
    assert "Änderungen nach der Abstimmung" not in document(decision).paragraphs()
    decision.change("Schreibfehler", wording="Neuer Wortlaut.")
    read = document(decision)
    said = "".join(read.piece("E1").itertext())
    assert "Neuer Wortlaut." in said
    assert "Nach der Abstimmung geändert am" in said
    assert "Wortlaut bei der Abstimmung: „Alter Wortlaut.“" in said
    assert "Angenommen." in said
    [row] = [
        row for table in read.tables() for row in table if "Wortlaut: Alter Wortlaut." in row[1:2]
    ]
    assert row[2] == "Neuer Wortlaut."
    cells = [cell for table in read.tables() for line in table for cell in line]
    assert any("seither geändert" in cell for cell in cells)  # in the overview as well
    assert row[4] == "Schreibfehler"


def test_withdrawn_after_its_vote_it_is_still_reported(decision):
    decision.decide(*YES)
    decision.withdraw()
    read = document(decision)
    said = "".join(read.piece("E1").itertext())
    assert "Alter Wortlaut." in said
    assert "4\N{NO-BREAK SPACE}Ja" in said
    assert any("danach zurückgezogen" in text for text in read.paragraphs())


def test_no_figure_before_the_result_is_shown(decision):
    around = decision.show_text(decision.ask())
    decision.vote(around, *YES, until="count")
    assert section(decision).votes == ()
    assert section(decision).state == "final"


def test_the_archive_tells_standing_and_changes(decision):
    decision.decide(*YES)
    decision.change("Schreibfehler", wording="Neuer Wortlaut.")
    with db.reading() as session:
        council = session.get_one(Council, decision.evening.council_id)
        [kept] = archive.archive(session, council)["recommendations"]
    assert kept["standing"] == "adopted"
    [change] = kept["changes"]
    assert (change["old"], change["why"]) == ({"wording": "Alter Wortlaut."}, "Schreibfehler")


STEPS = [
    ("doubt", ("for", "for", "with_doubts", "against"), "adopted", "Dafür 2",
     "3 von 4 dafür oder dafür mit Zweifel, nötig 3"),
    ("levels", ("full", "full", "concerns", "aside", "veto"), "adopted", "Veto 1",
     "Kein Konsens.\nNach der Regel: Angenommen. 3 von 4 mit voller Zustimmung"),
    ("consent", ("none", "minor", "serious"), "rejected", "Schwerwiegende Einwände 1",
     "Noch nicht: 1 schwerwiegender Einwand. Bitte anhören und überarbeiten."),
]  # fmt: skip


@pytest.mark.parametrize(("method", "marks", "state", "counts", "says"), STEPS)
def test_a_vote_in_steps_is_told_drawn_and_listed(decision, method, marks, state, counts, says):
    decision.decide(*marks, method=method)

    assert section(decision).state == state
    [vote] = section(decision).votes
    made = document(decision)
    text = "\n".join(made.paragraphs()).replace("\N{NO-BREAK SPACE}", " ")
    assert counts in text
    assert says in text
    drawn = [step.label for step in vote.steps if step.drawn]
    chart = etree.tostring(made.xml(made.charts()[-1]), encoding="unicode")
    assert all(f"<c:v>{label}</c:v>" in chart for label in drawn)
    assert "<c:v>Enthaltung</c:v>" not in chart
    with db.reading() as session:
        council = session.get_one(Council, decision.evening.council_id)
        kept = archive.archive(session, council)
    again = recount({"polls": kept["polls"]})["polls"]
    assert [one["result"] for one in again] == [one["result"] for one in kept["polls"]]

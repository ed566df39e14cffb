"""What the Gutachten and its Annex C tell of rounds: addenda, previews, seats, comparisons."""

from facilitation import db
from facilitation.participants import seats as all_seats
from facilitation.report import document
from facilitation.report.gather import gather
from facilitation.voting import correcting, modes, polls, previewing, roll
from facilitation.voting.models import Poll, Round

from .reading import NS, Read

NB = "\N{NO-BREAK SPACE}"


def vote(evening, **counts):
    marks = [mark for mark, number in counts.items() for _ in range(number)]
    for number, mark in enumerate(marks, start=1):
        evening.cast(number, mark)


def held(evening):
    """A roll call of two rounds: previewed, with somebody left out, corrected afterwards."""
    with db.transaction() as session:
        modes.choose(session, session.get_one(Poll, evening.poll_ids[0]), modes.ROLL_CALL)
    first = evening.begin_vote()
    vote(evening, yes=3, no=2)
    evening.finish(first, "close", "show")
    with db.transaction() as session:
        poll = session.get_one(Poll, evening.poll_ids[0])
        around = polls.another_round(session, poll)
        out = all_seats.by_number(session, evening.council_id, 6)
        roll.leave_out(session, around, out, "conflict")
    second = evening.open()
    vote(evening, yes=4, no=1)
    evening.finish(second, "close")
    with db.transaction() as session:
        around = session.get_one(Round, second)
        previewing.preview(session, around)
        polls.show(session, around, from_state="counted")
        counted = {"ballots": 5, "M7": {"yes": 3, "no": 2, "abstain": 0}}
        correcting.correct(session, around, counted, "Stapel vertippt", role="minutes")
    evening.end()


def outline(evening):
    with db.reading() as session:
        return gather(session, evening.council_id, version=1)


def test_the_corrected_figure_decides_in_the_outline(evening):
    held(evening)
    first, second = outline(evening).measures[0].votes
    assert (first.round, first.adopted, first.corrected) == (1, False, False)
    assert (second.round, second.adopted, second.corrected) == (2, False, True)
    assert second.line.startswith(f"3{NB}Ja · 2{NB}Nein")
    assert second.against_before == (
        f"Gegenüber Runde 1: ±0{NB}Ja, ±0{NB}Nein, ±0{NB}Enthaltung. In beiden Runden 5 Stimmen."
    )
    left_out, preview, addendum = second.notes
    assert left_out == "1 nahm nicht teil (befangen)."
    assert preview.endswith("Uhr vorab angesehen.")
    assert addendum.startswith("Berichtigt am ")
    assert addendum.endswith(f"Vorher: 4{NB}Ja · 1{NB}Nein · 0{NB}Enthaltungen, angenommen.")
    assert second.by_seat == (("Ja", "1, 2, 3, 4"), ("Nein", "5"), ("Enthaltung", "niemand"))


def test_annex_c_tells_all_of_it(evening):
    held(evening)
    read = Read(document.build(outline(evening)))
    tables = ["\n".join(cell for row in table for cell in row) for table in read.tables()]
    cells = [text.replace(NB, " ") for text in tables]
    [votes] = [text for text in cells if "dafür von Basis" in text]
    assert "Berichtigt am" in votes
    assert "vorab angesehen" in votes
    assert "1 nahm nicht teil (befangen)." in votes
    assert "Gegenüber Runde 1" in votes
    [seats] = [text for text in cells if "Plätze" in text and "1, 2, 3, 4" in text]
    assert "niemand" in seats
    body = "\n".join(read.paragraphs())
    assert "keine Namen" in body
    assert body.count("Berichtigt am") >= 2  # beside the measure as well


def test_a_simple_vote_lists_no_seats(evening):
    evening.begin_vote()
    vote(evening, yes=3)
    evening.finish(evening.round_id, "close", "show")
    [vote_held] = outline(evening).measures[0].votes
    assert vote_held.by_seat == ()
    assert vote_held.notes == ()
    assert "Namentliche Abstimmungen" not in Read(document.build(outline(evening))).paragraphs()


def test_two_rounds_are_drawn_as_a_pair_on_one_scale(evening):
    held(evening)
    read = Read(document.build(outline(evening)))
    charts = [read.xml(name) for name in read.charts()]
    categories = [
        chart.xpath("//c:ser[1]/c:cat//c:pt/c:v/text()", namespaces=NS) for chart in charts
    ]
    [pair] = [
        chart
        for chart, names in zip(charts, categories, strict=True)
        if names == ["Runde 1", "Runde 2"]
    ]
    values = pair.xpath("//c:ser/c:val//c:pt/c:v/text()", namespaces=NS)
    assert values == ["3", "3", "2", "2"]  # Ja and Nein, the corrected figures of round 2
    [most] = pair.xpath("//c:valAx/c:scaling/c:max/@val", namespaces=NS)
    assert float(most) == 5

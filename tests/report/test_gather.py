"""From the database to the outline, and all three steps together."""

import io
import re

import docx
import pytest
from sqlalchemy import event

from facilitation import clock, db
from facilitation.councils import councils
from facilitation.councils.models import Council
from facilitation.measures.models import Measure
from facilitation.meetings.models import Item, Meeting
from facilitation.recommendations import drafting
from facilitation.recommendations.models import Recommendation
from facilitation.report import build
from facilitation.report.gather import gather
from facilitation.voting import polls, words
from facilitation.voting.models import Poll, Round

from .outlines import NB
from .reading import Read

BALLOTS = {1: "yes", 2: "yes", 3: "yes", 4: "no", 5: "abstain"}


def outline(evening, version=1):
    with db.reading() as session:
        return gather(session, evening.council_id, version=version)


def hold(evening, ballots=BALLOTS):
    """The first poll from opening to result."""
    evening.begin_vote()
    for number, mark in ballots.items():
        evening.cast(number, mark)
    evening.command("close")
    evening.command("show")


def draft(evening, measure=0, **texts) -> int:
    with db.transaction() as session:
        council = session.get_one(Council, evening.council_id)
        subject = session.get_one(Measure, evening.measure_ids[measure])
        around = session.get_one(Poll, evening.poll_ids[measure]).latest
        made = drafting.capture(
            session, council, measure=subject, around=around, account_id=None, texts=texts
        )
        return made.id


def test_planned_evening_tells_its_programme_and_no_figure(evening):
    told = outline(evening)
    (meeting,) = told.meetings
    assert meeting.present is None
    assert meeting.members == 6
    assert [point.title for point in meeting.points][1] == "Abstimmung: Grün in der Stadt"
    assert [point.method for point in meeting.points] == ["Tischgruppe", "Abstimmung", ""]
    assert told.votes == ()
    assert [measure.code for measure in told.measures] == ["M7", "M8"]


def test_vote_stands_with_the_figures_that_were_stored(evening):
    hold(evening)
    (measure, other) = outline(evening).measures
    (vote,) = measure.votes
    with db.reading() as session:
        around = session.get_one(Round, evening.round_id)
        entry = around.result["options"]["M7"]
        said = words.result_words(words.shown(around, 6), "M7")
    assert {step.key: step.count for step in vote.steps} == entry["counts"]
    assert (vote.base, vote.in_favour, vote.needed, vote.adopted) == (4, 3, 3, True)
    assert (vote.line, vote.share, vote.verdict) == (said.counts, said.share, said.verdict)
    assert (vote.rule, vote.channels) == (said.rule, said.channels)
    assert vote.per_channel == (("Handy", 5),)
    assert other.votes == ()


@pytest.mark.parametrize("stop", ["open", "closed", "counted"])
def test_no_figure_is_told_before_it_was_shown(evening, stop):
    evening.begin_vote()
    for number, mark in BALLOTS.items():
        evening.cast(number, mark)
    if stop != "open":
        evening.command("close")
    if stop == "counted":
        evening.command("count")
    told = outline(evening)
    assert told.votes == ()
    assert not re.search(r"\d.?Ja\b", repr(told))


def test_cancelled_round_is_told_with_its_reason(evening):
    evening.begin_vote()
    evening.cast(1, "yes")
    evening.command("cancel", "Falscher Text")
    (broken,) = outline(evening).cancelled
    assert (broken.subject, broken.meeting, broken.round, broken.reason) == (
        "M7",
        1,
        1,
        "Falscher Text",
    )


def test_second_round_stands_beside_the_first(evening):
    hold(evening)
    with db.transaction() as session:
        polls.another_round(session, session.get_one(Poll, evening.poll_ids[0]))
    evening.open()
    for number in range(1, 7):
        evening.cast(number, "no", seq=1)
    evening.command("close")
    evening.command("show")
    votes = outline(evening).measures[0].votes
    assert [(vote.round, vote.adopted) for vote in votes] == [(1, True), (2, False)]


def test_how_it_was_voted_is_said_in_the_words_of_the_screens(evening):
    hold(evening)
    (meeting,) = outline(evening).meetings
    assert meeting.how_voted == (
        "Verfahren: Ja / Nein / Enthaltung, bis Sitzungsende beim Platz gespeichert. "
        "Nötig: mindestens zwei Drittel der Ja- und Nein-Stimmen.",
    )
    assert meeting.points[1].outcome == "Ergebnis zu M7"
    assert meeting.present == 6


def test_recommendation_stands_at_its_measure_with_the_measures_result(evening):
    hold(evening)
    draft(evening, reasons="Das ist uns wichtig.", hints="- abends\n- samstags\n")
    (measure, _) = outline(evening).measures
    (each,) = measure.recommendations
    assert each.code == f"E{NB}1"
    assert (
        each.wording
        == "Der Bürgerrat empfiehlt der Stadt, 400 Stadtbäume mit Sensoren auszustatten."
    )
    assert each.hints == ("abends", "samstags")
    assert each.details == (
        "Handlungsfeld A Energie und Umwelt",
        f"bezieht sich auf M7 „{measure.title}“",
        "maßnahmenbezogen",
        "Zustimmung",
    )
    assert each.measure_votes == measure.votes
    assert (each.state, each.votes) == ("draft", ())


def test_recommendations_for_all_stand_apart_and_withdrawn_ones_keep_their_number(evening):
    draft(evening, kind="overarching")
    second = draft(evening)
    with db.transaction() as session:
        drafting.withdraw(session, session.get_one(Recommendation, second))
    draft(evening)
    told = outline(evening)
    assert [each.number for each in told.overarching] == [1]
    assert [(each.number, each.state) for each in told.measures[0].recommendations] == [
        (2, "withdrawn"),
        (3, "draft"),
    ]
    assert {figure.label: figure.number for figure in told.key_figures}["Empfehlungen"] == 2


def test_measure_without_a_field_is_not_lost(evening):
    with db.transaction() as session:
        session.get_one(Measure, evening.measure_ids[1]).field_id = None
    fields = outline(evening).fields
    assert [(field.letter, field.title) for field in fields] == [
        ("A", "Energie und Umwelt"),
        ("", "Ohne Handlungsfeld"),
    ]


def test_council_without_anything_gives_a_file(database, tmp_path):
    with db.transaction() as session:
        council = councils.set_up(session, slug="leer", title="Bürgerrat Leer")
    with db.reading() as session:
        path = build.put_on_shelf(session, session.get_one(Council, council.id), tmp_path)
    assert docx.Document(str(path)).paragraphs


def test_number_of_queries_doesnt_grow(evening):
    def queries() -> int:
        seen = []
        reader = db.database().reader
        event.listen(reader, "before_cursor_execute", lambda *_: seen.append(1))
        outline(evening)
        return len(seen)

    hold(evening)
    draft(evening)
    one = queries()
    draft(evening)
    draft(evening, measure=1)
    with db.transaction() as session:
        polls.another_round(session, session.get_one(Poll, evening.poll_ids[0]))
        meeting = session.get_one(Meeting, evening.meeting_id)
        session.add(Item(meeting=meeting, position=9, kind="break", title="Pause", minutes=5))
    assert queries() == one


def test_three_steps_write_a_file_with_the_same_figures(evening, tmp_path):
    hold(evening)
    draft(evening)
    out = tmp_path / "mein.docx"
    with db.reading() as session:
        build.write(session, session.get_one(Council, evening.council_id), out)
    text = "\n".join(Read(out.read_bytes()).paragraphs())
    assert f"Zur Maßnahme M7\t3{NB}Ja · 1{NB}Nein · 1{NB}Enthaltung" in text
    assert "Zu dieser Empfehlung\tnoch nicht abgestimmt" in text


def test_same_data_and_clock_give_the_same_bytes(evening, tmp_path, monkeypatch):
    hold(evening)
    moment = clock.now()
    monkeypatch.setattr(clock, "now", lambda: moment)
    path = tmp_path / "mein.docx"
    written = set()
    for _ in range(2):
        with db.reading() as session:
            build.write(session, session.get_one(Council, evening.council_id), path)
        written.add(path.read_bytes())
        path.unlink()
    assert len(written) == 1


def test_version_comes_from_the_name_or_follows_the_shelf(evening, tmp_path):
    with db.reading() as session:
        council = session.get_one(Council, evening.council_id)
        first = build.put_on_shelf(session, council, tmp_path)
        second = build.put_on_shelf(session, council, tmp_path)
        named = tmp_path / first.name.replace("Fassung-1", "Fassung-7")
        build.write(session, council, named)
    assert [path.parent.name for path in (first, second)] == [evening.slug] * 2
    for path, version in ((first, 1), (second, 2), (named, 7)):
        core = docx.Document(io.BytesIO(path.read_bytes())).core_properties
        assert core.version == str(version)

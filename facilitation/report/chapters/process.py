"""Why there was a council, and how it worked: mandate, sessions, votes."""

from collections.abc import Sequence

from ...chapters.chapters import Part
from .. import german
from ..blocks import paragraph, prose
from ..listed import Listed
from ..outline import MeetingSection, Outline, Vote
from ..printed import is_printed
from ..prose import write_prose
from ..rated import Rating
from ..sections import UPRIGHT
from ..tables import EMPTY, Column, Row, ruled_table
from ..writer import Writer
from .free import begin
from .overview import filled

MOST_LISTED = 12
"""More votes than this in one session aren't listed with it."""


def mandate(writer: Writer, outline: Outline, part: Part) -> None:
    """Anlass, Auftrag, Fragestellung."""
    begin(writer, part)
    write_prose(writer, part.text or outline.mandate)
    if outline.question:
        writer.body(
            "Die Frage an die Mitglieder lautete:"
            if outline.meetings
            else "Die Frage an die Mitglieder lautet:",
            keep_next=True,
        )
        writer.add(paragraph("Hinweis", outline.question))
    else:
        writer.body("Die Frage an die Mitglieder ist noch nicht festgehalten.")
    for sentence in _who(outline):
        writer.body(sentence)


def _who(outline: Outline) -> list[str]:
    said = (
        ("Auftraggeberin ist: {}.", outline.client),
        ("Die Durchführung lag bei: {}.", outline.conducted_by),
    )
    return [words.format(value) for words, value in said if value]


def process(writer: Writer, outline: Outline, part: Part) -> None:
    """Vorgehen und Ablauf, session by session."""
    begin(writer, part)
    write_prose(writer, part.text)
    if not outline.meetings:
        writer.body(
            "Es ist noch keine Sitzung angelegt. Ablauf und Arbeitsweise stehen hier, sobald es Sitzungen gibt."
        )
        return
    writer.body(_introduction(outline))
    annexed = is_printed(outline, "annex_a")
    for number, meeting in enumerate(outline.meetings):
        # A programme fills most of a page; cut in two it is hard to follow.
        whole = bool(meeting.points) and not annexed
        writer.section(_title(meeting), new_page=number > 0 and whole)
        _meeting(writer, meeting, annexed=annexed)


def _introduction(outline: Outline) -> str:
    count = len(outline.meetings)
    sessions = "eine Sitzung" if count == 1 else f"{count} Sitzungen"
    return (
        f"Die Beratung gliedert sich in {sessions}. Für jede Sitzung steht hier, worum es ging, was auf dem "
        "Programm stand und wie abgestimmt wurde."
    )


def _title(meeting: MeetingSection) -> str:
    return f"Sitzung {meeting.number}: {meeting.title}"


def _meeting(writer: Writer, meeting: MeetingSection, *, annexed: bool) -> None:
    there = "hat noch nicht begonnen"
    if meeting.present is not None:
        there = f"{meeting.present} von {meeting.members} Mitgliedern anwesend"
    writer.add(paragraph("Angaben", f"{meeting.when} · {there}"))
    writer.add(*prose("BodyText", meeting.aim))
    _programme(writer, meeting, annexed=annexed)
    if meeting.how_voted:
        writer.subheading("Wie abgestimmt wurde")
        for text in meeting.how_voted:
            writer.body(text)
    if meeting.summary or meeting.votes or meeting.ratings or meeting.listed:
        writer.subheading("Zwischenergebnisse")
        writer.add(*prose("BodyText", meeting.summary))
        writer.bullets(
            [
                *map(_rated, meeting.ratings),
                *map(_listed, meeting.listed),
                *_interims(meeting.votes),
            ]
        )


def _rated(rating: Rating) -> str:
    """Who stands first; the tables stand with the results."""
    first = rating.criteria[0]
    leading = german.listed(list(rating.leading))
    verb = "steht" if len(rating.leading) == 1 else "stehen"
    return f"{rating.title}: nach „{first.label}“ {verb} vorn {leading}."


def _listed(one: Listed) -> str:
    """Who stands first; the tables stand with the results."""
    again = f" (Runde {one.round})" if one.round > 1 else ""
    if not one.leading:
        return f"{one.title}{again}: {one.sentence}"
    verb = "steht" if len(one.leading) == 1 else "stehen"
    return f"{one.title}{again}: Vorn {verb} {german.listed(list(one.leading))}."


def _interims(votes: Sequence[Vote]) -> list[str]:
    """Each vote in a line; a whole day of them is told in one, since they stand in full later."""
    if len(votes) <= MOST_LISTED:
        return [_interim(vote) for vote in votes]
    adopted = sum(vote.adopted is True for vote in votes)
    rejected = sum(vote.adopted is False for vote in votes)
    return [
        f"{len(votes)} Abstimmungen, davon {adopted} angenommen und {rejected} nicht angenommen. "
        "Jede steht bei den Ergebnissen und in Anhang C."
    ]


def _interim(vote: Vote) -> str:
    again = f" (Runde {vote.round})" if vote.round > 1 else ""
    return f"{vote.subject} „{vote.title}“{again}: {vote.line}. {vote.verdict}".strip()


def _programme(writer: Writer, meeting: MeetingSection, *, annexed: bool) -> None:
    """Only what came out of something, where Annex A tells the rest."""
    if not meeting.points:
        writer.body("Für diese Sitzung ist noch kein Ablauf festgehalten.")
        return
    columns = [
        Column("Zeit", 1.5),
        Column("Programmpunkt", 0),
        Column("Methode", 2.9),
        Column("Ergebnis", 6.2),
    ]
    rows = [
        Row((point.time or EMPTY, point.title, point.method or EMPTY, point.outcome or EMPTY))
        for point in meeting.points
        if point.outcome or not annexed
    ]
    if annexed:
        writer.body("Das ganze Programm steht in Anhang A.")
    if not rows:
        return
    what = "Ergebnisse" if annexed else "Programm"
    title = f"{what} der Sitzung {meeting.number}"
    with writer.piece(f"meeting{meeting.number}.{'outcomes' if annexed else 'programme'}", title):
        writer.captioned(title, ruled_table(filled(columns, UPRIGHT), rows, title))

"""One recommendation, laid out as gutachten.md § 2 says; never parted from its results."""

from .. import german
from ..blocks import described, labelled, paragraph, run
from ..outline import Outline, RecommendationSection
from ..told import WordingChange
from ..writer import Writer
from .overview import PENDING, UNTITLED
from .verdict import begin_block, vote_lines

_NO_WORDING = "Der Wortlaut fehlt noch."
_HINTS = "Für die Umsetzung geben die Mitglieder mit:"
_OWN = "Entwurf. Über diesen Wortlaut ist noch abzustimmen."
_NOT_THE_SAME = (
    "Entwurf. Das Ergebnis zu {} gilt nicht für diesen Wortlaut; über ihn ist noch abzustimmen."
)


def recommendation(writer: Writer, outline: Outline, each: RecommendationSection) -> None:
    """Heading, wording, reasons and both results, as one piece."""
    tag = f"E{each.number}"
    with writer.piece(tag, f"{each.code} {each.title}"):
        writer.coded(each.code, each.title or UNTITLED)
        if each.details:
            writer.add(paragraph("Angaben", " · ".join(each.details)))
        writer.add(labelled("Empfehlung", "Empfehlung", each.wording or _NO_WORDING))
        for change in each.changes:
            writer.add(*described("Geändert", changed(change)))
        writer.add(*described("Begründung", each.reasons))
        _hints(writer, each)
        writer.add(*described("Bedenken", each.concerns))
        begin_block(writer)
        with writer.piece(f"{tag}.result", f"{each.code} Ergebnis"):
            _results(writer, outline, each)


def changed(change: WordingChange) -> str:
    """When, by whom and why a text was changed after the vote, and what it said then."""
    return (
        f"Nach der Abstimmung geändert am {german.long_date(change.at.date())} ({change.who}). "
        f"Grund: {change.why}\n{change.what} bei der Abstimmung: „{change.old}“"
    )


def _hints(writer: Writer, each: RecommendationSection) -> None:
    if not each.hints:
        return
    if len(each.hints) == 1:
        writer.add(*described("Hinweise", each.hints[0]))
        return
    writer.add(labelled("Merkmal", "Hinweise", _HINTS, keep_next=True))
    writer.add(*(paragraph("MerkmalListe", hint) for hint in each.hints[:-1]))
    writer.add(paragraph("MerkmalListe", each.hints[-1], after=7))


def _results(writer: Writer, outline: Outline, each: RecommendationSection) -> None:
    """Never mixed: what was said about the measure, and the vote on this wording."""
    code = f"M{each.measure}"
    if each.measure and each.measure_votes:
        vote = each.measure_votes[-1]
        label = f"{german.to_the(outline.labels.measure)} {code}"
        writer.add(labelled("Ergebnis", label, f"{vote.line} (Sitzung {vote.meeting})"))
    if each.votes:
        vote_lines(writer, "Zu dieser Empfehlung", each.votes)
        return
    writer.add(labelled("Ergebnis", "Zu dieser Empfehlung", run(PENDING, bold=True)))
    said = _NOT_THE_SAME.format(code) if each.measure and each.measure_votes else _OWN
    writer.add(paragraph("ErgebnisAngaben", run("\t"), said))

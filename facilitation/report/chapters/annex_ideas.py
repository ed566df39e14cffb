"""Anhang D: every idea that isn't hidden, and what became of it."""

from collections.abc import Sequence

from ...chapters.chapters import Part
from .. import german
from ..blocks import paragraph
from ..outline import Outline
from ..tables import AnyRow, Column, GroupRow, Row, ruled_table
from ..told import IdeaGroup, IdeaSection
from ..writer import Writer
from .free import begin
from .overview import filled

KINDS = {"idea": "Ideen", "goal": "Ziele", "vision": "Visionen"}
_ALONE = "ohne Gruppe"
_TOGETHER = "Ähnliches haben die Mitglieder oder das Team in Gruppen zusammengelegt; jeder Satz steht hier, wie er war."


def annex_ideas(writer: Writer, outline: Outline, part: Part) -> None:
    """By kind and group; hidden ones are only counted."""
    begin(writer, part)
    total = sum(len(group.ideas) for group in outline.ideas)
    writer.body(
        f"{_count(total)} Nichts davon ist verloren gegangen, auch was nicht weiter verwendet wurde."
    )
    if any(group.title for group in outline.ideas):
        writer.body(_TOGETHER)
    for kind, title in KINDS.items():
        groups = [group for group in outline.ideas if group.kind == kind]
        if groups:
            _kind(writer, kind, title, groups)
    writer.add(paragraph("Quelle", _hidden(outline.hidden_ideas)))


def _kind(writer: Writer, kind: str, title: str, groups: Sequence[IdeaGroup]) -> None:
    writer.section(title)
    rows: list[AnyRow] = []
    for group in groups:
        if len(groups) > 1 or group.title:
            rows.append(GroupRow(group.title or _ALONE))
        rows += [_row(idea) for idea in group.ideas]
    columns = [Column("Wortlaut", 0), Column("Was daraus wurde", 4.4, gap=0.3)]
    caption = f"{title} und was daraus wurde"
    with writer.piece(f"annexD.{kind}", caption):
        writer.captioned(caption, ruled_table(filled(columns), rows, caption, dense=True))


def _row(idea: IdeaSection) -> Row:
    return Row((f"{idea.text}\n{idea.why}" if idea.why else idea.text, idea.fate))


def _count(total: int) -> str:
    if total == 1:
        return "Ein Beitrag wurde festgehalten."
    return f"{german.number(total)} Beiträge wurden festgehalten."


def _hidden(count: int) -> str:
    if not count:
        return "Kein Beitrag wurde ausgeblendet."
    said = (
        "Ein Beitrag ist ausgeblendet und steht"
        if count == 1
        else f"{count} Beiträge sind ausgeblendet und stehen"
    )
    return f"{said} hier nicht, zum Beispiel weil sie beleidigen oder Personen nennen."

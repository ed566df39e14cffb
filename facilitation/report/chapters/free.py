"""Chapters and annexes that people write themselves."""

from ...chapters.chapters import Part
from ..outline import Outline
from ..prose import write_prose
from ..writer import Writer


def free(writer: Writer, outline: Outline, part: Part) -> None:
    """The heading and the text, nothing else."""
    begin(writer, part)
    write_prose(writer, part.text)


def begin(writer: Writer, part: Part) -> None:
    """The heading of a chapter, or „Anhang C  Alle Abstimmungen“."""
    if part.letter:
        writer.chapter(f"Anhang {part.letter}\N{EN SPACE}{part.heading}", numbered=False)
    else:
        writer.chapter(part.heading, numbered=part.key != "overview")

"""The result block: what was voted, as a line, a chart and a verdict."""

from collections.abc import Sequence

from ..blocks import Content, keep_with_next, labelled, paragraph, run
from ..outline import Vote
from ..rounds_chart import has_pair, rounds_chart
from ..vote_chart import has_chart, vote_chart
from ..writer import Writer
from .votes import finding, opening_verdict


def vote_block(writer: Writer, tag: str, label: str, votes: Sequence[Vote]) -> None:
    """All shown rounds about one thing, as a piece that never parts from the text before it."""
    begin_block(writer)
    with writer.piece(f"{tag}.result", label):
        vote_lines(writer, label, votes)


def begin_block(writer: Writer) -> None:
    """Tie the block to the text that stands above it."""
    if writer.blocks:
        keep_with_next(writer.blocks[-1])


def vote_lines(writer: Writer, label: str, votes: Sequence[Vote]) -> None:
    """The last round decides and is drawn; earlier ones are told in a line each."""
    *earlier, vote = votes
    again = f" ({_round(vote)})" if earlier else ""
    writer.add(labelled("Ergebnis", label, run(f"{vote.line}{again}", bold=True)))
    if has_chart(vote):
        writer.chart(vote_chart(vote))
    if vote.against_before and earlier and has_pair(earlier[-1], vote):
        writer.chart(rounds_chart(earlier[-1], vote))
    for past in earlier:
        told = " ".join((f"{_round(past)}: {_joined(past.line, past.verdict)}", *past.notes))
        writer.add(paragraph("ErgebnisZeile", told))
    if vote.finding:
        writer.add(paragraph("ErgebnisZeile", finding(vote)))
    if vote.ruling:
        said: list[Content] = [opening_verdict(vote), f" {_joined(vote.share, vote.rule)}"]
        writer.add(paragraph("ErgebnisZeile", *said))
    for told in (vote.against_before, *vote.notes):
        if told:
            writer.add(paragraph("ErgebnisZeile", told))
    details = _joined(vote.channels, vote.mode, f"Sitzung {vote.meeting}")
    writer.add(paragraph("ErgebnisAngaben", run("\t"), details))


def _round(vote: Vote) -> str:
    return f"Runde {vote.round} in Sitzung {vote.meeting}"


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)

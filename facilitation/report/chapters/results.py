"""Ergebnisse: by field and measure, with what was voted and what is recommended."""

from ...chapters.chapters import Part
from .. import german
from ..blocks import Content, paragraph, prose, reference
from ..outline import FieldSection, MeasureSection, Outline, RecommendationSection
from ..told import IdeaGroup
from ..writer import Writer, code_bookmark
from ..xml import Element
from .annex_ideas import KINDS
from .free import begin
from .listed import listed_results
from .overview import UNTITLED, field_title
from .ratings import rated_lines, ratings
from .recommendation import recommendation
from .verdict import vote_block

_PRINTED = ("draft", "final", "voted", "adopted")


def results(writer: Writer, outline: Outline, part: Part) -> None:
    """The main chapter."""
    begin(writer, part)
    guidance(writer, outline)
    if not outline.fields and not outline.recommendations:
        writer.body(
            f"Es sind noch keine {outline.labels.measures} und keine Empfehlungen festgehalten."
        )
        listed_results(writer, outline)
        return
    if not outline.recommendations:
        writer.body("Empfehlungen wurden noch nicht verfasst.")
    overarching = [each for each in printed(outline.overarching) if each.kind != "guiding"]
    if overarching:
        writer.section("Übergeordnete Empfehlungen")
        for each in overarching:
            recommendation(writer, outline, each)
    ratings(writer, outline)
    listed_results(writer, outline)
    for field in outline.fields:
        _field(writer, outline, field)
    _others(writer, outline)


def guidance(writer: Writer, outline: Outline) -> None:
    """Visionen, Ziele, Leitsätze: what the members want before it comes to single things."""
    wished = [(kind, groups_of(outline, kind)) for kind in ("vision", "goal")]
    if not outline.guiding and not any(groups for _kind, groups in wished):
        return
    known = [KINDS[kind] for kind, groups in wished if groups]
    writer.section(", ".join([*known, *(["Leitsätze"] if outline.guiding else [])]))
    for kind, groups in wished:
        if groups:
            writer.subheading(KINDS[kind])
            writer.bullets([_group_line(group) for group in groups])
    if outline.guiding and known:
        writer.subheading("Leitsätze")
    for each in outline.guiding:
        recommendation(writer, outline, each)


def groups_of(outline: Outline, kind: str) -> list[IdeaGroup]:
    """The groups of one kind; what stands alone is a group of its own."""
    return [
        each
        for group in outline.ideas
        if group.kind == kind
        for each in (
            [group]
            if group.title
            else [IdeaGroup(kind, idea.text, (idea,)) for idea in group.ideas]
        )
    ]


def _group_line(group: IdeaGroup) -> str:
    count = len(group.ideas)
    return group.title if count == 1 else f"{group.title} ({count} Beiträge)"


def _field(writer: Writer, outline: Outline, field: FieldSection) -> None:
    writer.section(field_title(outline, field.letter, field.title))
    for measure in field.measures:
        _measure(writer, outline, measure)
    here = printed(field.recommendations)
    for each in here:
        recommendation(writer, outline, each)
    if not field.measures and not here:
        writer.body(f"Hierzu gibt es noch keine {outline.labels.measures} und keine Empfehlungen.")


def printed(recommendations: tuple[RecommendationSection, ...]) -> list[RecommendationSection]:
    """Those that stand at their place; what was rejected or withdrawn stands at the end."""
    return [each for each in recommendations if each.state in _PRINTED]


def _told(measure: MeasureSection) -> str:
    """Its sentence and its text: both were on the ballot. A text that begins with it says it once."""
    if measure.text.startswith(measure.sentence):
        return measure.text
    return "\n\n".join(filter(None, (measure.sentence, measure.text)))


def _measure(writer: Writer, outline: Outline, measure: MeasureSection) -> None:
    here = printed(measure.recommendations)
    with writer.piece(measure.code, f"{measure.code} {measure.title}"):
        writer.coded(measure.code, measure.title)
        writer.add(
            _details(
                measure, [each for each in measure.recommendations if each.state != "withdrawn"]
            )
        )
        writer.add(*prose("BodyText", _told(measure)))
        for line in rated_lines(measure):
            writer.body(line)
        if measure.votes:
            label = f"{german.to_the(outline.labels.measure)} {measure.code}"
            vote_block(writer, measure.code, label, measure.votes)
    for each in here:
        recommendation(writer, outline, each)


def _details(measure: MeasureSection, recommendations: list[RecommendationSection]) -> Element:
    content: list[Content] = ["nicht abgestimmt"]
    if measure.votes:
        content = [f"abgestimmt in Sitzung {measure.votes[-1].meeting}"]
    for number, each in enumerate(recommendations, 1):
        content.append(
            " · siehe " if number == 1 else " und " if number == len(recommendations) else ", "
        )
        content.append(reference(code_bookmark(each.code), each.code))
    return paragraph("Angaben", *content)


def _others(writer: Writer, outline: Outline) -> None:
    rejected = [each for each in outline.recommendations if each.state == "rejected"]
    if rejected:
        writer.section("Nicht angenommene Empfehlungen")
        for each in rejected:
            recommendation(writer, outline, each)
    withdrawn = [each for each in outline.recommendations if each.state == "withdrawn"]
    if withdrawn:
        writer.section("Zurückgezogene Empfehlungen")
        writer.body("Diese Nummern bleiben frei:", keep_next=True)
        writer.bullets([f"{each.code} „{each.title or UNTITLED}“" for each in withdrawn])
    for each in withdrawn:
        if each.votes:  # what was voted on stays to be read
            recommendation(writer, outline, each)

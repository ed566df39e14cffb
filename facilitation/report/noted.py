"""What else is told of a shown round: addenda, previews, who had no part, the round before."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from ..voting import by_seat, words
from ..voting.models import Round
from ..voting.words.compared import compare


def notes(around: Round, present: int, key: str) -> tuple[str, ...]:
    """Sentences about one option's result, in the words of the screens."""
    said = words.result_words(words.shown(around, present), key)
    addenda = words.addenda(around, present)
    found = (
        said.left_out if said.channels else "",  # where no ways are named, the turnout tells it
        words.preview_words(around),
        *(each.told(key) for each in addenda),
    )
    return tuple(note for note in found if note)


def seats(session: Session, around: Round, present: int) -> tuple[tuple[str, str], ...]:
    """The seats of a roll call by answer: („Ja“, „1, 4, 7“)."""
    held = words.shown(around, present)
    results = {
        option["key"]: words.result_words(held, option["key"])
        for option in around.wording["options"]
    }
    found = words.seats_lines(by_seat.read(session, around), around.wording, results)
    return tuple(
        (line.label, ", ".join(str(seat) for seat in line.seats) or "niemand") for line in found
    )


def of_all(around: Round, present: int) -> tuple[str, ...]:
    """The same for a result with a line per option."""
    addenda = words.addenda(around, present)
    found = (words.preview_words(around), *(each.told_of_all() for each in addenda))
    return tuple(note for note in found if note)


def against_before(earlier: Sequence[Round], around: Round) -> str:
    """„Gegenüber Runde 1: +6 Ja, −5 Nein. …“; ``earlier`` are shown rounds."""
    if not earlier:
        return ""
    before = earlier[-1]
    compared = compare(before, around)
    if not compared.results_of_one or not compared.results_of_one[0].steps:
        return ""
    said = f"Gegenüber Runde {before.number}: {compared.summary}."
    return " ".join(part for part in (said, compared.text, compared.bases) if part)

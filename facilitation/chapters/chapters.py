"""The chapters of a council's Gutachten: their order, titles and texts."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..errors import NotFound
from ..language import N_
from .models import Chapter


@dataclass(frozen=True, slots=True)
class Part:
    """One chapter as it stands now."""

    key: str
    usual: str
    """The title that it has of itself."""
    is_free: bool = False
    """Whether people write in it."""
    letter: str = ""
    """Annexes have one. It is fixed, since other texts and years name it."""
    title: str = ""
    text: str = ""
    is_on: bool = True

    @property
    def heading(self) -> str:
        """The title that is printed."""
        return self.title or self.usual


USUAL = (
    Part("overview", N_("Auf einen Blick")),
    Part("foreword", N_("Vorwort"), is_free=True),
    Part("mandate", N_("Anlass, Auftrag, Fragestellung"), is_free=True),
    Part("selection", N_("Auswahl und Zusammensetzung")),
    Part("process", N_("Vorgehen und Ablauf"), is_free=True),
    Part("results", N_("Ergebnisse")),
    Part("voices", N_("Stimmen der Teilnehmenden"), is_free=True),
    Part("outlook", N_("Ausblick"), is_free=True),
    Part("annex_a", N_("Programm der Sitzungen"), letter="A"),
    Part("annex_b", N_("Beteiligte"), letter="B", is_free=True),
    Part("annex_c", N_("Alle Abstimmungen"), letter="C"),
    Part("annex_d", N_("Ideenspeicher"), letter="D"),
    Part("annex_e", N_("Bürgerbefragung"), letter="E", is_free=True),
    Part("annex_f", N_("Zusammensetzung in Zahlen"), letter="F"),
    Part("annex_h", N_("Glossar"), letter="H", is_free=True),
    Part("annex_j", N_("Verlauf"), letter="J"),
)
"""As gutachten.md orders them; annexes always come last and in the order of their letters."""


def all_parts(session: Session, council_id: int) -> list[Part]:
    """Every chapter, also those that are switched off, in the council's order."""
    rows = {row.key: row for row in _stored(session, council_id)}
    parts = [_merged(part, rows.get(part.key)) for part in USUAL]
    places = {part.key: at for at, part in enumerate(USUAL)}
    places |= {key: row.position for key, row in rows.items()}
    return sorted(parts, key=lambda part: (part.letter, places[part.key]))


def find(session: Session, council_id: int, key: str) -> Part:
    """One chapter, or ``NotFound``."""
    for part in all_parts(session, council_id):
        if part.key == key:
            return part
    raise NotFound(N_("Dieses Kapitel gibt es nicht."))


def find_free(session: Session, council_id: int, key: str) -> Part:
    """One chapter that people write in, or ``NotFound``."""
    part = find(session, council_id, key)
    if not part.is_free:
        raise NotFound(N_("In dieses Kapitel wird nichts geschrieben; es entsteht aus den Daten."))
    return part


def arrange(
    session: Session, council_id: int, titles: Mapping[str, str], on: Collection[str]
) -> None:
    """New titles (an empty one is the usual one) and which chapters are printed."""
    for key, row in _rows(session, council_id).items():
        usual = next(part.usual for part in USUAL if part.key == key)
        typed = titles.get(key, row.title)
        row.title = "" if typed == usual else typed
        row.is_on = key in on
    session.flush()


def move(session: Session, council_id: int, key: str, *, up: bool) -> None:
    """One place up or down; at the end of its way it stays. Annexes keep their letters' order."""
    order = [part.key for part in all_parts(session, council_id) if not part.letter]
    if key not in order:
        raise NotFound(N_("Dieses Kapitel lässt sich nicht verschieben."))
    at = order.index(key)
    to = max(0, at - 1) if up else min(len(order) - 1, at + 1)
    order[at], order[to] = order[to], order[at]
    rows = _rows(session, council_id)
    for position, each in enumerate(order):
        rows[each].position = position
    session.flush()


def write(session: Session, council_id: int, key: str, text: str) -> None:
    """A new text for a free chapter."""
    find_free(session, council_id, key)
    _rows(session, council_id)[key].text = text
    session.flush()


def _stored(session: Session, council_id: int) -> list[Chapter]:
    return list(session.scalars(select(Chapter).filter_by(council_id=council_id)))


def _rows(session: Session, council_id: int) -> dict[str, Chapter]:
    """The rows of all chapters, made where there are none yet."""
    rows = {row.key: row for row in _stored(session, council_id)}
    for at, part in enumerate(USUAL):
        if part.key not in rows:
            rows[part.key] = Chapter(
                council_id=council_id, key=part.key, position=at, is_on=True, title="", text=""
            )
            session.add(rows[part.key])
    session.flush()
    return {part.key: rows[part.key] for part in USUAL}


def _merged(part: Part, row: Chapter | None) -> Part:
    if row is None:
        return part
    return replace(part, title=row.title, text=row.text, is_on=row.is_on)

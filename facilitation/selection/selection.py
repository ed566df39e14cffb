"""The lot in figures and words, and the traits of a council: read, checked, stored."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from ..errors import Invalid, NotFound
from ..language import N_
from .composition import WHOLE
from .models import Selection, Trait, TraitRow
from .pasting import MOST_ROWS, TypedRow, read

MOST_TRAITS = 20
TOO_MUCH = WHOLE + WHOLE // 100
"""Rounded shares may sum up to a little more than everything."""


def figures(session: Session, council_id: int) -> Selection | None:
    """What was typed in about the lot."""
    return session.scalar(select(Selection).filter_by(council_id=council_id))


def save_figures(session: Session, council_id: int, **values: Any) -> Selection:
    """New figures and words about the lot."""
    _check_order(values)
    found = figures(session, council_id)
    if found is None:
        found = Selection(council_id=council_id)
        session.add(found)
    for name, value in values.items():
        setattr(found, name, value)
    session.flush()
    return found


def traits(session: Session, council_id: int) -> list[Trait]:
    """All traits with their rows."""
    return list(
        session.scalars(
            select(Trait)
            .filter_by(council_id=council_id)
            .order_by(Trait.position, Trait.id)
            .options(selectinload(Trait.rows))
        )
    )


def find_trait(session: Session, council_id: int, trait_id: int) -> Trait:
    """The trait of this council, or ``NotFound``."""
    found = session.scalar(
        select(Trait)
        .filter_by(council_id=council_id, id=trait_id)
        .options(selectinload(Trait.rows))
    )
    if found is None:
        raise NotFound(N_("Dieses Merkmal gibt es nicht (mehr)."))
    return found


def save_trait(
    session: Session,
    council_id: int,
    trait: Trait | None,
    rows: Sequence[TypedRow],
    **values: Any,
) -> Trait:
    """A new or changed trait; all of its rows are sound, or nothing is stored."""
    _check_title(session, council_id, trait, values["title"])
    check_rows(rows, values)
    if trait is None:
        trait = Trait(council_id=council_id, position=_next_position(session, council_id))
        session.add(trait)
    for name, value in values.items():
        setattr(trait, name, value)
    trait.rows.clear()
    session.flush()  # the old rows go before the new ones take their places
    trait.rows.extend(
        TraitRow(
            position=at,
            label=row.label,
            population=row.population_figure,
            panel=row.panel_figure,
        )
        for at, row in enumerate(rows)
    )
    session.flush()
    return trait


def remove_trait(session: Session, trait: Trait) -> None:
    """Forget a trait with all of its figures."""
    session.delete(trait)
    session.flush()


def check_rows(rows: Sequence[TypedRow], values: dict[str, Any]) -> None:
    """Read every row; raises ``Invalid`` when one is wrong or they don't fit together."""
    for row in rows:
        read(row, values["unit"])
    _mark_twins(rows)
    wrong = [str(number) for number, row in enumerate(rows, 1) if row.errors]
    if wrong:
        raise Invalid(N_("Bitte sehen Sie sich diese Zeilen an: %(rows)s."), rows=", ".join(wrong))
    if not rows:
        raise Invalid(N_("Bitte tragen Sie wenigstens eine Gruppe ein."))
    if len(rows) > MOST_ROWS:
        raise Invalid(N_("Mehr als %(n)s Zeilen passen nicht in eine Tabelle."), n=MOST_ROWS)
    _check_sums(rows, values)


def _check_sums(rows: Sequence[TypedRow], values: dict[str, Any]) -> None:
    typed = sum(row.population_figure or 0 for row in rows)
    if values["unit"] == "share" and typed > TOO_MUCH:
        raise Invalid(
            N_("Die Anteile ergeben zusammen %(sum)s %%. Mehr als 100 %% können es nicht sein."),
            sum=round(typed / 1000, 1),
        )
    if not values["others"]:
        return
    panel = sum(row.panel_figure for row in rows)
    if (values["members"] or 0) < panel:
        raise Invalid(
            fields={"members": N_("Das sind weniger Mitglieder, als in den Zeilen stehen.")}
        )
    if values["unit"] == "count" and (values["population"] or 0) < typed:
        raise Invalid(
            fields={"population": N_("Das sind weniger Personen, als in den Zeilen stehen.")}
        )


def _mark_twins(rows: Sequence[TypedRow]) -> None:
    seen: set[str] = set()
    for row in rows:
        if row.label.casefold() in seen:
            row.errors.setdefault("label", N_("Diese Gruppe steht zweimal da."))
        seen.add(row.label.casefold())


def _check_order(values: dict[str, Any]) -> None:
    """Nobody replies who wasn't asked, nobody is drawn who didn't reply."""
    steps = (
        ("invited", "replied", N_("Es können nicht mehr antworten, als angeschrieben wurden.")),
        ("replied", "drawn", N_("Es können nicht mehr ausgelost werden, als geantwortet haben.")),
    )
    for more, less, sentence in steps:
        known = values.get(more), values.get(less)
        if known[0] is not None and known[1] is not None and known[1] > known[0]:
            raise Invalid(fields={less: sentence})


def _check_title(session: Session, council_id: int, trait: Trait | None, title: str) -> None:
    same = select(Trait.id).filter_by(council_id=council_id, title=title)
    if trait is not None:
        same = same.where(Trait.id != trait.id)
    if session.scalar(same):
        raise Invalid(fields={"title": N_("Dieses Merkmal gibt es schon.")})
    count = session.scalar(select(func.count(Trait.id)).filter_by(council_id=council_id)) or 0
    if trait is None and count >= MOST_TRAITS:
        raise Invalid(N_("Mehr als %(n)s Merkmale sind nicht möglich."), n=MOST_TRAITS)


def _next_position(session: Session, council_id: int) -> int:
    last = session.scalar(select(func.max(Trait.position)).filter_by(council_id=council_id))
    return (last or 0) + 1

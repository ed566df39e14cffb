"""Two states of a recommendation side by side, with the words marked that differ."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape
from sqlalchemy.orm import Session

from ..councils.models import Account
from ..language import gettext as _
from ..recommendations import drafting
from ..recommendations.models import TEXTS, Recommendation, Version
from ..voting import differing
from .forms.recommendation import TextsForm
from .scene import editor_lists


@dataclass(frozen=True)
class Difference:
    """One field in both versions, the differing words in ``<mark>``."""

    name: str
    label: str
    mine: str
    theirs: str
    mine_marked: Markup
    theirs_marked: Markup


def compare(name: str, label: str, mine: str, theirs: str) -> Difference:
    """Mark word by word what only one of the texts says."""
    left, right = differing.sides(mine, theirs)
    return Difference(name, label, mine, theirs, _marked(left), _marked(right))


def _marked(pieces: Sequence[differing.Piece]) -> Markup:
    marked = Markup("<mark>%s</mark>")
    return Markup().join(
        escape(piece.text) if piece.kind == differing.SAME else marked % piece.text
        for piece in pieces
    )


def between(
    session: Session, council_id: int, mine: Mapping[str, Any], theirs: Mapping[str, Any]
) -> list[Difference]:
    """The fields in which two states differ, choices in words."""
    lists = choices(editor_lists(session, council_id))
    pairs = [(name, _said(lists, name, mine), _said(lists, name, theirs)) for name in TEXTS]
    return [compare(name, _(TextsForm.LABELS[name]), a, b) for name, a, b in pairs if a != b]


def since(
    session: Session, council_id: int, row: Version, before: Version | None
) -> list[Difference]:
    """What a version changed; the first one has nothing before it."""
    earlier = before.texts if before else dict.fromkeys(TEXTS, "")
    return between(session, council_id, row.texts, earlier)


def proposed(
    session: Session, found: Recommendation, mine: Mapping[str, Any], begun: int | None
) -> dict[str, Any]:
    """What a conflict's fields begin with: mine, but theirs where I hadn't changed anything."""
    rows = drafting.versions(session, found)
    start: Mapping[str, Any] = next((row.texts for row in rows if row.version == begun), {})
    theirs = drafting.snapshot(found)
    return {
        name: theirs[name] if (start.get(name) or "") == mine[name] else mine[name]
        for name in TEXTS
    }


def as_typed(texts: Mapping[str, Any]) -> dict[str, str]:
    """A state as the editor's fields hold it."""
    return {name: "" if texts[name] is None else str(texts[name]) for name in TEXTS}


def author(session: Session, version: Version) -> str:
    """Who saved a version, by name; empty where nobody of the team did."""
    account = session.get(Account, version.account_id) if version.account_id else None
    return account.name if account else ""


def choices(lists: Mapping[str, Any]) -> dict[str, list[tuple[Any, str]]]:
    """The editor's lists by the field they belong to."""
    return {"kind": lists["kinds"], "stance": lists["stances"], "field_id": lists["fields"]}


def _said(lists: Mapping[str, Any], name: str, texts: Mapping[str, Any]) -> str:
    value = texts.get(name)
    return dict(lists[name]).get(value, "") if name in lists else str(value or "")

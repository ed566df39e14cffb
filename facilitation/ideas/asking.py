"""Groups of ideas as what is voted on: the title to choose by, the sentences to read."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..errors import Refused
from ..language import N_
from ..voting import wording
from ..voting.models import Option, Poll
from .models import Group

KIND = "idea_group"


@wording.source(KIND)
def _text(session: Session, option: Option) -> dict[str, Any]:
    group = session.get_one(Group, option.subject_id)
    said = [idea.text for idea in group.ideas if idea.state != "hidden"]
    return {"title": group.title, "text": "\n".join(f"– {sentence}" for sentence in said)}


def dissolve(session: Session, emptied: Group) -> None:
    """Take an empty group away; refused where a poll is about it, planned or held."""
    used = (
        select(Option.id)
        .join(Poll)
        .where(
            Poll.council_id == emptied.council_id,
            Option.subject_kind == KIND,
            Option.subject_id == emptied.id,
        )
    )
    if session.scalar(used.limit(1)):
        raise Refused(
            N_(
                "Über die Gruppe „%(title)s“ soll abgestimmt werden oder wurde schon abgestimmt. "
                "Lassen Sie wenigstens eine Idee darin, oder nehmen Sie die Abstimmung aus dem Ablauf."
            ),
            title=emptied.title,
        )
    session.delete(emptied)
    session.flush()

"""Groups of ideas as what is voted on: the title to choose by, the sentences to read."""

from typing import Any

from sqlalchemy.orm import Session

from ..voting import wording
from ..voting.models import Option
from .models import Group

KIND = "idea_group"


@wording.source(KIND)
def _text(session: Session, option: Option) -> dict[str, Any]:
    group = session.get_one(Group, option.subject_id)
    said = [idea.text for idea in group.ideas if idea.state != "hidden"]
    return {"title": group.title, "text": "\n".join(f"– {sentence}" for sentence in said)}

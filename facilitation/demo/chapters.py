"""What the example's team wrote into the Gutachten, before the first session and at the end."""

import tomllib
from functools import cache

from sqlalchemy.orm import Session

from ..chapters import chapters
from ..councils.models import Council
from .texts import DATA


@cache
def chapter_texts(file: str = "chapters") -> dict[str, str]:
    """Markdown by the chapter's key."""
    texts = tomllib.loads((DATA / f"{file}.toml").read_text(encoding="utf-8"))
    return {key: text.strip() for key, text in texts.items()}


def plan_chapters(session: Session, council: Council) -> None:
    """Written as a team would; a key that is no free chapter is refused."""
    _write(session, council, "chapters")


def finish_chapters(session: Session, council: Council) -> None:
    """What can only be written when everything is over."""
    _write(session, council, "chapters_end")


def _write(session: Session, council: Council, file: str) -> None:
    for key, text in chapter_texts(file).items():
        chapters.write(session, council.id, key, text)

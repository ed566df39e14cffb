"""All three steps at once: what the command line and the desk's subprocess call."""

from pathlib import Path

from sqlalchemy.orm import Session

from .. import clock
from ..councils.models import Council
from . import shelf
from .document import build
from .gather import gather


def write(session: Session, council: Council, out: Path) -> None:
    """Write the Gutachten to ``out``; an older file of that name is replaced as a whole or kept.

    The version is the one in the file's name, else the next of the folder.
    """
    version = shelf.version_of(out) or shelf.next_version(out.parent, council.slug)
    shelf.replace(out, build(gather(session, council.id, version=version)))


def put_on_shelf(session: Session, council: Council, exports: Path) -> Path:
    """Write the next version into the council's folder below ``exports``; returns its path."""
    return shelf.put(
        exports / council.slug,
        council.slug,
        clock.local(clock.now()).date(),
        lambda version: build(gather(session, council.id, version=version)),
    )

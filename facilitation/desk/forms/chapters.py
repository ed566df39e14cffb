"""Forms about the Gutachten's chapters: their order and titles, and the text of one."""

from collections.abc import Sequence
from types import SimpleNamespace

from ...chapters.chapters import Part
from ...language import N_
from ...language import gettext as _
from .base import DeskForm
from .fields import Prose, Several, Typed, option

TITLE = 120


class Printed(Several):
    """Which chapters are printed."""

    def shown(self) -> str:
        """The titles of those that are."""
        return ", ".join(label for _value, label, chosen, *_more in self.iter_choices() if chosen)


class ArrangeForm(DeskForm):
    """A tick per chapter; the titles are added by ``arranging``."""

    on = Printed(N_("Diese Kapitel stehen im Gutachten"), choices=[])

    @property
    def titles(self) -> dict[str, str]:
        """The typed titles by chapter."""
        return {
            name.removeprefix("title_"): value or ""
            for name, value in self.values.items()
            if name.startswith("title_")
        }


def arranging(parts: Sequence[Part]) -> ArrangeForm:
    """The form for these chapters, prefilled."""
    fields = {f"title_{part.key}": Typed(part.usual, limit=TITLE) for part in parts}
    shown = {f"title_{part.key}": part.heading for part in parts}
    on = [part.key for part in parts if part.is_on]
    made = type("ArrangeForm", (ArrangeForm,), fields)(obj=SimpleNamespace(on=on, **shown))
    made.on.choices = [option(part.key, _(part.usual)) for part in parts]
    return made


class ChapterForm(DeskForm):
    """What people write in one chapter."""

    text = Prose(N_("Text"), rows=18)

"""Forms about ideas: one that the team types in, and mending typing errors."""

from ...ideas.inbox import KIND_NAMES, LARGEST_TABLE, SENTENCE, WHY
from ...language import N_
from .base import DeskForm
from .fields import Choice, Number, Prose, Typed, options

NOTHING = ""


class CorrectionForm(DeskForm):
    """The two texts of an idea."""

    text = Typed(
        N_("In einem Satz"),
        limit=SENTENCE,
        needed=N_("Da steht noch nichts. Bitte schreiben Sie einen Satz."),
        rows=2,
    )
    why = Prose(N_("Warum? (freiwillig)"), limit=WHY, rows=2)


class NewIdeaForm(CorrectionForm):
    """An idea from a paper card or from a table."""

    kind = Choice(N_("Art"), choices=options(KIND_NAMES.items()), default="idea")
    table = Number(N_("Tisch"), most=LARGEST_TABLE)
    about = Choice(N_("Gehört zu"), choices=[], default=NOTHING)

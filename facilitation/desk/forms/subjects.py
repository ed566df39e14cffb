"""What a poll about several things is about: measures, groups of ideas, free lines."""

from sqlalchemy.orm import Session

from ...ideas import groups, inbox
from ...language import N_
from ...language import gettext as _
from ...measures import measures
from ...text import LINE
from ...voting.polls import Subject
from .base import DeskForm
from .fields import Prose, Several, options


class SubjectsForm(DeskForm):
    """Ticks for what the council has already, and lines for what it hasn't."""

    MOST = 60
    FEWEST = 2

    measures = Several("", choices=[])
    groups = Several(N_("Gruppen von Ideen"), choices=[])
    lines = Prose(N_("Eigene Möglichkeiten, eine je Zeile"), limit=6000, rows=4)

    def offer(self, session: Session, council_id: int) -> None:
        """Fill the choices with what this council has."""
        self.measures.choices = options(
            (str(one.id), f"{one.code} · {one.title}")
            for one in measures.all_measures(session, council_id)
        )
        self.groups.choices = options(
            (str(one.id), one.title) for one in inbox.all_groups(session, council_id)
        )

    def subjects(self, session: Session, council_id: int) -> list[Subject]:
        """What was chosen, measures first, then groups, then lines."""
        chosen = [
            measures.find(session, council_id, int(given)) for given in self.measures.data or ()
        ]
        together = [
            groups.find(session, council_id, int(given)) for given in self.groups.data or ()
        ]
        return [
            *((measure.code, "measure", measure.id) for measure in chosen),
            *((f"G{at}", "idea_group", one.id) for at, one in enumerate(together, start=1)),
            *((f"F{at}", "text", 0, line) for at, line in enumerate(self.typed, start=1)),
        ]

    @property
    def typed(self) -> list[str]:
        """The lines that say something, each once."""
        lines = (line.strip() for line in (self.lines.data or "").splitlines())
        return list(dict.fromkeys(line for line in lines if line))

    def validate_lines(self, field):
        """Enough to choose from, not more than people can read, no line longer than a title."""
        sentence = "" if field.errors else self._wrong()
        if sentence:
            field.errors = [*field.errors, sentence]
        return not field.errors

    @property
    def chosen(self) -> int:
        """How many options were chosen and typed."""
        return len(self.measures.data or ()) + len(self.groups.data or ()) + len(self.typed)

    def _wrong(self) -> str:
        if any(len(line) > LINE for line in self.typed):
            return _(
                "Eine Möglichkeit ist zu lang. Erlaubt sind %(limit)s Zeichen je Zeile.", limit=LINE
            )
        if self.chosen < self.FEWEST:
            return self._too_few()
        return self._too_many() if self.chosen > self.MOST else ""

    def _too_few(self) -> str:
        return _("Bitte wählen Sie wenigstens %(fewest)s Möglichkeiten.", fewest=self.FEWEST)

    def _too_many(self) -> str:
        return _(
            "Das sind %(chosen)s Möglichkeiten. Mehr als %(most)s überblickt niemand; "
            "bitte nehmen Sie einige heraus.",
            chosen=self.chosen,
            most=self.MOST,
        )

"""What is said of a result that was corrected, previewed, or that some had no part in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from ... import clock
from ...language import N_, gettext

if TYPE_CHECKING:
    from ..models import Round
from .said import ResultWords

FUNCTIONS = {"lead": N_("Leitung"), "moderator": N_("Moderation"), "minutes": N_("Protokoll")}


@dataclass(frozen=True)
class Addendum:
    """One correction: when, why, by which function, and what stood there before."""

    at: datetime
    function: str
    reason: str
    before: Mapping[str, ResultWords]
    """The result that it replaced, by option."""
    changed: tuple[tuple[str, str], ...]
    """Name of each option whose figures it changed, and what they were before."""
    sentence: str
    """„Berichtigt am 8.10.2022 um 15:20 Uhr (Protokoll). Grund: Stapel falsch eingegeben.“"""

    def told(self, key: str) -> str:
        """The whole addendum with the figures of one option before it."""
        return gettext("%(when)s Vorher: %(before)s.", when=self.sentence, before=self.was(key))

    def short(self, key: str) -> str:
        """„Berichtigt um 15:20 Uhr, vorher 21 Ja · 4 Nein.“, for the wall."""
        time = clock.hall_time(self.at)
        if not key:
            return gettext("Berichtigt um %(time)s Uhr.", time=time)
        return gettext(
            "Berichtigt um %(time)s Uhr, vorher %(before)s.", time=time, before=self.was(key)
        )

    def told_of_all(self) -> str:
        """The whole addendum of a result with a line per option, with what stood there before."""
        if not self.changed:
            return self.sentence
        before = "; ".join(f"{name}: {counts}" for name, counts in self.changed)
        return gettext("%(when)s Vorher: %(before)s.", when=self.sentence, before=before)

    def was(self, key: str) -> str:
        """„21 Ja · 4 Nein · 2 Enthaltungen, angenommen“."""
        words = self.before[key]
        verdict = words.verdict.rstrip(".")
        return f"{words.counts}, {verdict[0].lower()}{verdict[1:]}" if verdict else words.counts


def addendum(
    at: datetime,
    role: str,
    reason: str,
    names: Mapping[str, str],
    *,
    before: Mapping[str, ResultWords],
    after: Mapping[str, ResultWords],
) -> Addendum:
    """Put the words of one correction together; ``names`` are those of the options."""
    function = gettext(FUNCTIONS[role]) if role in FUNCTIONS else gettext("Team")
    sentence = gettext(
        "Berichtigt am %(day)s um %(time)s Uhr (%(who)s). Grund: %(why)s",
        day=_day(at),
        time=clock.hall_time(at),
        who=function,
        why=reason if reason.endswith((".", "!", "?")) else f"{reason}.",
    )
    changed = tuple(
        (name, before[key].counts)
        for key, name in names.items()
        if before[key].counts != after[key].counts
    )
    return Addendum(at, function, reason, before, changed, sentence)


def preview_words(around: "Round") -> str:
    """„Das Team hat das Ergebnis um 15:20 Uhr vorab angesehen.“; empty where nobody did."""
    if around.previewed_at is None:
        return ""
    return gettext(
        "Das Team hat das Ergebnis um %(time)s Uhr vorab angesehen.",
        time=clock.hall_time(around.previewed_at),
    )


def _day(at: datetime) -> str:
    local = clock.local(at)
    return f"{local.day}.{local.month}.{local.year}"

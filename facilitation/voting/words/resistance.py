"""What is said about Systemisches Konsensieren: who meets how much resistance, least first.

What meets more resistance than the Passivlösung can't win (voting.md § 2), and every face says so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ...language import N_, gettext, ngettext
from .figures import NBSP, SHARES_FROM, decimal, percent
from .listing import quoted
from .names import MethodNames
from .said import ResultWords, Shown, StepWords, frame

NAMES = MethodNames(
    method=N_("Systemisches Konsensieren"),
    help=N_(
        "Hilft, unter mehreren Vorschlägen den zu finden, gegen den am wenigsten spricht. "
        "Gefragt wird nach dem Widerstand, von 0 bis 10."
    ),
    held=N_("Konsensieren"),
    closed=N_("Das Konsensieren ist geschlossen"),
    cancelled=N_("Dieses Konsensieren wurde abgebrochen"),
    lists=True,
)
STATUS_QUO = N_("Alles bleibt, wie es ist")
"""How the Passivlösung is called unless the team calls it otherwise."""


@dataclass(frozen=True, kw_only=True)
class ResistanceWords(ResultWords):
    """One option's resistance; ``steps`` are 0 to 10."""

    total: int
    """W, the sum of all resistance."""
    mean: str
    """„1,9“; empty where nobody rated it."""
    acceptance: str
    """„81 %“; empty below 20 ratings, as every share."""
    abstained: int
    unrated: int
    highest: str
    """„höchster Einzelwert 9 (2 Personen)“; empty where nobody rated it."""
    most: int
    """The highest count of any step of any option: what the darkest shade stands for."""
    is_status_quo: bool
    beyond: bool
    """It meets more resistance than the Passivlösung, so it can't win."""
    mark: str
    """„Passivlösung“, or that it can't win; else empty."""


def read(shown: Shown, key: str) -> ResistanceWords:
    """One option's resistance in words."""
    entry = shown.entry(key)
    status_quo = shown.wording["settings"]["status_quo"]
    said = frame(shown)
    beyond = _is_beyond(entry, shown.entry(status_quo))
    return ResistanceWords(
        **said,
        counts=_counts(entry),
        sentence=f"{said['turnout']} {outcome(shown)}".strip(),
        steps=tuple(StepWords(step, step, count) for step, count in entry["counts"].items()),
        n=entry["n"],
        total=entry["sum"],
        mean=decimal(entry["mean"]) if entry["n"] else "",
        acceptance=_acceptance(entry),
        abstained=entry["abstained"],
        unrated=shown.arrived - entry["n"] - entry["abstained"],
        highest=_highest(entry["counts"]),
        most=max(max(one["counts"].values()) for one in shown.result["options"].values()),
        is_status_quo=key == status_quo,
        beyond=beyond,
        mark=_mark(shown, key, beyond=beyond),
    )


def outcome(shown: Shown) -> str:
    """Which option meets the least resistance; empty where nobody rated anything."""
    entries = shown.result["options"]
    least = [key for key in shown.result["order"][0] if entries[key]["n"]]
    if not least:
        return ""
    mean = decimal(entries[least[0]]["mean"])
    status_quo = shown.wording["settings"]["status_quo"]
    if least == [status_quo]:
        return gettext(
            "Am wenigsten Widerstand: %(what)s, im Mittel %(mean)s. "
            "Gegen jeden Vorschlag ist der Widerstand größer.",
            what=quoted(shown, least),
            mean=mean,
        )
    if len(least) > 1:
        return gettext(
            "Gleich wenig Widerstand: %(what)s, im Mittel je %(mean)s.",
            what=quoted(shown, least),
            mean=mean,
        )
    return gettext(
        "Am wenigsten Widerstand: %(what)s, im Mittel %(mean)s.",
        what=quoted(shown, least),
        mean=mean,
    )


def beyond_words(options: Sequence[Mapping[str, Any]], status_quo: str) -> str:
    """„mehr Widerstand als gegen „Alles bleibt, wie es ist““; ``options`` as a round keeps them."""
    title = next(option["title"] for option in options if option["key"] == status_quo)
    return gettext("mehr Widerstand als gegen „%(what)s“", what=title)


def _mark(shown: Shown, key: str, *, beyond: bool) -> str:
    status_quo = shown.wording["settings"]["status_quo"]
    if key == status_quo:
        return gettext("Passivlösung")
    return beyond_words(shown.wording["options"], status_quo) if beyond else ""


def _is_beyond(entry: Mapping[str, Any], bar: Mapping[str, Any]) -> bool:
    if entry["mean"] is None or bar["mean"] is None:
        return False
    return Fraction(entry["mean"]) > Fraction(bar["mean"])


def _counts(entry: Mapping[str, Any]) -> str:
    """„Widerstand im Mittel 1,9 von 10 (27 Bewertungen) · 1 Enthaltung“"""
    if not entry["n"]:
        said = gettext("noch ohne Bewertung")
    else:
        said = ngettext(
            "Widerstand im Mittel %(mean)s von 10 (%(num)s Bewertung)",
            "Widerstand im Mittel %(mean)s von 10 (%(num)s Bewertungen)",
            entry["n"],
            mean=decimal(entry["mean"]),
        )
    if not entry["abstained"]:
        return said
    kept_back = ngettext("%(num)s Enthaltung", "%(num)s Enthaltungen", entry["abstained"])
    return f"{said} · {kept_back.replace(' ', NBSP, 1)}"


def _acceptance(entry: Mapping[str, Any]) -> str:
    if entry["n"] < SHARES_FROM:
        return ""
    share = Fraction(entry["acceptance"])
    return f"{percent(share.numerator, share.denominator)}{NBSP}%"


def _highest(counts: Mapping[str, int]) -> str:
    given = [(step, count) for step, count in counts.items() if count]
    if not given:
        return ""
    step, count = given[-1]
    return ngettext(
        "höchster Einzelwert %(step)s (%(num)s Person)",
        "höchster Einzelwert %(step)s (%(num)s Personen)",
        count,
        step=step,
    )

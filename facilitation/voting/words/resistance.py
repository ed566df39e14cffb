"""What is said about Systemisches Konsensieren: who meets how much resistance, least first.

What meets more resistance than the Passivlösung can't win (voting.md § 2), and every face says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ...language import N_, gettext, ngettext
from .figures import NBSP, SHARES_FROM, decimal, percent, tenths
from .listing import DetailTable, SpreadWords, by_rank, figures_table, names, quoted
from .names import MethodNames
from .said import Shown, frame

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
    columns=(
        N_("Mittel"),
        N_("Summe W"),
        N_("bewertet von"),
        N_("Akzeptanz"),
        N_("Enthaltung"),
    ),
    compares=N_("Widerstand im Mittel (weniger ist besser)"),
    decimals=1,
)
NOTHING = "–"
STATUS_QUO = N_("Alles bleibt, wie es ist")
"""How the Passivlösung is called unless the team calls it otherwise."""


@dataclass(frozen=True, kw_only=True)
class ResistanceWords(SpreadWords):
    """One option's resistance; ``heads`` are 0 to 10, ``bold`` is the mean, „1,9“."""

    total: int
    """W, the sum of all resistance."""
    acceptance: str
    """„81 %“; empty below 20 ratings, as for every share."""
    abstained: int
    unrated: int
    highest: str
    """The highest single value, „9 (2 Personen)“; empty where nobody rated it."""
    is_status_quo: bool

    @property
    def leads(self) -> bool:
        """Somebody has rated it; no resistance at all is the best there is."""
        return bool(self.n)


def read(shown: Shown, key: str) -> ResistanceWords:
    """One option's resistance in words."""
    entry = shown.entry(key)
    status_quo = shown.wording["settings"]["status_quo"]
    said = frame(shown)
    beyond = _beyond(shown, entry)
    mean = decimal(entry["mean"]) if entry["n"] else NOTHING
    return ResistanceWords(
        **said,
        counts=_counts(entry),
        sentence=f"{said['turnout']} {outcome(shown)}".strip(),
        heads=tuple(entry["counts"]),
        spread=tuple(entry["counts"].values()),
        across=gettext("Personen je Widerstand"),
        last=gettext("Mittel"),
        outcome=outcome(shown),
        n=entry["n"],
        figure=tenths(entry["mean"]) if entry["n"] else 0,
        bold=mean,
        note=gettext("Passivlösung") if key == status_quo else beyond,
        cells=_cells(entry, mean),
        total=entry["sum"],
        acceptance=_acceptance(entry),
        abstained=entry["abstained"],
        unrated=shown.arrived - entry["n"] - entry["abstained"],
        highest=_highest(entry["counts"]),
        most=max(max(one["counts"].values()) for one in shown.result["options"].values()),
        is_status_quo=key == status_quo,
        beyond=beyond,
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
        return _nothing_changes(shown, quoted(shown, least), mean)
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


def _nothing_changes(shown: Shown, what: str, mean: str) -> str:
    """The Passivlösung leads: over all proposals, or over those that anybody has rated."""
    entries = shown.result["options"]
    rated = sum(bool(entry["n"]) for entry in entries.values())
    if rated == 1:
        return gettext(
            "Nur %(what)s wurde bewertet, mit einem Widerstand von im Mittel %(mean)s.",
            what=what,
            mean=mean,
        )
    if rated < len(entries):
        return gettext(
            "Am wenigsten Widerstand: %(what)s, im Mittel %(mean)s. "
            "Gegen jeden bewerteten Vorschlag ist der Widerstand größer.",
            what=what,
            mean=mean,
        )
    return gettext(
        "Am wenigsten Widerstand: %(what)s, im Mittel %(mean)s. "
        "Gegen jeden Vorschlag ist der Widerstand größer.",
        what=what,
        mean=mean,
    )


def tables(shown: Shown) -> tuple[DetailTable, ...]:
    """All figures, and how many gave which number."""
    named = names(shown)
    lines = tuple(
        (named[key], tuple(str(count) for count in shown.entry(key)["counts"].values()))
        for key in by_rank(shown)
    )
    columns = tuple(shown.entry(by_rank(shown)[0])["counts"])
    more = (*NAMES.columns, N_("ohne Bewertung"), N_("höchster Einzelwert"))
    return (
        figures_table(shown, more, {key: _all_figures(read(shown, key)) for key in named}),
        DetailTable(gettext("Personen je Stufe des Widerstands"), columns, lines),
    )


def _all_figures(said: ResistanceWords) -> tuple[str, ...]:
    return (*said.cells, str(said.unrated), said.highest or NOTHING)


def _beyond(shown: Shown, entry: Mapping[str, Any]) -> str:
    """„mehr Widerstand als gegen „Alles bleibt, wie es ist““, or nothing."""
    status_quo = shown.wording["settings"]["status_quo"]
    bar = shown.entry(status_quo)["mean"]
    if entry["mean"] is None or bar is None or Fraction(entry["mean"]) <= Fraction(bar):
        return ""
    return gettext("mehr Widerstand als gegen %(what)s", what=quoted(shown, [status_quo]))


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


def _cells(entry: Mapping[str, Any], mean: str) -> tuple[str, ...]:
    figures = (str(entry["sum"]), str(entry["n"]), _acceptance(entry) or NOTHING)
    return (mean, *figures, str(entry["abstained"]))


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
    return ngettext("%(step)s (%(num)s Person)", "%(step)s (%(num)s Personen)", count, step=step)

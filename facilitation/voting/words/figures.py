"""Figures in words: counts with their base, shares from 20 on, turnout, channels, means.

Whole per cent, rounded half up; a mean has one decimal and a comma (voting.md § 8).
"""

from collections.abc import Mapping
from fractions import Fraction

from ...language import N_, gettext, ngettext

NBSP = "\N{NO-BREAK SPACE}"
REASON_NAMES = {"conflict": N_("befangen"), "excused": N_("entschuldigt")}
"""Why a seat is left out of a round."""
SHARES_FROM = 20
CHANNEL_NAMES = {
    "phone": N_("Handy"),
    "tablet": N_("Tablet"),
    "device": N_("Leihgerät"),
    "helper": N_("Hilfe"),
    "paper": N_("Papier"),
    "hands": N_("Handzeichen"),
}
"""The ways in which ballots arrive, in the order in which they are always told."""
_BY_CHANNEL = {
    "phone": N_("%(n)s per Handy"),
    "tablet": N_("%(n)s am Tablet"),
    "device": N_("%(n)s mit Leihgerät"),
    "helper": N_("%(n)s mit Hilfe"),
    "paper": N_("%(n)s auf Papier"),
    "hands": N_("%(n)s per Handzeichen"),
}
MINUS = "\N{MINUS SIGN}"


def of_base(part: int, base: int) -> str:
    """„21 von 25 (84 %)“, the share only from a base of 20 on."""
    text = gettext("%(part)s von %(base)s", part=part, base=base)
    return f"{text} ({percent(part, base)}{NBSP}%)" if base >= SHARES_FROM else text


def percent(part: int, base: int) -> int:
    """Whole per cent, rounded half up."""
    return (200 * part + base) // (2 * base)


def tenths(fraction: str) -> int:
    """A stored fraction in tenths, rounded half away from zero: „7/3“ → 23."""
    exact = Fraction(fraction)
    size = (20 * abs(exact).numerator + exact.denominator) // (2 * exact.denominator)
    return -size if exact < 0 else size


def decimal(fraction: str) -> str:
    """A stored fraction with one decimal: „7/3“ → „2,3“."""
    size = abs(tenths(fraction))
    sign = MINUS if tenths(fraction) < 0 else ""
    return f"{sign}{size // 10},{size % 10}"


def signed(step: int, lowest: int) -> str:
    """A step of a scale: „+2“ and „−1“ where the scale goes below zero, else „4“."""
    if lowest >= 0 or step == 0:
        return str(step)
    return f"+{step}" if step > 0 else f"{MINUS}{-step}"


def turnout_words(
    arrived: int, present: int, *, decides: bool = True, by_hands: bool = False
) -> str:
    """„27 von 28 Anwesenden haben abgestimmt.“; where nothing is decided: „… geantwortet.“."""
    if by_hands:
        return ngettext(
            "%(num)s von %(present)s Anwesenden hat die Hand gehoben.",
            "%(num)s von %(present)s Anwesenden haben die Hand gehoben.",
            arrived,
            present=present,
        )
    if not decides:
        return ngettext(
            "%(num)s von %(present)s Anwesenden hat geantwortet.",
            "%(num)s von %(present)s Anwesenden haben geantwortet.",
            arrived,
            present=present,
        )
    return ngettext(
        "%(num)s von %(present)s Anwesenden hat abgestimmt.",
        "%(num)s von %(present)s Anwesenden haben abgestimmt.",
        arrived,
        present=present,
    )


def left_out_words(counts: Mapping[str, int]) -> str:
    """„2 nahmen nicht teil (befangen). 1 nahm nicht teil (entschuldigt).“; how many, never who."""
    return " ".join(
        ngettext(
            "%(num)s nahm nicht teil (%(why)s).",
            "%(num)s nahmen nicht teil (%(why)s).",
            counts[reason],
            why=gettext(name),
        )
        for reason, name in REASON_NAMES.items()
        if counts.get(reason)
    )


def channel_words(channels: Mapping[str, int], present: int) -> str:
    """„29 per Handy, 1 am Tablet, 2 auf Papier: 32 von 32 Anwesenden“; only ways that occur.

    A show of hands stands alone: „Handzeichen: 28 von 28 Anwesenden“.
    """
    told = per_channel(channels)
    if "hands" in told:
        return gettext(
            "Handzeichen: %(part)s von %(base)s Anwesenden", part=told["hands"], base=present
        )
    if not told:
        return ""
    ways = ", ".join(gettext(_BY_CHANNEL[channel], n=n) for channel, n in told.items())
    total = gettext("%(part)s von %(base)s", part=sum(told.values()), base=present)
    return gettext("%(ways)s: %(total)s Anwesenden", ways=ways, total=total)


def other_ways(channels: Mapping[str, int]) -> str:
    """„2 auf Papier, 1 am Tablet“: who doesn't vote on an own phone; may be empty."""
    told = per_channel(channels)
    told.pop("phone", None)
    return ", ".join(gettext(_BY_CHANNEL[channel], n=n) for channel, n in told.items())


def per_channel(channels: Mapping[str, int]) -> dict[str, int]:
    """The ways that occur with how many ballots each, in the order in which they are told."""
    return {channel: channels[channel] for channel in CHANNEL_NAMES if channels.get(channel)}

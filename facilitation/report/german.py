"""German that has to be put together: dates, lists, articles."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from ..selection.composition import rounded

MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
UNKNOWN = "–"

_FEMININE = ("e", "ung", "heit", "keit", "schaft", "tion", "tät")


def long_date(day: date) -> str:
    """„22. Oktober 2022“"""
    return f"{day.day}.\N{NO-BREAK SPACE}{MONTHS[day.month - 1]} {day.year}"


def weekday(day: date) -> str:
    """„Samstag“"""
    return WEEKDAYS[day.weekday()]


def month(day: date) -> str:
    """„Oktober 2022“"""
    return f"{MONTHS[day.month - 1]} {day.year}"


def listed(words: Sequence[str]) -> str:
    """„E 12, E 13 und E 14“"""
    *most, last = words
    return f"{', '.join(most)} und {last}" if most else last


def to_the(word: str) -> str:
    """„Zur Maßnahme“, „Zum Teilprojekt“: the council chooses the word, its ending tells the article."""
    return f"{'Zur' if word.lower().endswith(_FEMININE) else 'Zum'} {word}"


def number(value: int) -> str:
    """„1.656“"""
    return f"{value:,}".replace(",", ".")


def decimal(value: Fraction, digits: int) -> str:
    """„22,5“, with as many digits as asked for; ``value`` is rounded to them already."""
    if digits == 0:
        return number(int(value))
    whole, rest = divmod(int(value * 10**digits), 10**digits)
    return f"{number(whole)},{rest:0{digits}}"


def percent(share: Fraction | None, digits: int = 0) -> str:
    """„23 %“ or „22,5 %“; a dash where nobody counted"""
    if share is None:
        return UNKNOWN
    return f"{decimal(rounded(share * 100, digits), digits)}\N{NO-BREAK SPACE}%"


def signed(value: Fraction | None, digits: int = 0) -> str:
    """„+1“, „−2“, „0“"""
    if value is None:
        return UNKNOWN
    size = rounded(value, digits)
    sign = "+" if size > 0 else "\N{MINUS SIGN}" if size < 0 else ""
    return sign + decimal(abs(size), digits)


def thousandths(value: int) -> str:
    """22500 as „22,5“, as short as it can be written."""
    whole, rest = divmod(value, 1000)
    return f"{whole},{rest:03}".rstrip("0").rstrip(",")

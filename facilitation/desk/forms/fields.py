"""Fields that keep what was typed, clean it, and speak in whole German sentences."""

from collections.abc import Iterable, Sequence
from datetime import date, time
from typing import Any

from wtforms import (
    Field,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs
from wtforms.widgets import CheckboxInput, ListWidget, PasswordInput, TextArea, TextInput

from ...errors import Invalid
from ...language import N_
from ...language import gettext as _
from ...text import LINE, PROSE, clean_text

FIRST_YEAR, LAST_YEAR = 1900, 2999
EVERYTHING = 10**9
"""A limit that nothing reaches: a text that is too long is shown again as it was typed."""


class Typed(Field):
    """One typed text: cleaned, limited, possibly required; errors leave the text standing."""

    widget: Any = TextInput()
    lines = False
    rows: int | None = None

    def __init__(self, label="", *, limit=LINE, needed="", hint="", wide=True, rows=None, **kwargs):
        super().__init__(label, **kwargs)
        self.limit, self.needed, self.hint, self.wide = limit, needed, hint, wide
        if rows:  # a long line is easier to read in several
            self.rows, self.widget = rows, TextArea()

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        if not valuelist and self.data is not None:
            return
        given = valuelist[0] if valuelist else ""
        if not isinstance(given, str):
            self.data = ""
            raise ValueError(_("Hier gehört Text hin."))
        self.data = clean_text(given, limit=EVERYTHING, lines=self.lines)
        self.keep_to_limits()

    def keep_to_limits(self) -> None:
        """Raise what is wrong with the text as a ``ValueError`` for the field."""
        if self.needed and not self.data:
            raise ValueError(_(self.needed))
        try:
            clean_text(self.data, limit=self.limit, lines=self.lines)
        except Invalid as error:
            raise ValueError(error.sentence()) from error

    def shown(self) -> str:
        """What stands in the field."""
        return self._value()

    def _value(self) -> str:
        return str(self.data or "")


class Prose(Typed):
    """Several lines."""

    lines = True

    def __init__(self, label="", *, limit=PROSE, rows=4, **kwargs):
        super().__init__(label, limit=limit, rows=rows, **kwargs)


class Password(Field):
    """A secret, taken as typed but in composed form; never sent back."""

    widget = PasswordInput()
    rows = None
    LONGEST = 1000

    def __init__(self, label="", *, needed="", hint="", **kwargs):
        super().__init__(label, **kwargs)
        self.needed, self.hint, self.wide = needed, hint, True

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        self.data = str(valuelist[0]) if valuelist else ""
        if not self.data:
            raise ValueError(_(self.needed))
        if len(self.data) > self.LONGEST:
            raise ValueError(_("So lang darf ein Passwort nicht sein."))


class Number(Typed):
    """A whole number between two bounds; an empty field is ``None`` unless it is needed."""

    def __init__(self, label="", *, least=1, most=9999, wide=False, **kwargs):
        super().__init__(label, limit=20, wide=wide, **kwargs)
        self.least, self.most = least, most

    def keep_to_limits(self) -> None:
        typed = str(self.data)
        if not typed:
            self.data = None
            if self.needed:
                raise ValueError(_(self.needed))
            return
        if not (typed.isascii() and typed.isdecimal() and len(typed) < 10):
            raise ValueError(_("Bitte geben Sie eine ganze Zahl ein, zum Beispiel 12."))
        if not self.least <= int(typed) <= self.most:
            raise ValueError(
                _(
                    "Möglich ist eine Zahl von %(least)s bis %(most)s.",
                    least=self.least,
                    most=self.most,
                )
            )
        self.data = int(typed)

    def _value(self) -> str:
        return "" if self.data is None else str(self.data)


class Day(Typed):
    """A date, from the browser's own field or typed as „15.10.2026“; empty is ``None``."""

    widget = TextInput("date")

    def __init__(self, label="", **kwargs):
        super().__init__(label, limit=20, wide=False, **kwargs)

    def keep_to_limits(self) -> None:
        typed = str(self.data)
        if not typed and self.needed:
            raise ValueError(_(self.needed))
        if not typed:
            self.data = None
            return
        try:
            self.data = _read_day(typed)
        except (ValueError, OverflowError) as error:
            raise ValueError(
                _("Bitte geben Sie ein Datum ein, zum Beispiel 15.10.2026.")
            ) from error

    def _value(self) -> str:
        return self.data.isoformat() if isinstance(self.data, date) else str(self.data or "")


class TimeOfDay(Typed):
    """A time of day, „17:00“."""

    widget = TextInput("time")

    def __init__(self, label="", **kwargs):
        super().__init__(label, limit=20, wide=False, **kwargs)

    def keep_to_limits(self) -> None:
        if not self.data and not self.needed:
            self.data = None
            return
        hours, _colon, minutes = (
            str(self.data).replace(".", ":").removesuffix(" Uhr").partition(":")
        )
        try:
            self.data = time(int(hours), int(minutes[:2] or 0))
        except (ValueError, OverflowError) as error:
            raise ValueError(_("Bitte geben Sie eine Uhrzeit ein, zum Beispiel 17:00.")) from error

    def _value(self) -> str:
        return self.data.strftime("%H:%M") if isinstance(self.data, time) else str(self.data or "")


class _OneOf:
    """Sentences instead of WTForms' English ones."""

    hint = ""
    wide = True

    def shown(self) -> str:
        """The label of what is chosen."""
        labels = [label for _v, label, chosen, *_rest in self.iter_choices() if chosen]  # type: ignore[attr-defined]
        return ", ".join(labels)

    def pre_validate(self, form: Any) -> None:
        known = {value for value, *_rest in self.iter_choices()}  # type: ignore[attr-defined]
        if self.data not in known:  # type: ignore[attr-defined]
            raise ValidationError(
                _(N_("Diese Auswahl gibt es nicht (mehr). Bitte wählen Sie noch einmal."))
            )


class Choice(_OneOf, SelectField):
    """One of a list."""


class Radios(_OneOf, RadioField):
    """One of a few, all visible."""


class Several(SelectMultipleField):
    """Any of a list, as ticks."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()
    hint = ""
    wide = True

    def pre_validate(self, form: Any) -> None:
        known = {value for value, *_rest in self.iter_choices()}
        if not set(self.data or ()) <= known:
            raise ValidationError(
                _("Diese Auswahl gibt es nicht (mehr). Bitte wählen Sie noch einmal.")
            )


def option(value: str | bool, label: str, **more: str) -> SelectChoice:
    """One choice; ``more`` reaches the template beside its label."""
    return SelectChoice(value, label, more)


def options(pairs: Iterable[tuple[str, str]]) -> list[SelectChoice]:
    """(value, label) as WTForms wants its choices."""
    return [option(value, label) for value, label in pairs]


class Seen(HiddenField):
    """The fingerprint of what the form showed when it was opened."""


def _read_day(typed: str) -> date:
    """A day that people live to see: „0026“ is a slip, and clocks end at both ends of time."""
    if "." in typed:
        day, month, year = (int(part) for part in typed.split("."))
        read = date(year, month, day)
    else:
        read = date.fromisoformat(typed)
    if not FIRST_YEAR <= read.year <= LAST_YEAR:
        raise ValueError
    return read

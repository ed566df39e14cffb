"""The desk's forms: prefilled from a row, saved in one transaction, never over somebody else.

A form remembers a fingerprint of what it showed. When the row says something else by the
time of saving, nothing is written: the page comes back (409) with both texts, and only
saving again, knowingly, replaces the other one (promises.md P13).
"""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from flask import render_template, request
from flask_wtf import FlaskForm
from flask_wtf.form import _Auto
from sqlalchemy.orm import Session
from wtforms import Field

from ...db import transaction
from ...errors import Conflict, Invalid, Refused
from ...language import N_
from .fields import Seen

BOTH = N_(
    "Während Sie geschrieben haben, hat jemand anderes hier etwas gespeichert. "
    "Ihr Text steht noch in den Feldern, der gespeicherte jeweils darunter. "
    "Was Sie jetzt speichern, gilt."
)


class DeskForm(FlaskForm):
    """A form of the desk."""

    seen = Seen()
    refusal: Refused | None = None
    theirs: dict[str, str] = {}  # noqa: RUF012  (replaced, never filled, where there is a conflict)
    SAME_WORDS: tuple[str, ...] = ("csrf_token", "seen")

    class Meta(FlaskForm.Meta):
        """No translations of WTForms': our fields bring their own sentences."""

        def wrap_formdata(self, form: FlaskForm, formdata: Any) -> Any:
            """Only what a form sent; one that was sent empty is looked at too, unlike Flask-WTF's."""
            if formdata is not _Auto:
                return formdata
            return request.form if form.is_submitted() else None

        def get_translations(self, form: Any) -> None:
            return None

    def __init__(self, *args: Any, obj: Any = None, **kwargs: Any) -> None:
        """``obj`` is the row that the form shows; also needed to compare when saving."""
        super().__init__(*args, obj=obj, **kwargs)
        if obj is not None and not self.seen.raw_data:
            self.seen.data = self.fingerprint(obj)

    @property
    def words(self) -> list[Field]:
        """The fields a person fills in."""
        return [field for field in self if field.name not in self.SAME_WORDS]

    @property
    def values(self) -> dict[str, Any]:
        """What was filled in, by name."""
        return {field.name: field.data for field in self.words}

    def saves(self, action: Callable[[Session], Any]) -> bool:
        """Run ``action`` in a transaction if the form was sent and is sound.

        False when there is something to show: errors stand at the fields, a refusal of
        the rules on top.
        """

        def write() -> Any:
            with transaction() as session:
                return action(session)

        return self.does(write)

    def does(self, action: Callable[[], Any]) -> bool:
        """The same for an action with a transaction of its own."""
        if not self.validate_on_submit():
            return False
        try:
            self.result = action()
        except Refused as refusal:
            self.refuse(refusal)
            return False
        return True

    def refuse(self, refusal: Refused) -> None:
        """Show a rule's sentence, at its fields where it names them."""
        self.refusal = refusal
        if isinstance(refusal, Invalid):
            for name, sentence in refusal.fields.items():
                self[name].errors = [*self[name].errors, sentence]

    def meets(self, row: Any) -> None:
        """Raise ``Conflict`` if ``row`` isn't any more what this form had shown."""
        stored = self.fingerprint(row)
        if self.seen.data == stored:
            return
        fresh = self.fresh(row)
        self.theirs = {
            field.name: fresh[field.name].shown()
            for field in self.words
            if fresh[field.name].data != field.data
        }
        self.seen.data = stored
        if self.theirs:
            raise Conflict(BOTH, current=self.theirs)

    def fresh(self, row: Any) -> "DeskForm":
        """The same form with what ``row`` says now."""
        return type(self)(formdata=None, obj=row)

    def fingerprint(self, row: Any) -> str:
        """A short name for what ``row`` says in the fields of this form."""
        said = {field.name: str(getattr(row, field.name, "")) for field in self.words}
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:16]

    @property
    def status(self) -> int:
        """The answer's code: 200 for a fresh form, else what went wrong."""
        if self.refusal:
            return self.refusal.status
        return 422 if self.errors else 200

    def page(self, template: str, **context: Any) -> tuple[str, int]:
        """The page with this form, and its code."""
        return render_template(template, form=self, **context), self.status

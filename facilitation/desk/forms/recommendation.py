"""The texts of a recommendation, as the editor sends them."""

from flask import request
from flask_wtf import FlaskForm
from flask_wtf.form import _Auto
from wtforms import IntegerField

from ...errors import Invalid
from ...language import N_
from ...language import gettext as _
from ...recommendations import drafting
from ...recommendations.models import TEXTS
from .fields import Choice, Prose, Typed

NEWEST = 2**31


class TextsForm(FlaskForm):
    """Everything a person edits, and the version it was edited from."""

    LABELS = {  # noqa: RUF012  (read only)
        "title": N_("Titel"),
        "wording": N_("Wortlaut"),
        "reasons": N_("Begründung"),
        "hints": N_("Hinweise zur Umsetzung"),
        "concerns": N_("Bedenken"),
        "addressee": N_("Adressat"),
        "kind": N_("Art"),
        "stance": N_("Haltung zur Maßnahme"),
        "field_id": N_("Handlungsfeld"),
    }

    title = Typed(LABELS["title"])
    wording = Prose(LABELS["wording"])
    reasons = Prose(LABELS["reasons"])
    hints = Prose(LABELS["hints"])
    concerns = Prose(LABELS["concerns"])
    addressee = Typed(LABELS["addressee"])
    kind = Choice(LABELS["kind"], choices=dict(drafting.KIND_NAMES))
    stance = Choice(LABELS["stance"], choices=dict(drafting.STANCE_NAMES))
    field_id = IntegerField(LABELS["field_id"])
    from_version = IntegerField()

    class Meta(FlaskForm.Meta):
        """Our fields bring their own sentences; the page's token is checked for every form."""

        csrf = False

        def wrap_formdata(self, form, formdata):
            """Only what a form sent, and no JSON of any shape."""
            return request.form if formdata is _Auto else formdata

        def get_translations(self, form):
            return None

    @property
    def texts(self) -> dict[str, object]:
        """What was sent, cleaned; raises ``Invalid`` with the fields that can't be used."""
        self._check()
        return {name: self[name].data for name in TEXTS}

    @property
    def version(self) -> int:
        """The version that was edited."""
        number = self.from_version.data
        if number is None or not 0 < number < NEWEST:
            raise Invalid()
        return number

    @property
    def typed(self) -> dict[str, object]:
        """What stands in the fields, sound or not, to show it again."""
        return {name: "" if self[name].data is None else self[name].data for name in TEXTS}

    def _check(self) -> None:
        self.validate()
        if self.field_id.raw_data == [""]:
            self.field_id.errors = ()
        wrong = {name: str(self[name].errors[0]) for name in TEXTS if self[name].errors}
        if wrong:
            label, sentence = next((_(self.LABELS[name]), words) for name, words in wrong.items())
            raise Invalid(N_("%(field)s: %(problem)s"), fields=wrong, field=label, problem=sentence)

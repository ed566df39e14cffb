"""Texts come out in the language of whoever reads them."""

import gevent
import pytest

from facilitation import errors, language
from facilitation.language import gettext, ngettext, speaking


def test_without_a_catalogue_texts_are_the_german_ones():
    assert gettext("Weiter") == "Weiter"
    with speaking("xx"):
        assert gettext("Noch %(n)s Plätze", n=3) == "Noch 3 Plätze"


@pytest.mark.parametrize(("n", "said"), [(0, "0 Stimmen"), (1, "1 Stimme"), (2, "2 Stimmen")])
def test_number_decides_singular_or_plural(n, said):
    assert ngettext("%(num)s Stimme", "%(num)s Stimmen", n) == said


def test_a_percent_sign_in_a_text_without_places_stays():
    assert gettext("87 %") == "87 %"


def test_language_ends_with_its_block_and_belongs_to_one_greenlet():
    def elsewhere():
        with speaking("en"):
            gevent.sleep(0)
            return language.current()

    with speaking("tr"):
        other = gevent.spawn(elsewhere)
        other.join()
        assert (language.current(), other.value) == ("tr", "en")
    assert language.current() == language.DEFAULT


@pytest.mark.parametrize(
    "refusal",
    [
        errors.Refused,
        errors.NotFound,
        errors.Forbidden,
        errors.SignedOut,
        errors.Invalid,
        errors.Conflict,
        errors.TooSoon,
    ],
)
def test_every_refusal_has_a_sentence_and_a_status(refusal):
    assert refusal().sentence().endswith(".")
    assert 400 <= refusal.status < 500
    assert refusal("Noch %(n)s.", n=2).sentence() == "Noch 2."

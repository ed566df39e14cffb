"""Passwords at the desk: slow to compare, off the hub, and alike for known and unknown names."""

import unicodedata
from collections.abc import Callable
from typing import Any

import gevent

from ..councils import team
from ..db import transaction
from ..errors import Invalid
from ..language import N_
from .strangers import strangers

WRONG = N_("Name und Passwort passen nicht zusammen. Bitte prüfen Sie beides.")


def hashed(password: str) -> str:
    """What is kept of a new password; raises ``Invalid`` for a short one."""
    composed = _composed(password)
    team.check_length(composed)  # here: the pool would print a traceback for a plain refusal
    return _in_pool(team.hash_password, composed)


def check(name: str, password: str, *, wrong: str = WRONG) -> int:
    """The id of the account that both belong to; raises ``Invalid`` or ``TooSoon``.

    The try is noted as wrong before the password is compared, so that many at once are
    slowed like many in a row.
    """
    with transaction() as session:
        account_id, password_hash = team.account_to_check(session, name)
        if account_id is None:
            strangers.note_try(name)
        else:
            team.note_try(session, account_id, success=False)
    fits = _in_pool(team.password_fits, password_hash, _composed(password))
    if account_id is None or not fits:
        raise Invalid(wrong)
    with transaction() as session:
        team.note_try(session, account_id, success=True)
    return account_id


def _composed(password: str) -> str:
    return unicodedata.normalize("NFC", password)


def _in_pool(compute: Callable[..., Any], *arguments: Any) -> Any:
    return gevent.get_hub().threadpool.apply(compute, arguments)

"""The team: accounts, one-time links, signing in and out (promises.md § 2)."""

import hashlib
import secrets
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from .. import clock
from ..errors import Conflict, Forbidden, Invalid, NotFound, SignedOut, TooSoon
from ..language import N_
from . import regie
from .models import ROLES, Account, Council, Invitation, Membership, SignIn

SHORTEST_PASSWORD = 15
FREE_TRIES = 5
LONGEST_WAIT = 300
TOO_MANY = N_("Zu viele falsche Versuche. Bitte warten Sie %(seconds)s Sekunden.")
LINK_DAYS = timedelta(days=7)
IDLE = timedelta(hours=12)
LONGEST = timedelta(days=7)

_hasher = PasswordHasher()
_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$aXnQHFTIdJnOyItIo9yF1g$R4I71D+cfvodwqo0amojmL+LvPIj1WRs0RvtMEiRYI4"
"""A hash that no password fits, as costly to compare as a real one."""


def hash_password(password: str) -> str:
    """argon2id; takes 0.1 s and more: call it in the native pool, outside a transaction.

    Raises ``Invalid`` for a password under 15 characters.
    """
    check_length(password)
    return _hasher.hash(password)


def check_length(password: str) -> None:
    """Raises ``Invalid`` for a password under 15 characters."""
    if len(password) < SHORTEST_PASSWORD:
        raise Invalid(
            N_(
                "Das Passwort braucht mindestens %(n)s Zeichen. Am besten nehmen Sie fünf Wörter, zum Beispiel die vorgeschlagenen."
            ),
            n=SHORTEST_PASSWORD,
        )


def password_fits(password_hash: str, password: str) -> bool:
    """Compare in constant time; slow on purpose, see ``hash_password``."""
    try:
        return _hasher.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


def is_empty(session: Session) -> bool:
    """Nobody has an account yet: the first start."""
    return session.scalar(select(func.count(Account.id))) == 0


def first_invitation(session: Session) -> str:
    """The token of the one-time set-up link; earlier unused ones stop working."""
    session.execute(
        delete(Invitation).where(Invitation.council_id.is_(None), Invitation.account_id.is_(None))
    )
    return _invite(session, role="lead")


def invite(session: Session, council: Council, role: str) -> str:
    """The token of a link with which one person joins the team in ``role``."""
    return _invite(session, role=role, council_id=_real_id(council))


def invite_back(session: Session, account: Account) -> str:
    """The token of a link that signs ``account`` in once (example, forgotten password)."""
    return _invite(session, role="", account_id=account.id)


def open_invitation(session: Session, token: str) -> Invitation:
    """The unused invitation behind a link, or ``NotFound``."""
    invitation = session.scalar(select(Invitation).filter_by(token_hash=_hash(token)))
    if invitation is None or invitation.used_at or invitation.expires_at < clock.now():
        raise NotFound(
            N_(
                "Dieser Link wurde schon benutzt oder ist abgelaufen. Bitte lassen Sie sich einen neuen geben."
            )
        )
    return invitation


def accept(session: Session, token: str, *, name: str, password_hash: str) -> Account:
    """Make an account from an invitation; its name must be free."""
    invitation = open_invitation(session, token)
    if invitation.account_id is not None:
        raise NotFound()
    if by_name(session, name):
        raise Conflict(
            N_("Den Namen %(name)s gibt es im Team schon. Bitte wählen Sie einen anderen."),
            name=name,
        )
    account = Account(
        name=name,
        password_hash=password_hash,
        is_organiser=invitation.council_id is None,
        created_at=clock.now(),
    )
    session.add(account)
    session.flush()
    invitation.used_at = clock.now()
    if invitation.council_id is not None:
        join(session, account, invitation.council_id, invitation.role)
    return account


def accept_back(session: Session, token: str) -> Account:
    """Use a link that signs an existing account in."""
    invitation = open_invitation(session, token)
    if invitation.account_id is None:
        raise NotFound()
    invitation.used_at = clock.now()
    return session.get_one(Account, invitation.account_id)


def join(session: Session, account: Account, council_id: int, role: str) -> Membership:
    """Give the account a role in a council."""
    membership = Membership(council_id=council_id, account_id=account.id, role=role)
    session.add(membership)
    session.flush()
    return membership


def leave(session: Session, council: Council, account_id: int) -> None:
    """Take a person out of the team; its sign-ins end. The last lead stays."""
    members = {m.account_id: m for m in of_council(session, council)}
    membership = members.get(account_id)
    if membership is None:
        raise NotFound(N_("Diese Person gehört nicht zum Team."))
    leads = [m for m in members.values() if m.role == "lead"]
    if leads == [membership]:
        raise Conflict(N_("Die letzte Leitung kann nicht entfernt werden."))
    session.delete(membership)
    regie.release_all(session, account_id)
    session.execute(delete(SignIn).where(SignIn.account_id == account_id))
    session.flush()


def of_council(session: Session, council: Council) -> list[Membership]:
    """The team of a council, leads first."""
    members = session.scalars(
        select(Membership)
        .join(Account)
        .where(Membership.council_id == _real_id(council))
        .order_by(Account.name)
    )
    return sorted(members, key=lambda member: ROLES.index(member.role))


def by_name(session: Session, name: str) -> Account | None:
    """The account of this name in any case; compared here, since SQLite's lower() knows no Ä."""
    wanted = name.strip().casefold()
    accounts = session.scalars(select(Account))
    return next((account for account in accounts if account.name.casefold() == wanted), None)


def account_to_check(session: Session, name: str) -> tuple[int | None, str]:
    """(id, hash) to compare a password with; a stand-in for unknown names, so that both
    take equally long. Raises ``TooSoon`` while the account has to wait.
    """
    account = by_name(session, name)
    if account is None:
        return None, _NOBODY
    if account.blocked_until and account.blocked_until > clock.now():
        raise TooSoon(
            TOO_MANY,
            seconds=int((account.blocked_until - clock.now()).total_seconds()) + 1,
        )
    return account.id, account.password_hash


def note_try(session: Session, account_id: int, *, success: bool) -> None:
    """Remember wrong passwords, with a growing delay for this account alone."""
    account = session.get_one(Account, account_id)
    if success:
        account.failed, account.blocked_until = 0, None
        return
    account.failed += 1
    if account.failed >= FREE_TRIES:
        wait = min(2 ** (account.failed - FREE_TRIES + 1), LONGEST_WAIT)
        account.blocked_until = clock.now() + timedelta(seconds=wait)


def sign_in(session: Session, account_id: int) -> str:
    """The token for the cookie of a browser that may act for the account."""
    token = secrets.token_urlsafe(32)
    now = clock.now()
    session.add(SignIn(token_hash=_hash(token), account_id=account_id, created_at=now, seen_at=now))
    session.flush()
    return token


def signed_in(session: Session, token: str) -> SignIn:
    """The sign-in behind a cookie; raises ``SignedOut`` when it has ended."""
    return _unless_ended(
        session.scalar(select(SignIn).filter_by(token_hash=_hash(token))) if token else None
    )


def still_signed_in(session: Session, sign_in_id: int) -> SignIn:
    """The same sign-in, asked again by an open socket; raises ``SignedOut``."""
    return _unless_ended(session.get(SignIn, sign_in_id))


def _unless_ended(entry: SignIn | None) -> SignIn:
    now = clock.now()
    if entry is None or now - entry.created_at > LONGEST or now - entry.seen_at > IDLE:
        raise SignedOut()
    return entry


def seen(session: Session, sign_in_id: int, at: datetime) -> None:
    """Keep an active sign-in alive."""
    entry = session.get(SignIn, sign_in_id)
    if entry:
        entry.seen_at = at


def sign_out(session: Session, sign_in_id: int) -> None:
    """End one sign-in; the caller closes its sockets. Without another one nobody leads on."""
    entry = session.get(SignIn, sign_in_id)
    if entry is None:
        return
    session.delete(entry)
    session.flush()
    if session.scalar(select(SignIn.id).filter_by(account_id=entry.account_id).limit(1)) is None:
        regie.release_all(session, entry.account_id)


def known_role(session: Session, account_id: int, council_id: int) -> str | None:
    """The account's role, one of ``ROLES``; a rehearsal's team is the council's."""
    real = func.coalesce(Council.rehearsal_of_id, Council.id)
    return session.scalar(
        select(Membership.role)
        .join(Council, Membership.council_id == real)
        .where(Council.id == council_id, Membership.account_id == account_id)
    )


def role_in(session: Session, account_id: int, council_id: int) -> str:
    """The same; raises ``Forbidden`` outside the team."""
    role = known_role(session, account_id, council_id)
    if role is None:
        raise Forbidden(
            N_(
                "Zu diesem Bürgerrat gehören Sie nicht. Bitte lassen Sie sich von der Leitung einladen."
            )
        )
    return role


def councils_of(session: Session, account_id: int) -> list[Council]:
    """The councils in whose team the account is."""
    return list(
        session.scalars(
            select(Council)
            .join(Membership, Membership.council_id == Council.id)
            .where(Membership.account_id == account_id)
            .order_by(Council.title)
        )
    )


def set_password(session: Session, account: Account, password_hash: str) -> None:
    """A new password ends every sign-in of the account."""
    account.password_hash = password_hash
    account.failed, account.blocked_until = 0, None
    session.execute(delete(SignIn).where(SignIn.account_id == account.id))


def _real_id(council: Council) -> int:
    """A rehearsal has no team of its own."""
    return council.rehearsal_of_id or council.id


def _invite(session: Session, **values: object) -> str:
    token = secrets.token_hex(16)
    session.add(Invitation(token_hash=_hash(token), expires_at=clock.now() + LINK_DAYS, **values))
    session.flush()
    return token


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()

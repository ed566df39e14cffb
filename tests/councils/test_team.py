"""The team: links that work once, sign-ins that end, passwords that slow down."""

from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from facilitation import clock, db
from facilitation.councils import team
from facilitation.councils.models import Account, Council, Invitation, SignIn
from facilitation.errors import Conflict, Forbidden, Invalid, NotFound, SignedOut, TooSoon

from .. import factories

PASSWORD = "vier Wörter sind genug"
HASH = "hash"
DAY = timedelta(days=1)


@pytest.fixture
def council(database):
    """The id of a council without a team."""
    return factories.evening().council_id


def do(act, *args, **values):
    with db.transaction() as session:
        return act(session, *args, **values)


def invite(council_id, role="moderator"):
    return do(lambda session: team.invite(session, session.get_one(Council, council_id), role))


def first():
    """The account of the first set-up link."""
    token = do(team.first_invitation)
    return do(team.accept, token, name="Leitung", password_hash=HASH)


def member(council_id, name="Anna", role="moderator"):
    return do(team.accept, invite(council_id, role), name=name, password_hash=HASH)


def leave(council_id, account_id):
    do(lambda session: team.leave(session, session.get_one(Council, council_id), account_id))


def check(act, *args):
    with db.reading() as session:
        return act(session, *args)


def later(delta):
    return clock.at(clock.now() + delta)


def test_the_first_link_makes_an_organiser_of_no_council(database):
    assert check(team.is_empty)
    account = first()

    assert account.is_organiser
    assert not check(team.is_empty)
    assert check(team.councils_of, account.id) == []


def test_an_invitation_gives_its_role_in_its_council(council):
    account = member(council, role="lead")

    assert not account.is_organiser
    assert check(team.role_in, account.id, council) == "lead"
    assert [found.id for found in check(team.councils_of, account.id)] == [council]


def test_a_link_works_once(council):
    token = invite(council)
    do(team.accept, token, name="Anna", password_hash=HASH)

    with pytest.raises(NotFound, match="schon benutzt"):
        do(team.accept, token, name="Ben", password_hash=HASH)


def test_a_refused_name_does_not_use_the_link_up(council):
    member(council, "Anna")
    token = invite(council)
    with pytest.raises(Conflict, match="gibt es im Team schon"):
        do(team.accept, token, name="ANNA", password_hash=HASH)

    assert do(team.accept, token, name="Ben", password_hash=HASH)


@pytest.mark.parametrize("token", ["", "unknown", "0" * 32])
def test_an_invented_link_opens_nothing(council, token):
    with pytest.raises(NotFound):
        check(team.open_invitation, token)


def test_a_link_expires_after_a_week(council):
    token = invite(council)

    with later(6 * DAY):
        assert check(team.open_invitation, token).role == "moderator"
    with later(8 * DAY), pytest.raises(NotFound, match="abgelaufen"):
        check(team.open_invitation, token)


def test_a_new_first_link_replaces_the_one_before_and_no_other(council):
    invitation, old = invite(council), do(team.first_invitation)
    new = do(team.first_invitation)

    assert check(team.open_invitation, new)
    assert check(team.open_invitation, invitation)
    with pytest.raises(NotFound):
        check(team.open_invitation, old)


def test_links_are_kept_as_hashes_only(council):
    token = invite(council)
    with db.reading() as session:
        assert token not in session.scalars(select(Invitation.token_hash)).all()


def test_a_link_back_signs_its_account_in_once_and_makes_no_other(council):
    account = member(council)
    token = do(team.invite_back, account)
    with pytest.raises(NotFound):
        do(team.accept, token, name="Fremd", password_hash=HASH)

    assert do(team.accept_back, token).id == account.id
    with pytest.raises(NotFound):
        do(team.accept_back, token)
    with pytest.raises(NotFound):
        do(team.accept_back, invite(council))


@pytest.mark.parametrize("name", ["Anna Berg", "Änne Özdemir", "Élodie ß", "ANNA"])
def test_a_name_is_found_in_any_case_and_given_once(council, name):
    account = member(council, name)

    for typed in (name, name.lower(), name.upper(), f"  {name} "):
        assert check(team.account_to_check, typed) == (account.id, HASH)
    with pytest.raises(Conflict):
        member(council, name.lower())


def test_an_unknown_name_gets_a_hash_to_compare_with_as_well(database):
    account_id, stand_in = check(team.account_to_check, "niemand")

    assert account_id is None
    assert not team.password_fits(stand_in, PASSWORD)


def test_the_team_is_listed_leads_first(council):
    for name, role in (("Zoe", "moderator"), ("Mia", "lead"), ("Anna", "moderator")):
        member(council, name, role)

    with db.reading() as session:
        found = team.of_council(session, session.get_one(Council, council))
        assert [entry.account.name for entry in found] == ["Mia", "Anna", "Zoe"]


def test_who_leaves_is_signed_out_and_has_no_role(council):
    member(council, "Mia", "lead")
    anna = member(council, "Anna")
    cookie = do(team.sign_in, anna.id)
    leave(council, anna.id)

    with pytest.raises(SignedOut):
        check(team.signed_in, cookie)
    with pytest.raises(Forbidden):
        check(team.role_in, anna.id, council)
    with pytest.raises(NotFound):
        leave(council, anna.id)


def test_the_last_lead_stays(council):
    mia, ben = member(council, "Mia", "lead"), member(council, "Ben", "lead")
    leave(council, ben.id)

    with pytest.raises(Conflict, match="letzte Leitung"):
        leave(council, mia.id)
    assert check(team.role_in, mia.id, council) == "lead"


def test_a_role_counts_in_its_council_only(council):
    other = factories.evening("nachbarstadt").council_id
    anna = member(council)

    with pytest.raises(Forbidden, match="gehören Sie nicht"):
        check(team.role_in, anna.id, other)
    with pytest.raises(NotFound):
        leave(other, anna.id)


@pytest.mark.parametrize(
    ("hours", "seen_every", "holds"),
    [(11, 11, True), (13, 13, False), (24 * 6, 11, True), (24 * 7 + 1, 11, False)],
)
def test_a_sign_in_ends_when_idle_and_after_a_week(council, hours, seen_every, holds):
    began, cookie = clock.now(), do(team.sign_in, member(council).id)
    sign_in_id = check(team.signed_in, cookie).id
    for seen in range(seen_every, hours, seen_every):
        do(team.seen, sign_in_id, began + timedelta(hours=seen))

    with clock.at(began + timedelta(hours=hours)):
        if holds:
            assert check(team.signed_in, cookie).id == sign_in_id
        else:
            with pytest.raises(SignedOut):
                check(team.signed_in, cookie)


@pytest.mark.parametrize("cookie", ["", "unknown", "x" * 5000])
def test_an_unknown_cookie_is_nobody(database, cookie):
    with pytest.raises(SignedOut):
        check(team.signed_in, cookie)


def test_signing_out_ends_one_browser_only(council):
    account = member(council)
    one, two = do(team.sign_in, account.id), do(team.sign_in, account.id)
    do(team.sign_out, check(team.signed_in, one).id)

    with pytest.raises(SignedOut):
        check(team.signed_in, one)
    assert check(team.signed_in, two).account_id == account.id


def test_a_new_password_ends_every_sign_in_and_the_wait(council):
    account = member(council)
    do(team.sign_in, account.id)
    for _ in range(team.FREE_TRIES):
        do(team.note_try, account.id, success=False)
    do(lambda session: team.set_password(session, session.get_one(Account, account.id), "new"))

    assert check(team.account_to_check, "Anna") == (account.id, "new")
    with db.reading() as session:
        assert session.scalars(select(SignIn)).all() == []


def test_wrong_passwords_slow_down_their_account_alone(council):
    anna, ben = member(council, "Anna"), member(council, "Ben")
    for _ in range(team.FREE_TRIES - 1):
        do(team.note_try, anna.id, success=False)
    assert check(team.account_to_check, "Anna")
    do(team.note_try, anna.id, success=False)

    with pytest.raises(TooSoon) as refused:
        check(team.account_to_check, "Anna")
    assert "2 Sekunden" in refused.value.sentence()
    assert check(team.account_to_check, "Ben")[0] == ben.id
    with later(timedelta(seconds=3)):
        assert check(team.account_to_check, "Anna")[0] == anna.id


def test_the_wait_grows_up_to_five_minutes_and_a_success_ends_it(council):
    account, now = member(council), clock.now()
    waits = []
    for _ in range(team.FREE_TRIES + 9):
        with clock.at(now):
            do(team.note_try, account.id, success=False)
        with db.reading() as session:
            until = session.get_one(Account, account.id).blocked_until
        waits.append(round((until - now).total_seconds()) if until else 0)
    do(team.note_try, account.id, success=True)

    assert waits == [0, 0, 0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]
    assert check(team.account_to_check, "Anna")


def test_passwords_are_argon2id_and_compared():
    kept = team.hash_password(PASSWORD)

    assert kept.startswith("$argon2id$")
    assert team.password_fits(kept, PASSWORD)
    for other in ("", PASSWORD + " ", PASSWORD.upper()):
        assert not team.password_fits(kept, other)
    assert not team.password_fits("no hash at all", PASSWORD)


@pytest.mark.parametrize("password", ["", "x" * 14])
def test_short_passwords_are_refused(password):
    with pytest.raises(Invalid) as refused:
        team.hash_password(password)
    assert "mindestens 15 Zeichen" in refused.value.sentence()


def test_unknown_names_cost_as_much_as_known_ones(database):
    with db.reading() as session:
        account_id, stand_in = team.account_to_check(session, "Niemand")

    assert account_id is None
    assert not PasswordHasher().check_needs_rehash(stand_in)

"""Signing in and out, and the one-time links that open the door the first time."""

from flask import Response, g, make_response, redirect, request, url_for
from flask import session as browser
from sqlalchemy.orm import Session

from ..councils import passphrase, team
from ..councils.models import Account
from ..db import transaction
from ..errors import Refused
from ..live import publish
from ..live.roles import declare
from ..web import cookies
from . import passwords
from .access import local_path, team_member
from .blueprint import desk
from .forms.team import CodeForm, JoinForm, SignInForm

COOKIE_DAYS = team.LONGEST.days
BY_LINK = "by_link"
"""Marks a browser that came in by a link: it may choose a password without the old one."""
OPEN_PAGES = "csrf_token"
"""Flask-WTF's name. It outlives a sign-in, or what was typed in another window couldn't be saved."""


@desk.route("/anmelden", methods=["GET", "POST"])
@declare("public")
def sign_in():
    """Name and password; afterwards on to where the person wanted to go."""
    form = SignInForm()
    onward = local_path(request.args.get("weiter", ""))
    if form.validate_on_submit():
        try:
            account_id = passwords.check(form.name.data, form.password.data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return let_in(account_id, onward)
    return form.page("desk/signing_in.html")


@desk.post("/abmelden")
@team_member
def sign_out():
    """End this browser's sign-in, and with it its sockets."""
    with transaction() as session:
        team.sign_out(session, g.person.sign_in_id)
    publish.close_sign_in(g.person.sign_in_id)
    browser.clear()
    response = make_response(redirect(url_for("desk.my_councils")))
    cookies.drop(response, cookies.TEAM)
    return response


@desk.get("/einladung")
@declare("public")
def invitation():
    """The token stands behind # and reaches us by a script or by hand, never in an address."""
    return CodeForm().page("desk/invitation.html")


@desk.post("/einladung")
@declare("public")
def read_invitation():
    """An invitation leads to the form for a new account; a link for an account signs it in."""
    form = CodeForm()
    if not form.saves(lambda session: _use_or_look(session, form.code.data)):
        return form.page("desk/invitation.html")
    if form.result is not None:
        return let_in(form.result.id, "/mod", by_link=True)
    joining = JoinForm(formdata=None, data={"code": form.code.data})
    return _join_page(joining)


@desk.post("/einladung/konto")
@declare("public")
def join():
    """Make the account that an invitation is for, and sign it in."""
    form = JoinForm()
    if not form.validate_on_submit():
        return _join_page(form)
    try:
        password_hash = passwords.hashed(form.password.data)
    except Refused as refusal:
        form.refuse(refusal)
        return _join_page(form)
    if not form.saves(lambda session: _accept(session, form, password_hash)):
        return _join_page(form)
    return let_in(form.result.id, "/mod")


def let_in(account_id: int, onward: str, *, by_link: bool = False) -> Response:
    """Give this browser a sign-in of its own; an earlier one of the same browser ends."""
    with transaction() as session:
        token = team.sign_in(session, account_id)
    pages = browser.get(OPEN_PAGES)
    browser.clear()
    if pages:
        browser[OPEN_PAGES] = pages
    if by_link:
        browser[BY_LINK] = account_id
    response = make_response(redirect(onward))
    cookies.put(response, cookies.TEAM, token, days=COOKIE_DAYS)
    return response


def _use_or_look(session: Session, code: str) -> Account | None:
    invitation = team.open_invitation(session, code)
    return team.accept_back(session, code) if invitation.account_id is not None else None


def _accept(session: Session, form: JoinForm, password_hash: str) -> Account:
    return team.accept(session, form.code.data, name=form.name.data, password_hash=password_hash)


def _join_page(form: JoinForm):
    return form.page("desk/joining.html", offered=request.form.get("offered") or passphrase.offer())

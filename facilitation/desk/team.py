"""The team of a council: who is in it, inviting, removing; and one's own password."""

from flask import current_app, flash, g, redirect, request, url_for
from flask import session as browser

from ..councils import councils, passphrase, team
from ..councils.models import Account
from ..db import reading, transaction
from ..errors import Refused
from ..language import N_
from ..language import gettext as _
from ..live import publish
from . import passwords
from .access import lead, minutes, team_member
from .blueprint import desk
from .forms.team import InviteForm, NewPasswordForm, PasswordForm
from .signing_in import BY_LINK, let_in

ROLE_NAMES = {
    "lead": N_("Leitung"),
    "moderator": N_("Moderation"),
    "minutes": N_("Protokoll"),
}

WRONG_NOW = N_("Das bisherige Passwort stimmt nicht.")


@desk.get("/<council>/team")
@minutes
def team_page(council):
    """Everybody sees the team; the lead can change it."""
    return _page(InviteForm(formdata=None))


@desk.post("/<council>/team/einladen")
@lead
def invite(council):
    """A one-time link, shown on this page once: only its hash is kept."""
    form = InviteForm()
    link = ""
    if form.saves(
        lambda session: team.invite(session, councils.find(session, council), form.role.data)
    ):
        link = f"{current_app.extensions['address'].url()}/mod/einladung#{form.result}"
    return _page(form, link=link)


@desk.post("/<council>/team/<id:account_id>/entfernen")
@lead
def remove(council, account_id):
    """Take a person out; its sign-ins and sockets end at once."""
    with transaction() as session:
        team.leave(session, councils.find(session, council), account_id)
    publish.close_account(account_id)
    flash(_("Die Person gehört nicht mehr zum Team und ist abgemeldet."), "ok")
    return redirect(url_for("desk.team_page", council=council))


@desk.route("/konto", methods=["GET", "POST"])
@team_member
def account():
    """A new password; it ends every sign-in, and this browser gets a fresh one."""
    by_link = browser.get(BY_LINK) == g.person.account_id
    form = NewPasswordForm() if by_link else PasswordForm()
    if form.validate_on_submit():
        try:
            _change_password(form, by_link=by_link)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            publish.close_account(g.person.account_id)
            response = let_in(g.person.account_id, "/mod")
            flash(
                _("Das neue Passwort gilt. Auf anderen Geräten ist dieses Konto jetzt abgemeldet."),
                "ok",
            )
            return response
    offered = request.form.get("offered") or passphrase.offer()
    return form.page("desk/account.html", offered=offered)


def _change_password(form, *, by_link: bool) -> None:
    if not by_link:
        passwords.check(g.person.name, form.current.data, wrong=WRONG_NOW)
    password_hash = passwords.hashed(form.password.data)
    with transaction() as session:
        team.set_password(session, session.get_one(Account, g.person.account_id), password_hash)


def _page(form, *, link: str = ""):
    with reading() as session:
        members = [
            {
                "id": m.account_id,
                "name": m.account.name,
                "role": m.role,
                "role_name": _(ROLE_NAMES[m.role]),
            }
            for m in team.of_council(session, g.council)
        ]
    leads = sum(1 for member in members if member["role"] == "lead")
    return form.page("desk/team.html", members=members, leads=leads, link=link)

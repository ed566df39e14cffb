"""The live cockpit: its page, its newest scene for polling, and commands by form."""

from flask import g, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response

from ..councils import regie
from ..councils.models import Council
from ..db import reading, transaction
from ..errors import Invalid
from ..live import answering, publish
from ..live.picture import gather
from ..live.roles import allows
from ..meetings import agenda
from ..web.failures import wants_json
from ..web.templating import render_page
from . import running_order, scene
from .access import minutes
from .blueprint import desk
from .commands import TOGETHER, Order, run

OWN_FIELDS = {"csrf_token", "command", "from_state", "step"}


@desk.get("/<council>/s/<id:number>/regie")
@minutes
def cockpit(council, number):
    """The session that is on is live; any other one is shown as it stands, with its own button."""
    answering.heard(g.viewer)
    leads = _lead_if_nobody_does()
    with reading() as session:
        meeting = agenda.find_meeting(session, g.council.id, number)
        on_now = agenda.on_now(session, g.council.id)
        live = on_now is not None and on_now.id == meeting.id
        if not live:
            picture = gather(session, session.get_one(Council, g.council.id), meeting)
            context = scene.context(session, picture, live=False)
            html = render_template(scene.TEMPLATE, picture=picture, **context)
            title, version, boot = context["title"], 0, ""
        running = on_now.number if on_now and on_now.state == "running" else None
    if live:
        drawn = publish.scenes().current(g.council.id, "desk")
        html, title, version, boot = drawn.html, drawn.title, drawn.version, drawn.boot
    return render_page(
        "desk/cockpit.html",
        scene=html,
        title=title,
        version=version,
        boot=boot,
        live=live,
        running=running,
        number=number,
        leads=leads,
    )


@desk.get("/<council>/s/<id:number>/stand")
@minutes
def newest(council, number):
    """The newest scene, if the asking page doesn't have it yet; time alone may make it old."""
    if running_order.is_due(g.council.id):
        publish.presence_changed(g.council.id)
    answering.heard(g.viewer)
    drawn = publish.scenes().current(g.council.id, "desk")
    same = request.args.get("version") == str(drawn.version)
    if same and request.args.get("boot") == drawn.boot:
        return jsonify(version=drawn.version, boot=drawn.boot)
    return jsonify(drawn.model_dump())


@desk.post("/<council>/s/<id:number>/befehl")
@minutes
def do(council, number):
    """A command by form: the same registry as the socket's."""
    run(_order(number))
    if wants_json():
        return jsonify(ok=True)
    return _back(number)


def _order(number: int) -> Order:
    sent = request.form
    fields = {name: value for name, value in sent.items() if name not in OWN_FIELDS}
    if any(len(sent.getlist(name)) > 1 for name in sent):
        raise Invalid()
    return Order(
        g.viewer,
        sent.get("command", "")[:64],
        number,
        sent.get("from_state", "")[:64],
        fields,
        step="step" in sent,
    )


def _lead_if_nobody_does() -> bool:
    """Whether this person leads; between sessions an absent one makes room without a word."""
    council_id, mine = g.council.id, g.viewer.account_id
    with reading() as session:
        held = regie.holder(session, council_id)
        holder = held.account_id if held else 0
        on_now = agenda.on_now(session, council_id)
        running = on_now is not None and on_now.state == "running"
    free = not holder or (not running and not answering.is_there(council_id, holder))
    if holder == mine or not free or not allows("moderator", g.viewer.role):
        return holder == mine
    with transaction() as session:
        regie.take_over(session, council_id, mine, from_account=holder)
    publish.presence_changed(council_id)
    return True


def _back(number: int) -> Response:
    if request.form.get("command") in ("offer_help", "end_help"):
        seat = request.form.get("seat", type=int)
        return redirect(f"/mod/{g.council.slug}/s/{number}/helfen/{seat}", 303)
    typed = ("paper", "stack", "confirm_stack", "drop_stack")
    panel = dict.fromkeys((*typed, *(f"{name}{TOGETHER}" for name in typed)), "#papier")
    panel |= dict.fromkeys(("mark_presence", "seat_channel"), "#anwesenheit")
    mark = panel.get(request.form.get("command", ""), "")
    if request.form.get("command") in ("move_item", "duplicate_item"):
        mark = f"#punkt-{request.form.get('item', type=int)}"
    return redirect(f"/mod/{g.council.slug}/s/{number}/regie{mark}", 303)

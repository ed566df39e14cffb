"""The Gutachten: what will be in it, what is still missing, build it, fetch it."""

from flask import current_app, g, jsonify, redirect, render_template, send_file, url_for

from ..db import reading
from ..errors import NotFound
from ..language import N_
from ..language import gettext as _
from ..report import shelf
from ..report.gather import gather
from ..report.outline import Outline, RecommendationSection
from ..report.printed import printed
from ..selection.composition import Composition
from . import building, tickets
from .access import minutes
from .blueprint import desk

EXPECTED = ("foreword",)
"""Free chapters that most councils print."""
CLAIM = "repräsentativ"
"""Thirty people mirror a city; they never represent it in the statistical sense."""
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@desk.get("/<council>/gutachten")
@minutes
def report_page(council):
    """The outline with what is missing, the button, and the files so far."""
    folder = building.folder(current_app.config["SETTINGS"], council)
    files = shelf.kept(folder, council)
    with reading() as session:
        outline = gather(session, g.council.id, version=shelf.next_version(folder, council))
    return render_template(
        "desk/report.html",
        outline=outline,
        parts=printed(outline),
        gaps=list(_gaps(outline)),
        files=files,
        work=building.of_council(g.council.id),
    )


@desk.post("/<council>/gutachten/erstellen")
@minutes
def build_report(council):
    """Begin to build; the page shows how it goes."""
    building.start(g.council.id, council, current_app.config["SETTINGS"])
    return redirect(url_for("desk.report_page", council=council), 303)


@desk.get("/<council>/gutachten/stand")
@minutes
def report_state(council):
    """For the page's script: whether the file is there by now."""
    work = building.of_council(g.council.id)
    return jsonify(state=work.state if work else "none")


@desk.post("/<council>/gutachten/fassung/<id:version>")
@minutes
def fetch_report(council, version):
    """A link of one's own to one file."""
    files = shelf.kept(building.folder(current_app.config["SETTINGS"], council), council)
    path = next((file.path for file in files if file.version == version), None)
    if path is None:
        raise NotFound(N_("Diese Fassung gibt es nicht (mehr)."))
    name = tickets.issue(g.person.account_id, g.council.id, path)
    return redirect(url_for("desk.download", council=council, name=name), 303)


@desk.get("/<council>/gutachten/datei/<name>")
@minutes
def download(council, name):
    """The file itself, to be kept, not shown."""
    path = tickets.redeem(name, g.person.account_id, g.council.id)
    return send_file(path, mimetype=WORD, as_attachment=True, download_name=path.name)


def _gaps(outline: Outline):
    """(what is missing, where to write it); nothing of it stops the file."""
    base = f"/mod/{outline.slug}"
    yield from _gaps_in_texts(outline, base)
    yield from _gaps_in_selection(outline, f"{base}/gutachten/zusammensetzung")
    for meeting in outline.meetings:
        if meeting.present is not None and not meeting.summary:
            place = f"{base}/vorbereitung/4/{meeting.number}/angaben#summary"
            yield _("Sitzung %(n)s: Ergebnis in wenigen Sätzen fehlt.", n=meeting.number), place
    for found in outline.recommendations:
        for sentence in _gaps_of(found):
            yield sentence, f"{base}/empfehlungen"
    silent = [measure.code for measure in outline.measures if not measure.votes]
    if silent:
        yield _("Noch kein Ergebnis: %(codes)s.", codes=", ".join(silent)), f"{base}/sitzungen"


def _gaps_in_texts(outline: Outline, base: str):
    if not outline.mandate and not outline.part("mandate").text:
        yield _("Anlass und Auftrag fehlen."), f"{base}/vorbereitung/1#mandate"
    if not outline.follow_up and not outline.part("outlook").text:
        yield _("Was mit den Ergebnissen geschieht, fehlt."), f"{base}/vorbereitung/1#follow_up"
    if not outline.imprint:
        yield _("Das Impressum fehlt."), f"{base}/vorbereitung/1#imprint"
    for part in outline.parts:
        place = f"{base}/gutachten/kapitel/{part.key}"
        if part.key in EXPECTED and part.is_on and not part.text:
            yield _("%(title)s fehlt.", title=part.heading), place
        if CLAIM in part.text.lower():
            yield _claimed(part.heading), place


def _gaps_in_selection(outline: Outline, place: str):
    lot = outline.lot
    if not outline.part("selection").is_on:
        return
    if not lot.figures:
        yield _("Zahlen zum Losverfahren fehlen."), place
    if not lot.compositions:
        yield _("Die Zusammensetzung neben der Bevölkerung fehlt."), place
    for compared in lot.compositions:
        yield from ((sentence, place) for sentence in _gaps_in_trait(compared))
    if CLAIM in (lot.first_stage + lot.second_stage).lower():
        yield _claimed(_("Losverfahren")), place


def _gaps_in_trait(compared: Composition):
    if compared.has_population and not compared.source:
        yield _("%(title)s: Quelle der Zahlen fehlt.", title=compared.title)
    if compared.furthest and not compared.explanation:
        yield _("%(title)s: Die Abweichung ist nicht erklärt.", title=compared.title)
    if CLAIM in compared.explanation.lower():
        yield _claimed(compared.title)


def _claimed(title: str) -> str:
    return _(
        "%(title)s: „repräsentativ“ trifft auf einen Bürgerrat nicht zu. Besser: „bildet die Vielfalt ab“.",
        title=title,
    )


def _gaps_of(found: RecommendationSection):
    if found.state == "withdrawn":
        return
    if not found.wording:
        yield _("%(code)s: Wortlaut fehlt.", code=found.code)
    if not found.reasons:
        yield _("%(code)s: Begründung fehlt.", code=found.code)

"""How a vote will look on phone and wall, drawn by the real templates before it is planned.

To show it in a method's form: give the method a sampler in ``SAMPLERS`` (what its wording holds
beside question and options, from the form's fields), and write in the form's template

    {% from "desk/setup/preview.html" import preview with context %}
    {{ preview("dots", ["question", "points"]) }}

The second argument names the fields that the pictures follow while somebody fills them in; with
"method" among them they follow that too. A third one, {"about": "recommendation"}, asks about a
recommendation instead of a measure.
Nothing is stored, and nothing in the frames can be focused or sent.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from flask import abort, g, request
from sqlalchemy.orm import Session

from ..db import reading
from ..errors import Invalid
from ..language import N_
from ..language import gettext as _
from ..live import publish
from ..live.ballots import PollView, poll_view
from ..live.picture import Picture, gather
from ..measures import measures
from ..participants import membership
from ..recommendations import asking
from ..recommendations.standing import KIND
from ..text import clean_text
from ..voting import modes
from ..voting.methods.text import LONGEST
from ..voting.models import Poll, Round
from ..voting.words import MOOD_STEPS, names
from ..voting.words.resistance import STATUS_QUO
from ..web.templating import render_page
from .access import moderator
from .blueprint import desk
from .forms.polls import RatingForm
from .forms.ranked import PASSIVE
from .forms.rules import FIELDS, read_rule

Fields = Mapping[str, str]
Sampler = Callable[[Fields], dict[str, Any]]
Asked = tuple[str, list[dict[str, Any]]]
"""The usual question, and the options."""
Subjects = Callable[[Session, Fields, int], Asked]
HERE, IN = 28, 17
"""So many of so many have voted; as many are here where the council has no members yet."""
LINES = (
    N_("Bänke mit Schatten an jeder Haltestelle"),
    N_("Ein Werkzeugverleih im Stadtteil"),
    N_("Sichere Wege zur Schule"),
)
"""What is asked about as long as the council has no measures of its own."""
TYPED = 200


@desk.get("/<council>/vorschau/<method>/handy")
@moderator
def preview_phone(council, method):
    """The ballot as a member would get it."""
    return render_page(
        "desk/preview_phone.html",
        scene=_drawn(method, "member"),
        look={"theme": "light", "size": "100"},
        me=None,
        council=g.council,
    )


@desk.get("/<council>/vorschau/<method>/beamer")
@moderator
def preview_wall(council, method):
    """The wall while that vote is open."""
    return render_page("desk/preview_wall.html", scene=_drawn(method, "wall"))


def _drawn(method: str, audience: str) -> str:
    if method not in SAMPLERS:
        abort(404)
    fields = {name: str(value)[:TYPED] for name, value in request.args.items()}
    with reading() as session:
        picture = _sample(session, method, fields)
        return publish.scenes().sample(session, picture, audience)


def _sample(session: Session, method: str, fields: Fields) -> Picture:
    """The moment as it would be with this vote on; the poll is never added to the session."""
    picture = gather(session, g.council)
    view = _view(session, method, fields)
    return replace(picture, phase="item", wall="open", poll=view, polls=[view])


def _view(session: Session, method: str, fields: Fields) -> PollView:
    made = SAMPLERS[method](fields)
    usual, options = _about(method, fields)(session, fields, _number_of_options(method))
    question = clean_text(fields.get("question", ""), limit=TYPED, lines=False)
    wording = {
        "title": clean_text(fields.get("title", ""), limit=TYPED, lines=False),
        "question": question or usual,
        "settings": {},
        **made,
        "options": [*options, *made.get("options", ())],
    }
    around = Round(
        id=0, number=1, state="open", wording=wording, members=0, view={}, cancel_reason=""
    )
    poll = Poll(
        id=0, method=method, mode=modes.default(method), title=wording["title"],
        question=wording["question"], settings=wording["settings"], labels={}, rule=_rule(fields),
        in_report=True, rounds=[around],
    )  # fmt: skip
    people = len(membership.active(session, g.council.id)) or HERE
    view = poll_view(session, g.council, poll, place=1, of=1, here=people, members=people)
    return replace(view, roll=people, arrived=people * IN // HERE)


def _about(method: str, fields: Fields) -> Subjects:
    if method in ASKS_ITSELF:
        return _itself
    return _recommendation if fields.get("about") == "recommendation" else _measures


def _number_of_options(method: str) -> int:
    return 1 if method in ABOUT_ONE else len(LINES)


def _rule(fields: Fields) -> dict[str, Any] | None:
    """The rule as far as it is chosen; while a share is still being typed there is none."""
    if not fields.get("preset"):
        return None
    try:
        return read_rule({name: fields.get(name, "") for name in FIELDS})
    except Invalid:
        return None


def _measures(session: Session, _fields: Fields, number: int) -> Asked:
    """The council's own first measures, so that one sees how long the texts are."""
    found = measures.all_measures(session, g.council.id)[:number]
    own = [
        {
            "key": one.code, "kind": "measure", "id": one.id, "code": one.code, "title": one.title,
            "sentence": one.sentence, "text": one.text,
        }
        for one in found
    ]  # fmt: skip
    if len(own) < number:
        own = _lines(number)
    return g.council.vote_question, own


def _itself(_session: Session, fields: Fields, _number: int) -> Asked:
    """A question that is its own subject."""
    question = clean_text(fields.get("question", ""), limit=TYPED, lines=False)
    asked = question or _("Wie gut fühlen Sie sich informiert?")
    return asked, [_line("F1", asked)]


def _recommendation(session: Session, fields: Fields, number: int) -> Asked:
    """The first recommendation that is chosen, else the first that can be asked about."""
    offered = asking.offered(session, g.council.id)
    chosen = [one for one in offered if str(one.id) == fields.get("recommendations")]
    own = [
        {
            "key": one.code, "kind": KIND, "id": one.id, "code": one.code,
            "title": one.title, "sentence": one.wording, "text": one.reasons,
        }
        for one in [*chosen, *offered][:1]
    ]  # fmt: skip
    return asking.question(g.council), own or _lines(number)


def _lines(number: int) -> list[dict[str, Any]]:
    return [_line(f"F{at}", _(line)) for at, line in enumerate(LINES[:number], start=1)]


def _line(key: str, title: str) -> dict[str, Any]:
    return {
        "key": key, "kind": "text", "id": 0, "code": "", "title": title, "sentence": "", "text": "",
    }  # fmt: skip


def _nothing(_fields: Fields) -> dict[str, Any]:
    return {}


def _doubt(fields: Fields) -> dict[str, Any]:
    return {"without": ["abstain"]} if fields.get("abstain") == "no" else {}


def _levels(fields: Fields) -> dict[str, Any]:
    return {"settings": {"veto": fields.get("veto") != "no"}}


def _mood(fields: Fields) -> dict[str, Any]:
    number = {"3": 3, "4": 4}.get(fields.get("steps", ""), 5)
    return {"settings": {"steps": number}, "steps": [_(step) for step in MOOD_STEPS[number]]}


def _rating(fields: Fields) -> dict[str, Any]:
    form = RatingForm(formdata=None, data=dict(fields), meta={"csrf": False})
    criteria = [
        {"key": f"k{at}", "label": one.label, "question": one.question, "steps": list(one.steps)}
        for at, one in enumerate(form.criteria, start=1)
    ] or [{"key": "k1", "label": _("Nutzen"), "question": "", "steps": [""] * 5}]
    lowest = [-2, 2] if fields.get("scale") == "-2,2" else [1, 5]
    keys = [one["key"] for one in criteria]
    return {
        "title": fields.get("title") or _(names("rating").method),
        "settings": {"criteria": keys, "scale": lowest, "less_is_better": []},
        "criteria": criteria,
    }


def _choice(fields: Fields) -> dict[str, Any]:
    how = fields.get("how", "one")
    least = 0 if how == "up_to" else _number(fields, "least", 1) if how != "one" else 1
    most = 1 if how == "one" else _number(fields, "most", 3) if how != "at_least" else len(LINES)
    most = min(max(most, 1), len(LINES))
    return _listed("choice", fields, {"min": min(least, most), "max": most})


def _dots(fields: Fields) -> dict[str, Any]:
    points = max(_number(fields, "points", 5), 1)
    most = min(max(_number(fields, "per_option", 3), 1), points)
    return _listed("dots", fields, {"points": points, "per_option": most})


def _resistance(fields: Fields) -> dict[str, Any]:
    called = clean_text(fields.get("status_quo", ""), limit=TYPED, lines=False) or _(STATUS_QUO)
    made = _listed("resistance", fields, {"status_quo": PASSIVE})
    return made | {"options": [_line(PASSIVE, called)]}


def _ranking(fields: Fields) -> dict[str, Any]:
    least = min(_number(fields, "least", len(LINES)), len(LINES))
    return _listed("ranking", fields, {"min": least})


def _text(_fields: Fields) -> dict[str, Any]:
    return {"settings": {"most": LONGEST}}


def _listed(method: str, fields: Fields, settings: dict[str, Any]) -> dict[str, Any]:
    return {"title": fields.get("title") or _(names(method).method), "settings": settings}


def _number(fields: Fields, name: str, usual: int) -> int:
    typed = fields.get(name, "")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 3 else usual


ASKS_ITSELF = ("mood", "text")
"""Methods that ask a question about nothing else."""
ABOUT_ONE = ("yes_no", "doubt", "levels", "consent", *ASKS_ITSELF)
"""Methods that ask about one thing at a time."""
SAMPLERS: dict[str, Sampler] = {
    "yes_no": _nothing,
    "doubt": _doubt,
    "levels": _levels,
    "consent": _nothing,
    "mood": _mood,
    "rating": _rating,
    "choice": _choice,
    "dots": _dots,
    "resistance": _resistance,
    "ranking": _ranking,
    "text": _text,
}

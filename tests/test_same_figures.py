"""One place computes every figure: phone, desk, wall, Word and archive say the same, for every method.

What is expected is counted here, naively, from the ballots that were handed in.
"""

import json
from fractions import Fraction

import docx
import pytest
from docx.oxml.ns import qn
from lxml import html

from facilitation import db
from facilitation.councils.models import Council
from facilitation.live import publish, result_pages
from facilitation.meetings.models import Item, Meeting
from facilitation.report import archive, build
from facilitation.voting import polls, turns, wording
from facilitation.voting.casting import Cast, store
from facilitation.voting.methods import METHODS
from facilitation.voting.models import Round
from facilitation.voting.recount import compare, recount
from facilitation.voting.words import RATING_STEPS

from . import factories

MEMBERS = 37
SEVERAL = [
    ("F1", "text", 0, "Bäume gießen"),
    ("F2", "text", 0, "Radwege bauen"),
    ("F3", "text", 0, "Bänke aufstellen"),
]
ALONE = [("F1", "text", 0, "Bäume gießen")]
P0 = ("P0", "text", 0, "Alles bleibt, wie es ist")


STEPS = {
    "yes_no": {"yes": ("Ja", 19), "no": ("Nein", 11), "abstain": ("Enthaltung", 6)},
    "doubt": {
        "for": ("Dafür", 17),
        "with_doubts": ("mit Zweifel", 12),
        "against": ("Dagegen", 7),
    },
    "levels": {
        "full": ("volle Zustimmung", 13),
        "concerns": ("leichte Bedenken", 9),
        "abstain": ("Enthaltung", 5),
        "aside": ("Beiseitestehen", 4),
        "strong_concerns": ("schwere Bedenken", 3),
        "veto": ("Veto", 2),
    },
    "consent": {"none": ("keine", 21), "minor": ("leichte", 11), "serious": ("schwerwiegende", 4)},
    "mood": {5: ("fünf", 14), 4: ("vier", 9), 3: ("drei", 6), 2: ("zwei", 4), 1: ("eins", 3)},
}
"""By mark: the word that people read, and how many gave it."""
LISTS = {
    "choice": [{"chosen": ["F1", "F2"]}] * 19 + [{"chosen": ["F2"]}] * 8 + [{"chosen": []}] * 9,
    "dots": [{"F1": 3, "F2": 2}] * 16 + [{"F3": 1}] * 13 + [{"F2": 3}] * 7,
    "ranking": [{"ranked": ["F1", "F3", "F2"]}] * 15
    + [{"ranked": ["F2", "F3"]}] * 12
    + [{"ranked": ["F3", "F2", "F1"]}] * 9,
    "resistance": [{"F1": 2, "F2": 7, "F3": 4, "P0": 9}] * 17
    + [{"F1": 6, "F2": 3, "P0": "abstain"}] * 11
    + [{"F1": 10, "F2": 0, "F3": 1, "P0": 3}] * 8,
    "rating": [{key: {"nutzen": 5, "aufwand": 2} for key in ("F1", "F2")} | {"F3": {"nutzen": 1}}]
    * 21
    + [{"F1": {"nutzen": 4, "aufwand": 4}, "F2": {"nutzen": 2}, "F3": {"nutzen": 3}}] * 14,
}
BALLOTS = {
    method: [{"F1": mark} for mark, (_word, number) in steps.items() for _ in range(number)]
    for method, steps in STEPS.items()
} | LISTS
SETTINGS = {
    "levels": {"veto": True},
    "mood": {"steps": 5},
    "choice": {"min": 0, "max": 2},
    "dots": {"points": 5, "per_option": 3},
    "ranking": {"min": 2},
    "resistance": {"status_quo": "P0"},
    "rating": {"criteria": ["nutzen", "aufwand"], "scale": [1, 5], "less_is_better": ["aufwand"]},
}
LABELS = {
    "mood": {"steps": ["eins", "zwei", "drei", "vier", "fünf"]},
    "rating": {
        "criteria": [
            {"key": key, "label": label, "question": "", "steps": list(RATING_STEPS["size"])}
            for key, label in (("nutzen", "Nutzen"), ("aufwand", "Aufwand"))
        ]
    },
}


def naive(method):
    """By answer or by title: the figures that must stand in its line on every face."""
    ballots = BALLOTS[method]
    if method in STEPS:
        return {word: [str(number)] for word, number in STEPS[method].values()}
    titles = {key: title for key, _kind, _id, title in (*SEVERAL, P0)}
    keys = [key for key, *_rest in subjects(method)]
    return {titles[key]: [str(figure) for figure in FIGURES[method](key, ballots)] for key in keys}


def chosen(key, ballots):
    return [sum(key in ballot["chosen"] for ballot in ballots)]


def dotted(key, ballots):
    given = [ballot[key] for ballot in ballots if key in ballot]
    return [sum(given), len(given)]


def ranked(key, ballots):
    rows = [ballot["ranked"] for ballot in ballots if key in ballot["ranked"]]
    return [sum(len(row) - row.index(key) for row in rows)]


def resisted(key, ballots):
    values = [ballot[key] for ballot in ballots if ballot.get(key, "abstain") != "abstain"]
    tenths = int(Fraction(sum(values), len(values)) * 10 + Fraction(1, 2))
    return [f"{tenths // 10},{tenths % 10}"]


def rated(key, ballots):
    values = [ballot[key]["nutzen"] for ballot in ballots if "nutzen" in ballot.get(key, {})]
    return [sum(value >= 4 for value in values), sum(value <= 2 for value in values)]


FIGURES = {
    "choice": chosen,
    "dots": dotted,
    "ranking": ranked,
    "resistance": resisted,
    "rating": rated,
}


def subjects(method):
    if method in STEPS:
        return ALONE
    return [*SEVERAL, P0] if method == "resistance" else SEVERAL


def plan(session, item, method):
    return polls.plan(
        session,
        item,
        method=method,
        title="" if method in STEPS else "Was uns wichtig ist",
        question="Soll die Stadt das tun?",
        rule=factories.TWO_THIRDS,
        subjects=subjects(method),
        settings=SETTINGS.get(method),
        labels=LABELS.get(method),
    )


@pytest.fixture(params=list(METHODS))
def held(request, app):
    """A shown round of each method, with the ballots above."""
    method = request.param
    evening = factories.evening(members=MEMBERS)
    evening.start()
    evening.arrive()
    evening.move_on()
    evening.move_on()
    with db.transaction() as session:
        poll = plan(session, session.get_one(Item, evening.item_ids[1]), method)
        meeting = session.get_one(Meeting, evening.meeting_id)
        text = wording.current(session, poll)
        polls.open_round(session, poll.latest, meeting, text, from_state="ready")
        round_id = poll.latest.id
    casts = [
        Cast(round_id, seat, "phone", marks, f"ballot-of-{seat}", seq=1)
        for seat, marks in zip(evening.seat_ids, BALLOTS[method], strict=False)
    ]
    with db.transaction() as session:
        answers = store(session, casts)
    assert all(hasattr(answer, "first") for answer in answers), answers
    evening.finish(round_id, "close", "show")
    return method, evening, round_id


def lines(markup):
    """(text) of every row and list item, of every paragraph; words apart, spaces folded."""
    tree = html.fromstring(f"<div>{markup}</div>")
    for svg in tree.xpath("//svg"):
        svg.drop_tree()
    found = [" ".join(part for part in row.itertext()) for row in tree.xpath("//tr | //li | //p")]
    return [" ".join(line.split()) for line in found]


def says(line, figure):
    words = line.replace("/", " ").replace("(", " ").split()
    return figure in (word.rstrip(".,;:") for word in words)


def agree(said, expected, where):
    for title, figures in expected.items():
        for figure in figures:
            assert any(title.lower() in line.lower() and says(line, figure) for line in said), (
                f"{where}: „{title}“ without {figure} in {[line for line in said if title.lower() in line.lower()]}"
            )


def wall_lines(evening, round_id):
    """What the wall says on all pages of the result."""
    scenes = publish.scenes()
    scenes.outdate(evening.council_id)
    poll = scenes.picture(evening.council_id).poll
    number = len(result_pages.pages(poll)) if poll.lists else 1
    said = []
    for page in range(number):
        if poll.lists:
            with db.transaction() as session:
                turns.look_at(session.get_one(Round, round_id), sort="best", page=page)
            scenes.outdate(evening.council_id)
        said += lines(scenes.current(evening.council_id, "wall").html)
    return said


def word_lines(evening, folder):
    path = folder / "gutachten.docx"
    with db.transaction() as session:
        build.write(session, session.get_one(Council, evening.council_id), path)
    body = docx.Document(str(path)).element.body
    return [
        " ".join(" ".join(node.text or "" for node in line.iter(qn("w:t"))).split())
        for line in (*body.iter(qn("w:p")), *body.iter(qn("w:tr")))
    ]


def test_every_face_says_what_the_ballots_say(held, tmp_path):
    method, evening, round_id = held
    expected = naive(method)
    publish.scenes().outdate(evening.council_id)

    for audience in ("member", "guest", "desk"):
        said = lines(publish.scenes().current(evening.council_id, audience).html)
        agree(said, expected, audience)
    agree(wall_lines(evening, round_id), expected, "wall")
    agree(word_lines(evening, tmp_path), expected, "Word")


def test_the_archive_counts_again_to_the_same(held):
    method, evening, *_ = held
    with db.reading() as session:
        council = session.get_one(Council, evening.council_id)
        data = json.loads(archive.as_bytes(session, council))

    [entry] = data["polls"]
    cast = len(BALLOTS[method])
    if method in ("rating", "mood", "consent"):
        assert len(entry["ballots"]) == cast
    elif method in ("choice", "ranking"):
        assert entry["counted"]["ballots"] == cast
    else:
        assert {len(marks) for marks in entry["ballots_by_option"].values()} == {cast}
    assert list(compare(data, recount(data))) == []

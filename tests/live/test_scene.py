"""Scenes: drawn once per audience and version, whole, and never older than the last change."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from jinja2 import DictLoader, Environment

from facilitation.live import scene

from .. import factories

TEMPLATE = "{{ picture.phase }} {{ picture.here }} {{ extra }}"


@pytest.fixture
def drawn(monkeypatch):
    """Painters that note how often they were asked."""
    asked = []

    def painter(audience):
        def paint(session, picture):
            asked.append(audience)
            return "scene.html", {"title": f"Titel {audience}", "extra": audience}

        return paint

    for audience in scene.AUDIENCES:
        monkeypatch.setitem(scene._painters, audience, painter(audience))
    return asked


@pytest.fixture
def scenes():
    return scene.Scenes(Environment(loader=DictLoader({"scene.html": TEMPLATE}), autoescape=True))


def test_a_scene_is_whole(evening, scenes, drawn):
    message = scenes.current(evening.council_id, "wall")

    assert message.html == "before 0 wall"
    assert message.title == "Titel wall"
    assert message.version == scenes.version(evening.council_id)
    assert message.boot == scene.BOOT


def test_each_audience_is_drawn_once_per_version(evening, scenes, drawn):
    for _ in range(3):
        for audience in scene.AUDIENCES:
            scenes.current(evening.council_id, audience)
    assert sorted(drawn) == sorted(scene.AUDIENCES)

    scenes.outdate(evening.council_id)
    scenes.current(evening.council_id, "wall")
    assert drawn.count("wall") == 2


def test_versions_only_rise_and_are_shared_by_nobody(evening, scenes, drawn):
    other = factories.evening("nachbarstadt")
    seen = [scenes.version(evening.council_id), scenes.version(other.council_id)]
    seen += [scenes.outdate(evening.council_id) for _ in range(3)]

    assert seen == sorted(set(seen))
    assert scenes.version(evening.council_id) == seen[-1]
    assert scenes.version(other.council_id) == seen[1]


def test_a_change_is_seen_once_it_is_told(evening, scenes, drawn):
    assert scenes.current(evening.council_id, "member").html == "before 0 member"
    evening.start()
    evening.arrive(1, 2)
    assert scenes.current(evening.council_id, "member").html == "before 0 member"

    scenes.outdate(evening.council_id)
    assert scenes.current(evening.council_id, "member").html == "welcome 2 member"
    assert scenes.current(evening.council_id, "desk").html == "welcome 2 desk"


def test_a_change_in_one_council_leaves_the_others_drawn(evening, scenes, drawn):
    other = factories.evening("nachbarstadt")
    scenes.current(other.council_id, "wall")
    scenes.outdate(evening.council_id)
    scenes.current(other.council_id, "wall")

    assert drawn == ["wall"]


def test_seats_hear_the_version_of_the_scene(evening, scenes, drawn):
    version = scenes.outdate(evening.council_id)
    alone = scenes.seat(evening.council_id, evening.seat_ids[0])
    many = scenes.all_seats(evening.council_id, {*evening.seat_ids, 9999})

    assert alone.version == version
    assert many[evening.seat_ids[0]] == alone
    assert set(many) == set(evening.seat_ids)


def test_arrivals_give_only_wall_and_desk_a_new_scene(evening, scenes, drawn):
    before = {
        audience: scenes.current(evening.council_id, audience) for audience in ("wall", "member")
    }
    evening.start()
    evening.arrive(1)
    scenes.recount(evening.council_id)

    assert scenes.current(evening.council_id, "member") is before["member"]
    wall = scenes.current(evening.council_id, "wall")
    assert wall.version > before["wall"].version
    assert wall.html == "welcome 1 wall"


def test_of_many_who_ask_at_once_one_draws(evening, scenes, drawn):
    together = Barrier(8)

    def ask(_):
        together.wait()
        return scenes.current(evening.council_id, "wall").html

    with ThreadPoolExecutor(8) as phones:
        assert set(phones.map(ask, range(8))) == {"before 0 wall"}
    assert drawn == ["wall"]


def test_what_was_drawn_while_ballots_arrived_is_not_kept(evening, scenes, drawn, monkeypatch):
    def paint(session, picture):
        scenes.recount(evening.council_id)
        return "scene.html", {}

    monkeypatch.setitem(scene._painters, "wall", paint)
    old = scenes.current(evening.council_id, "wall").version

    assert scenes.current(evening.council_id, "wall").version > old

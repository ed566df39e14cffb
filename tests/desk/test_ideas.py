"""The inbox of ideas at the desk: by form, as people without script use it, and as JSON."""

import pytest
from sqlalchemy import select

from facilitation import db
from facilitation.ideas import groups, inbox
from facilitation.ideas.models import Group, Idea
from facilitation.live import publish
from facilitation.meetings.models import Item, Meeting
from facilitation.recommendations.models import Recommendation

from .. import factories
from .browsers import hidden, member

PAGE = "/mod/musterstadt/ideen"
TEXTS = ("Mehr Bäume auf dem Schulhof", "Bäume für den Schulhof", "Bänke im Park")


@pytest.fixture
def written(evening):
    """Three ideas; their ids."""
    with db.transaction() as session:
        return [inbox.write(session, evening.council_id, text=text).id for text in TEXTS]


def do(browser, what, *ideas, **fields):
    return browser.post(f"{PAGE}/auswahl", page=PAGE, do=what, idea=list(ideas), **fields)


def states():
    with db.reading() as session:
        return {idea.text: idea.state for idea in session.scalars(select(Idea))}


def the_group():
    with db.reading() as session:
        return session.scalars(select(Group)).one()


def running(evening, *, collects="idea"):
    with db.transaction() as session:
        session.get_one(Item, evening.item_ids[0]).collects = collects
    evening.start()
    evening.move_on()
    publish.scenes().outdate(evening.council_id)


def wall_of(evening):
    with db.reading() as session:
        meeting = session.get_one(Meeting, evening.meeting_id)
        return meeting.wall_view, meeting.wall_subject_id


def test_an_empty_inbox_says_how_it_fills(moderator, evening):
    assert "Nichts Neues" in moderator.text(PAGE)
    running(evening)
    assert "Noch keine Ideen. Auf dem Beamer steht, wie es geht." in moderator.text(PAGE)


def test_ideas_of_another_council_are_not_shown(moderator, evening):
    other = factories.evening("anderswo")
    with db.transaction() as session:
        foreign = inbox.write(session, other.council_id, text="Fremde Idee").id
    assert "Fremde Idee" not in moderator.text(PAGE)
    assert moderator.get(f"{PAGE}/{foreign}").status_code == 404
    assert do(moderator, "park", foreign).status_code == 404
    assert states() == {"Fremde Idee": "new"}


def test_merging_proposes_a_title_that_can_be_changed(moderator, written):
    answer = do(moderator, "merge", *written[:2])
    group = the_group()
    assert answer.status_code == 303
    assert answer.location.endswith(f"#group-{group.id}-title")
    assert group.title == "Schulhof · Bäume"
    body = moderator.text(PAGE)
    assert all(text in body for text in TEXTS)

    moderator.post(f"{PAGE}/gruppe/{group.id}", page=PAGE, title="Grüne Schulhöfe", measure="")
    assert the_group().title == "Grüne Schulhöfe"


def test_pressed_twice_there_is_one_group(moderator, written):
    for _ in range(2):
        do(moderator, "merge", *written[:2])
    assert set(states().values()) == {"grouped", "new"}
    assert the_group()


@pytest.mark.parametrize(
    ("actions", "state"),
    [
        (["park"], "parked"),
        (["park", "back"], "new"),
        (["group"], "grouped"),
        (["group", "ungroup"], "new"),
        (["group", "park"], "parked"),
    ],
)
def test_chosen_ideas_move(moderator, written, actions, state):
    for action in actions:
        assert do(moderator, action, written[2]).status_code == 303
    assert states()[TEXTS[2]] == state


def test_a_whole_group_moves_and_is_taken_apart(moderator, written):
    do(moderator, "group", *written[:2])
    group = the_group()
    do(moderator, "park", group=group.id)
    assert the_group().parked
    do(moderator, "back", group=group.id)
    assert not the_group().parked
    do(moderator, "ungroup", group=group.id)
    assert set(states().values()) == {"new"}


def test_hiding_needs_a_reason_and_is_folded_away(moderator, written):
    assert do(moderator, "hide", written[0]).status_code == 422
    do(moderator, "hide", written[0], reason_list="beleidigend", reason="")
    do(moderator, "hide", written[1], reason="nennt eine Nachbarin")
    assert states()[TEXTS[0]] == "hidden"
    body = moderator.text(PAGE)
    assert "Grund: beleidigend" in body
    assert "Grund: nennt eine Nachbarin" in body


@pytest.mark.parametrize("what", ["merge", "park", "hide", "wall_on"])
def test_nothing_chosen_is_said(moderator, written, what):
    assert "wählen Sie" in do(moderator, what).get_data(as_text=True)


@pytest.mark.parametrize("fields", [{"do": "delete"}, {"do": "park", "idea": "x"}, {}])
def test_nonsense_is_refused(moderator, written, fields):
    assert moderator.post(f"{PAGE}/auswahl", page=PAGE, **fields).status_code in (400, 422)


def test_typing_errors_are_mended_and_the_original_stays(moderator, written):
    path = f"{PAGE}/{written[2]}"
    seen = hidden(moderator.text(path), "seen")
    moderator.post(path, page=path, seen=seen, text="Bänke im Stadtpark", why="")
    body = moderator.text(path)
    assert "Bänke im Stadtpark" in body
    assert "Original" in body
    assert "Bänke im Park" in body


def test_two_people_mending_lose_nothing(moderator, written):
    path = f"{PAGE}/{written[2]}"
    seen = hidden(moderator.text(path), "seen")
    moderator.post(path, page=path, seen=seen, text="Bänke im Stadtpark", why="")
    answer = moderator.post(path, page=path, seen=seen, text="Zehn Bänke im Park", why="")
    body = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Bänke im Stadtpark" in body
    assert "Zehn Bänke im Park" in body


def test_the_team_types_in_what_stands_on_a_card(moderator, evening):
    running(evening)
    key = hidden(moderator.text(PAGE), "key")
    fields = {"text": "Ein Brunnen", "why": "", "kind": "idea", "table": "2", "key": key}
    fields["about"] = f"measure-{evening.measure_ids[1]}"
    for _ in range(2):
        moderator.post(f"{PAGE}/neu", page=PAGE, **fields)
    with db.reading() as session:
        idea = session.scalars(select(Idea)).one()
        assert (idea.table_number, idea.measure_id) == (2, evening.measure_ids[1])
        assert idea.meeting_id == evening.meeting_id


def test_what_the_team_types_too_long_stays_in_the_field(moderator, evening):
    fields = {
        "text": "\N{GRINNING FACE}" * 5000,
        "why": "",
        "kind": "idea",
        "table": "",
        "about": "",
    }
    answer = moderator.post(f"{PAGE}/neu", page=PAGE, key="k" * 22, **fields)
    assert answer.status_code == 422
    assert fields["text"] in answer.get_data(as_text=True)
    assert states() == {}


def test_a_group_becomes_one_recommendation(moderator, written):
    do(moderator, "merge", *written[:2], title="Grüne Schulhöfe")
    path = f"{PAGE}/gruppe/{the_group().id}/empfehlung"
    answers = {moderator.post(path, page=PAGE).location for _ in range(2)}
    with db.reading() as session:
        made = session.scalars(select(Recommendation)).one()
        assert (made.title, made.kind) == ("Grüne Schulhöfe", "own_idea")
        assert set(made.reasons.splitlines()) == {f"• {text}" for text in TEXTS[:2]}
    assert answers == {f"/mod/musterstadt/empfehlungen/{made.id}"}
    assert made.code in moderator.text(PAGE)


def test_a_group_goes_into_a_measure_of_this_council_only(moderator, evening, written):
    other = factories.evening("anderswo")
    do(moderator, "merge", *written[:2])
    path, title = f"{PAGE}/gruppe/{the_group().id}", the_group().title
    assert (
        moderator.post(path, page=PAGE, title=title, measure=other.measure_ids[0]).status_code
        == 404
    )
    moderator.post(path, page=PAGE, title=title, measure=evening.measure_ids[0])
    assert the_group().measure_id == evening.measure_ids[0]


def test_the_wall_shows_what_the_team_puts_up(moderator, evening, written):
    assert moderator.post(f"{PAGE}/leinwand", page=PAGE, show="ideas").status_code == 400
    running(evening)
    do(moderator, "merge", *written[:2])
    for show, expected in [
        ("ideas", ("ideas", None)),
        (f"idea-{written[2]}", ("idea", written[2])),
        (f"group-{the_group().id}", ("idea_group", the_group().id)),
        ("follow", ("follow", None)),
    ]:
        assert moderator.post(f"{PAGE}/leinwand", page=PAGE, show=show).status_code == 303
        assert wall_of(evening) == expected


@pytest.mark.parametrize("show", ["", "idea-", "idea-x", "group-1", "everything"])
def test_the_wall_takes_no_nonsense(moderator, evening, written, show):
    running(evening)
    assert moderator.post(f"{PAGE}/leinwand", page=PAGE, show=show).status_code in (400, 404, 422)
    assert wall_of(evening)[0] == "follow"


def test_what_is_hidden_does_not_reach_the_wall(moderator, evening, written):
    running(evening)
    do(moderator, "hide", written[0], reason="beleidigend")
    answer = moderator.post(f"{PAGE}/leinwand", page=PAGE, show=f"idea-{written[0]}")
    assert answer.status_code == 400
    assert wall_of(evening)[0] == "follow"


def test_a_script_asks_for_the_board_and_gets_it_once(moderator, evening, written):
    first = moderator.get(f"{PAGE}/stand").get_json()
    same = moderator.get(f"{PAGE}/stand?version={first['version']}").get_json()
    assert TEXTS[0] in first["html"]
    assert same == {"version": first["version"]}
    with db.transaction() as session:
        inbox.write(session, evening.council_id, text="Noch eine")
    news = moderator.get(f"{PAGE}/stand?version={first['version']}").get_json()
    assert "Noch eine" in news["html"]


def test_the_cockpit_counts(moderator, evening, written):
    running(evening)
    with db.transaction() as session:
        ideas = inbox.find_several(session, evening.council_id, written[:2])
        groups.group(session, evening.council_id, ideas)
    publish.scenes().outdate(evening.council_id)
    body = moderator.text("/mod/musterstadt/s/1/regie")
    assert "1 neu" in body
    assert "2 in Gruppen" in body
    assert "Ideenwand zeigen" in body


def test_an_item_says_what_it_collects(moderator, evening):
    path = f"/mod/musterstadt/vorbereitung/4/punkt/{evening.item_ids[0]}"
    body = moderator.text(path)
    fields = {"kind": "tables", "title": "Ideen", "minutes": "45", "public_text": "", "notes": ""}
    moderator.post(
        path, page=path, seen=hidden(body, "seen"), collects="vision", keeps_table="True", **fields
    )
    with db.reading() as session:
        item = session.get_one(Item, evening.item_ids[0])
        assert (item.collects, item.keeps_table) == ("vision", True)


def test_somebody_of_another_council_gets_nothing(app, evening, written):
    stranger = member(app, factories.evening("anderswo"), "lead")
    assert stranger.get(PAGE).status_code == 403
    token = factories.csrf(stranger.client, "/mod/konto")
    form = {"csrf_token": token, "do": "park", "idea": written[0]}
    assert stranger.client.post(f"{PAGE}/auswahl", data=form).status_code == 403
    assert states()[TEXTS[0]] == "new"

"""Free answers: given to the inbox once, without seat, whatever way the round ends."""

import html
import json

import pytest
from sqlalchemy import select, text

from facilitation import db
from facilitation.councils.models import Council
from facilitation.ideas import answers, inbox, wall
from facilitation.ideas.models import Idea
from facilitation.live import publish
from facilitation.meetings.models import Item, Meeting
from facilitation.participants import seats
from facilitation.report import archive
from facilitation.report.gather import gather
from facilitation.voting import planned, polls, wording
from facilitation.voting.casting import Cast
from facilitation.voting.methods import WAYS, BadMarks, Question
from facilitation.voting.models import Ballot, Round, UnlinkedBallot
from facilitation.voting.recount import compare, recount
from facilitation.voting.writer import writer

from .. import factories

QUESTION = "Was fehlt Ihnen noch?"
SECRET = "Zwölf Bänke am Fuldaufer"


@pytest.fixture
def asked(app, evening):
    """An open round of a free answer; ``asked.around`` is its id."""
    evening.start()
    evening.arrive()
    evening.move_on()
    evening.move_on()
    with db.transaction() as session:
        item = session.get_one(Item, evening.item_ids[1])
        poll = planned.quick_question(session, item, "text", QUESTION, in_report=True)
        meeting = session.get_one(Meeting, evening.meeting_id)
        said = wording.current(session, poll)
        polls.open_round(session, poll.latest, meeting, said, from_state="ready")
        around = poll.latest.id
    publish.scenes().outdate(evening.council_id)
    return evening, around


@pytest.fixture
def client_of(app, evening):
    """A browser that is signed in with the card of a seat."""

    def signed_in(number):
        client = app.test_client()
        factories.join(client, evening.card(number))
        return client

    return signed_in


def write(evening, around, seat, said, seq=1):
    seat_id = evening.seat_ids[seat - 1]
    return writer.cast(Cast(around, seat_id, "phone", {"text": said}, f"key-{seat}-{seq}", seq=seq))


def ideas():
    with db.reading() as session:
        return session.scalars(select(Idea).order_by(Idea.text)).all()


def stored(table, around):
    with db.reading() as session:
        return session.scalars(select(table.marks).filter_by(round_id=around)).all()


def test_shown_answers_are_new_ideas_without_seat_and_no_ballots_any_more(asked):
    evening, around = asked
    write(evening, around, 1, "Mehr Schatten")
    write(evening, around, 2, "Wird noch geändert")
    write(evening, around, 2, SECRET, seq=2)
    assert ideas() == []

    evening.finish(around, "close", "show")

    assert [(idea.text, idea.state, idea.kind) for idea in ideas()] == [
        ("Mehr Schatten", "new", "idea"),
        (SECRET, "new", "idea"),
    ]
    assert all(idea.table_number is None and not idea.on_wall for idea in ideas())
    assert all((idea.created_at.second, idea.created_at.microsecond) == (0, 0) for idea in ideas())
    assert stored(Ballot, around) == []
    with db.reading() as session:
        found = session.get_one(Round, around)
        assert (found.result, found.channels) == (None, {"phone": 2})


def test_nothing_is_lost_when_the_meeting_ends_without_showing(asked):
    evening, around = asked
    write(evening, around, 3, SECRET)

    evening.end()

    assert [idea.text for idea in ideas()] == [SECRET]
    assert stored(Ballot, around) == stored(UnlinkedBallot, around) == []
    with db.reading() as session:
        assert session.get_one(Round, around).state == "counted"


def test_two_people_may_write_the_same_and_nothing_is_taken_over_twice(asked):
    evening, around = asked
    write(evening, around, 1, SECRET)
    write(evening, around, 2, SECRET)
    evening.finish(around, "close", "show")
    with db.transaction() as session:
        answers.keep(session, session.get_one(Round, around), [SECRET, SECRET])

    assert [idea.text for idea in ideas()] == [SECRET, SECRET]
    assert sorted(idea.key for idea in ideas()) == [f"answer-{around}-1", f"answer-{around}-2"]


def test_a_cancelled_round_gives_nothing(asked):
    evening, around = asked
    write(evening, around, 1, SECRET)
    with db.transaction() as session:
        polls.cancel(session, session.get_one(Round, around), "Falsche Frage", from_state="open")

    assert ideas() == []
    assert stored(Ballot, around) == []


@pytest.mark.parametrize(
    ("said", "sentence", "rest"),
    [
        ("Kurz.", "Kurz.", ""),
        ("Erst das.\n\nDann   jenes.", "Erst das. Dann jenes.", ""),
        ("Ein Satz. " + "a" * 150, "Ein Satz.", "a" * 150),
        ("wort " * 60, ("wort " * 27).strip() + " …", "… " + ("wort " * 33).strip()),
        ("x" * 500, "x" * 138 + " …", "… " + "x" * 362),
    ],
)
def test_a_long_answer_becomes_a_sentence_and_the_rest(said, sentence, rest):
    assert answers.parted(said) == (sentence, rest)
    assert inbox.checked(sentence, rest) == (sentence, rest)


@pytest.mark.parametrize(
    ("marks", "sentence"),
    [
        ({"text": "  \n "}, "Da steht noch nichts. Bitte schreiben Sie einen Satz."),
        ({}, "Da steht noch nichts. Bitte schreiben Sie einen Satz."),
        ({"text": "x" * 501}, "Der Text ist zu lang: 501 Zeichen, möglich sind 500."),
        ({"text": 5}, "Diese Antwort passt nicht"),
        ({"text": "a", "seat": 1}, "Diese Antwort passt nicht"),
    ],
)
def test_what_cannot_be_kept_is_said(marks, sentence):
    with pytest.raises(BadMarks) as refusal:
        WAYS["text"].check(marks, Question(("F1",)))
    assert refusal.value.sentence().startswith(sentence)


def test_control_characters_are_cleaned_away():
    kept = WAYS["text"].check({"text": "a\x00b\u202ec\r\nd"}, Question(("F1",)))
    assert kept == {"text": "abc\nd"}


def test_without_script_the_answer_comes_back_with_what_was_typed(asked, client_of):
    _evening, around = asked
    member = client_of(2)
    send = {"csrf_token": factories.csrf(member, "/jetzt"), "text": "x" * 501}

    answer = member.post(f"/stimme/{around}", data=send)
    page = html.unescape(answer.get_data(as_text=True))

    assert answer.status_code == 422
    assert "501 Zeichen, möglich sind 500" in page
    assert "x" * 501 in page
    assert member.post(f"/stimme/{around}", data=send | {"text": SECRET}).status_code == 303
    assert stored(Ballot, around) == [{"text": SECRET}]
    assert SECRET not in member.get("/jetzt").get_data(as_text=True), "kept on the phone only"


def test_the_wall_shows_how_many_and_only_what_the_team_lets_through(asked):
    evening, around = asked
    write(evening, around, 1, SECRET)
    write(evening, around, 2, "Mehr Schatten")

    def slide():
        publish.scenes().outdate(evening.council_id)
        return html.unescape(publish.scenes().current(evening.council_id, "wall").html)

    for commands in ((), ("close",), ("show",)):
        evening.finish(around, *commands)
        assert SECRET not in slide()
    assert "2 Antworten" in slide()

    with db.transaction() as session:
        [chosen] = session.scalars(select(Idea).where(Idea.text == SECRET))
        wall.put(session, [chosen])
    assert SECRET in slide()
    assert "Mehr Schatten" not in slide()
    with db.transaction() as session:
        inbox.hide(session, [session.get_one(Idea, chosen.id)], "persönliche Angaben")
    assert SECRET not in slide()


@pytest.mark.parametrize("audience", ["member", "guest", "wall", "desk"])
def test_no_scene_holds_an_answer(asked, audience):
    evening, around = asked
    write(evening, around, 1, SECRET)
    for commands in ((), ("close",), ("show",)):
        evening.finish(around, *commands)
        publish.scenes().outdate(evening.council_id)
        assert SECRET not in html.unescape(
            publish.scenes().current(evening.council_id, audience).html
        )


def test_the_archive_lists_it_as_not_counted_and_recounts(asked):
    evening, around = asked
    write(evening, around, 1, SECRET)
    evening.finish(around, "close", "show")
    with db.reading() as session:
        data = json.loads(archive.as_bytes(session, session.get_one(Council, evening.council_id)))

    [entry] = [poll for poll in data["polls"] if poll["method"] == "text"]
    assert entry == {
        "id": f"round-{around}", "method": "text", "result": None, "status": "text"
    }  # fmt: skip
    assert list(compare(data, recount(data))) == []


def test_the_gutachten_tells_of_the_question_and_how_many_answered(asked):
    evening, around = asked
    write(evening, around, 1, SECRET)
    evening.finish(around, "close", "show")
    with db.reading() as session:
        outline = gather(session, evening.council_id, version=1)

    [one] = outline.listed
    assert (one.title, one.rows) == (QUESTION, ())
    assert one.sentence.startswith("1 von 6 Anwesenden hat geantwortet.")


def test_a_seat_cannot_be_found_from_an_idea(asked):
    """No row that outlives the round joins the answer with who wrote it."""
    evening, around = asked
    for seat in (4, 2, 6):
        write(evening, around, seat, f"{SECRET} {seat}")
    evening.finish(around, "close", "show")

    with db.reading() as session:
        for table in db.Base.metadata.sorted_tables:
            if table.name == "ideas":
                continue
            for row in session.execute(text(f"SELECT * FROM {table.name}")):
                assert SECRET not in json.dumps([*row], default=str, ensure_ascii=False)
        assert len(seats.all_seats(session, evening.council_id)) == 6

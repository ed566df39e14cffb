"""The log tells of every command, in words for everybody, and never of a vote."""

import csv
import io

import pytest

from facilitation import db
from facilitation.desk.commands import commands
from facilitation.live import answering
from facilitation.meetings import log

from .cockpit_fixtures import mo, stranger
from .cockpits import desk

__all__ = ["mo", "stranger"]


def told(evening):
    with db.reading() as session:
        return [
            (entry.who, log.sentence(entry)) for entry in log.entries(session, evening.council_id)
        ]


def test_every_command_is_told_or_says_why_not(app):
    assert len(commands) > 20
    for name, command in commands.items():
        assert bool(command.says) != bool(command.silent), name
        if command.says:
            assert log.sentences[name] == command.says


def test_an_evening_in_the_log(mo, evening):
    evening.arrive()
    around = evening.round_id
    for name, from_state, fields in (
        ("start_meeting", "planned", {}),
        ("move_on", "0", {}),
        ("move_on", str(evening.item_ids[0]), {}),
        ("show_text", "ready", {"round": around}),
        ("open", "text_shown", {"round": around}),
        ("seat_channel", "", {"seat": evening.seat_ids[3], "channel": "paper"}),
        ("last_call", "open", {"round": around}),
        ("close", "open", {"round": around}),
        ("reopen", "closed", {"round": around}),
        ("close", "open", {"round": around}),
        ("show", "closed", {"round": around}),
        ("capture", "0", {"round": around}),
        ("cover", "", {"to": "black"}),
        ("cover", "", {"to": ""}),
        ("move_on", str(evening.item_ids[1]), {}),
        ("end_meeting", "running", {}),
    ):
        if name == "last_call":
            evening.cast(1, "yes")
        assert mo.command(name, from_state, **fields).status_code == 200, name
    assert [said for _who, said in told(evening)] == [
        "Zur Kenntnis genommen: Ohne Verschlüsselung könnte jemand im WLAN mitlesen.",
        "Sitzung begonnen",
        "Weiter zu „Gespräch an den Tischen“",
        "Weiter zu „Abstimmung: Grün in der Stadt“",
        "Maßnahme 7: Text gezeigt",
        "Maßnahme 7: geöffnet, 6 können mitmachen",
        "Platz 4 stimmt auf Papier ab",
        "Maßnahme 7: Letzter Aufruf",
        "Maßnahme 7: geschlossen, abgegeben haben 1 von 6",
        "Maßnahme 7: wieder geöffnet",
        "Maßnahme 7: geschlossen, abgegeben haben 1 von 6",
        "Maßnahme 7: Ergebnis gezeigt",
        "Empfehlung E\N{NO-BREAK SPACE}1 angelegt",
        "Beamer: schwarz",
        "Beamer: wieder zu sehen",
        "Weiter zu „Pause“",
        "Sitzung beendet",
    ]
    assert {who for who, _said in told(evening)} == {"Mo musterstadt"}


def test_what_was_refused_is_not_told(mo, evening):
    around = evening.begin_vote()
    mo.command("close", "text_shown", round=around)
    mo.command("open", "open", round=around)
    assert told(evening) == []


def test_cancelling_and_taking_over_are_told(app, mo, evening):
    mo.page()
    answering.heard(mo.viewer)
    around = evening.begin_vote()
    kim = desk(app, evening, name="Kim")
    assert kim.command("take_regie", str(mo.viewer.account_id), sure="yes").status_code == 200
    assert kim.command("cancel", "open", round=around, reason="Beamer aus").status_code == 200
    assert told(evening) == [
        ("Kim musterstadt", "Regie übernommen"),
        ("Kim musterstadt", "Maßnahme 7: abgebrochen. Grund: Beamer aus"),
    ]


def test_a_paper_ballot_typed_in_again_is_told_without_its_answer(mo, evening):
    around = evening.begin_vote()
    seat = evening.seat_ids[1]
    mo.command("seat_channel", seat=seat, channel="paper")
    for mark in ("yes", "no"):
        paper = {"round": around, "seat": seat, "mark:M7": mark}
        assert mo.command("paper", "open", **paper).status_code == 200
    assert told(evening)[-1][1] == "Papierstimme von Platz 2 noch einmal erfasst"
    assert len(told(evening)) == 2


def test_two_opposite_votes_leave_the_same_log(app, mo, evening):
    logs = []
    for mark, poll in (("yes", 0), ("no", 1)):
        if not poll:
            evening.start()
            evening.arrive()
            evening.move_on()
            evening.move_on()
        around = evening.round_of(poll)
        before = len(told(evening))
        mo.command("show_text", "ready", round=around)
        mo.command("open", "text_shown", round=around)
        if not poll:
            for number in (1, 2, 3):
                evening.cast(number, mark)
        mo.command("close", "open", round=around)
        mo.command("show", "closed", round=around)
        logs.append([said for _who, said in told(evening)[before:]])
    assert [len(lines) for lines in logs] == [4, 4]
    for said in (*logs[0], *logs[1]):
        assert not any(word in said for word in ("Ja", "Nein", "Enthaltung", "ngenommen"))


def test_the_page_shows_all_or_one_session(mo, evening):
    mo.command("start_meeting", "planned")
    mo.post(f"{mo.root}/empfehlungen/neu", title="Mehr Bäume", wording="Bäume")
    page = mo.page(f"{mo.root}/verlauf")
    assert "Sitzung begonnen" in page
    assert "Mo musterstadt" in page
    assert "Sitzung begonnen" in mo.page(f"{mo.root}/verlauf?sitzung=1")
    assert mo.get(f"{mo.root}/verlauf?sitzung=9").status_code == 404
    assert mo.get(f"{mo.root}/verlauf?sitzung=x").status_code == 404


def test_the_page_of_an_empty_log(mo):
    assert "Hier ist noch nichts geschehen." in mo.page(f"{mo.root}/verlauf")


def test_another_council_reads_nothing_of_it(mo, stranger):
    mo.command("start_meeting", "planned")
    assert "Sitzung begonnen" not in stranger.page(f"{stranger.root}/verlauf")
    assert stranger.get(f"{mo.root}/verlauf").status_code == 403
    assert stranger.get(f"{mo.root}/verlauf.csv").status_code == 403


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "＝"])
def test_the_table_has_no_formulas(mo, evening, start):
    around = evening.begin_vote()
    reason = f"{start}HYPERLINK(1)"
    mo.command("cancel", "open", round=around, reason=reason)
    answer = mo.get(f"{mo.root}/verlauf.csv?sitzung=1")
    assert answer.mimetype == "text/csv"
    assert 'filename="verlauf-musterstadt-sitzung-1.csv"' in answer.headers["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(answer.get_data(as_text=True)), delimiter=";"))
    assert rows[0][0].endswith("Zeitpunkt")
    assert rows[1][2:4] == ["Moderation", "Mo musterstadt"]
    for cell in (cell for row in rows for cell in row):
        assert not cell.startswith(("=", "+", "-", "@", "\t", "＝"))
    assert "HYPERLINK" in rows[1][4]


def test_a_name_that_is_a_formula_is_harmless_too(app, evening):
    kim = desk(app, evening, name="=1+1")
    kim.command("start_meeting", "planned")
    answer = kim.get(f"{kim.root}/verlauf.csv").get_data(as_text=True)
    assert "'=1+1" in answer
    assert ";=1+1" not in answer

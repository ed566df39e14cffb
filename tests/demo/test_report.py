"""The Gutachten of each stage: clean, its golden outline, and the same bytes for the same clock."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from facilitation import clock, db, demo, migrations
from facilitation.cli import main
from facilitation.councils import councils
from facilitation.report.document import build
from facilitation.report.gather import gather
from tests.report.reading import Read

pytestmark = pytest.mark.long

NB = "\N{NO-BREAK SPACE}"
START = [
    "Auf einen Blick",
    "Anlass, Auftrag, Fragestellung",
    "Auswahl und Zusammensetzung",
    "Vorgehen und Ablauf",
    "Ergebnisse",
]
MINIMUM = {
    "Ausblick",
    f"Anhang{NB}A\N{EN SPACE}Programm der Sitzungen",
    f"Anhang{NB}B\N{EN SPACE}Beteiligte",
    f"Anhang{NB}C\N{EN SPACE}Alle Abstimmungen",
    f"Anhang{NB}E\N{EN SPACE}Bürgerbefragung",
    f"Anhang{NB}F\N{EN SPACE}Zusammensetzung in Zahlen",
    f"Anhang{NB}H\N{EN SPACE}Glossar",
}
AT_THE_END = {
    "Vorwort",
    "Stimmen der Teilnehmenden",
    f"Anhang{NB}D\N{EN SPACE}Ideenspeicher",
    f"Anhang{NB}J\N{EN SPACE}Verlauf",
}
stages = pytest.mark.parametrize("council", demo.STAGES, indirect=True)


@stages
def test_every_stage_has_a_clean_gutachten_that_says_it_is_an_example(council, tmp_path):
    path = tmp_path / "gutachten.docx"
    path.write_bytes(document(council))
    assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == []
    read = Read(path.read_bytes())
    headers = [name for name in read.parts if name.startswith("word/header")]
    assert any(b"Beispieldaten" in read.parts[name] for name in headers)
    assert any(text.startswith("Beispieldaten") for text in read.paragraphs())


@stages
def test_every_stage_has_its_chapters_in_order(council):
    read = Read(document(council))
    headings = read.paragraphs("Heading1")
    told = [text for text in headings if text not in ("Impressum", "Vorwort")]
    assert told[: len(START)] == START
    assert set(told) >= MINIMUM
    annexes = [text for text in told if text.startswith("Anhang")]
    assert annexes == sorted(annexes)
    assert "Zusammensetzung im Vergleich" in "".join(read.paragraphs("Caption"))
    if council.stage == "gutachten":
        assert set(headings) >= AT_THE_END


@pytest.mark.parametrize("stage", demo.STAGES)
def test_every_stages_archive_can_be_counted_again(stage, built, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("RATSCHLAG_INSTANCE", str(tmp_path / "instance"))
    database = f"sqlite:///{shutil.copy(built(stage), tmp_path / 'copy.db')}"
    path = tmp_path / "archiv.json"
    words = ("report", "smart-kassel", "--format", "json", "--out", str(path))
    assert main(["--database", database, *words], no_server) == 0
    capsys.readouterr()
    assert main(["recount", str(path)], no_server) == 0
    counted = json.loads(capsys.readouterr().out)["polls"]
    shown = json.loads(path.read_text(encoding="utf-8"))["polls"]
    assert [poll["result"] for poll in counted] == [poll["result"] for poll in shown]
    held = sum(poll["result"] is not None for poll in shown)
    assert held == {"prepared": 0, "session-1": 0, "session-3-voting": 4, "session-4-done": 28,
                    "gutachten": 69}[stage]  # fmt: skip


@stages
def test_same_data_and_clock_give_the_same_bytes(council, monkeypatch):
    moment = clock.now()
    monkeypatch.setattr(clock, "now", lambda: moment)
    assert document(council) == document(council)


def test_example_itself_is_built_alike_each_time(built, tmp_path, monkeypatch):
    """Ids of ideas are drawn by lot, ballots carry drawn keys: none of it is to be seen."""
    made = []
    for path in (built("session-4-done"), another(tmp_path / "another.db")):
        database = db.configure(f"sqlite:///{shutil.copy(path, tmp_path / 'copy.db')}")
        with monkeypatch.context() as patch, db.reading() as session:
            patch.setattr(clock, "now", lambda: datetime(2022, 11, 2, 12, 0, tzinfo=UTC))
            council = councils.find(session, "smart-kassel")
            made.append(build(gather(session, council.id, version=1)))
        database.close()
    assert made[0] == made[1]


def another(path: Path) -> Path:
    database = db.configure(f"sqlite:///{path}")
    migrations.upgrade(database)
    demo.build("session-4-done")
    database.close()
    return path


def document(council) -> bytes:
    return build(gather(council.session, council.council.id, version=1))


def no_server(settings):
    raise AssertionError("this command serves nothing")

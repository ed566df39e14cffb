"""The Gutachten of each stage: its golden outline, and the same bytes for the same clock."""

import pytest

from facilitation import clock, demo
from facilitation.report.document import build
from facilitation.report.gather import gather
from tests.report.reading import Read

NB = "\N{NO-BREAK SPACE}"
START = [
    "Auf einen Blick",
    "Anlass, Auftrag, Fragestellung",
    "Auswahl und Zusammensetzung",
    "Vorgehen und Ablauf",
    "Ergebnisse",
]
MINIMUM = {"Ausblick", f"Anhang{NB}A\N{EN SPACE}Programm der Sitzungen", f"Anhang{NB}C\N{EN SPACE}Alle Abstimmungen",
           f"Anhang{NB}B\N{EN SPACE}Beteiligte", f"Anhang{NB}H\N{EN SPACE}Glossar",
           f"Anhang{NB}F\N{EN SPACE}Zusammensetzung in Zahlen"}  # fmt: skip


@pytest.mark.parametrize("council", demo.STAGES, indirect=True)
def test_every_stage_has_its_chapters_in_order(council):
    read = Read(build(gather(council.session, council.council.id, version=1)))
    headings = [
        text for text in read.paragraphs("Heading1") if text not in ("Impressum", "Vorwort")
    ]
    assert headings[: len(START)] == START
    assert set(headings) >= MINIMUM
    annexes = [text for text in headings if text.startswith("Anhang")]
    assert annexes == sorted(annexes)
    assert "Zusammensetzung im Vergleich" in "".join(read.paragraphs("Caption"))


@pytest.mark.parametrize("council", demo.STAGES, indirect=True)
def test_same_data_and_clock_give_the_same_bytes(council, monkeypatch):
    moment = clock.now()
    monkeypatch.setattr(clock, "now", lambda: moment)
    made = {build(gather(council.session, council.council.id, version=1)) for _n in range(2)}
    assert len(made) == 1

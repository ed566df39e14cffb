"""What an outline holds beside votes and recommendations, as large as Kassel's council."""

from dataclasses import replace
from datetime import datetime, timedelta

from facilitation.chapters.chapters import USUAL, Part
from facilitation.clock import ZONE
from facilitation.report.outline import Outline
from facilitation.report.told import IdeaGroup, IdeaSection, LogLine, Lot
from facilitation.selection.composition import Composition, composition
from facilitation.selection.models import Trait, TraitRow

from .outlines import kassel, recommendation

REGISTER = "Melderegister der Stadt Kassel"
TEXTS = {
    "foreword": "Liebe Leserinnen und Leser,\n\n32 Menschen haben **vier Tage** lang beraten. Das ist *viel Zeit*.\n\n"
    "## Dank\n\nWir danken [allen Mitgliedern](https://www.kassel.de/smart-city).\n\n"
    "1. für ihre Zeit\n2. für ihren Mut\n   - auch den der Leisen\n   - und der Lauten\n3. für ihre Geduld",
    "process": "Die Moderation war neutral und gehörte keiner Partei und keinem Amt an.",
    "voices": "> Ich habe noch nie so lange mit Menschen gesprochen, die ganz anders leben als ich.\n\n"
    "> Man hat uns zugehört.\n\n### Rückmeldebögen\n\n1. 28 von 30 würden wieder mitmachen.\n2. Zwei waren unentschieden.",
    "annex_b": "- Leitung\n- Co-Moderation\n- Protokoll",
}


def trait(title="Alter", rows=((("14 bis 17 Jahre"), 3500, 2),), **values) -> Composition:
    """A comparison from (label, thousandths of a per cent or persons, members)."""
    given = {"base": "Personen ab 14 Jahren", "source": REGISTER, "as_of": "2015", "unit": "share",
             "others": False, "explanation": ""} | values  # fmt: skip
    made = Trait(title=title, **given)
    made.rows = [
        TraitRow(position=at, label=label, population=population, panel=panel)
        for at, (label, population, panel) in enumerate(rows)
    ]
    return composition(made)


def lot() -> Lot:
    """Kassel's figures; the members' own traits are invented."""
    age = trait(rows=(("14 bis 17 Jahre", 3500, 2), ("18 bis 20 Jahre", 3600, 2), ("21 bis 26 Jahre", 10200, 4),
                      ("27 bis 64 Jahre", 51500, 18), ("65 Jahre und älter", 19600, 6)),
                explanation="Junge Menschen haben häufiger geantwortet als in anderen Städten.")  # fmt: skip
    gender = trait(
        "Geschlecht",
        (("Frauen", 50800, 17), ("Männer", 49200, 14), ("divers", None, 1)),
        as_of="2017",
    )
    parts = trait("Stadtteile, zusammengefasst", (("Innenstadt", 45997, 7), ("Nord", 52090, 8), ("West", 49762, 7),
                  ("Süd", 34170, 5), ("Ost", 26280, 5)), unit="count")  # fmt: skip
    passport = trait("Staatsangehörigkeit", (("ohne deutsche Staatsangehörigkeit", 22500, 6),), others=True,
                     members=32, as_of="31.12.2022", base="alle Einwohnerinnen und Einwohner")  # fmt: skip
    return Lot(
        1656, 178, 34, 32,
        "Aus dem Melderegister wurden 1.656 Menschen nach Alter, Geschlecht und Stadtteil ausgelost und angeschrieben.",
        "Unter den Antworten wurde ein zweites Mal gelost, so dass die Gruppe der Stadt ähnlich ist.",
        "Für zwei Personen, die krank wurden, rückten Personen von der Warteliste nach.",
        (age, gender, parts, passport),
    )  # fmt: skip


def ideas(count=12) -> tuple[IdeaGroup, ...]:
    """Visions, goals and ideas, some of them in groups."""
    one = IdeaSection("Digitale Angebote gibt es immer auch ohne Gerät.", "in E\N{NO-BREAK SPACE}1")
    other = IdeaSection(
        "Niemand wird ausgeschlossen.", "in einer Gruppe", "Meine Oma hat kein Handy."
    )
    many = tuple(
        IdeaSection(f"Idee {number}: Bänke mit Strom aus der Sonne", "nicht weiter verwendet")
        for number in range(1, count + 1)
    )
    return (
        IdeaGroup("idea", "Geräte und Orte", (one, other)),
        IdeaGroup("idea", "", many),
        IdeaGroup("goal", "Alle kommen mit", (one, other)),
        IdeaGroup("vision", "", (other,)),
    )


def log_lines(count=6) -> tuple[LogLine, ...]:
    """A morning at the desk."""
    begun = datetime(2022, 10, 8, 10, 0, tzinfo=ZONE)
    said = (
        "Sitzung 3 begonnen",
        "Abstimmung zu M7 geöffnet",
        "Abstimmung zu M7 geschlossen",
        "Ergebnis zu M7 gezeigt",
    )
    return tuple(
        LogLine(begun + timedelta(minutes=7 * at), 3, "Leitung", said[at % len(said)])
        for at in range(count)
    )


def parts(**changes: Part | str | bool) -> tuple[Part, ...]:
    """All chapters, some of them with a text or switched off."""
    return tuple(
        replace(part, is_on=False) if changes.get(part.key) is False
        else replace(part, text=str(changes[part.key])) if part.key in changes else part
        for part in USUAL
    )  # fmt: skip


def full(**changes) -> Outline:
    """Everything that a Gutachten can hold."""
    made = kassel(finished=True)
    guiding = [
        replace(recommendation(number, measure=None, measure_votes=()), kind="guiding", state="adopted", wording=wording)
        for number, wording in ((21, "Technik dient den Menschen. Wer kein Gerät hat, ist nicht ausgeschlossen."),
                                (22, "Die Stadt sammelt nur Daten, die sie für einen benannten Zweck braucht."))
    ]  # fmt: skip
    meetings = tuple(
        replace(meeting, day=f"{meeting.number}. Oktober 2022", at_end=meeting.present,
                points=tuple(replace(point, minutes=30, text="Was ist wichtig?") for point in meeting.points),
                changes=("Platz 33 für Platz 7",) if meeting.number == 2 else ())
        for meeting in made.meetings
    )  # fmt: skip
    given = {"overarching": (*guiding, *made.overarching), "meetings": meetings, "lot": lot(), "ideas": ideas(),
             "hidden_ideas": 2, "log": log_lines(), "parts": parts(**TEXTS),
             "imprint": "**Herausgeberin:** Stadt Kassel\n\nKontakt: rathaus@kassel.de\n\nStand: Oktober 2022"}  # fmt: skip
    return replace(made, **given | changes)

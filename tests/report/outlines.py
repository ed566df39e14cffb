"""Outlines for tests: small ones by hand, and a whole council of Kassel's size."""

from dataclasses import replace
from datetime import datetime, timedelta

from facilitation.clock import ZONE
from facilitation.demo.texts import texts
from facilitation.report.outline import (
    Cancelled,
    FieldSection,
    KeyFigure,
    MeasureSection,
    MeetingSection,
    Outline,
    Point,
    RecommendationSection,
    Step,
    Vote,
)

NOW = datetime(2022, 10, 22, 18, 30, tzinfo=ZONE)
NB = "\N{NO-BREAK SPACE}"
TITLES = (
    "Sensornetz zuerst, wo es heiß ist", "Messdaten verständlich machen", "Wege nach Bedarf beleuchten",
    "Füllstandsmelder erst erproben", "Schwarze Bretter im Stadtteil", "Stadtrundgang aller Stadtteile",
    "Lernorte in jedem Stadtteil", "Digitale Werkstatt für alle öffnen", "Eine Auskunft für alle Wege",
    "Parkraum-Anzeige im Zentrum", "Offene Daten auch für Vereine", "Leitlinien in klarer Sprache",
)  # fmt: skip


def vote(yes=21, no=4, abstain=2, *, measure=7, meeting=3, round=1, needed=None, **changes) -> Vote:
    """A yes/no vote with the rule of two thirds."""
    base = yes + no
    needed = needed or -(-2 * base // 3)
    adopted = base > 0 and yes >= needed
    made = Vote(
        subject=f"M{measure}",
        title=f"Maßnahme {measure}",
        wording="Soll die Stadt diese Maßnahme umsetzen?",
        meeting=meeting,
        round=round,
        steps=(
            Step("yes", "Ja", yes, "yes"),
            Step("no", "Nein", no, "no"),
            Step("abstain", "Enthaltung", abstain, "abstain", drawn=False),
        ),
        line=f"{yes}{NB}Ja · {no}{NB}Nein · {abstain}{NB}Enthaltungen",
        n=yes + no + abstain,
        base=base,
        in_favour=yes,
        needed=needed,
        adopted=adopted,
        verdict="Angenommen." if adopted else "Nicht angenommen.",
        ruling="Angenommen." if adopted else "Nicht angenommen.",
        share=f"{yes} von {base} ({round_half_up(yes, base)}{NB}%) Ja, nötig{NB}{needed}",
        rule="mindestens zwei Drittel der Ja- und Nein-Stimmen",
        channels=f"{base + abstain - 3} per Handy, 3 auf Papier: {base + abstain} von 27 Anwesenden",
        per_channel=(("Handy", base + abstain - 3), ("Papier", 3)),
        mode="einfach",
    )
    return replace(made, **changes)


def round_half_up(part: int, base: int) -> int:
    return (200 * part + base) // (2 * base) if base else 0


def doubt_vote(number: int, strong=22, weak=5, against=4, abstain=1) -> Vote:
    """A vote on a recommendation's own wording."""
    base = strong + weak + against
    needed = -(-2 * base // 3)
    adopted = strong + weak >= needed and strong > against
    return Vote(
        subject=f"E{NB}{number}",
        title=TITLES[(number - 1) % len(TITLES)],
        wording="Der Bürgerrat empfiehlt der Stadt Kassel, so zu handeln.",
        meeting=4,
        round=1,
        steps=(
            Step("for", "Dafür", strong, "yes"), Step("with_doubts", "Dafür mit Zweifel", weak, "half"),
            Step("against", "Dagegen", against, "no"), Step("abstain", "Enthaltung", abstain, "abstain", drawn=False),
        ),
        line=f"Dafür {strong} · Dafür mit Zweifel {weak} · Dagegen {against} · Enthaltung {abstain}",
        n=base + abstain,
        base=base,
        in_favour=strong + weak,
        needed=needed,
        adopted=adopted,
        verdict="Angenommen." if adopted else "Nicht angenommen.",
        ruling="Angenommen." if adopted else "Nicht angenommen.",
        share=f"{strong + weak} von {base} ({round_half_up(strong + weak, base)}{NB}%) dafür oder dafür mit "
              f"Zweifel, nötig{NB}{needed}",
        rule="mindestens zwei Drittel, und mehr Dafür als Dagegen",
        channels="29 per Handy, 3 auf Papier: 32 von 32 Anwesenden",
        per_channel=(("Handy", 29), ("Papier", 3)),
        mode="vertraulich",
    )  # fmt: skip


def recommendation(number=12, *, measure=7, **changes) -> RecommendationSection:
    """A draft beside the result of its measure."""
    made = RecommendationSection(
        number=number,
        title=TITLES[(number - 1) % len(TITLES)],
        state="draft",
        details=(
            "Handlungsfeld C Arbeit und Bildung", f"bezieht sich auf M{measure} „Digitale Werkstatt“",
            "maßnahmenbezogen", "Zustimmung",
        ),
        wording="Der Bürgerrat empfiehlt der Stadt Kassel, bis Ende 2024 eine Digitale Werkstatt einzurichten, die "
                "allen Menschen in Ausbildung, Arbeit und Arbeitssuche kostenfrei offensteht.",
        reasons="Das ist uns wichtig, weil sich Berufe schneller ändern, als Lehrpläne es können. Wer neue Geräte "
                "selbst in der Hand hatte, verliert die Scheu davor. Kleine Betriebe können sich solche Geräte oft "
                "nicht leisten.",
        hints=("Öffnungszeiten auch am Abend und am Samstag", "Kurse in Einfacher Sprache und mit Kinderbetreuung",
               "ein barrierefreier Ort nahe einer Haltestelle"),
        concerns="Ohne feste Stellen bleibt die Werkstatt nach der Probezeit leer.",
        measure=measure,
        measure_votes=(vote(measure=measure),),
    )  # fmt: skip
    return replace(made, **changes)


def small(**changes) -> Outline:
    """One session, one measure that was voted on, one recommendation."""
    cast = vote()
    measure = MeasureSection(
        7, "Digitale Werkstatt", "Ein Satz.", "Ein Text zur Maßnahme.", (cast,), (recommendation(),)
    )
    made = Outline(
        slug="kassel",
        title="Bürgerrat Smart Kassel",
        version=3,
        as_of=NOW,
        question="Wie soll Kassel digitale Technik nutzen?",
        client="Stadt Kassel",
        place="Kassel",
        is_example=True,
        key_figures=(KeyFigure(32, "Mitglieder"), KeyFigure(1, "Empfehlung")),
        meetings=(MeetingSection(3, "Maßnahmen prüfen", "Samstag, 8. Oktober 2022, 10:00 Uhr", 27, 32,
                                 "Maßnahmen verstehen und prüfen.", (Point("10:00", "Begrüßung", "Plenum"),),
                                 ("Abgestimmt wurde mit Ja, Nein oder Enthaltung.",), "", (cast,)),),
        fields=(FieldSection("C", "Arbeit und Bildung", (measure,)),),
    )  # fmt: skip
    return replace(made, **changes)


def empty(**changes) -> Outline:
    """A council that was only just set up."""
    return replace(
        Outline(slug="leer", title="Bürgerrat Musterstadt", version=1, as_of=NOW), **changes
    )


def large(recommendations: int) -> Outline:
    """As many recommendations, each with its own vote and chart, as one wants to measure."""
    measures = tuple(
        MeasureSection(number, f"Maßnahme {number}", "", "Ein Text.", (), (
            recommendation(number, measure=number, votes=(doubt_vote(number),), state="adopted"),
        ))
        for number in range(1, recommendations + 1)
    )  # fmt: skip
    return small(fields=(FieldSection("A", "Alles", measures),), meetings=())


def kassel(*, finished: bool = False) -> Outline:
    """The example council after session 3, or with all recommendations voted on."""
    told = texts()
    counts = {1: (19, 5, 3), 4: (11, 13, 3), 7: (21, 4, 2), 9: (9, 14, 4)}
    titles = {measure.number: measure.title for measure in told.measures}
    votes = {
        number: (vote(*count, measure=number, title=titles[number]),)
        for number, count in counts.items()
    }
    votes[4] = (vote(12, 10, 5, measure=4, title=titles[4]),
                vote(*counts[4], measure=4, round=2, title=titles[4]))  # fmt: skip
    fields = tuple(
        FieldSection(field.letter, field.title, tuple(
            MeasureSection(measure.number, measure.title, measure.sentence, measure.text.strip(),
                           votes.get(measure.number, ()), _about(measure.number, votes, finished=finished))
            for measure in told.measures if measure.field == field.letter
        ))
        for field in told.fields
    )  # fmt: skip
    return Outline(
        slug="smart-kassel", title=told.council.title, version=3, as_of=NOW, question=told.council.question,
        client="Stadt Kassel", conducted_by=told.council.conducted_by, place="Kassel",
        mandate=told.council.mandate, follow_up=told.council.follow_up, is_example=True,
        key_figures=(KeyFigure(32, "Mitglieder, im Losverfahren bestimmt"), KeyFigure(4, "Sitzungen"),
                     KeyFigure(11, "Maßnahmen geprüft"), KeyFigure(12, "Empfehlungen"),
                     KeyFigure(5, "Abstimmungen")),
        meetings=tuple(_meeting(number, told, votes) for number in range(4)),
        overarching=_overarching(finished=finished), fields=fields,
        cancelled=(Cancelled("M9", titles[9], 3, 1, "Falscher Text auf der Leinwand"),),
    )  # fmt: skip


def _about(measure: int, votes, *, finished: bool) -> tuple[RecommendationSection, ...]:
    numbers = {1: (3, 4), 2: (5,), 4: (7, 8), 7: (12, 13), 8: (14,), 10: (17,), 11: (19,)}.get(
        measure, ()
    )
    made = []
    for number in numbers:
        each = recommendation(number, measure=measure, measure_votes=votes.get(measure, ()))
        if number == 8:
            each = replace(each, state="withdrawn")
        elif finished:
            own = doubt_vote(number) if number != 7 else doubt_vote(7, 12, 6, 11, 3)
            each = replace(each, votes=(own,), state="adopted" if own.adopted else "rejected")
        made.append(each)
    return tuple(made)


def _overarching(*, finished: bool) -> tuple[RecommendationSection, ...]:
    each = recommendation(1, measure=None, measure_votes=(), title="Digitales immer auch ohne Gerät",
                          details=("übergeordnet", "Zustimmung"), hints=(), concerns="")  # fmt: skip
    other = replace(
        each, number=2, title="Jährlich Rechenschaft geben", hints=("jedes Jahr im November",)
    )
    if not finished:
        return each, other
    return replace(each, votes=(doubt_vote(1, 27, 3, 1, 1),), state="adopted"), replace(
        other, votes=(doubt_vote(2, 29, 2, 0, 1),), state="adopted"
    )


def _meeting(at: int, told, votes) -> MeetingSection:
    meeting = told.meetings[at]
    held = at < 3
    start = datetime.combine(meeting.date, meeting.starts_at)
    points = []
    for item in meeting.items:
        points.append(
            Point(f"{start:%H:%M}", item.title, "Plenum", item.outcome.strip() if held else "")
        )
        start += timedelta(minutes=item.minutes)
    here = tuple(each for group in votes.values() for each in group) if at == 2 else ()
    return MeetingSection(
        meeting.number, meeting.title, f"Samstag, {meeting.date.day}. Oktober 2022, 10:00 bis 17:00{NB}Uhr",
        27 if held else None, 32, meeting.aim.strip(), tuple(points),
        ("Abgestimmt wurde mit Ja, Nein oder Enthaltung. Nötig waren mindestens zwei Drittel der Ja- und "
         "Nein-Stimmen; Enthaltungen zählten nicht mit.",) if here else (),
        meeting.summary.strip(), here,
    )  # fmt: skip

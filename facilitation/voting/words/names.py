"""Names of methods, answers, modes and states, as people read them."""

from ...language import N_

METHOD_NAMES = {
    "yes_no": N_("Ja / Nein / Enthaltung"),
    "mood": N_("Stimmungsbild"),
    "rating": N_("Bewertung"),
}
METHOD_HELP = {
    "yes_no": N_("Hilft, wenn am Ende etwas angenommen oder nicht angenommen sein soll."),
    "mood": N_("Hilft, um zu spüren, wo die Runde steht. Es entscheidet nichts."),
    "rating": N_(
        "Hilft, mehrere Vorschläge nach denselben Fragen zu vergleichen, zum Beispiel nach "
        "Nutzen und Aufwand."
    ),
}
HELD_NAMES = {
    "yes_no": N_("Abstimmung"),
    "mood": N_("Stimmungsbild"),
    "rating": N_("Bewertung"),
}
"""What a round of the method is called while it is held."""
CLOSED_NAMES = {
    "yes_no": N_("Die Abstimmung ist geschlossen"),
    "mood": N_("Das Stimmungsbild ist geschlossen"),
    "rating": N_("Die Bewertung ist geschlossen"),
}
CANCELLED_NAMES = {
    "yes_no": N_("Diese Abstimmung wurde abgebrochen"),
    "mood": N_("Dieses Stimmungsbild wurde abgebrochen"),
    "rating": N_("Diese Bewertung wurde abgebrochen"),
}
MARK_NAMES = {"yes": N_("Ja"), "no": N_("Nein"), "abstain": N_("Enthaltung")}
NO_ANSWER = N_("keine Angabe")
MODE_NAMES = {"simple": N_("Vertraulichkeit: einfach")}
MODE_SENTENCES = {
    "simple": N_(
        "Ihre Angaben bleiben bis zum Ende der Sitzung mit Ihrem Platz gespeichert. "
        "Gezeigt werden nur Zahlen."
    ),
}
STATE_NAMES = {
    "ready": N_("Bereit"),
    "text_shown": N_("Text gezeigt"),
    "open": N_("Offen"),
    "closed": N_("Geschlossen"),
    "counted": N_("Ausgezählt"),
    "shown": N_("Gezeigt"),
    "cancelled": N_("Abgebrochen"),
}
MOOD_STEPS = {
    3: (N_("Daumen runter"), N_("Daumen quer"), N_("Daumen hoch")),
    4: (N_("gar nicht gut"), N_("eher nicht gut"), N_("eher gut"), N_("sehr gut")),
    5: (
        N_("gar nicht gut"),
        N_("eher nicht gut"),
        N_("weder noch"),
        N_("eher gut"),
        N_("sehr gut"),
    ),
}
"""Words that a Stimmungsbild starts with, by number of steps, the least first."""
RATING_STEPS = {
    "agreement": (
        N_("sehr dagegen"),
        N_("eher dagegen"),
        N_("weder noch"),
        N_("eher dafür"),
        N_("sehr dafür"),
    ),
    "importance": (
        N_("gar nicht wichtig"),
        N_("eher nicht wichtig"),
        N_("teils, teils"),
        N_("eher wichtig"),
        N_("sehr wichtig"),
    ),
    "urgency": (
        N_("gar nicht dringend"),
        N_("eher nicht dringend"),
        N_("teils, teils"),
        N_("eher dringend"),
        N_("sehr dringend"),
    ),
    "size": (N_("sehr gering"), N_("eher gering"), N_("mittel"), N_("eher groß"), N_("sehr groß")),
}
"""Words for the five steps of a scale, the lowest first."""

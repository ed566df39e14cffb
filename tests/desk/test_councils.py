"""Councils at the desk: overview, a new one, the event and its rule."""

import pytest

from facilitation import db
from facilitation.councils import councils
from facilitation.councils.models import Council

from .. import factories
from .browsers import hidden, member

TWO_THIRDS = {"preset": "two_thirds", "threshold": "", "compare": ">=", "base": "yes_and_no"}
WORDS = {
    "title": "Bürgerrat Smart",
    "question": "Was soll die Stadt tun?",
    "client": "Stadt Kassel",
    "addressee": "der Stadt Kassel",
    "conducted_by": "",
    "place": "",
    "mandate": "",
    "follow_up": "",
    "council_word": "Bürger:innenrat",
    "field_word": "Leitthema",
    "fields_word": "Leitthemen",
    "measure_word": "Teilprojekt",
    "measures_word": "Teilprojekte",
    "vote_question": "Soll das kommen?",
}


def path(evening):
    return f"/mod/{evening.slug}/vorbereitung/1"


def stored(evening) -> Council:
    with db.reading() as session:
        return councils.find(session, evening.slug)


def save(browser, evening, **changes):
    return browser.post(path(evening), **(WORDS | TWO_THIRDS | changes))


def test_the_event_is_saved_and_shown_everywhere(evening, lead):
    answer = save(lead, evening)

    assert answer.status_code == 302
    assert stored(evening).measures_word == "Teilprojekte"
    page = lead.text(path(evening))
    assert "Bürger:innenrat" in page
    assert "3 Teilprojekte" in page
    assert "mindestens zwei Drittel der Ja- und Nein-Stimmen" in page


def test_only_the_lead_changes_the_event(evening, moderator):
    assert moderator.get(path(evening)).status_code == 403
    assert save(moderator, evening).status_code == 403
    assert moderator.get(f"/mod/{evening.slug}/vorbereitung").location.endswith("/vorbereitung/2")


@pytest.mark.parametrize(
    ("typed", "compare", "base", "expected"),
    [
        ("2/3", ">", "members", ("2/3", ">", "members")),
        ("60 %", ">=", "cast", ("3/5", ">=", "cast")),
        ("66,5%", ">=", "present", ("133/200", ">=", "present")),
        ("0,75", ">=", "yes_and_no", ("3/4", ">=", "yes_and_no")),
    ],
)
def test_an_own_rule_can_be_typed_in_many_ways(evening, lead, typed, compare, base, expected):
    save(lead, evening, preset="own", threshold=typed, compare=compare, base=base)

    rule = stored(evening).rule
    assert (rule["threshold"], rule["compare"], rule["base"]) == expected


@pytest.mark.parametrize(
    "typed",
    ["", "0", "3/2", "1/0", "zwei Drittel", "-1/2", "1e9", "1e99999999", "2/3/4", "٢/٣", "😀"],
)
def test_impossible_shares_are_refused_at_their_field(evening, lead, typed):
    before = stored(evening).rule
    answer = save(lead, evening, preset="own", threshold=typed, title="Mein neuer Titel")

    assert answer.status_code == 422
    assert 'value="Mein neuer Titel"' in answer.get_data(as_text=True)
    assert stored(evening).rule == before


@pytest.mark.parametrize("field", ["preset", "compare", "base"])
def test_unknown_choices_are_refused(evening, lead, field):
    answer = save(lead, evening, **({"preset": "own", "threshold": "1/2"} | {field: "drop table"}))

    assert answer.status_code == 422
    assert "Diese Auswahl gibt es nicht" in answer.get_data(as_text=True)


def test_the_rule_is_put_into_a_sentence_while_it_is_chosen(evening, moderator):
    ask = f"/mod/{evening.slug}/regel?preset=own&compare=>&base=yes_and_no&threshold="

    assert moderator.get(ask + "1/2").json["sentence"] == (
        "Nötig: mehr als die Hälfte der Ja- und Nein-Stimmen. "
        "Wenn alle 6 mit Ja oder Nein stimmen: 4."
    )
    assert moderator.get(ask + "x").json["sentence"] == ""
    assert moderator.get(f"/mod/{evening.slug}/regel").status_code == 200


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Grün\x00 & \x1bblau 😀", "Grün & blau 😀"),
        ("\u202everdreht", "verdreht"),
        ("عربي", "عربي"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("100 %", "100 %"),
    ],
)
def test_odd_characters_are_cleaned_and_never_run(evening, lead, text, kept):
    save(lead, evening, title=text)

    assert stored(evening).title == kept
    body = lead.get(path(evening)).get_data(as_text=True)
    assert "<script>alert" not in body


@pytest.mark.parametrize("field", ["title", "question", "mandate", "vote_question"])
def test_a_hundred_thousand_characters_are_refused_and_not_lost(evening, lead, field):
    long = "ä" * 100_000
    answer = save(lead, evening, **{field: long})

    assert answer.status_code == 422
    assert "Der Text ist zu lang: 100000 Zeichen" in answer.get_data(as_text=True)
    assert long in answer.get_data(as_text=True)


def test_two_people_at_once_never_overwrite_each_other_in_silence(app, evening, lead):
    other = member(app, evening, "lead", "Zweite")
    seen = hidden(lead.get(path(evening)).get_data(as_text=True), "seen")
    save(other, evening, question="Frage der anderen", seen=seen)
    refused = save(lead, evening, question="Meine Frage", seen=seen)
    page = refused.get_data(as_text=True)

    assert refused.status_code == 409
    assert stored(evening).question == "Frage der anderen"
    assert "Meine Frage" in page
    assert "Frage der anderen" in page
    again = save(lead, evening, question="Unsere Frage", seen=hidden(page, "seen"))
    assert again.status_code == 302
    assert stored(evening).question == "Unsere Frage"


def test_saving_what_the_other_saved_too_is_no_conflict(app, evening, lead):
    seen = hidden(lead.get(path(evening)).get_data(as_text=True), "seen")
    save(lead, evening, seen=seen)

    assert save(lead, evening, seen=seen).status_code == 302


def test_only_the_organiser_sets_up_councils(evening, lead, moderator):
    assert "Neues Verfahren anlegen" not in moderator.text("/mod")
    assert moderator.post("/mod/neu", title="X").status_code == 403
    assert lead.post("/mod/neu", title="").status_code == 422
    assert lead.post("/mod/neu", title="Bürgerrat Musterstadt").location.startswith(
        "/mod/buergerrat-musterstadt/"
    )


@pytest.mark.parametrize("title", ["Neu", "Anmelden", "😀😀", "———", "konto"])
def test_a_new_council_never_hides_a_page_of_the_desk(lead, title):
    slug = lead.post("/mod/neu", title=title).location.split("/")[2]

    assert slug not in councils.TAKEN
    assert lead.get(f"/mod/{slug}/sitzungen").status_code == 200


def test_councils_of_the_same_name_get_different_addresses(lead):
    slugs = {lead.post("/mod/neu", title="Bürgerrat").location.split("/")[2] for _n in range(3)}

    assert slugs == {"buergerrat", "buergerrat-2", "buergerrat-3"}


def test_other_councils_stay_closed(evening, lead):
    factories.evening("nachbarstadt")

    assert "Nachbarstadt" not in lead.text("/mod")
    assert lead.get("/mod/nachbarstadt/sitzungen").status_code == 403
    assert lead.get("/mod/gibt-es-nicht/sitzungen").status_code == 404


def test_the_example_is_marked(app, database):
    evening = factories.evening("beispiel", is_example=True)
    browser = member(app, evening, "lead")
    base = f"/mod/{evening.slug}"
    pages = ["/mod", *(f"{base}/{page}" for page in ("sitzungen", "team", "gutachten"))]
    pages += [f"{base}/vorbereitung/{step}" for step in range(1, 6)]

    assert all("Beispieldaten" in browser.text(page) for page in pages)

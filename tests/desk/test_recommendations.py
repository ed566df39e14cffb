"""Recommendations at the desk: captured once, saved by version, never over somebody else."""

import pytest

from facilitation import db
from facilitation.recommendations import drafting
from facilitation.recommendations.models import Recommendation, Version

from .cockpit_fixtures import mo, stranger
from .cockpits import JSON, desk
from .test_cockpit import fresh, words

__all__ = ["mo", "stranger"]

TEXTS = {
    "title": "Bäume gießen",
    "wording": "Der Bürgerrat empfiehlt der Stadt, Bäume zu gießen.",
    "reasons": "Es ist heiß.",
    "hints": "",
    "concerns": "",
    "addressee": "der Stadt",
    "kind": "measure",
    "stance": "agree",
    "field_id": "",
}


@pytest.fixture
def shown(evening):
    """A result that everybody sees."""
    around = evening.begin_vote()
    for number in (1, 2, 3):
        evening.cast(number, "yes")
    evening.command("close")
    evening.command("show")
    return around


@pytest.fixture
def draft(mo, shown):
    """The path of a draft beside the result."""
    mo.command("capture", "0", round=shown)
    return f"{mo.root}/empfehlungen/1"


def save(mo, draft, version, headers=JSON, **texts):
    return mo.post(draft, headers, from_version=str(version), **TEXTS | texts)


def stored():
    with db.reading() as session:
        return session.query(Recommendation).one()


def test_a_draft_is_prefilled_and_stands_beside_the_result(mo, shown):
    assert mo.command("capture", "0", round=shown).status_code == 200
    page = fresh(mo)
    assert "Der Bürgerrat empfiehlt der Stadt, 400 Stadtbäume mit Sensoren auszustatten." in page
    assert "3 Ja · 0 Nein · 0 Enthaltungen" in words(page)
    assert "Empfehlung E 1" in words(page)


def test_capturing_twice_makes_one(mo, shown):
    mo.command("capture", "0", round=shown)
    assert mo.command("capture", "0", round=shown).status_code == 409
    assert stored().number == 1


def test_nothing_is_captured_before_the_result_is_shown(mo, evening):
    around = evening.begin_vote()
    assert mo.command("capture", "0", round=around).status_code == 409


def test_saving_answers_with_the_new_version(mo, draft):
    answer = save(mo, draft, 1).json
    assert answer["ok"]
    assert answer["version"] == 2
    assert answer["saved"].startswith("gespeichert ")
    assert stored().reasons == "Es ist heiß."


def test_an_answer_that_got_lost_may_be_asked_for_again(mo, draft):
    assert save(mo, draft, 1).json["version"] == 2
    assert save(mo, draft, 1).json["version"] == 2


def test_two_at_once_get_both_texts_with_the_difference(app, mo, draft, evening):
    other = desk(app, evening, name="Protokoll")
    assert save(
        other, draft, 1, wording="Der Bürgerrat empfiehlt der Stadt, Bäume zu wässern."
    ).json["ok"]
    refused = save(mo, draft, 1)
    assert refused.status_code == 409
    assert refused.json["code"] == "edit_conflict"
    html = refused.json["html"]
    assert "Bäume zu <mark>gießen.</mark>" in html
    assert "Bäume zu <mark>wässern.</mark>" in html
    assert "Gespeichert hat Protokoll musterstadt" in words(html)
    assert 'name="from_version" value="2"' in html
    assert refused.json["version"] == 2
    assert refused.json["current"]["wording"].endswith("wässern.")
    assert stored().wording.endswith("wässern.")


def test_after_the_conflict_mine_can_win_knowingly(app, mo, draft, evening):
    save(desk(app, evening, name="P"), draft, 1, title="Anders")
    assert save(mo, draft, 1).status_code == 409
    assert save(mo, draft, 2).json["version"] == 3
    with db.reading() as session:
        assert session.query(Version).count() == 3


def test_what_i_had_not_touched_is_proposed_as_the_other_saved_it(app, mo, draft, evening):
    begun = stored()
    untouched = {name: getattr(begun, name) or "" for name in ("title", "wording", "reasons")}
    field = {"field_id": str(begun.field_id)}
    save(desk(app, evening, name="P"), draft, 1, **untouched | field | {"title": "Neuer Titel"})
    html = save(mo, draft, 1, **untouched | field | {"reasons": "Mein Grund"}).json["html"]
    assert 'name="title" value="Neuer Titel"' in html
    assert "Mein Grund</textarea>" in html


def test_without_scripts_the_conflict_is_a_page_with_both_texts(app, mo, draft, evening):
    save(desk(app, evening, name="P"), draft, 1, wording="Ganz anders.")
    refused = save(mo, draft, 1, headers=None)
    page = refused.get_data(as_text=True)
    assert refused.status_code == 409
    assert "Ganz" in page
    assert TEXTS["wording"] in page
    assert "So speichern" in page


def test_without_scripts_saving_leads_back_to_the_page(mo, draft):
    done = save(mo, draft, 1, headers=None)
    assert (done.status_code, done.location) == (303, draft)


@pytest.mark.parametrize(
    "bad",
    [
        {"kind": "other"},
        {"stance": ""},
        {"field_id": "x"},
        {"title": "x" * 201},
        {"wording": "x" * 20_001},
        {"wording": "x" * 100_000},
    ],
)
def test_bad_texts_are_refused_and_stay_in_their_field(mo, draft, bad):
    refused = save(mo, draft, 1, **bad)
    assert refused.status_code == 422
    assert refused.json["message"]
    page = save(mo, draft, 1, headers=None, **bad)
    assert page.status_code == 422
    if "wording" in bad:
        assert bad["wording"] in page.get_data(as_text=True)
    assert stored().version == 1


@pytest.mark.parametrize("version", ["", "x", "0", "-1", "9" * 30])
def test_a_broken_version_is_refused(mo, draft, version):
    assert save(mo, draft, version).status_code in (409, 422)
    assert stored().version == 1


def test_a_foreign_field_is_not_found(mo, stranger, draft):
    foreign = stranger.evening.measure_ids[0] + 100
    assert save(mo, draft, 1, field_id=str(foreign)).status_code == 404


def test_control_characters_emoji_and_rtl(mo, draft):
    assert save(mo, draft, 1, title="\x00Ba\x07um 🌳 \u202eشجرة").json["ok"]
    assert stored().title == "Baum 🌳 شجرة"


def test_texts_are_never_markup(mo, draft):
    save(mo, draft, 1, title="<b>T</b>", wording="</textarea><script>alert(1)</script>")
    for path in ("", draft, f"{draft}/fassungen", f"{mo.root}/empfehlungen"):
        page = fresh(mo, path)
        assert "<script>alert" not in page
        assert "<b>T</b>" not in page


def test_every_wording_stays_readable(mo, draft):
    for version, word in enumerate(("eins", "zwei", "drei"), start=1):
        save(mo, draft, version, wording=word)
    page = mo.page(f"{draft}/fassungen")
    assert all(word in page for word in ("400 Stadtbäume", "eins", "zwei", "drei"))
    assert "Fassung 4" in page


def test_withdrawn_keeps_its_number_and_can_come_back(mo, draft):
    assert mo.post(f"{draft}/zurueckziehen").status_code == 303
    assert "zurückgezogen" in mo.page(f"{mo.root}/empfehlungen")
    assert mo.post(f"{draft}/zurueckholen").status_code == 303
    assert stored().state == "draft"


def test_a_recommendation_without_a_measure(mo, draft):
    path = f"{mo.root}/empfehlungen/neu"
    assert "Neue Empfehlung" in mo.page(path)
    assert mo.post(path, from_version="1", **TEXTS | {"kind": "guiding"}).status_code == 303
    with db.reading() as session:
        made = session.query(Recommendation).filter_by(number=2).one()
        assert (made.measure_id, made.kind) == (None, "guiding")


def test_an_empty_one_is_not_made(mo):
    empty = TEXTS | {"title": " ", "wording": "\n", "reasons": "bleibt stehen"}
    refused = mo.post(f"{mo.root}/empfehlungen/neu", from_version="1", **empty)
    assert refused.status_code == 422
    assert "bleibt stehen" in refused.get_data(as_text=True)


def test_the_list_names_the_measures_result_as_the_measures(mo, draft):
    page = words(mo.page(f"{mo.root}/empfehlungen"))
    assert "Zu M7: 3 Ja · 0 Nein · 0 Enthaltungen · Angenommen." in page
    assert "Zu dieser Empfehlung: noch nicht abgestimmt" in page


def test_the_wall_reads_along_and_stops(mo, draft):
    found = stored().id
    assert mo.command("read_along", recommendation=found).status_code == 200
    assert mo.picture().wall == "recommendation"
    save(mo, draft, 1, wording="Neu")
    assert mo.picture().recommendation.wording == "Neu"
    mo.command("wall", view="follow")
    assert mo.picture().wall == "result"


def test_another_council_sees_and_changes_nothing(stranger, draft):
    own = draft.replace("/musterstadt/", "/anderswo/")
    for path in (draft, f"{draft}/fassungen"):
        assert stranger.get(path).status_code == 403
    assert stranger.get(own).status_code == 404
    assert save(stranger, own, 1).status_code == 404
    assert save(stranger, draft, 1).status_code == 403
    assert stranger.command("read_along", recommendation=1).status_code in (404, 409)
    assert stored().version == 1


def test_numbers_go_on_after_a_withdrawal(mo, draft):
    mo.post(f"{draft}/zurueckziehen")
    mo.post(f"{mo.root}/empfehlungen/neu", from_version="1", **TEXTS)
    with db.reading() as session:
        council = session.query(Recommendation).first().council_id
        numbers = [found.number for found in drafting.all_recommendations(session, council)]
    assert numbers == [1, 2]

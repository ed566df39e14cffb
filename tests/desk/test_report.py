"""The Gutachten's page: build it beside the session, fetch it under a name of one's own."""

from datetime import timedelta

import gevent
import pytest

from facilitation import clock
from facilitation.desk import building, tickets

from .. import factories
from .browsers import member


def path(evening, rest=""):
    return f"/mod/{evening.slug}/gutachten{rest}"


def put(settings, evening, version=1, content=b"PK-docx"):
    folder = building.folder(settings, evening.slug)
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"Buergergutachten-{evening.slug}-Fassung-{version}-2026-11-25.docx"
    file.write_bytes(content)
    return file


def build(browser, evening):
    answer = browser.post(path(evening, "/erstellen"))
    assert answer.status_code == 303
    building.of_council(evening.council_id).greenlet.join(timeout=120)


def test_the_page_says_what_will_be_in_it_and_what_is_missing(evening, moderator):
    page = moderator.text(path(evening))

    assert factories.TITLE in page
    assert "Anlass und Auftrag fehlen." in page
    assert "Noch kein Ergebnis: M7, M8." in page
    assert "Noch keine Datei." in page


def test_a_word_file_is_built_in_a_process_of_its_own(evening, moderator, settings):
    build(moderator, evening)
    page = moderator.text(path(evening))

    assert moderator.get(path(evening, "/stand")).json == {"state": "done"}
    assert "Fassung 1 ist fertig." in page
    fetched = moderator.post(path(evening, "/fassung/1"))
    file = moderator.get(fetched.location)
    assert file.data[:2] == b"PK"
    assert file.headers["Content-Disposition"].startswith(
        f"attachment; filename=Buergergutachten-{evening.slug}-Fassung-1-"
    )


def test_the_hub_goes_on_while_a_file_is_built(evening, moderator, settings):
    ticks = []
    ticking = gevent.spawn(lambda: [(ticks.append(1), gevent.sleep(0.05)) for _n in range(400)])
    build(moderator, evening)
    ticking.kill()

    assert len(ticks) > 5


def test_pressed_twice_builds_once(evening, moderator, settings):
    moderator.post(path(evening, "/erstellen"))
    first = building.of_council(evening.council_id)
    moderator.post(path(evening, "/erstellen"))

    assert building.of_council(evening.council_id) is first
    assert "wird gerade erstellt" in moderator.text(path(evening))
    first.greenlet.join(timeout=120)


def test_a_failure_says_so_and_leaves_earlier_files(evening, moderator, settings):
    kept = put(settings, evening)
    settings.exports.joinpath(evening.slug).chmod(0o755)
    (settings.exports / evening.slug).rename(settings.exports / "aside")
    (settings.exports / evening.slug).write_text("a file where the folder should be")
    build(moderator, evening)
    (settings.exports / evening.slug).unlink()
    (settings.exports / "aside").rename(settings.exports / evening.slug)
    page = moderator.text(path(evening))

    assert "Die Datei konnte nicht erstellt werden." in page
    assert "Traceback" not in page
    assert "Fassung 1" in page
    assert kept.read_bytes() == b"PK-docx"


def test_a_link_is_for_one_person_and_fifteen_minutes(app, evening, moderator, lead, settings):
    put(settings, evening)
    link = moderator.post(path(evening, "/fassung/1")).location

    assert moderator.get(link).data == b"PK-docx"
    assert lead.get(link).status_code == 404
    with clock.at(clock.now() + tickets.VALID + timedelta(seconds=1)):
        late = moderator.get(link)
    assert late.status_code == 404
    assert "abgelaufen" in late.get_data(as_text=True)


def test_a_link_ends_with_the_sign_in(evening, moderator, nobody, settings):
    put(settings, evening)
    link = moderator.post(path(evening, "/fassung/1")).location
    moderator.post("/mod/abmelden")

    assert moderator.get(link).status_code == 302
    assert nobody.get(link).status_code == 302


def test_files_of_other_councils_stay_closed(app, evening, moderator, settings):
    foreign = factories.evening("nachbarstadt")
    put(settings, foreign)
    theirs = member(app, foreign, "moderator").post(path(foreign, "/fassung/1")).location
    mine = theirs.replace(foreign.slug, evening.slug)

    assert moderator.post(path(foreign, "/fassung/1")).status_code == 403
    assert moderator.post(path(evening, "/fassung/1")).status_code == 404
    assert moderator.get(theirs).status_code == 403
    assert moderator.get(mine).status_code == 404


@pytest.mark.parametrize("name", ["x", "..", "%2e%2e%2fsecret.key", "0" * 32, "a" * 5000])
def test_guessed_names_lead_nowhere(evening, moderator, name):
    assert moderator.get(path(evening, f"/datei/{name}")).status_code == 404

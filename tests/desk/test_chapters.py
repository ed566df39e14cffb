"""The Gutachten's chapters at the desk: order, titles, texts, preview, and two at once."""

import pytest

from facilitation import db
from facilitation.chapters import chapters
from facilitation.councils import councils
from facilitation.desk.markdown import html
from facilitation.report.gather import gather
from facilitation.report.printed import printed

from .. import factories
from .browsers import hidden, member

KEYS = [part.key for part in chapters.USUAL]


def path(evening, rest=""):
    return f"/mod/{evening.slug}/gutachten{rest}"


def parts(evening):
    with db.reading() as session:
        return chapters.all_parts(session, evening.council_id)


def arrange(browser, evening, *, seen=None, **changes):
    """Send the whole list as a browser would."""
    page = path(evening, "/kapitel")
    fields = {f"title_{part.key}": part.heading for part in parts(evening)}
    fields |= {"on": [part.key for part in parts(evening) if part.is_on]} | changes
    return browser.post(page, page=page, seen=seen or seen_on(browser, page), **fields)


def seen_on(browser, page):
    return hidden(browser.text(page), "seen")


def write(browser, evening, text, key="foreword", seen=None):
    page = path(evening, f"/kapitel/{key}")
    return browser.post(page, page=page, text=text, seen=seen or seen_on(browser, page))


def test_page_lists_every_chapter_and_says_which_are_empty(evening, moderator):
    page = moderator.text(path(evening, "/kapitel"))
    for part in chapters.USUAL:
        assert f'value="{part.usual}"' in page
    assert page.count("noch leer, steht nicht im Dokument") == len(KEYS) - len(
        [1 for _part in printed(outline(evening))]
    )


def outline(evening):
    with db.reading() as session:
        return gather(session, evening.council_id, version=1)


def test_titles_and_ticks_are_saved(evening, moderator):
    answer = arrange(
        moderator,
        evening,
        title_outlook="Wie es weitergeht",
        on=[k for k in KEYS if k != "process"],
    )
    assert answer.status_code == 303
    found = {part.key: part for part in parts(evening)}
    assert found["outlook"].heading == "Wie es weitergeht"
    assert [key for key, part in found.items() if not part.is_on] == ["process"]
    assert "Wie es weitergeht" in moderator.text(path(evening))


def test_moving_saves_what_was_typed_too(evening, moderator):
    answer = arrange(moderator, evening, title_results="Was herauskam", move="up:results")
    assert answer.location.endswith("?zu=up:results")
    found = parts(evening)
    assert [part.key for part in found][4:6] == ["results", "process"]
    assert found[4].heading == "Was herauskam"
    assert "autofocus" in moderator.text(answer.location)


@pytest.mark.parametrize("move", ["up:annex_c", "up:gibtsnicht"])
def test_what_cannot_be_moved_changes_nothing(evening, moderator, move):
    before = parts(evening)
    assert arrange(moderator, evening, move=move, title_results="x").status_code == 404
    assert parts(evening) == before


def test_bad_titles_stay_in_their_fields(evening, moderator):
    answer = arrange(moderator, evening, title_results="x" * 500, title_outlook="Gut so")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "x" * 500 in page
    assert 'value="Gut so"' in page
    assert parts(evening) == list(chapters.USUAL)


def test_two_who_arrange_at_once_see_both(app, evening, moderator):
    old = seen_on(moderator, path(evening, "/kapitel"))
    arrange(member(app, evening, "moderator", "Zweite"), evening, title_results="Von der Zweiten")
    answer = arrange(moderator, evening, seen=old, title_results="Von der Ersten")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Von der Zweiten" in page
    assert "Von der Ersten" in page


def test_a_text_is_saved_previewed_and_printed(evening, moderator):
    assert write(moderator, evening, "Liebe **Leute**,\n\n- eins").status_code == 303
    page = moderator.text(path(evening, "/kapitel/foreword"))
    assert "<p>Liebe <strong>Leute</strong>,</p>" in page
    assert "Vorwort" in moderator.text(path(evening))
    assert outline(evening).part("foreword").text == "Liebe **Leute**,\n\n- eins"


def test_two_who_write_at_once_lose_nothing(app, evening, moderator):
    old = seen_on(moderator, path(evening, "/kapitel/foreword"))
    write(member(app, evening, "moderator", "Zweite"), evening, "Text der Zweiten")
    answer = write(moderator, evening, "Text der Ersten", seen=old)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Text der Zweiten" in page
    assert "Text der Ersten" in page
    assert outline(evening).part("foreword").text == "Text der Zweiten"
    assert (
        write(moderator, evening, "Text der Ersten", seen=hidden(page, "seen")).status_code == 303
    )


def test_the_text_of_the_set_up_stands_in_until_there_is_another(evening, lead):
    with db.transaction() as session:
        councils.find(session, evening.slug).mandate = "Der Auftrag der Stadt."
    page = lead.text(path(evening, "/kapitel/mandate"))
    assert "Der Auftrag der Stadt." in page
    assert "aus Schritt 1 der Vorbereitung" in page
    write(lead, evening, "Der Auftrag der Stadt.", "mandate")
    assert outline(evening).part("mandate").text == ""  # goes on following it
    write(lead, evening, "Der Auftrag, genauer.", "mandate")
    assert outline(evening).part("mandate").text == "Der Auftrag, genauer."


@pytest.mark.parametrize("text", ["x" * 20_001, ">" * 100_000])
def test_a_text_that_is_too_long_stays_in_the_field(evening, moderator, text):
    answer = write(moderator, evening, text)
    assert answer.status_code == 422
    assert text[:20_001].replace(">", "&gt;") in answer.get_data(as_text=True)
    assert outline(evening).part("foreword").text == ""


@pytest.mark.parametrize("key", ["results", "annex_c", "gibtsnicht"])
def test_only_free_chapters_have_an_editor(evening, moderator, key):
    assert moderator.get(path(evening, f"/kapitel/{key}")).status_code == 404


def test_preview_is_the_same_html_and_stores_nothing(evening, moderator):
    page = path(evening, "/kapitel/foreword")
    answer = moderator.post(
        path(evening, "/vorschau"), page=page, text="# Titel\n\n<script>x</script>"
    )
    assert answer.get_data(as_text=True) == "<h3>Titel</h3>\n<p>&lt;script&gt;x&lt;/script&gt;</p>"
    assert outline(evening).part("foreword").text == ""
    assert (
        moderator.post(path(evening, "/vorschau"), page=page, text="x" * 30_000).status_code == 422
    )


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("- a\n- b\n  - c\n- d", "<ul><li> a </li><li> b <ul><li> c </li></ul> </li><li> d </li></ul>"),
        ("1. a\n\n   mehr\n2. b", "<ol><li> a <br> mehr </li><li> b </li></ol>"),
        ("- - a", "<ul><li> <ul><li> a </li></ul> </li></ul>"),
        ("- a\n\n1. b", "<ul><li> a </li></ul> <ol><li> b </li></ol>"),
        ("> **a**\n\nb", "<blockquote><p><strong>a</strong></p></blockquote> <p>b</p>"),
        ('[a"b](https://x.de/?a=1&b=2)', '<p><a href="https://x.de/?a=1&amp;b=2" rel="noreferrer">a&#34;b</a></p>'),
        ("a\nb", "<p>a<br>b</p>"),
        ("#### a\n##### b", "<h3>a</h3> <h4>b</h4>"),
    ],
)  # fmt: skip
def test_html_nests_and_escapes(source, expected):
    assert html(source).replace("\n", " ") == expected


def test_other_councils_texts_stay_closed(app, evening, moderator):
    foreign = factories.evening("nachbarstadt")
    assert moderator.get(path(foreign, "/kapitel")).status_code == 403
    assert write_foreign(moderator, evening, foreign).status_code == 403


def write_foreign(browser, evening, foreign):
    return browser.post(
        path(foreign, "/kapitel/foreword"), page=path(evening, "/kapitel"), text="x"
    )


def test_the_claim_to_be_representative_is_pointed_out(evening, moderator):
    write(moderator, evening, "Der Bürgerrat ist repräsentativ.")
    assert "„repräsentativ“ trifft auf einen Bürgerrat nicht zu" in moderator.text(path(evening))

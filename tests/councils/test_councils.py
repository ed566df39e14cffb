"""Councils: short names for addresses, room codes for the wall."""

import pytest

from facilitation import db
from facilitation.councils import councils
from facilitation.errors import Conflict, Invalid, NotFound

LOOK_ALIKE = set("01ILOU")


def set_up(slug="kassel", **values):
    with db.transaction() as session:
        return councils.set_up(session, slug=slug, title=f"Rat {slug}", **values)


@pytest.mark.parametrize("slug", ["kassel", "kassel-2022", "2022", "smart-city-kassel"])
def test_a_council_is_found_by_its_short_name(database, slug):
    set_up(slug)

    with db.reading() as session:
        assert councils.find(session, slug.upper()).slug == slug


@pytest.mark.parametrize(
    "slug", ["", "-", "Kassel", "bürgerrat", "a b", "a/b", "../etc", "a.b", "²", "a_b", "кассель"]
)
def test_a_short_name_that_makes_no_address_is_refused(database, slug):
    with pytest.raises(Invalid, match="Kleinbuchstaben"):
        set_up(slug)


def test_a_short_name_is_given_once(database):
    set_up()
    with pytest.raises(Conflict, match="gibt es schon"):
        set_up()


def test_an_unknown_council_is_not_found(database):
    with db.reading() as session:
        with pytest.raises(NotFound, match="gibt es hier nicht"):
            councils.find(session, "nirgends")
        assert councils.by_room_code(session, "7K4P") is None


def test_room_codes_are_their_own_and_easy_to_read(database):
    codes = [set_up(f"rat-{n}").room_code for n in range(40)]

    assert len(set(codes)) == 40
    for code in codes:
        assert len(code) == councils.ROOM_LENGTH
        assert not set(code) & LOOK_ALIKE
        assert not code.isalpha()
        assert not code.isdecimal()


def test_a_room_code_leads_to_its_council_in_any_case(database):
    made = set_up(room_code="7K4P")
    set_up("nachbarstadt")

    with db.reading() as session:
        for typed in ("7K4P", "7k4p"):
            assert councils.by_room_code(session, typed).id == made.id


def test_councils_are_listed_by_title(database):
    for slug in ("b", "a"):
        set_up(slug)

    with db.reading() as session:
        assert [council.slug for council in councils.all_councils(session)] == ["a", "b"]


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Bürgerrat Smart Kassel", "buergerrat-smart-kassel"),
        ("Bürger:innenrat – Größe & Maß!", "buerger-innenrat-groesse-mass"),
        ("  ", "buergerrat"),
        ("مجلس", "buergerrat"),
        ("Neu", "neu-2"),
        ("x" * 300, "x" * councils.LONGEST_SLUG),
    ],
)
def test_a_title_makes_a_short_name_that_is_an_address(database, title, slug):
    with db.transaction() as session:
        assert councils.short_name(session, title) == slug
        assert councils.set_up(session, slug=slug, title=title)


def test_a_short_name_that_is_taken_gets_a_number(database):
    made = []
    for _ in range(3):
        with db.transaction() as session:
            slug = councils.short_name(session, "Klimarat")
            made.append(councils.set_up(session, slug=slug, title="Klimarat").slug)
    assert made == ["klimarat", "klimarat-2", "klimarat-3"]


@pytest.mark.parametrize("typed", ["a\x00b", "\x00", "rat\n", "\ud800", "ä" * 5000, "١٢٣٤", "\x7f"])
def test_what_can_be_no_name_of_ours_never_reaches_the_database(database, typed):
    with db.reading() as session:
        session.scalar = None  # PostgreSQL would refuse the question itself
        with pytest.raises(NotFound):
            councils.find(session, typed)
        assert councils.by_room_code(session, typed) is None

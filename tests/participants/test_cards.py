"""Cards: what is printed opens its seat, however it is typed, and nothing else does."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from facilitation.errors import Invalid
from facilitation.participants import cards
from facilitation.participants.cards import CardCode, RoomCode, read
from facilitation.participants.models import Seat

from ..factories import KEY

SECRET = st.text(cards.ALPHABET, min_size=8, max_size=8)
NUMBERS = st.integers(1, 9999)
MISREAD = {"0": "0Oo", "1": "1IiLl"}


def seat(number=17, salt="salt"):
    return Seat(id=number, council_id=1, number=number, card_salt=salt)


@pytest.mark.parametrize(
    "typed",
    [
        "17-H4TX-9KQM",
        "17-h4tx-9kqm",
        "17H4TX9KQM",
        "17-H4TX9KQM",
        "17H4TX-9KQM",
        "17 H4TX 9KQM",
        "  17 – H4TX — 9KQM \n",
        "#17-H4TX-9KQM",
        "17_H4TX_9KQM.",
        "-17-H4TX-9KQM-",
        "i7-H4TX-9KQM",
        "L7-h4tx-9kqm",
        "017-H4TX-9KQM",
        "17-H4-TX-9K-QM",
    ],
)
def test_a_card_is_read_however_it_is_typed(typed):
    assert read(typed) == CardCode(17, "H4TX9KQM")


@pytest.mark.parametrize(
    "typed", ["7K4P", "7k4p", " #7K4P ", "7K-4P", "7 K 4 P", "7K4P-", "„7K4P“"]
)
def test_the_code_of_the_room_is_read_however_it_is_typed(typed):
    assert read(typed) == RoomCode("7K4P")


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "-",
        "----",
        "#",
        "17",
        "H4TX9KQM",
        "17-H4TX-9KQ",
        "17 H4TX 9KQ",
        "17-H4TX-9KQMM",
        "12345-H4TX-9KQM",
        "0-H4TX-9KQM",
        "XY-H4TX-9KQM",
        "17-H4TX-9KQU",
        "１７-H4TX-9KQM",
        "17-H4TX-9KQM' OR 1=1 --",
    ],
)
def test_what_is_no_code_is_refused_with_a_sentence(typed):
    with pytest.raises(Invalid) as refused:
        read(typed)
    assert refused.value.sentence().startswith("Diesen Code kennen wir nicht.")


@given(st.text(st.characters(codec=None)) | st.from_regex(r"[0-9A-Za-z#\- ]{0,20}"))
@example("1" * 5000)
@example("²-H4TX-9KQM")
@example("٣-H4TX-9KQM")
def test_whatever_is_typed_is_a_card_a_room_or_refused(typed):
    try:
        found = read(typed)
    except Invalid:
        return
    assert isinstance(found, CardCode | RoomCode)
    if isinstance(found, CardCode):
        assert 1 <= found.seat <= 9999
        assert set(found.secret) <= set(cards.ALPHABET)


@given(NUMBERS, SECRET, st.data())
def test_letters_that_look_alike_are_no_matter(number, secret, data):
    spelled = "".join(
        data.draw(st.sampled_from(MISREAD.get(character, character + character.lower())))
        for character in f"{number}-{secret}"
    )
    assert read(spelled) == CardCode(number, secret)


@given(NUMBERS, st.binary(min_size=32, max_size=32), st.text(min_size=1))
def test_what_is_printed_opens_its_seat(number, key, salt):
    mine = seat(number, salt)
    printed, token = cards.code(key, mine), cards.token(key, mine)

    assert re.fullmatch(rf"{number}(-[{cards.ALPHABET}]{{4}}){{2}}", printed)
    assert re.fullmatch(rf"[{cards.ALPHABET}]{{26}}", token)
    assert cards.fits_code(key, mine, read(printed))
    assert cards.fits_code(key, mine, read(printed.lower().replace("-", " ")))
    assert cards.fits_token(key, mine, token)
    assert cards.fits_token(key, mine, f" {token.lower()} ")


@pytest.mark.parametrize(
    ("key", "salt"), [(KEY, "other"), (b"other" + KEY, "salt"), (KEY, ""), (b"", "salt")]
)
def test_another_salt_or_key_makes_another_card(key, salt):
    """Neither the database nor the key alone opens a door."""
    other = seat(salt=salt)

    assert not cards.fits_code(KEY, seat(), read(cards.code(key, other)))
    assert not cards.fits_token(KEY, seat(), cards.token(key, other))


def test_token_and_code_tell_nothing_of_each_other():
    token = cards.token(KEY, seat())
    assert cards.code(KEY, seat()).replace("-", "")[2:] not in token


@given(st.text(st.characters(codec=None)))
def test_no_nonsense_opens_a_seat(given_token):
    assert not cards.fits_token(KEY, seat(), given_token)

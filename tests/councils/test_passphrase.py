"""The passphrases that the tool offers."""

import math

from facilitation.councils import passphrase, team


def test_five_words_are_strong_enough_behind_a_growing_delay():
    words = passphrase.words()

    assert len(set(words)) == len(words)
    assert passphrase.LENGTH * math.log2(len(words)) > 48  # bits


def test_words_are_easy_to_type_and_to_read_out():
    assert all(word.isalpha() and 3 <= len(word) <= 10 for word in passphrase.words())


def test_every_offer_is_long_enough_and_its_own():
    shortest = min(len(word) for word in passphrase.words())

    assert passphrase.LENGTH * (shortest + 1) - 1 >= team.SHORTEST_PASSWORD
    assert len({passphrase.offer() for _n in range(50)}) == 50

"""Passphrases that the tool offers: long enough, and drawn from enough words."""

from math import log2

from facilitation.councils import passphrase, team


def test_an_offered_passphrase_is_accepted():
    for _ in range(50):
        assert len(passphrase.offer()) >= team.SHORTEST_PASSWORD


def test_no_word_is_twice_in_the_list_and_none_is_hard_to_type():
    words = passphrase.words()

    assert len(words) == len({word.casefold() for word in words})
    assert all(word.isalpha() and 3 <= len(word) <= 12 for word in words)


def test_guessing_takes_more_tries_than_anybody_has():
    assert passphrase.LENGTH * log2(len(passphrase.words())) >= 45

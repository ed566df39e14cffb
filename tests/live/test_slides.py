"""Seats by answer in pages that can be read on the wall."""

from facilitation.live import slides
from facilitation.voting.words import SeatsLine


def test_few_seats_share_a_page_and_many_go_on_on_the_next():
    few = [SeatsLine("Ja", "yes", (1, 2)), SeatsLine("Nein", "no", ())]
    assert slides.seat_pages(few) == [few]
    many = [SeatsLine("Ja", "yes", tuple(range(1, 100))), SeatsLine("Nein", "no", (100,))]
    pages = slides.seat_pages(many)
    assert [[len(line.seats) for line in page] for page in pages] == [[60], [39, 1]]
    assert [seat for page in pages for line in page for seat in line.seats] == list(range(1, 101))
    assert slides.seat_pages([]) == []


def test_only_slides_that_there_can_be_are_known():
    assert all(slides.is_known(name) for name in ("result", "compare", "seats.0", "seats.12"))
    assert not any(slides.is_known(name) for name in ("", "seats.x", "seats.1234", "neutral"))

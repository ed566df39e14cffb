"""A whole rehearsal: find the right council, let everybody in, wait until it is over."""

import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from ..errors import Refused
from ..language import N_
from ..language import gettext as _
from ..rehearsals.tickets import Card, Tickets
from .browser import Browser
from .moderator import Moderator, Stuck
from .people import Person, people
from .phone import Phone, Plan

DOORS = 6
"""So many scan their cards at the same time."""
ARRIVING = 4.0
"""Seconds at the pace of real life in which all cards are scanned."""
TELL_EVERY = 2.0
LEAVING = 15.0
Tell = Callable[[str], None]


class NobodyThere(Refused):
    """No server answers."""

    status = 503
    code = "nobody_there"
    default = N_(
        "Unter %(url)s antwortet kein Ratschlag. Bitte prüfen Sie die Adresse, oder starten Sie "
        "zuerst das Beispiel mit „python3 app.py demo“."
    )


class RealCouncil(Refused):
    """Simulated members have no business in a real council."""

    status = 403
    code = "real_council"
    default = N_(
        "Unter %(url)s läuft weder das Beispiel noch eine Probe, zu denen diese Karten gehören. "
        "In einem echten Bürgerrat stimmen keine simulierten Mitglieder ab; es wurde nichts "
        "verändert. Proben können Sie am Moderationsplatz unter „Vorbereitung“, Schritt „Probe“."
    )


class TooMany(Refused):
    """More phones than cards."""

    code = "too_many"
    default = N_(
        "So viele Plätze gibt es dort nicht: Es sind %(cards)s. Bitte nehmen Sie weniger Handys."
    )


@dataclass(frozen=True)
class Wishes:
    """How a rehearsal is to be."""

    phones: int = 30
    pace: float = 1.0
    rounds: int = 1
    timeout: float = 120.0
    drive: bool = False
    silent: int = 0


class Crowd:
    """The phones of one rehearsal; ``stop()`` sends them home early."""

    def __init__(self, url: str, tickets: Tickets, wishes: Wishes, tell: Tell) -> None:
        self.plan = Plan(url.rstrip("/"), wishes.pace)
        self._tickets = tickets
        self._wishes = wishes
        self._tell = tell
        self._phones: list[Phone] = []
        self.stuck = False
        """Whether the simulated moderator could not hold what was asked for."""

    def stop(self) -> None:
        """End it; what has been acknowledged stays."""
        self.plan.over.set()

    def run(self) -> dict[str, Any]:
        """The whole rehearsal; raises a ``Refused`` before anything is touched."""
        until = time.monotonic() + self._wishes.timeout
        self._check_place()
        moderator = self._sit_down() if self._wishes.drive else None
        threading.Thread(target=self._watch, args=(until,), daemon=True).start()
        self._let_in()
        try:
            self._go_on(moderator)
        finally:
            self.stop()
            for phone in self._phones:
                phone.join(LEAVING)
            if moderator:
                moderator.leave()
        return self.plan.history.report(self._wishes.phones)

    # ── before ──────────────────────────────────────────────────────────────

    def _check_place(self) -> None:
        """Only an example or a rehearsal says on its page that it is one."""
        cards = len(self._tickets.cards)
        if self._wishes.phones > cards:
            raise TooMany(cards=cards)
        try:
            page = Browser(self.plan.url).get(f"/{self._tickets.room}")
        except (OSError, ValueError) as error:
            raise NobodyThere(url=self.plan.url) from error
        if page.rehearsable != self._tickets.council:
            raise RealCouncil(url=self.plan.url)

    def _sit_down(self) -> Moderator:
        moderator = Moderator(self.plan, self._tickets)
        moderator.sit_down()
        return moderator

    # ── everybody in ────────────────────────────────────────────────────────

    def _let_in(self) -> None:
        """First the cards that nobody uses; where they don't do, those that somebody left."""
        cards, wanted = in_order(self._tickets.cards), self._wishes.phones
        in_use = self._admit(cards[:wanted]) + self._admit(cards[wanted:])
        self._admit(in_use, take_over=True)
        for phone, person in zip(self._phones, self._people(), strict=False):
            phone.person = person
            phone.start()
        self._tell(_("%(n)s von %(of)s Handys sind angemeldet.", n=len(self._phones), of=wanted))

    def _admit(self, cards: list[Card], *, take_over: bool = False) -> list[Card]:
        """Let in as many as are still missing, several at once; returns the refused cards."""
        some = cards[: self._wishes.phones - len(self._phones)]
        phones = [Phone(self.plan, card) for card in some]
        with ThreadPoolExecutor(DOORS) as doors:
            admitted = list(doors.map(lambda phone: self._scan(phone, take_over), phones))
        self._phones += [phone for phone, is_in in zip(phones, admitted, strict=True) if is_in]
        return [card for card, is_in in zip(some, admitted, strict=True) if not is_in]

    def _scan(self, phone: Phone, take_over: bool) -> bool:
        if self.plan.over.is_set():
            return False
        self.plan.pause(ARRIVING * min(DOORS / self._wishes.phones, 1))
        try:
            admitted = phone.join_by_card(take_over=take_over)
        except OSError:
            return False
        if admitted:
            self.plan.history.join(phone.card.seat)
        return admitted

    def _people(self) -> list[Person]:
        return people(self._wishes.phones, silent=self._wishes.silent)

    # ── the rounds ──────────────────────────────────────────────────────────

    def _go_on(self, moderator: Moderator | None) -> None:
        if moderator:
            moderator.start_anew()
        self.plan.ready.set()
        if moderator:
            try:
                moderator.lead(self._wishes.rounds)
            except Stuck as stuck:
                self.stuck = True
                self._tell(stuck.sentence())
            return
        while not self.plan.over.wait(0.1):
            if len(self.plan.history.rounds()) >= self._wishes.rounds:
                return

    def _watch(self, until: float) -> None:
        """Say how it goes, and when the time is over."""
        history, said = self.plan.history, ""
        while not self.plan.over.wait(min(TELL_EVERY, max(until - time.monotonic(), 0))):
            if time.monotonic() >= until:
                self._tell(_("Die Zeit ist um."))
                return self.stop()
            rounds = history.open_rounds()
            if rounds:
                words = _(
                    "Abstimmung %(n)s, angekommene Stimmen: %(arrived)s.",
                    n=len(rounds),
                    arrived=history.arrived(rounds[-1]),
                )
                if words != said:
                    self._tell(words)
                said = words
        return None


def in_order(cards: Iterable[Card]) -> list[Card]:
    """Those on the roll first, then those who come late, paper last."""
    return sorted(cards, key=lambda card: (card.channel != "phone", not card.here, card.seat))

"""P10: a round through a bad Wi-Fi, and everybody coming back at once.

Nothing is lost, doubled or invented, and soon after the outage every screen shows the truth.
"""

import asyncio
import time
from dataclasses import dataclass
from typing import Any

from . import store
from .desk import Desk
from .figures import Figures
from .history import History, Tally, judge
from .lab import Lab
from .loop import hold
from .phones import Phone, admit, each
from .proxy import WRONGS, Proxy
from .server import Server
from .web import Browser

RIGHT_WITHIN = 20.0
"""Seconds after an outage in which a screen may still be wrong and nobody counts it as such."""
VOTING = 3.0


@dataclass
class Scene:
    """A hall whose phones come through a proxy; the desk doesn't."""

    lab: Lab
    subject: Server
    history: History
    proxy: Proxy
    phones: list[Phone]
    desk: Desk

    @classmethod
    async def set_up(cls, lab: Lab, subject: Server, **how: Any) -> "Scene":
        history = History()
        subject.start()
        proxy = await Proxy(subject.port, lab.random).start()
        phones = await admit(subject.hall, proxy.port, history, lab.random, **how)
        desk = await Desk(subject.hall, subject.port).connect()
        for phone in phones:
            phone.live()
        return cls(lab, subject, history, proxy, phones, desk)

    async def leave(self) -> None:
        await each(self.phones, lambda phone: phone.stop())
        self.desk.close()
        self.proxy.stop()

    async def restart(self) -> None:
        """SIGKILL, and serve again."""
        self.subject.kill()
        await asyncio.to_thread(self.subject.start)
        await self.desk.connect()

    async def stale(self, patience: float = RIGHT_WITHIN) -> tuple[float, int]:
        """Wait until all screens are right: seconds until the last one was, and how many never are."""
        healed = time.monotonic()
        while time.monotonic() - healed < patience:
            await asyncio.sleep(0.25)
            truth = Browser(self.subject.port, self.phones[0].browser.cookies)
            now = (await truth.ask("GET", "/api/stand")).json()
            scene = now["boot"], now["version"]
            if (
                all(
                    (phone.screen.boot, phone.screen.version) == scene and not phone.outbox
                    for phone in self.phones
                )
                and not await self._wrong()
            ):
                break
        wrong = await self._wrong()
        right = [phone for phone in self.phones if phone not in wrong]
        last = max((phone.changed_at for phone in right), default=0.0)
        return max(last - healed, 0.0), len(wrong)

    async def _wrong(self) -> list[Phone]:
        """Phones that show something else than the server would tell them on a good line."""
        limit = asyncio.Semaphore(16)

        async def is_wrong(phone: Phone) -> bool:
            async with limit:
                line = Browser(self.subject.port, phone.browser.cookies)
                now = (await line.ask("GET", "/api/stand")).json()
            seat = now["seat"]
            truth = now["boot"], now["version"], seat["round"], seat["state"], seat["seq"]
            seen = phone.screen
            shown = (seen.boot, seen.version, seen.round, seen.state, seen.seq)
            return truth != shown or phone.outbox is not None

        found = await asyncio.gather(*(is_wrong(phone) for phone in self.phones))
        return [phone for phone, wrong in zip(self.phones, found, strict=True) if wrong]


async def _votes(scene: Scene, round_id: int) -> None:
    """Everybody votes once or twice in the first seconds, and sends until there is an answer."""

    async def vote(phone: Phone) -> None:
        for _ in range(phone.random.randint(1, 2)):
            await asyncio.sleep(phone.random.uniform(0, VOTING))
            await phone.deliver(phone.fill_in(round_id))

    await each(scene.phones, vote)


def _said(stale: float, wrong: int) -> list[str]:
    return [f"veraltet höchstens {stale:.1f} s".replace(".", ","), f"falsche Bildschirme {wrong}"]


class BadWifi:
    """Drop, delay, cut, black hole, and a killed server while the votes come in."""

    NAME, PROMISE = "bad_wifi", "P10"
    FAULT = "WLAN bricht ab, verzögert, schneidet mitten im Rahmen, verschluckt; Server gekillt"
    CONTROL = "Handy hält „gesendet“ für „angekommen“"
    SHORT, LONG, CONTROLS = 1, 20, 1
    PHONES = 12

    def run(self, lab: Lab, times: int) -> Figures:
        return self._hold(lab, times)

    def control(self, lab: Lab, times: int) -> Figures:
        return self._hold(lab, times, gullible=True)

    def _hold(self, lab: Lab, times: int, **how: Any) -> Figures:
        with Server(lab, self.PHONES) as subject:
            return hold(self._evening(lab, subject, times, how))

    async def _evening(self, lab: Lab, subject: Server, times: int, how: dict[str, Any]) -> Figures:
        scene = await Scene.set_up(lab, subject, **how)
        tallies: list[Tally] = []
        longest, wrong = 0.0, 0
        for number in range(times):
            round_id = await (scene.desk.new_round() if number else scene.desk.open())
            for outage in (self._outage(scene, round_id), self._show(scene)):
                stale, unright = await outage
                longest, wrong = max(longest, stale), wrong + unright
            tallies.append(store.tally(subject.hall, round_id))
        found = judge(scene.history, [], tallies)
        await scene.leave()
        return Figures.of(found, times, wrong_more=wrong, more=_said(longest, wrong))

    async def _outage(self, scene: Scene, round_id: int) -> tuple[float, int]:
        voting = asyncio.create_task(_votes(scene, round_id))
        for trouble in scene.lab.random.sample(WRONGS, len(WRONGS)):
            await trouble(scene.proxy)
        await scene.restart()
        scene.proxy.heal()
        stale = await scene.stale()
        await voting
        return stale

    async def _show(self, scene: Scene) -> tuple[float, int]:
        """The round is closed and shown while nobody hears anything."""
        scene.proxy.blacken(1.0)
        await scene.desk.command("close", "open")
        await scene.desk.show()
        scene.proxy.heal()
        return await scene.stale()


class Storm:
    """The server is killed; as soon as it is back, all phones are at the door."""

    NAME, PROMISE = "storm", "P10"
    FAULT = "Server gekillt, alle Handys verbinden sich zugleich neu"
    CONTROL = "Handys ohne Nachfragen und Neuverbinden"
    SHORT, LONG, CONTROLS = 40, 300, 6

    def run(self, lab: Lab, times: int) -> Figures:
        return self._hold(lab, times)

    def control(self, lab: Lab, times: int) -> Figures:
        return self._hold(lab, times, patient=False)

    def _hold(self, lab: Lab, phones: int, *, patient: bool = True) -> Figures:
        with Server(lab, phones) as subject:
            return hold(self._evening(lab, subject, patient))

    async def _evening(self, lab: Lab, subject: Server, patient: bool) -> Figures:
        scene = await Scene.set_up(lab, subject)
        round_id = await scene.desk.open()
        voting = asyncio.create_task(_votes(scene, round_id))
        await asyncio.sleep(VOTING / 2)
        if not patient:
            await voting
            for phone in scene.phones:
                await phone.freeze()
        await scene.restart()
        scene.proxy.drop(1.0)
        stale, wrong = await scene.stale(RIGHT_WITHIN if patient else 2.0)
        await voting
        found = judge(scene.history, store.rows(subject.hall, round_id))
        count = len(scene.phones)
        await scene.leave()
        said = [f"{count} Handys", *_said(stale, wrong)]
        return Figures.of(found, 1, wrong_more=wrong, more=said)


bad_wifi, storm = BadWifi(), Storm()

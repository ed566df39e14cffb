"""One number of phones through all scenarios: halls and servers are set up here and ended."""

import asyncio
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from . import scenarios
from .crowd import Crowd
from .hall import furnish
from .measuring import Cell, Figures, Stretch, interleave
from .stores import Store
from .subjects import Subject

APP, SIMPLE, SLOW, ECHO = "app", "app, simple", "app, slow disk", "echo"
SERVER_CORE = 0


@dataclass(frozen=True)
class Plan:
    """What was asked for on the command line."""

    scenarios: Sequence[str]
    subjects: Sequence[str]
    reps: int
    delays: Sequence[int]
    modes: Sequence[str]
    """In which mode everything is voted; in the burst a second one is put beside it."""


class Evening:
    """The crowds of one N, by subject."""

    def __init__(self, folder: Path, n: int, plan: Plan, store: Store) -> None:
        self.folder, self.n, self.plan, self.store = folder, n, plan, store
        self.crowds: dict[str, Crowd] = {}
        self.cells: list[Cell] = []

    async def hold(self) -> list[Cell]:
        """All scenarios, in an order in which each finds what it needs."""
        async with AsyncExitStack() as stack:
            for name in self._names():
                await self._admit(name, stack)
            await self._votes()
            await self._rounds()
            await self._outages()
        return self.cells

    def _names(self) -> list[str]:
        names = [name for name in (APP, ECHO) if name in self.plan.subjects]
        if APP in names and "burst" in self.plan.scenarios:
            if any(self.plan.delays):
                names.insert(1, SLOW)
            if len(self.plan.modes) > 1:
                names.insert(1, SIMPLE)
        return names

    async def _admit(self, name: str, stack: AsyncExitStack) -> None:
        """Start a subject; everybody joins and connects for the first time."""
        folder = self.folder / f"{self.n}-{name.replace(', ', '-').replace(' ', '-')}"
        folder.mkdir()
        subject, hall = Subject(ECHO, folder, SERVER_CORE), None
        if name != ECHO:
            delay = max(self.plan.delays) if name == SLOW else 0
            url, settings = self.store.make(folder.name, delay)
            mode = self.plan.modes[-1 if name == SIMPLE else 0]
            hall = await asyncio.to_thread(furnish, folder, self.n, url, mode)
            subject = Subject(APP, folder, SERVER_CORE, settings=settings, elsewhere=self.store.cpu)
        stack.callback(subject.stop)
        await asyncio.to_thread(subject.start)
        crowd = self.crowds[name] = Crowd(subject, self.n, hall)
        stack.callback(crowd.hang_up)
        await crowd.furnish()
        with Stretch(subject) as stretch:
            await crowd.join()
        if name == APP:
            figures = stretch.figures | {"cpu_per_phone": stretch.figures["cpu"] / self.n}
            self.cells.append(Cell(self.n, "join", {APP: [figures]}))
        await crowd.connect()
        await asyncio.sleep(scenarios.SETTLE)

    async def _votes(self) -> None:
        if "burst" not in self.plan.scenarios:
            return
        voting = [crowd for crowd in self.crowds.values() if crowd.hall]
        for crowd in voting:
            await crowd.tell("open", "text_shown", {"scene", "seat"})
        runs = {name: partial(scenarios.burst, crowd) for name, crowd in self.crowds.items()}
        cell = Cell(self.n, "burst")
        await interleave(cell, runs, self.plan.reps, control=ECHO, moves="per_second")
        self.cells.append(cell)
        for name, crowd in self.crowds.items():
            if crowd.hall:
                self._note("burst", name, scenarios.rows(crowd))
                await crowd.tell("close", "open", {"scene", "seat"})
                await crowd.tell("show", "closed", {"scene", "seat"})
                await crowd.new_round()
        for name in {SLOW, SIMPLE} & set(self.crowds):
            done = self.crowds.pop(name)
            done.hang_up()
            done.subject.stop()

    def _note(self, scenario: str, name: str, found: Figures) -> None:
        self.cells.append(Cell(self.n, f"rows after {scenario}", {name: [found]}))

    async def _rounds(self) -> None:
        app, echo = self.crowds.get(APP), self.crowds.get(ECHO)
        if app and "spread" in self.plan.scenarios:
            runs = [await scenarios.spread(app) for _ in range(self.plan.reps)]
            self.cells.append(Cell(self.n, "spread", {APP: runs}))
        if app and {"open", "reveal"} & set(self.plan.scenarios):
            await self._open_and_reveal(app, echo)

    async def _open_and_reveal(self, app: Crowd, echo: Crowd | None) -> None:
        """One flow, two cells: what was shown last says how much the control sends."""
        shown: list[Figures] = []
        size = {"open": 0.0, "reveal": 0.0}

        async def opening() -> Figures:
            figures, showing = await scenarios.open_and_reveal(app)
            shown.append(showing)
            size.update(open=figures["bytes"], reveal=showing["bytes"])
            return figures

        cells = {name: Cell(self.n, name) for name in ("open", "reveal")}
        runs = {APP: opening}
        if echo:
            runs[ECHO] = lambda: scenarios.tell(echo, size["open"])
        await interleave(cells["open"], runs, self.plan.reps, control=ECHO, moves="seconds")
        cells["reveal"].runs[APP] = shown[-self.plan.reps :]
        if echo:
            cells["reveal"].runs[ECHO] = [
                await scenarios.tell(echo, size["reveal"]) for _ in range(self.plan.reps)
            ]
        self.cells += [cell for name, cell in cells.items() if name in self.plan.scenarios]

    async def _outages(self) -> None:
        for name in ("herd", "restart"):
            if name in self.plan.scenarios:
                runs = {
                    who: partial(getattr(scenarios, name), crowd)
                    for who, crowd in self.crowds.items()
                }
                cell = Cell(self.n, name)
                await interleave(cell, runs, self.plan.reps, control=ECHO, moves="seconds")
                self.cells.append(cell)
        app = self.crowds.get(APP)
        if app and "killmid" in self.plan.scenarios:
            await app.tell("open", "text_shown", {"scene", "seat"})
            runs = [await scenarios.killmid(app) for _ in range(self.plan.reps)]
            self.cells.append(Cell(self.n, "killmid", {APP: runs}))

"""What is said about a result with a line per option: a bold figure, and what it stands for."""

from dataclasses import dataclass

from .said import ResultWords


@dataclass(frozen=True, kw_only=True)
class ListedWords(ResultWords):
    """One line of the list; ``figure`` is the length of its bar."""

    bold: str
    """„41“, the figure beside the bar."""
    unit: str = ""
    """„Punkte“; empty where the figure says enough."""
    out_of: str = ""
    """„von 22 Personen“"""
    people: int | None = None
    """How many gave that figure together, where it counts something else than people."""
    note: str = ""
    """What marks this option, below its name."""
    cells: tuple[str, ...] = ()
    """The figures for the Gutachten's table, under ``MethodNames.columns``."""

    @property
    def leads(self) -> bool:
        """Whether it can stand first at all: somebody has chosen it."""
        return self.figure > 0

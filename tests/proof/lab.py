"""Where a proof works: a folder, a seed, and what it has started."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory


@dataclass
class Lab:
    """One proof's room; the same seed gives the same choices."""

    folder: Path
    seed: int
    random: Random = field(init=False)

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.random = Random(self.seed)

    def place(self, name: str) -> Path:
        """A new folder in it."""
        number = sum(1 for path in self.folder.iterdir() if path.name.startswith(name))
        place = self.folder / f"{name}-{number}"
        place.mkdir()
        return place


@contextmanager
def lab(name: str, seed: int, folder: Path | None = None) -> Iterator[Lab]:
    """A room for the proof ``name``, cleared away afterwards; each has luck of its own."""
    own = zlib.crc32(f"{seed} {name}".encode())
    if folder is not None:
        yield Lab(folder, own)
        return
    with TemporaryDirectory(prefix="ratschlag-proof-") as made:
        yield Lab(Path(made), own)

"""Looks for bytes in files, in every spelling in which programs write them down."""

import base64
from collections.abc import Iterable, Iterator
from pathlib import Path


def spellings(secret: bytes) -> list[bytes]:
    """Raw, hexadecimal, and base64 wherever in a longer text it may begin."""
    found = [secret, secret.hex().encode(), secret.hex().upper().encode()]
    for shift in range(3):
        whole = base64.b64encode(b"\0" * shift + secret)
        inner = whole[(0, 2, 3)[shift] : len(secret) * 4 // 3]  # without what neighbours change
        found += [inner, inner.translate(bytes.maketrans(b"+/", b"-_"))]
    return found


def count(content: bytes, secrets: Iterable[bytes]) -> int:
    """How often any of them stands there, in any spelling."""
    words = {spelling for secret in secrets for spelling in spellings(secret)}
    return sum(content.count(word) for word in words)


def files(*folders: Path) -> Iterator[tuple[Path, bytes]]:
    """Every file beneath some folders with what is in it."""
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                yield path, path.read_bytes()

"""Settings from the environment, with defaults for one laptop in a town hall."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from . import key_places
from .language import N_, gettext

ROOT = Path(__file__).resolve().parent.parent
SHORTEST_KEY = 32
KEY_NAME = "secret.key"
LONGEST_DELAY = 1000


class WrongSettings(Exception):
    """The start stops; ``reasons`` are sentences, one per setting."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True)
class Settings:
    """What one process was started with."""

    database_url: str
    secret_key: bytes
    public_url: str = ""
    allowed_origins: tuple[str, ...] = ()
    proxy_hops: int = 0
    commit_delay_ms: int = 0
    """For measurements only: how much slower the disk pretends to be at each commit."""
    instance: Path = field(default_factory=lambda: ROOT / "instance")
    exports: Path = field(default_factory=lambda: ROOT / "exports")
    key_dir: Path = field(default_factory=key_places.usual)
    """Where the keys of sealed rounds lie, until they are counted."""

    @property
    def public(self) -> bool:
        """Served behind a name with TLS, not on a laptop in the hall."""
        return self.public_url.startswith("https://")


def load(
    environ: Mapping[str, str] | None = None,
    *,
    database_url: str = "",
    instance: Path | None = None,
    make: bool = True,
) -> Settings:
    """Read the environment; ``database_url`` from the command line wins.

    Without ``make`` nothing is made: the key is empty where there is none. Raises
    ``WrongSettings`` with a sentence per reason.
    """
    env = os.environ if environ is None else environ
    instance = instance or Path(env.get("RATSCHLAG_INSTANCE", "") or ROOT / "instance")
    public_url = env.get("RATSCHLAG_PUBLIC_URL", "").strip().rstrip("/")
    origins = _listed(env.get("RATSCHLAG_ALLOWED_ORIGINS", ""))
    hops = env.get("RATSCHLAG_PROXY_HOPS", "") or "0"
    key = env.get("RATSCHLAG_SECRET_KEY", "")
    delay = env.get("RATSCHLAG_COMMIT_DELAY_MS", "") or "0"
    exports = Path(env.get("RATSCHLAG_EXPORTS", "") or ROOT / "exports")
    key_dir = Path(env.get("RATSCHLAG_KEY_DIR", "") or key_places.usual())
    reasons = _wrong(public_url, origins, hops, key) + _wrong_delay(delay, public_url)
    if reasons:
        raise WrongSettings([gettext(reason) for reason in reasons])
    url = database_url or env.get("RATSCHLAG_DATABASE_URL", "")
    url = url or f"sqlite:///{instance / 'ratschlag.db'}"
    if reason := key_places.refuse(key_dir, (instance, exports, *key_places.beside(url))):
        raise WrongSettings([reason])
    if make:
        instance.mkdir(parents=True, exist_ok=True)
    return Settings(
        database_url=url,
        secret_key=key.encode() or (_kept_key if make else _present_key)(instance / KEY_NAME),
        public_url=public_url,
        allowed_origins=origins,
        proxy_hops=int(hops),
        commit_delay_ms=int(delay),
        instance=instance,
        exports=exports,
        key_dir=key_dir,
    )


def _wrong(public_url: str, origins: tuple[str, ...], hops: str, key: str) -> list[str]:
    reasons: list[str] = []
    if public_url and not public_url.startswith(("http://", "https://")):
        reasons.append(N_("RATSCHLAG_PUBLIC_URL muss mit http:// oder https:// beginnen."))
    elif public_url and not _is_origin(public_url):
        reasons.append(
            N_(
                "RATSCHLAG_PUBLIC_URL muss nach dem Namen enden, zum Beispiel https://rat.example.de."
            )
        )
    if not all(_is_origin(origin) for origin in origins):
        reasons.append(
            N_(
                "RATSCHLAG_ALLOWED_ORIGINS muss aus Adressen wie https://rat.example.de bestehen, durch Kommas getrennt."
            )
        )
    if not hops.isdecimal():
        reasons.append(N_("RATSCHLAG_PROXY_HOPS muss eine Zahl sein, zum Beispiel 1."))
    if key and len(key) < SHORTEST_KEY:
        reasons.append(N_("RATSCHLAG_SECRET_KEY ist zu kurz; nötig sind mindestens 32 Zeichen."))
    if not key and public_url.startswith("https://"):
        reasons.append(N_("Öffentlich erreichbar braucht Ratschlag ein RATSCHLAG_SECRET_KEY."))
    return reasons


def _wrong_delay(delay: str, public_url: str) -> list[str]:
    if not delay.isdecimal() or int(delay) > LONGEST_DELAY:
        return [N_("RATSCHLAG_COMMIT_DELAY_MS muss eine Zahl von 0 bis 1000 sein.")]
    if int(delay) and public_url.startswith("https://"):
        return [
            N_(
                "RATSCHLAG_COMMIT_DELAY_MS ist nur für Messungen da. Bitte nehmen Sie es weg, bevor Ratschlag öffentlich erreichbar ist."
            )
        ]
    return []


def _listed(typed: str) -> tuple[str, ...]:
    return tuple(part.strip().rstrip("/") for part in typed.split(",") if part.strip())


def _is_origin(url: str) -> bool:
    """Scheme and name as browsers send them in ``Origin``, and nothing behind."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return (
        parts.scheme in ("http", "https")
        and bool(parts.hostname)
        and url.lower() == f"{parts.scheme}://{parts.netloc}".lower()
    )


def _kept_key(path: Path) -> bytes:
    """The key of this laptop: cards are derived from it, so it is made once and kept."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _whole_key(path)
    with os.fdopen(descriptor, "wb") as file:
        key = secrets.token_hex(32).encode()
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    return key


def _present_key(path: Path) -> bytes:
    return path.read_bytes().strip() if path.exists() else b""


def _whole_key(path: Path) -> bytes:
    key = path.read_bytes().strip()
    if len(key) < SHORTEST_KEY:  # a crash while it was written; every card hangs on it
        raise WrongSettings(
            [
                gettext(
                    N_(
                        "Die Datei %(name)s ist leer oder unvollständig. Bitte holen Sie sie aus einer Sicherung. Wurden noch keine Karten gedruckt, können Sie sie löschen."
                    ),
                    name=path,
                )
            ]
        )
    return key

"""Settings from the environment, with defaults for one laptop in a town hall."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from .language import N_, gettext

ROOT = Path(__file__).resolve().parent.parent


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
    instance: Path = field(default_factory=lambda: ROOT / "instance")
    exports: Path = field(default_factory=lambda: ROOT / "exports")

    @property
    def public(self) -> bool:
        """Served behind a name with TLS, not on a laptop in the hall."""
        return self.public_url.startswith("https://")


def load(
    environ: Mapping[str, str] | None = None,
    *,
    database_url: str = "",
    instance: Path | None = None,
) -> Settings:
    """Read the environment; ``database_url`` from the command line wins.

    Raises ``WrongSettings`` with a sentence per reason.
    """
    env = os.environ if environ is None else environ
    instance = instance or Path(env.get("RATSCHLAG_INSTANCE", "") or ROOT / "instance")
    reasons: list[str] = []
    public_url = env.get("RATSCHLAG_PUBLIC_URL", "").rstrip("/")
    if public_url and not public_url.startswith(("http://", "https://")):
        reasons.append(gettext(N_("RATSCHLAG_PUBLIC_URL muss mit http:// oder https:// beginnen.")))
    hops = env.get("RATSCHLAG_PROXY_HOPS", "0")
    if not hops.isdigit():
        reasons.append(gettext(N_("RATSCHLAG_PROXY_HOPS muss eine Zahl sein, zum Beispiel 1.")))
        hops = "0"
    key = env.get("RATSCHLAG_SECRET_KEY", "")
    if key and len(key) < 32:
        reasons.append(
            gettext(N_("RATSCHLAG_SECRET_KEY ist zu kurz; nötig sind mindestens 32 Zeichen."))
        )
    if not key and public_url.startswith("https://"):
        reasons.append(
            gettext(N_("Öffentlich erreichbar braucht Ratschlag ein RATSCHLAG_SECRET_KEY."))
        )
    if reasons:
        raise WrongSettings(reasons)
    instance.mkdir(parents=True, exist_ok=True)
    return Settings(
        database_url=database_url
        or env.get("RATSCHLAG_DATABASE_URL", "")
        or f"sqlite:///{instance / 'ratschlag.db'}",
        secret_key=key.encode() if key else _kept_key(instance / "secret.key"),
        public_url=public_url,
        allowed_origins=tuple(o for o in env.get("RATSCHLAG_ALLOWED_ORIGINS", "").split(",") if o),
        proxy_hops=int(hops),
        instance=instance,
        exports=Path(env.get("RATSCHLAG_EXPORTS", "") or ROOT / "exports"),
    )


def _kept_key(path: Path) -> bytes:
    """The key of this laptop: cards are derived from it, so it is made once and kept."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_bytes().strip()
    with os.fdopen(descriptor, "wb") as file:
        key = secrets.token_hex(32).encode()
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    return key

"""Addresses that the terminal hands out for this machine's own browser."""

from ..settings import Settings

# The token stands in the fragment, which no server and no proxy writes into a log.
INVITATION = "/mod/einladung#"


EVERYWHERE = ("0.0.0.0", "::", "localhost", "127.0.0.1")  # noqa: S104  (compared, not bound)


def own_address(settings: Settings, host: str = "localhost", port: int = 8000) -> str:
    """Where a browser on this machine finds the server."""
    name = "localhost" if host in EVERYWHERE else host
    return settings.public_url or f"http://{name}:{port}"


def invitation_link(address: str, token: str) -> str:
    """The link that makes an account, or signs one in; it works once."""
    return f"{address}{INVITATION}{token}"

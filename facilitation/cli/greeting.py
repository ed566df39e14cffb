"""What the terminal shows when the server runs: addresses, and a QR code for the hall's."""

import io

import qrcode

from .. import __version__
from ..addresses import hall_addresses
from ..settings import Settings
from .links import own_address

EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104  (compared, not bound)


def greeting(settings: Settings, host: str, port: int) -> list[str]:
    """The lines for the terminal."""
    doors = _doors(settings, host, port)
    own = own_address(settings, host, port)
    lines = [f"Ratschlag {__version__} läuft.", ""]
    if not doors:
        lines += ["Dieser Rechner ist in keinem Netz; Handys im Saal erreichen ihn so nicht."]
    lines += [f"Mitglieder:  {door}/" for door in doors]
    lines += [f"Moderation:  {own}/mod"]
    return [*lines, "", qr_code(f"{doors[0]}/")] if doors else lines


def qr_code(address: str) -> str:
    """``address`` as blocks for the terminal; upper case in front keeps it small."""
    scheme, _slashes, rest = address.partition("://")
    name, slash, path = rest.partition("/")
    code = qrcode.QRCode(border=2, error_correction=qrcode.ERROR_CORRECT_L)
    code.add_data(f"{scheme.upper()}://{name.upper()}{slash}{path}")
    blocks = io.StringIO()
    code.print_ascii(out=blocks, invert=True)
    return blocks.getvalue().rstrip("\n")


def _doors(settings: Settings, host: str, port: int) -> list[str]:
    if settings.public_url:
        return [settings.public_url]
    names = hall_addresses() if host in EVERYWHERE else [host]
    return [f"http://{name}:{port}" for name in names]

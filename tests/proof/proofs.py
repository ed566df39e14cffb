"""All proofs, in the order of the table."""

from . import backups, close_fire, copies, key_life, power_cut, sigkill
from .figures import Proof
from .forensic import leaked, linked
from .outage import bad_wifi, storm
from .trouble import TROUBLES

PROOFS: list[Proof] = [
    copies,
    sigkill,
    power_cut,
    close_fire,
    backups,
    *TROUBLES,
    bad_wifi,
    storm,
    linked,
    key_life,
    leaked,
]

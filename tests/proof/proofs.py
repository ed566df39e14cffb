"""All proofs, in the order of the table."""

from . import power_cut, sigkill
from .figures import Proof

PROOFS: list[Proof] = [sigkill, power_cut]

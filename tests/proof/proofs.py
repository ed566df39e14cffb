"""All proofs, in the order of the table."""

from . import sigkill
from .figures import Proof

PROOFS: list[Proof] = [sigkill]

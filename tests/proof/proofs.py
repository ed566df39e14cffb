"""All proofs, in the order of the table."""

from .figures import Proof

PROOFS: list[Proof] = []

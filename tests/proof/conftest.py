"""The proofs' short forms: a seed that is printed, and a room for each."""

import os
import secrets

import pytest

from .figures import Line, found
from .lab import Lab


@pytest.fixture(scope="session")
def seed() -> int:
    """``RATSCHLAG_PROOF_SEED`` tries a failed run again."""
    return int(os.environ.get("RATSCHLAG_PROOF_SEED") or secrets.randbelow(10**6))


@pytest.fixture
def proved(seed, tmp_path, record_property):
    """Runs a proof's short form or its control, and has what came out printed at the end."""

    def prove(proof, *, control=False):
        room = Lab(tmp_path / "lab", seed)
        if control:
            figures = proof.control(room, proof.CONTROLS)
            record_property("figures", f"{proof.NAME} control: {found(figures)}; seed {seed}")
            assert figures.wrong > 0, f"{proof.NAME}: the control passed unseen, seed {seed}"
            return
        figures = proof.run(room, proof.SHORT)
        cells = " | ".join(Line(proof, figures, figures).cells()[:-1])
        record_property("figures", f"{proof.NAME}: {cells}; seed {seed}")
        assert figures.wrong == 0, f"{figures}, seed {seed}"
        assert figures.acknowledged != 0, f"nothing was tried, seed {seed}"

    return prove

"""Each proof on a system that was made wrong on purpose; in a file of its own, for another worker."""

import sys

import pytest

from .proofs import PROOFS

pytestmark = [
    pytest.mark.fault,
    pytest.mark.skipif(sys.platform != "linux", reason="the proofs fork, kill and set limits"),
]


@pytest.mark.parametrize("proof", PROOFS, ids=lambda proof: proof.NAME)
def test_the_control_is_found_out(proof, proved):
    proved(proof, control=True)

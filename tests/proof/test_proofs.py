"""Each proof in its short form."""

import sys

import pytest

from .proofs import PROOFS

pytestmark = [
    pytest.mark.fault,
    pytest.mark.skipif(sys.platform != "linux", reason="the proofs fork, kill and set limits"),
]


@pytest.mark.parametrize("proof", PROOFS, ids=lambda proof: proof.NAME)
def test_what_is_promised_holds(proof, proved):
    proved(proof)

"""Each proof in its short form, and each control."""

import sys

import pytest

from .proofs import PROOFS

pytestmark = [
    pytest.mark.fault,
    pytest.mark.skipif(sys.platform != "linux", reason="the proofs fork, kill and set limits"),
]
EACH = pytest.mark.parametrize("proof", PROOFS, ids=lambda proof: proof.NAME)


@EACH
def test_what_is_promised_holds(proof, proved):
    proved(proof)


@EACH
def test_the_control_is_found_out(proof, proved):
    proved(proof, control=True)

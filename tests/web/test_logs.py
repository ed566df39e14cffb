"""What is written down when something breaks, and that writing it down breaks nothing more."""

import io
import sys
from pathlib import Path

import pytest
import structlog

from facilitation.web import logs


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full")
def test_a_full_log_stops_nothing(monkeypatch):
    logs.configure()
    with Path("/dev/full").open("wb", buffering=0) as nowhere:
        full = io.TextIOWrapper(nowhere, write_through=True)
        monkeypatch.setattr(sys, "stderr", full)
        structlog.get_logger().error("the disk is full")
        with pytest.raises(OSError, match="space"):
            full.write("the control: it really is")


def test_lines_go_to_standard_error(capsys):
    logs.configure()
    structlog.get_logger().warning("heard", of="nobody")
    assert "heard" in capsys.readouterr().err

"""Whatever here touches the database runs on SQLite and on PostgreSQL."""

from ..stores import pytest_generate_tests  # noqa: F401  (all of it on PostgreSQL too)

"""Rows that may be there already, written for many at once."""

from functools import cache
from importlib import import_module
from typing import Any

from sqlalchemy import Table


@cache
def upsert(dialect: str, table: Table, key: tuple[str, ...], changes: tuple[str, ...]) -> Any:
    """INSERT … ON CONFLICT DO UPDATE: rows whose ``key`` is there get the ``changes``."""
    # Imported by name: PostgreSQL's dialect alone would make each start a tenth longer.
    statement = import_module(f"sqlalchemy.dialects.{dialect}").insert(table)
    statement = statement.on_conflict_do_update(
        index_elements=key, set_={name: statement.excluded[name] for name in changes}
    )
    # Over the network all rows go in one statement. SQLAlchemy does so where something is returned.
    return statement.returning(table.c[key[0]]) if dialect == "postgresql" else statement

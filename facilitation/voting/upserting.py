"""Rows that may be there already, written for many at once."""

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from typing import Any

from sqlalchemy import ARRAY, Connection, Table, bindparam, func, select


def upsert(
    connection: Connection,
    table: Table,
    key: tuple[str, ...],
    changes: tuple[str, ...],
    rows: Sequence[dict[str, Any]],
) -> None:
    """INSERT … ON CONFLICT DO UPDATE: rows whose ``key`` is there get the ``changes``."""
    columns = tuple(rows[0])
    statement = _statement(connection.dialect.name, table, key, changes, columns)
    if connection.dialect.name == "postgresql":  # one message for all of them, one list per column
        lists = {name: [row[name] for row in rows] for name in columns}
        connection.execute(statement, lists)
    else:
        connection.execute(statement, rows)


@cache
def _statement(
    dialect: str,
    table: Table,
    key: tuple[str, ...],
    changes: tuple[str, ...],
    columns: tuple[str, ...],
) -> Any:
    # Imported by name: PostgreSQL's dialect alone would make each start a tenth longer.
    statement = import_module(f"sqlalchemy.dialects.{dialect}").insert(table)
    if dialect == "postgresql":
        lists = [func.unnest(bindparam(name, type_=ARRAY(table.c[name].type))) for name in columns]
        statement = statement.from_select(columns, select(*lists))
    return statement.on_conflict_do_update(
        index_elements=key, set_={name: statement.excluded[name] for name in changes}
    )

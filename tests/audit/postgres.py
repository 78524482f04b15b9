"""A PostgreSQL server for tests: a schema of its own for each test, gone afterwards."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest

from tiktok_shop_sdk.core.secret import Secret
from tiktok_shop_sdk.sinks.postgres.database import Database
from tiktok_shop_sdk.sinks.postgres.schema import ddl

URL = os.environ.get("TEST_POSTGRES", "postgresql://root@127.0.0.1:5432/test")


@contextmanager
def tables(log: str = "acme-uk") -> Iterator[Database]:
    """The tables of the audit log in a new schema; skips where there is no server, but not in CI."""
    schema = f"audit_{secrets.token_hex(6)}"
    try:
        owner = psycopg.connect(URL, autocommit=True, connect_timeout=5)
    except psycopg.OperationalError as error:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(f"no PostgreSQL server for tests: {error}")
    with owner:
        owner.execute(ddl(schema=schema))
        try:
            yield Database(Secret(URL), log, schema)
        finally:
            owner.execute(f"DROP SCHEMA {schema} CASCADE")


def rewrite(database: Database, statement: str) -> None:
    """Change the tables as their owner can who takes the triggers away first."""
    with psycopg.connect(URL, autocommit=True) as owner:
        for table in ("record", "checkpoint", "head"):
            owner.execute(f"ALTER TABLE {database.schema}.{table} DISABLE TRIGGER ALL")
        owner.execute(statement.format(schema=database.schema))

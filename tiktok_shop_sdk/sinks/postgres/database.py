"""Opens connections to PostgreSQL that are durable before they answer, and tells what goes wrong as an OSError."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from ...core.logs import SCHEMA
from ...core.secret import Secret
from ...errors import DeclarationError
from .schema import plain

if TYPE_CHECKING:
    import psycopg

_CONNECT_SECONDS = 5
_FSYNC = "SHOW fsync"
_KEEPALIVE = {"keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3, "tcp_user_timeout": 15_000}


@dataclass(frozen=True, slots=True)
class Database:
    """Where the tables are, and which log in them is meant; `url` is what libpq takes, a password included."""

    url: Secret
    log: str
    schema: str = SCHEMA

    def __post_init__(self) -> None:
        plain(self.schema)

    @contextmanager
    def connected(self) -> Iterator[psycopg.Connection[Any]]:
        """A connection that is closed afterwards. Raises OSError for all that goes wrong with it."""
        with telling():
            connection = self.connect()
            try:
                yield connection
            finally:
                connection.close()

    def connect(self) -> psycopg.Connection[Any]:
        """Connect. Raises psycopg.Error, and OSError for a server that would forget what it confirmed."""
        connection: psycopg.Connection[Any] = _psycopg().connect(
            self.url.reveal(),
            autocommit=True,
            connect_timeout=_CONNECT_SECONDS,
            application_name="tiktok-shop-audit",
            **_KEEPALIVE,
        )
        try:
            connection.execute("SET synchronous_commit = on")
            kept = connection.execute(cast(Any, _FSYNC)).fetchone()
        except BaseException:
            connection.close()
            raise
        if kept != ("on",):
            connection.close()
            raise OSError("the server runs with fsync = off and would forget what it confirmed")
        return connection


@contextmanager
def telling() -> Iterator[None]:
    """Raise what psycopg raises as OSError: the words of the server, never the address with its password."""
    try:
        yield
    except _psycopg().Error as error:
        raise OSError(f"PostgreSQL: {' '.join(str(error).split()) or type(error).__name__}") from None


def let_go(connection: psycopg.Connection[Any], pid: int) -> None:
    """Close a connection; in a forked child, only its copy of the socket, or the parent's session would end."""
    if pid == os.getpid():
        connection.close()
    else:
        os.close(connection.fileno())


def _psycopg() -> Any:
    try:
        import psycopg  # an extra
    except ImportError:
        raise DeclarationError(
            "The audit log in PostgreSQL needs psycopg: pip install 'tiktok-shop-sdk[postgres]'"
        ) from None
    return psycopg

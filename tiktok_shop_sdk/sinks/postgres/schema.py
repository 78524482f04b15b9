"""The tables of the audit log in PostgreSQL, and what keeps them from ever being changed.

Whoever owns the tables applies this once (`tiktok-shop audit schema`). The role that writes may insert and read
and nothing else; the triggers refuse a change to everybody, and a head that moves backwards.
"""

from __future__ import annotations

import re

from ...core.logs import SCHEMA
from ...errors import DeclarationError

_NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")

_DDL = """\
CREATE SCHEMA {schema};

-- One row per record: `line` is the line of format v1, byte for byte. The last record of each transaction holds
-- the Merkle root over all records of its stream so far.
CREATE TABLE {schema}.record (
    log text NOT NULL, stream integer NOT NULL, seq bigint NOT NULL, line text NOT NULL, root text,
    PRIMARY KEY (log, stream, seq));
CREATE TABLE {schema}.checkpoint (
    log text NOT NULL, stream integer NOT NULL, size bigint NOT NULL, closes boolean NOT NULL, line text NOT NULL,
    PRIMARY KEY (log, stream, size, closes));
-- Heads of logs that are kept elsewhere.
CREATE TABLE {schema}.head (
    log text NOT NULL, stream integer NOT NULL, size bigint NOT NULL, line text NOT NULL,
    PRIMARY KEY (log, stream, size));

CREATE FUNCTION {schema}.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log only grows: % of %.% is refused', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME;
END $$;
CREATE FUNCTION {schema}.next_record() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.seq <> 1 + coalesce((SELECT max(seq) FROM {schema}.record WHERE log = NEW.log AND stream = NEW.stream), 0)
    THEN RAISE EXCEPTION 'record % of stream s% is not the next', NEW.seq, NEW.stream; END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION {schema}.forward() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE last bigint;
BEGIN
    EXECUTE format('SELECT max(size) FROM %I.%I WHERE log = $1 AND stream = $2', TG_TABLE_SCHEMA, TG_TABLE_NAME)
        INTO last USING NEW.log, NEW.stream;
    IF NEW.size < last THEN
        RAISE EXCEPTION 'the head of stream s% would move back from % to %', NEW.stream, last, NEW.size;
    END IF;
    RETURN NEW;
END $$;
"""
_ONLY_GROWS = """\
CREATE TRIGGER {order} BEFORE INSERT ON {schema}.{table} FOR EACH ROW EXECUTE FUNCTION {schema}.{order}();
CREATE TRIGGER unchanged BEFORE UPDATE OR DELETE ON {schema}.{table}
    FOR EACH ROW EXECUTE FUNCTION {schema}.refuse();
CREATE TRIGGER kept BEFORE TRUNCATE ON {schema}.{table} FOR EACH STATEMENT EXECUTE FUNCTION {schema}.refuse();
ALTER TABLE {schema}.{table} ENABLE ALWAYS TRIGGER {order};
ALTER TABLE {schema}.{table} ENABLE ALWAYS TRIGGER unchanged;
ALTER TABLE {schema}.{table} ENABLE ALWAYS TRIGGER kept;
"""
_ROLE = """\
CREATE ROLE {role} LOGIN;
GRANT USAGE ON SCHEMA {schema} TO {role};
GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA {schema} TO {role};
"""
_ORDERS = {"record": "next_record", "checkpoint": "forward", "head": "forward"}


def ddl(*, schema: str = SCHEMA, role: str | None = None) -> str:
    """Return the SQL that makes the tables and, if a role is named, a role that may insert and read alone.

    Raises DeclarationError for a name that is not a plain SQL name.
    """
    plain(schema)
    parts = [_DDL.format(schema=schema)]
    parts += [_ONLY_GROWS.format(schema=schema, table=table, order=order) for table, order in _ORDERS.items()]
    if role is not None:
        parts.append(_ROLE.format(schema=schema, role=plain(role)))
    return "\n".join(parts)


def plain(name: str) -> str:
    """Return a name that needs no quotes in SQL. Raises DeclarationError for any other."""
    if not _NAME.fullmatch(name):
        raise DeclarationError(f"{name!r} is not a plain name for a schema or role: a-z, 0-9 and _")
    return name

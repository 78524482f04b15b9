"""Opens the place where an account lives on this machine, once per process, and closes it with its last client."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from .account import Account
from .core.audit import Record
from .core.limits import Ledger
from .core.secret import Secret
from .core.sensitive import POLICY_HASH
from .errors import DeclarationError
from .ports.clock import Clock, SystemClock
from .ports.commons import Commons
from .ports.files import private_directory, replace_file
from .ports.household import Household, TokenShelf
from .ports.sealing import Sealer
from .ports.turn import Turnstile
from .sinks.declared import sink
from .sinks.keys import Pseudonyms
from .stores.tokens import TokenFile

if TYPE_CHECKING:
    from .stores.redis_server import RedisServer

# The registry of accounts open in this process, and of what they share: the only module-level state of the package.
_OPEN: dict[tuple[object, ...], Household] = {}
_COMMONS = Commons()
_SERVERS: WeakValueDictionary[Secret, RedisServer] = WeakValueDictionary()
_GUARD = threading.Lock()


def enter(account: Account, *, clock: Clock | None = None) -> Household:
    """The household of this account, opened if this client is its first in this process."""
    # Clients that declare something else about the way out do not share it; ledger and tokens are files, and shared.
    out = (account.audit, account.anchors, account.limits, account.egress, account.endpoints, account.app.key)
    key = (account.directory, account.token_key, account.shared, *out)
    with _GUARD:
        house = _OPEN.get(key)
        if house is None or house.pid != os.getpid():  # a forked child opens its own
            house = _opened(account, clock or SystemClock())
            _finish_purge(house, account)
            _OPEN[key] = house
        house.clients += 1
        return house


def _finish_purge(house: Household, account: Account) -> None:
    """A purge that was interrupted goes before anything else."""
    if not account.purge_journal.exists():
        return
    from .purge import resume  # nobody who closes no shop pays for it

    try:
        resume(house, account)
    except BaseException:
        house.close()
        raise


def leave(house: Household) -> None:
    """Called once by each client; the last one closes the household."""
    with _GUARD:
        house.clients -= 1
        if house.clients > 0 or house.pid != os.getpid():
            return
        for key in [key for key, known in _OPEN.items() if known is house]:
            del _OPEN[key]
        if not _OPEN:
            _COMMONS.close()
    house.close()


def _opened(account: Account, clock: Clock) -> Household:
    _prepare(account)
    tokens, open_ledger = _on_machines(account, account.shared, clock) if account.shared else _on_disk(account, clock)
    return Household(
        name=account.name,
        app_key=account.app.key,
        limits=account.limits,
        egress=account.egress,
        bases={"api": account.endpoints.api, "auth": account.endpoints.auth},
        clock=clock,
        turnstile=Turnstile(clock),
        tokens=tokens,
        sink=sink(account, clock_ns=lambda: int(clock.wall() * 1e9), about=_about(account), hands=_COMMONS.hands),
        names=Pseudonyms(account.directory / "keys"),
        open_ledger=open_ledger,
        commons=_COMMONS,
    )


def _on_disk(account: Account, clock: Clock) -> tuple[TokenShelf, Callable[[str], Ledger]]:
    """Tokens and ledgers as files of this machine."""

    def open_ledger(identity: str) -> Ledger:
        from .stores.sqlite import SqliteLedger  # opened with the first call, and loaded with it

        path = account.ledgers / f"{identity}.sqlite3"
        return SqliteLedger(path, account.limits, egress=account.egress.label, clock=clock)

    return TokenFile(account.directory, _sealer(account)), open_ledger


def _on_machines(account: Account, address: Secret, clock: Clock) -> tuple[TokenShelf, Callable[[str], Ledger]]:
    """Tokens and ledgers in the Redis that several machines share."""
    from .stores.redis_ledger import RedisLedger  # for accounts that declare one
    from .stores.redis_tokens import RedisTokens

    server = server_of(address)

    def open_ledger(identity: str) -> Ledger:
        return RedisLedger(server, identity, account.limits, egress=account.egress.label, clock=clock)

    lease = 2 * account.limits.attempt_timeout
    return RedisTokens(server, account.app.key, account.name, _sealer(account), lease=lease), open_ledger


def server_of(address: Secret) -> RedisServer:
    """The server at this address, with the connections that all accounts of this process share."""
    from .stores.redis_server import RedisServer

    return _SERVERS.setdefault(address, RedisServer(address))


def _sealer(account: Account) -> Sealer:
    return Sealer(f"account {account.name!r}", account.token_key)


def _about(account: Account) -> Record:
    """What stands at the beginning of each run in the log."""
    return Record(
        "start",
        app=account.app.key,
        purpose=account.statement.text,
        statement=account.statement.digest,
        certificate=account.user_agent.certificate,
        user_agent=account.user_agent.header,
        egress=account.egress.label,
        policy=POLICY_HASH,
    )


def _prepare(account: Account) -> None:
    """The private directories, and in one of them the statement whole, beside the log that holds its hash."""
    kept = account.statements / f"{account.statement.digest[:16]}.json"
    trouble = ""
    try:
        for directory in (account.directory, account.ledgers, kept.parent):
            private_directory(directory)
        if not kept.exists():
            replace_file(kept, json.dumps(account.statement.as_dict(), ensure_ascii=False, indent=2).encode())
    except OSError as error:
        trouble = f"the state directory {account.state} cannot be used: {error.strerror or type(error).__name__}"
    if trouble:
        raise DeclarationError(trouble)

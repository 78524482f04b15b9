"""Closes a shop, or a whole account, on this machine: destroys what is kept of it and certifies that.

The order is on the disk first. Each step may be repeated, so whatever interrupts a purge, the account's next start
finishes it before anything else. What stays is named in `core.purging.KEPT`. Unlinked files are gone for who reads
files; what a disk still holds in unused blocks is beyond a program's reach, so encrypt the disk.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from os import PathLike
from pathlib import Path

from .account import Account
from .core.errand import Errand, ShopRef, record_of
from .core.kept import Kept
from .core.purging import Certificate, PurgeOrder
from .core.secret import Secret
from .errors import InvalidRequest, PurgeUnfinished
from .ports.files import left_by_a_crash, private_directory, read_file, replace_file, sync_directory
from .ports.household import Household
from .sinks.heads import heads
from .stores.inbox import Inbox, Owner

LOCK_POLL = 0.05


def purge(
    house: Household, account: Account, *, shop_id: str | None = None, cursors: Iterable[str | PathLike[str]] = ()
) -> Certificate:
    """Destroy what is kept of a shop, or of the whole account; the caller holds the refresh lock.

    Raises `InvalidRequest` if nothing is kept of it, `PurgeUnfinished` and what stores and the audit log raise.
    """
    if (unfinished := _unfinished(account)) is not None:
        certificate = _carried_out(house, account, unfinished)
        if unfinished.shop_id in (shop_id, None):
            return certificate
    files = [str(Path(cursor).absolute()) for cursor in cursors]
    with _told("did not begin"):
        found = _found(house, account, shop_id, files)
    if not any(found.values()):
        raise InvalidRequest("nothing is kept of this shop or account, so there is nothing to destroy")
    with _told("did not begin"):
        order = PurgeOrder(
            id=house.unique(),
            began=house.clock.wall(),
            account=house.pseudonym(None),
            shop=None if shop_id is None else house.pseudonym(shop_id),
            shop_id=shop_id,
            found=found,
            cursors=tuple(files),
        )
        replace_file(account.purge_journal, order.encoded())
    return _carried_out(house, account, order)


def resume(house: Household, account: Account) -> None:
    """Finish the purge that was interrupted, if there was one. Raises as `purge` does."""
    lock = house.refresh_lock()
    while account.purge_journal.exists() and not lock.try_acquire():
        house.clock.sleep(LOCK_POLL)
    try:
        if (order := _unfinished(account)) is not None:  # else another process has finished it
            _carried_out(house, account, order)
    finally:
        lock.release()


def _unfinished(account: Account) -> PurgeOrder | None:
    with _told("is not complete"):
        return PurgeOrder.decoded(read_file(account.purge_journal)) if account.purge_journal.exists() else None


def _carried_out(house: Household, account: Account, order: PurgeOrder) -> Certificate:
    shop = None if order.shop_id is None else ShopRef(order.shop_id, Secret(""))
    errand = Errand(order.operation, "", "", (), shop=shop)
    house.closing = True
    intent = house.sink.append(record_of(account, order, "intent", errand))
    with _told("is not complete"):
        _destroy(house, account, order)
        house.sink.append(record_of(account, order, "purge", errand, detail=order.found))
        house.sink.append(record_of(account, order, "outcome", errand, cause=intent, outcome="ok"))
        certificate = _certified(house, account, order)
        account.purge_journal.unlink()
        sync_directory(account.directory)
    house.closing = False
    return certificate


def _destroy(house: Household, account: Account, order: PurgeOrder) -> None:
    """Every step destroys what is there, and finds nothing the second time."""
    shop_id = order.shop_id
    house.tokens.change(lambda kept: Kept() if shop_id is None else kept.without_shop(shop_id))
    house.forget_names(shop_id)
    replaced = [account.directory / "tokens.json", account.purge_journal, *map(Path, order.cursors)]
    leftovers = [left for file in replaced for left in left_by_a_crash(file)]
    for file in (*_journals(account, shop_id), *map(Path, order.cursors), *leftovers):
        file.unlink(missing_ok=True)
        if file.parent.exists():
            sync_directory(file.parent)
    with _inbox(house, account) as inbox:
        if inbox is not None:
            inbox.forget(Owner(account.name, shop_id or ""))


def _found(house: Household, account: Account, shop_id: str | None, cursors: list[str]) -> dict[str, int]:
    kept = house.tokens.kept()
    with _inbox(house, account) as inbox:
        events = 0 if inbox is None else inbox.count(Owner(account.name, shop_id or ""))
    return {
        "tokens": int(shop_id is None and kept.grant is not None),
        "shop_ciphers": len(kept.ciphers) if shop_id is None else int(shop_id in kept.ciphers),
        "name_keys": house.names.count(shop_id),
        "stock_journals": sum(file.suffix == ".sqlite3" for file in _journals(account, shop_id)),
        "cursors": sum(Path(cursor).exists() for cursor in cursors),
        "webhook_events": events,
    }


def _journals(account: Account, shop_id: str | None) -> list[Path]:
    """The journals of pushed stock, with what SQLite keeps beside them and their locks."""
    return sorted((account.directory / "sync").glob(f"inventory-{shop_id or '*'}.sqlite3*"))


@contextmanager
def _inbox(house: Household, account: Account) -> Iterator[Inbox | None]:
    if not account.inbox.exists():
        yield None
        return
    inbox = Inbox(account.inbox, clock=house.clock, patience=5.0)
    try:
        yield inbox
    finally:
        inbox.close()


def _certified(house: Household, account: Account, order: PurgeOrder) -> Certificate:
    agent, log = account.user_agent, account.directory / "audit"
    certificate = Certificate.of(
        order,
        declared_by={
            "application": f"{agent.application}/{agent.version}",
            "certificate": agent.certificate,
            "app": account.app.key,
            "statement": account.statement.digest,
        },
        ended=house.clock.wall(),
        log=heads(log, "") if log.exists() else {},
    )
    place = private_directory(account.directory / "certificates") / f"{order.operation}-{order.id}.json"
    for left in left_by_a_crash(place):
        left.unlink()
    replace_file(place, json.dumps(certificate.as_dict(), indent=2).encode())
    return certificate


@contextmanager
def _told(what: str) -> Iterator[None]:
    try:
        yield
        return
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
    raise PurgeUnfinished(f"the purge {what}: {reason}")

"""What a purge is to destroy, and the certificate that says afterwards what it was, without any personal data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Literal

# What a purge leaves, and why: named in every certificate.
KEPT: Mapping[str, str] = {
    "audit_log": "kept whole for at least 180 days; the keys of its names are destroyed, so nobody is linked to it",
    "quota_ledger": "numbers and times only; limits hold until the last slot is free again",
    "purpose_statements": "the account's own declarations",
    "exports": "the user's own files, and cursors in Redis under names of the user's own",
}


def shop_hash(shop_id: str) -> str:
    """By which a store finds what it keeps of a shop without holding the shop's id."""
    return sha256(f"shop:{shop_id}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class PurgeOrder:
    """On the disk before anything is destroyed, so that an interrupted purge is finished at the next start.

    `account` and `shop` are the names in the audit log, which nobody can make again once their keys are gone. Without
    `shop_id` the whole account is meant. `found` counts what was there at the beginning.
    """

    id: str
    began: float
    account: str
    shop: str | None
    shop_id: str | None
    found: Mapping[str, int]
    cursors: tuple[str, ...] = ()

    @property
    def operation(self) -> str:
        """How the audit log calls this purge."""
        return "purge.account" if self.shop_id is None else "purge.shop"

    def pseudonym(self, shop_id: str | None) -> str:
        """For the records of this purge, made before the keys went."""
        return self.account if shop_id is None else self.shop or ""

    def encoded(self) -> bytes:
        """For the journal."""
        return json.dumps(asdict(self)).encode()

    @classmethod
    def decoded(cls, raw: bytes) -> PurgeOrder:
        """What `encoded` wrote. Raises ValueError for anything else."""
        try:
            stored = json.loads(raw)
            return cls(**{**stored, "cursors": tuple(stored["cursors"])})
        except (TypeError, KeyError) as error:
            raise ValueError("the journal of a purge cannot be read") from error


@dataclass(frozen=True, slots=True)
class Certificate:
    """What was destroyed, when, on whose declaration, and where the audit log stood.

    `account` and `shop` are the names under which the log speaks of them; nobody can link them to a shop any more.
    `destroyed` counts by kind, `log` has size and Merkle root of each stream of the log. Times are UTC.
    """

    id: str
    scope: Literal["shop", "account"]
    account: str
    shop: str | None
    declared_by: Mapping[str, str | None]
    began: str
    ended: str
    destroyed: Mapping[str, int]
    log: Mapping[str, int | str]
    kept: Mapping[str, str] = field(default_factory=lambda: KEPT)

    @property
    def digest(self) -> str:
        """SHA-256 of all the rest as JSON with sorted keys and no spaces."""
        return sha256(json.dumps(asdict(self), sort_keys=True, separators=(",", ":")).encode()).hexdigest()

    def as_dict(self) -> dict[str, Any]:
        """As it stands in its file."""
        return {**asdict(self), "sha256": self.digest}

    @classmethod
    def of(
        cls,
        order: PurgeOrder,
        *,
        declared_by: Mapping[str, str | None],
        ended: float,
        log: Mapping[str, int | str],
    ) -> Certificate:
        """For a purge that is done; `ended` is in Unix seconds."""
        return cls(
            id=order.id,
            scope="account" if order.shop_id is None else "shop",
            account=order.account,
            shop=order.shop,
            declared_by=declared_by,
            began=_utc(order.began),
            ended=_utc(ended),
            destroyed=order.found,
            log=log,
        )


def _utc(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")

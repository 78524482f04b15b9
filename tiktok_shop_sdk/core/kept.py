"""What is kept of one account's consent between calls and processes: one value, stored whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from .secret import Secret
from .tokens import Grant, RefreshMark

# Seconds. A consent may wait for the shop's owner; the code that comes back lives 30 minutes by itself.
STATE_LIFE = 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Kept:
    """The grant, the mark of a refresh that may be on its way, the ciphers by shop id, and the consent states that
    were given out, with the time (Unix seconds) until which each may come back."""

    grant: Grant | None = None
    mark: RefreshMark | None = None
    ciphers: Mapping[str, Secret] = field(default_factory=dict, repr=False)
    states: Mapping[str, float] = field(default_factory=dict, repr=False)

    def with_grant(self, grant: Grant, replaced: Grant | None = None) -> Kept:
        """After an exchange, or after the refresh of the grant `replaced`, which is void if there was a new consent, or
        a withdrawal, since. The ciphers of another seller open nothing."""
        if replaced is not None and self.grant != replaced:
            return self
        same = self.grant is not None and self.grant.open_id == grant.open_id
        return replace(self, grant=grant, mark=None, ciphers=self.ciphers if same else {})

    def without_grant(self, used: Secret) -> Kept:
        """After the grant of this access token was taken back; a newer consent stays."""
        if self.grant is None or self.grant.access_token != used:
            return self
        return Kept(states=self.states)

    def with_mark(self, mark: RefreshMark | None) -> Kept:
        """Before a refresh is sent; None when it is certain that nothing was."""
        return replace(self, mark=mark)

    def with_ciphers(self, ciphers: Mapping[str, Secret]) -> Kept:
        """After `shops()`, so that `client.shop("7495...")` needs no call."""
        return replace(self, ciphers=dict(ciphers))

    def without_shop(self, shop_id: str) -> Kept:
        """After a shop was closed."""
        return replace(self, ciphers={shop: cipher for shop, cipher in self.ciphers.items() if shop != shop_id})

    def with_state(self, state: str, now: float) -> Kept:
        """A consent state was given out."""
        fresh = {known: end for known, end in self.states.items() if end > now}
        return replace(self, states={**fresh, state: now + STATE_LIFE})

    def without_state(self, state: str) -> Kept:
        """A state works once."""
        return replace(self, states={known: end for known, end in self.states.items() if known != state})

    def encoded(self) -> bytes:
        """Everything in clear, for the private token file, or to be sealed, and nothing else."""
        return json.dumps(
            {
                "grant": self.grant and self.grant.reveal(),
                "mark": self.mark and self.mark.as_dict(),
                "ciphers": {shop: cipher.reveal() for shop, cipher in self.ciphers.items()},
                "states": dict(self.states),
            }
        ).encode()

    @classmethod
    def decoded(cls, raw: bytes) -> Kept | None:
        """What `encoded` wrote, now or in an earlier version; None for anything else."""
        try:
            stored: dict[str, Any] = json.loads(raw)
            grant, mark = stored.get("grant"), stored.get("mark")
            return cls(
                grant=Grant.revealed(grant) if grant else None,
                mark=RefreshMark(**mark) if mark else None,
                ciphers={shop: Secret(cipher) for shop, cipher in stored.get("ciphers", {}).items()},
                states=dict(stored.get("states", {})),
            )
        except (ValueError, TypeError, KeyError, AttributeError):  # its text is the file, tokens and all: it ends here
            return None

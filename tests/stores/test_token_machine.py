"""Whatever processes do to the token file, and wherever one dies, what is kept is the old value or the new one."""

from __future__ import annotations

import base64
import itertools
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.stores.test_tokens import GRANT
from tiktok_shop_sdk import KeyFromEnvironment
from tiktok_shop_sdk.core.kept import Kept
from tiktok_shop_sdk.core.secret import Secret
from tiktok_shop_sdk.core.tokens import Grant, RefreshMark
from tiktok_shop_sdk.errors import TokensUnavailable
from tiktok_shop_sdk.ports import files
from tiktok_shop_sdk.ports.sealing import Sealer
from tiktok_shop_sdk.stores.tokens import TokenFile

KEYS = [base64.urlsafe_b64encode(bytes([number]) * 32).decode() for number in range(3)]
VARIABLE = "TOKEN_MACHINE_KEY"
NAMES = st.sampled_from("abc")
PROCESSES = st.integers(0, 1)


class Died(BaseException):
    """The process is gone."""


class TokenMachine(RuleBasedStateMachine):
    """Two processes, one file; `expected` is what a reader must find."""

    def __init__(self) -> None:
        super().__init__()
        self.directory = Path(tempfile.mkdtemp())
        self.expected = Kept()
        self.issued = itertools.count()
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr(os, "fsync", lambda descriptor: None)
        self.key: KeyFromEnvironment | None = None
        self.shelves = [self.opened(), self.opened()]

    @initialize(sealed=st.booleans())
    def begin(self, sealed: bool) -> None:
        if sealed:
            self.exchange_keys(0)

    def opened(self) -> TokenFile:
        return TokenFile(self.directory, Sealer("account 'acme-uk'", self.key))

    def new_grant(self, seller: str) -> Grant:
        number = next(self.issued)
        return replace(GRANT, access_token=Secret(f"a{number}"), refresh_token=Secret(f"r{number}"), open_id=seller)

    def change(self, process: int, change: Callable[[Kept], Kept]) -> None:
        assert self.shelves[process].change(change) == self.expected
        self.expected = change(self.expected)

    @rule(process=PROCESSES, seller=NAMES)
    def consent(self, process: int, seller: str) -> None:
        grant = self.new_grant(seller)
        self.change(process, lambda kept: kept.with_grant(grant))

    @precondition(lambda self: self.expected.grant is not None)
    @rule(process=PROCESSES, overtaken=st.booleans())
    def refresh(self, process: int, overtaken: bool) -> None:
        before = self.expected.grant
        assert before is not None
        mark, after = RefreshMark.of(before, 1.0), self.new_grant(before.open_id)
        self.change(process, lambda kept: kept.with_mark(mark))
        assert self.shelves[1 - process].kept().mark == mark
        if overtaken:
            self.consent(1 - process, "another")
        self.change(process, lambda kept: kept.with_grant(after, before))
        assert (self.expected.grant == after) is not overtaken

    @rule(process=PROCESSES, shops=st.dictionaries(NAMES, NAMES.map(Secret)))
    def list_shops(self, process: int, shops: dict[str, Secret]) -> None:
        self.change(process, lambda kept: kept.with_ciphers(shops))

    @rule(process=PROCESSES, shop=NAMES)
    def close_shop(self, process: int, shop: str) -> None:
        self.change(process, lambda kept: kept.without_shop(shop))

    @rule(process=PROCESSES, state=NAMES, now=st.sampled_from([0.0, 90000.0]))
    def give_out_state(self, process: int, state: str, now: float) -> None:
        self.change(process, lambda kept: kept.with_state(state, now))

    @rule(process=PROCESSES, state=NAMES)
    def take_state(self, process: int, state: str) -> None:
        self.change(process, lambda kept: kept.without_state(state))

    @precondition(lambda self: self.expected.grant is not None)
    @rule(process=PROCESSES, newest=st.booleans())
    def withdraw(self, process: int, newest: bool) -> None:
        assert self.expected.grant is not None
        used = self.expected.grant.access_token if newest else Secret("of an earlier consent")
        self.change(process, lambda kept: kept.without_grant(used))

    @rule(process=PROCESSES, seller=NAMES, step=st.integers(1, 4))
    def die_in_a_change(self, process: int, seller: str, step: int) -> None:
        grant = self.new_grant(seller)
        with dying(step), pytest.raises(Died):
            self.shelves[process].change(lambda kept: kept.with_grant(grant))
            raise Died
        self.shelves[process] = self.opened()
        found = self.opened().kept()
        assert found in (self.expected, self.expected.with_grant(grant))
        self.expected = found

    @rule(process=PROCESSES)
    def restart(self, process: int) -> None:
        self.shelves[process] = self.opened()

    @rule(number=st.integers(0, 2))
    def exchange_keys(self, number: int) -> None:
        """The new key in front of all the others; a file of before is sealed from now on."""
        self.patch.setenv(VARIABLE, " ".join([KEYS[number], *KEYS]))
        self.key = KeyFromEnvironment(VARIABLE)
        self.shelves = [self.opened(), self.opened()]

    @precondition(lambda self: self.key is not None and (self.directory / "tokens.json").exists())
    @rule(process=PROCESSES)
    def lose_the_key(self, process: int) -> None:
        before = (self.directory / "tokens.json").read_bytes()
        kept = os.environ[VARIABLE]
        self.patch.setenv(VARIABLE, base64.urlsafe_b64encode(b"x" * 32).decode())
        if not before.startswith(b"{"):
            with pytest.raises(TokensUnavailable):
                self.opened().change(lambda kept: kept.with_grant(GRANT))
        assert (self.directory / "tokens.json").read_bytes() == before
        self.patch.setenv(VARIABLE, kept)

    @invariant()
    def every_process_sees_it(self) -> None:
        assert [shelf.kept() for shelf in self.shelves] == [self.expected] * 2
        assert self.opened().kept() == self.expected

    def teardown(self) -> None:
        self.patch.undo()
        shutil.rmtree(self.directory)


@contextmanager
def dying(step: int) -> Iterator[None]:
    """Die just before the so-manieth thing that a change does to the disk."""
    steps = itertools.count(1)

    def deadly(original: Callable[..., Any]) -> Callable[..., Any]:
        def done(*given: Any, **named: Any) -> Any:
            if next(steps) == step:
                raise Died
            return original(*given, **named)

        return done

    with pytest.MonkeyPatch.context() as patch:
        for owner, name in ((files, "write_all"), (os, "fsync"), (Path, "replace")):
            patch.setattr(owner, name, deadly(getattr(owner, name)))
        yield


class TestTokenMachine(TokenMachine.TestCase):
    settings = settings(max_examples=25, stateful_step_count=25, deadline=None)


@pytest.mark.slow
class TestTokenMachineAtLength(TokenMachine.TestCase):
    settings = settings(max_examples=1000, stateful_step_count=40, deadline=None)


def test_a_file_that_is_written_in_place_would_be_torn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control."""
    shelf = TokenFile(tmp_path)
    shelf.change(lambda kept: kept.with_grant(GRANT))

    def in_place(path: Path, data: bytes) -> None:
        path.write_bytes(data[:40])
        raise Died

    monkeypatch.setattr("tiktok_shop_sdk.stores.tokens.replace_file", in_place)
    with pytest.raises(Died):
        shelf.change(lambda kept: kept.with_state("s", 0.0))
    with pytest.raises(TokensUnavailable, match="damaged"):
        TokenFile(tmp_path).kept()

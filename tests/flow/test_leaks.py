"""What was stripped and what is secret is in no result, print, log, error or file, whatever goes wrong."""

from __future__ import annotations

import gzip
import io
import logging
import pickle
import re
import traceback
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.flow.conftest import Rig
from tests.flow.test_flow import first_page, push
from tiktok_shop_sdk.errors import ShopError
from tiktok_shop_sdk.sandbox import PLANTED, SANDBOX_APP_SECRET
from tiktok_shop_sdk.stores.tokens import TokenFile


def planted() -> list[str]:
    return [text for texts in PLANTED.values() for text in texts]


def secrets(rig: Rig) -> list[str]:
    """Everything that opens something, as it stands in the private token file just now."""
    kept = TokenFile(rig.account.directory).kept()
    tokens = [kept.grant.access_token, kept.grant.refresh_token] if kept.grant else []  # none after a withdrawal
    return [SANDBOX_APP_SECRET, *(secret.reveal() for secret in (*tokens, *kept.ciphers.values()))]


def printed(value: Any) -> str:
    """Everything that can be seen of a value."""
    shown = [repr(value), str(value), f"{value}"]
    for name in ("model_dump", "model_dump_json", "to_dict"):
        if hasattr(value, name):
            shown.append(repr(getattr(value, name)()))
    if isinstance(value, list):
        shown += [printed(item) for item in value]
    return "\n".join(shown)


def everything_about(error: BaseException) -> str:
    """As an error tracker collects it: the chain, our frames, and what their locals hold."""
    told = []
    seen: BaseException | None = error
    while seen is not None:
        collected = traceback.TracebackException.from_exception(seen, capture_locals=True)
        ours = [frame for frame in collected.stack if "tests" not in Path(frame.filename).parts]
        told += [f"{frame.line} {frame.locals!r}" for frame in ours]
        seen = seen.__cause__ or seen.__context__
    return f"{told}\n{error}\n{error!r}\n{error.__dict__!r}\n{pickle.dumps(error)!r}"


class Ears:
    """Hears the root logger at DEBUG, and warnings."""

    def __enter__(self) -> Ears:
        self.stream = io.StringIO()
        self.handler = logging.StreamHandler(self.stream)
        self.root = logging.getLogger()
        self.level = self.root.level
        self.root.addHandler(self.handler)
        self.root.setLevel(logging.DEBUG)
        self.caught = warnings.catch_warnings(record=True)
        self.warned = self.caught.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self.caught.__exit__(None, None, None)
        self.root.removeHandler(self.handler)
        self.root.setLevel(self.level)

    def heard(self) -> str:
        return self.stream.getvalue() + "\n".join(str(w.message) for w in self.warned)


def written(rig: Rig) -> str:
    texts = []
    for path in rig.files():
        if path.name != "tokens.json" and "keys" not in path.parts:
            raw = path.read_bytes()
            texts.append((gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("latin-1"))
    return "\n".join(texts)


def leaks(text: str, values: list[str]) -> list[str]:
    # A short number would be found by chance inside a hash or a time; as a value it stands alone.
    return [v for v in values if v in text and (len(v) > 6 or re.search(rf"(?<!\w){re.escape(v)}(?!\w)", text))]


def test_the_planted_values_do_arrive_at_the_wire(rig: Rig) -> None:
    """The control: the same search finds them in what the platform sends."""
    bodies: list[bytes] = []
    answer = rig.platform.answer
    rig.platform.answer = lambda incoming: bodies.append((out := answer(incoming)).body) or out
    rig.go(first_page(rig))
    assert len(leaks(b"".join(bodies).decode(), planted())) >= 5


def test_nothing_sensitive_is_in_a_result_a_log_or_a_file(rig: Rig) -> None:
    with Ears() as ears:
        orders = rig.go(lambda client: client.shop(rig.shop_id).orders.search(page_size=50))
        details = rig.go(lambda client: client.shop(rig.shop_id).orders.get([orders[0].id]))
        shops = rig.go(lambda client: client.shops())
    seen = printed(orders) + printed(details) + printed(shops) + repr(rig.account)
    assert orders[0].payment.total_amount is not None
    for text in (seen, ears.heard(), written(rig)):
        assert leaks(text, planted()) == []
        assert leaks(text, secrets(rig)) == []


TROUBLES = [
    "429*9@+1", "36009003-after*9@+1", "500*9@+1", "503*9@+1", "403@+1", "address@+1", "clock@+1", "garbage@+1",
    "cut*9@+1", "deauthorized@+1", "105005@+1", "106001@+1", "98001004@+1", "12052055@+1", "slow:90*9@+1",
]  # fmt: skip


@pytest.mark.parametrize("spec", TROUBLES)
@pytest.mark.parametrize("call", [first_page, push], ids=["read", "write"])
def test_no_error_tells_a_secret_or_a_buyer(rig: Rig, spec: str, call: Callable[[Rig], Any]) -> None:
    rig.platform.trouble(spec)
    before = secrets(rig)
    with Ears() as ears, pytest.raises(ShopError) as error:
        rig.go(call(rig))
    for text in (everything_about(error.value), ears.heard(), written(rig)):
        assert leaks(text, planted()) == []
        assert leaks(text, before + secrets(rig)) == []


def test_an_answer_that_breaks_the_model_tells_no_value(rig: Rig) -> None:
    answer = rig.platform.answer

    def broken(incoming: Any) -> Any:
        from dataclasses import replace

        out = answer(incoming)
        return replace(out, body=out.body.replace(b'"line_items":[', b'"line_items":["Avery Example",'))

    rig.platform.answer = broken
    with pytest.raises(ShopError) as error:
        rig.go(first_page(rig))
    assert leaks(everything_about(error.value), planted()) == []
    assert error.value.__context__ is None and error.value.__cause__ is None


def test_token_calls_leave_no_trace_of_their_secrets(rig: Rig) -> None:
    before = secrets(rig)
    rig.clock.sleep(7 * 86400 - 60)
    with Ears() as ears:
        rig.go(first_page(rig))
    for text in (ears.heard(), written(rig)):
        assert leaks(text, before + secrets(rig)) == []


def test_private_files_are_private(rig: Rig, tmp_path: Path) -> None:
    import os

    if os.name != "posix":
        pytest.skip("Windows has no permission bits")
    rig.go(first_page(rig))
    assert {oct(path.stat().st_mode & 0o077) for path in rig.files()} == {"0o0"}

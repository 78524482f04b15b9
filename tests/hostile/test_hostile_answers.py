"""No answer is read that would fill the memory or is not meant to be read, through both clients and the fast way."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.hostile.server import Hostile, answer, bomb, serving

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the peak of a process is read in /proc")

MOST = 64 * 1024 * 1024  # bytes
ROOT = Path(__file__).parents[2]
GZIP = "Content-Encoding: gzip"


def packed(body: bytes) -> bytes:
    pack = zlib.compressobj(1, wbits=31)
    return answer(pack.compress(body) + pack.flush(), GZIP)


def orders(items: bytes) -> bytes:
    return packed(b'{"code":0,"data":{"orders":[' + items + b"]}}")


def extra(value: bytes) -> bytes:
    return packed(b'{"code":0,"data":{"orders":[],"x":' + value + b"}}")


@cache
def large_bomb() -> bytes:
    return bomb(100_000_000, 298_000)


ATTACKS: dict[str, Callable[[], bytes]] = {
    "a bomb": lambda: answer(large_bomb(), GZIP),
    "stacked encodings": lambda: answer(large_bomb(), "Content-Encoding: gzip, gzip"),
    "2 MB of headers": lambda: answer(b"{}", *[f"X-{n}: {'x' * 2000}" for n in range(1000)]),
    "9 MB on the wire": lambda: answer(b'{"code":0,"data":{"orders":[{"id":"%b"}]}}' % (b"x" * 9_000_000)),
    "10 million values": lambda: orders(b"[]," * 5_000_000 + b"1"),
    "empty orders": lambda: orders(b'{"id":"1"},' * 200_000 + b"{}"),
    "a long text": lambda: orders(b'{"id":"%b"}' % (b"x" * 20_000_000 + "😀".encode())),
    "depth 100,000": lambda: extra(b"[" * 100_000 + b"]" * 100_000),
    "depth 65": lambda: extra(b"[" * 63 + b"]" * 63),
    "no number": lambda: extra(b"NaN"),
    "no end": lambda: extra(b"[1, -Infinity]"),
    "a huge integer": lambda: extra(b"9" * 4000),
    "a huger integer": lambda: extra(b"9" * 2_000_000),
}
# What is read all the same, and takes the most.
HEAVY: dict[str, Callable[[], bytes]] = {
    "as many orders as are read": lambda: orders(b",".join(b'{"id":"%d"}' % n for n in range(19_990))),
    "a text as long as is read": lambda: orders(b'{"id":"%b"}' % (b"N" * 3_100_000 + "😀".encode())),
    "faults": lambda: orders(b"1," * 240_000 + b"1"),
    "words": lambda: orders(b'{"id":"NaN, -Infinity, %b"}' % (b"9" * 40)),
    "depth 64": lambda: extra(b"[" * 62 + b"]" * 62),
}


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    made: dict[str, bytes] = {}
    now: list[str] = []

    def act(line: socket.socket, done: threading.Event) -> None:
        asked = line.recv(65536)
        if asked.startswith(b"GET /next/"):
            now[:] = [unquote(asked.split()[1].decode().removeprefix("/next/"))]
            if now[0] not in made:
                made[now[0]] = {**ATTACKS, **HEAVY}[now[0]]()
            line.sendall(answer(b""))
        else:
            line.sendall(made[now[0]])

    server: Hostile
    with serving(act) as server:
        yield server.base()


def met(kind: str, url: str, state: Path, attacks: dict[str, Callable[[], bytes]]) -> list[tuple[str, str, int]]:
    """Of a process of its own: each attack, what came of it, by how many bytes the memory grew."""
    victim = [sys.executable, "-m", "tests.hostile.victim", kind, url, str(state), *attacks]
    told = subprocess.run(victim, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert not told.stderr
    return [tuple(json.loads(line)) for line in told.stdout.splitlines()]


@pytest.mark.parametrize("kind", ["blocking", "async", "fast"])
def test_a_hostile_answer_is_refused_and_takes_little_memory(kind: str, url: str, tmp_path: Path) -> None:
    seen = met(kind, url, tmp_path, ATTACKS)
    assert len(seen) == 2 * len(ATTACKS)
    assert {came for _, came, _ in seen} == {"TransportError", "AnswerUnreadable"}
    assert [name for name, _, grew in seen if grew > MOST] == []


def test_what_is_read_takes_little_memory_too(url: str, tmp_path: Path) -> None:
    seen = met("async", url, tmp_path, HEAVY)
    assert {name: came for name, came, _ in seen[::2]} == dict.fromkeys(HEAVY, "read") | {"faults": "AnswerUnreadable"}
    assert [name for name, _, grew in seen if grew > MOST] == []


def test_a_plain_client_reads_them_and_takes_much_memory(url: str, tmp_path: Path) -> None:
    """The control."""
    filling = ["a bomb", "stacked encodings", "10 million values", "a long text"]
    taken = ["9 MB on the wire", "empty orders", "depth 65", "no number", "no end", "a huge integer"]
    seen = met("plain", url, tmp_path, {name: ATTACKS[name] for name in (*taken, *filling)})
    assert {name for name, _, grew in seen if grew > MOST} >= {*filling}
    assert {name for name, came, _ in seen if came == "read"} >= {*taken}

"""
What the audit log costs: an append beside a bare fsync, and `verify` with and without its short way for plain lines.

    python benchmarks/audit.py [calls]

Both sides in one run; read the ratios, machines are noisy. Memory is the peak of a process that only verifies.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tiktok_shop_sdk.core.audit import Record
from tiktok_shop_sdk.sinks import chain
from tiktok_shop_sdk.sinks.jsonl import JsonLinesSink
from tiktok_shop_sdk.sinks.verify import verify

ROUNDS = 7
PEAK = """
import resource, sys
from tiktok_shop_sdk.sinks.verify import verify
assert verify(sys.argv[1]).ok
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""
INTENT = Record(
    "intent",
    account="a" * 32,
    shop="b" * 32,
    app="6abc123",
    purpose="Inventory and order sync only",
    statement="c" * 64,
    user_agent="acme-erp/2.4 (ops@acme.example; TK-CERT-00017) tiktok-shop-sdk",
    operation="orders.search",
    method="POST",
    path="/order/202309/orders/search",
    attempt=1,
    egress="203.0.113.7",
    quota={"order": 2988},
    waited_ms=12,
    policy="d" * 64,
)


def call(log: JsonLinesSink) -> None:
    outcome = Record("outcome", cause=log.append(INTENT), outcome="ok", status=200, code=0, elapsed_ms=213)
    log.append(outcome)


def milliseconds(work: Callable[[], object], count: int) -> list[float]:
    found = []
    for _ in range(count):
        start = time.perf_counter()
        work()
        found.append((time.perf_counter() - start) * 1000)
    return sorted(found)


def appends(directory: Path, count: int) -> None:
    """One call is two appends and two syncs; beside them, as many bytes written and synced with nothing around it."""
    with JsonLinesSink(directory / "log") as log, (directory / "bare").open("wb", buffering=0) as bare:

        def synced() -> None:
            for _ in range(2):
                bare.write(b"x" * 700)
                os.fsync(bare.fileno())

        call(log)
        sides = {"append": milliseconds(lambda: call(log), count), "bare fsync": milliseconds(synced, count)}
    for name, found in sides.items():
        p50, p99 = found[count // 2] / 2, found[count * 99 // 100] / 2
        print(f"{name:<24} p50 {p50:7.3f} ms   p99 {p99:7.3f} ms")


def filled(directory: Path, calls: int) -> Path:
    """A log of that many calls, sealed as an hour at full pace is."""
    now = [1_767_614_400 * 10**9]

    def clock() -> int:
        now[0] += 250_000_000
        return now[0]

    real, os.fsync = os.fsync, lambda descriptor: None
    try:
        with JsonLinesSink(directory / "full", clock_ns=clock) as log:
            for _ in range(calls):
                call(log)
            now[0] += 3600 * 10**9
    finally:
        os.fsync = real
    return directory / "full"


def verifying(log: Path) -> None:
    short = chain.plain
    found: dict[str, list[float]] = {"every line as JSON": [], "verify": []}
    for _ in range(ROUNDS):
        for name, way in (("every line as JSON", lambda stream: lambda line: None), ("verify", short)):
            chain.plain = way
            start = time.process_time()
            verdict = verify(log)
            found[name].append(verdict.records / (time.process_time() - start))
            assert verdict.ok, verdict
    for name, rates in found.items():
        print(f"{name:<24} {statistics.median(rates):9,.0f} records/s   best {max(rates):9,.0f}")
    before, after = (statistics.median(rates) for rates in found.values())
    peak = subprocess.run([sys.executable, "-c", PEAK, str(log)], capture_output=True, text=True, check=True)
    print(f"{'ratio':<24} {after / before:9.2f}     peak memory {float(peak.stdout):.0f} MB")


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with tempfile.TemporaryDirectory() as place:
        appends(Path(place), min(count, 1000))
        verifying(filled(Path(place), count))

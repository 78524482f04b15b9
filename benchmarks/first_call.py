"""
What a client costs before it is of use, beside the PyPI package `tiktok-shop-api`.

    python -m venv ours && ours/bin/pip install .
    python -m venv other && other/bin/pip install tiktok-shop-api
    python benchmarks/first_call.py ours/bin/python other/bin/python

Both sides call one local sandbox, in turn, each step in an interpreter that has done nothing else. Read the ratios.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

from bench_account import account

from tiktok_shop_sdk import TikTokShop

HERE = Path(__file__).parent
ROUNDS = 5

METER = """
import json, resource, sys, time
_start = time.perf_counter()

def _memory():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * resource.getpagesize() / 1e6

_steps, _before = {{}}, _memory()

def step(name):
    global _start, _before
    now = time.perf_counter()
    _steps[name] = (round((now - _start) * 1000, 2), round(_memory() - _before, 2))
    _start, _before = time.perf_counter(), _memory()

{body}
print(json.dumps(_steps))
"""

OURS = """
sys.path.insert(0, {here!r})
import tiktok_shop_sdk
step("import")
from pathlib import Path
from bench_account import account
client = tiktok_shop_sdk.TikTokShop(account({url!r}, Path({state!r})))
step("client")
shop = client.shop({shop!r})
orders = shop.orders.search(page_size=20).first().items
step("first typed order call")
orders = shop.orders.search(page_size=20).first().items
step("second call")
from tiktok_shop_sdk.resources import FAMILIES
for family in FAMILIES:
    getattr(shop, family)
step("all families touched")
shops = [client.shop(str(number)) for number in range(200)]
kept = [(shop.orders, shop.products, shop.fulfillment) for shop in shops]
step("200 shops")
client.close()
"""

THEIRS = """
import tiktok_shop_api
step("import")
client = tiktok_shop_api.TikTokShop(
    app_key="sandboxappkey", app_secret="sandbox-app-secret-not-a-real-one", access_token={token!r},
    shop_cipher={cipher!r}, base_url={url!r},
)
step("client")
orders = client.orders.get_order_list(page_size=20)
step("first typed order call")
orders = client.orders.get_order_list(page_size=20)
step("second call")
groups = [getattr(client, name) for name in dir(client) if not name.startswith("_")]
step("all families touched")
shops = [client.with_shop(shop_cipher=str(number)) for number in range(200)]
step("200 shops")
"""


def measured(python: str, body: str) -> dict[str, tuple[float, float]]:
    """Each step's milliseconds and megabytes, in a fresh interpreter."""
    answer = subprocess.run([python, "-P", "-c", METER.format(body=body)], capture_output=True, text=True, check=True)
    found: dict[str, tuple[float, float]] = json.loads(answer.stdout)
    return found


def bare(python: str) -> float:
    """Milliseconds that an interpreter with nothing imported takes for the import step's overhead."""
    return measured(python, 'step("import")')["import"][0]


def main() -> None:
    mine, other = sys.argv[1:] if len(sys.argv) > 2 else (sys.executable, sys.executable)
    server = subprocess.Popen([sys.executable, str(HERE / "server.py")], stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        started = json.loads(server.stdout.readline())
        url = started["url"]
        with tempfile.TemporaryDirectory() as directory:
            state = Path(directory)
            with TikTokShop(account(url, state)) as client:
                client.auth_exchange(started["code"])
                shop = client.shops()[0]
            with urllib.request.urlopen(f"{url}/bench/tokens") as answer:
                token = json.load(answer)["access_token"]
            ours = OURS.format(here=str(HERE), url=url, state=str(state), shop=shop.id)
            theirs = THEIRS.format(url=url, token=token, cipher=shop.cipher.reveal())
            compare((mine, ours), (other, theirs))
    finally:
        server.terminate()


def compare(ours: tuple[str, str], theirs: tuple[str, str]) -> None:
    """The medians of some rounds, ours and theirs in turn; each side is an interpreter and what it runs."""
    rounds = [(measured(*ours), measured(*theirs)) for _ in range(ROUNDS)]
    print(f"a bare interpreter's import step: {bare(ours[0]):.1f} ms")
    print(f"{'step':<26}{'ours':>20}{'tiktok-shop-api':>22}")
    for name in rounds[0][0]:
        sides = [[one[name] for one in side] for side in zip(*rounds, strict=True)]
        cells = [
            f"{statistics.median(ms for ms, _ in side):8.1f} ms {statistics.median(mb for _, mb in side):6.1f} MB"
            for side in sides
        ]
        print(f"{name:<26}{cells[0]:>20}{cells[1]:>22}")


if __name__ == "__main__":
    main()

"""The webhook examples do what they say, each run with the real framework as its docstring tells."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.flow.conftest import an_account
from tests.webhooks.conftest import APP, an_event, consented, records, signature

ROOT = Path(__file__).parents[2]
COMMANDS = {
    "webhooks_fastapi.py": ("uvicorn", "webhooks_fastapi:app", "--log-level", "warning", "--port", "{port}"),
    "webhooks_flask.py": ("flask", "--app", "webhooks_flask", "run", "--port", "{port}"),
    "webhooks_django.py": ("webhooks_django", "runserver", "--noreload", "{port}"),
}
ENVIRON = {
    "TIKTOK_SHOP_NAME": "acme-uk",
    "TIKTOK_SHOP_APP_KEY": APP.key,
    "TIKTOK_SHOP_APP_SECRET": APP.secret.reveal(),
    "TIKTOK_SHOP_USER_AGENT_APPLICATION": "acme-erp",
    "TIKTOK_SHOP_USER_AGENT_VERSION": "2.4",
    "TIKTOK_SHOP_USER_AGENT_CONTACT": "ops@acme.example",
    "TIKTOK_SHOP_USER_AGENT_CERTIFICATE": "TK-CERT-00017",
    "TIKTOK_SHOP_STATEMENT_TEXT": "Order sync of our own shops.",
    "TIKTOK_SHOP_STATEMENT_COVERS": "orders:read",
    "TIKTOK_SHOP_STATEMENT_FILED": "2024-01-01",
    "TIKTOK_SHOP_EGRESS_REGISTERED": "127.0.0.1",
}


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as bound:
        return int(bound.getsockname()[1])


def ask(port: int, method: str, path: str, body: bytes = b"", authorization: str = "") -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request(method, path, body, {"Authorization": authorization, "Content-Type": "application/json"})
    answer = connection.getresponse()
    read = answer.status, answer.read()
    connection.close()
    return read


def wait_for(port: int, running: subprocess.Popen[str]) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until and running.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the example did not start")


@pytest.mark.parametrize("script", COMMANDS)
def test_an_example_takes_an_event_and_hands_it_over(script: str, tmp_path: Path) -> None:
    account = consented(an_account(tmp_path / "state", app=APP))
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TIKTOK_SHOP_")}
    where = {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "examples")]), "PYTHONUTF8": "1"}
    port = free_port()
    running = subprocess.Popen(
        [sys.executable, "-m", *(part.format(port=port) for part in COMMANDS[script])],
        env={**kept, **where, **ENVIRON, "TIKTOK_SHOP_STATE": str(tmp_path / "state")},
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
    )
    patience = threading.Timer(30, running.kill)
    patience.start()
    try:
        wait_for(port, running)
        body = an_event(order_id="576800000000000101", order_status="AWAITING_SHIPMENT")
        path = "/tiktok/webhooks"
        assert ask(port, "POST", path, body, signature(body)[::-1])[0] == 401
        assert ask(port, "GET", path)[0] == 405
        start = time.monotonic()
        assert ask(port, "POST", path, body, signature(body)) == (200, b"")
        assert time.monotonic() - start < 3  # the platform's deadline
        assert running.stdout is not None
        lines = iter(running.stdout.readline, "")
        assert "acme-uk 576800000000000101 AWAITING_SHIPMENT\n" in lines
    finally:
        patience.cancel()
        running.kill()
        running.communicate()
    assert {record["operation"] for record in records(account)} == {"webhooks.order_status_change"}


def test_every_webhook_example_is_run_here() -> None:
    assert {path.name for path in (ROOT / "examples").glob("webhooks_*.py")} == COMMANDS.keys()

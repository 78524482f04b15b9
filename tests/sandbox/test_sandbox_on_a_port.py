"""The sandbox on a real loopback port: same answers, closed connections, and it stops without a trace."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tiktok_shop_sdk.sandbox import Platform
from tiktok_shop_sdk.sandbox.app import NotLoopback, RunningSandbox, running_sandbox, sandbox_app, serve


@pytest.fixture
def live(new_caller: Any, clock: Any) -> Iterator[tuple[Any, RunningSandbox]]:
    clock.now = time.time()
    caller = new_caller()
    with running_sandbox(caller.platform) as sandbox:
        yield caller, sandbox


def ask(caller: Any, sandbox: RunningSandbox, *, timeout: float = 10.0) -> httpx.Response:
    target, headers, body = caller.request("POST", "/order/202309/orders/search", {"page_size": 5}, {})
    with httpx.Client(trust_env=False, timeout=timeout) as client:
        return client.post(sandbox.url + target, headers=headers, content=body)


def test_a_call_over_a_socket_is_checked_like_any_other(live: Any) -> None:
    caller, sandbox = live
    answer = ask(caller, sandbox)
    assert answer.json()["code"] == 0, answer.text
    assert answer.headers["content-type"] == "application/json"
    assert "server" not in answer.headers
    report = sandbox.report()
    assert report["addresses"] == ["127.0.0.1"]
    assert httpx.get(f"{sandbox.url}/_sandbox/report", trust_env=False).json()["arrivals"] == 1


def test_page_tokens_survive_the_way_over_a_socket(live: Any) -> None:
    caller, sandbox = live
    token = ask(caller, sandbox).json()["data"]["next_page_token"]
    query = {"page_size": 5, "page_token": token}
    target, headers, _ = caller.request("POST", "/order/202309/orders/search", query)
    answer = httpx.post(sandbox.url + target, headers=headers, trust_env=False)
    assert len(answer.json()["data"]["orders"]) == 5


TROUBLE = [
    ("429:5@+1", 429),
    ("36009002@+1", 200),
    ("36009003-after@+1", 200),
    ("expired@+1", 401),
    ("deauthorized@+1", 401),
    ("address@+1", 403),
    ("clock@+1", 400),
    ("500@+1", 500),
    ("503@+1", 503),
    ("403@+1", 403),
    ("garbage@+1", 200),
    ("slow:0.03@+1", 200),
]


def test_scripted_trouble_comes_over_a_socket(live: Any) -> None:
    caller, sandbox = live
    for spec, status in TROUBLE:
        script = httpx.post(f"{sandbox.url}/_sandbox/script", json={"fail": spec}, trust_env=False)
        assert script.status_code == 200
        answer = ask(caller, sandbox)
        assert answer.status_code == status, spec
        assert answer.headers.get("retry-after") == ("5" if status == 429 else None)
        caller.token = caller.platform.issue_tokens()["access_token"]


@pytest.mark.parametrize("spec", ["cut@+1", "cut-before@+1"])
def test_a_cut_connection_ends_without_an_answer(live: Any, spec: str) -> None:
    caller, sandbox = live
    caller.platform.trouble(spec)
    with pytest.raises(httpx.RemoteProtocolError, match="without sending a response"):
        ask(caller, sandbox)
    assert ask(caller, sandbox).json()["code"] == 0


def test_a_client_that_gives_up_does_not_disturb_the_next(live: Any) -> None:
    caller, sandbox = live
    caller.platform.trouble("slow:0.2@+1")
    with pytest.raises(httpx.ReadTimeout):
        ask(caller, sandbox, timeout=0.04)
    assert ask(caller, sandbox).json()["code"] == 0
    assert len(sandbox.report()["refusals"]) == 0


def test_a_request_that_breaks_off_in_its_body_has_no_effect(live: Any) -> None:
    _, sandbox = live
    port = int(sandbox.url.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port)) as half:
        half.sendall(b"POST /order/202309/orders/search HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{")
        time.sleep(0.03)
    assert httpx.get(f"{sandbox.url}/_sandbox/report", trust_env=False).json()["arrivals"] == 0


def test_it_stops_without_leaving_a_thread_or_a_port() -> None:
    before = set(threading.enumerate())
    with running_sandbox() as sandbox:
        assert sandbox.url.startswith("http://127.0.0.1:")
        assert isinstance(sandbox.platform, Platform)
        assert set(threading.enumerate()) - before
    assert set(threading.enumerate()) <= before  # a thread of another test may have ended meanwhile
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{sandbox.url}/_sandbox/report", trust_env=False)


def test_it_stops_when_the_block_fails() -> None:
    before = set(threading.enumerate())
    with pytest.raises(KeyError), running_sandbox(host="localhost"):
        raise KeyError("a failing test")
    assert set(threading.enumerate()) <= before  # a thread of another test may have ended meanwhile


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "example.test", ""])
def test_only_loopback_may_be_bound(host: str) -> None:
    with pytest.raises(NotLoopback, match="loopback"), running_sandbox(host=host):
        pass
    with pytest.raises(NotLoopback):
        serve(host=host)


def test_a_port_that_is_taken_is_an_error() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(OSError), running_sandbox(port=taken.getsockname()[1]):
            pass


def test_it_also_runs_on_ipv6_loopback() -> None:
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        pytest.skip("no IPv6 here")
    with running_sandbox(host="::1") as sandbox:
        assert sandbox.url.startswith("http://[::1]:")
        assert httpx.get(f"{sandbox.url}/_sandbox/report", trust_env=False).status_code == 200


def test_serve_runs_until_it_is_told_to_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[Any] = []
    monkeypatch.setattr("uvicorn.Server.run", lambda server, sockets: ran.append(sockets))
    serve(port=0)
    assert len(ran) == 1


def test_a_server_that_does_not_start_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("uvicorn.Server.run", lambda server, sockets: None)
    with pytest.raises(RuntimeError, match="did not start"), running_sandbox():
        pass


async def test_another_server_cannot_cut_and_says_so(new_caller: Any) -> None:
    caller = new_caller(fail="cut@1")
    target, headers, body = caller.request("POST", "/order/202309/orders/search", {"page_size": 5}, {})
    transport = httpx.ASGITransport(sandbox_app(caller.platform))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        with pytest.raises(RuntimeError, match="cannot close"):
            await client.post(target, headers=headers, content=body)
        assert (await client.post(target, headers=headers, content=body)).json()["code"] == 0

"""One process that receives events: a WSGI server, and a worker whose handler writes into a file what it does.

python -m tests.webhooks.process STATE JOURNAL HOW    prints its port
    HOW: "slow" never ends an event; "idle" has no worker; "forgetful" keeps events in memory only; or "plain"
python -m tests.webhooks.process STATE JOURNAL fork   receives and works on both sides of a fork
"""

from __future__ import annotations

import os
import sys
import threading
import time
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from tests.flow.conftest import an_account
from tests.webhooks.conftest import APP, an_event, signature
from tiktok_shop_sdk.webhooks import Event, Receiver


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Memory:
    """What a receiver without an inbox would do: the control."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def take(self, key: str, event: str, *, owner: object) -> bool:
        return self.kept.setdefault(key, event) == event


def write(journal: Path, line: str) -> None:
    with journal.open("a") as file:
        file.write(f"{line}\n")


def main() -> None:
    state, journal, how = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    receiver = Receiver(an_account(state, app=APP))

    @receiver.on(Event)
    def written(event: Event) -> None:
        write(journal, f"begin {event.notification_id}")
        if how == "slow":
            time.sleep(600)
        write(journal, f"end {event.notification_id}")

    if how == "forgetful":
        receiver._inbox.take = Memory().take
    if how == "fork":
        return fork(receiver)
    if how in ("slow", "plain"):
        threading.Thread(target=receiver.work, daemon=True).start()
    with make_server("127.0.0.1", 0, receiver.wsgi, server_class=Server, handler_class=Quiet) as server:
        print(server.server_port, flush=True)
        server.serve_forever()


def fork(receiver: Receiver) -> None:
    def take(name: str) -> None:
        body = an_event(id=name)
        assert receiver.receive(body, signature(body)) == 200

    take("before")
    child = os.fork()
    take("child" if child == 0 else "parent")
    if child == 0:
        receiver.close()
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
    receiver.work(until_empty=True)
    receiver.close()


if __name__ == "__main__":
    main()

"""Heads of the audit log in syslog: told to the daemon, and read back from the file in which they arrived."""

from __future__ import annotations

import os
import re
import socket
from collections.abc import Iterator
from pathlib import Path

from ..core.audit import Checkpoint

_PRIORITY = 13 * 8 + 5  # facility "log audit", severity "notice" (RFC 5424, section 6.2.1)
_TAG = "tiktok-shop-audit"
_SECONDS = 5.0


class SyslogHeads:
    """Sends each head as one datagram. Nobody can ask syslog what it kept; `HeadsInFile` reads its file."""

    def __init__(self, address: str, log: str) -> None:
        self._address = address
        self._log = log

    def publish(self, head: Checkpoint) -> None:
        """Tell the head. Raises OSError if the daemon is not there."""
        line = Checkpoint(head.origin, head.size, head.root, head.time).encode().decode("ascii")
        text = f"<{_PRIORITY}>{_TAG}: {self._log} {line}".encode("ascii")
        host, colon, port = self._address.rpartition(":")
        if colon and port.isdigit():
            where: str | tuple[str, int] = (host, int(port))
            family = socket.AF_INET6 if ":" in host else socket.AF_INET
        else:
            where, family = self._address, socket.AddressFamily(_unix())
        with socket.socket(family, socket.SOCK_DGRAM) as line_out:
            line_out.settimeout(_SECONDS)
            line_out.connect(where)
            line_out.sendall(text)

    def heads(self) -> tuple[Checkpoint, ...]:
        """Return nothing: what syslog kept is read with `HeadsInFile`."""
        return ()


def _unix() -> int:
    if not hasattr(socket, "AF_UNIX"):  # pragma: no cover - the other platform
        raise OSError("this machine has no syslog socket: declare host:port")
    return int(socket.AF_UNIX)


class HeadsInFile:
    """The heads of one log in a file to which syslog wrote, as an anchor to verify against."""

    def __init__(self, path: str | os.PathLike[str], log: str) -> None:
        self._path = Path(path)
        self._pattern = re.compile(rf"{_TAG}(?:\[\d+\])?: {re.escape(log)} (\{{.*\}})\s*$")

    def publish(self, head: Checkpoint) -> None:
        """Refuse: this is only read. Raises OSError."""
        raise OSError(f"{self._path} is only read")

    def heads(self) -> list[Checkpoint]:
        """Return the newest head of each stream. Raises OSError, ValueError."""
        newest: dict[str, Checkpoint] = {}
        for head in self._all():
            if head.stream not in newest or head.size > newest[head.stream].size:
                newest[head.stream] = head
        return list(newest.values())

    def _all(self) -> Iterator[Checkpoint]:
        with self._path.open(encoding="utf-8", errors="replace") as file:
            for line in file:
                if found := self._pattern.search(line):
                    yield Checkpoint.decode(found[1].encode("ascii"))

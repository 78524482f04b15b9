"""The life of a log in a process of its own, which says what was acknowledged: `python -m tests.faults.worker ROOT`.

With a second argument it is written carelessly, as a control.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tests.faults.scene import Scene
from tiktok_shop_sdk.sinks import appendfile


def tell(record_id: str, mark: str) -> None:
    print(record_id, mark, flush=True)


def careless(descriptor: int, data: bytes) -> None:
    """What a writer looks like that takes errors lightly."""
    try:
        os.write(descriptor, data)
    except OSError:
        return


def be_careless() -> None:
    appendfile.write_all = careless
    appendfile.sync_file = lambda descriptor: None


def main() -> None:
    root, *control = sys.argv[1:]
    if control:
        be_careless()
    Scene(Path(root)).live(tell)


if __name__ == "__main__":
    main()

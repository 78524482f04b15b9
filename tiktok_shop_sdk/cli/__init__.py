"""`tiktok-shop`: the SDK at the command line, in English and Chinese; needs the extra `cli`."""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec

_EXTRA = ("click", "rich")
_MISSING = "tiktok-shop needs the command line extra / 命令行工具需要安装扩展: pip install 'tiktok-shop-sdk[cli]'\n"


def main() -> None:
    """The console script. Without the extra it says how to get it, and exits with 2."""
    if any(find_spec(name) is None for name in _EXTRA):
        _say(_MISSING)
        sys.exit(2)
    import_module(".app", __name__).app.main()


def _say(text: str) -> None:
    encoding = getattr(sys.stderr, "encoding", None) or "ascii"
    sys.stderr.write(text.encode(encoding, "replace").decode(encoding))

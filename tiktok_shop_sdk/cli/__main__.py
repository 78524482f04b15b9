"""Runs the command line as `python -m tiktok_shop_sdk.cli`."""

from __future__ import annotations

from . import main

if __name__ == "__main__":
    main()

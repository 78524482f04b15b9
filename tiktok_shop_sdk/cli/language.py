"""Which of the two languages a person at this machine reads."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias

Language: TypeAlias = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = ("en", "zh")

_CHINESE = 0x04  # the primary language of a Windows language id is in its lowest ten bits


def asked_language(arguments: Sequence[str]) -> Language | None:
    """The language that `--lang` asks for, wherever it stands: help is shown before options are read."""
    for place, argument in enumerate(arguments):
        if argument == "--":
            break
        name, _, value = argument.partition("=")
        if name == "--lang":
            following = arguments[place + 1] if place + 1 < len(arguments) else ""
            found = value or following
            return next((language for language in LANGUAGES if language == found), None)
    return None


def system_language(environ: Mapping[str, str]) -> Language:
    """The language of LC_ALL, LC_MESSAGES or LANG; on Windows without these that of its windows."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if locale := environ.get(name):
            return "zh" if locale.lower().startswith("zh") else "en"
    return _windows_language()


def _windows_language() -> Language:
    if sys.platform != "win32":
        return "en"
    language = ctypes.windll.kernel32.GetUserDefaultUILanguage()  # pragma: no cover - Windows only
    return "zh" if language & 0x3FF == _CHINESE else "en"  # pragma: no cover - Windows only

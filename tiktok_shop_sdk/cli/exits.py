"""How a run ends: one number for cron, and for people what happened, where, and what to do next."""

from __future__ import annotations

import json
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from enum import IntEnum
from typing import Any

import click

from .. import errors
from .language import Language
from .session import Session
from .texts import say


class Exit(IntEnum):
    """The exit codes; each has a text `exit.<number>` in the catalogue."""

    OK = 0
    UNEXPECTED = 1
    USAGE = 2
    REFUSED = 3
    RATE_LIMITED = 4
    CONSENT_NEEDED = 5
    PLATFORM_REFUSED = 6
    UNKNOWN_DELIVERY = 7
    AUDIT = 8
    PARTIAL = 9
    INTERRUPTED = 130


# The one table from errors to exit codes; the first line that fits decides.
_OF_ERROR: tuple[tuple[type[Exception], Exit], ...] = (
    (
        ValueError,
        Exit.USAGE,
    ),  # what was declared or given is wrong: DeclarationError, InvalidRequest, BadStockFile
    (errors.RateLimited, Exit.RATE_LIMITED),
    (errors.AuditUnavailable, Exit.AUDIT),
    (errors.Refused, Exit.REFUSED),
    (errors.ConsentNeeded, Exit.CONSENT_NEEDED),
    (errors.TokenRejected, Exit.CONSENT_NEEDED),
    (errors.PartialFailure, Exit.PARTIAL),
    (errors.ServerError, Exit.UNKNOWN_DELIVERY),
    (errors.TransportError, Exit.UNKNOWN_DELIVERY),
    (errors.AnswerUnreadable, Exit.UNKNOWN_DELIVERY),
    (errors.ApiError, Exit.PLATFORM_REFUSED),
)


_SHOWN = 50  # items of one error: more would scroll the rest away


def exit_code(error: errors.ShopError) -> Exit:
    """The exit code of an error of the SDK."""
    otherwise = Exit.UNEXPECTED if error.delivered is False else Exit.UNKNOWN_DELIVERY
    return next((code for kind, code in _OF_ERROR if isinstance(error, kind)), otherwise)


def exit_table(language: Language) -> list[tuple[str, str]]:
    """The codes with their meaning, for the help."""
    return [(str(int(code)), say(f"exit.{int(code)}", language)) for code in Exit]


def run(session: Session, work: Callable[[], Any]) -> int:
    """Do the work and say how it ended; nothing escapes but the exit code."""
    try:
        outcome = work()
    except click.exceptions.Exit as done:
        return done.exit_code
    except (click.exceptions.Abort, KeyboardInterrupt):
        session.screen.note("exit.130")
        return Exit.INTERRUPTED
    except click.UsageError as error:
        return _usage(session, error)
    except errors.ShopError as error:
        return report(session, error)
    except BrokenPipeError:
        return _pipe_closed()
    except (click.ClickException, OSError) as error:
        return _trouble(session, error)
    except Exception as error:
        return _unexpected(session, error)
    return int(outcome) if isinstance(outcome, int) else Exit.OK


def report(session: Session, error: errors.ShopError) -> Exit:
    """Say what an error of the SDK means, on stderr."""
    code = exit_code(error)
    screen = session.screen
    steps = in_language(session.language, error, "next_step")
    if session.json:
        screen.error_document({"error": facts_of(error, session.language)})
    else:
        said = in_language(session.language, error, "message")
        screen.message(f"{screen.say(title_of(error))}: {said}", style="red")
        if where := _where(session, error):
            screen.message(where)
        if isinstance(error, errors.RateLimited):
            screen.note("error.retry_at", at=datetime.fromtimestamp(error.retry_at, UTC))
        for item in _items(error, session.language)[:_SHOWN]:
            screen.message(f"  - {json.dumps(item, ensure_ascii=False)}")
        screen.note("error.next", steps=steps)
    if session.debug:
        screen.message(_trace(error))
    return code


def in_language(language: Language, carrier: object, name: str) -> str:
    """What an error or a fault says under `name`, or in Chinese, where it has that, under `name_zh`."""
    english = str(getattr(carrier, name))
    return str(getattr(carrier, f"{name}_zh", english)) if language == "zh" else english


def _items(error: errors.ShopError, language: Language) -> list[Any]:
    """What failed in particular, as plain data: the platform's items, or the lines of a file."""
    from .plain import plain  # pydantic is not needed for the help

    faults = [
        {"line": fault.line, "message": in_language(language, fault, "message")}
        for fault in getattr(error, "faults", ())
    ]
    return [*(plain(item) for item in getattr(error, "items", ())), *faults]


def facts_of(error: errors.ShopError, language: Language) -> dict[str, Any]:
    """An error as plain data."""
    facts: dict[str, Any] = {
        "kind": type(error).__name__,
        "message": in_language(language, error, "message"),
        "operation": error.operation or None,
        "code": error.code,
        "request_id": error.request_id or None,
        "delivered": error.delivered,
        "next_step": in_language(language, error, "next_step"),
        "exit_code": int(exit_code(error)),
    }
    if isinstance(error, errors.RateLimited):
        facts["retry_at"] = error.retry_at
    if items := _items(error, language):
        facts["items"] = items
    return facts


def title_of(error: errors.ShopError) -> str:
    """The catalogue's name of an error: that of its class, or of the nearest class that has one."""
    return next(f"error.{kind.__name__}" for kind in type(error).__mro__ if f"error.{kind.__name__}" in TITLES)


TITLES = frozenset(
    f"error.{name}"
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, errors.ShopError)
)


def _where(session: Session, error: errors.ShopError) -> str:
    facts = {"operation": error.operation, "code": error.code, "request": error.request_id}
    said = [
        session.screen.say(f"error.{name}", value=value) for name, value in facts.items() if value not in ("", None)
    ]
    return ", ".join(said)


def _usage(session: Session, error: click.UsageError) -> Exit:
    command = error.ctx.command_path if error.ctx else "tiktok-shop"
    said = _usage_words(session, error)
    if session.json:
        facts = {"kind": "Usage", "message": said, "exit_code": int(Exit.USAGE)}
        session.screen.error_document({"error": facts})
    else:
        session.screen.message(f"{session.screen.say('error.usage')}: {said}", style="red")
        session.screen.note("error.see_help", command=command)
    return Exit.USAGE


def _usage_words(session: Session, error: click.UsageError) -> str:
    """Click speaks English; what it says most often is in the catalogue."""
    said = error.format_message()
    match error:
        case click.NoSuchOption():
            return session.screen.say("usage.no_option", name=error.option_name)
        case click.BadParameter(param=click.Parameter() as parameter):
            name = parameter.human_readable_name if isinstance(parameter, click.Argument) else parameter.opts[-1]
            missing = isinstance(error, click.MissingParameter)
            return session.screen.say("usage.missing" if missing else "usage.bad_value", name=name, said=error.message)
    return said


def _trouble(session: Session, error: click.ClickException | OSError) -> Exit:
    """The system said no. Its own words name a file or an address, and no data."""
    if isinstance(error, OSError):
        said = f"{error.strerror or type(error).__name__}: {error.filename or ''}".rstrip(": ")
    else:
        said = error.format_message()
    return _failed(session, said, error)


def _unexpected(session: Session, error: Exception) -> Exit:
    """A mistake of ours. The text of a foreign exception may quote anything, so only its kind is shown."""
    missing = f": {error.name}" if isinstance(error, ImportError) and error.name else ""
    return _failed(session, type(error).__name__ + missing, error)


def _failed(session: Session, said: str, error: Exception) -> Exit:
    if session.json:
        session.screen.error_document(
            {"error": {"kind": type(error).__name__, "message": said, "exit_code": int(Exit.UNEXPECTED)}}
        )
    else:
        session.screen.message(f"{session.screen.say('error.unexpected')}: {said}", style="red")
    if session.debug:
        session.screen.message(_trace(error))
    elif not session.json:
        session.screen.note("error.debug")
    return Exit.UNEXPECTED


def _trace(error: BaseException) -> str:
    """Where it happened: files, lines and our own source, and no value of any variable."""
    return "".join(traceback.format_tb(error.__traceback__))


def _pipe_closed() -> Exit:
    """Whoever read our output has seen enough (`| head`)."""
    import os
    import sys

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return Exit.OK

"""`tiktok-shop demo`: the SDK at work against a sandbox on this machine, judged by the sandbox's referee."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .commands import command, option, pass_session
from .exits import Exit
from .sandbox import require_extra
from .session import Session

if TYPE_CHECKING:
    from .demo_tour import Figures


@command("help.demo")
@option("--keep", type=click.Path(path_type=Path, file_okay=False), metavar="DIR")
@pass_session
def demo(session: Session, keep: Path | None) -> int:
    require_extra(session)
    if keep is not None and keep.exists() and any(keep.iterdir()):
        raise click.UsageError(session.screen.say("usage.keep_exists", path=keep))
    from .demo_tour import Tour

    with _directory(keep) as directory:
        figures = Tour(session, directory).run()
    if session.json:
        session.screen.document(figures.as_dict())
    else:
        _tell(session, figures, keep)
    return Exit.OK if figures.ok else Exit.AUDIT if not figures.audit_ok else Exit.UNEXPECTED


@contextmanager
def _directory(keep: Path | None) -> Iterator[Path]:
    if keep is not None:
        keep.mkdir(mode=0o700, parents=True, exist_ok=True)
        yield keep
        return
    with tempfile.TemporaryDirectory(prefix="tiktok-shop-demo-") as place:
        yield Path(place)


def _tell(session: Session, figures: Figures, keep: Path | None) -> None:
    """What the referee saw and what the log says, after the steps."""
    screen = session.screen
    screen.heading(screen.say("demo.result"))
    calls = [f"{screen.say(f'demo.class.{name}')} {count}" for name, count in figures.calls.items()]
    screen.facts({"demo.calls": ", ".join(calls)})
    for name, seen in figures.worst_windows.items():
        screen.text("  " + screen.say("demo.window", name=name, **seen))
    screen.facts(
        {
            "demo.gap": figures.smallest_gap,
            "demo.stripped": ", ".join(f"{kind} {count}" for kind, count in figures.stripped.items()),
            "demo.leaks": figures.leaks,
            "demo.audit": figures.audit,
            "demo.violations": figures.violations,
            "demo.seconds": figures.seconds,
        }
    )
    if keep is not None:
        screen.note("demo.kept", path=keep)
    level, key = ("OK", "demo.ok") if figures.ok else ("FAIL", "demo.failed")
    screen.verdict(level, screen.say(key), "green" if figures.ok else "red")
